"""Runs the suites' own queries on DuckDB, in memory, shut off from files and network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb

from check_report.layers.judgement import Judgement
from check_report.layers.together import mapper
from check_report.layers.together.tables import portable, views

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from check_report.rulebook.book import Rulebook

# A query that a rule brings must not reach beyond the tables it is given.
_LOCKED = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def run(frames: Mapping[str, pl.DataFrame], book: Rulebook) -> Judgement:
    """Judges all stacked reports by the rulebook's suites.

    Args:
        frames: the stacked frames, derived tables and registers included.
        book: the rulebook, for its suites and measures.

    Raises:
        duckdb.Error: when a query of the rulebook is wrong.
    """
    judgement = Judgement()
    with connect(frames, book) as connection:
        for suite in book.suites:
            for expectation in suite.expectations:
                mapper.take(
                    judgement,
                    expectation,
                    rows(connection, expectation.query),
                    rows(connection, expectation.examined),
                    rows(connection, expectation.unjudged) if expectation.unjudged else [],
                )
    return judgement


def connect(frames: Mapping[str, pl.DataFrame], book: Rulebook) -> duckdb.DuckDBPyConnection:
    """A locked in-memory database with the tables and the views, kept as tables."""
    connection = duckdb.connect(":memory:", config=dict(_LOCKED))
    for name, frame in portable(frames).items():
        connection.register(name, frame.to_arrow())
    # Views are computed once and kept: many rules read each, and nested ones are costly to plan.
    for view in views(book, "TEMP TABLE"):
        connection.execute(view)
    connection.execute("SET lock_configuration = true")
    return connection


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    """The rows of a query as dictionaries."""
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
