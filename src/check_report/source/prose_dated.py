"""Days that the prose gives to what was done: «el miércoles 17 de julio de 2024 se realizó una jornada»."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source.prose_reading import PLACE
from check_report.source.report import period
from check_report.source.words import dates, denials, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from check_report.source.outline import Paragraph
    from check_report.source.prose_reading import Reading

DATED = {
    **PLACE,
    "observed": pl.String,
    "fecha": pl.Date,
    "en_periodo": pl.Boolean,
    "periodo": pl.String,
    "inicio": pl.String,
    "fin": pl.String,
}
_HELD = r"(?:realiz|celebr|impart|efectu|desarroll|organiz|inaugur|instal|reun)"
_HAPPENED = re.compile(
    rf"\bse\s+(?:{_HELD}(?:o|io|aron|ieron)|llev(?:o|aron)\s+a\s+cabo)\b"
    rf"|\b(?:tuvo|tuvieron)\s+lugar\b|\b(?:{_HELD}[ai]d[oa]s?|llevad[oa]s?\s+a\s+cabo)\s+(?:el|los)\b"
)
_OTHERWISE = re.compile(
    r"\b(?:sesion(?:es)? (?:\w*ordinarias?|urgentes?|especial(?:es)?|solemnes?|conjuntas?|del?|publicas?)"
    r"|minutas?|actas?|aprob\w+|acuerdos?|previst\w+|preve|preven|program\w+|reprogram\w+"
    r"|posp\w+|difer\w+|convoca\w+|vencim\w+|plazo)\b"
)
"""What makes a day one of something else: of what approves it, of what is to come."""
_TO_COME = re.compile(r"\b(?:siguientes?|proxim[oa]s?|previs\w+|pendientes?|agenda|perspectivas?|futur\w+)\b")
"""How a section is titled that tells what is to be done."""
_CLAUSE = re.compile(r"[^;:]+")
_ENOUGH = 3
"""Items of a list that show of what time the others are."""


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `hechos_fechados`: the days of what sentences and lists tell as done, by the report's period.

    Of a sentence those within it or after it: what was before may well be told. Of a list, where all items
    but one are of the period.
    """
    start, end = period(reading.source.about)
    if not start or not end:
        return
    span = f"del {dates.day_and_month(start)} al {dates.day_and_month(end)} de {end.year}"
    place = {"periodo": span, "inicio": start.isoformat(), "fin": end.isoformat()}
    listed = dict(_of_lists(reading, start, end))
    for line, section, words, day in (*_of_sentences(reading), *listed.values()):
        if day >= start or line in listed:
            yield (
                reading.at(line, section)
                | place
                | {
                    "observed": words,
                    "fecha": day,
                    "en_periodo": start <= day <= end,
                }
            )


_Told = tuple[int, str | None, str, "date"]
"""Line, section, words and day."""


def _of_sentences(reading: Reading) -> Iterator[_Told]:
    for said in reading.said:
        if _is_to_come(reading, said.paragraph.section) or any(denials.find(said.text)):
            continue
        for clause in _CLAUSE.finditer(said.text):
            bare, found = plain.unaccented(clause[0]), dates.find(clause[0])
            day = found[0].date(None) if len(found) == 1 else None
            if day and _HAPPENED.search(bare) and not _OTHERWISE.search(bare):
                line = said.line_at(clause.start() + found[0].start)
                yield line, said.paragraph.section, found[0].words, day


def _of_lists(reading: Reading, start: date, end: date) -> Iterator[tuple[int, _Told]]:
    """By their lines, the days of lists of which all items but one are of the period."""
    for section, items in itertools.groupby(
        reading.outline.paragraphs,
        key=lambda one: (one.section, one.indent) if one.indent is not None else None,
    ):
        told = list(_of_items(list(items))) if section and not _is_to_come(reading, section[0]) else []
        inside = sum(start <= day <= end for *_, day in told)
        if len(told) >= _ENOUGH and inside >= len(told) - 1:
            yield from ((one[0], one) for one in told)


def _of_items(items: Sequence[Paragraph]) -> Iterator[_Told]:
    for item in items:
        found = dates.find(item.text)
        day = found[0].date(None) if found else None
        if day and not _OTHERWISE.search(plain.unaccented(item.text)):
            yield item.line_at(found[0].start), item.section, found[0].words, day


def _is_to_come(reading: Reading, section: str | None) -> bool:
    heading = reading.outline.heading(section)
    while heading:
        if _TO_COME.search(plain.unaccented(heading.title)):
            return True
        heading = reading.outline.heading(heading.parent)
    return False
