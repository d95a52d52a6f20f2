"""How other authors write the same thing: each form alone, in as small a document as shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.document_import.conftest import imported, rows

if TYPE_CHECKING:
    from pathlib import Path

    from check_report.document.importing import Imported

COVER = "# Primer informe trimestral de la Comisión de Quejas 2023\n\nAcuerdo CQ/030/23\n\n"


def document(folder: Path, body: str, kind: str = "md") -> Imported:
    path = folder / f"informe.{kind}"
    path.write_text(COVER + body, encoding="utf-8")
    return imported(path)


def column(given: Imported, table: str, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in rows(given, table)]


def test_contents_without_pages_are_no_sections(tmp_path: Path) -> None:
    headings = "## 1. Presentación\n\nUno.\n\n## 2. Sesiones\n\nDos.\n\n### 2.1. Calendario\n\nTres.\n"
    contents = "## Contenido\n\n- 1. Presentación\n- 2. Sesiones\n  - 2.1. Calendario\n\n"
    given = document(tmp_path, contents + headings)
    assert column(given, "secciones", "seccion_id", "titulo") == [
        ("1", "Presentación"),
        ("2", "Sesiones"),
        ("2.1", "Calendario"),
    ]
    assert "  - 2.1. Calendario" in given.placed.prose.lines


def test_numbers_of_headings_without_a_dot(tmp_path: Path) -> None:
    given = document(
        tmp_path, "## 1 Introducción\n\nUno.\n\n## 2 Sesiones\n\nDos.\n\n### 2.1 Lista\n\nTres.\n"
    )
    assert column(given, "secciones", "seccion_id") == [("1",), ("2",), ("2.1",)]


def test_agreements_that_say_so_themselves(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "## I. Acuerdos\n\nPrimera sesión ordinaria, lunes 9 de enero de 2023:\n\n"
        "- Acuerdo **CQ/001/23**, por el que se aprobó el orden del día.\n"
        "- Acuerdo número CQ/002/23: catálogo de quejas.\n",
    )
    assert column(given, "acuerdos", "clave", "sesion_id", "asunto") == [
        ("CQ/001/23", "2023-ORD-01", "por el que se aprobó el orden del día."),
        ("CQ/002/23", "2023-ORD-01", "catálogo de quejas."),
    ]


def test_agreements_under_subtitles_in_their_table(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "## I. Acuerdos\n\n| Clave | Asunto | Votación |\n|---|---|---|\n"
        "| Primera sesión ordinaria, lunes 9 de enero de 2023 | | |\n| CQ/001/23 | Uno | Unánime |\n"
        "| Segunda sesión ordinaria, lunes 6 de febrero de 2023 | | |\n| CQ/002/23 | Dos | Unánime |\n",
    )
    assert column(given, "acuerdos", "clave", "sesion_id") == [
        ("CQ/001/23", "2023-ORD-01"),
        ("CQ/002/23", "2023-ORD-02"),
    ]


def test_sessions_told_as_items(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "## I. Sesiones\n\nHubo dos:\n\n- Primera sesión ordinaria, lunes 9 de enero de 2023. Fue breve.\n"
        "- Segunda sesión ordinaria, lunes 6 de febrero de 2023. Duró una hora y media.\n",
    )
    assert column(given, "sesiones", "sesion_id", "fecha") == [
        ("2023-ORD-01", "2023-01-09"),
        ("2023-ORD-02", "2023-02-06"),
    ]


def test_a_table_of_sessions_among_columns_that_count(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "## I. Sesiones\n\n| No. | Sesión | Fecha | Modalidad | Acuerdos | Documentos |\n"
        "|---|---|---|---|---|---|\n"
        "| 1 | Primera sesión ordinaria | Lunes 9 de enero de 2023 | Presencial | 6 | 2 |\n",
    )
    assert column(given, "sesiones", "sesion_id", "modalidad") == [("2023-ORD-01", "Presencial")]


def test_offices_and_parties_in_columns_of_an_attendance_list(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "## I. Asistencia\n\n| Nombre | Calidad o área | Primera sesión ordinaria |\n|---|---|---|\n"
        "| Ana Paz Ruiz | Integrante | ✓ |\n| Partido del Trabajo | Representación | |\n"
        "| Eva Sol Mar | Encargada del despacho de la Contraloría Interna | ✓ |\n",
    )
    assert column(given, "participantes", "nombre", "unidad", "calidad", "con_voto") == [
        ("Ana Paz Ruiz", "", "integrante", "true"),
        ("Partido del Trabajo", "", "partido", "false"),
        ("Eva Sol Mar", "Contraloría Interna", "encargado", "false"),
    ]


def test_persons_of_no_known_event_stay_in_the_prose_and_are_told_once(tmp_path: Path) -> None:
    given = document(
        tmp_path, "## I. Jurado\n\n| Nombre | Cargo |\n|---|---|\n| Ana Paz Ruiz | Profesora |\n"
    )
    assert rows(given, "evento_participantes") == []
    assert [one.words for one in given.unplaced] == ["Nombre | Cargo", "Ana Paz Ruiz | Profesora"]
    assert not any("evento_participantes" in line for line in given.placed.prose.lines)


def test_the_other_party_of_an_institute_that_no_register_has(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "## I. Convenios gestionados\n\nSe gestionó un convenio:\n\n"
        "| Núm. | Convenio | Objetivo | Fecha de firma |\n|---|---|---|---|\n"
        "| 1 | Convenio Marco entre el IEEP y el Instituto Electoral de la Ciudad de México | Estudiar |"
        " lunes 9 de enero de 2023 |\n",
    )
    assert column(given, "convenios_gestionados", "contraparte") == [
        ("Instituto Electoral de la Ciudad de México",)
    ]
