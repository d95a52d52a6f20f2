"""The job that keeps one comment: its own script, with a stand-in for `gh` that notes what it was asked."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from tests.ci import shell

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32" or not shutil.which("bash"), reason="needs a Unix shell"),
]
MARK = "<!-- check-report -->"
STAND_IN = """#!/usr/bin/env bash
python3 - "$@" <<'PYTHON'
import json, os, pathlib, sys
arguments = sys.argv[1:]
asked = pathlib.Path(os.environ["ASKED"])
bodies = [pathlib.Path(a[6:]).read_text("utf-8", "replace") for a in arguments if a.startswith("body=@")]
asked.write_text(asked.read_text() + json.dumps([arguments, bodies]) + "\\n")
if any(a.endswith("/pulls") for a in arguments):
    print(os.environ["NUMBER"])
elif any(a.endswith("/comments") for a in arguments) and "POST" not in arguments:
    print(os.environ["KNOWN"])
PYTHON
"""


def comment(
    tmp_path: Path,
    text: bytes | None,
    *,
    number: str = "7",
    known: str = "",
    branch: str = "rama",
    link: Path | None = None,
) -> list[tuple[list[str], list[str]]]:
    """What is asked of GitHub for an artifact with that text."""
    scratch, tools = tmp_path / "r", tmp_path / "bin"
    (scratch / "check-report").mkdir(parents=True)
    tools.mkdir()
    if text is not None:
        (scratch / "check-report" / "comment.md").write_bytes(text)
    if link is not None:
        (scratch / "check-report" / "comment.md").symlink_to(link)
    (tools / "gh").write_text(STAND_IN, encoding="utf-8")
    (tools / "gh").chmod(0o755)
    asked = tmp_path / "asked"
    asked.write_text("")
    job = shell.load(shell.WORKFLOWS / "comment.yml")["jobs"]["comment"]
    event = "github.event.workflow_run"
    values = {
        "github.token": "x",
        "github.repository": "organo/informes",
        f"{event}.head_repository.owner.login": "alguien",
        f"{event}.head_branch": branch,
        f"{event}.head_sha": "a" * 40,
        f"{event}.html_url": "https://example.invalid/1",
    }
    step = shell.step(job["steps"], "Comment")
    path = f"{tools}:{os.environ['PATH']}"
    seen = shell.run(step, values, tmp_path, scratch, PATH=path, ASKED=str(asked), NUMBER=number, KNOWN=known)
    assert seen.code == 0, seen.err
    return [tuple(json.loads(line)) for line in asked.read_text("utf-8").splitlines()]


def test_the_first_time_it_is_written(tmp_path: Path) -> None:
    asked = comment(tmp_path, f"{MARK}\n\n## Hola @equipo\n".encode())
    arguments, (body,) = asked[-1]
    assert "repos/organo/informes/issues/7/comments" in arguments
    assert "POST" in arguments
    assert body.startswith(f"{MARK}\n")
    assert "(https://example.invalid/1)" in body
    assert "## Hola @\u200bequipo" in body


def test_the_next_time_it_is_replaced(tmp_path: Path) -> None:
    asked = comment(tmp_path, f"{MARK}\nHola\n".encode(), known="31\n32")
    arguments, _ = asked[-1]
    assert "PATCH" in arguments
    assert "repos/organo/informes/issues/comments/31" in arguments


@pytest.mark.parametrize("text", [None, b"", b"otra cosa\n", b"\x00\xff"])
def test_what_is_no_comment_is_not_written(text: bytes | None, tmp_path: Path) -> None:
    assert comment(tmp_path, text) == []


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secreto").write_text(f"{MARK}\nsecreto\n", encoding="utf-8")
    assert comment(tmp_path, None, link=tmp_path / "secreto") == []


@pytest.mark.parametrize("number", ["", "null", "7; rm -rf /", "../7"])
def test_a_proposal_that_is_not_there_gets_none(number: str, tmp_path: Path) -> None:
    asked = comment(tmp_path, f"{MARK}\nHola\n".encode(), number=number)
    assert len(asked) == 1


def test_a_hostile_branch_is_one_argument(tmp_path: Path) -> None:
    branch = "a&state=all$(touch x)`touch y`;\"'"
    asked = comment(tmp_path, f"{MARK}\nHola\n".encode(), branch=branch)
    assert f"head=alguien:{branch}" in asked[0][0]
    assert not (tmp_path / "x").exists()


def test_a_long_or_broken_text_is_cut_to_what_a_comment_holds(tmp_path: Path) -> None:
    asked = comment(tmp_path, f"{MARK}\n".encode() + b"\xffa" + b"\xc3\xa1" * 99_999)
    _, (body,) = asked[-1]
    assert 59_000 < len(body.encode()) < 65_536
