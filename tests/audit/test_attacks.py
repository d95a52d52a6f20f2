"""Every attack of the design, with SSH and CMS entries: program and script see it, or a kept seal does."""

from __future__ import annotations

import dataclasses
import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from check_report.audit import statement, tools, trail, trust
from check_report.audit.verify import verify
from tests.audit.notary import Notary, names

if TYPE_CHECKING:
    from pathlib import Path

BY = pytest.mark.parametrize("by", ["ana", "carla"])


@pytest.fixture
def three(notary: Notary) -> Notary:
    """Three approvals, two by SSH and one by CMS, one a second signature; two seals."""
    notary.approve("a", "ana")
    notary.cosign(notary.entries[0], "beto")
    notary.approve("b", "carla")
    notary.seal()
    notary.approve("a", "carla", replaces=notary.entries[0], text="enmienda")
    notary.seal()
    assert notary.both(notary.last_seal()) == set()
    return notary


@pytest.fixture
def five(three: Notary) -> Notary:
    """And two that no seal covers yet, one of them with signatures of both kinds."""
    three.cosign(three.approve("c", "ana"), "carla")
    three.approve("d", "carla")
    assert three.both(three.last_seal()) == set()
    return three


def put_back(notary: Notary, kept: Path) -> None:
    shutil.rmtree(notary.trail)
    shutil.copytree(kept, notary.trail)


# One file


def unseen_flips(notary: Notary, step: int) -> list[tuple[str, int]]:
    """Bytes whose flipped bit nobody would see, of every file but the signatures; in memory."""
    before = trail.read(notary.trail)
    trusted = trust.read(notary.trust)
    return [
        (path, position)
        for path, content in before.files.items()
        if not path.endswith((trail.SSH, trail.CMS))
        for position in range(0, len(content), step)
        if not verify(_flipped(before, path, position), trusted).problems
    ]


def test_a_flipped_bit_here_and_there(three: Notary) -> None:
    assert unseen_flips(three, 61) == []


@pytest.mark.slow
def test_one_flipped_bit_in_every_byte(three: Notary) -> None:
    assert unseen_flips(three, 1) == []


@pytest.mark.slow
def test_one_flipped_bit_in_every_byte_of_a_signature(three: Notary) -> None:
    """Even where no seal holds the signature's bytes yet: what nobody hashes must be strict by itself."""
    three.approve("c", "ana")
    three.approve("d", "carla")
    before = trail.read(three.trail)
    trusted = trust.read(three.trust)
    for path, content in before.files.items():
        if path.endswith((trail.SSH, trail.CMS)):
            # OpenSSL overlooks much in what a CMS signature does not sign, its file's name no bit of it.
            for position in range(len(content)):
                assert verify(_flipped(before, path, position), trusted).problems, (path, position)


@pytest.mark.slow
def test_one_flipped_bit_in_every_byte_of_a_token(timed: Notary) -> None:
    from check_report.check import today

    timed.approve("a", date=today())
    timed.seal()
    before = trail.read(timed.trail)
    trusted = trust.read(timed.trust)
    (path,) = (path for path in before.files if path.endswith(trail.TOKEN))
    for position in range(len(before.files[path])):
        assert verify(_flipped(before, path, position), trusted).problems, position


def _flipped(before: trail.Trail, path: str, position: int) -> trail.Trail:
    content = bytearray(before.files[path])
    content[position] ^= 1 << position % 8
    return dataclasses.replace(before, files=before.files | {path: bytes(content)})  # type: ignore[operator]


@pytest.mark.slow
def test_program_and_script_say_the_same_of_flipped_bits(five: Notary, tmp_path: Path) -> None:
    """`both` compares them word for word: of every file the first byte, the last, and some between."""
    kept, chance = shutil.copytree(five.trail, tmp_path / "copia"), random.Random(5)  # noqa: S311 - no secret
    for path, content in trail.read(five.trail).files.items():
        for position in (0, *chance.choices(range(len(content)), k=4), len(content) - 1):
            put_back(five, kept)
            spoilt, bit = bytearray(content), chance.randrange(8)
            spoilt[position] ^= 1 << bit
            (five.trail / path).write_bytes(spoilt)
            assert five.both() != set(), (path, position, bit)


