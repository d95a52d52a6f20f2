"""What a document tells beside its tables: a correct one, and each contradiction alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.document_import.conftest import found

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """TERCER INFORME TRIMESTRAL DE LA COMISIÓN DE ENLACE 2023

I. Presentación

La Comisión de Enlace del Instituto Electoral de Atoyac (IEA) informa de julio a septiembre de 2023. En \
el trimestre adoptó cinco acuerdos y revisó cuatro convenios; la jornada de puertas abiertas dejó 40 \
horas acumuladas. Rige su trabajo la Ley General de Contabilidad Gubernamental. El seguimiento estuvo a \
cargo del titular del OIC, Efraín Mortera Solís, y de la Coordinación de Comunicación Institucional.

II. Sesiones

Denominación de la sesión\tInicio\tTérmino\tFormato\tDía de celebración\tSesión que aprobó su acta
Séptima sesión ordinaria\t11:00\t12:20\tPresencial\tmiércoles 5 de julio de 2023\tOctava sesión ordinaria
Primera sesión conjunta\t13:00\t13:25\tA distancia\tmartes 8 de agosto de 2023\tNovena sesión ordinaria
Octava sesión ordinaria\t11:00\t12:05\tPresencial\tjueves 10 de agosto de 2023\tNovena sesión ordinaria
Novena sesión ordinaria\t11:00\t12:40\tPresencial\tlunes 4 de septiembre de 2023\tPendiente

Integrante\tSéptima ordinaria\tPrimera conjunta\tOctava ordinaria\tNovena ordinaria
Ana Luz Ríos Mena (presidencia)\tP\tP\tP\tP
Raúl Paz Soto Vera (consejería)\tP\tP\tJ⁷\tP
Eva Marín Coss Lira (consejería)\tP\tP\tP\tP
Acuerdos adoptados\t2\t1\t1\t1

La presidencia de Ana Luz Ríos Mena y la consejería de Eva Marín Coss Lira asistieron a las cuatro \
sesiones. En el trimestre no se convocó a sesiones urgentes.

Tabla 1. Acuerdos de la Comisión

Acuerdo\tSesión\tAsunto
CE-ORD-A07/2023\tSéptima sesión ordinaria\tSe aprueba el segundo informe trimestral
CE-ORD-A08/2023\tSéptima sesión ordinaria\tSe aprueba el calendario de cursos
CE-CONJ-A02/2023\tPrimera sesión conjunta\tSe aprueba el foro de enlace
CE-ORD-A09/2023\tOctava sesión ordinaria\tSe aprueban las bases del registro
CE-ORD-A10/2023\tNovena sesión ordinaria\tSe aprueba el programa de visitas

Tabla 2. Acuerdos pendientes de 2022

Acuerdo\tSesión de origen\tCompromiso
CE-ORD-A21/2022\tDécima sesión ordinaria de 2022\tInventario de mesas
CE-ORD-A23/2022\tUndécima sesión ordinaria de 2022\tManual de visitas
CE-ORD-A25/2022\tDuodécima sesión ordinaria de 2022\tDirectorio de enlaces

III. Convenios

Tabla 3. Convenios firmados en el trimestre

Clave\tCon quién\tTipo de convenio\tFecha de firma
IEA/CV/04/2023\tUniversidad del Valle de Atoyac\tGeneral\tviernes 7 de julio de 2023
IEA/CV/05/2023\tFundación Puentes para el Diálogo²\tEspecífico\tlunes 7 de agosto de 2023
IEA/CV/06/2023\tCasa de la Cultura de Oaxtepec\tEspecífico\tmartes 5 de septiembre de 2023

El convenio con la Fundación Puentes para el Diálogo, de carácter específico, permite orientar desde el \
extranjero. El foro usó el recinto facilitado conforme al convenio IEA/CV/03/2023, firmado el martes 6 \
de junio de 2023 con esa casa.

Tabla 7. Opiniones emitidas

Clave\tContraparte\tSentido
CE/OP01/2023\tUniversidad del Valle de Atoyac\tFavorable
CE/OP02/2023\tFundación Puentes para el Diálogo\tFavorable
CE/OP03/2023\tCasa de la Cultura de Oaxtepec\tFavorable

IV. Atención

Durante el trimestre ingresaron cuatro solicitudes, todas por escrito. La Tabla 4 incluye además, como \
antecedente, la del 28 de junio de 2023.

