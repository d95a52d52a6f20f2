"""How other authors write the same thing: each form alone, in as small a document as shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfgen.canvas import Canvas
from tests.document_import.conftest import imported, rows

from check_report.document.blocks import Paragraph
from check_report.document.readers import pdf

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


def test_chapters_number_their_sections_anew(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "## CAPÍTULO PRIMERO. Sesiones\n\n## 1. Calendario\n\nUno.\n\n"
        "## CAPÍTULO SEGUNDO. Acuerdos\n\n## 1. Lista\n\nDos.\n",
    )
    assert column(given, "secciones", "seccion_id", "titulo") == [
        ("I", "Sesiones"),
        ("I.1", "Calendario"),
        ("II", "Acuerdos"),
        ("II.1", "Lista"),
    ]


def test_a_list_that_announces_the_headings_word_for_word(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "Índice\n\nI. Vida colegiada\t2\nII. Otros asuntos\t3\nIII. Cierre\t4\n\n"
        "Introducción\n\nSe divide en tres apartados:\n\n"
        "- I. Vida colegiada.\n- II. Otros asuntos.\n- III. Cierre.\n\n"
        "I. Vida colegiada\n\nUno.\n\nII. Otros asuntos\n\nDos.\n\nIII. Cierre\n\nTres.\n",
        "txt",
    )
    assert [path for (path,) in column(given, "secciones", "seccion_id")] == ["INTRO", "I", "II", "III"]


def test_agreements_under_headings_that_name_their_session(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "## III. Acuerdos\n\n### A. Primera sesión ordinaria\n\nDel lunes 9 de enero de 2023.\n\n"
        "| Clave | Asunto |\n|---|---|\n| CQ/001/23 | Orden del día. |\n\n"
        "### B. Segunda sesión ordinaria\n\n| Clave | Asunto |\n|---|---|\n| CQ/002/23 | Catálogo. |\n",
    )
    assert column(given, "acuerdos", "clave", "sesion_id") == [
        ("CQ/001/23", "2023-ORD-01"),
        ("CQ/002/23", "2023-ORD-02"),
    ]


def test_captions_below_tell_what_a_table_is(tmp_path: Path) -> None:
    table = "| No. | Instrumento | Objeto | Fecha de firma |\n|---|---|---|---|\n"
    given = document(
        tmp_path,
        f"## I. Instrumentos\n\nUno.\n\n{table}| 1 | Convenio con el IPN | Formar | 3 de enero de 2023 |\n\n"
        "Tabla 1. Instrumentos en gestión\n\nDos.\n\n"
        f"{table}| 1 | Convenio con la UAM | Leer | 4 de enero de 2023 |\n\n"
        "Tabla 2. Instrumentos suscritos\n",
    )
    assert column(given, "convenios_gestionados", "contraparte") == [("IPN",)]
    assert column(given, "convenios_suscritos", "contraparte") == [("UAM",)]


def test_words_for_dates_tell_that_nothing_is_signed_yet(tmp_path: Path) -> None:
    table = "| No. | Instrumento | Objeto | Fecha de firma |\n|---|---|---|---|\n"
    given = document(
        tmp_path,
        "## I. Firma de instrumentos\n\nLos que se firmarán:\n\n"
        f"{table}| 1 | Convenio con el IPN | Formar | En trámite |\n",
    )
    assert column(given, "convenios_gestionados", "contraparte") == [("IPN",)]
    assert column(given, "convenios_suscritos", "contraparte") == []


def test_days_to_come_head_no_table_of_deeds(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "## I. Pendientes\n\n| No. | Fecha compromiso | Asunto |\n|---|---|---|\n"
        "| 1 | 16 de mayo de 2023 | Entregar el informe |\n",
    )
    assert column(given, "envios", "fecha") == []


def test_marks_of_presence_and_absence(tmp_path: Path) -> None:
    table = "| Integrantes | Primera ordinaria | Segunda ordinaria |\n|---|---|---|\n"
    given = document(
        tmp_path,
        f"## I. Asistencia\n\n{table}"
        "| Presidenta: Ana Ruiz Soto | P | A |\n| Integrante: Luis Gil Paz | P | P |\n",
    )
    assert [mark for (mark,) in column(given, "asistencia", "asistio")] == ["true", "false", "true", "true"]


def test_precedents_are_told_and_are_no_events_of_the_quarter(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "## I. Eventos\n\nEl lunes 7 de noviembre de 2022 se celebró el foro “Votar lejos”. "
        "El martes 7 de febrero de 2023 se celebró el foro “Votar cerca”.\n",
    )
    assert column(given, "eventos", "titulo", "fecha_inicio") == [("Votar cerca", "2023-02-07")]


def test_a_contents_page_without_rules_or_leaders_and_pages_of_two_widths(tmp_path: Path) -> None:
    path = tmp_path / "informe.pdf"
    canvas = Canvas(str(path), pagesize=(420, 595))
    entries = [("1 Sesiones", 2), ("2 Acuerdos", 2), ("2.1 Aprobados", 3), ("3 Cierre", 3)]
    canvas.drawString(40, 560, "CONTENIDO")
    for line, (title, page) in enumerate(entries):
        canvas.drawString(40, 500 - 16 * line, title)
        canvas.drawString(370, 500 - 16 * line, str(page))
    canvas.showPage()
    for line, words in enumerate(
        ["La Comisión celebró sus sesiones en el orden que el", "programa fija para el año."]
    ):
        canvas.drawString(40, 540 - 14 * line, words)
    canvas.showPage()
    canvas.setPageSize((842, 595))
    for line in range(4):
        canvas.drawString(
            40, 540 - 14 * line, "Una página más ancha que las otras lleva renglones mucho más largos " * 2
        )
    canvas.showPage()
    canvas.save()
    blocks = pdf.read(path.read_bytes()).blocks
    assert [block.text for block in blocks[:5] if isinstance(block, Paragraph)] == [
        "CONTENIDO",
        *(f"{title} {page}" for title, page in entries),
    ]
    whole = "La Comisión celebró sus sesiones en el orden que el programa fija para el año."
    assert whole in [block.text for block in blocks if isinstance(block, Paragraph)]


def test_a_section_that_stands_before_the_contents(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "Glosario\n\nCQ: Comisión de Quejas.\n\nÍndice\n\nGlosario\t2\nI. Sesiones\t3\nII. Acuerdos\t4\n\n"
        "I. Sesiones\n\nUna.\n\nII. Acuerdos\n\nDos.\n",
        "txt",
    )
    lines = given.placed.prose.lines
    assert lines.index("## Glosario") < lines.index("## I. Sesiones")
    assert lines.index("CQ: Comisión de Quejas.") > lines.index("## Glosario")


def test_a_list_after_the_table_of_a_kind_is_of_something_else(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "## I. Documentos presentados\n\n| No. | Documento presentado |\n| --- | --- |\n"
        "| 1 | Informe de actividades |\n\nSe dieron estas instrucciones:\n\n- Unificar los formatos.\n",
    )
    assert column(given, "puntos_presentados", "texto") == [("Informe de actividades",)]


def test_the_head_of_the_institute_does_not_vote_in_a_commission(tmp_path: Path) -> None:
    given = document(
        tmp_path,
        "## I. Asistencia\n\n| Nombre | Cargo o área | Primera sesión ordinaria |\n| --- | --- | --- |\n"
        "| Ana Ruiz Soto | Presidencia | ✓ |\n| Eva Cruz Gil | Presidencia del Consejo General | ✓ |\n"
        "| Noé Paz León | En representación del Órgano Interno de Control | ✓ |\n",
    )
    assert column(given, "participantes", "calidad", "con_voto", "unidad") == [
        ("presidencia", "true", ""),
        ("invitado", "false", ""),
        ("representante", "false", "Órgano Interno de Control"),
    ]
