"""The document that a report folder prints, before any format."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from tests.conftest import REAL
from tests.document_export.conftest import grids

from check_report.document.blocks import Heading, Item, Note, Paragraph
from check_report.document.export.compose import UnreadableError, compose
from check_report.document.export.shape import cover, spans
from check_report.rulebook import book

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from check_report.document.blocks import Document


@pytest.fixture(scope="module")
def real_document() -> Document:
    return compose(REAL, book.load())


def under(document: Document, title: str) -> list[object]:
    """The blocks from a heading to the next."""
    blocks = list(document.blocks)
    start = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text == title)
    end = next((n for n in range(start + 1, len(blocks)) if isinstance(blocks[n], Heading)), len(blocks))
    return list(blocks[start + 1 : end])


def test_the_cover_has_the_body_title_and_approval(real_document: Document) -> None:
    front, body = cover(real_document)
    assert [block.text for block in front] == [  # type: ignore[union-attr]
        "Comisión Permanente de Vinculación con Organismos Externos",
        "Tercer informe trimestral de actividades de la Comisión Permanente de Vinculación con Organismos "
        "Externos 2021",
        "Aprobado mediante acuerdo CVOE/038/21",
        "Punto 3",
        "Décima sesión ordinaria",
        "Jueves 21 de octubre de 2021",
    ]
    assert body[0] == Heading("Índice", 1)


def test_a_cover_is_made_where_the_prose_has_none(with_prose: Callable[[str], Path]) -> None:
    document = compose(with_prose("## I. Sesiones\n\nHubo cuatro.\n"), book.load())
    front, _ = cover(document)
    assert [block.text for block in front] == [  # type: ignore[union-attr]
        "Comisión Permanente de Vinculación con Organismos Externos",
        "Cuarto informe trimestral de actividades de la Comisión Permanente de Vinculación con Organismos "
        "Externos 2021",
        "Aprobado mediante acuerdo CVOE/003/22",
        "Punto 3",
        "Primera sesión ordinaria",
        "Jueves 27 de enero de 2022",
    ]


def test_the_authors_contents_keep_their_pages(real_document: Document) -> None:
    entries = under(real_document, "Índice")
    assert [entry.text for entry in entries][:2] == [  # type: ignore[attr-defined]
        "Introducción\t2",
        "I. Sesiones de la Comisión Permanente de Vinculación con Organismos Externos y asistencia\t2",
    ]
    assert entries[4] == Item(
        "Seguimiento a la vinculación con el Instituto Nacional Electoral\t6", marker="1.", level=2
    )


@pytest.mark.parametrize("prose", ["## Índice\n\n{{ índice }}\n\n", ""])
def test_contents_are_made_of_the_sections(with_prose: Callable[[str], Path], prose: str) -> None:
    folder = with_prose(f"# Informe\n\n{prose}## I. Sesiones\n\nx\n\n### 1. Más\n\n#### A) No\n")
    entries = under(compose(folder, book.load()), "Índice")
    assert entries == [Item("I. Sesiones\t", level=1), Item("1. Más\t", level=2)]


def test_sessions_stand_in_columns_and_attendance_in_ticks(real_document: Document) -> None:
    sessions, attendance, *_ = grids(real_document)
    assert sessions.rows[0][1] == "Primera sesión extraordinaria"
    assert sessions.rows[1][1] == "Jueves 19 de agosto de 2021"
    assert attendance.header == 2
    assert sum(row.count("✓") for row in attendance.rows) == 89
    assert len(attendance.rows) == 34 + 2
    assert attendance.rows[2][0] == "Presidencia: Erika Estrada Ruíz"
    assert attendance.rows[21][0] == "Titular de la Contraloría Interna, Francisco Calvario Guzmán"
    assert spans(attendance) == [(0, 0, 2, 1), (0, 1, 1, 4), *((1, column, 1, 1) for column in range(1, 5))]


def test_agreements_are_listed_under_their_sessions(real_document: Document) -> None:
    blocks = under(real_document, "II. Acuerdos y puntos presentados a la Comisión")
    start = blocks.index(next(b for b in blocks if isinstance(b, Paragraph) and b.text.startswith("Séptima")))
    assert blocks[start].text == "Séptima sesión ordinaria, lunes 26 de julio de 2021:"  # type: ignore[attr-defined]
    first = blocks[start + 1]
    assert isinstance(first, Item)
    assert first.text.startswith("CVOE/018/21. Aprobación del orden del día")
    assert first.runs[0].bold
    keys = [b.text[:11] for b in blocks if isinstance(b, Item) and b.text.startswith("CVOE/")]
    assert keys == [f"CVOE/{number:03}/21" for number in range(18, 36)]


def test_notes_stand_at_the_foot_of_their_section(real_document: Document) -> None:
    blocks = under(real_document, "II. Acuerdos y puntos presentados a la Comisión")
    assert [b.mark for b in blocks if isinstance(b, Note)] == ["¹", "²"]
    calling = next(b for b in blocks if isinstance(b, Paragraph) and "¹" in b.text)
    assert [run.text for run in calling.runs if run.note] == ["¹", "²"]


def test_what_the_instrument_says_is_not_printed_twice(real_document: Document) -> None:
    heads = [grid.rows[0] for grid in grids(real_document)]
    assert ("No.", "Instrumento e Institución", "Objeto", "Fecha de suscripción") in heads
    assert ("No.", "Tipo de convenio", "Contraparte", "Sesión ordinaria en la que se reportó") in heads


def test_what_the_instrument_does_not_say_has_its_column(with_cells: Callable[..., Path]) -> None:
    folder = with_cells("convenios_gestionados", "contraparte", ["Otra, A.C."])
    heads = [grid.rows[0] for grid in grids(compose(folder, book.load()))]
    assert ("No.", "Instrumento e Institución", "Contraparte", "Objeto", "Fecha de suscripción") in heads


def test_date_words_are_the_authors_or_come_from_the_date(with_cells: Callable[..., Path]) -> None:
    folder = with_cells("reportes_sivople", "fecha_texto", ["", "Viernes que no es"])
    rows = next(g.rows for g in grids(compose(folder, book.load())) if g.rows[0][2] == "Actualización")
    with (folder / "tablas" / "reportes_sivople.csv").open(encoding="utf-8", newline="") as stream:
        first = next(csv.DictReader(stream))["fecha"]
    assert rows[1][1].startswith(("Lunes", "Martes", "Miércoles", "Jueves", "Viernes"))
    assert rows[1][1].endswith(f"de {first[:4]}")
    assert rows[2][1] == "Viernes que no es"


def test_people_stand_in_their_groups_with_the_part_they_take(real_document: Document) -> None:
    grid = next(g for g in grids(real_document) if g.rows[0] == ("Actividad", "Asistentes"))
    assert [row[0] for row in grid.rows][1:3] == [
        "Inauguración",
        "Mesa 1. Reconfiguración del mapa político de la Ciudad de México: causas y efectos",
    ]
    lines = grid.rows[2][1].split("\n")
    assert lines[0].startswith("- Rosa María Mirón Lince, académica")
    assert lines[-1] == "Moderación: Sonia Pérez Pérez, consejera electoral del IECM."


def test_a_table_asked_for_whole_is_printed_by_its_parts(with_prose: Callable[[str], Path]) -> None:
    folder = with_prose("# I\n\n## I\n\n{{ tabla: envios }}\n\n{{ tabla: fundamentos }}\n")
    one, other, basis = grids(compose(folder, book.load()))
    assert (len(one.rows), len(other.rows)) == (5, 4)
    assert "Artículo" in " ".join(basis.rows[0])


def test_markdown_is_shown_and_html_is_not(with_prose: Callable[[str], Path]) -> None:
    folder = with_prose(
        "# I\n\n## I\n\nUna **negrita**, una *cursiva*,\n<b>nada</b> y [algo](https://x.mx)[^1][^2].\n\n"
        "1. uno\n   - dos\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: Nota\n  que sigue\n"
    )
    *_, paragraph, one, two, grid, note = compose(folder, book.load()).blocks
    assert paragraph.text == "Una negrita, una cursiva, <b>nada</b> y algo (https://x.mx)¹[^2]."  # type: ignore[union-attr]
    assert [(run.text, run.bold, run.italic) for run in paragraph.runs][1:4] == [  # type: ignore[union-attr]
        ("negrita", True, False),
        (", una ", False, False),
        ("cursiva", False, True),
    ]
    assert (one.text, one.marker, one.level) == ("uno", "1.", 1)  # type: ignore[union-attr]
    assert (two.text, two.marker, two.level) == ("dos", "-", 2)  # type: ignore[union-attr]
    assert grid.rows == (("a", "b"), ("1", "2"))  # type: ignore[union-attr]
    assert note == Note("¹", "Nota que sigue")


@pytest.mark.parametrize("file", ["informe.md", "tablas/acuerdos.csv"])
def test_a_missing_file_is_named(base: Path, file: str) -> None:
    (base / file).unlink()
    with pytest.raises(UnreadableError, match=file):
        compose(base, book.load())
