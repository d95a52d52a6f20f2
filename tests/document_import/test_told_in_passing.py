"""What a document tells in passing, and what contradicts it: a correct one, and each contradiction alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.document_import.conftest import found

if TYPE_CHECKING:
    from pathlib import Path

READ = "Como cierre, el viernes 24 de marzo de 2023 se realizó una jornada de lectura."
REPORT = f"""PRIMER INFORME TRIMESTRAL DE LA COMISIÓN DE ENLACE 2023

I. Sesiones

La Comisión de Enlace del Instituto Electoral de Atoyac (IEA) sesionó tres veces de enero a marzo de 2023. \
No fue necesario modificar su programa ni celebrar sesiones solemnes.

Sesión\tDía\tModalidad
Primera sesión ordinaria\tlunes 9 de enero de 2023\tvirtual
Primera sesión extraordinaria\tjueves 26 de enero de 2023\tvirtual
Segunda sesión ordinaria\tmartes 14 de febrero de 2023\tpresencial

Asistencia:

Sesión\tAna Luz Ríos Mena, Consejera presidenta\t\
Raúl Paz Soto Vera, Consejero integrante\tEva Marín Coss Lira, Consejera \
integrante
Ordinaria del 9 de enero\tPresente\tPresente\tPresente
Extraordinaria del 26 de enero\tPresente\tPresente\tAusente
Ordinaria del 14 de febrero\tPresente\tPresente\tPresente

Tabla 1. Acuerdos de la Comisión

Acuerdo\tAsunto\tTomado el\tVotación
CE/A01/2023\tSe aprueba el programa anual de trabajo\tlunes 9 de enero de 2023\tUnanimidad (3 a favor)
CE/A02/2023\tSe aprueba la convocatoria al foro\tjueves 26 de enero de 2023\tUnanimidad (2 a favor)
CE/A03/2023\tSe aprueba el calendario de cursos\tmartes 14 de febrero de 2023\tUnanimidad (3 a favor)
CE/A04/2023\tSe aprueban las actas de la primera sesión ordinaria, del 9 de enero de 2023, y de la primera \
sesión extraordinaria, del 26 de enero de 2023\tmartes 14 de febrero de 2023\tUnanimidad (3 a favor)

II. Convenios

Tabla 2. Convenios firmados en el trimestre

Clave\tCon quién\tTipo de convenio\tFecha de firma\tSustento
IEA/CV/01/2023\tUniversidad del Valle de Atoyac\tGeneral\tviernes 3 de marzo de 2023\tCE/OP01/2023
IEA/CV/02/2023\tFundación Puentes para el Diálogo\tEspecífico\tlunes 6 de marzo de 2023\tCE/OP02/2023
IEA/CV/03/2023\tColegio de Bachilleres de Atoyac\tEspecífico\tmartes 7 de marzo de 2023\tCE/OP03/2023

Al amparo del convenio específico suscrito con el COBAT, se impartió el miércoles 15 de marzo de 2023 un \
curso. En el trimestre no se firmaron convenios con partidos políticos.

Tabla 3. Opiniones de pertinencia emitidas

Clave\tInstrumento\tÁrea responsable\tSentido\tEmitida el
CE/OP01/2023\tConvenio con la Universidad del Valle de Atoyac\t\
Unidad de Enlace Social\tFavorable\t20 de febrero de 2023
CE/OP02/2023\tConvenio con la Fundación Puentes para el Diálogo\t\
Unidad de Enlace Social\tFavorable\t27 de febrero de 2023
CE/OP03/2023\tConvenio con el Colegio de Bachilleres de Atoyac\t\
Unidad de Enlace Social\tFavorable\t28 de febrero de 2023

III. Atención

De enero a marzo se recibieron cuatro casos por escrito, con 31 fojas en total, como muestra la Tabla 4. \
Su atención se comenta en dos incisos.

Tabla 4. Atención brindada

Folio\tRecibido el\tMateria\tFojas
F-01\tmartes 10 de enero de 2023\tPadrón\t7
F-02\tlunes 16 de enero de 2023\tMesas\t8
F-03\tjueves 2 de febrero de 2023\tPadrón\t6
F-04\tviernes 3 de febrero de 2023\tMesas\t10

a) Los de padrón se turnaron a la Unidad de Enlace Social (UNEDSO).

b) Los de mesas los llevó la UNEDSO, que en ambos pidió el parecer de la UNEDSO y de la Dirección de Mesas.

IV. Cursos

Se impartieron tres cursos al personal de la Unidad de Enlace Social:

- «Lectura fácil», el lunes 13 de febrero de 2023, con 14 asistencias.
- «Trato digno», el martes 21 de febrero de 2023, con 18 asistencias.
- «Voz y voto», el miércoles 8 de marzo de 2023, con 16 asistencias.

{READ}

V. Glosario

- COBAT: Colegio de Bachilleres de Atoyac.
- IEA: Instituto Electoral de Atoyac.
- UNEDSO: Unidad de Enlace Social.

VI. Firmas

Ana Luz Ríos Mena — Consejera presidenta

Raúl Paz Soto Vera — Consejero

Eva Marín Coss Lira — Consejera
"""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    return found(tmp_path_factory.mktemp("correcto"), REPORT)


@pytest.mark.parametrize(
    ("was", "becomes", "rule", "observed"),
    [
        ("celebrar sesiones solemnes", "celebrar sesiones extraordinarias", "NAR-001", "No fue necesario"),
        ("Presente\tPresente\tAusente", "Presente\tAusente\tAusente", "ASI-001", "1"),
        ("Ordinaria del 14 de febrero\tPresente\tPresente\tPresente\n", "", "ASI-003", "2023-ORD-02"),
        ("extraordinaria, del 26", "extraordinaria, del 27", "REF-001", "27 de enero de 2023"),
        ("convenio específico suscrito", "convenio general suscrito", "CON-002", "convenio general suscrito"),
        (
            "convenios con partidos políticos",
            "convenios con universidades",
            "NAR-001",
            "no se firmaron convenios con universidades",
        ),
        ("CE/OP03/2023\n\nAl", "—\n\nAl", "OPI-001", "—"),
        ("cuatro casos", "cinco casos", "TOT-001", "cinco casos"),
        ("en dos incisos", "en tres incisos", "NAR-002", "tres incisos"),
        ("miércoles 8 de marzo", "lunes 10 de abril", "PER-001", "lunes 10 de abril de 2023"),
        ("24 de marzo de 2023 se", "28 de abril de 2023 se", "PER-001", "viernes 28 de abril de 2023"),
        (
            "personal de la Unidad de Enlace Social",
            "personal de la Unidad de Enlace Vecinal",
            "NOM-001",
            "Unidad",
        ),
        ("- UNEDSO: Unidad", "- UNESDO: Unidad", "SIG-001", "UNESDO"),
        (
            "Raúl Paz Soto Vera — Consejero",
            "Raúl Paz Sotto Vera — Consejero",
            "NOM-001",
            "Raúl Paz Sotto Vera",
        ),
    ],
)
def test_a_contradiction_is_found_at_its_words(
    tmp_path: Path, before: set[tuple[str, str]], was: str, becomes: str, rule: str, observed: str
) -> None:
    assert REPORT.count(was) == 1
    ((found_rule, words),) = found(tmp_path, REPORT.replace(was, becomes)) - before
    assert (found_rule, words[: len(observed)]) == (rule, observed)


def test_what_is_right_is_not_taken_for_one(before: set[tuple[str, str]]) -> None:
    assert before == set()
