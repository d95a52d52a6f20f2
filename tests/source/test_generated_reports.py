"""Generated reports, many at a time: true ones raise no error, what is planted is found where it stands."""

from __future__ import annotations

import dataclasses
import math
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.strategies import NAMES, QUARTER, Generated, examples, reports

from check_report import check
from check_report.rulebook import book

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from check_report.model import Finding

BOOK = book.load()
TOGETHER = 20
"""Reports judged in one run: what a run costs by itself is shared."""
PARTS = 4
"""Tests that the reports are shared out to, so that several processors can take them."""
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")

# Of one quarter, none is the report before another: what they number is their own business.
BATCHES = QUARTER.flatmap(lambda when: st.lists(reports(when), min_size=TOGETHER, max_size=TOGETHER))
SOME = settings(
    max_examples=math.ceil(examples(200) / (TOGETHER * PARTS)),
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def _weekday(prose: str) -> str:
    def other(match: re.Match[str]) -> str:
        following = WEEKDAYS[(WEEKDAYS.index(match[0].lower()) + 1) % len(WEEKDAYS)]
        return following.capitalize() if match[0][0].isupper() else following

    return re.sub("|".join(WEEKDAYS), other, prose, count=1, flags=re.IGNORECASE)


def _figure(prose: str) -> str:
    return re.sub(r"(?<=un total de )[0-9]+", lambda match: str(int(match[0]) + 1), prose, count=1)


PLANTS: dict[str, Callable[[str], str]] = {
    "FEC-001": _weekday,
    "TOT-001": _figure,
    "LEG-002": lambda prose: prose.replace("Instituciones y Procedimientos", "Instituciones y Procesos", 1),
    "NOM-001": lambda prose: re.sub(f"{NAMES[0]}[.]", f"{NAMES[0].replace('án', 'an')}.", prose),
}


def findings(folder: Path, some: Sequence[Generated]) -> list[Sequence[Finding]]:
    """The findings of each report, all judged in one run."""
    targets = []
    for number, report in enumerate(some):
        home = folder / str(number)
        home.mkdir()
        targets.append(check.Target(f"r{number:02}", report.write(home)))
    result = check.check(targets, [], BOOK, check.Options(as_of="2021-12-31"), str)
    assert result.faults == ()
    return [report.findings for report in sorted(result.reports, key=lambda one: one.name)]


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@SOME
@given(BATCHES)
def test_a_report_without_error_raises_none(part: int, some: list[Generated]) -> None:  # noqa: ARG001
    with tempfile.TemporaryDirectory() as scratch:
        found = findings(Path(scratch).resolve(), some)
    assert [one for each in found for one in each if one.severity == "error"] == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@SOME
@given(BATCHES)
def test_what_is_planted_in_its_prose_is_found(part: int, some: list[Generated]) -> None:  # noqa: ARG001
    rules = [list(PLANTS)[number % len(PLANTS)] for number in range(len(some))]
    planted = [
        dataclasses.replace(report, prose=PLANTS[rule](report.prose))
        for report, rule in zip(some, rules, strict=True)
    ]
    assert all(one.prose != other.prose for one, other in zip(some, planted, strict=True))
    with tempfile.TemporaryDirectory() as scratch:
        found = findings(Path(scratch).resolve(), planted)
    for rule, report, other, each in zip(rules, some, planted, found, strict=True):
        before, after = report.prose.split("\n"), other.prose.split("\n")
        changed = next(n for n, (a, b) in enumerate(zip(before, after, strict=True), start=1) if a != b)
        assert (rule, "informe.md", changed) in {
            (one.rule, one.location.file, one.location.line) for one in each
        }
