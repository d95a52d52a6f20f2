"""The real document, in each format, gives the tables of its report folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import run
from tests.document_import.conftest import imported, reference, rows

from check_report.rulebook import book

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMATS = [
    "txt",
    pytest.param("md", marks=pytest.mark.slow),
    pytest.param("docx", marks=pytest.mark.slow),
    pytest.param("office.docx", marks=pytest.mark.slow),
    "html",
    pytest.param("pandoc.html", marks=pytest.mark.slow),
    pytest.param("pdf", marks=pytest.mark.slow),
]


@pytest.mark.parametrize("kind", FORMATS)
def test_every_table_is_the_folders(printed: Callable[[str], Path], kind: str) -> None:
    given = imported(printed(kind))
    for table in given.tables:
        assert rows(given, table) == reference(table), table
    assert given.unplaced == []


def test_places_point_at_the_words(printed: Callable[[str], Path]) -> None:
    path = printed("txt")
    lines = path.read_text(encoding="utf-8").split("\n")
    given = imported(path)
    for row in given.placed.tables["envios"]:
        assert row.values["fecha_texto"] in lines[row.place.line - 1]
    for row in given.placed.tables["acuerdos"]:
        assert row.values["clave"] in lines[row.place.line - 1]
    for line, place in zip(given.placed.prose.lines, given.placed.prose.places, strict=True):
        if line and place and place.line and not line.startswith(("{{", "|", "#", "-", "[^", " ")):
            first = line.split("[^")[0].split()[0]
            assert first in "\n".join(lines[place.line - 1 : place.line + 4])


def test_every_block_is_accounted_for(printed: Callable[[str], Path]) -> None:
    given = imported(printed("txt"))
    told = {one.place.line for one in given.placed.account}
    text = printed("txt").read_text(encoding="utf-8").split("\n")
    starts = {
        number
        for number, line in enumerate(text, start=1)
        if line.strip() and (not text[number - 2].strip() or "\t" in line or line.startswith("- "))
    }
    # What goes on from the line before is told with it: an item that a page broke.
    assert {text[number - 1] for number in starts - told} <= {
        "“Elecciones 2021. Contexto y análisis postelectoral”."
    }


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_findings_point_into_the_document(printed: Callable[[str], Path], kind: str) -> None:
    path = printed(kind)
    ran = run(path.name, "--format", "json", "--as-of", "2021-12-31", cwd=path.parent)
    report = ran.json["reports"][0]
    assert ran.code == 1
    assert report["inputs"][0]["path"] == path.name
    tables = {one["path"]: one["rows"] for one in report["inputs"][1:]}
    assert tables["tablas/asistencia.csv"] == 136
    assert set(book.load().report_tables) == {name[7:-4] for name in tables if name.startswith("tablas/")}
    found = [one for one in report["findings"] if one["rule"] == "FEC-001" and one["table"] == "envios"]
    assert len(found) == 4
    for one in found:
        assert one["file"] == path.name
        assert "tabla" in one["place"]
        assert (one["line"] is not None) == (kind == "txt")
