"""Whole reports through the real command: exit code, outcomes, findings, and every rule on both engines."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.cases.runner import CASES, Case, cases, contains, judge, rendered
from tests.conftest import CONFORMING, REAL
from tests.rules.test_pages import apply, sections

from check_report.model import Layer
from check_report.rulebook import book

if TYPE_CHECKING:
    from pathlib import Path

    from check_report.model import Result

GOLDEN = CASES / "real" / "resultado.json"
SUITE_RULES = [rule.id for rule in book.load().rules.values() if rule.layer is Layer.TOGETHER]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_the_case_ends_as_expected(case: Case, tmp_path: Path) -> None:
    ran = case.run(tmp_path)
    assert (ran.code, "Traceback" in ran.err) == (case.said["exit"], False), ran.err
    assert case.said.get("says", "") in ran.err
    assert case.said.get("says") or not ran.err
    if case.said.get("expected"):
        assert ran.json["faults"] == []
        assert case.lacks(ran.json) == []


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All that the command says of the real report, the tool's version and the rulebook's digest aside."""
    case = next(case for case in cases() if case.name == "real")
    result = case.run(tmp_path_factory.mktemp("real")).json
    result["tool"]["version"] = result["rules_digest"] = "…"
    return result


def test_the_real_report_gives_the_known_result(whole: dict[str, Any]) -> None:
    # UPDATE_CASES=1 writes what is found; the change is then read like any other.
    assert whole["faults"] == []
    if os.environ.get("UPDATE_CASES"):
        text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
        GOLDEN.write_text(text, encoding="utf-8", newline="\n")
    assert whole == json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "figure",
    [
        {"rule": "TOT-001", "observed": "18", "text": "un total de 18 acuerdos"},
        {"rule": "TOT-002", "observed": "18", "text": "un total de 18 acuerdos"},
        *({"rule": "TOT-001", "observed": n} for n in ("6", "2", "5", "3", "1", "13", "32", "7", "12", "9")),
    ],
    ids=lambda figure: f"{figure['rule']} {figure['observed']}",
)
def test_a_figure_that_holds_is_listed_as_checked(whole: dict[str, Any], figure: dict[str, str]) -> None:
    rules = {one["rule"]: one for one in whole["reports"][0]["rules"]}
    sought = {name: value for name, value in figure.items() if name != "rule"}
    assert contains(rules[figure["rule"]]["held"], [sought])
    assert all(one["observed"] == one["expected"] for one in rules["TOT-001"]["held"])


def test_only_the_known_rules_find_errors_in_the_real_report(whole: dict[str, Any]) -> None:
    errors = [one["rule"] for one in whole["reports"][0]["findings"] if one["severity"] == "error"]
    counts = {rule: errors.count(rule) for rule in errors}
    known = {"FEC-001": 7, "FEC-003": 1, "PER-001": 4, "TOT-003": 1, "CON-001": 1, "CON-002": 1}
    assert counts.items() >= known.items()


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A report for each suite rule, with the error of the rule's page in it."""
    place = tmp_path_factory.mktemp("planted")
    reports = [shutil.copytree(CONFORMING, place / rule.lower()) for rule in SUITE_RULES]
    for rule, report in zip(SUITE_RULES, reports, strict=True):
        apply(sections(book.load().rules[rule].page)["Ejemplo que falla"], report)
    return reports


@pytest.mark.slow
def test_every_suite_rule_finds_its_planted_error_on_both_engines_alike(planted: list[Path]) -> None:
    found: dict[str, Result] = {
        engine: judge([*planted, REAL], engine=engine) for engine in ("columnar", "reference")
    }
    assert [result.faults for result in found.values()] == [(), ()]
    for rule, report in zip(SUITE_RULES, found["columnar"].reports, strict=False):
        assert rule in {finding.rule for finding in report.findings}
    columnar, reference = (json.loads(rendered(result)["json"]) for result in found.values())
    assert columnar == reference
