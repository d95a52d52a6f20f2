"""JUnit XML: a case a rule, and a failure only where something blocks."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from check_report.model import Outcome, Severity
from check_report.render import Style, junit

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from check_report.model import Result


def suites(result: Result) -> Element:
    return ElementTree.fromstring(junit.render(result, str, Style()))  # noqa: S314


def named(root: Element, rule: str) -> Element:
    return next(case for case in root.iter("testcase") if case.attrib["name"].startswith(f"{rule} "))


def test_a_case_a_rule_and_true_counts(result: Result) -> None:
    root = suites(result)
    assert int(root.attrib["tests"]) == len(result.reports[0].evaluations)
    assert int(root.attrib["failures"]) == len(list(root.iter("failure")))
    assert int(root.attrib["skipped"]) == len(list(root.iter("skipped"))) > 0


def test_only_what_blocks_fails(result: Result) -> None:
    for strict in (False, True):
        root = suites(dataclasses.replace(result, strict=strict))
        for evaluation in result.reports[0].evaluations:
            blocking = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
            fails = named(root, evaluation.rule).find("failure") is not None
            assert fails == (evaluation.outcome is Outcome.FAILED and evaluation.severity in blocking)


def test_a_required_rule_not_judged_is_an_error(result: Result) -> None:
    report = result.reports[0]
    unjudged = dataclasses.replace(
        report,
        findings=(),
        evaluations=tuple(
            dataclasses.replace(e, required=True, outcome=Outcome.NOT_EVALUATED, reason="No hay datos.")
            for e in report.evaluations
        ),
    )
    root = suites(dataclasses.replace(result, reports=(unjudged,)))
    assert root.attrib["errors"] == root.attrib["tests"]
