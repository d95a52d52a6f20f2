"""What one place of a document tells and another contradicts: a correct one, and each contradiction alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.document_import.conftest import found

if TYPE_CHECKING:
    from pathlib import Path

SIGNED = (
    "El viernes 3 de marzo de 2023 se firmó el Convenio General de Colaboración con la Universidad del Valle."
)
REPORT = f"""PRIMER INFORME TRIMESTRAL DE LA COMISIÓN DE QUEJAS 2023

Acuerdo CQ/007/23

Tercera sesión ordinaria
Jueves 27 de abril de 2023

Presentación

La Comisión de Quejas del Instituto Electoral de Atoyac (IEA) informa de enero a marzo de 2023.

I. Sesiones

Sesión\tDía\tModalidad
Primera sesión ordinaria\tlunes 9 de enero de 2023\tvirtual
Segunda sesión ordinaria\tmartes 14 de febrero de 2023\tpresencial

Asistencia:

Nombre\tPrimera sesión ordinaria\tSegunda sesión ordinaria
Consejera presidenta, Ana Luz Ríos Mena\t✓\t✓
Consejero integrante, Raúl Paz Soto Vera\t✓\t
Consejera integrante, Eva Marín Coss Lira\t✓\t✓
Secretaria técnica, Irma Nava Polo Ruiz\t✓\t✓

El consejero Raúl Paz Soto Vera justificó su ausencia en la segunda sesión ordinaria.

La segunda sesión ordinaria, celebrada el martes 14 de febrero de 2023, aplicó la Ley General de Archivos.

Las dos sesiones del primer trimestre de 2023 quedaron grabadas y se publicaron.

II. Convenios

Tabla 1. Instrumentos suscritos en el trimestre

No.\tTipo\tContraparte\tObjeto\tFecha de firma
1\tConvenio General de Colaboración\tUniversidad del Valle\tColaborar en cursos\tviernes 3 de marzo de 2023
2\tConvenio Específico de Colaboración\tFundación Puentes\tDifundir el voto\tlunes 6 de marzo de 2023

{SIGNED}

El convenio específico con la Fundación Puentes servirá para difundir el voto.

Tabla 2. Convenios en trámite

No.\tContraparte\tEstado
1\tCámara de Comercio de Atoyac\tEn revisión

Tabla 3. Opiniones de pertinencia emitidas

Clave\tInstrumento\tÁrea responsable\tSentido\tEmitida el
CQ/OP01/2023\tConvenio General con la Universidad del Valle\tÁrea de Cursos\tFavorable\t20 de febrero de 2023
CQ/OP02/2023\tConvenio Específico con Fundación Puentes\tÁrea de Enlace\tFavorable\t27 de febrero de 2023

III. Recorridos

El IEA siguió tres líneas que guiaron el trabajo en campo:

a) la verificación de los límites,
b) la revisión de los planos,
c) la consulta a los municipios.

Se hicieron cinco recorridos a pie. Los martes 7, 14 y 21 de marzo de 2023 se revisaron planos.

Tabla 4. Recorridos de verificación

No.\tFecha\tFolio\tResponsable\tMunicipio
1\tlunes 6 de febrero de 2023\tQV/01/2023\tEva Marín Coss Lira\tAtoyac
2\tmartes 7 de febrero de 2023\tQV/02/2023\tRaúl Paz Soto Vera\tSan Juan
3\tmiércoles 8 de febrero de 2023\tQV/03/2023\tRaúl Paz Soto Vera\tEl Salto
4\tjueves 9 de febrero de 2023\tQV/04/2023\tEva Marín Coss Lira\tLa Loma
5\tviernes 10 de febrero de 2023\tQV/05/2023\tIrma Nava Polo Ruiz\tEl Fuerte

Los recorridos costaron lo que dice la Tabla 5, y en ellos se atendió a 345 personas.

Tabla 5. Costo de los recorridos

Mes\tPersonas atendidas\tEjercido
Enero\t120\t$1,200.50
Febrero\t95\t$980.25
Marzo\t130\t$1,310.00
Total\t345\t$3,490.75

Tabla 6. Dictamen de cada plano

Plano\tEscala\tDictamen técnico
Norte\t1:500\tCQ/DT01/2023
Sur\t1:500\tCQ/DT02/2023
Poniente\t1:800\tCQ/DT03/2023

IV. Difusión

El martes 21 de marzo de 2023 se celebró el foro «Juventudes, territorio y voto», en modalidad presencial.

V. Consideraciones finales

Con lo expuesto, las metas previstas para el primer trimestre de 2023 se cumplieron.

