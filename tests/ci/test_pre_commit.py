"""The published hooks: their entry lines, run as pre-commit runs them."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from tests.ci import shell
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ci.shell import Repository

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("git") is None, reason="needs git")]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
DATES = "reports/cvoe-2021-t4/tablas/reportes_sivople.csv"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    return shell.repository(tmp_path)


def entry(hook: dict[str, Any], made: Repository) -> int:
    """Runs a hook's entry line; the program by the interpreter that runs these tests."""
    program, *arguments = shlex.split(hook["entry"])
    assert program == "check-report"
    done = subprocess.run([sys.executable, "-m", "check_report", *arguments], cwd=made.folder, check=False)
    return done.returncode


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_it_passes_what_conforms_and_stops_what_does_not(hook: dict[str, Any], made: Repository) -> None:
    assert hook["pass_filenames"] is False
    assert re.search(hook["files"], DATES)
    made.replace(DATES, "Viernes 8 de octubre de 2021", "viernes 8 de octubre de 2021")
    made.git("add", "--all")
    assert entry(hook, made) == 0
    made.replace(DATES, "viernes 8 de octubre de 2021", "Jueves 8 de octubre de 2021")
    made.git("add", "--all")
    assert entry(hook, made) == 1
