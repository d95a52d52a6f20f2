"""The command that seals: what it refuses, and the authority over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from check_report.audit import trail
from check_report.check import today
from check_report.cli.audit import audit_group
from check_report.cli.stop import Stop

if TYPE_CHECKING:
    from tests.audit.notary import Notary


def seal(notary: Notary, *more: str, key: str = "sello") -> str:
    """What the command says; raises Stop as it does."""
    private = notary.keys / "llaves" / key
    command = ["seal", str(notary.trail), "--trust", str(notary.trust), "--key", str(private), *more]
    done = CliRunner().invoke(audit_group, command, obj=str, standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.output


def test_a_seal_with_a_token(timed: Notary) -> None:
    timed.approve("a", date=today())
    said = seal(timed, "--tsa", str(timed.tsa))
    assert trail.read(timed.trail).previous_seal in said
    assert (timed.trail / "seals" / "0001" / trail.TOKEN).exists()
    assert timed.both() == set()


def test_there_must_be_something_to_seal(notary: Notary) -> None:
    notary.approve("a")
    seal(notary)
    with pytest.raises(Stop, match="nada nuevo"):
        seal(notary)


@pytest.mark.parametrize("tsa", ["http://127.0.0.1:9/", "file:///etc/passwd", "no es una dirección"])
def test_an_authority_that_gives_no_token_leaves_no_seal(notary: Notary, tsa: str) -> None:
    notary.approve("a")
    with pytest.raises(Stop, match="autoridad de tiempo"):
        seal(notary, "--tsa", tsa)
    assert not (notary.trail / "seals").exists()


@pytest.mark.parametrize("key", ["ana", "ajena", "ninguna"])
def test_another_key_leaves_no_seal(notary: Notary, key: str) -> None:
    notary.approve("a")
    with pytest.raises(Stop, match="No se pudo"):
        seal(notary, key=key)
    assert not (notary.trail / "seals").exists()


def test_a_trail_that_does_not_verify_is_not_sealed(notary: Notary) -> None:
    entry = notary.approve("a")
    (notary.trail / trail.ENTRIES / entry / "ana.sig").unlink()
    with pytest.raises(Stop, match="no se verifica"):
        seal(notary)


def test_what_an_interrupted_approval_left_is_swept_first(notary: Notary) -> None:
    notary.approve("a")
    (notary.trail / trail.OBJECTS / ("0" * 64)).write_bytes(b"a medias")
    (notary.folder / ".expediente-x").mkdir()
    seal(notary)
    assert notary.both() == set()
    assert not (notary.folder / ".expediente-x").exists()
