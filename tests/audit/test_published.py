"""The published trails: the good one verifies; each bad one is refused, for the reason published with it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.audit.notary import Notary, names
from tests.audit.publish import CASES, GOOD, HERE, KEPT, REASON

if TYPE_CHECKING:
    from pathlib import Path


def published(name: str, tmp_path: Path) -> Notary:
    """A copy: nothing may write beside what is published."""
    shutil.copytree(HERE / name, tmp_path / "copia")
    return Notary(tmp_path / "copia", HERE)


def test_all_are_published() -> None:
    assert {path.name for path in HERE.iterdir()} == {"confianza", GOOD, *(f"{name}_fail" for name in CASES)}


def test_no_private_key_is_published() -> None:
    for path in HERE.rglob("*"):
        assert not path.is_file() or b"PRIVATE KEY" not in path.read_bytes()


def test_the_good_trail_verifies(tmp_path: Path) -> None:
    notary = published(GOOD, tmp_path)
    assert notary.both(notary.last_seal()) == set()


@pytest.mark.parametrize("name", CASES)
def test_a_bad_trail_is_refused_for_its_reason(name: str, tmp_path: Path) -> None:
    notary = published(f"{name}_fail", tmp_path)
    kept = HERE / f"{name}_fail" / KEPT
    reason, _, problems = (HERE / f"{name}_fail" / REASON).read_text(encoding="utf-8").partition("\n\n")
    assert reason
    assert names(notary.both(kept.read_bytes() if kept.exists() else None)) == set(problems.split())
