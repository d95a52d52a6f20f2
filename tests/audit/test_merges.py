"""Branches that each approve a report merge without conflict, into a trail that verifies."""

from __future__ import annotations

import random
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.audit.notary import Notary


def git(notary: Notary, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=notary.folder, check=True, capture_output=True)


def merged(notary: Notary, chance: random.Random, number: int) -> None:
    """Two branches from one commit approve a report each, or several; merged in either order."""
    branches = [f"rama-{number}-{side}" for side in "ab"]
    for branch in branches:
        git(notary, "checkout", "-q", "-b", branch, "main")
        for again in range(chance.randint(1, 2)):
            same = chance.choice(["texto", f"texto {branch} {again}"])
            notary.approve(f"{branch}-{again}", chance.choice(["ana", "beto", "carla"]), text=same)
        git(notary, "add", "-A")
        git(notary, "commit", "-q", "-m", branch)
    git(notary, "checkout", "-q", "main")
    chance.shuffle(branches)
    for branch in branches:
        git(notary, "merge", "-q", "--no-ff", "-m", f"une {branch}", branch)
    assert notary.program() == set()
    if chance.random() < 0.5:
        notary.seal()
        git(notary, "add", "-A")
        git(notary, "commit", "-q", "-m", "sello")
        assert notary.program() == set()


def ordeal(notary: Notary, times: int) -> None:
    notary.approve("base")
    git(notary, "init", "-q", "-b", "main")
    (notary.folder / ".gitattributes").write_text("audit/** -text\n", encoding="ascii")
    git(notary, "add", "-A")
    git(notary, "commit", "-q", "-m", "base")
    chance = random.Random(5)  # noqa: S311 - no secret
    for number in range(times):
        merged(notary, chance, number)
    assert notary.both() == set()


def test_merges_verify(notary: Notary) -> None:
    ordeal(notary, 4)


@pytest.mark.slow
def test_a_hundred_merges_verify(notary: Notary) -> None:
    ordeal(notary, 100)
