"""The act itself, through the real command: refused unless accepted, recorded whole, verified by anybody."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from check_report.audit import statement, trail, trust
from tests.audit.notary import PASSWORD, Notary
from tests.conftest import REAL, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

DATE = "2022-01-27"


@pytest.fixture
def office(base: Path, keys: Path) -> Notary:
    """The folder of the conforming report, with the keys that its trail is verified with."""
    shutil.copytree(keys / trail.TRUST, base.parent / trail.TRUST)
    return Notary(base.parent, base.parent)


def approve(office: Notary, keys: Path, report: str, *more: str, by: str = "ana") -> tuple[int, str]:
    private = keys / "llaves" / (by if by == "ana" else f"{by}.key")
    command = ["approve", str(office.folder / report), "--agreement", "CVOE/003/22", "--by", by]
    done = run(*command, "--key", str(private), "--as-of", DATE, *more)
    return done.code, done.out + done.err


def test_the_real_report_is_refused(office: Notary, keys: Path) -> None:
    code, said = approve(office, keys, REAL.name)
    assert code == 1
    assert "NO CONFORME" in said
    assert not office.trail.exists()


def test_an_approval_is_recorded_sealed_and_guarded(office: Notary, keys: Path, base: Path) -> None:
    code, said = approve(office, keys, base.name)
    assert code == 0, said
    found = trail.read(office.trail)
    ((entry, one),) = found.statements.items()
    assert (one.report, one.agreement, one.by, one.date) == (base.name, "CVOE/003/22", "ana", DATE)
    assert one.result == statement.PASSED
    assert {"findings", "lock", "rules/checks/rules/FEC-001.md"} <= set(one.configuration)
    assert any(name.startswith(f"archive/{REAL.name}/") for name in one.configuration)
    document = found.files[f"objects/{one.configuration['findings']}"].decode()
    assert json.loads(document)["reports"][0]["verdict"] == "ACCEPTED"
    assert str(base.parent) not in document
    assert office.both() == set()

    # Approved again, it must say what it replaces; changed, the check says so.
    assert "--replaces" in approve(office, keys, base.name)[1]
    path = base / "informe.md"
    path.write_bytes(path.read_bytes() + b"\n")
    checked = run(str(base), "--as-of", DATE, "--format", "json")
    assert checked.code == 1
    (finding,) = checked.json["reports"][0]["findings"]
    assert (finding["rule"], finding["file"]) == ("AUD-001", "informe.md")
    assert "CVOE/003/22" in finding["message"]

    # A second approver cannot sign what has changed; an amendment makes it right.
    cosign = ["--cosign", entry, "--certificate", str(keys / "llaves" / "carla.cer")]
    secret = office.folder / "contraseña"
    secret.write_text(PASSWORD + "\n", encoding="utf-8")
    cosign += ["--password-file", str(secret)]
    assert approve(office, keys, base.name, *cosign, by="carla")[0] == 2
    assert approve(office, keys, base.name, "--replaces", entry)[0] == 0
    assert run(str(base), "--as-of", DATE).code == 0
    seal = run("audit", "seal", str(office.trail), "--key", str(keys / "llaves" / "sello"))
    assert seal.code == 0, seal.err
    assert office.both(office.last_seal()) == set()
    log = run("audit", "log", str(office.trail))
    assert log.code == 0
    assert log.out.count(base.name) == 5
    assert f"sustituye a {entry}" in log.out
    (base / "dispensas.csv").write_text("regla\n", encoding="utf-8")
    assert "AUD-001" in run(str(base), "--as-of", DATE).out


def test_two_approvers_where_the_office_requires_two(office: Notary, keys: Path, base: Path) -> None:
    (office.trust / trust.REQUIRED).write_text("2021-01-01 2\n", encoding="ascii")
    secret = office.folder / "contraseña"
    secret.write_text(PASSWORD, encoding="utf-8")
    efirma = ["--certificate", str(keys / "llaves" / "carla.cer"), "--password-file", str(secret)]
    code, said = approve(office, keys, base.name, *efirma, by="carla")
    assert code == 0, said
    assert "--cosign" in said
    (entry,) = trail.read(office.trail).entries
    assert office.both() == {f"NO: entrada-firmas: entries/{entry}"}
    assert run("audit", "seal", str(office.trail), "--key", str(keys / "llaves" / "sello")).code == 1
    assert approve(office, keys, base.name, "--cosign", entry)[0] == 0
    assert approve(office, keys, base.name, "--cosign", entry)[0] == 2
    assert office.both() == set()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--by", "beto"], "La llave no es la que"),
        (["--by", "ana maría"], "sólo puede llevar"),
        (["--replaces", "cvoe-2021-t4-000000000000"], "no es una aprobación vigente"),
        (["--cosign", "cvoe-2021-t4-000000000000"], "no es una aprobación vigente"),
        (["--agreement", 'CVOE "003"'], "--agreement"),
        (["--key", "no-existe"], "No se pudo firmar"),
        (["--trust", "no-existe"], "Falta la carpeta"),
        (["--certificate", "no-existe"], "no-existe"),
    ],
)
def test_an_act_that_is_not_in_order_leaves_no_trace(
    office: Notary, keys: Path, base: Path, more: list[str], words: str
) -> None:
    secret = office.folder / "contraseña"
    secret.write_text(PASSWORD, encoding="utf-8")
    code, said = approve(office, keys, base.name, "--password-file", str(secret), *more)
    assert code == 2
    assert words in said
    assert "Traceback" not in said
    assert not office.trail.exists()


def test_an_approval_taken_away_with_the_change_still_guards(office: Notary, keys: Path, base: Path) -> None:
    assert approve(office, keys, base.name)[0] == 0

    def git(*command: str) -> None:
        who = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
        subprocess.run(["git", *who, *command], cwd=office.folder, check=True, capture_output=True)

    git("init", "-b", "main")
    git("add", "-A")
    git("commit", "-m", "Aprobado")
    shutil.rmtree(office.trail)
    (base / "informe.md").write_text("# Otro informe\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-m", "Cambio")
    asked = (base.name, "--as-of", DATE, "--format", "json")
    alone = run(*asked, cwd=office.folder).json["reports"][0]["findings"]
    assert "AUD-001" not in {one["rule"] for one in alone}
    changed = run(*asked, "--changed-since", "HEAD~1", cwd=office.folder)
    assert changed.code == 1
    assert "AUD-001" in {one["rule"] for one in changed.json["reports"][0]["findings"]}


def test_an_import_anew_keeps_the_waivers(base: Path) -> None:
    document = base.parent / "informe.docx"
    assert run("export", str(base), "--to", "docx", "-o", str(document)).code == 0
    kept = (base / "dispensas.csv", "regla\nPER-001\n")
    kept[0].write_text(kept[1], encoding="utf-8")
    assert run("import", str(document), "-o", str(base)).code == 2
    done = run("import", str(document), "-o", str(base), "--force")
    assert done.code == 0, done.err
    assert kept[0].read_text(encoding="utf-8") == kept[1]


def test_what_is_published_names_its_approval_and_its_seal(office: Notary, keys: Path, base: Path) -> None:
    page = base.parent / "informe.html"

    def published() -> str:
        done = run("export", str(base), "--to", "html", "-o", str(page), "--force")
        assert done.code == 0, done.err
        return page.read_text(encoding="utf-8")

    assert "del expediente" not in published()
    assert approve(office, keys, base.name)[0] == 0
    (entry,) = trail.read(office.trail).entries
    assert f"<p>Aprobación {entry} del expediente, aún sin sello.</p>" in published()
    assert run("audit", "seal", str(office.trail), "--key", str(keys / "llaves" / "sello")).code == 0
    assert f"<p>Aprobación {entry} del expediente, sello 0001.</p>" in published()
    (base / "informe.md").write_text("# Otro informe\n", encoding="utf-8")
    assert entry not in published()
