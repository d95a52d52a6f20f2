"""Whole reports read for their prose: the real one, the invented one, and two as others would write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import CONFORMING, REAL, ROOT, check_here

if TYPE_CHECKING:
    from pathlib import Path

CASES = ROOT / "tests" / "cases"
OTHERS = ["otra-comision", "otro-instituto"]
PROSE_RULES = ("NAR", "NOM", "SIG", "LEG-003", "LEG-004", "LEG-005")

# What a proof-reader finds in the real report, beyond what its tables show.
FOUND_IN_REAL = {
    ("NAR-001", "no se realizaron actos protocolarios de firmas de convenios"),
    ("NAR-002", "dos resultados"),
    ("NAR-004", "No se reportan actividades"),
    ("NOM-001", "Erika Estrada Ruíz"),
    ("NOM-001", "Unidad Técnica de Servicio Informáticos"),
    ("NOM-001", "Unidad Técnica de Vinculación con Organismo Externos"),
    ("NOM-001", "César Ernesto Ramos Mega"),
    ("NOM-001", "Cecilia Aída Hernández Cruz"),
    ("NOM-001", "Cecilia A. Hernández Cruz"),
    ("NOM-001", "Alejandro Fidencio González"),
    ("NOM-002", "Mauricio Rodríguez Huesca"),
    ("NOM-002", "Unidad Técnica de Comunicación Social y Desarrollo"),
    ("NOM-003", "Elecciones 2021. Contexto y análisis y postelectoral"),
    ("NOM-003", "Elecciones 2021 en la CDMX. Contexto y análisis postelectoral"),
    ("NOM-003", "Foros sobre la Diputación Migrante en la Ciudad de México"),
    ("SIG-001", "IEMC"),
    ("LEG-003", "57"),
}


def findings(folder: Path) -> list[dict[str, Any]]:
    result = check_here([folder])
    assert result["faults"] == []
    found: list[dict[str, Any]] = result["reports"][0]["findings"]
    return found


def planted(name: str) -> list[dict[str, str]]:
    return json.loads((CASES / f"{name}-sembrado" / "sembrado.json").read_text(encoding="utf-8"))


def is_found(error: dict[str, str], found: list[dict[str, Any]]) -> bool:
    """Whether a planted error is found: under its rule, in its file, at its words."""
    words = error["words"].casefold()
    return any(
        (one["rule"], one["file"]) == (error["rule"], error["file"])
        and words in " ".join(str(one["observed"]).split()).casefold()
        for one in found
    )


def test_the_real_report_has_what_a_proof_reader_finds_and_no_more() -> None:
    found = {
        (one["rule"], one["observed"].partition(":")[0])
        for one in findings(REAL)
        if one["rule"].startswith(PROSE_RULES) and one["rule"] != "SIG-002"
    }
    assert found == FOUND_IN_REAL


def test_the_conforming_report_has_none() -> None:
    assert {one["rule"] for one in findings(CONFORMING)} <= {"CNT-002"}


@pytest.mark.parametrize("name", OTHERS)
def test_a_correct_report_of_others_raises_no_error(name: str) -> None:
    found = findings(CASES / f"{name}-correcto")
    assert [one for one in found if one["severity"] == "error"] == []
    assert {one["rule"] for one in found if one["severity"] == "warning"} <= {"CNT-002"}


@pytest.mark.parametrize("name", OTHERS)
def test_planted_errors_are_found_at_their_words(name: str) -> None:
    errors, found = planted(name), findings(CASES / f"{name}-sembrado")
    missed = [error for error in errors if not is_found(error, found)]
    assert len(errors) >= 25
    assert len(missed) <= 0.05 * len(errors), missed
