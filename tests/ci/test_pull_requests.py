"""Three pull requests, and a few more, on a scratch repository: what a reviewer sees of each.

The script is the action's own, taken from its file.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.ci import shell
from tests.conftest import REAL
from tests.render import runner

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ci.shell import Repository, Step

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (shutil.which("bash") and shutil.which("git")), reason="needs bash and git"),
]
REPORT = "reports/cvoe-2021-t4"
DATES = f"{REPORT}/tablas/reportes_sivople.csv"
RIGHT, WRONG = "Viernes 8 de octubre de 2021", "Jueves 8 de octubre de 2021"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    return shell.repository(tmp_path / "repositorio")


def pull_request(made: Repository, scratch: Path, *, engine: str = "columnar") -> Step:
    """What the action says of the changes in the repository, committed on a branch of their own."""
    base = made.git("rev-parse", "HEAD")
    made.git("checkout", "--quiet", "-b", "propuesta")
    made.commit()
    return check(made, scratch, base=base, engine=engine)


def check(made: Repository, scratch: Path, **given: str) -> Step:
    """Runs the action's script on what is checked out, with some of its inputs given."""
    scratch.mkdir()
    action = shell.load(shell.ACTION)
    inputs = {name: str(about.get("default", "")) for name, about in action["inputs"].items()} | given
    values = {f"inputs.{name}": value for name, value in inputs.items()}
    return shell.run(shell.step(action["runs"]["steps"], "Check"), values, made.folder, scratch)


def first_heading(text: str) -> str:
    return next(line for line in text.splitlines() if line.startswith("## "))


def test_a_clean_one(made: Repository, tmp_path: Path) -> None:
    path = made.folder / REPORT / "informe.md"
    path.write_text(path.read_text("utf-8").rstrip() + "\n\nUn párrafo más.\n", encoding="utf-8", newline="")
    seen = pull_request(made, tmp_path / "r", engine="reference")
    assert seen.code == 0, seen.err
    assert seen.outputs == {"code": "0", "folder": str(seen.folder)}
    assert first_heading(seen.summary) == "## Qué cambia"
    assert "**0 hallazgos nuevos, 0 resueltos" in seen.summary
    assert "1 párrafos nuevos o cambiados" in seen.summary
    assert "CONFORME: el informe puede aprobarse" in seen.summary
    assert "error" not in {command.name for command in runner.commands(seen.out)}
    assert json.loads((seen.folder / "result.json").read_text("utf-8"))["reports"][0]["verdict"] == "ACCEPTED"


