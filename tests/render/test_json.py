"""The JSON for programs: parseable, stable in form, and harmless on a terminal."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from tests.cases.runner import judge, live
from tests.conftest import CONFORMING, REAL, ROOT
from tests.render.test_text import RESULTS

from check_report.render import Style
from check_report.render import json as as_json

if TYPE_CHECKING:
    from check_report.model import Result

SCHEMA = json.loads(resources.files("check_report.render").joinpath("result.schema.json").read_text("utf-8"))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(result=RESULTS)
def test_any_result_is_json_that_keeps_every_character_and_shows_none_that_commands(result: Result) -> None:
    written = as_json.render(result, str, Style())
    assert live(written) == set()
    read = json.loads(written)
    for report, said in zip(result.reports, read["reports"], strict=True):
        assert [one["message"] for one in said["findings"]] == [one.message for one in report.findings]
        assert [one["observed"] for one in said["findings"]] == [one.observed for one in report.findings]
        assert said["path"] == report.path


@pytest.fixture(scope="module")
def both() -> dict[str, object]:
    return json.loads(as_json.render(judge([REAL, CONFORMING]), str, Style()))


def test_the_result_follows_its_schema(both: dict[str, object]) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(both)


def test_counts_agree_with_findings(both: dict[str, list[dict[str, list[dict[str, object]]]]]) -> None:
    totals = {"error": 0, "warning": 0, "note": 0, "waived": 0}
    for report in both["reports"]:
        for finding in report["findings"]:
            totals["waived" if finding["waived"] else str(finding["severity"])] += 1
        for rule in report["rules"]:
            found = [f for f in report["findings"] if f["rule"] == rule["rule"]]
            assert (rule["findings"], rule["outcome"] == "FAILED") == (len(found), bool(found))
    assert both["totals"] == totals


def test_nothing_of_this_machine_is_said(both: dict[str, object]) -> None:
    assert str(ROOT) not in json.dumps(both)
