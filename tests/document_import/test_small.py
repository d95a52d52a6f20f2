"""Small documents of other commissions: headings by other names, tables missing, other forms of the same."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import run
from tests.document_import.conftest import imported, rows

from check_report.document.blocks import Document, Grid, Item, Note, Paragraph, Place
from check_report.document.placing import people, printed, sessions, values
from check_report.document.readers import md, txt, xlsx
from check_report.document.readers import text as words
from check_report.document.wire import dump, load
from check_report.rulebook import ROOT

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("ordinaria", "extraordinaria", "urgente", "especial", "solemne", "conjunta")
SMALL = """PRIMER INFORME TRIMESTRAL DE LA COMISIÓN DE QUEJAS 2023

Acuerdo CQ/007/23

Segunda sesión extraordinaria
Jueves 27 de abril de 2023

Introducción

La Comisión de Quejas informa.

I. Sesiones

Sesión\tDía\tModalidad
7ª Sesión Ordinaria\tlunes 9 de enero de 2023\tvirtual
Primera sesión extraordinaria\tmartes 14 de febrero de 2023\tpresencial

II. Convenios

Convenios firmados:

Núm.\tConvenio\tObjetivo\tFecha de firma
1\tConvenio Marco entre el IECM y la Universidad X (UX)\tColaborar\tviernes 3 de marzo de 2023
2\tConvenio de Apoyo entre el IECM y el Instituto Y\tApoyar en\t
\t\tlo que se pida\tlunes 6 de marzo de 2023

III. Acuerdos tomados

Séptima sesión ordinaria, lunes 9 de enero de 2023:

- CQ/001/23. Aprobación del orden del día de la séptima sesión ordinaria, del lunes 9 de enero de 2023.
- CQ/002/23. Aprobación de un catálogo.

Color\tForma
rojo\tcírculo
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "informe.txt"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_other_headings_and_forms(small: Path) -> None:
    given_ = imported(small)
    about = rows(given_, "informe")[0]
    assert (about["informe_id"], about["organo_nombre"]) == ("CQ-2023-T1", "Comisión de Quejas")
    assert (about["acuerdo_aprobacion"], about["sesion_aprobacion"]) == ("CQ/007/23", "2023-EXT-02")
    assert [row["sesion_id"] for row in rows(given_, "sesiones")] == ["2023-ORD-07", "2023-EXT-01"]
    first, second = rows(given_, "convenios_suscritos")
    assert (first["tipo"], first["contraparte"]) == ("Convenio Marco", "Universidad X (UX)")
    assert (second["objeto"], second["fecha_suscripcion"]) == ("Apoyar en lo que se pida", "2023-03-06")
    assert [row["tipo"] for row in rows(given_, "acuerdos")] == ["orden_del_dia", "otro"]
    assert rows(given_, "acuerdos")[0]["sesion_referida"] == "2023-ORD-07"
    assert [row["seccion_id"] for row in rows(given_, "secciones")] == ["INTRO", "I", "II", "III"]


def test_what_is_not_there_is_an_empty_table(small: Path) -> None:
    files = dict(imported(small).files())
    assert files["tablas/opiniones.csv"] == "clave,instrumento,contraparte,area_responsable,sentido\n"


def test_what_cannot_be_placed_is_listed_and_kept(small: Path) -> None:
    given_ = imported(small)
    assert [one.words for one in given_.unplaced] == ["Color | Forma", "rojo | círculo"]
    assert "| rojo | círculo |" in given_.placed.prose.lines


def test_import_writes_a_folder_and_refuses_to_lose_one(small: Path) -> None:
    ran = run("import", small.name, "-o", "cq-2023-t1", cwd=small.parent)
    assert ran.code == 0
    assert "2 sin colocar" in ran.out
    account = json.loads((small.parent / "cq-2023-t1.importacion.json").read_text(encoding="utf-8"))
    assert account["tablas"]["acuerdos"] == 2
    kept = small.parent / "cq-2023-t1" / "dispensas.csv"
    kept.write_text("x\n", encoding="utf-8")
    assert run("import", small.name, "-o", "cq-2023-t1", cwd=small.parent).code == 2
    assert run("import", small.name, "-o", "cq-2023-t1", "--force", cwd=small.parent).code == 0
    assert kept.read_text(encoding="utf-8") == "x\n"
    assert run("import", small.name, "-o", ".", "--force", cwd=small.parent).code == 2
    assert {path.name for path in small.parent.iterdir()} == {
        "informe.txt", "cq-2023-t1", "cq-2023-t1.importacion.json"
    }  # fmt: skip


