"""Tables whose headings no schema knows: the caption names them, their cells tell what each column holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.document_import.conftest import imported, rows

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """PRIMER INFORME TRIMESTRAL DE LA COMISIÓN DE QUEJAS 2023

Acuerdo CQ/007/23

Segunda sesión extraordinaria
Jueves 27 de abril de 2023

Introducción

La Comisión de Quejas informa.

I. Trabajos

{caption}

{table}
"""
AGREEMENTS = """Folio interno\tQué se resolvió\tReunión en que se votó
CQ/001/23\tSe aprueba el orden del día.\tSéptima sesión ordinaria
CQ/002/23\tSe aprueba un catálogo de quejas.\tSéptima sesión ordinaria
CQ/003/23\tSe aprueba la minuta.\tOctava sesión ordinaria"""
SIGNED = """#\tDocumento\tCon quién\tPara qué\tCuándo
1\tConvenio Marco\tUniversidad del Valle\tColaborar en cursos\tviernes 3 de marzo de 2023
2\tCarta de intención\tFundación Puentes\tDifundir el voto\tlunes 6 de marzo de 2023"""
OPINIONS = """Oficio\tConvenio que se examinó\tQuién lo pidió\tConclusión
CQ/OP01/2023\tConvenio Marco con la Universidad del Valle\tDirección de Cursos\tProcedente
CQ/OP02/2023\tCarta de intención con Fundación Puentes\tUnidad de Enlace\tFavorable con recomendaciones"""


def _written(tmp_path: Path, caption: str, table: str) -> Path:
    path = tmp_path / "informe.txt"
    path.write_text(REPORT.format(caption=caption, table=table), encoding="utf-8")
    return path


def test_agreements_by_identifier_and_session(tmp_path: Path) -> None:
    given = imported(_written(tmp_path, "Tabla 1. Acuerdos aprobados", AGREEMENTS))
    first, *_, last = rows(given, "acuerdos")
    assert (first["clave"], first["sesion_id"]) == ("CQ/001/23", "2023-ORD-07")
    assert last["asunto"] == "Se aprueba la minuta."


def test_instruments_by_what_their_cells_look_like(tmp_path: Path) -> None:
    given = imported(_written(tmp_path, "Tabla 2. Instrumentos suscritos", SIGNED))
    second = rows(given, "convenios_suscritos")[1]
    assert (second["tipo"], second["contraparte"]) == ("Carta de intención", "Fundación Puentes")
    assert (second["objeto"], second["fecha_suscripcion"]) == ("Difundir el voto", "2023-03-06")


def test_opinions_by_area_and_sense(tmp_path: Path) -> None:
    given = imported(_written(tmp_path, "Tabla 3. Opiniones de pertinencia", OPINIONS))
    first, second = rows(given, "opiniones")
    assert (first["clave"], first["area_responsable"]) == ("CQ/OP01/2023", "Dirección de Cursos")
    assert second["contraparte"] == "Fundación Puentes"


@pytest.mark.parametrize(
    ("caption", "table"),
    [
        ("Tabla 4. Muebles", AGREEMENTS),  # nothing names it
        ("Tabla 5. Acuerdos por materia", "Materia\tAcuerdos\nMinutas\t4\nInformes\t2\nMateriales\t1"),
        (
            "Tabla 6. Seguimiento de acuerdos",
            "Clave\tCompromiso\tQuién\tEstado\tLugar\nCQ/001/23\tEnviar\tTodas\tHecho\tSala",
        ),
    ],
)
def test_a_table_that_is_none_of_the_package_stays_in_the_prose(
    tmp_path: Path, caption: str, table: str
) -> None:
    given = imported(_written(tmp_path, caption, table))
    assert rows(given, "acuerdos") == []
    assert len(given.unplaced) == len(table.split("\n"))


def test_beside_the_table_itself_no_other_is_taken_for_it(tmp_path: Path) -> None:
    told = "Clave del acuerdo\tSesión\tAsunto\nCQ/001/23\tSéptima sesión ordinaria\tOrden del día"
    table = f"{told}\n\nTabla 2. Cumplimiento de los acuerdos\n\n{AGREEMENTS}"
    given = imported(_written(tmp_path, "Tabla 1. Acuerdos", table))
    assert [row["clave"] for row in rows(given, "acuerdos")] == ["CQ/001/23"]


def test_a_session_in_the_first_rows_is_no_heading(tmp_path: Path) -> None:
    table = (
        "Clave del acuerdo\tAsunto\n"
        "CQ/001/23\tOrden del día de la séptima sesión ordinaria\n"
        "CQ/002/23\tMinuta de la sesión anterior, del lunes 9 de enero de 2023"
    )
    given = imported(_written(tmp_path, "Tabla 1. Acuerdos", table))
    assert (len(rows(given, "acuerdos")), rows(given, "sesiones")) == (2, [])


def test_the_account_names_the_columns_that_no_field_takes(tmp_path: Path) -> None:
    table = "Clave del acuerdo\tAsunto\tQuién lo propuso\nCQ/001/23\tOrden del día\tLa Presidencia"
    given = imported(_written(tmp_path, "Tabla 1. Acuerdos", table))
    went = [one.went for one in given.placed.account if one.words.startswith("Clave del acuerdo")]
    assert went == ["encabezado de tablas/acuerdos.csv; sin campo, queda en la prosa: «Quién lo propuso»"]


def test_what_no_field_takes_stays_in_the_prose(tmp_path: Path) -> None:
    table = AGREEMENTS.replace("\tReunión", "\tQuién lo propuso\tReunión").replace(".\t", ".\tPresidencia\t")
    given = imported(_written(tmp_path, "Tabla 1. Acuerdos aprobados", table))
    lines = given.placed.prose.lines
    at = lines.index("| Folio interno | Quién lo propuso |")
    assert lines[at + 2] == "| CQ/001/23 | Presidencia |"
    place = given.placed.prose.places[at + 2]
    assert place
    assert place.line == 17


SIGNED_OTHERWISE = SIGNED.replace("Cuándo", "Suscrito el")


def test_headings_that_fit_two_tables_are_those_of_the_nearer(tmp_path: Path) -> None:
    managed = "Núm.\tTipo\tContraparte\tObjeto\tFecha de firma\n" + SIGNED.partition("\n")[2]
    body = f"{managed}\n\nTabla 3. Instrumentos suscritos\n\n{SIGNED_OTHERWISE}"
    given = imported(_written(tmp_path, "Tabla 2. Convenios gestionados", body))
    assert [len(rows(given, name)) for name in ("convenios_gestionados", "convenios_suscritos")] == [2, 2]


def test_a_table_of_days_and_matters_is_no_list_of_what_was_sent(tmp_path: Path) -> None:
    table = "No.\tFecha\tTema\tEncabezó\n" + "\n".join(
        f"{n}\tlunes {day} de febrero de 2023\tMensaje {n}\tAna Ruiz" for n, day in enumerate((6, 13, 20), 1)
    )
    given = imported(_written(tmp_path, "Tabla 4. Conferencias de prensa ofrecidas", table))
    assert rows(given, "envios") == []
    given = imported(_written(tmp_path, "Tabla 4. Correos enviados a la Red", table))
    assert len(rows(given, "envios")) == 3
