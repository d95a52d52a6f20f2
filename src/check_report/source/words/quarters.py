"""Quarters that a text names: «tercer trimestre de 2021», «de julio a septiembre de 2021»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from check_report.source.words.dates import months
from check_report.source.words.plain import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterator

QUARTER, MONTHS, REPORT = "trimestre", "meses", "informe"
_ORDINALS = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4, "1er": 1, "2o": 2, "3er": 3, "4o": 4}


@dataclass(frozen=True, slots=True)
class Mention:
    """A quarter as a text names it."""

    start: int
    words: str
    kind: str
    """QUARTER, MONTHS («julio a septiembre») or REPORT («tercer informe trimestral»)."""
    first: int
    """First month, 1-12."""
    last: int
    """Last month, 1-12."""
    year: int | None

    @property
    def is_quarter(self) -> bool:
        """Whether its months are a quarter of the year."""
        return self.last - self.first == 2 and self.last % 3 == 0


def find(text: str) -> Iterator[Mention]:
    """The quarters that a text names, in order."""
    bare = unaccented(text)
    for match in _grammar().finditer(bare):
        kind = QUARTER if match["quarter"] else REPORT if match["report"] else MONTHS
        first, last = _months(match)
        if kind is not MONTHS or first < last:
            year = match["year"] or match["year_before"]
            words = " ".join(text[match.start() : match.end()].split())
            yield Mention(match.start(), words, kind, first, last, int(year) if year else None)


def ordinal(text: str | None) -> int | None:
    """The quarter that an ordinal names: «Tercer» → 3."""
    return next((n for word, n in _ORDINALS.items() if text and unaccented(text).startswith(word)), None)


def _months(match: re.Match[str]) -> tuple[int, int]:
    number = match["quarter"] or match["report"]
    if number:
        last = 3 * _ORDINALS[number]
        return last - 2, last
    return months()[match["from"] or match["first"]], months()[match["to"] or match["last"]]


@lru_cache(maxsize=1)
def _grammar() -> re.Pattern[str]:
    ordinals = "|".join(_ORDINALS)
    names = "|".join(months())
    year = r"(?:,?\s+(?:de\s+actividades\s+)?(?:de(?:l\s+ano)?|del)?\s*(?P<year>20[0-9]{2})\b)?"
    return re.compile(
        rf"\b(?:(?P<quarter>{ordinals})\s+trimestre|(?P<report>{ordinals})\s+informe\s+trimestral"
        rf"|(?:de\s+|entre\s+|del\s+mes\s+de\s+|meses\s+de\s+)(?P<from>{names})(?:\s+de\s+(?P<year_before>20[0-9]{{2}}))?"
        rf"\s+(?:a|y|al?\s+mes\s+de|hasta)\s+(?P<to>{names})"
        rf"|(?P<first>{names})\s?[-–—/]\s?(?P<last>{names}))\b{year}"
    )
