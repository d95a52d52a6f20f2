"""Whole documents by authors who knew nothing of the checker: true ones pass, what was planted is found.

Each folder of `ajenos` holds a report that is right (`correcto`), the same with errors (`plantado`), and what
they are (`plantado.json`): where, what it said, what it says, the rules under which it may be found, and
either the finding that tells of it (`hallazgo`) or that it is known to escape (`escapa`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import run_here

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "ajenos"
Findings = list[dict[str, Any]]


def document(name: str, version: str) -> Path:
    return next(path for path in (FOLDER / name).glob(f"{version}.*") if path.suffix != ".json")


@pytest.fixture(scope="module", params=sorted(path.name for path in FOLDER.iterdir()))
def both(request: pytest.FixtureRequest) -> tuple[str, Mapping[str, Findings]]:
    """A report's name, and the findings of its two versions."""
    found = {
        version: run_here(str(document(request.param, version)), "--format", "json", "--as-of", "2023-12-31")
        for version in ("correcto", "plantado")
    }
    return request.param, {name: ran.json["reports"][0]["findings"] for name, ran in found.items()}


@pytest.mark.slow
def test_no_error_is_raised_where_there_is_none(both: tuple[str, Mapping[str, Findings]]) -> None:
    assert [one for one in both[1]["correcto"] if one["severity"] == "error"] == []


@pytest.mark.slow
def test_warnings_are_few_where_nothing_is_wrong(both: tuple[str, Mapping[str, Findings]]) -> None:
    assert len([one for one in both[1]["correcto"] if one["severity"] == "warning"]) <= 5


@pytest.mark.slow
def test_what_was_planted_is_found(both: tuple[str, Mapping[str, Findings]]) -> None:
    name, found = both

    def key(one: dict[str, Any]) -> tuple[str, ...]:
        return one["rule"], str(one["observed"]), one["message"]

    known = set(map(key, found["correcto"]))
    fresh = {(one["rule"], one["message"]) for one in found["plantado"] if key(one) not in known}
    planted = json.loads((FOLDER / name / "plantado.json").read_text(encoding="utf-8"))
    told = [one for one in planted if any((rule, one.get("hallazgo")) in fresh for rule in one["reglas"])]
    assert [one for one in planted if one not in told and not one.get("escapa")] == []
    assert len(told) >= 0.85 * len(planted)


def test_nearly_all_that_was_planted_in_all_of_them_is_found() -> None:
    every = [
        one for path in FOLDER.glob("*/plantado.json") for one in json.loads(path.read_text(encoding="utf-8"))
    ]
    assert sum(not one.get("escapa") for one in every) >= 0.98 * len(every)
