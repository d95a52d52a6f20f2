"""Rows of the tables that stand in the prose itself: the numbers they carry and the days they tell."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_grids
from check_report.source.prose_reading import PLACE
from check_report.source.report import period
from check_report.source.words import dates, identifiers
from check_report.source.words.plain import unaccented, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from check_report.source.prose_reading import Reading

ROWS = {
    **PLACE,
    "observed": pl.String,
    "numero": pl.Int64,
    "numero_debido": pl.Int64,
    "acuerdo": pl.Int64,
    "acuerdo_debido": pl.Int64,
    "opinion": pl.Int64,
    "opinion_debida": pl.Int64,
    "anio": pl.String,
    "anio_debido": pl.String,
    "fecha": pl.Date,
    "en_periodo": pl.Boolean,
    "periodo": pl.String,
    "inicio": pl.String,
    "fin": pl.String,
}
_NUMBERED = frozenset(["no", "num", "numero", "n", "consecutivo"])
_OF_ANOTHER_TIME = re.compile(
    r"\b(?:compromiso|limite|programad\w+|previst\w+|tentativ\w+|estimad\w+|venc\w+|vigencia|plazo|nacimiento"
    r"|ingreso|designacion|nombramiento|inicio|conclusion|termino|aprobacion|acuerdo)\b"
)
"""How a column of days is headed that need not be of the quarter."""
_STANDING = re.compile(r"\b(?:vigentes?|en (?:ejecucion|vigor)|histori\w+|antecedentes?|acumulad\w+)\b")
"""What a caption says of a table that lists not only what was done in the quarter."""
_SERIES = {"acuerdo": re.compile(r"\bacuerdos?\b"), "opinion": re.compile(r"\b(?:opinion|dictamen)(?:es)?\b")}
"""How a column or its table is called that lists them one by one."""
_LONG = 150
"""Letters from which on what stands before a table is no caption."""
_ENOUGH = 4
"""Rows from which on all others show what one should be."""
_FEWEST = 3
"""The same of days: all others are of the quarter."""
_MOST = 0.8
_BESIDE = 3
"""Words that a cell may have beside its day: the day of the week."""


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `renglones_en_prosa`: a row for each number or day that the other rows of its column judge.

    A number should go on from those before, if most do; a day is one of the period, and the year of an
    identifier is that of the others, if all but one are.
    """
    section = {p.line: p.section for p in reading.outline.paragraphs}
    for caption, header, body in prose_grids.captioned(reading):
        data = [row for row in body if not prose_grids.heads_total(next(filter(None, row[1]), ""))]
        ends = False
        for column, title in enumerate(words(cell) for cell in header[1]):
            cells = [(line, row[column]) for line, row in data if column < len(row) and row[column]]
            if len(cells) < _FEWEST:
                continue
            numbered = _numbers(cells) if title in _NUMBERED else ()
            place = section.get(header[0])
            found = list(_days(reading, cells, title, ends=ends))
            if (len(caption) < _LONG and _STANDING.search(unaccented(caption))) or prose_grids.lists_more(
                reading, place
            ):
                found = [(line, told) for line, told in found if told["en_periodo"]]
            ends = ends or bool(found)
            called = f"{title} {caption}" if len(caption) < _LONG else title
            series = () if prose_grids.is_of_table(reading, header[0]) else _series(cells, called)
            judged = (*numbered, *_identifiers(cells), *series) if len(cells) >= _ENOUGH else ()
            for line, told in (*judged, *found):
                yield reading.at(line, place) | told


def _numbers(cells: Sequence[tuple[int, str]]) -> Iterator[tuple[int, dict[str, Any]]]:
    numbers = [int(cell.rstrip(".")) if cell.rstrip(".").isdecimal() else None for _, cell in cells]
    first = numbers[0]
    right = sum(n == due for due, n in enumerate(numbers, first or 0))
    if first is None or right < min(_MOST * len(cells), len(cells) - 1):
        return
    for due, (number, (line, cell)) in enumerate(zip(numbers, cells, strict=True), first):
        if number is not None:
            yield line, {"observed": cell, "numero": number, "numero_debido": due}


def _series(cells: Sequence[tuple[int, str]], called: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The numbers of a column of agreements, or of opinions, if most go on from those before."""
    kind = next((field for field, word in _SERIES.items() if word.search(unaccented(called))), None)
    read = [next((one for one in identifiers.find(cell) if one.text == cell), None) for _, cell in cells]
    numbers = [one.number if one else None for one in read]
    first = numbers[0]
    if kind is None or first is None or len({one.series for one in read if one}) > 1:
        return
    if sum(n == due for due, n in enumerate(numbers, first)) < min(_MOST * len(cells), len(cells) - 1):
        return
    for due, (number, (line, cell)) in enumerate(zip(numbers, cells, strict=True), first):
        if number is not None:
            other = "opinion_debida" if kind == "opinion" else "acuerdo_debido"
            yield line, {"observed": cell, kind: number, other: due}


def _identifiers(cells: Sequence[tuple[int, str]]) -> Iterator[tuple[int, dict[str, Any]]]:
    read = [next((one for one in identifiers.find(cell) if one.text == cell), None) for _, cell in cells]
    years = Counter(one.year for one in read if one and one.year)
    if not years or years.total() < len(cells):
        return
    (year, times), *_ = years.most_common(1)
    if times < len(cells) - 1:
        return
    for one, (line, cell) in zip(read, cells, strict=True):
        if one:
            yield line, {"observed": cell, "anio": str(one.year), "anio_debido": str(year)}


def _days(
    reading: Reading, cells: Sequence[tuple[int, str]], title: str, *, ends: bool
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The days of a column; where one before it has days too, what began then may end after the quarter."""
    start, end = period(reading.source.about)
    days = [_day(cell, reading.source.year) for _, cell in cells]
    told = [day for day in days if day]
    if _OF_ANOTHER_TIME.search(title) or not start or not end or len(told) < _MOST * len(cells):
        return
    inside = sum(start <= day <= end for day in told)
    if len(told) < _FEWEST or inside < len(told) - 1:
        return
    span = f"del {dates.day_and_month(start)} al {dates.day_and_month(end)} de {end.year}"
    for day, (line, cell) in zip(days, cells, strict=True):
        if day:
            yield (
                line,
                {
                    "observed": cell,
                    "fecha": day,
                    "en_periodo": start <= day and (ends or day <= end),
                    "periodo": span,
                    "inicio": start.isoformat(),
                    "fin": end.isoformat(),
                },
            )


def _day(cell: str, year: int | None) -> date | None:
    """The day, or the first of several, that is all that a cell tells; without its year, by its weekday."""
    found = dates.find(cell)
    if not found:
        return None
    day = found[0].date(year)
    if found[0].year is None and (day is None or found[0].weekday != day.isoweekday()):
        return None
    rest = cell
    for mention in found:
        rest = rest.replace(mention.words, "")
    return day if len(words(rest).split()) <= _BESIDE else None
