"""The identifiers of what was signed, which a table may print in columns that no field takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from check_report.source import prose_grids
from check_report.source.words import identifiers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from check_report.rulebook.suites import Measure
    from check_report.source.prose_reading import Reading


def of_rows(reading: Reading, measure: Measure, rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Every cell of the measure's table, and every identifier beside it → its row; the last row of equals."""
    codes = {cell: int(row["_row"]) for row in rows for cell in row.values() if isinstance(cell, str)}
    for header, body in prose_grids.grids(reading):
        whole = len(body) == len(rows)  # then in the same order
        for at, (_, (called, *cells)) in (
            enumerate(body) if prose_grids.is_of_table(reading, header[0], measure.table) else ()
        ):
            row = next((one for one in rows if called.rstrip(".") in _cells(one)), None)
            row = rows[at] if whole else row
            if row:
                for code in (one.text for cell in cells for one in identifiers.find(cell)):
                    codes.setdefault(code, int(row["_row"]))
    return codes


def _cells(row: Mapping[str, Any]) -> set[str]:
    """What a row prints."""
    return {str(cell) for name, cell in row.items() if not name.startswith("_")}