def test_word_lists_merged_cells_and_notes(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Informe trimestral 2023")
    made.add_heading("I. Seguimiento", 1)
    made.add_paragraph("Se atendieron las sesiones de las comisiones:")
    table = made.add_table(rows=3, cols=3)
    cells = [
        ["No.", "Fecha", "Instancia"],
        ["1.", "lunes 9 de enero de 2023", "Comisión A"],
        ["2.", "10 de enero de 2023", ""],
    ]
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    made.add_paragraph("uno", style="List Bullet")
    buffer = io.BytesIO()
    made.save(buffer)
    path = tmp_path / "x.docx"
    path.write_bytes(buffer.getvalue())
    given_ = imported(path)
    assert [row["instancia"] for row in rows(given_, "sesiones_ine")] == ["Comisión A", "Comisión A"]
    assert "- uno" in given_.placed.prose.lines


def test_what_the_pages_of_a_word_document_repeat(tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Instituto Electoral"
    made.sections[0].footer.paragraphs[0].text = "Informe trimestral · abril–junio de 2023"
    made.add_paragraph("Segundo informe trimestral 2023")
    made.add_heading("I. Seguimiento", 1)
    made.add_paragraph("Nada que informar.")
    made.save(str(tmp_path / "x.docx"))
    placed = imported(tmp_path / "x.docx").placed
    assert placed.prose.lines.count("Informe trimestral · abril–junio de 2023") == 1
    assert "Instituto Electoral" not in placed.prose.lines  # it says nothing of the quarter
    assert sum(one.kind == "mobiliario" for one in placed.account) == 2


def test_contents_of_letters_have_one_level(tmp_path: Path) -> None:
    letters = "ABCDEFGHIJ"
    entries = [f"{letter}. Lo que empieza con {letter.lower()}" for letter in letters]
    lines = ["Informe trimestral 2023", "Contenido", *entries]
    lines += [part for entry in entries for part in (entry, "Texto del apartado.")]
    path = tmp_path / "x.txt"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    prose = imported(path).placed.prose.lines
    assert [line for line in prose if line.startswith("- ")] == [f"- {entry}" for entry in entries]


def test_small_letters_are_below_capital_ones(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Informe trimestral 2023")
    for letter in "ABCDEFGHI":
        made.add_heading(f"{letter}. Lo que empieza con {letter.lower()}", 1)
        made.add_paragraph("Texto.")
        for small in "ab" if letter == "H" else "":
            made.add_heading(f"{small}) Parte {small}", 2)
            made.add_paragraph("Texto.")
    made.save(str(tmp_path / "x.docx"))
    found = [row["seccion_id"] for row in rows(imported(tmp_path / "x.docx"), "secciones")]
    assert found == [*"ABCDEFGH", "H.a", "H.b", "I"]


@pytest.mark.parametrize(
    ("cover", "year"),
    [
        (
            ["INFORME TRIMESTRAL", "Octubre – diciembre de 2021", "Morelia, viernes 21 de enero de 2022"],
            "2021",
        ),
        (["INFORME TRIMESTRAL 2021", "Aprobado el 21 de enero de 2022"], "2021"),
        (["INFORME TRIMESTRAL", "Tercer trimestre", "Ejercicio 2023"], "2023"),
    ],
)
def test_the_year_of_a_report(tmp_path: Path, cover: list[str], year: str) -> None:
    path = tmp_path / "x.txt"
    lines = [*cover, "I. Presentación", "La Comisión de Quejas informa de su cuarto trimestre."]
    path.write_text("\n\n".join(lines), encoding="utf-8")
    (told,) = rows(imported(path), "informe")
    assert told["anio"] == year


def test_a_session_to_come_is_none_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    text = (
        "Primer informe trimestral 2023",
        "I. Acuerdos",
        "Primera sesión ordinaria, lunes 9 de enero de 2023",
        "- CQ/001/23. Se aprueba el orden del día.",
        "II. Planes",
        "Para el segundo trimestre se prevé:",
        "1. Celebrar la cuarta sesión ordinaria el jueves 20 de abril.",
    )
    path.write_text("\n\n".join(text), encoding="utf-8")
    assert [row["sesion_id"] for row in rows(imported(path), "sesiones")] == ["2023-ORD-01"]


def test_a_workbook_of_the_tables_themselves(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "envios"
    sheet.append(["lista", "no", "fecha", "fecha_texto", "informacion"])
    sheet.append(["red", 1, "2023-01-09", "=1+1", "hola"])
    path = tmp_path / "x.xlsx"
    made.save(path)
    assert rows(imported(path), "envios")[0] | {"fecha_texto": ""} == {
        "lista": "red", "no": "1", "fecha": "2023-01-09", "fecha_texto": "", "informacion": "hola"
    }  # fmt: skip
    blocks = xlsx.read(path.read_bytes()).blocks
    assert blocks[1].place.sheet == "envios"


def test_markdown_knows_its_lines() -> None:
    blocks = md.read(
        b"# T\n\n## I. Uno\n\nHola[^1]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: Nota\n"
    ).blocks
    assert [type(block).__name__ for block in blocks] == ["Heading", "Heading", "Paragraph", "Grid", "Note"]
    assert [block.place.line for block in blocks] == [1, 3, 5, 7, 11]
    assert (blocks[2].text, blocks[3].rows) == ("Hola¹", (("a", "b"), ("1", "2")))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("séptima sesión ordinaria", ["ORD-07"]),
        ("7ª Sesión Ordinaria y 12ª sesión especial", ["ORD-07", "ESP-12"]),
        ("Décimo primera sesión extraordinaria urgente", ["EXT-11"]),
        ("sesión extraordinaria 2", ["EXT-02"]),
        ("vigesimosegunda sesión urgente", ["URG-22"]),
        ("10.ª ord. y 2.ª ext.", ["ORD-10", "EXT-02"]),
        ("la sesión", []),
    ],
)
def test_sessions(text: str, found: list[str]) -> None:
    assert [one.id(2021)[5:] for one in sessions.find(text, KINDS)] == found


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Presidencia: Ana Paz", ("Ana Paz", "Presidencia", "", "presidencia")),
        ("Partido del Trabajo", ("Partido del Trabajo", "", "", "partido")),
        (
            "Titular de la Contraloría Interna, Luis Ríos",
            ("Luis Ríos", "Titular", "Contraloría Interna", "invitado"),
        ),
        (
            "Dirección de Archivo, Logística y Apoyo, Eva Sol",
            ("Eva Sol", "", "Dirección de Archivo, Logística y Apoyo", "invitado"),
        ),
        ("Ana Paz Río, integrante", ("Ana Paz Río", "integrante", "", "integrante")),
        ("Consejera electoral Ana Paz Río (presidenta)", ("Ana Paz Río", "presidenta", "", "presidencia")),
        ("Ing. Ana Paz Río, Área de Informática", ("Ana Paz Río", "", "Área de Informática", "invitado")),
        (
            "En representación de la Unidad X, Rey Mar",
            ("Rey Mar", "En representación", "Unidad X", "representante"),
        ),
    ],
)
def test_participants(label: str, told: tuple[str, ...]) -> None:
    found = people.participant(label, printed.load(ROOT / "datapackage").offices)
    assert (found["nombre"], found["cargo"], found["unidad"], found["calidad"]) == told


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("Convenio Marco entre el IECM y la UNAM", "Convenio Marco", "UNAM"),
        ("Convenio entre la Universidad X y el IECM", "Convenio", "Universidad X"),
        (
            "Convenio entre el IEEQ y el Instituto de Ciencia y Arte (ICA)",
            "Convenio",
            "Instituto de Ciencia y Arte (ICA)",
        ),
        ("Convenio General con la Alcaldía Z", "Convenio General", "Alcaldía Z"),
        ("Convenio entre el IECM y Ollin, A.C.", "Convenio", "Ollin, A.C."),
    ],
)
def test_instruments(text: str, kind: str, other: str) -> None:
    assert values.instrument(text, frozenset({"iecm"})) == {"tipo": kind, "contraparte": other}


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=40)
PLACES = st.builds(Place, page=st.none() | st.integers(1, 99), line=st.none() | st.integers(1, 999))
BLOCKS = st.one_of(
    st.builds(Paragraph, WORDS, PLACES),
    st.builds(Item, WORDS, st.just("-"), PLACES),
    st.builds(Note, st.just("1"), WORDS, PLACES),
    st.builds(
        lambda cells, place: Grid((tuple(cells),), place, (place,)), st.lists(WORDS, min_size=1), PLACES
    ),
)


@given(st.lists(BLOCKS))
def test_a_document_crosses_the_process_unchanged(blocks: list[Paragraph]) -> None:
    document = Document(tuple(blocks))
    assert load(dump(document)) == document


@settings(max_examples=200)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\t\n-<>&*¹"), max_size=300))
def test_any_text_reads_and_every_line_is_in_a_block(text: str) -> None:
    blocks = list(txt.blocks(text))
    lines = text.split("\n")
    for block in blocks:
        assert block.place.line is not None
        assert lines[block.place.line - 1].strip()
    said = [line for line in lines if words.plain(line).strip("-–—•·◦▪●○* \t⁰¹²³⁴⁵⁶⁷⁸⁹")]
    assert bool(said) <= bool(blocks)
