"""Adds to the package's tables the rows that printed tables and lists give."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from check_report.document.placing import rows, sessions
from check_report.document.placing.happenings import EVENTS

if TYPE_CHECKING:
    from check_report.document.blocks import Place
    from check_report.document.placing.here import Here
    from check_report.document.placing.printed import PrintedTable
    from check_report.document.placing.telling import Telling


class Adding:
    """Numbers rows, completes them from what is known, and marks in the prose where their tables stood."""

    def __init__(self, here: Here, telling: Telling) -> None:
        self._here = here
        self._telling = telling
        self._stood: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
        self._counts: Counter[tuple[str, str]] = Counter()

    def stand(self, kind: PrintedTable, filters: dict[str, str], place: Place) -> None:
        """Marks in the prose where a table stood, once."""
        mark = (kind.table, tuple(filters.items()))
        if mark not in self._stood:
            self._stood.add(mark)
            self._here.placed.prose.table(kind.table, filters, place)

    def add(self, kind: PrintedTable, row: dict[str, str], place: Place) -> str:
        """Adds a row, with what its own words decide and what its number is; and the rows it spreads into.

        Returns:
            Where it went, for the account.
        """
        known, placed = self._here.known, self._here.placed
        if kind.table == EVENTS:
            return self._telling.happened(row, place)
        if kind.under and not row.get(kind.under):
            row[kind.under] = self._here.session
        if kind.numbers and not row.get(kind.numbers):
            group = "/".join(row.get(name, "") for name in known.tables[kind.table].primary_key)
            row[kind.numbers] = str(self.count(kind, group))
        row |= rows.chosen(row, kind.table, known)
        if kind.table == known.printing.referred["tabla"]:
            row |= rows.referred(row, known)
        went = placed.add(kind.table, row, place)
        spread = kind.descriptor.get("reparte")
        return f"{went}, y {self._spread(spread, row, place)}" if spread else went

    def count(self, kind: PrintedTable, group: str) -> int:
        """The number of the next row of a group of a table's rows."""
        self._counts[kind.table, group] += 1
        return self._counts[kind.table, group]

    def _spread(self, spread: dict[str, str], row: dict[str, str], place: Place) -> str:
        known = self._here.known
        text = row.get(spread["de"], "")
        named = [session.id(known.year) for session in sessions.find(text, known.kinds)]
        alone = [
            sessions.Session(spread["tipo"], number, None, 0, 0).id(known.year)
            for number in sessions.numbers(text)
        ]
        for session in dict.fromkeys(alone if len(alone) > len(named) else named):
            shared = {spread["clave"]: row[spread["clave"]], spread["en"]: session}
            self._here.placed.add(spread["tabla"], shared, place)
        return f"tablas/{spread['tabla']}.csv"
