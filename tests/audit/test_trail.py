"""A trail that nobody touched verifies, by the program and by the auditor's script alike."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from check_report.audit import statement, trail, trust
from check_report.check import today
from check_report.cli import acts
from check_report.cli.stop import Stop
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


def unverified(*arguments: Path | str, **environment: str) -> str:
    """What the script says when it cannot verify."""
    done = subprocess.run(
        ["/bin/sh", SCRIPT, *arguments],
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 2
    *_, last = done.stdout.splitlines()
    assert last.startswith("No se pudo verificar: ")
    return last


def test_the_script_names_what_it_lacks(notary: Notary, tmp_path: Path) -> None:
    notary.approve("a")
    folders = (notary.trail, notary.trust)
    assert "find" in unverified(*folders, PATH=str(tmp_path / "nada"))
    assert "notas" in unverified(*folders, TMPDIR=str(tmp_path / "nada"))
    for arguments in ((), folders[:1], ("nada", "nada"), (*folders, ""), (*folders, "nada")):
        assert "uso" in unverified(*arguments)


@pytest.mark.parametrize("text", ["2021-01-01 2\r\n", "2021-01-01  2\n", "2021-1-1 2\n", "\n", "dos\n"])
def test_a_number_of_signatures_that_is_not_understood(notary: Notary, tmp_path: Path, text: str) -> None:
    notary.approve("a")
    folder = shutil.copytree(notary.trust, tmp_path / "confianza")
    (folder / trust.REQUIRED).write_text(text, encoding="ascii", newline="")
    assert trust.REQUIRED in unverified(notary.trail, folder)
    with pytest.raises(ValueError, match=r"^"):
        trust.read(folder)


@pytest.mark.parametrize(
    "tool", ["find", "sha256sum", "xargs", "sed", "grep", "cut", "sort", "date", "wc", "tr"]
)
def test_a_tool_that_fails_never_verifies(notary: Notary, tmp_path: Path, tool: str) -> None:
    """As when the disk is full or a file cannot be read: whatever is left out, the answer is not yes."""
    notary.approve("a")
    notary.seal()
    (tmp_path / tool).write_text("#!/bin/sh\necho no puedo >&2\nexit 1\n", encoding="utf-8")
    (tmp_path / tool).chmod(0o755)
    command = ["/bin/sh", SCRIPT, notary.trail, notary.trust]
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, env=os.environ | {"PATH": path}, capture_output=True, check=False)
    assert done.returncode in (1, 2)


def test_the_script_stays_short() -> None:
    """An auditor reads it: whoever makes it longer should rather make it plainer."""
    lines = SCRIPT.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 110
    assert max(map(len, lines)) <= 120


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (b'"by":', b'"nota":"x","by":', set()),
        (b'"signatures":1', b'"signatures":12', set()),
        (b'"date":"2021-10-21"', b'"date":"2021-02-29"', {"entrada-forma"}),
        (
            b'"date":"2021-10-21"',
            b'"date":"1969-12-31"',
            {"entrada-fecha", "entrada-firma", "entrada-firmas"},
        ),
        (b'"date":"2021-10-21"', b'"fecha":"2021-10-21"', {"entrada-forma"}),
        (b'"report":"a"', b'"report":"b"', {"entrada-nombre"}),
        (b'"replaces":""', b'"replaces":".."', {"entrada-sustituye"}),
    ],
)
def test_a_statement_of_another_shape(notary: Notary, before: bytes, after: bytes, found: set[str]) -> None:
    """It is judged by what it says, if it was signed as it is; but nobody makes use of it."""
    place = notary.trail / trail.ENTRIES / notary.approve("a")
    content = (place / trail.STATEMENT).read_bytes()
    assert before in content
    content = content.replace(before, after)
    (place / trail.STATEMENT).write_bytes(content)
    (place / "ana.sig").write_bytes(notary.sign("ana", content)[1])
    entry = place.rename(place.with_name(statement.entry_name("a", content))).name
    assert names(notary.both()) - {"objeto-sobra"} == found
    if not found:
        with pytest.raises(Stop, match=entry), acts.explained(str):
            trail.read(notary.trail).parsed(entry)


def test_a_statement_that_asks_for_no_signature_takes_one(notary: Notary) -> None:
    place = notary.trail / trail.ENTRIES / notary.approve("a")
    content = (place / trail.STATEMENT).read_bytes().replace(b'"signatures":1', b'"signatures":0')
    (place / trail.STATEMENT).write_bytes(content)
    (place / "ana.sig").unlink()
    place.rename(place.with_name(statement.entry_name("a", content)))
    assert names(notary.both()) == {"entrada-firmas"}


def test_a_statement_is_canonical_and_reads_back(notary: Notary) -> None:
    entry = notary.approve("a")
    content = (notary.trail / trail.ENTRIES / entry / trail.STATEMENT).read_bytes()
    assert statement.dump(statement.parse(content)) == content
    for spoilt in (content + b"\n", content.replace(b":[", b": [", 1), b"{}", b"\xff"):
        with pytest.raises(statement.MalformedError):
            statement.parse(spoilt)
