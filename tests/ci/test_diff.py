"""The command `diff`, and how it reads a revision: as data, whatever its tree holds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from tests.ci import shell
from tests.conftest import CONFORMING
from tests.render import hostile, runner

from check_report.cli import revisions
from check_report.cli.main import cli
from check_report.source.gate import MAX_BYTES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ci.shell import Repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
REPORT = "reports/cvoe-2021-t4"
DATES = f"{REPORT}/tablas/reportes_sivople.csv"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    folder = tmp_path / "repositorio"
    found = shell.repository(folder)
    monkeypatch.chdir(folder)
    return found


def diff(tmp_path: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    file = tmp_path / "diff.json"
    code = cli.main(["diff", *arguments, "--output", f"json={file}"], standalone_mode=False, obj=str)
    return int(code), json.loads(file.read_text("utf-8"))


@pytest.mark.usefixtures("made")
def test_nothing_changed(tmp_path: Path) -> None:
    code, found = diff(tmp_path, "main")
    assert (code, found["reports"], found["notices"]) == (0, [], [])


def test_cells_rows_and_findings(made: Repository, tmp_path: Path) -> None:
    made.git("checkout", "--quiet", "-b", "propuesta")
    made.replace(DATES, "Viernes 8 de octubre de 2021", "Jueves 8 de octubre de 2021")
    path = made.folder / DATES
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines[:-1], ""]), encoding="utf-8", newline="")
    made.commit()
    code, found = diff(tmp_path, "main", "propuesta")
    assert code == 1
    (report,) = found["reports"]
    changed, removed = report["rows"]
    assert changed["change"] == "changed"
    assert (changed["row"], [cell["field"] for cell in changed["cells"]]) == (2, ["fecha_texto"])
    assert (removed["change"], removed["row"]) == ("removed", len(lines) - 1)
    assert "FEC-001" in {finding["rule"] for finding in report["new"]}
    back, found = diff(tmp_path, "propuesta", "main")
    assert back == 0, "counted from where main left, which is main itself"
    assert found["reports"] == []


def test_old_findings_do_not_count(made: Repository, tmp_path: Path) -> None:
    made.replace(DATES, "Viernes 8 de octubre de 2021", "Jueves 8 de octubre de 2021")
    made.commit()
    prose = made.folder / REPORT / "informe.md"
    prose.write_text(prose.read_text("utf-8") + "\nOtro párrafo.\n", encoding="utf-8")
    code, found = diff(tmp_path, "HEAD")
    assert code == 0
    (report,) = found["reports"]
    assert report["new"] == []
    assert report["unchanged"] >= 1
    assert report["prose"]["added"] == 1


def test_two_folders(tmp_path: Path) -> None:
    other = tmp_path / "otro-nombre"
    shutil.copytree(CONFORMING, other)
    (other / "tablas" / "envios.csv").unlink()
    code, found = diff(tmp_path, str(CONFORMING), str(other))
    assert code == 1
    (report,) = found["reports"]
    assert report["report"] == "otro-nombre"
    assert {row["change"] for row in report["rows"]} == {"removed"}


def test_what_main_gained_meanwhile_is_not_the_proposals(made: Repository, tmp_path: Path) -> None:
    made.git("checkout", "--quiet", "-b", "propuesta")
    made.replace(DATES, "Viernes 8 de octubre de 2021", "Jueves 8 de octubre de 2021")
    made.commit()
    made.git("checkout", "--quiet", "main")
    made.replace("checks/rules/FEC-001.md", 'severidad = "error"', 'severidad = "nota"')
    made.commit()
    _, found = diff(tmp_path, "main", "propuesta")
    assert found["notices"] == []


@pytest.mark.parametrize("form", ["text", "json", "github", "summary", "markdown"])
def test_hostile_cells_are_inert(form: str, made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    path = made.folder / DATES
    head, *_ = path.read_text("utf-8").splitlines()
    cells = [text.replace("\0", "").replace('"', '""') for text in hostile.CELLS.values()]
    rows = [f'{n},2021-10-01,"{text}","{text}"' for n, text in enumerate(cells, start=1)]
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8", newline="")
    code = cli.main(["diff", "main", "--format", form], standalone_mode=False, obj=str)
    assert code == 1
    out = capsys.readouterr().out
    assert out.strip()
    assert {command.name for command in runner.commands(out)} <= ({"warning"} if form == "github" else set())
    assert "\x1b" not in out
    assert "\u202e" not in out


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="needs links")
def test_a_revision_is_written_without_its_links(made: Repository, tmp_path: Path) -> None:
    secret = tmp_path / "secreto"
    secret.mkdir()
    (made.folder / REPORT / "tablas" / "envios.csv").unlink()
    (made.folder / REPORT / "tablas" / "envios.csv").symlink_to(secret / "x.csv")
    (made.folder / "reports" / "enlace").symlink_to(secret)
    commit = made.commit()
    revisions.export(commit, ["reports"], tmp_path / "salida")
    assert (tmp_path / "salida" / REPORT / "tablas" / "envios.csv").is_dir()
    assert not any(path.is_symlink() for path in (tmp_path / "salida").rglob("*"))
    assert list(secret.iterdir()) == []


def test_a_file_too_large_is_not_read(made: Repository, tmp_path: Path) -> None:
    with (made.folder / REPORT / "tablas" / "envios.csv").open("wb") as stream:
        stream.truncate(MAX_BYTES + 1)
    commit = made.commit()
    revisions.export(commit, ["reports"], tmp_path / "salida")
    assert (tmp_path / "salida" / REPORT / "tablas" / "envios.csv").stat().st_size == MAX_BYTES + 1


@pytest.mark.parametrize("name", ["..", ".git", "a\\b", "c:d"])
def test_a_tree_that_no_checkout_would_write_is_refused(name: str, made: Repository, tmp_path: Path) -> None:
    blob = made.git("hash-object", "-w", f"{REPORT}/informe.md")
    inner = _tree(made, f"100644 blob {blob}\t{name}")
    outer = _tree(made, f"040000 tree {inner}\treports")
    with pytest.raises(revisions.NotFound):
        revisions.export(outer, ["reports"], tmp_path / "salida")
    assert not (tmp_path / "x").exists()


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("name", ["no-existe", "--output=x", "-h", "HEAD:reports", ""])
def test_a_revision_that_is_none_is_said_so(name: str) -> None:
    with pytest.raises(revisions.NotFound):
        revisions.commit(name)


def _tree(made: Repository, entry: str) -> str:
    done = subprocess.run(
        ["git", "mktree", "--missing"],
        input=f"{entry}\n",
        cwd=made.folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()
