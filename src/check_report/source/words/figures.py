"""Figures in digits or in words, with the noun they count: «18 acuerdos», «siete opiniones de pertinencia»."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from text_to_num import find_numbers

from check_report.source.words import dates
from check_report.source.words.plain import unaccented
from check_report.source.words.sentences import content, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A digit group glued to letters, signs or other digits is part of an identifier, an address, an amount.
_TOKEN = re.compile(r"(?<![\w/.#-])[0-9]{1,3}(?:,[0-9]{3})+(?![\w/-])|\w+(?:[-/.@]\w+)*|[^\w\s]")
_DIGITS = re.compile(r"^[0-9]{1,3}(?:,[0-9]{3})+$|^[0-9]{1,6}$")
_ARTICLES = frozenset(["un", "una", "uno"])
# «veintiún» and «treinta y un» are how a number ends before a masculine noun.
_APOCOPE = {"veintiun": "veintiuno"}
# Before a noun these are ordinals too, which text2num takes for numbers.
_ORDINALS = frozenset(["primer", "tercer"])
_NOT_NOUNS = frozenset(
    "a al ante con cuyo cuya de del durante e el ella ellas ellos en entre es esta este fue fueron la las le les lo los"
    " mas menos mil no o para pero por que se segun sin sobre su sus u un una uno veces y ya".split()
)
_QUARTER = re.compile(r"\b(?:trimestre|periodo|mes(?:es)?|ano|ejercicio)\b")
_MARKS = frozenset(".,;:()")
_PARTITIVE = frozenset(["de", "en", "para", "con", "a", "durante", "por", "correspond", "fueron", "dentro"])
_TOTAL = re.compile(r"\btotal(?:es)?\b|\bsum(?:aron|an|a|o)\b|\bascend(?:ieron|io|en)\b|\ben conjunto\b")
_BEYOND = re.compile(
    r"\b(?:a la fecha|hasta (?:el|la|ahora|hoy)|desde (?:el|la|20|19)|acumulad\w+|histori\w+|vigentes?|anterior(?:es)?"
    r"|previs?t[oa]s?|programad[oa]s?|previ[oa]s?|pasad[oa]s?|proxim[oa]s?|siguientes? (?:trimestre|periodo|ano))\b"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it counts."""

    start: int
    words: str
    """The figure and its noun, as printed."""
    value: int
    noun: tuple[str, ...]
    """Stems of the noun and what qualifies it; empty where the text leaves the noun out («seis de ellos»)."""
    after: tuple[str, ...]
    """Stems of all that follows within the clause."""
    is_article: bool
    """Whether it may be no figure but an article: «un convenio»."""


def find(text: str) -> list[Figure]:
    """The figures of a sentence, in order. Dates, years, identifiers and numbers of order are none."""
    tokens = list(_TOKEN.finditer(text))
    words = [unaccented(token[0]) for token in tokens]
    taken = dates.spans(text)
    figures: list[Figure] = []
    numbers = list(_numbers(tokens, words))
    starts = frozenset(start for start, _, _ in numbers)
    for start, end, value in numbers:
        at = tokens[start].start()
        inside = bisect_right(taken, (at, len(text)))
        if inside and at < taken[inside - 1][1]:
            continue
        figure = _figure(text, tokens, words, (start, end, value), starts)
        if figure:
            figures.append(figure)
    return figures


def is_total(text: str) -> bool:
    """Whether a sentence says that its figure is a total."""
    return bool(_TOTAL.search(unaccented(text)))


def reaches_beyond(text: str) -> bool:
    """Whether a clause speaks of other times: «de 2019 a la fecha», «vigentes», «programadas»."""
    return bool(_BEYOND.search(unaccented(text)))


def speaks_of_period(text: str) -> bool:
    """Whether a sentence names the quarter, the period or its months."""
    return bool(_QUARTER.search(unaccented(text)))


def _numbers(tokens: Sequence[re.Match[str]], words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Start, end (in tokens) and value of each whole number."""
    spoken = [_Token(_APOCOPE.get(word, token[0].lower())) for word, token in zip(words, tokens, strict=True)]
    for position, word in enumerate(words):
        if word == "un" and position > 1 and words[position - 1] == "y":
            spoken[position] = _Token("uno")
    found = {
        one.start: (one.end, int(one.value))
        for one in find_numbers(spoken, "es", 1.0)
        if not one.is_ordinal and words[one.start] not in _ORDINALS
    }
    for position, token in enumerate(tokens):
        if _DIGITS.match(token[0]):
            yield position, position + 1, int(token[0].replace(",", ""))
        elif position in found:
            yield position, *found[position]


def _figure(
    text: str,
    tokens: Sequence[re.Match[str]],
    words: Sequence[str],
    number: tuple[int, int, int],
    starts: frozenset[int],
) -> Figure | None:
    start, end, value = number
    if 1900 <= value < 2100 and end - start == 1 and tokens[start][0].isdigit():
        return None
    following = _clause(words, end, starts)
    noun = _noun(tokens, following)
    if not noun and not _stands_alone(words, end):
        return None
    # «Distrital 13 del IECM», «tabla 2»: what stands before names it, so it counts nothing.
    if not noun and start and tokens[start][0].isdigit() and words[start - 1] not in _NOT_NOUNS | {",", ":", ";", "("}:
        return None
    last = tokens[noun[-1]] if noun else tokens[min(end, len(tokens) - 1)]
    return Figure(
        start=tokens[start].start(),
        words=" ".join(text[tokens[start].start() : last.end()].split()),
        value=value,
        noun=tuple(stem(tokens[i][0]) for i in noun),
        after=content(" ".join(tokens[i][0] for i in following)),
        is_article=end - start == 1 and words[start] in _ARTICLES,
    )


def _clause(words: Sequence[str], start: int, starts: frozenset[int]) -> list[int]:
    """The tokens that follow, to the next mark or number."""
    found: list[int] = []
    for position in range(start, min(len(words), start + 14)):
        if words[position] in _MARKS or position in starts:
            break
        found.append(position)
    return found


def _noun(tokens: Sequence[re.Match[str]], following: Sequence[int]) -> list[int]:
    """The noun and the words after it that may qualify it: «sesiones ordinarias»; «opiniones»."""
    found: list[int] = []
    for position in following[:3]:
        word = tokens[position][0]
        if unaccented(word) in _NOT_NOUNS or not word.isalpha() or not word.islower():
            break
        found.append(position)
    return found


def _stands_alone(words: Sequence[str], end: int) -> bool:
    return end < len(words) and words[end] in _PARTITIVE


class _Token:
    """A token as text2num wants it. Numbers in digits are read without it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: _Token) -> bool:
        return self._text[:1].isdigit() or previous.text()[:1].isdigit()

    def not_a_number_part(self) -> bool:
        return self._text[:1].isdigit()