@pytest.mark.slow
@pytest.mark.parametrize("harm", ["delete", "truncate", "empty", "extend", "rename", "link", "folder"])
def test_every_file_harmed(five: Notary, tmp_path: Path, harm: str) -> None:
    kept = shutil.copytree(five.trail, tmp_path / "copia")
    for path in trail.read(five.trail).files:
        put_back(five, kept)
        _harm(five.trail / path, harm, tmp_path)
        # One signature is enough there, and no seal tells yet that there was another.
        is_spare = harm == "delete" and five.entries[3] in path and path.endswith((trail.SSH, trail.CMS))
        assert (five.both() != set()) != is_spare, path


def _harm(path: Path, harm: str, outside: Path) -> None:
    content = path.read_bytes()
    match harm:
        case "delete":
            path.unlink()
        case "truncate":
            path.write_bytes(content[:-1])
        case "empty":
            path.write_bytes(b"")
        case "extend":
            path.write_bytes(content + b"\n")
        case "rename":
            path.rename(path.with_name(f"x{path.name}"))
        case "link":
            elsewhere = outside / "fuera"
            elsewhere.write_bytes(content)
            path.unlink()
            path.symlink_to(elsewhere)
        case "folder":
            path.unlink()
            path.mkdir()


@pytest.mark.parametrize(
    "path",
    [
        "nota.txt",
        ".oculto",
        "objects/nota",
        f"objects/{'0' * 64}",
        "objects/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "entries/a-000000000000/statement.json",
        "entries/nota",
        "entries/a-000000000000/ana.sig",
        "seals/0003/seal.sha256",
        "seals/0001/seal.tsr",
        "seals/0009/nota",
        "otra/cosa",
        "objects/con espacio",
        "objects/ñ",
        f"objects/{'0' * 64}\nverificar.sh",
        "objects/\x1b[2K\rSÍ: 3 aprobaciones",
    ],
)
def test_an_added_file(three: Notary, path: str) -> None:
    (three.trail / path).parent.mkdir(parents=True, exist_ok=True)
    (three.trail / path).write_bytes(b"")
    found = three.both()
    assert found != set()
    assert all(line.isprintable() for line in found)


@pytest.mark.parametrize("path", ["otra", "objects/otra", "entries/a-000000000000", "seals/0003", "seals/7"])
def test_an_added_folder(three: Notary, path: str) -> None:
    (three.trail / path).mkdir(parents=True)
    assert three.both() != set()


@pytest.mark.parametrize(("seal", "renamed"), [("0001", "0000"), ("0001", "0003"), ("0002", "0003")])
def test_a_seal_by_another_number(three: Notary, seal: str, renamed: str) -> None:
    place = three.trail / trail.SEALS
    (place / seal).rename(place / renamed)
    assert names(three.both()) == {"sello-incompleto"}


