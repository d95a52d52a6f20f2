"""Annotations: what the runner understands is what was meant."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from tests.render import runner

from check_report.model import Outcome
from check_report.render import Style, github

if TYPE_CHECKING:
    from check_report.model import Result


@pytest.mark.parametrize(
    ("message", "title"),
    [("100 % cierto: sí, «no»", "título: uno, dos %0A"), ("%0A::error::x", "a,line=9::b"), ("", "x")],
)
def test_the_runner_reads_what_was_written(message: str, title: str) -> None:
    annotation = github.Annotation("warning", title, message, "reports/a, b: 1%/tablas/x.csv", 7)
    (line,) = github.commands([annotation], str)
    command = runner.parse(line)
    assert command is not None
    assert command.data == message
    assert command.properties == {"file": annotation.file, "line": "7", "title": title}


def test_a_required_rule_not_judged_is_an_error_without_a_place(result: Result) -> None:
    report = result.reports[0]
    first, *_ = report.evaluations
    unjudged = dataclasses.replace(first, required=True, outcome=Outcome.NOT_EVALUATED, reason="Falta.")
    alone = dataclasses.replace(report, findings=(), evaluations=(unjudged,))
    text = github.render(dataclasses.replace(result, reports=(alone,)), str, Style())
    (command,) = runner.commands(text)
    assert (command.name, set(command.properties)) == ("error", {"title"})
    assert "Falta." in command.data


def test_a_waived_finding_is_a_notice(hostile_result: Result) -> None:
    waived = [
        dataclasses.replace(report, findings=(finding,), evaluations=())
        for report in hostile_result.reports
        for finding in report.findings
        if finding.waived
    ]
    alone = dataclasses.replace(hostile_result, reports=tuple(waived), faults=())
    commands = runner.commands(github.render(alone, str, Style()))
    assert {command.name for command in commands} == {"notice"}
    assert all("(dispensado)" in command.properties["title"] for command in commands)
