"""The suites' queries, run on both engines over reports that a test changes to its liking."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from check_report.layers.together import duckdb
from check_report.layers.together.tables import measures_view, portable
from check_report.rulebook.book import Rulebook, load
from check_report.source.report import read
from check_report.source.stack import stack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "cases" / "conforme" / "cvoe-2021-t4"
BEFORE = ROOT / "reports" / "cvoe-2021-t3"

Rows = list[dict[str, Any]]
Query = "Callable[[str], Rows]"


class Draft:
    """A copy of the conforming report, to be spoilt or legitimately altered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(BASE, folder)

    def change(self, table: str, row: int, **cells: str) -> None:
        """Replaces cells of one row (from 1)."""
        head, rows = self._read(table)
        rows[row - 1].update(cells)
        self._write(table, head, rows)

    def drop(self, table: str, **cells: str) -> None:
        """Drops the rows that hold all these cells."""
        head, rows = self._read(table)
        kept = [row for row in rows if not cells.items() <= row.items()]
        assert len(kept) < len(rows)
        self._write(table, head, kept)

    def add(self, table: str, **cells: str) -> None:
        """Adds a row; the cells not named stay empty."""
        head, rows = self._read(table)
        self._write(table, head, [*rows, dict.fromkeys(head, "") | cells])

    def _read(self, table: str) -> tuple[list[str], list[dict[str, str]]]:
        with (self.folder / "tablas" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
            return list(reader.fieldnames or ()), rows

    def _write(self, table: str, head: list[str], rows: list[dict[str, str]]) -> None:
        with (self.folder / "tablas" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, head, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return load()


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Draft(tmp_path / "informe")


@pytest.fixture
def engines(book: Rulebook) -> Iterator[Callable[..., dict[str, Callable[[str], Rows]]]]:
    """Gives, for folders by name, each engine's way to run a query over them."""
    opened: list[Any] = []

    def open_both(folders: dict[str, Path]) -> dict[str, Callable[[str], Rows]]:
        frames = stack([read(path, name, book.report_tables) for name, path in folders.items()], [], book).frames
        columnar = duckdb.connect(frames, book)
        reference = sqlite3.connect(":memory:")
        reference.row_factory = sqlite3.Row
        for name, frame in portable(frames).items():
            reference.execute(f"CREATE TABLE {name} ({', '.join(frame.columns)})")
            places = ", ".join("?" * frame.width)
            reference.executemany(f"INSERT INTO {name} VALUES ({places})", frame.iter_rows())  # noqa: S608
        reference.execute(measures_view(book.measures))
        opened.extend([columnar, reference])
        return {
            "duckdb": lambda query: duckdb.rows(columnar, query),
            "sqlite": lambda query: [dict(row) for row in reference.execute(query)],
        }

    yield open_both
    for connection in opened:
        with closing(connection):
            pass


@pytest.fixture
def findings(
    book: Rulebook, engines: Callable[..., dict[str, Callable[[str], Rows]]]
) -> Callable[..., list[tuple[str, int | None, str, str | None]]]:
    """Judges a draft by one rule on both engines, which must agree: (table, row, field, variant) of each finding."""

    def judge(draft: Draft, rule: str, *, before: Path | None = BEFORE) -> list[tuple[str, int | None, str, str | None]]:
        folders = {"draft": draft.folder} | ({"before": before} if before else {})
        found: dict[str, list[tuple[str, int | None, str, str | None]]] = {}
        for engine, run in engines(folders).items():
            rows = [
                row
                for suite in book.suites
                for expectation in suite.expectations
                if expectation.rule == rule
                for row in run(expectation.query)
                if row["_report"] == "draft"
            ]
            found[engine] = sorted(
                ((row["_table"], row["_row"], row["_field"], row.get("variant")) for row in rows), key=repr
            )
        assert found["duckdb"] == found["sqlite"]
        return found["duckdb"]

    return judge
