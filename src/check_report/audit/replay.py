"""Running an approved report again: under the rules then in force, or under those of today."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from check_report.audit.unpack import unpack

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from check_report.audit.trail import Trail
    from check_report.audit.verify import Entry

_PATIENCE = 600


class UnsealedError(Exception):
    """An approval that no seal covers: its stored rules are programs, and are not run."""


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of running an approved report again."""

    code: int
    shown: str
    """What the command wrote."""
    found: Mapping[str, Any]
    """The result now."""
    kept: Mapping[str, Any]
    """The result as approved."""

    @property
    def is_same(self) -> bool:
        """Whether the result is the one that was approved, the program's version aside."""
        return {**self.found, "tool": None} == {**self.kept, "tool": None}

    @property
    def is_same_version(self) -> bool:
        """Whether the same version of the program judged both times."""
        return bool(self.found["tool"] == self.kept["tool"])

    def gained(self) -> list[Mapping[str, Any]]:
        """Findings of now that were not approved."""
        return _without(self.found, self.kept)

    def lost(self) -> list[Mapping[str, Any]]:
        """Findings that were approved and are no more."""
        return _without(self.kept, self.found)


def replay(
    trail: Trail, entry: Entry, options: Sequence[str], *, stored_rules: bool, engine: str = "columnar"
) -> Replay:
    """Runs an approved report again, from the objects.

    Args:
        trail: the trail, verified without a problem.
        entry: the approval.
        options: how the command is to show the result.
        stored_rules: whether to judge by the rules then in force; else by those of this program.
        engine: the engine.

    Raises:
        UnsealedError: when stored rules are asked for and no seal covers them.
        trail.AlteredError: when an object is not there.
        statement.MalformedError: when the statement is not of the one shape that statements have.
    """
    if stored_rules and entry.seal is None:
        raise UnsealedError(entry.name)
    with tempfile.TemporaryDirectory() as scratch:
        files = unpack(trail, trail.parsed(entry.name), Path(scratch))
        result = Path(scratch) / "resultado.json"
        module = ["check_report.audit.child", str(files.rules)] if stored_rules else ["check_report"]
        command = [sys.executable, "-m", *module, files.report.name, "--as-of", entry.statement.date]
        command += ["--engine", engine, "--output", f"json={result}", *options]
        done = subprocess.run(  # noqa: S603 - this program, in a process of its own
            command,
            cwd=files.report.parent,
            env=os.environ | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
        if not result.exists():
            raise RuntimeError(done.stderr.strip())
        found = json.loads(result.read_bytes())
    return Replay(done.returncode, done.stdout, found, json.loads(files.findings))


def _without(these: Mapping[str, Any], those: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    known = {finding["fingerprint"] for finding in _findings(those)}
    return [finding for finding in _findings(these) if finding["fingerprint"] not in known]


def _findings(result: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return [finding for report in result["reports"] for finding in report["findings"]]
