"""Which columns of a printed table hold which fields, as their headings say."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from check_report.document.placing.printed import PrintedTable
    from check_report.rulebook.tables import Field, Table

OPENS = 80.0
"""From this likeness (0-100) on, a heading is a field's name."""
_SHORTEST = 4
"""Letters of a heading that may open another one: «No.» opens too many."""
_ALIKE = 88.0


def by_headings(header: Sequence[str], kind: PrintedTable, table: Table) -> tuple[dict[int, str], float]:
    """Which columns hold which fields, each once, and how much of the headings is known (0-100)."""
    scores = sorted(
        (-likeness(cell, names(table.field(name))), column, name)
        for column, cell in enumerate(header)
        for name in kind.columns
        if cell and not is_to_come(cell, table.field(name), kind)
    )
    columns: dict[int, str] = {}
    total = 0.0
    for score, column, name in scores:
        if -score >= OPENS and column not in columns and name not in columns.values():
            columns[column] = name
            total -= score
    filled = sum(1 for cell in header if cell)
    return dict(sorted(columns.items())), total / filled if filled else 0.0


@lru_cache(maxsize=16384)
def likeness(heading: str, titles: tuple[str, ...]) -> float:
    """How much a heading is one of the titles (0-100): accents, case, signs and line breaks aside."""
    said = key(heading)
    best = 0.0
    for name in map(key, titles):
        if said == name:
            return 100.0
        opens = said.startswith(f"{name} ") or name.startswith(f"{said} ")
        if opens and min(len(said), len(name)) >= _SHORTEST:
            best = max(best, OPENS + 5)
        ratio = fuzz.ratio(said, name)
        best = max(best, ratio if ratio >= _ALIKE else 0.0)
    return best


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """A heading as it is compared: bare, or as it is where it has no words («#»)."""
    return words(text) or text.strip()


def names(field: Field) -> tuple[str, ...]:
    """How the column of a field may be headed."""
    return (field.title, *field.descriptor.get("aliases", ()))


def is_to_come(heading: str, field: Field, kind: PrintedTable) -> bool:
    """Whether a heading is of days to come: no date of what was is below it."""
    return field.type == "date" and bool(kind.to_come & set(words(heading).split()))
