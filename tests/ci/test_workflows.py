"""The workflows' own safety: pinned, without permissions they do not need, nothing for zizmor to say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.ci.shell import ACTION, WORKFLOWS, load
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = sorted(WORKFLOWS.glob("*.yml"))
PINNED = re.compile(r"^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def jobs(path: Path) -> Iterator[dict[str, Any]]:
    yield from load(path)["jobs"].values()


@pytest.mark.slow
def test_zizmor_has_nothing_to_say() -> None:
    program = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [program, "--offline", "--pedantic", "--strict-collection", ".github"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_only_the_comment_is_excused_and_says_why() -> None:
    excused = [path.name for path in [*FILES, ACTION] if "zizmor: ignore" in path.read_text("utf-8")]
    assert excused == ["comment.yml"]


@pytest.mark.parametrize("path", [*FILES, ACTION], ids=lambda path: path.name)
def test_actions_are_pinned(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        used = line.strip().removeprefix("- ").partition("uses: ")[2]
        assert not used or used.startswith("$/") or PINNED.match(used), line


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_permitted_but_what_a_job_needs(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in workflow["on"]
    for job in jobs(path):
        assert "timeout-minutes" in job
        for one in job["steps"]:
            if str(one.get("uses", "")).startswith("actions/checkout@"):
                assert one["with"]["persist-credentials"] is False


def test_what_may_write_runs_nothing_of_the_proposal() -> None:
    for path in FILES:
        for job in jobs(path):
            if "write" in job["permissions"].values():
                assert not [one for one in job["steps"] if "checkout" in str(one.get("uses"))]
                assert not [one for one in job["steps"] if str(one.get("uses")).startswith("$/")]


def test_ci_runs_every_supported_python() -> None:
    matrix = load(WORKFLOWS / "ci.yml")["jobs"]["test"]["strategy"]["matrix"]
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    lowest = re.search(r'requires-python = ">=3\.(\d+)"', text)
    assert lowest
    assert matrix["python"][0] == f"3.{lowest[1]}"
    assert len(matrix["python"]) >= 3


def test_rules_and_data_have_different_owners() -> None:
    text = (ROOT / ".github" / "CODEOWNERS").read_text("utf-8")
    lines = [line.split() for line in text.splitlines() if line.startswith(("/", "*"))]
    owners = {words[0]: set(words[1:]) for words in lines}
    rules = ["/datapackage/", "/schemas/", "/checks/", "/src/", "/.github/"]
    assert all(owners[path] for path in owners)
    for path in rules:
        assert not owners[path] & owners["/reports/"]
    assert not owners["/reports/**/dispensas.csv"] & owners["/reports/"]
