"""The real report, mended and waived in a copy: approval, dossier, replay; and what a dossier shows."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pdfplumber
import pytest

from check_report.audit import dossier, replay, trail, trust, unpack
from check_report.audit.dossier.blocks import Commands, Dossier, Grid, Heading, Points, Words
from check_report.audit.verify import verify
from check_report.rulebook.pages import load_rules
from tests.audit.mended import AS_OF, mend
from tests.audit.notary import PASSWORD, SCRIPT, Notary
from tests.conftest import REAL, ROOT, run

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = [
    "=1+1",
    "+1",
    "@SUM(A1)",
    "-1",
    "<script>alert(1)</script>",
    "a\u202eb\x1b[31m",
    "{=x}",
    "http://x.mx",
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, keys: Path) -> Iterator[Notary]:
    """The mended report, approved by two and sealed."""
    folder = tmp_path_factory.mktemp("oficina")
    report = Path(shutil.copytree(REAL, folder / REAL.name))
    shutil.copytree(keys / trail.TRUST, folder / trail.TRUST)
    mend(report)
    private = keys / "llaves"
    command = ["approve", str(report), "--by", "ana", "--key", str(private / "ana")]
    done = run(*command, "--agreement", "CVOE/038/21", "--as-of", AS_OF)
    assert done.code == 0, done.out + done.err
    (entry,) = trail.read(folder / trail.FOLDER).entries
    secret = folder / "contraseña"
    secret.write_text(PASSWORD, encoding="utf-8")
    command = ["approve", str(report), "--by", "carla", "--key", str(private / "carla.key")]
    command += ["--certificate", str(private / "carla.cer"), "--password-file", str(secret)]
    done = run(*command, "--cosign", entry)
    assert done.code == 0, done.out + done.err
    assert run("audit", "seal", str(folder / trail.FOLDER), "--key", str(private / "sello")).code == 0
    yield Notary(folder, folder)


@pytest.fixture(scope="module")
def told(office: Notary, tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Its dossier."""
    kept, trusted = trail.read(office.trail), trust.read(office.trust)
    found = verify(kept, trusted)
    files = unpack.unpack(kept, found.entries[0].statement, tmp_path_factory.mktemp("objetos"))
    rules = load_rules(files.rules / "checks" / "rules")
    findings = dossier.read_findings(files.findings)
    return dossier.contents(dossier.Approval(found.entries[0], kept, trusted, found, rules, findings))


@pytest.mark.slow
def test_the_mended_report_is_approved_with_its_waivers(office: Notary) -> None:
    assert office.both(office.last_seal()) == set()
    (said,) = trail.read(office.trail).statements.values()
    assert said.result == "WARNED"
    assert {"PER-001", "CON-001"} <= set(said.warned)
    assert said.subject["dispensas.csv"] == said.configuration["waivers"]


@pytest.mark.slow
def test_the_dossier_says_it_all_in_three_forms(office: Notary, told: Dossier, tmp_path: Path) -> None:
    done = run("audit", "dossier", str(office.folder / REAL.name), "-o", str(tmp_path))
    assert done.code == 0, done.err
    files = {path.suffix: path.read_bytes() for path in tmp_path.iterdir()}
    assert files == {
        ".html": dossier.as_html(told),
        ".pdf": dossier.as_pdf(told),
        ".xlsx": dossier.as_workbook(told, AS_OF),
    }
    page = files[".html"].decode()
    with pdfplumber.open(io.BytesIO(files[".pdf"])) as document:
        printed = re.sub(r"\s+", "", "".join(page.extract_text() for page in document.pages))
    for words in (
        "CVOE/038/21",
        "21 de octubre de 2021",
        "Presidencia",
        "carla, con certificado",
        "verificar.sh",
        "No promete",
    ):
        assert words in page
        assert re.sub(r"\s+", "", words) in printed
    assert "<script" not in page
    assert not re.search(r'(src|href)="', page)


@pytest.mark.slow
def test_the_commands_of_the_dossier_work(office: Notary, told: Dossier) -> None:
    import subprocess

    commands = [line for block in told.blocks if isinstance(block, Commands) for line in block.lines]
    shutil.copy(SCRIPT, office.folder)
    (office.folder / "sello-conservado.sha256").write_bytes(office.last_seal())
    for number, command in enumerate(commands):
        folder = office.trail if number else office.folder
        done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, check=False)
        assert done.returncode == 0, (command, done.stdout, done.stderr)


@pytest.mark.slow
def test_a_replay_gives_the_same_result(office: Notary) -> None:
    (entry,) = trail.read(office.trail).entries
    report = str(office.folder / REAL.name)
    done = run(report, "--rules-of", entry, "--format", "json")
    assert (done.code, done.err) == (0, "El resultado es el mismo que se aprobó.\n")
    assert done.json["reports"][0]["verdict"] == "ACCEPTED"
    assert (
        run("audit", "replay", str(office.trail)).out == f"{entry}: 0 hallazgos nuevos, 0 que ya no están\n"
    )
    assert run(report, "--rules-of", "otra-000000000000").code == 2


@pytest.mark.slow
def test_stored_rules_judge_and_unsealed_ones_do_not_run(office: Notary) -> None:
    """A rule that lost its executor since would still be judged as it was: the stored page is what counts."""
    kept, trusted = trail.read(office.trail), trust.read(office.trust)
    entry = verify(kept, trusted).entries[0]
    with pytest.raises(replay.UnsealedError):
        replay.replay(kept, replace(entry, seal=None), [], stored_rules=True)
    name = "rules/checks/rules/PER-001.md"
    page = kept.files[f"objects/{entry.statement.configuration[name]}"].replace(
        b"no es de este", b"NO ES DE ESTE"
    )
    changed = _with(kept, entry.statement.configuration[name], page)
    again = replay.replay(changed, entry, ["-q"], stored_rules=True)
    assert "NO ES DE ESTE" in json.dumps(again.found)
    assert not again.is_same
    assert again.gained() == again.lost() == []


def _with(kept: trail.Trail, digest: str, content: bytes) -> trail.Trail:
    """The trail with other contents under a digest, as if they had it."""
    other = trail.Trail({**kept.files, f"objects/{digest}": content})
    other.__dict__["digests"] = kept.digests
    return other


def test_hostile_text_is_inert_in_every_form() -> None:
    rows = tuple((text, text) for text in HOSTILE)
    told = Dossier(
        "Título",
        "x",
        (Heading("1. Prueba"), Words(HOSTILE[4]), Points((HOSTILE[4],)), Grid(("a", "b"), rows, (1, 1))),
    )
    assert b"<script" not in dossier.as_html(told)
    assert dossier.as_pdf(told) == dossier.as_pdf(told)
    book = openpyxl.load_workbook(io.BytesIO(dossier.as_workbook(told, "2021-10-21")))
    cells = [cell for row in book.active.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


@pytest.mark.parametrize("name", ["../fuera", "/etc/x", "a/../../b", "c:x", ""])
def test_no_name_leads_out_of_the_folder(notary: Notary, tmp_path: Path, name: str) -> None:
    entry = notary.approve("a")
    kept = trail.read(notary.trail)
    said = replace(
        kept.statements[entry], subject={name: next(iter(kept.statements[entry].subject.values()))}
    )
    with pytest.raises(trail.AlteredError):
        unpack.unpack(kept, said, tmp_path / "objetos")
    assert not (tmp_path / "fuera").exists()


def test_the_published_script_is_the_one_that_is_shipped() -> None:
    assert (ROOT / "reports" / "audit" / trail.SCRIPT).read_bytes() == SCRIPT.read_bytes()
