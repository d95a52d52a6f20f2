"""Headings numbered in words: «CAPÍTULO PRIMERO. De las sesiones» is «I. De las sesiones»."""

from __future__ import annotations

import re
from functools import lru_cache

from num2words import num2words

from check_report.source.words.plain import unaccented

ROMANS = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
)
"""The numbers that parts of a report have, from 1 on."""

_WORDED = re.compile(
    r"^(?:cap[ií]tulo|t[ií]tulo|apartado|parte)\s+(?P<number>\w+)\b\s*[.:–—-]*\s*(?P<title>\S.*)?$",
    re.IGNORECASE | re.DOTALL,
)

_ORDERED = re.compile(r"^(?P<number>\w+(?:\s\w+)?)\s*[.:–—-]+\s*(?P<title>\S.*)$", re.DOTALL)


def numbered(heading: str) -> str:
    """A heading with its number in the usual form before its title; any other text as it is."""
    match = _WORDED.match(heading)
    number = _number(match["number"]) if match else None
    if match is None or number is None:
        return heading
    return f"{ROMANS[number - 1]}. {match['title'] or heading}"


def ordered(heading: str) -> str:
    """The same for what only a heading, known as such, can be: «Segundo. Marco normativo»."""
    match = _ORDERED.match(heading)
    number = _ordinals().get(unaccented(" ".join(match["number"].split()))) if match else None
    return f"{ROMANS[number - 1]}. {match['title']}" if match and number else heading


def _number(word: str) -> int | None:
    if word.upper() in ROMANS:
        return ROMANS.index(word.upper()) + 1
    if word.isdigit():
        return int(word) if 0 < int(word) <= len(ROMANS) else None
    return _ordinals().get(unaccented(word))


@lru_cache(maxsize=1)
def _ordinals() -> dict[str, int]:
    """«primero», bare → 1 …, by num2words but for the two that it writes otherwise."""
    words = {unaccented(num2words(n, lang="es", to="ordinal")): n for n in range(1, len(ROMANS) + 1)}
    words |= {re.sub("^decimo ?", "decimo ", word): n for word, n in words.items() if n > 10}
    return words | {"undecimo": 11, "duodecimo": 12}
