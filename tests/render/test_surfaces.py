"""One verdict on every surface: the same findings, nothing live, everything within its limits."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from tests.conftest import REAL
from tests.render import hostile, runner

from check_report.cli.main import cli
from check_report.model import Severity
from check_report.render import FORMATS, Style, github, html, junit, markdown, sarif
from check_report.render.words import VERDICTS
from check_report.verdict import Exit, exit_code, verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from check_report.model import Result

OWN = {"error", "warning", "notice"}
"""The commands that the format `github` is there to give."""


def shown(form: str, result: Result) -> str:
    return FORMATS[form](result, str, Style())


def from_json(text: str) -> set[str]:
    return {
        finding["fingerprint"] for report in json.loads(text)["reports"] for finding in report["findings"]
    }


def from_sarif(text: str) -> set[str]:
    return {one["partialFingerprints"]["checkReport/v1"] for one in json.loads(text)["runs"][0]["results"]}


def from_junit(text: str) -> set[str]:
    return set(re.findall(r"\[([0-9a-f]{32})\]", "".join(ElementTree.fromstring(text).itertext())))  # noqa: S314


def from_html(text: str) -> set[str]:
    return set(re.findall(r'<article class="finding" id="f-([0-9a-f]{32})"', text))


READERS: dict[str, Callable[[str], set[str]]] = {
    "json": from_json,
    "sarif": from_sarif,
    "junit": from_junit,
    "html": from_html,
}


@pytest.mark.parametrize("form", READERS)
def test_every_format_has_every_finding(form: str, result: Result) -> None:
    every = {finding.fingerprint for finding in result.reports[0].findings}
    assert len(every) == len(result.reports[0].findings)
    assert READERS[form](shown(form, result)) == every


@pytest.mark.parametrize("form", ["markdown", "summary"])
def test_documents_for_people_have_every_finding(form: str, result: Result) -> None:
    every = {finding.fingerprint[: markdown.ID] for finding in result.reports[0].findings}
    assert (
        set(re.findall(r"`([0-9a-f]{12})`$", re.sub(" +$", "", shown(form, result), flags=re.M), re.M))
        == every
    )


def test_annotations_are_the_findings_as_far_as_there_is_room(result: Result) -> None:
    findings = result.reports[0].findings
    given = runner.commands(shown("github", result))
    for severity, level in zip(Severity, ("error", "warning", "notice"), strict=True):
        told = [command for command in given if command.name == level]
        places = {(f.location.file, f.location.line) for f in findings if f.severity is severity}
        assert len(told) == min(github.LIMIT, sum(f.severity is severity for f in findings))
        for command in told:
            if "file" in command.properties:
                file = command.properties["file"].removeprefix("reports/cvoe-2021-t3/")
                assert (file, int(command.properties["line"])) in places


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"json", "sarif", "junit"}))
def test_every_format_for_people_says_the_verdict(form: str, result: Result) -> None:
    words = VERDICTS[verdict(result.reports[0], strict=False)]
    assert words in shown(form, result)


@pytest.mark.parametrize("form", FORMATS)
def test_the_exit_code_does_not_depend_on_the_format(form: str, tmp_path: Path) -> None:
    file = tmp_path / "salida"
    arguments = ["check", str(REAL), "--only", "FEC-001", "--format", form, "--output", f"{form}={file}"]
    assert cli.main(arguments, standalone_mode=False, obj=str) == Exit.FINDINGS
    assert file.stat().st_size > 0


@pytest.mark.parametrize("form", FORMATS)
def test_same_result_same_bytes(form: str, result: Result) -> None:
    assert shown(form, result) == shown(form, result)


def test_there_are_thirty_hostile_cells() -> None:
    assert len(hostile.CELLS) == 30


@pytest.mark.parametrize("form", FORMATS)
def test_no_hostile_cell_is_a_workflow_command(form: str, hostile_result: Result) -> None:
    given = runner.commands(shown(form, hostile_result))
    if form == "github":
        assert {command.name for command in given} <= OWN
        # A cell may add neither a property nor a line to the one command it stands in.
        assert all(set(command.properties) <= {"file", "line", "title"} for command in given)
        assert all("\n" not in command.data and "\r" not in command.data for command in given)
    else:
        assert given == []


@pytest.mark.parametrize("form", FORMATS)
def test_no_hostile_cell_leaves_a_character_that_a_terminal_obeys(form: str, hostile_result: Result) -> None:
    text = shown(form, hostile_result)
    allowed = {"\n"} | ({"\u200b"} if form in {"markdown", "summary"} else set())
    live = {c for c in set(text) - allowed if unicodedata.category(c) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}}
    assert live == set()


def test_hostile_cells_leave_xml_well_formed(hostile_result: Result) -> None:
    suites = ElementTree.fromstring(shown("junit", hostile_result))  # noqa: S314
    assert {element.tag for element in suites.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out",
    }  # fmt: skip
    assert len(suites.findall("testsuite")) == len(hostile.CELLS) + 1


def test_too_many_findings_still_block(many: Result) -> None:
    assert exit_code(many) is Exit.FINDINGS


def test_sarif_within_its_limits(many: Result) -> None:
    text = shown("sarif", many)
    run = json.loads(text)["runs"][0]
    assert len(run["results"]) == sarif.LIMIT == 25_000
    assert len(gzip.compress(text.encode())) < 10 * 1024 * 1024
    told = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert "25000" in told
    assert "30000" in told
    levels = [one["level"] for one in run["results"]]
    assert levels == sorted(levels, key=["error", "warning", "note"].index), "what blocks comes first"


def test_annotations_within_their_limits(many: Result) -> None:
    given = runner.commands(shown("github", many))
    for level in OWN:
        assert sum(command.name == level for command in given) == github.LIMIT
    hidden = [int(n) for command in given for n in re.findall(r"^Otros (\d+) hallazgos", command.data)]
    assert sum(hidden) + 3 * (github.LIMIT - 1) == 30_000


@pytest.mark.parametrize(("form", "limit"), [("markdown", 65_536), ("summary", 1024 * 1024)])
def test_documents_within_their_limits(form: str, limit: int, many: Result) -> None:
    text = shown(form, many)
    assert len(text.encode()) <= limit
    assert len(text.encode()) > limit * 0.9, "the room is used"
    count = re.search(r"Se muestran (\d+) de 30000 hallazgos", text)
    assert count
    assert int(count[1]) == len(re.findall(r"`[0-9a-f]{12}`", text))
    assert text.count("<details") == text.count("</details>")
    assert "**error " in text
    assert not re.search(r"\*\*(advertencia|nota) [A-Z]{3}-\d{3}\*\*", text), "errors fill the room first"


def test_page_within_its_limit(many: Result) -> None:
    text = shown("html", many)
    assert len(from_html(text)) == html.LIMIT
    assert f"Esta página lleva {html.LIMIT} de 30000 hallazgos" in text


def test_junit_within_its_limit(many: Result) -> None:
    text = shown("junit", many)
    suites = ElementTree.fromstring(text)  # noqa: S314
    for case in suites.iter("testcase"):
        lines = "".join(case.itertext()).strip().splitlines()
        assert len(lines) <= junit.LIMIT + 1
    assert re.search(rf"Se muestran {junit.LIMIT} de \d+ hallazgos", text)
