"""Runs the native suites through Great Expectations itself, on its embedded SQLite engine."""

from __future__ import annotations

import io
import logging
import os
import sqlite3
import tempfile
import warnings
from contextlib import closing, redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING, Any

from check_report.layers.judgement import Judgement
from check_report.layers.together import mapper
from check_report.layers.together.tables import portable, views
from check_report.rulebook.suites import EXPECTATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from check_report.rulebook.book import Rulebook
    from check_report.rulebook.suites import Suite

_BATCH_TABLE = "informe"
"""Great Expectations wants every query to belong to a batch; the queries name their tables themselves."""


def run(frames: Mapping[str, pl.DataFrame], book: Rulebook) -> Judgement:
    """Judges all stacked reports by the rulebook's suites, through Great Expectations.

    Args:
        frames: the stacked frames, derived tables and registers included.
        book: the rulebook, for its suites and measures.

    Raises:
        RuntimeError: when Great Expectations drops or cannot run an expectation.
    """
    judgement = Judgement()
    # Its progress bars heed no setting where single rows are asked for; they must not reach the user.
    # The database outlives a failure to delete it (Windows keeps a file that is still open).
    with redirect_stderr(io.StringIO()), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        database = Path(folder) / "informes.sqlite"
        with closing(sqlite3.connect(database)) as connection:
            _fill(connection, frames, book)
            connection.row_factory = sqlite3.Row
            batch = _Batch(database)
            for suite in book.suites:
                for expectation, failing in zip(suite.expectations, batch.failing(suite), strict=True):
                    mapper.take(
                        judgement,
                        expectation,
                        failing,
                        _rows(connection, expectation.examined),
                        _rows(connection, expectation.unjudged) if expectation.unjudged else [],
                    )
            batch.close()
    return judgement


class _Batch:
    """A Great Expectations context over one SQLite file."""

    def __init__(self, database: Path) -> None:
        logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
        os.environ["GX_ANALYTICS_ENABLED"] = "false"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import great_expectations as gx

            self._gx = gx
            self._context = gx.get_context(mode="ephemeral")
            self._source = self._context.data_sources.add_sqlite(
                "informes", connection_string=f"sqlite:///{database.as_posix()}"
            )
            asset = self._source.add_table_asset(_BATCH_TABLE, table_name=_BATCH_TABLE)
            self._definition = asset.add_batch_definition_whole_table("todo")

    def failing(self, suite: Suite) -> list[list[dict[str, Any]]]:
        """The failing rows of each of the suite's expectations, in their order."""
        native = self._context.suites.add(self._gx.ExpectationSuite(**dict(suite.descriptor)))
        if len(native.expectations) != len(suite.expectations):
            raise RuntimeError(f"{suite.name}: Great Expectations dropped an expectation")
        validation = self._context.validation_definitions.add(
            self._gx.ValidationDefinition(name=suite.name, data=self._definition, suite=native)
        )
        result = validation.run(result_format="BASIC")
        if result.statistics["evaluated_expectations"] != len(suite.expectations):
            raise RuntimeError(f"{suite.name}: Great Expectations left an expectation out")
        succeeded = {
            one.expectation_config.kwargs["unexpected_rows_query"]: _succeeded(suite, one)
            for one in result.results
        }
        # A result holds 200 rows at most; the rows themselves are asked for apart.
        return [
            [] if succeeded[one.unexpected_rows_query] else validation.get_unexpected_rows(one)
            for one in native.expectations
        ]

    def close(self) -> None:
        """Lets go of the database file."""
        self._source.get_engine().dispose()


def _succeeded(suite: Suite, result: Any) -> bool:
    if result.expectation_config.type != EXPECTATION or "observed_value" not in result.result:
        raise RuntimeError(f"{suite.name}: {result.exception_info}")
    return bool(result.success)


def _fill(connection: sqlite3.Connection, frames: Mapping[str, pl.DataFrame], book: Rulebook) -> None:
    for name, frame in portable(frames).items():
        columns = ", ".join(f'"{column}"' for column in frame.columns)
        connection.execute(f'CREATE TABLE "{name}" ({columns})')
        places = ", ".join("?" * frame.width)
        connection.executemany(f'INSERT INTO "{name}" VALUES ({places})', frame.iter_rows())  # noqa: S608 - our names
        if "_report" in frame.columns:
            # Every rule joins by report; without an index many reports take minutes.
            connection.execute(f'CREATE INDEX "{name}_report" ON "{name}" (_report)')
    for view in views(book):
        connection.execute(view)
    connection.commit()


def _rows(connection: sqlite3.Connection, query: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(query)]
