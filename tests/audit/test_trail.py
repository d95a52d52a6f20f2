"""A trail that nobody touched verifies, by the program and by the auditor's script alike."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from check_report.audit import statement, trail
from check_report.check import today
from tests.audit.notary import SCRIPT, names

if TYPE_CHECKING:
    from pathlib import Path

    from tests.audit.notary import Notary


def test_an_empty_trail_has_no_script_yet(notary: Notary) -> None:
    notary.trail.mkdir()
    assert notary.both() == {"NO: guion: verificar.sh"}


@pytest.mark.parametrize("by", ["ana", "carla"])
def test_an_approval_verifies_before_and_after_its_seal(notary: Notary, by: str) -> None:
    notary.approve("cvoe-2021-t3", by)
    assert notary.both() == set()
    notary.seal()
    assert notary.both() == set()
    notary.approve("cvoe-2021-t4", by)
    notary.seal()
    assert notary.both(notary.last_seal()) == set()


def test_a_token_bounds_the_date(timed: Notary) -> None:
    timed.approve("a", date=today())
    timed.seal()
    assert timed.both() == set()
    timed.approve("b", date=today(), by="carla")
    assert timed.both() == set()
    entry = timed.approve("c", date="2021-10-21")
    assert timed.both() == {f"NO: entrada-fecha: entries/{entry}"}
    timed.seal()
    assert timed.both() == {f"NO: entrada-fecha: entries/{entry}"}


def test_a_date_after_its_token_is_refused(timed: Notary) -> None:
    entry = timed.approve("a", date="2999-01-01")
    timed.seal()
    assert timed.both() == {f"NO: entrada-fecha: entries/{entry}"}


def test_two_signatures_where_two_are_required(notary: Notary) -> None:
    entry = notary.approve("a", signatures=2)
    assert notary.both() == {f"NO: entrada-firmas: entries/{entry}"}
    notary.cosign(entry, "carla")
    notary.seal()
    assert notary.both() == set()


def test_a_signature_added_after_the_seal_is_refused(notary: Notary) -> None:
    entry = notary.approve("a")
    notary.seal()
    notary.cosign(entry, "beto")
    assert names(notary.both()) == {"entrada-tarde"}


def test_an_amendment_names_what_it_replaces(notary: Notary) -> None:
    first = notary.approve("a")
    notary.seal()
    second = notary.approve("a", replaces=first, text="otro")
    notary.seal()
    third = notary.approve("a", replaces=second, text="otro más")
    assert notary.both() == set()
    assert [one.entry for one in trail.approved([notary.folder], "a")] == [third]


def test_forty_approvals_verify_in_seconds(notary: Notary) -> None:
    for number in range(40):
        notary.approve(f"informe-{number}", "ana" if number % 2 else "carla")
    notary.seal()
    start = _worked()
    assert notary.program() == set()
    middle = _worked()
    assert notary.script() == set()
    assert middle - start < 10
    assert _worked() - middle < 10


def _worked() -> float:
    """Seconds of work of this process and those it started, however busy the machine is."""
    return sum(os.times()[:4])


def test_the_script_runs_in_other_shells(notary: Notary) -> None:
    notary.approve("a")
    notary.seal()
    for shell in (["bash", "--posix"], ["dash"]):
        assert notary.script(shell=shell) == set()


def test_the_script_names_what_it_lacks(notary: Notary, tmp_path: Path) -> None:
    notary.approve("a")
    done = subprocess.run(
        ["/bin/sh", SCRIPT, notary.trail, notary.trust],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2


def test_a_statement_is_canonical_and_reads_back(notary: Notary) -> None:
    entry = notary.approve("a")
    content = (notary.trail / trail.ENTRIES / entry / trail.STATEMENT).read_bytes()
    assert statement.dump(statement.parse(content)) == content
    for spoilt in (content + b"\n", content.replace(b":[", b": [", 1), b"{}", b"\xff"):
        with pytest.raises(statement.MalformedError):
            statement.parse(spoilt)
