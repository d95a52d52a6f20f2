"""How the command ends: the first that holds of 4, 2, 1, 3, 0, one sentence, and never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest
from tests.cases.runner import judge
from tests.conftest import CONFORMING, REAL, run

from check_report import check, engines
from check_report.cli import main, targets
from check_report.layers.together import duckdb
from check_report.model import Layer, Outcome, Verdict
from check_report.rulebook import book
from check_report.verdict import Exit, exit_code, verdict

if TYPE_CHECKING:
    from pathlib import Path

posix = pytest.mark.skipif(os.name != "posix", reason="links are not made there")


def broken(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("se rompió \x1b[31mla pieza")


def here(*arguments: str) -> int:
    """Runs the command in this process; its exit code."""
    sys.argv = ["check-report", *arguments]
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.fixture(autouse=True)
def arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", sys.argv)


def test_a_broken_engine_is_a_fault_and_no_verdict(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(duckdb, "run", broken)
    assert here(str(CONFORMING), "--format", "json") == Exit.FAULT
    out, err = capsys.readouterr()
    result = json.loads(out)
    assert result["faults"] == [{"where": "columnar", "what": "RuntimeError: se rompió \x1b[31mla pieza"}]
    assert result["reports"][0]["verdict"] == Verdict.INCONCLUSIVE
    assert {rule["outcome"] for rule in result["reports"][0]["rules"]} <= {"FAILED", "NOT_EVALUATED"}
    assert "Traceback" not in out + err


def test_a_fault_outweighs_findings_and_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(duckdb, "run", broken)
    assert here(str(REAL)) == Exit.FAULT
    out, _ = capsys.readouterr()
    assert "Falla de la herramienta en columnar: RuntimeError: se rompió \\u001b[31mla pieza" in out


def test_an_engine_that_finds_something_else_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(*arguments: object) -> object:
        judgement = original(*arguments)
        judgement.failures = [one for one in judgement.failures if one.name != "CON-001"]
        return judgement

    original = duckdb.run
    monkeypatch.setattr(engines, "_duckdb", blind)
    result = judge([REAL], engine="reference")
    assert exit_code(result) == Exit.FAULT
    assert "CON-001" in result.faults[0].what


@pytest.mark.parametrize(
    "place", ["source.report.read", "source.stack.read_neighbours", "findings.Mapper.findings"]
)
def test_what_breaks_anywhere_is_told_in_one_line(
    place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if place == "source.stack.read_neighbours":
        monkeypatch.setattr(check, "read_neighbours", broken)
    else:
        monkeypatch.setattr(f"check_report.{place}", broken)
    assert here(str(CONFORMING)) == Exit.FAULT
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert "RuntimeError: se rompió \\u001b[31mla pieza" in err


def test_an_interrupted_check_is_no_verdict(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "check", interrupt)
    assert here(str(CONFORMING)) == Exit.NOT_CHECKED
    assert "Interrumpido" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert here(str(CONFORMING), "--output", f"json={tmp_path / 'no' / 'r.json'}") == Exit.USAGE
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("No se pudo escribir")


def test_a_written_file_holds_what_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / "r.json", tmp_path / "r.txt"]
    options = [f"--output=json={files[0]}", f"--output=text={files[1]}", "--as-of", "2021-12-31"]
    assert here(str(REAL), *options, "--format", "json") == Exit.FINDINGS
    assert capsys.readouterr().out == files[0].read_text(encoding="utf-8")
    assert "NO CONFORME" in files[1].read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.json", "r.txt"]


def test_several_reports_end_like_the_worst_of_them(tmp_path: Path) -> None:
    shutil.copytree(CONFORMING, tmp_path / "bueno")
    shutil.copytree(CONFORMING, tmp_path / "trunco")
    (tmp_path / "trunco" / "tablas" / "asistencia.csv").unlink()
    good, torn = judge([tmp_path / "bueno"]), judge([tmp_path / "trunco"], only=frozenset(["ASI-001"]))
    both = judge([tmp_path / "bueno", tmp_path / "trunco"])
    assert [exit_code(one) for one in (good, torn, both)] == [Exit.CONFORMS, Exit.NOT_CHECKED, Exit.FINDINGS]
    assert [verdict(report, strict=False) for report in both.reports] == [Verdict.ACCEPTED, Verdict.REJECTED]
    assert exit_code(torn, unreadable=True) == Exit.USAGE


def test_a_rule_that_was_not_judged_has_never_passed(tmp_path: Path) -> None:
    report = shutil.copytree(CONFORMING, tmp_path / "vacío")
    shutil.rmtree(report / "tablas")
    (report / "informe.md").unlink()
    judged = {rule.id for rule in book.load().rules.values() if rule.layer is not Layer.ACTS}
    for evaluation in judge([report], only=frozenset(judged)).reports[0].evaluations:
        assert evaluation.outcome is not Outcome.PASSED
        assert (evaluation.reason is None) == (evaluation.outcome is Outcome.FAILED)


def test_the_same_report_twice_is_one_and_two_of_one_name_are_two(tmp_path: Path) -> None:
    folders = [shutil.copytree(CONFORMING, tmp_path / part / "informe") for part in ("a", "b", "c/b")]
    found, refused = targets.find([str(folder) for folder in (*folders, folders[0], tmp_path / "a")], str)
    assert refused == []
    assert [target.folder for target in found] == folders
    assert len({target.path for target in found}) == 3


@posix
def test_a_report_that_is_a_link_is_followed_where_the_user_names_it_and_refused_where_not(
    tmp_path: Path,
) -> None:
    shutil.copytree(CONFORMING, tmp_path / "afuera" / "informe")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "enlace").symlink_to(tmp_path / "afuera" / "informe")
    named = run("reports/enlace", "--format", "json", cwd=tmp_path)
    found = run("--format", "json", cwd=tmp_path)
    assert (named.code, found.code) == (Exit.CONFORMS, Exit.FINDINGS)
    assert found.json["reports"][0]["inputs"] == []


@posix
def test_a_folder_whose_name_is_not_text_is_checked(tmp_path: Path) -> None:
    name = os.fsdecode(b"informe-\xff")
    try:
        shutil.copytree(CONFORMING, tmp_path / name)
    except OSError:
        pytest.skip("names are text there")
    ran = run(name, "--format", "json", cwd=tmp_path)
    assert (ran.code, ran.json["reports"][0]["path"]) == (Exit.CONFORMS, "informe-\\udcff")


def test_a_reader_who_has_seen_enough_is_no_error() -> None:
    import subprocess

    with subprocess.Popen(
        [sys.executable, "-m", "check_report", str(REAL)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUTF8": "1"},
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == Exit.FINDINGS
