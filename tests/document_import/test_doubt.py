"""What a document's reading may have caused weighs as a warning there, and as an error in a package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import run_here
from tests.document_import.conftest import imported

from check_report.document import importing

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "\n".join(
    f"CQ/{n:03}/23\tPrimera sesión ordinaria, lunes 9 de enero de 2023\tSe aprueba el proyecto {n}."
    for n in range(1, 8)
)
REPORT = f"""PRIMER INFORME TRIMESTRAL DE LA COMISIÓN DE QUEJAS 2023

Presentación

La Comisión de Quejas del Instituto Electoral de Atoyac informa de enero a marzo de 2023.

I. Sesiones

Sesión\tDía\tModalidad
Primera sesión ordinaria\tlunes 9 de enero de 2023\tvirtual

II. Acuerdos

Se aprobaron siete acuerdos.

Acuerdo\tSesión\tTexto
{ROWS}

III. Balance

El trabajo descansó en tres líneas: a) los convenios; b) los recorridos; y c) la difusión.
"""


def _weights(target: Path) -> set[tuple[str, str]]:
    ran = run_here("check", str(target), "--format", "json", "--as-of", "2023-06-30")
    findings: list[dict[str, Any]] = ran.json["reports"][0]["findings"]
    return {(one["rule"], one["severity"]) for one in findings if one["severity"] != "note"}


def _as_document(folder: Path, text: str) -> set[tuple[str, str]]:
    path = folder / "informe.txt"
    path.write_text(text, encoding="utf-8")
    return _weights(path)


def _as_package(folder: Path, text: str) -> set[tuple[str, str]]:
    path, report = folder / "informe.txt", folder / "informe"
    path.write_text(text, encoding="utf-8")
    report.mkdir()
    importing.fill(imported(path), report)
    return _weights(report)


@pytest.mark.parametrize(
    ("was", "becomes", "rule", "weight"),
    [
        ("siete acuerdos", "ocho acuerdos", "TOT-001", "error"),
        ("siete acuerdos", "cuarenta acuerdos", "TOT-001", "warning"),
        ("siete acuerdos", "siete acuerdos: cinco de trámite y tres de fondo", "TOT-002", "warning"),
        ("siete acuerdos", "siete acuerdos: doce de trámite y tres de fondo", "TOT-002", "warning"),
        ("en tres líneas", "en cuatro líneas", "NAR-002", "error"),
        ("en tres líneas", "en nueve líneas", "NAR-002", "warning"),
        ("CQ/004/23", "CQ/044/23", "NUM-001", "error"),
    ],
)
def test_the_further_off_the_more_doubtful(
    tmp_path: Path, was: str, becomes: str, rule: str, weight: str
) -> None:
    assert REPORT.count(was) == 1
    planted = REPORT.replace(was, becomes)
    assert (rule, weight) in _as_document(tmp_path, planted) - _as_document(tmp_path, REPORT)
    assert (rule, "error") in _as_package(tmp_path, planted)


def test_what_most_rows_of_a_table_share_may_be_its_reading(tmp_path: Path) -> None:
    planted = REPORT.replace("/23\tPrimera", "/24\tPrimera")
    assert ("NUM-004", "warning") in _as_document(tmp_path, planted)
    assert ("NUM-004", "error") not in _as_document(tmp_path, planted)
    assert ("NUM-004", "error") in _as_package(tmp_path, planted)


def test_what_repeats_in_a_table_may_be_its_reading(tmp_path: Path) -> None:
    rows = "\n".join(
        f"CQ/{n:03}/23\tPrimera sesión ordinaria, lunes 9 de enero de 2023\tSe aprueba el informe {n}."
        for n in range(8, 15)
    )
    report = REPORT.replace(ROWS, f"{ROWS}\n{rows}").replace("siete acuerdos", "catorce acuerdos")
    one, several = report, report
    for n in (9, 11, 13):
        several = several.replace(f"CQ/{n:03}/23", f"CQ/X-{n + 20}/23")
    one = one.replace("CQ/009/23", "CQ/X-29/23")
    assert ("IDE-001", "error") in _as_document(tmp_path, one)
    assert ("IDE-001", "warning") in _as_document(tmp_path, several)
    assert not [rule for rule, weight in _as_document(tmp_path, several) if weight == "error"]
    assert {("IDE-001", "error"), ("NUM-001", "error")} <= _as_package(tmp_path, several)
