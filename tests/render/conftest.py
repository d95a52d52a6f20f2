"""Results that the surfaces' tests share: the real report, hostile cells, and far too many findings."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from tests.conftest import REAL
from tests.render import hostile

from check_report import check
from check_report.model import Cell, Fault, Finding, Location, Related, Severity
from check_report.rulebook import book

if TYPE_CHECKING:
    from check_report.model import Result

MANY = 30_000


@pytest.fixture(scope="session")
def result() -> Result:
    """The check of the real report: errors, warnings, notes, something held and something not evaluated."""
    target = check.Target("reports/cvoe-2021-t3", REAL)
    found = check.check([target], [], book.load(), check.Options(as_of="2021-12-31"), str)
    assert not found.faults
    return found


@pytest.fixture(scope="session")
def hostile_result(result: Result) -> Result:
    """A result in which every text that a report could have written is hostile, each cell in its turn."""
    report = result.reports[0]
    evaluations = tuple(
        dataclasses.replace(evaluation, reason=text if evaluation.reason else None)
        for evaluation, text in zip(report.evaluations, _endless(), strict=False)
    )
    return dataclasses.replace(
        result,
        faults=tuple(Fault(text, text) for text in hostile.CELLS.values()),
        reports=tuple(
            dataclasses.replace(
                report,
                name=f"informe {number}",
                path=f"reports/{number}{text}",
                title=text,
                evaluations=evaluations,
                findings=(_finding(text, number, report.findings[0].rule),),
            )
            for number, text in enumerate(hostile.CELLS.values())
        ),
    )


@pytest.fixture(scope="session")
def many(result: Result) -> Result:
    """The same findings over and over, MANY of them, each with a fingerprint of its own."""
    report = result.reports[0]
    findings = tuple(
        dataclasses.replace(report.findings[number % len(report.findings)], fingerprint=f"{number:032x}")
        for number in range(MANY)
    )
    return dataclasses.replace(result, reports=(dataclasses.replace(report, findings=findings),))


def _endless() -> list[str]:
    return list(hostile.CELLS.values()) * 10


def _finding(text: str, number: int, rule: str) -> Finding:
    row = (Cell("campo", text, text), Cell(text, text, f"antes {text} después"))
    return Finding(
        rule=rule,
        severity=list(Severity)[number % 3],
        location=Location(f"tablas/{text}.csv", number + 1, "tabla", number + 1, text, text),
        observed=text,
        expected=text,
        message=f"«{text}» {text}",
        hint=text,
        fingerprint=f"{number:032x}",
        waived=number % 7 == 0,
        related=(Related(Location(text, 1), text),),
        row=row,
        before=row,
        after=row,
    )
