"""Reports to export, composed once."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from tests.conftest import CONFORMING, REAL

from check_report.document.export.compose import compose
from check_report.rulebook import book

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from check_report.document.blocks import Document, Grid

FOLDERS = {"real": REAL, "conforme": CONFORMING}


@pytest.fixture(scope="session", params=FOLDERS)
def folder(request: pytest.FixtureRequest) -> Path:
    return FOLDERS[request.param]


@pytest.fixture(scope="session")
def document(folder: Path) -> Document:
    return compose(folder, book.load())


@pytest.fixture
def with_prose(base: Path) -> Callable[[str], Path]:
    """The conforming report with other prose."""

    def change(text: str) -> Path:
        (base / "informe.md").write_text(text, encoding="utf-8")
        return base

    return change


@pytest.fixture
def with_cells(base: Path) -> Callable[[str, str, list[str]], Path]:
    """The conforming report with other texts in the first rows of a column."""

    def change(table: str, column: str, texts: list[str]) -> Path:
        path = base / "tablas" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        for row, text in zip(rows, texts, strict=False):
            row[column] = text
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return base

    return change


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if type(block).__name__ == "Grid"]  # type: ignore[misc]
