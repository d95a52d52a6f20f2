"""Acronyms that a text uses and those it defines: «Unidad Técnica de … (UTVOE)»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from check_report.source.words import propernames
from check_report.source.words.plain import unaccented, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(
    r"(?<![\w#@/.])(?P<text>[A-ZÁÉÍÓÚÑ]{2,12}(?:[a-z]{1,2}[A-Z]{1,4})?)(?P<plural>s)?(?![\w@])"
)
_PARENTHESIS = re.compile(r"\((?P<text>[^()\s]{2,15})(?:\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+)?\)")
"""What a name is short for, with the place that tells it from others: «(IEPC)», «(IEPC Durango)»."""
NAMES_A_BODY = r"[A-ZÁÉÍÓÚÑ]{3,12}(?:[a-z]{1,2}[A-ZÁÉÍÓÚÑ]{0,4})?"
"""An acronym long enough to stand for a body's name: «IEEM», «UATx»."""
_BODY = re.compile(NAMES_A_BODY)
_ENTRY = re.compile(
    rf"\W*(?P<short>{NAMES_A_BODY})\W*(?:[:|]|\s[-–—])\W*(?P<whole>[A-ZÁÉÍÓÚÑ][^.;|()]*\s[^.;|()]*)"
)
"""An entry of a glossary: «COBAEH: Colegio de Bachilleres del Estado de Hidalgo»."""
_DEFINED = re.compile(
    rf"(?:,\s+[AS]\.\s?C\.)?\s+\((?:en adelante,?\s+)?(?:la|el)?\s?[«“\"]?(?P<short>{NAMES_A_BODY})[»”\"]?\)"
)
_ROMAN = re.compile(r"^(?=.)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_LINKS = word_set("a al con de del e el en la las los para por y")
_FEW, _SHORT = 15, 30
"""Letters up to which a text may be an acronym, or little more than some beside a word."""
_SHOUTED = 0.6
"""A text with more capitals than this among its letters is set in capitals: its words are no acronyms."""


@dataclass(frozen=True, slots=True)
class Use:
    """An acronym in a text."""

    start: int
    text: str
    defines: bool
    """Whether it stands beside the name it is short for: in parentheses after it, or in a glossary."""


def find(text: str) -> Iterator[Use]:
    """The acronyms of a text, in order. Roman numerals and letters of identifiers are none."""
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    beside_words = capitals < len(letters) <= _SHORT  # «Fuente: DEEC y UTTA»
    if letters and capitals > _SHOUTED * len(letters) and len(letters) > _FEW and not beside_words:
        return
    defined = {
        match.start("text"): match["text"] for match in _PARENTHESIS.finditer(text) if _is_one(match["text"])
    }
    for start, acronym in defined.items():
        if _names_something(text[: start - 1], acronym):
            yield Use(start, acronym, defines=True)
    for match in _WORD.finditer(text):
        inside = any(start <= match.start() < start + len(word) for start, word in defined.items())
        numbered = _ROMAN.match(match["text"]) or _numbered(text, match.start())
        if not numbered and not (inside and _names_something(text[: match.start() - 1], match["text"])):
            yield Use(match.start("text"), match["text"], defines=False)


def is_body(text: str) -> bool:
    """Whether a text is one acronym that may stand for a body's name."""
    return bool(_BODY.fullmatch(text))


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """The acronyms that a text says what they are short for, each with the name in full."""
    entry = _ENTRY.match(text)
    if entry:
        yield entry["short"], " ".join(entry["whole"].split())
    for body in propernames.find_bodies(text):
        defined = _DEFINED.match(text, body.start + len(body.words))
        if defined:
            yield defined["short"], body.words


def is_slip(one: str, other: str) -> bool:
    """Whether an acronym is another one with a slip of the pen.

    Two letters changed places, or, where there are four or more, one doubled; in longer ones also a letter
    wrong, lost or added. Short acronyms one letter apart are mostly different bodies (UNAM, UAM; PRI, PRD).
    """
    shortest = min(len(one), len(other))
    if shortest < 3 or OSA.distance(one, other) != 1 or _plural(one) == _plural(other):
        return False
    transposed = sorted(one) == sorted(other)
    doubled = abs(len(one) - len(other)) == 1 and _undoubled(one) == _undoubled(other)
    return transposed or (doubled and shortest >= 4) or shortest >= 5


def _plural(acronym: str) -> str:
    """OPLE, OPLES and OPL are one acronym: «S», «ES» only make it plural, «E» is its «electoral»."""
    return re.sub(r"E?S?$", "", acronym)


def _undoubled(acronym: str) -> str:
    return re.sub(r"(.)\1", r"\1", acronym)


def _is_one(text: str) -> bool:
    return sum(char.isupper() for char in text) >= 2 and text.isalpha() and not _ROMAN.match(text)


def _names_something(before: str, acronym: str) -> bool:
    """Whether what it is short for ends where a parenthesis opens.

    That is a name (a word with a capital among the last ones), or common words with those initials:
    «organizaciones de la sociedad civil (OSC)».
    """
    if re.search(r"[A-ZÁÉÍÓÚÑ][\w.]+(?:\W+\w+){0,6}\W{0,3}$", before):
        return True
    words = re.findall(r"\w+", before)[-3 * len(acronym) :]
    initials = "".join(word[0] for word in words if word not in _LINKS)
    return unaccented(initials).endswith(acronym.lower())


def _numbered(text: str, start: int) -> bool:
    """Whether the letters belong to an identifier («IECM/ACU-CG-…») or to a numbered name («COVID-19»)."""
    before = re.search(r"[\w/-]*$", text[:start])
    after = re.match(r"[\w/-]*", text[start:])
    return any(char.isdigit() for part in (before, after) if part for char in part[0])
