"""Every rule's page: complete, and its examples run through all three layers."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import check_here

from check_report.model import Layer
from check_report.rulebook import book

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RULES = book.load().rules
SECTIONS = ["Qué revisa", "Por qué", "Ejemplo que falla", "Ejemplo que pasa", "Cómo corregir"]
FENCE = re.compile(r"^```(?P<kind>[\w-]+) (?P<path>\S+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def sections(page: str) -> dict[str, str]:
    """A page's sections by heading; a heading within an example is the example's."""
    found: dict[str, str] = {}
    heading, inside = "", False
    for line in page.splitlines(keepends=True):
        inside ^= line.startswith("```")
        if line.startswith("## ") and not inside:
            heading = line.removeprefix("## ").strip()
            found[heading] = ""
        elif heading:
            found[heading] += line
    return found


def apply(example: str, report: Path) -> None:
    """Replaces the report's files by those of an example."""
    blocks = list(FENCE.finditer(example))
    assert blocks, "an example without a file"
    for block in blocks:
        path = report / block["path"]
        match block["kind"]:
            case "falta":
                path.unlink()
            case "python-bytes":
                path.write_bytes(ast.literal_eval(block["body"].strip()))
            case _:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block["body"], encoding="utf-8", newline="")


@pytest.mark.parametrize("rule", RULES)
def test_the_page_is_whole(rule: str) -> None:
    page = RULES[rule]
    assert list(sections(page.page)) == SECTIONS
    assert page.basis
    assert page.summary.endswith(".")
    assert page.summary.count(". ") == 0, "the summary is one sentence"
    assert not page.title.endswith(".")


@pytest.mark.parametrize("rule", RULES)
def test_the_failing_example_fails(
    rule: str, base: Path, outcome_of: Callable[[dict[str, Any], str], dict[str, Any]]
) -> None:
    apply(sections(RULES[rule].page)["Ejemplo que falla"], base)
    result = check_here([base])
    assert result["faults"] == []
    assert outcome_of(result, rule)["outcome"] == "FAILED"


@pytest.mark.parametrize("rule", RULES)
def test_the_passing_example_passes(
    rule: str, base: Path, outcome_of: Callable[[dict[str, Any], str], dict[str, Any]]
) -> None:
    apply(sections(RULES[rule].page)["Ejemplo que pasa"], base)
    result = check_here([base])
    assert result["faults"] == []
    evaluation = outcome_of(result, rule)
    assert evaluation["outcome"] == "PASSED", evaluation
    assert evaluation["examined"] > 0 or RULES[rule].layer in {Layer.TOGETHER, Layer.ACTS}
