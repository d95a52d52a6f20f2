"""What was exported and is imported again is the same report."""

from __future__ import annotations

import csv
import importlib
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from tests.conftest import CONFORMING, REAL
from tests.strategies import Generated, examples, reports

from check_report.document import child, importing, wire
from check_report.document.export import export
from check_report.document.export.compose import compose
from check_report.document.export.tables import dated
from check_report.document.placing.place import place
from check_report.rulebook import book

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from check_report.document.blocks import Document
    from check_report.rulebook.tables import Table

    Rows = Sequence[Mapping[str, str]]

FORMATS = ("docx", "html", "pdf")
TOLD = frozenset({"cifras_declaradas"})
"""What generated reports declare in words of their own: see the two whole reports for it."""

quick = settings(deadline=None, suppress_health_check=list(HealthCheck))


def expected(folder: Path) -> Iterator[tuple[str, Rows]]:
    """The tables of a folder, with the words of the dates that were left to be written."""
    for name, table in book.load().report_tables.items():
        with (folder / table.path).open(encoding="utf-8", newline="") as stream:
            yield name, [_worded(row, table) for row in csv.DictReader(stream)]


def _worded(row: Mapping[str, str], table: Table) -> Mapping[str, str]:
    words = {
        text.name: dated(table, table.field(text.printed[0]), row)
        for text in table.fields
        if text.name == "fecha_texto" and len(text.printed) == 1 and row[text.printed[0]]
    }
    return {**row, **words}


def same(folder: Path, placed: Mapping[str, Rows], told: frozenset[str]) -> None:
    for name, rows in expected(folder):
        if name not in told:
            assert placed[name] == rows, name


def imported(folder: Path, form: str, scratch: Path) -> Mapping[str, Rows]:
    """The tables that the importer makes of an exported file, as it writes them."""
    path = scratch / f"informe.{form}"
    path.write_bytes(export(folder, form, book.load()))
    given_back = importing.read(path, book.load())
    assert not given_back.unplaced, [(u.kind, u.words, str(u.place)) for u in given_back.unplaced][:8]
    files = dict(given_back.files())
    return {
        name: list(csv.DictReader(io.StringIO(files[table.path], newline="")))
        for name, table in book.load().report_tables.items()
    }


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("folder", [REAL, CONFORMING], ids=lambda folder: folder.name)
def test_an_exported_report_comes_back(folder: Path, form: str, tmp_path: Path) -> None:
    same(folder, imported(folder, form, tmp_path), frozenset())


@settings(quick, max_examples=examples(100))
@given(reports())
def test_a_composed_report_is_placed_as_it_was(report: Generated) -> None:
    rules = book.load()
    with tempfile.TemporaryDirectory() as scratch:
        folder = report.write(Path(scratch).resolve())
        placed = place(compose(folder, rules), importing.known(rules))
        tables = {
            name: [
                {field.name: row.values.get(field.name, "") for field in table.fields}
                for row in placed.tables[name]
            ]
            for name, table in rules.report_tables.items()
        }
        same(folder, tables, TOLD)


def in_this_process(kind: str, content: bytes) -> Document:
    """Reads a document as the child process does, over the same wire."""
    reader = importlib.import_module(f"check_report.document.readers.{kind}")
    return wire.load(wire.dump(reader.read(content)))


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_a_generated_report_comes_back(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A process for each of so many documents would be most of the time.
    monkeypatch.setattr(child, "read", in_this_process)

    @settings(quick, max_examples=examples(20 if form == "pdf" else 60))
    @given(reports())
    def comes_back(report: Generated) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            folder = report.write(Path(scratch).resolve())
            same(folder, imported(folder, form, Path(scratch)), TOLD)

    comes_back()
