"""Who has a vote, where the attendance list gives names alone and another place tells the members."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from tests.document_import.conftest import imported

from check_report.document import importing

if TYPE_CHECKING:
    from pathlib import Path

REPORT = """PRIMER INFORME TRIMESTRAL DE LA COMISIÓN DE QUEJAS 2023

I. Integración

{integration}

II. Sesiones

Sesión\tDía\tModalidad
Primera sesión ordinaria\tlunes 9 de enero de 2023\tvirtual
Segunda sesión ordinaria\tmartes 14 de febrero de 2023\tpresencial

Asistencia:

Nombre\tPrimera sesión ordinaria\tSegunda sesión ordinaria
Ana Luz Ríos Mena\t✓\t✓
Raúl Paz Soto Vera\t✓\t
Eva Marín Coss Lira\t✓\t✓
Irma Nava Polo Ruiz\t✓\t✓
Hugo Lara Peña Cid, Dirección Jurídica\t✓\t✓
Partido del Trabajo\t✓\t
"""
MEMBERS = {"Ana Luz Ríos Mena", "Raúl Paz Soto Vera", "Eva Marín Coss Lira"}


@pytest.mark.parametrize(
    "integration",
    [
        "Nombre\tCargo\tCalidad\n"
        "Ana Luz Ríos Mena\tConsejera electoral\tPresidenta\n"
        "Raúl Paz Soto Vera\tConsejero electoral\tIntegrante\n"
        "Eva Marín Coss Lira\tConsejera electoral\tIntegrante\n"
        "Irma Nava Polo Ruiz\tDirectora de Quejas\tSecretaria técnica",
        "- Consejera electoral Ana Luz Ríos Mena, presidenta.\n"
        "- Consejero electoral Raúl Paz Soto Vera, integrante.\n"
        "- Consejera electoral Eva Marín Coss Lira, integrante.\n"
        "- Irma Nava Polo Ruiz, secretaria técnica.",
        "a) Ana Luz Ríos Mena, Consejera Presidenta de la Comisión.\n\n"
        "b) Raúl Paz Soto Vera, Consejero Electoral.\n\n"
        "c) Eva Marín Coss Lira, Consejera Electoral.",
        "La Comisión se integra por la Consejera Electoral Ana Luz Ríos Mena, quien la preside, el Consejero"
        " Electoral Raúl Paz Soto Vera y la Consejera Electoral Eva Marín Coss Lira. La Secretaria Técnica es"
        " Irma Nava Polo Ruiz.",
    ],
    ids=["table", "items", "letters", "sentence"],
)
def test_the_members_have_the_vote(tmp_path: Path, integration: str) -> None:
    participants = _participants(tmp_path, REPORT.format(integration=integration))
    assert {one["nombre"] for one in participants if one["con_voto"] == "true"} == MEMBERS


def test_where_nothing_tells_the_members_nobody_has_it(tmp_path: Path) -> None:
    text = REPORT.format(integration="Asisten con voz y sin voto las representaciones de los partidos.")
    participants = _participants(tmp_path, text)
    assert {one["con_voto"] for one in participants} == {"false"}
    assert participants[4]["unidad"] == "Dirección Jurídica"


def _participants(folder: Path, text: str) -> list[dict[str, str]]:
    path = folder / "informe.txt"
    path.write_text(text, encoding="utf-8")
    report = folder / "informe"
    given = imported(path)
    report.mkdir()
    importing.fill(given, report)
    with (report / "tablas" / "participantes.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))
