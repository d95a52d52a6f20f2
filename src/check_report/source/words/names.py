"""Names of bodies, people and norms, made comparable; and how alike two names or titles are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Mapping

ALIKE = 85.0
"""From this likeness (0-100) on, two names may be one; measured on misprints and on distinct names."""

PARENTHESIS = re.compile(r"\(([^()]*)\)")
_ACRONYM = re.compile(r"^(?=(?:.*[A-ZÁÉÍÓÚÑ]){2})[\w.-]{2,15}$")
# Legal forms of Mexican law, written with or without dots and blanks: A.C., S.C., S.A. de C.V., I.A.P.
_LEGAL_FORM = re.compile(
    r"(?<![,\s])[,\s]+(?:a\.?\s?c|s\.?\s?c|i\.?\s?a\.?\s?p|s\.?\s?a(?:\.?\s+de\s+c\.?\s?v)?)\b\.?(?=\W*$)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:el|la|los|las)\s+")
_PARTICLES = frozenset(
    ["a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "los", "para", "por", "sobre", "y"]
)


def key(name: str) -> str:
    """A name's comparison key: no accents, case, punctuation, acronym, legal form or leading article."""
    bare = _LEGAL_FORM.sub("", PARENTHESIS.sub(" ", name).strip(" .,;"))
    return _ARTICLE.sub("", words(bare))


def acronym(name: str) -> str | None:
    """The acronym that a name gives in parentheses, or that it is; None if neither."""
    given = next((text for text in PARENTHESIS.findall(name) if _ACRONYM.match(text)), None)
    return given or (name if _ACRONYM.match(name) else None)


def short(name: str) -> str:
    """What else a name may be called: the acronym or short name it gives in parentheses, or its key."""
    given = acronym(name)
    whole = key(name).split()
    own = (key(text) for text in PARENTHESIS.findall(name))
    return given or next((text for text in own if text and set(text.split()) <= set(whole)), " ".join(whole))


def spelled_out(name_key: str, acronyms: Mapping[str, str]) -> str:
    """A key with every word that is an acronym replaced by the key of what it stands for."""
    return " ".join(acronyms.get(word, word) for word in name_key.split())


def likeness(one: str, other: str) -> float:
    """How alike two keys are, 0-100, whatever the order of their words."""
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))


def is_particle(word: str) -> bool:
    """Whether a bare word only joins others."""
    return word in _PARTICLES


def contained(title: str, text: str) -> float:
    """How much of a title's words a text has, 0-100; particles do not count."""
    return fuzz.token_set_ratio(_content(title), _content(text))


def _content(text: str) -> str:
    return " ".join(word for word in words(text).split() if word not in _PARTICLES)
