"""The day that the prose gives to a session: «la cuarta ordinaria, celebrada el jueves 25 de abril».

So do the columns of the prose's tables: «Segunda extraordinaria | 28 de abril de 2021 | unanimidad».
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_grids
from check_report.source.prose_reading import PLACE
from check_report.source.typed import ORIGIN
from check_report.source.words import dates, plain, sessions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

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


_BESIDE = 3
"""Words that a cell may have beside its day."""
_ENOUGH = 3
"""Rows that show that a column tells the days of sessions."""
_MOST = 0.75
_OF_SESSIONS = re.compile(r"\b(?:sesion|sesiones|aprobacion|aprobado|adopcion|acuerdo)\b")
"""How a column of days is headed that are those of sessions, though its rows name none."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A session that was held: its key, its day, its row in table `sesiones`."""

    key: str
    day: date
    row: int


_Sessions = dict[tuple[str, int], _Held]
"""Sessions by kind and number."""


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `sesiones_fechadas`: each day that a sentence or a table gives to a session of the report's.

    `fecha` is what the row `fila` of table `sesiones` says; days of another year are of other sessions.
    """
    held = {
        (kind, number): _Held(key, day, row)
        for key, kind, number, day, row in reading.source.tables["sesiones"]
        .frame.select("sesion_id", "tipo", "numero", "fecha", "_row")
        .rows()
        if day
    }
    if held:
        yield from _in_sentences(reading, held)
        yield from _in_agreements(reading, held)
        yield from _in_grids(reading, held)


def _told(observed: str, session: _Held, day: date) -> dict[str, Any]:
    return {
        "observed": observed,
        "sesion_id": session.key,
        "dicha": day,
        "fila": session.row,
        "fecha": session.day,
    }


def _in_sentences(reading: Reading, held: _Sessions) -> Iterator[dict[str, Any]]:
    for said in reading.said:
        for told in _days_beside(reading, held, said.text):
            yield reading.at(said.line_at(0), said.paragraph.section) | told


def _in_agreements(reading: Reading, held: _Sessions) -> Iterator[dict[str, Any]]:
    """The same of what agreements say, but for the session that `sesion_referida` has already."""
    for row in reading.source.tables["acuerdos"].frame.iter_rows(named=True):
        place = {column: row[column] for column in ORIGIN} | {"_field": "asunto", "_section": None}
        for told in _days_beside(reading, held, row["asunto"] or ""):
            if told["sesion_id"] != row["sesion_referida"]:
                yield place | told


def _days_beside(reading: Reading, held: _Sessions, words: str) -> Iterator[dict[str, Any]]:
    """The days that stand right after the sessions that a text names."""
    if _OF_OTHERS.search(plain.unaccented(words)):
        return
    text = sessions.in_digits(words)
    bare, days = plain.unaccented(text), dates.find(text)
    for start, end, session in sessions.find_in_digits(text):
        known = held.get((session.kind, session.number))
        told = next((one for one in days if one.start >= end), None)
        counted = _COUNTED.match(text, start)
        if counted or known is None or told is None or not _BETWEEN.fullmatch(bare, end, told.start):
            continue
        day = told.date(reading.source.year)
        if day is not None and day.year == known.day.year:
            yield _told(told.words, known, day)


def _in_grids(reading: Reading, held: _Sessions) -> Iterator[dict[str, Any]]:
    """The same of the columns that nearly always tell a session's day."""
    section = {p.line: p.section for p in reading.outline.paragraphs}
    for header, body in prose_grids.grids(reading):
        for column, title in enumerate(header[1]):
            of_sessions = bool(_OF_SESSIONS.search(plain.unaccented(title)))
            found = [
                (line, _told(cells[column], session, day))
                for line, cells in body
                if (day := _day(reading, cells, column))
                and (session := _session(cells, held, day if of_sessions else None))
            ]
            right = sum(told["dicha"] == told["fecha"] for _, told in found)
            if right >= _ENOUGH and right >= _MOST * len(found):
                yield from (reading.at(line, section.get(header[0])) | told for line, told in found)


def _day(reading: Reading, cells: Sequence[str], column: int) -> date | None:
    """The one day that is about all a cell tells."""
    cell = cells[column] if column < len(cells) else ""
    found = dates.find(cell)
    if len(found) != 1 or len(plain.words(cell.replace(found[0].words, "")).split()) > _BESIDE:
        return None
    return found[0].date(reading.source.year)


def _session(cells: Sequence[str], held: _Sessions, day: date | None) -> _Held | None:
    """The session that a row names, or the one nearest to its day, if that is one of sessions."""
    named = {(session.kind, session.number) for cell in cells for session in sessions.find(cell.casefold())}
    if named:
        return held.get(named.pop()) if len(named) == 1 else None
    return min(held.values(), key=lambda one: abs(one.day - day)) if day else None
