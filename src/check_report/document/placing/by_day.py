"""The session of rows and columns that print its day: «12 de febrero de 2025 | A-01/2025 | Se aprueba …»."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from check_report.document.placing import sessions, values
from check_report.source.words import dates
from check_report.source.words.plain import words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from check_report.document.placing.result import Placed
    from check_report.document.placing.rows import Known
    from check_report.document.placing.sessions import Session

_BESIDE = 3
"""Words that a heading may have beside the day of a session: «Ordinaria, jueves 30 de enero»."""


def heading(cell: str, placed: Placed, known: Known) -> Session | None:
    """The session that heads a column: the one that it names, or was held on the day that it prints."""
    named = sessions.only(cell, known.kinds)
    told = dates.find(cell)
    if named or len(told) != 1 or len(words(cell.replace(told[0].words, "")).split()) > _BESIDE:
        return named
    day = told[0].date(known.year)
    held = [row.values for row in placed.tables["sesiones"] if day and row.values.get("fecha") == str(day)]
    if len(held) != 1 or not held[0].get("numero", "").isdigit():
        return None
    return sessions.Session(held[0]["tipo"], int(held[0]["numero"]), day.year if day else None, 0, len(cell))


class ByDay:
    """The rows that wait for the session of their day until all sessions of the document are known."""

    def __init__(self, year: int | None) -> None:
        self._year = year
        self._waiting: list[tuple[dict[str, str], str, list[datetime.date]]] = []
        self._above: list[datetime.date] = []

    def begin(self) -> None:
        """Begins a table: no day of the one before goes on in it."""
        self._above = []

    def wait(self, row: dict[str, str], field: str, told: str, cells: Sequence[str]) -> None:
        """Takes a row whose session its day may tell.

        Args:
            row: as it stands in its table.
            field: where the key of its session belongs.
            told: what the row itself prints there, if anything.
            cells: what else the row prints beside its text.
        """
        printed = [told] if told else cells
        days = [day for cell in printed for day in values.days(cell, self._year)]
        if not days and not all(printed):
            days = self._above  # one cell for several rows
        self._above = days
        if days:
            self._waiting.append((row, field, days))

    def give(self, placed: Placed) -> None:
        """Gives each row the session that was held on the day it prints, if that is one."""
        held: dict[str, set[str]] = defaultdict(set)
        for session in placed.tables["sesiones"]:
            held[session.values.get("fecha", "")].add(session.values["sesion_id"])
        for row, field, days in self._waiting:
            on = {key for day in days for key in held.get(day.isoformat(), ())}
            if len(on) == 1:
                row[field] = on.pop()
