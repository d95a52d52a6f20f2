"""The day that the prose gives to a session: «la cuarta ordinaria, celebrada el jueves 25 de abril»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source.prose_reading import PLACE
from check_report.source.words import dates, plain, sessions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from check_report.source.prose_reading import Reading

DATED = {
    **PLACE,
    "observed": pl.String,
    "sesion_id": pl.String,
    "dicha": pl.Date,
    "fila": pl.Int64,
    "fecha": pl.Date,
}
_HELD = r"(?:celebr|efectu|realiz|verific|desahog)"
_BETWEEN = re.compile(
    r"(?:\s+(?:urgente|del? (?:ano )?20[0-9]{2}))?"
    rf"(?:,?\s+\(?(?:{_HELD}ada|llevada a cabo|(?:que )?se (?:{_HELD}o|llevo a cabo)|tuvo lugar)"
    r"(?:\s+(?:el|con fecha))?"
    # «…, el jueves 3 de marzo se firmó …» goes on to something else.
    r"|,?\s+(?:del|de fecha|con fecha)|\s+el|,?\s*\(?)"
    r"(?:\s+dia)?\s*"
)
"""What may stand between a session and its day."""
_COUNTED = re.compile(r"[0-9]+\s")
"""«Una extraordinaria» is one of them, not the first."""
_OF_OTHERS = re.compile(
    r"\b(?:consejos? (?:general|local|distrital|municipal)|comite|junta|comisiones unidas)\b"
)


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `sesiones_fechadas`: each day that a sentence gives to a session of the report's.

    `fecha` is what the row `fila` of table `sesiones` says; days of another year are of other sessions.
    """
    held = {
        (kind, number): (key, day, row)
        for key, kind, number, day, row in reading.source.tables["sesiones"]
        .frame.select("sesion_id", "tipo", "numero", "fecha", "_row")
        .rows()
    }
    for said in reading.said if held else ():
        if _OF_OTHERS.search(plain.unaccented(said.text)):
            continue
        text = sessions.in_digits(said.text)
        bare, days = plain.unaccented(text), dates.find(text)
        for start, end, session in sessions.find_in_digits(text):
            if _COUNTED.match(text, start):
                continue
            key, day, row = held.get((session.kind, session.number), (None, None, None))
            told = next((one for one in days if one.start >= end), None)
            if day is None or told is None or not _BETWEEN.fullmatch(bare, end, told.start):
                continue
            date = told.date(reading.source.year)
            if date is not None and date.year == day.year:
                yield reading.at(said.line_at(0), said.paragraph.section) | {
                    "observed": told.words,
                    "sesion_id": key,
                    "dicha": date,
                    "fila": row,
                    "fecha": day,
                }