@pytest.mark.parametrize("file", [trail.LIST, trail.LIST_SIGNATURE])
def test_where_there_is_no_seal_no_more_is_said(three: Notary, file: str) -> None:
    (three.trail / trail.SEALS / "0001" / file).unlink()
    assert three.both() == {"NO: sello-incompleto: seals/0001"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_an_added_pipe(three: Notary) -> None:
    os.mkfifo(three.trail / "objects" / ("0" * 64))
    assert names(three.both()) == {"ajeno"}


def test_a_trail_that_is_a_link(three: Notary, tmp_path: Path) -> None:
    three.trail.rename(tmp_path / "otro")
    three.trail.symlink_to(tmp_path / "otro")
    assert three.both() == {"NO: ajeno: ."}


# The chain


def _rehash(notary: Notary) -> None:
    """Rewrites the lists of all seals so that they fit the files, without the key."""
    for number in sorted(trail.read(notary.trail).seals):
        found = trail.read(notary.trail)
        mine = f"seals/{number}/"
        digests = {p: d for p, d in found.digests.items() if not p.startswith("seals/") or p < mine}
        (notary.trail / trail.SEALS / number / trail.LIST).write_bytes(trail.lines(digests))


@BY
def test_editing_an_entry(three: Notary, by: str) -> None:
    entry = three.entries[0 if by == "ana" else 1]
    path = three.trail / trail.ENTRIES / entry / trail.STATEMENT
    path.write_bytes(path.read_bytes().replace(b"CVOE/038/21", b"CVOE/039/21"))
    assert {"entrada-nombre", "entrada-firma", "sello-archivo"} <= names(three.both())


@BY
def test_editing_an_entry_and_rehashing(three: Notary, by: str) -> None:
    entry = three.entries[0 if by == "ana" else 1]
    path = three.trail / trail.ENTRIES / entry / trail.STATEMENT
    path.write_bytes(path.read_bytes().replace(b"CVOE/038/21", b"CVOE/039/21"))
    _rehash(three)
    assert {"entrada-firma", "sello-firma"} <= names(three.both())


@BY
def test_deleting_an_entry_and_rehashing(three: Notary, by: str) -> None:
    entry = three.entries[0 if by == "ana" else 1]
    shutil.rmtree(three.trail / trail.ENTRIES / entry)
    trail.tidy(three.trail)
    _rehash(three)
    assert "sello-firma" in names(three.both())


def test_truncating_shows_against_a_kept_seal(three: Notary) -> None:
    kept = three.last_seal()
    shutil.rmtree(three.trail / trail.SEALS / "0002")
    shutil.rmtree(three.trail / trail.ENTRIES / three.entries[2])
    _drop_unused(three)
    assert three.both() == set(), "a roll-back to an earlier seal is what the design says a kept seal shows"
    assert three.both(kept) == {"NO: conservado: "}


def test_truncating_without_its_seal(three: Notary) -> None:
    shutil.rmtree(three.trail / trail.ENTRIES / three.entries[2])
    _drop_unused(three)
    assert "sello-archivo" in names(three.both())


@pytest.mark.parametrize("key", ["ajena", "ana"])
def test_a_seal_by_another_key(three: Notary, key: str) -> None:
    three.approve("c")
    three.forge_seal("0003", dict(trail.read(three.trail).digests), key)
    assert three.both() == {"NO: sello-firma: seals/0003"}


def test_truncating_and_replaying_an_old_seal(three: Notary) -> None:
    kept = three.last_seal()
    shutil.rmtree(three.trail / trail.ENTRIES / three.entries[2])
    _drop_unused(three)
    place = three.trail / trail.SEALS
    shutil.rmtree(place / "0002")
    shutil.copytree(place / "0001", place / "0002")
    assert "sello-acumula" in names(three.both())
    assert "conservado" in names(three.both(kept))


@BY
def test_a_stolen_sealing_key(three: Notary, by: str) -> None:
    """It rewrites no entry; and what it drops shows against a seal kept from before."""
    kept = three.last_seal()
    shutil.rmtree(three.trail / trail.SEALS)
    shutil.rmtree(three.trail / trail.ENTRIES / three.entries[2])
    entry = three.entries[0 if by == "ana" else 1]
    path = three.trail / trail.ENTRIES / entry / trail.STATEMENT
    content = path.read_bytes()
    path.write_bytes(content.replace(b"CVOE/038/21", b"CVOE/039/21"))
    _drop_unused(three)
    three.forge_seal("0001", dict(trail.read(three.trail).digests))
    assert names(three.both()) == {"entrada-nombre", "entrada-firma", "entrada-firmas"}
    path.write_bytes(content)
    shutil.rmtree(three.trail / trail.SEALS)
    three.forge_seal("0001", dict(trail.read(three.trail).digests))
    assert three.both() == set()
    assert three.both(kept) == {"NO: conservado: "}


@BY
def test_a_fork_of_a_report(three: Notary, by: str) -> None:
    three.approve("a", by, replaces=three.entries[0], text="la otra enmienda")
    assert three.both() == {"NO: entrada-bifurca: a"}


@BY
def test_a_second_first_approval(three: Notary, by: str) -> None:
    three.approve("b", by, text="otro")
    assert three.both() == {"NO: entrada-bifurca: b"}


def test_a_fork_of_the_seals(three: Notary, tmp_path: Path) -> None:
    """Two histories from one seal: each verifies, and only one holds the seal that was kept."""
    other = Notary(tmp_path / "otra", three.keys)
    shutil.copytree(three.trail, other.trail)
    three.approve("c")
    three.seal()
    other.approve("d")
    other.seal()
    assert three.both(three.last_seal()) == other.both(other.last_seal()) == set()
    assert other.both(three.last_seal()) == {"NO: conservado: "}


@BY
def test_replacing_what_is_not_there_or_another_report(three: Notary, by: str) -> None:
    for replaces in ("c-000000000000", three.entries[1]):
        entry = three.approve("c", by, replaces=replaces, text=replaces)
        assert f"NO: entrada-sustituye: entries/{entry}" in three.both()


@BY
def test_appending_a_back_dated_entry(three: Notary, by: str) -> None:
    """It must lean on the seal that stood when it was made: an older one, or none, gives it away."""
    first = tools_digest(three, "0001")
    for number, prior in enumerate(["", first, "0" * 64]):
        entry = three.approve(f"nuevo-{number}", by, date="2021-01-01", prior=prior)
        assert f"NO: entrada-sello: entries/{entry}" in three.both()


def test_appending_a_back_dated_entry_under_the_right_seal(timed: Notary) -> None:
    from check_report.check import today

    timed.approve("a", date=today())
    timed.seal()
    entry = timed.approve("b", date="2021-01-01")
    assert timed.both() == {f"NO: entrada-fecha: entries/{entry}"}


def test_rebuilding_history_with_all_keys_shows_against_a_kept_seal(three: Notary) -> None:
    kept = three.last_seal()
    shutil.rmtree(three.trail)
    three.approve("a", "ana", text="otra historia")
    three.seal()
    three.approve("b", "carla")
    three.seal()
    assert three.both() == set()
    assert three.both(kept) == {"NO: conservado: "}


def test_an_approver_cannot_seal_and_the_sealer_cannot_approve(notary: Notary) -> None:
    with pytest.raises(tools.RefusedError):
        notary.approve("a")
        notary.seal(key="ana")
    assert notary.approve("b", key="sello")
    assert "entrada-firma" in names(notary.both())


@BY
def test_a_signature_by_another_key_in_somebodys_name(notary: Notary, by: str) -> None:
    from tests.audit.notary import make_certificate

    if not (notary.keys / "llaves" / "otra.key").exists():
        make_certificate(notary.keys / "llaves", "otra")
    notary.approve("a", by, key="ajena" if by == "ana" else "otra")
    assert names(notary.both()) == {"entrada-firma", "entrada-firmas"}


@BY
def test_a_signature_moved_to_another_entry(three: Notary, by: str) -> None:
    source, target = three.entries[0 if by == "ana" else 1], three.approve("c", "beto")
    suffix = trail.SSH if by == "ana" else trail.CMS
    place = three.trail / trail.ENTRIES
    (signature,) = (place / source).glob(f"{by}.*{suffix}" if suffix == trail.CMS else f"{by}{suffix}")
    shutil.copy(signature, place / target)
    assert three.both() == {f"NO: entrada-firma: entries/{target}"}


def test_a_cms_signature_altered_where_openssl_does_not_look(notary: Notary) -> None:
    """Its name tells; a seal does if it is renamed too; before any seal it is a signature of hers as well."""
    entry = notary.approve("a", "carla")
    (path,) = (notary.trail / trail.ENTRIES / entry).glob(f"*{trail.CMS}")
    content, version = bytearray(path.read_bytes()), 25
    content[version] ^= 1
    path.write_bytes(content)
    assert notary.both() == {f"NO: alterado: entries/{entry}/{path.name}"}
    path.rename(path.with_name(trail.signature_file("carla", trail.CMS, bytes(content))))
    assert notary.both() == set()
    content[version] ^= 1
    path.write_bytes(content)
    assert notary.both() == set(), "who signs twice is one signer"
    path.unlink()
    notary.seal()
    path.write_bytes(content)
    assert notary.both() == {f"NO: entrada-tarde: entries/{entry}"}


def test_who_signs_twice_is_one_signer(notary: Notary) -> None:
    key = (notary.keys / "llaves" / "ana.pub").read_text(encoding="ascii").strip()
    own = Notary(notary.folder / "propio", notary.folder)
    shutil.copytree(notary.keys, notary.folder, dirs_exist_ok=True)
    with (own.trust / trust.SIGNERS).open("a", encoding="ascii") as signers:
        signers.write(f'carla namespaces="approve" {key}\n')
    for required in (1, 2):
        entry = own.approve(f"a{required}", "carla", signatures=required)
        place = own.trail / trail.ENTRIES / entry
        content = (place / trail.STATEMENT).read_bytes()
        (place / f"carla{trail.SSH}").write_bytes(own.sign("ana", content)[1])
    assert own.both() == {f"NO: entrada-firmas: entries/{entry}"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\n-----END", b"\n\n-----END"),
        (b"\n-----END", b"\r\n-----END"),
        (b"-----\n", b"----- \n"),
        (b"U1NIU0lH", b"U1NI\nU0lH"),
        (b"SIGNATURE-----\n", b"SIGNATURE-----"),
    ],
)
def test_an_ssh_signature_is_written_in_one_way(notary: Notary, before: bytes, after: bytes) -> None:
    path = notary.trail / trail.ENTRIES / notary.approve("a", "ana") / f"ana{trail.SSH}"
    content = path.read_bytes()
    assert before in content
    path.write_bytes(after.join(content.rsplit(before, 1)))
    assert names(notary.both()) == {"entrada-firma", "entrada-firmas"}


