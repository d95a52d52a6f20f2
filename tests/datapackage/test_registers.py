"""The registers outlive the quarter: they must be sound tables, and say where each fact comes from."""

from __future__ import annotations

import csv
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "datapackage"
REPORT_SOURCE = "Tercer informe trimestral de la CVOE, 2021"
DESCRIPTOR: dict[str, Any] = json.loads((PACKAGE / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = [resource for resource in DESCRIPTOR["resources"] if resource["path"].startswith("registros/")]


def rows(register: str) -> list[dict[str, str]]:
    with (PACKAGE / "registros" / f"{register}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


REGISTERS = {resource["name"]: rows(resource["name"]) for resource in RESOURCES}


def test_registers_are_valid() -> None:
    report = Package.from_descriptor({**DESCRIPTOR, "resources": RESOURCES}, basepath=str(PACKAGE)).validate()
    assert report.errors == []
    assert report.flatten(["type", "rowNumber", "fieldName", "note"]) == []
    assert report.stats["tasks"] == len(RESOURCES) == 7


def test_every_register_is_declared() -> None:
    assert {path.stem for path in (PACKAGE / "registros").iterdir()} == set(REGISTERS)


@pytest.mark.parametrize("register", REGISTERS)
def test_files_are_plain(register: str) -> None:
    raw = (PACKAGE / "registros" / f"{register}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


@pytest.mark.parametrize("register", REGISTERS)
def test_what_only_the_report_says_is_to_be_confirmed(register: str) -> None:
    for row in REGISTERS[register]:
        if row["fuente"] == REPORT_SOURCE:
            assert row["estado"] == "por_confirmar"


@pytest.mark.parametrize("register", [name for name, given in REGISTERS.items() if "desde" in given[0]])
def test_no_period_ends_before_it_begins(register: str) -> None:
    for row in REGISTERS[register]:
        if row["desde"] and row["hasta"]:
            assert row["desde"] <= row["hasta"]


def test_a_body_succeeds_a_known_body() -> None:
    known = {row["organo"] for row in REGISTERS["organos"]}
    assert {row["sucede_a"] for row in REGISTERS["organos"]} <= known | {""}


@pytest.mark.parametrize("register", ["areas", "normas"])
def test_a_name_or_alias_names_one_thing(register: str) -> None:
    names = [
        name.casefold()
        for row in REGISTERS[register]
        for name in (row["nombre"], row["sigla"], *row["alias"].split("|"))
        if name
    ]
    assert len(names) == len(set(names))


def test_a_wrong_name_is_no_alias() -> None:
    (bylaws,) = [row for row in REGISTERS["normas"] if row["norma_id"] == "reglamento_interior_iecm"]
    assert "Interno" not in bylaws["nombre"] + bylaws["alias"]


def test_a_series_belongs_to_a_field_of_identifiers_and_fits_its_example() -> None:
    for row in REGISTERS["series"]:
        table, name = row["serie"].split(".")
        schema = json.loads((PACKAGE / "esquemas" / f"{table}.json").read_text(encoding="utf-8"))
        (field,) = [field for field in schema["fields"] if field["name"] == name]
        assert field["derive"] == ["identifier"]
        assert re.sub("[0-9]", "0", field["example"]) == row["forma"]


def test_a_series_has_one_form_at_a_time() -> None:
    periods: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in REGISTERS["series"]:
        periods.setdefault((row["organo"], row["serie"]), []).append(
            (row["desde"], row["hasta"] or "9999-12-31")
        )
    for spans in periods.values():
        spans.sort()
        assert all(end < start for (_, end), (start, _) in pairwise(spans))


def test_required_articles_are_those_of_the_introduction() -> None:
    cited = {
        (row["norma_id"], row["articulo"]): row["fraccion"] for row in REGISTERS["fundamentos_requeridos"]
    }
    code = {"37": "I", "50": "XIII", "52": "", "53": "", "56": "", "57": "", "58": "", "59": "VII", "65": ""}
    expected = {("codigo_cdmx", article): fraction for article, fraction in code.items()}
    assert cited == {**expected, ("reglamento_interior_iecm", "33"): ""}