En el periodo no se recibieron quejas. En cuanto a las radios, no se suscribieron convenios.
"""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    return found(tmp_path_factory.mktemp("correcto"), REPORT)


@pytest.mark.parametrize(
    ("was", "becomes", "rule", "observed"),
    [
        (
            SIGNED,
            "El jueves 16 de marzo de 2023 se firmó además un convenio con la Cámara de Comercio de Atoyac.",
            "CON-001",
            "convenio con la Cámara de Comercio de Atoyac",
        ),
        (
            SIGNED,
            "El jueves 16 de marzo de 2023 tuvo lugar la firma del convenio con el Ateneo Norte de Atoyac.",
            "CON-001",
            "convenio con el Ateneo Norte de Atoyac",
        ),
        (
            "Atoyac\tEn revisión",
            "Atoyac\tSuscrito el jueves 16 de marzo de 2023",
            "CON-001",
            "Suscrito el jueves 16 de marzo de 2023",
        ),
        (
            "se firmó el Convenio General",
            "se firmó el Convenio Específico",
            "CON-002",
            "Convenio Específico de Colaboración con la Universidad del Valle",
        ),
        (
            SIGNED,
            "Con la Cámara de Comercio de Atoyac suscribimos un convenio el jueves 16 de marzo de 2023.",
            "CON-001",
            "Con la Cámara de Comercio de Atoyac suscribimos un convenio",
        ),
        (
            SIGNED,
            "El proyecto con la Cámara de Comercio de Atoyac ya se suscribió el jueves 16 de marzo de 2023.",
            "CON-001",
            "proyecto con la Cámara de Comercio de Atoyac",
        ),
        (
            SIGNED,
            "El tercero se firmó con la Cámara de Comercio de Atoyac el jueves 16 de marzo de 2023.",
            "CON-001",
            "firmó con la Cámara de Comercio de Atoyac",
        ),
        ("cinco recorridos", "seis recorridos", "TOT-001", "seis recorridos"),
        ("345 personas", "354 personas", "TOT-001", "354 personas"),
        ("$3,490.75", "$3,940.75", "TOT-002", "$3,940.75"),
        (
            "convenio específico con la Fundación",
            "convenio general con la Fundación",
            "CON-002",
            "convenio general con la Fundación Puentes",
        ),
        (
            "celebrada el martes 14 de febrero",
            "celebrada el jueves 16 de febrero",
            "REF-001",
            "jueves 16 de febrero de 2023",
        ),
        ("14 y 21 de marzo", "14 y 22 de marzo", "FEC-001", "martes 22 de marzo de 2023"),
        (
            "sesiones del primer trimestre de 2023",
            "sesiones del segundo trimestre de 2023",
            "PER-002",
            "segundo trimestre de 2023",
        ),
        ("Ley General de Archivos", "Ley Federal de Archivos", "LEG-002", "Ley Federal de Archivos"),
        ("CQ/DT03/2023", "Sin dictamen", "OPI-001", "Sin dictamen"),
        ("27 de febrero de 2023\n", "31 de febrero de 2023\n", "FEC-002", "31 de febrero de 2023"),
        ("4\tjueves 9", "5\tjueves 9", "NUM-003", "5"),
        (
            "jueves 9 de febrero de 2023",
            "lunes 10 de abril de 2023",
            "PER-001",
            "lunes 10 de abril de 2023",
        ),
        (
            "no se recibieron quejas.",
            "no se recibieron quejas ni se realizaron recorridos de verificación.",
            "NAR-001",
            "ni se realizaron recorridos de verificación",
        ),
        ("no se recibieron quejas.", "no se realizaron foros.", "NAR-001", "no se realizaron foros"),
        (
            "En el periodo no se recibieron quejas.",
            "No se realizaron en el periodo foros ni charlas.",
            "NAR-001",
            "No se realizaron en el periodo foros",
        ),
        ("c) la consulta a los municipios.\n", "", "NAR-002", "tres líneas"),
        (
            "ausencia en la segunda sesión ordinaria.",
            "ausencia en la primera sesión ordinaria.",
            "ASI-003",
            "El consejero Raúl Paz Soto Vera justificó su ausencia en la primera sesión ordinaria.",
        ),
        ("suscritos en el trimestre", "suscritos en el segundo trimestre", "PER-002", "segundo trimestre"),
        ("QV/04/2023", "QV/04/2022", "NUM-004", "QV/04/2022"),
        ("Eva Marín Coss Lira\tLa Loma", "Eva Marín Lira Coss\tLa Loma", "NOM-001", "Eva Marín Lira Coss"),
        (
            "el primer trimestre de 2023 se",
            "el segundo trimestre de 2023 se",
            "PER-002",
            "segundo trimestre de 2023",
        ),
    ],
)
def test_a_contradiction_is_found_at_its_words(
    tmp_path: Path, before: set[tuple[str, str]], was: str, becomes: str, rule: str, observed: str
) -> None:
    assert REPORT.count(was) == 1
    assert found(tmp_path, REPORT.replace(was, becomes)) - before == {(rule, observed)}


def test_what_is_right_is_not_taken_for_one(before: set[tuple[str, str]]) -> None:
    assert before == set()