def test_a_certificate_that_had_expired(notary: Notary) -> None:
    from check_report.audit import signing
    from tests.audit.notary import CMS, KINDS, make_certificate

    own = Notary(notary.folder / "propio", notary.folder)
    shutil.copytree(notary.keys, notary.folder, dirs_exist_ok=True)
    make_certificate(notary.folder / "llaves", "dora", until=2022)
    pem = signing.as_pem(notary.folder / "llaves" / "dora.cer")
    (own.trust / trust.CERTIFICATES / "dora.pem").write_bytes(pem)
    KINDS["dora"] = CMS
    own.approve("a", "dora", date="2021-10-21")
    assert own.both() == set(), "valid then, and now expired"
    own.approve("b", "dora", date="2022-10-21")
    assert names(own.both()) == {"entrada-firma", "entrada-firmas"}


def test_a_token_of_another_list(timed: Notary) -> None:
    from check_report.check import today

    timed.approve("a", date=today())
    timed.seal()
    timed.approve("b", date=today())
    timed.seal()
    place = timed.trail / trail.SEALS
    shutil.copy(place / "0001" / trail.TOKEN, place / "0002" / trail.TOKEN)
    assert {"sello-fecha", "sello-firma"} <= names(timed.both())


def test_a_token_taken_away(timed: Notary) -> None:
    from check_report.check import today

    timed.approve("a", date=today())
    timed.seal()
    (timed.trail / trail.SEALS / "0001" / trail.TOKEN).unlink()
    assert timed.both() == {"NO: sello-firma: seals/0001"}


def tools_digest(notary: Notary, number: str) -> str:
    """The digest of a seal's list."""
    return trail.read(notary.trail).digests[f"{trail.SEALS}/{number}/{trail.LIST}"]


def _drop_unused(notary: Notary) -> None:
    """Removes the objects that no entry uses, as a careful attacker would."""
    found = trail.read(notary.trail)
    contents = [files[trail.STATEMENT] for files in found.entries.values()]
    used = {digest for content in contents for digest in statement.digests(content)[1]}
    for path in (notary.trail / trail.OBJECTS).iterdir():
        if path.name not in used:
            path.unlink()
