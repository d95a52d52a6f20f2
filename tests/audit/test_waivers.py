"""A waiver excuses one finding, of a rule that allows it, for a reason and a time; never more."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from check_report.rulebook import book
from tests.conftest import check_here, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIELDS = [field.name for field in book.load().tables["dispensas"].fields]
SAID = {
    "motivo": "La sesión se conoció después del cierre del trimestre anterior.",
    "fundamento": "Reglamento Interior, artículo 33",
    "autoriza": "Presidencia de la Comisión",
    "documento": "CVOE/038/21",
    "fecha": "2021-10-15",
    "vence": "2022-03-31",
}
OPTIONS = {"motivo": "reason", "fundamento": "basis", "autoriza": "by", "documento": "document"} | {
    "fecha": "date",
    "vence": "until",
}


@pytest.fixture
def late(base: Path) -> Path:
    """The conforming report with one session of the quarter before: a finding that may be waived."""
    path = base / "tablas" / "sesiones_ine.csv"
    content = path.read_text(encoding="utf-8")
    row = "consejo_local,9,2021-09-29,Miércoles 29 de septiembre de 2021,Consejo Local del INE\n"
    path.write_text(content + row, encoding="utf-8", newline="")
    return base


def finding(result: dict[str, Any], rule: str = "PER-001") -> dict[str, Any]:
    return next(one for one in result["reports"][0]["findings"] if one["rule"] == rule)


def waive(report: Path, about: dict[str, Any], **other: str) -> None:
    cells = {"regla": about["rule"], "huella": about["fingerprint"], "tabla": about["table"] or ""}
    cells |= {"clave": about["key"] or "", **SAID, **other}
    with (report / "dispensas.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
        writer.writeheader()
        writer.writerow(cells)


def test_a_waived_finding_prints_and_blocks_nothing(late: Path, outcome_of: Callable[..., Any]) -> None:
    about = finding(check_here([late]))
    waive(late, about)
    result = check_here([late])
    assert finding(result) == about | {"waived": True}
    assert outcome_of(result, "PER-001")["outcome"] == "FAILED"
    assert outcome_of(result, "DIS-001")["outcome"] == outcome_of(result, "DIS-002")["outcome"] == "PASSED"
    assert result["totals"]["waived"] == 1
    assert {key: value for key, value in result["reports"][0]["inputs"][0].items() if key != "sha256"} == {
        "path": "dispensas.csv",
        "rows": 1,
    }
    shown = run(str(late), "--as-of", "2021-12-31")
    assert "(dispensado)" in shown.out
    assert "1 hallazgo dispensado" in shown.out


def test_a_waiver_survives_other_order_and_dies_with_its_cell(late: Path) -> None:
    waive(late, finding(check_here([late])))
    path = late / "tablas" / "sesiones_ine.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([head, *reversed(rows)]), encoding="utf-8", newline="")
    assert finding(check_here([late]))["waived"]
    changed = path.read_text(encoding="utf-8").replace("2021-09-29,Miércoles 29", "2021-09-28,Martes 28")
    path.write_text(changed, encoding="utf-8", newline="")
    result = check_here([late])
    assert not finding(result)["waived"]
    assert finding(result, "DIS-002")["severity"] == "warning"


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"vence": "2021-12-30"}, "venció el 30 de diciembre de 2021"),
        ({"fecha": "2022-01-01"}, "aún no llega"),
        ({"motivo": "porque sí"}, "no está razonada"),
        ({"motivo": "- - - - - -"}, "no está razonada"),
        ({"fundamento": ""}, "no está razonada"),
        ({"autoriza": ""}, "no está razonada"),
        ({"documento": ""}, "no está razonada"),
        ({"huella": "123"}, "no es la de un hallazgo"),
        ({"clave": "consejo_local/8"}, "está en otro lugar"),
        ({"tabla": "sesiones"}, "está en otro lugar"),
        ({"regla": "FEC-001"}, "no admite dispensa"),
        ({"regla": "XYZ-001"}, "no existe"),
    ],
)
def test_a_waiver_that_is_not_in_order_waives_nothing(late: Path, other: dict[str, str], words: str) -> None:
    waive(late, finding(check_here([late])), **other)
    result = check_here([late])
    assert words in " ".join(f["message"] for f in result["reports"][0]["findings"] if f["rule"] == "DIS-001")
    assert not finding(result)["waived"]
    assert result["reports"][0]["verdict"] == "REJECTED"


def test_an_error_that_may_not_be_waived_is_not(late: Path) -> None:
    path = late / "tablas" / "sesiones_ine.csv"
    text = path.read_text(encoding="utf-8").replace("Miércoles 29", "Lunes 29")
    path.write_text(text, encoding="utf-8", newline="")
    about = finding(check_here([late]), "FEC-001")
    waive(late, about)
    result = check_here([late])
    assert finding(result, "FEC-001") == about
    assert finding(result, "DIS-001")["observed"] == "FEC-001"


def test_only_the_rules_asked_for_say_that_a_waiver_is_idle(late: Path) -> None:
    waive(late, finding(check_here([late])))
    result = check_here([late], only=frozenset({"FEC-001", "DIS-002"}))
    assert result["reports"][0]["findings"] == []


@pytest.mark.parametrize("content", [b"", b"\0", b'regla,"huella\n', b"a,b\n1,2\n"])
def test_a_file_of_waivers_that_cannot_be_read_blocks(base: Path, content: bytes) -> None:
    (base / "dispensas.csv").write_bytes(content)
    assert check_here([base])["reports"][0]["verdict"] == "REJECTED"


def test_a_link_in_place_of_the_waivers_is_refused(base: Path, tmp_path: Path) -> None:
    (base / "dispensas.csv").symlink_to(tmp_path / "nada")
    assert finding(check_here([base]), "EST-001")["file"] == "dispensas.csv"


# The command


def given(**other: str) -> list[str]:
    pairs = [(f"--{OPTIONS[field]}", text) for field, text in (SAID | other).items() if text]
    return ["--as-of", "2021-12-31", *(part for pair in pairs for part in pair)]


def test_the_command_writes_a_waiver_that_works(late: Path) -> None:
    fingerprint = finding(check_here([late]))["fingerprint"]
    done = run("waive", str(late), "--finding", fingerprint[:10], *given())
    assert (done.code, done.out) == (0, "")
    assert finding(check_here([late]))["waived"]
    assert (late / "dispensas.csv").read_text(encoding="utf-8").count("\n") == 2
    again = run("waive", str(late), "--finding", fingerprint, *given())
    assert (again.code, again.err) == (2, "Ese hallazgo ya está dispensado.\n")


def test_the_command_asks_for_what_is_missing(late: Path) -> None:
    import sys

    command = [sys.executable, "-m", "check_report", "waive", str(late), "--as-of", "2021-12-31"]
    answers = ["7", "1", "corto", *SAID.values()]
    done = subprocess.run(
        command, input="\n".join(answers), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert "«Motivo» se escribe con 5 palabras o más." in done.stderr
    assert finding(check_here([late]))["waived"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--finding", "0" * 32, *given()], "Ningún hallazgo"),
        (["--finding", "FEC", *given()], "no admite dispensa"),
        (["--finding", "PER", *given(motivo="porque sí")], "5 palabras"),
        (["--finding", "PER", *given(vence="mañana")], "lleva una fecha"),
        (["--finding", "PER", *given(motivo="")], "No se escribió la dispensa"),
    ],
)
def test_the_command_writes_nothing_otherwise(late: Path, arguments: list[str], words: str) -> None:
    path = late / "tablas" / "sesiones_ine.csv"
    text = path.read_text(encoding="utf-8").replace("Miércoles 29", "Lunes 29")
    path.write_text(text, encoding="utf-8", newline="")
    found = check_here([late])["reports"][0]["findings"]
    prints = {one["rule"][:3]: one["fingerprint"] for one in found}
    done = run("waive", str(late), *[prints.get(argument, argument) for argument in arguments])
    assert done.code == 2
    assert words in done.err
    assert not (late / "dispensas.csv").exists()


# A change under review


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_waiver_of_the_same_change_has_no_effect_until_it_is_merged(late: Path, tmp_path: Path) -> None:
    about = finding(check_here([late]))
    repository = tmp_path / "repositorio"
    shutil.copytree(late, repository / "reports" / late.name)
    git(tmp_path, "init", "-q", "-b", "main", str(repository))
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "datos")
    waive(repository / "reports" / late.name, about)
    options = ("--changed-since", "main", "--as-of", "2021-12-31", "--format", "json")
    found = json.loads(run(*options, cwd=repository).out)
    assert not finding(found)["waived"]
    assert "en el mismo cambio" in finding(found, "DIS-001")["message"]
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "dispensa")
    git(repository, "checkout", "-qb", "otro")
    (repository / "reports" / late.name / "tablas" / "envios.csv").open("a").close()
    path = repository / "reports" / late.name / "informe.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8", newline="")
    assert finding(json.loads(run(*options, cwd=repository).out))["waived"]
