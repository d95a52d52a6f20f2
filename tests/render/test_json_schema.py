"""The JSON output and its schema: closed, described, and kept by reports of every kind."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from tests.conftest import CONFORMING, REAL, check_here, run

import check_report
from check_report import render
from check_report.model import Fault, Outcome, Result, Severity, Verdict
from check_report.render.json import SCHEMA_VERSION
from check_report.rulebook import book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

from importlib.resources import files

SCHEMA = json.loads(files(render).joinpath("result.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def broken(report: Path) -> Path:
    """The report with something wrong in every layer, a table missing and a stray file."""
    tables = report / "tablas"
    (tables / "envios.csv").unlink()
    (tables / "sobra.csv").write_text("a\n1\n", encoding="utf-8")
    (tables / "areas.csv").write_bytes(b"\0")
    sessions = (tables / "sesiones.csv").read_text(encoding="utf-8")
    (tables / "sesiones.csv").write_text(sessions.replace("2021-10-21", "ayer\u202e"), encoding="utf-8")
    resolutions = (tables / "acuerdos.csv").read_text(encoding="utf-8").splitlines()
    (tables / "acuerdos.csv").write_text(
        "\n".join([*resolutions, resolutions[-1], "", ";"]), encoding="utf-8"
    )
    (report / "informe.md").write_text("El lunes 30 de febrero de 2021.\n", encoding="utf-8")
    return report


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema of an object, wherever it stands."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield schema
        for part in schema.values():
            yield from objects(part)
    if isinstance(schema, list):
        for part in schema:
            yield from objects(part)


def described(schema: dict[str, Any]) -> bool:
    """Whether a schema, or the one it refers to, says what it means."""
    name = schema.get("$ref", "").removeprefix("#/$defs/")
    return bool(schema.get("description") or SCHEMA["$defs"].get(name, {}).get("description"))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_object_is_closed_and_every_property_described() -> None:
    every = list(objects(SCHEMA))
    assert len(every) >= 9
    for one in every:
        assert one["additionalProperties"] is False
        assert set(one["required"]) <= set(one["properties"])
        assert [name for name, part in one["properties"].items() if not described(part)] == []


def test_the_schema_lists_the_values_the_program_has() -> None:
    report = SCHEMA["$defs"]["report"]["properties"]
    assert SCHEMA["properties"]["schema_version"]["const"] == SCHEMA_VERSION
    assert report["verdict"]["enum"] == list(Verdict)
    assert SCHEMA["$defs"]["severity"]["enum"] == list(Severity)
    assert SCHEMA["$defs"]["evaluation"]["properties"]["outcome"]["enum"] == list(Outcome)


def test_the_real_and_the_conforming_report_keep_to_it() -> None:
    result = check_here([REAL, CONFORMING])
    VALIDATOR.validate(result)
    assert [one["verdict"] for one in result["reports"]] == ["REJECTED", "ACCEPTED"]
    assert any("held" in one for one in result["reports"][0]["rules"])
    assert any(finding["related"] for finding in result["reports"][0]["findings"])


def test_a_report_alone_keeps_to_it() -> None:
    VALIDATOR.validate(check_here([REAL]))


def test_a_broken_report_keeps_to_it(base: Path) -> None:
    result = check_here([broken(base)])
    VALIDATOR.validate(result)
    report = result["reports"][0]
    assert report["verdict"] == "REJECTED"
    assert {one["outcome"] for one in report["rules"]} == set(Outcome)
    assert None in {finding["table"] for finding in report["findings"]}


def test_one_rule_in_english_keeps_to_it() -> None:
    ran = run(str(REAL), "--format", "json", "--only", "FEC-001", "--lang", "en")
    VALIDATOR.validate(ran.json)
    assert [one["rule"] for one in ran.json["reports"][0]["rules"]] == ["FEC-001"]


def test_a_fault_of_the_tool_keeps_to_it() -> None:
    rules = book.load()
    result = Result(
        version=check_report.__version__,
        rules_digest=rules.digest,
        as_of="2021-12-31",
        engine="columnar",
        strict=False,
        rules=tuple(rules.rules.values()),
        reports=(),
        faults=(Fault("columnar", "RuntimeError: roto"),),
    )
    printed = json.loads(render.FORMATS["json"](result, str, render.Style()))
    VALIDATOR.validate(printed)
    assert printed["faults"] == [{"where": "columnar", "what": "RuntimeError: roto"}]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["extra"], 1),
        (["as_of"], "ayer"),
        (["rules_digest"], "abc"),
        (["tool", "name"], "otra"),
        (["totals", "error"], -1),
        (["reports", 0, "verdict"], "OK"),
        (["reports", 0, "rules", 0, "outcome"], "FAILED"),
        (["reports", 0, "rules", 0, "reason"], "sin motivo"),
        (["reports", 0, "findings", 0, "row"], 0),
        (["reports", 0, "findings", 0, "message"], ""),
    ],
)
def test_the_schema_refuses_what_is_not_the_contract(
    path: list[Any], value: Any, one: dict[str, Any]
) -> None:
    wrong = copy.deepcopy(one)
    place = wrong
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    assert VALIDATOR.is_valid(one)
    assert not VALIDATOR.is_valid(wrong)


@pytest.fixture(scope="module")
def one() -> dict[str, Any]:
    """A result with a first rule that passed and a finding in a row."""
    return check_here([REAL], only=frozenset({"ASI-001", "PER-001"}))
