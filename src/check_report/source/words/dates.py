"""Dates in Spanish words: «martes 23 y miércoles 24 de agosto de 2021», lists and ranges expanded.

The names of days and months are the Unicode CLDR's, through Babel.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale

from check_report.source.words.plain import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# «setiembre» is the spelling of Peru's locale, as good in Mexico's older texts.
_LOCALES = ("es_MX", "es_PE")
_CODE = re.compile(r"\b[A-ZÁÉÍÓÚÑ]{2,}[a-zA-Z]*(?:[-/][A-Za-z0-9]+)+")


_IN_DIGITS = re.compile(r"(?<![\w/.-])([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]((?:19|20)[0-9]{2})(?![\w/-])")


@dataclass(frozen=True, slots=True)
class Mention:
    """One day named in a text."""

    start: int
    """Where its words start in the text."""
    words: str
    """The printed words, from its own first one to the end of the list it stands in."""
    weekday: int | None
    """As written: 1 Monday … 7 Sunday (ISO 8601); None if no weekday is written."""
    day: int
    month: int
    year: int | None
    """As written, or as given by a later date of the same text; None if the text has none."""
    complete: bool
    """Whether it is written in full: «<día> de <mes> de <año>»."""
    shared: str = ""
    """The weekday that it shares with a day before it in its list: «los sábados 3, 10 y 17 de agosto»."""

    @property
    def quoted(self) -> str:
        """The printed words, after the weekday that another day of the list has."""
        return f"{self.shared} {self.words}".strip()

    def date(self, year: int | None = None) -> datetime.date | None:
        """The calendar's date, with the year given where none is written; None if there is no such day."""
        try:
            return datetime.date(self.year or year or 0, self.month, self.day)
        except (ValueError, OverflowError):
            return None


def find(text: str) -> list[Mention]:
    """All days that a text names with a month, in order."""
    bare = _bare(text)
    mentions: list[Mention] = []
    matches = list(_grammar().finditer(bare))
    shared = dict(zip(matches, _shared_weekdays(bare, matches), strict=True))
    for match in reversed(matches):
        # Read from the end: «9 de julio y 3 de agosto de 2021» lends its year backwards.
        later = mentions[0] if mentions else None
        lender = later if later and _joins(bare[match.end() : later.start]) else None
        mentions[:0] = _expand(text, match, lender, shared[match])
    return [mention for mention in mentions if not _counts(bare, mention)]


def _counts(bare: str, mention: Mention) -> bool:
    """Whether a number is of no day but of things: «77 documentos, frente a 56 de febrero»."""
    dated = mention.weekday or mention.year or _THE_DAY.search(bare[: mention.start])
    return not 0 < mention.day <= _LAST_DAY and not dated


def impossible(text: str) -> list[Mention]:
    """The days in digits that no calendar has: «31/04/2021»."""
    found = [
        Mention(
            start=match.start(),
            words=match[0],
            weekday=None,
            day=int(match[1]),
            month=int(match[2]),
            year=int(match[3]),
            complete=True,
            shared="",
        )
        for match in _IN_DIGITS.finditer(text)
    ]
    return [one for one in found if 1 <= one.month <= len(months()) and one.date() is None]


def spans(text: str) -> list[tuple[int, int]]:
    """Where a text's dates stand: start and end of each, lists and ranges whole."""
    return [match.span() for match in _grammar().finditer(_bare(text))]


def weekday_name(weekday: int) -> str:
    """«lunes» for 1 … «domingo» for 7."""
    return str(Locale.parse("es_MX").days["format"]["wide"][weekday - 1])


def in_words(date: datetime.date) -> str:
    """«lunes 2 de agosto de 2021»."""
    return f"{weekday_name(date.isoweekday())} {day_and_month(date)} de {date.year}"


def day_and_month(date: datetime.date) -> str:
    """«2 de agosto»."""
    return f"{date.day} de {month_name(date.month)}"


def month_name(month: int) -> str:
    """«agosto» for 8."""
    return str(Locale.parse("es_MX").months["format"]["wide"][month])


