"""What stands before the words of a heading: «III», «2.1», «A.»; its kind and what it counts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from check_report.source.words.chapters import ROMANS, numbered, ordered

if TYPE_CHECKING:
    from collections.abc import Iterator

ROMAN, NUMBER, LETTER, SMALL = "roman", "number", "letter", "small"
_MARKED = re.compile(
    r"^(?P<marker>(?:[IVX]{1,6}|[0-9]{1,2}|[A-Z]|[a-z](?=[.)]))(?:\.(?:[0-9]{1,2}|[A-Z]))*)"
    r"(?:(?<=[0-9A-Z]\.[0-9A-Z])(?=\s)|(?<=\.[0-9]{2})(?=\s)|\s?[.)°](?:\s?[-–—])?|\s?[-–—](?=\s))\s*(?P<title>\S.*)$",
    re.DOTALL,
)
_BARE = re.compile(r"^(?P<marker>[0-9]{1,2})\s+(?P<title>[A-ZÁÉÍÓÚÑ¿«“].*)$", re.DOTALL)


def marked(text: str) -> re.Match[str] | None:
    """The `marker` and the `title` of words that a number or letter opens."""
    return _MARKED.match(numbered(text))


def bare(text: str) -> re.Match[str] | None:
    """The same of what only a heading, known as such, can be: «1 Introducción», «Primero. Introducción»."""
    return _BARE.match(text) or _MARKED.match(ordered(text))


def marker(text: str) -> str:
    """What stands before the words; blank if nothing does."""
    match = marked(text) or bare(text)
    return match["marker"] if match else ""


def readings(last: str) -> Iterator[str]:
    """The kinds that the last part of a marker may be of: «C» is a hundred and a letter."""
    if last in ROMANS:
        yield ROMAN
    if last.isdigit():
        yield NUMBER
    elif len(last) == 1:
        yield SMALL if last.islower() else LETTER


def kind(last: str) -> str:
    """The likeliest of these."""
    return next(readings(last), LETTER)


def value(last: str, of: str) -> int:
    """What a marker of that kind counts, from 1."""
    if of == ROMAN:
        return ROMANS.index(last) + 1
    return int(last) if of == NUMBER else ord(last.upper()) - 64


def printed(count: int, of: str) -> str:
    """The marker of that kind that counts so many."""
    if of == ROMAN:
        return ROMANS[min(count, len(ROMANS)) - 1]
    return str(count) if of == NUMBER else chr((96 if of == SMALL else 64) + count)
