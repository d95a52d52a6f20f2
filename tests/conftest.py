"""What every test may use: where things are, and how to run the real command in this process or another."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parents[1]
REAL = ROOT / "reports" / "cvoe-2021-t3"
CONFORMING = ROOT / "tests" / "cases" / "conforme" / "cvoe-2021-t4"


@dataclass(frozen=True)
class Ran:
    """What a run of the command gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> Ran:
    """Runs the real command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "check_report", *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=300,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def run_here(*arguments: str) -> Ran:
    """Runs the real command in this process: starting one costs more than a third of checking a document."""
    from check_report.cli import main

    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2)]
    before = sys.argv, sys.stdout, sys.stderr
    sys.argv, sys.stdout, sys.stderr = ["check-report", *arguments], *streams
    code = 0
    try:
        main()
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        sys.argv, sys.stdout, sys.stderr = before
    out, err = (stream.buffer.getvalue().decode() for stream in streams)  # type: ignore[attr-defined]
    return Ran(code, out, err)


def check_here(folders: Sequence[Path], archive: Path | None = None, **options: Any) -> dict[str, Any]:
    """Checks reports in this process, as the command does; the JSON it would print."""
    from check_report import check
    from check_report.cli import acts, targets
    from check_report.render import FORMATS, Style
    from check_report.rulebook import book

    found = [check.Target(folder.name, folder) for folder in folders]
    neighbours = targets.archive(found, str(archive) if archive else None)
    given = {"as_of": "2021-12-31", "acts": acts.known(found, None, str), **options}
    result = check.check(found, neighbours, book.load(), check.Options(**given), str)
    return json.loads(FORMATS["json"](result, str, Style()))


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A writable copy of the invented report that conforms, with the real one before it beside it."""
    shutil.copytree(REAL, tmp_path / REAL.name)
    return Path(shutil.copytree(CONFORMING, tmp_path / CONFORMING.name))


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A writable copy of the real report."""
    return Path(shutil.copytree(REAL, tmp_path / REAL.name))


@pytest.fixture
def outcome_of() -> Callable[[dict[str, Any], str], dict[str, Any]]:
    """Finds a rule's evaluation in the JSON of one report."""

    def find(result: dict[str, Any], rule: str) -> dict[str, Any]:
        return next(one for one in result["reports"][0]["rules"] if one["rule"] == rule)

    return find