def _bare(text: str) -> str:
    """The text bare, its identifiers blanked: in «CVOE/006/21, el 17 de febrero» 21 is no day."""
    return unaccented(_CODE.sub(lambda code: "_" * len(code[0]), text))


def _shared_weekdays(bare: str, matches: Sequence[re.Match[str]]) -> Iterator[int | None]:
    """Of each list of days, the weekday that all of them share: «los sábados 3 y 10 de agosto y 7 de …»."""
    shared: int | None = None
    end = 0
    for match in matches:
        first = _day().match(match["days"])
        word = first["weekday"] if first else None
        if word:
            told = _SEVERAL.search(bare[: match.start()])
            shared = _weekdays()[word] if told else None
        elif not _joins(bare[end : match.start()]):
            shared = None
        end = match.end()
        yield shared


def _expand(text: str, match: re.Match[str], lender: Mention | None, shared: int | None) -> Iterator[Mention]:
    month = months()[match["month"]]
    year, dated = (lender.year, lender.complete) if lender else (None, False)
    if match["year"]:
        year, dated = int(match["year"]), bool(match["of_year"])
    complete = bool(match["of"]) and dated
    days = list(_day().finditer(match["days"]))
    for day in days:
        start = match.start("days") + day.start()
        weekday = _weekdays().get(day["weekday"] or "")
        yield Mention(
            start=start,
            words=" ".join(text[start : match.end()].split()),
            weekday=weekday or shared,
            day=1 if day["day"] == "primero" else int(day["day"]),
            month=month,
            year=year,
            complete=complete,
            shared=weekday_name(shared) if shared and not weekday else "",
        )


def _joins(between: str) -> bool:
    return bool(re.fullmatch(rf"{_JOIN}", between))


_LAST_DAY = 31
_THE_DAY = re.compile(r"\b(?:el|al|del|dias?)\s+$")
_SEVERAL = re.compile(r"\blos\s+$")
"""What makes a weekday that of all days that follow: «los» jueves 7, 14 y 21."""
# One to three joining words between two days of a list or a range.
_JOIN = r"\s*(?:,|;|\by\b|\be\b|\bo\b|\ba\b|\bal\b|[-–—/])\s*(?:(?:y|e|a|al|el|del|los|dias?)\b\s*){0,3}"


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    wide = Locale.parse("es_MX").days["format"]["wide"]
    return {unaccented(name): index + 1 for index, name in wide.items()}


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Name of a month, bare (`unaccented`) → its number."""
    return {
        unaccented(name): number
        for locale in _LOCALES
        for number, name in Locale.parse(locale).months["format"]["wide"].items()
    }


def _one_day(prefix: str = "") -> str:
    def group(name: str) -> str:
        return f"?P<{name}>" if not prefix else "?:"

    weekday = rf"\b({group('weekday')}{'|'.join(_weekdays())})s?,?\s+"
    # «5.1 Octubre» and «1. Octubre» are headings; the dot of «1.º» belongs to the ordinal.
    day = rf"({group('day')}\b(?<![0-9][.,])[0-9]{{1,2}}(?![0-9])|\bprimero\b)"
    ordinal = r"(?:\.?\s?[º°]\.?|r?o\b\.?)?"
    return rf"(?:{weekday})?{day}{ordinal}"


@lru_cache(maxsize=1)
def _day() -> re.Pattern[str]:
    return re.compile(_one_day())


@lru_cache(maxsize=1)
def _grammar() -> re.Pattern[str]:
    day = _one_day("plain")
    month_names = "|".join(months())
    return re.compile(
        rf"(?P<days>{day}(?:{_JOIN}{day}){{0,12}})"
        rf"\s+(?P<of>(?:de|del\s+mes\s+de)\s+)?(?P<month>{month_names})\b"
        rf"(?:,?\s+(?P<of_year>(?:de|del)\s+(?:ano\s+)?)?(?P<year>(?:19|20)[0-9]{{2}})\b)?"
    )
