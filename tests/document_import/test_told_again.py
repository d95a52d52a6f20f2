"""What a document says a second time is no second row; what only looks like a table's is none of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.document_import.conftest import imported, rows

if TYPE_CHECKING:
    from pathlib import Path

    from check_report.document.importing import Imported

REPORT = """PRIMER INFORME TRIMESTRAL DE LA COMISIÓN DE QUEJAS 2023

ÍNDICE

(El número de la derecha es el del párrafo en que comienza cada apartado.)

I. Sesiones\t1
II. Acuerdos\t3
III. Trabajos por eje\t5
1.1 Oficios\t6
1.2 Convenios\t7
IV. Balance\t9

I. Sesiones

Sesión\tDía\tModalidad
Primera sesión ordinaria\tlunes 9 de enero de 2023\tvirtual
Segunda sesión ordinaria\tmartes 14 de febrero de 2023\tpresencial

II. Acuerdos

Sesión\tAcuerdo\tAsunto
Primera sesión ordinaria, lunes 9 de enero de 2023\tCQ/001/23\tSe aprueba el orden del día.
\tCQ/002/23\tSe aprueba el catálogo.
\tCQ/003/23\tSe aprueba el calendario.

Segunda sesión ordinaria, martes 14 de febrero de 2023:

- CQ/004/23. Se aprueba la minuta de la primera sesión ordinaria.
- CQ/005/23. Se aprueba el programa del foro.

Tabla 3. Estado de cumplimiento de los acuerdos

Acuerdo\tMateria\tÁrea encargada\tSituación
CQ/002/23\tCatálogo\tÁrea de Cursos\tCumplido
CQ/003/23\tCalendario\tÁrea de Enlace\tEn proceso
CQ/005/23\tForo\tÁrea de Enlace\tCumplido

III. Trabajos por eje

1.1 Oficios

Tabla 4. Reportes semanales remitidos por el SIVOPLE

No.\tFecha de remisión\tContenido
1\tviernes 6 de enero de 2023\tReporte semanal
2\tviernes 13 de enero de 2023\t
3\tviernes 20 de enero de 2023\t
4\tviernes 27 de enero de 2023\t

1.2 Convenios

Tabla 5. Convenios en trámite y porcentaje de avance

No.\tInstrumento\tContraparte\tAvance
1\tConvenio General\tUniversidad del Valle\t90 %
2\tConvenio Específico\tFundación Puentes\t40 %

IV. Balance

Tabla 6. Acuerdos por materia y por sesión

Materia\tPrimera sesión ordinaria\tSegunda sesión ordinaria
Trámite\t1\t1
Criterios y formatos\t2\t3
Programas\t0\t2
"""


def _given(folder: Path) -> Imported:
    path = folder / "informe.txt"
    path.write_text(REPORT, encoding="utf-8")
    return imported(path)


def test_agreements_are_one_a_row_wherever_they_are_told_first(tmp_path: Path) -> None:
    given = _given(tmp_path)
    told = [(row["clave"], row["sesion_id"]) for row in rows(given, "acuerdos")]
    assert told == [
        ("CQ/001/23", "2023-ORD-01"),
        ("CQ/002/23", "2023-ORD-01"),
        ("CQ/003/23", "2023-ORD-01"),
        ("CQ/004/23", "2023-ORD-02"),
        ("CQ/005/23", "2023-ORD-02"),
    ]
    assert "| CQ/002/23 | Catálogo | Área de Cursos | Cumplido |" in given.placed.prose.lines


def test_shares_are_no_sessions_and_counts_no_attendance(tmp_path: Path) -> None:
    given = _given(tmp_path)
    assert rows(given, "convenios_avance") == []
    assert rows(given, "asistencia") == []
    assert "| Trámite | 1 | 1 |" in given.placed.prose.lines


def test_contents_may_be_explained_and_chapters_go_on_after_decimals(tmp_path: Path) -> None:
    told = [(row["seccion_id"], row["pagina"]) for row in rows(_given(tmp_path), "secciones")]
    assert told == [("I", "1"), ("II", "3"), ("III", "5"), ("1.1", "6"), ("1.2", "7"), ("IV", "9")]


def test_a_cell_merged_over_all_rows_is_of_each(tmp_path: Path) -> None:
    given = _given(tmp_path)
    assert len(rows(given, "reportes_sivople")) + len(rows(given, "envios")) == 4
    assert {row["descripcion"] for row in rows(given, "envios")} <= {"Reporte semanal"}
