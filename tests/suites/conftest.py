"""The suites' queries, run on both engines."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from suite_support import BEFORE, Draft

from check_report.layers.together import duckdb
from check_report.layers.together.tables import portable, views
from check_report.rulebook.book import Rulebook, load
from check_report.source.report import read
from check_report.source.stack import stack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import TypeAlias

    Rows: TypeAlias = list[dict[str, Any]]
    Engines: TypeAlias = Mapping[str, Callable[[str], Rows]]
    Place: TypeAlias = tuple[str, int | None, str, str | None]


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load()


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path / "informe")


@pytest.fixture
def engines(book: Rulebook) -> Iterator[Callable[[Mapping[str, Path]], Engines]]:
    """Gives, for report folders by name, each engine's way to run a query over them."""
    opened: list[Any] = []

    def open_both(folders: Mapping[str, Path]) -> Engines:
        frames = stack(
            [read(path, name, book.report_tables) for name, path in folders.items()], [], book
        ).frames
        columnar = duckdb.connect(frames, book)
        reference = sqlite3.connect(":memory:")
        opened.extend([columnar, reference])
        reference.row_factory = sqlite3.Row
        for name, frame in portable(frames).items():
            reference.execute(f"CREATE TABLE {name} ({', '.join(frame.columns)})")
            places = ", ".join("?" * frame.width)
            reference.executemany(f"INSERT INTO {name} VALUES ({places})", frame.iter_rows())  # noqa: S608
        for view in views(book):
            reference.execute(view)
        return {
            "duckdb": lambda query: duckdb.rows(columnar, query),
            "sqlite": lambda query: [dict(row) for row in reference.execute(query)],
        }

    yield open_both
    for connection in opened:
        connection.close()


@pytest.fixture
def findings(book: Rulebook, engines: Callable[[Mapping[str, Path]], Engines]) -> Callable[..., list[Place]]:
    """Judges a draft by one rule on both engines, which must agree; gives the places found."""

    def judge(draft: Draft, rule: str, *, before: Path | None = BEFORE) -> list[Place]:
        folders = {"draft": draft.folder} | ({"before": before} if before else {})
        queries = [one.query for suite in book.suites for one in suite.expectations if one.rule == rule]
        found = {
            engine: sorted(
                (
                    (row["_table"], row["_row"], row["_field"], row.get("variant"))
                    for query in queries
                    for row in run(query)
                    if row["_report"] == "draft"
                ),
                key=repr,
            )
            for engine, run in engines(folders).items()
        }
        assert found["duckdb"] == found["sqlite"]
        return found["duckdb"]

    return judge
