"""Runs the shell steps of a workflow or action as a runner would: from the file, with its environment."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from tests.conftest import CONFORMING, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

ACTION = ROOT / ".github" / "actions" / "check-report" / "action.yml"
WORKFLOWS = ROOT / ".github" / "workflows"
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@dataclass(frozen=True)
class Step:
    """What a step left behind."""

    code: int
    out: str
    err: str
    summary: str
    outputs: dict[str, str]
    folder: Path


def load(path: Path) -> dict[str, Any]:
    """A workflow or an action; the key `on`, which YAML 1.1 takes for true, by its name."""
    return {
        "on" if key is True else key: value for key, value in yaml.safe_load(path.read_text("utf-8")).items()
    }


def step(steps: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """The step of that name."""
    return next(one for one in steps if one.get("name") == name)


def run(found: dict[str, Any], values: Mapping[str, str], at: Path, scratch: Path, **more: str) -> Step:
    """Runs a step's script.

    Args:
        found: the step.
        values: what its expressions stand for.
        at: the workspace.
        scratch: the runner's temporary folder.
        more: further environment.
    """
    environment = {
        name: _EXPRESSION.sub(lambda match: values[match[1]], str(value))
        for name, value in found["env"].items()
    }
    assert "${{" not in found["run"], "a script gets what others wrote through its environment only"
    summary, outputs = scratch / "summary", scratch / "outputs"
    for file in (summary, outputs):
        file.write_text("", encoding="utf-8")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", found["run"]],
        cwd=at,
        env=os.environ
        | {"PATH": path, "PYTHONUTF8": "1", "RUNNER_TEMP": str(scratch)}
        | {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(outputs)}
        | environment
        | more,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    pairs = (line.partition("=") for line in outputs.read_text("utf-8").splitlines())
    return Step(
        done.returncode,
        done.stdout,
        done.stderr,
        summary.read_text("utf-8"),
        {key: value for key, _, value in pairs},
        scratch / "check-report",
    )


@dataclass(frozen=True)
class Repository:
    """A scratch git repository with one report that conforms, and the rulebook."""

    folder: Path

    def git(self, *arguments: str) -> str:
        """Runs git in it, as nobody in particular."""
        nobody = {"user.name": "nadie", "user.email": "nadie@example.invalid", "commit.gpgsign": "false"}
        identity = [word for name, value in nobody.items() for word in ("-c", f"{name}={value}")]
        done = subprocess.run(
            ["git", *identity, *arguments], cwd=self.folder, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout.strip()

    def commit(self) -> str:
        """Commits everything; the commit."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "cambio")
        return self.git("rev-parse", "HEAD")

    def replace(self, path: str, old: str, new: str) -> None:
        """Replaces the one place where a file says something."""
        file = self.folder / path
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{path}: {text.count(old)} × {old}"
        file.write_text(text.replace(old, new), encoding="utf-8", newline="")


def repository(folder: Path) -> Repository:
    """A new scratch repository on branch main, its first commit made."""
    shutil.copytree(CONFORMING, folder / "reports" / CONFORMING.name)
    for name in ("datapackage", "schemas", "checks"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch", "main")
    made.commit()
    return made
