"""Sessions named in a text: «séptima sesión ordinaria», or «la segunda extraordinaria» after others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from text_to_num import alpha2digit

from check_report.source.words.plain import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterator

_SESSION = re.compile(
    r"\b(?P<number>[0-9]{1,3})\S?\s+(?:sesion\s+)?(?P<kind>\w+(?:ria|nte|cial|mne)|conjunta)\b"
)


@dataclass(frozen=True, slots=True)
class Session:
    """A session by its number and its kind."""

    number: int
    kind: str


def find(text: str) -> Iterator[Session]:
    """The sessions that a text names by ordinal and kind."""
    yield from (session for _, _, session in find_in_digits(in_digits(text)))


def in_digits(text: str) -> str:
    """The text with its number words as digits."""
    return str(alpha2digit(text, "es", 0.0))


def find_in_digits(text: str) -> Iterator[tuple[int, int, Session]]:
    """Start, end and session of each one that such a text names."""
    for match in _SESSION.finditer(unaccented(text)):
        yield match.start(), match.end(), Session(int(match["number"]), match["kind"])
