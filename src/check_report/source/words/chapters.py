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


def numbered(heading: str) -> str:
    """A heading with its number in the usual form before its title; any other text as it is."""
    match = _WORDED.match(heading)
    number = _number(match["number"]) if match else None
    if match is None or number is None:
        return heading
    return f"{ROMANS[number - 1]}. {match['title'] or heading}"


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
    return words | {"undecimo": 11, "duodecimo": 12}
