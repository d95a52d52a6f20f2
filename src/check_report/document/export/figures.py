"""What a report's tables say, for the placeholders of its prose: figures and dates."""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from check_report.layers.together import duckdb
from check_report.source.stack import stack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from check_report.rulebook.book import Rulebook
    from check_report.source.report import Source


class Figures:
    """A report's measures and dated cells. Counted by the rulebook's own queries, once, when first asked."""

    def __init__(self, source: Source, book: Rulebook) -> None:
        self._source = source
        self._book = book

    @cached_property
    def measures(self) -> Mapping[str, int]:
        """Each measure of the catalogue that this report has, with its value."""
        frames = stack([self._source], [], self._book).frames
        with duckdb.connect(frames, self._book) as connection:
            rows = duckdb.rows(connection, "SELECT medida, valor FROM medidas WHERE valor IS NOT NULL")
        return {str(row["medida"]): int(row["valor"]) for row in rows}

    def date(self, table: str, field: str, key: str) -> datetime.date | None:
        """The date in a cell, the row named by its key («2021-ORD-07», «red_observacion/3»).

        Raises:
            KeyError: with the part that does not exist: the table, the field or the row.
        """
        if table not in self._source.tables:
            raise KeyError(table)
        frame = self._source.tables[table].frame
        if field not in frame.columns:
            raise KeyError(f"{table}.{field}")
        rows = dict(zip(frame["_key"], frame[field], strict=True))
        if key not in rows:
            raise KeyError(key)
        value = rows[key]
        return value if isinstance(value, datetime.date) else None
