"""The stacked tables as any SQL engine holds them alike: text and numbers only.

Dates become ISO 8601 text and booleans 0 or 1, so that one portable query means the same everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from check_report.rulebook.book import Rulebook

MEASURES = "medidas"


def portable(frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The frames with dates as text and booleans as integers."""
    return {
        name: frame.with_columns(
            pl.col(pl.Date).dt.to_string("%Y-%m-%d"),
            pl.col(pl.Boolean).cast(pl.Int64),
        )
        for name, frame in frames.items()
    }


def views(book: Rulebook, kind: str = "VIEW") -> Iterator[str]:
    """The SQL that makes the views: `medidas`, of the catalogue's queries, and those that suites share.

    Args:
        book: the rulebook.
        kind: what is to be created of each.
    """
    queries = " UNION ALL ".join(measure.query for measure in book.measures if measure.query)
    yield f"CREATE {kind} {MEASURES} AS {queries}"
    yield from (f"CREATE {kind} {view.name} AS {view.query}" for view in book.views)