def test_one_wrong_cell(made: Repository, tmp_path: Path) -> None:
    made.replace(DATES, RIGHT, WRONG)
    seen = pull_request(made, tmp_path / "r", engine="reference")
    assert seen.code == 1
    assert seen.outputs["code"] == "1"
    assert first_heading(seen.summary) == "## Qué cambia"
    assert "**1 hallazgo nuevo, 0 resueltos" in seen.summary
    assert "1 celda cambiada" in seen.summary
    assert f"`{RIGHT}` → `{WRONG}`" in seen.summary
    assert "NO CONFORME" in seen.summary
    (error,) = [command for command in runner.commands(seen.out) if command.name == "error"]
    assert error.properties["file"] == DATES
    assert error.properties["line"] == "3"
    assert error.properties["title"].startswith("FEC-001 ")
    sarif = json.loads((seen.folder / "result.sarif").read_text("utf-8"))["runs"][0]
    (result,) = [one for one in sarif["results"] if one["level"] == "error"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == (DATES, 3)
    assert (seen.folder / "comment.md").read_text("utf-8").startswith("<!-- check-report -->\n")
    assert {path.name for path in seen.folder.iterdir()} == {
        "comment.md", "informe.html", "junit.xml", "result.json", "result.sarif", "summary.md",
    }  # fmt: skip


def test_rules_and_data_together(made: Repository, tmp_path: Path) -> None:
    made.replace(DATES, RIGHT, WRONG)
    made.replace("checks/rules/FEC-001.md", 'severidad = "error"', 'severidad = "nota"')
    seen = pull_request(made, tmp_path / "r")
    assert seen.code == 1, "the rules that judge are the tool's own"
    loud = [command for command in runner.commands(seen.out) if command.name == "warning"]
    assert [one for one in loud if "cambia a la vez las reglas y los datos" in one.data]
    lines = seen.summary.splitlines()
    assert lines.index("> [!CAUTION]") < lines.index("## Qué cambia")
    assert "`checks/rules/FEC-001.md`" in seen.summary
    assert (seen.folder / "comment.md").read_text("utf-8").splitlines()[2] == "> [!CAUTION]"


def test_its_own_waiver(made: Repository, tmp_path: Path) -> None:
    waivers = made.folder / REPORT / "dispensas.csv"
    waivers.write_text("regla,huella\nFEC-001,0\n", encoding="utf-8")
    seen = pull_request(made, tmp_path / "r")
    assert [one for one in runner.commands(seen.out) if "trae su propia dispensa" in one.data]
    assert f"`{REPORT}/dispensas.csv`" in seen.summary


def test_a_report_that_goes(made: Repository, tmp_path: Path) -> None:
    shutil.copytree(REAL, made.folder / "reports" / REAL.name)
    made.commit()
    shutil.rmtree(made.folder / REPORT)
    seen = pull_request(made, tmp_path / "r")
    assert seen.code == 0
    assert [one for one in runner.commands(seen.out) if "quita informes completos" in one.data]


def test_only_what_is_touched_is_judged_and_its_neighbour_is_there(made: Repository, tmp_path: Path) -> None:
    shutil.copytree(REAL, made.folder / "reports" / REAL.name)
    made.commit()
    made.replace(DATES, RIGHT, WRONG)
    seen = pull_request(made, tmp_path / "r")
    (report,) = json.loads((seen.folder / "result.json").read_text("utf-8"))["reports"]
    assert report["path"] == REPORT
    outcomes = {rule["rule"]: rule["outcome"] for rule in report["rules"]}
    assert outcomes["CNT-001"] == "PASSED", "the quarter before was found"


def test_one_that_touches_no_report(made: Repository, tmp_path: Path) -> None:
    (made.folder / "README.md").write_text("# Hola\n", encoding="utf-8")
    seen = pull_request(made, tmp_path / "r")
    assert seen.code == 0
    assert "Ningún informe cambió" in seen.err
    assert not (seen.folder / "result.json").exists()
    assert "**0 hallazgos nuevos" in seen.summary


def test_hostile_cells_stay_inert_on_the_way(made: Repository, tmp_path: Path) -> None:
    made.replace(DATES, RIGHT, "Jueves 8 de octubre de 2021 ##[add-path]/tmp ::error::falso <img src=x>")
    seen = pull_request(made, tmp_path / "r")
    assert seen.code == 1
    assert {command.name for command in runner.commands(seen.out)} <= {"error", "warning", "notice"}
    assert runner.commands(seen.err) == []
    assert "<img" not in seen.summary.replace("`", "").partition("reportes")[0]


def test_a_base_that_does_not_exist_is_no_pass(made: Repository, tmp_path: Path) -> None:
    seen = check(made, tmp_path / "r", base="0" * 40, engine="columnar")
    assert seen.code == 2


def test_without_a_base_every_report_is_checked(made: Repository, tmp_path: Path) -> None:
    made.replace(DATES, RIGHT, WRONG)
    seen = check(made, tmp_path / "r", engine="columnar", folder=str(tmp_path / "salida"))
    assert seen.code == 1
    assert seen.outputs["folder"] == str(tmp_path / "salida")
    assert seen.summary.startswith("<!-- check-report -->")
    assert "## Qué cambia" not in seen.summary