Tabla 4. Registro de solicitudes

Folio\tRecibida el\tMateria
SOL-11/2023\tmiércoles 28 de junio de 2023\tPadrón
SOL-12/2023\tlunes 10 de julio de 2023\tMesas
SOL-13/2023\tjueves 3 de agosto de 2023\tPadrón
SOL-14/2023\tviernes 4 de agosto de 2023\tMesas
SOL-15/2023\tlunes 11 de septiembre de 2023\tMesas

V. Cursos

Tabla 5. Cursos impartidos

Curso\tSe impartió\tDirigido a
Lectura fácil\tmartes 11 y miércoles 12 de julio de 2023\tPersonal del Instituto
Trato digno\tlunes 14 de agosto de 2023\tRepresentaciones partidistas
Voz y voto\tviernes 8 de septiembre de 2023\tMedios de comunicación

Septiembre tuvo la mayor carga, con 77 documentos, frente a 56 de julio y 40 de agosto. En el trimestre \
no se impartieron cursos impartidos con personas jubiladas del Poder Judicial.

Se difundieron veinticuatro infografías, como muestra la Tabla 6.

Tabla 6. Productos por mes

Producto\tJulio\tAgosto\tSeptiembre\tAcumulado
Boletines\t3\t4\t3\t10
Infografías\t8\t9\t7\t24

El plan se organizó en tres vertientes, cada una con responsable y metas propias:

a) Radio y televisión.

b) Atención a medios.

c) Formación de públicos.

La respuesta se da dentro de los tres días hábiles siguientes:

a) Al de su registro.

b) Al de su notificación.

Glosario
IEA: Instituto Electoral de Atoyac
OIC: Órgano Interno de Control

Firmas

Ana Luz Ríos Mena — Consejera presidenta

Raúl Paz Soto Vera — Consejero

Eva Marín Coss Lira — Consejera

Efraín Mortera Solís — Titular del OIC
"""


UNKNOWN = {("CNT-002", "CE-2023-T3")}
"""What nobody can tell without the report of the quarter before."""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    return found(tmp_path_factory.mktemp("correcto"), REPORT) - UNKNOWN


@pytest.mark.parametrize(
    ("was", "becomes", "rule", "observed"),
    [
        ("adoptó cinco acuerdos", "adoptó seis acuerdos", "TOT-001", "6"),
        (
            "Contabilidad Gubernamental",
            "Contabilidad Pública",
            "LEG-002",
            "Ley General de Contabilidad Pública",
        ),
        ("Mortera Solís, y", "Mortero Solís, y", "NOM-001", "Efraín Morter"),
        (
            "Mena (presidencia)\tP\tP\tP\tP",
            "Mena (presidencia)\tP\tA\tP\tP",
            "ASI-003",
            "La presidencia de Ana",
        ),
        (
            "no se convocó a sesiones urgentes",
            "no se convocó a sesiones conjuntas",
            "NAR-001",
            "no se convocó",
        ),
        ("CE-ORD-A09/2023", "CE-ORD-A19/2023", "NUM-001", "CE-ORD-A"),
        ("de carácter específico", "de carácter general", "CON-002", "convenio con la Fundación"),
        ("martes 6 de junio", "jueves 6 de julio", "CON-001", "IEA/CV/03/2023"),
        ("ingresaron cuatro", "ingresaron cinco", "TOT-003", "cinco solicitudes"),
        (
            "lunes 14 de agosto de 2023\tRep",
            "lunes 13 de febrero de 2023\tRep",
            "PER-001",
            "lunes 13 de febrero",
        ),
        ("veinticuatro infografías", "veintiséis infografías", "TOT-001", "veintiséis infografías"),
        ("en tres vertientes", "en cuatro vertientes", "NAR-002", "cuatro vertientes"),
    ],
)
def test_a_contradiction_is_found_at_its_words(
    tmp_path: Path, before: set[tuple[str, str]], was: str, becomes: str, rule: str, observed: str
) -> None:
    assert REPORT.count(was) == 1
    fresh = found(tmp_path, REPORT.replace(was, becomes)) - before - UNKNOWN
    assert {(found_rule, words[: len(observed)]) for found_rule, words in fresh} >= {(rule, observed)}


def test_what_is_right_is_not_taken_for_one(before: set[tuple[str, str]]) -> None:
    assert before == set()
