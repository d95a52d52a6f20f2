"""The text for people: what it says first, how wide it is, and that no cell can command a terminal."""

from __future__ import annotations

import dataclasses
import os
import re
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.cases.runner import judge, live
from tests.conftest import CONFORMING, REAL, run

from check_report.cli import output
from check_report.model import (
    Cell,
    Evaluation,
    Fault,
    Finding,
    Held,
    Location,
    Outcome,
    Related,
    Report,
    Result,
    Severity,
)
from check_report.render import Style, text
from check_report.render.safe import visible
from check_report.rulebook import book

if TYPE_CHECKING:
    from pathlib import Path

RULES = book.load().rules
TRICKY = [
    "\x1b[31m", "\x1b]52;c;eA==\x07", "\x9b2J", "\x90q\x9c", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028",
    "\u2029", "\x85", "\x0c", "\x08", "\r", "\n", "\t", "[red]", "[/red]", "[/]", "[link=x]", "\\", "\ud800",
    "\U000e0041", "\ue000", "{x}", "%s", "é", "漢字", "😀", " ", "palabra ",
]  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(TRICKY), st.text(max_size=10)), max_size=10).map("".join)
MAYBE = st.one_of(st.none(), WORDS)
NUMBER = st.one_of(st.none(), st.integers(1, 10**6))
CELLS = st.lists(st.builds(Cell, st.sampled_from(["a", "b"]), WORDS, WORDS), max_size=4).map(tuple)
PLACES = st.builds(
    Location, WORDS, line=NUMBER, table=MAYBE, row=NUMBER, field=st.sampled_from(["a", None]), place=MAYBE
)
FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(sorted(RULES)),
    severity=st.sampled_from(Severity),
    location=PLACES,
    observed=MAYBE,
    expected=MAYBE,
    message=WORDS,
    hint=WORDS,
    fingerprint=st.just("0"),
    waived=st.booleans(),
    related=st.lists(st.builds(Related, PLACES, WORDS), max_size=2).map(tuple),
    row=CELLS,
)
EVALUATIONS = st.builds(
    Evaluation,
    rule=st.sampled_from(sorted(RULES)),
    severity=st.sampled_from(Severity),
    required=st.booleans(),
    outcome=st.sampled_from(Outcome),
    examined=st.integers(0, 9),
    findings=st.integers(0, 9),
    reason=MAYBE,
    held=st.lists(st.builds(Held, PLACES, WORDS, WORDS, WORDS), max_size=2).map(tuple),
)
RESULTS = st.builds(
    Result,
    version=st.just("1"),
    rules_digest=st.just("sha256:0"),
    as_of=st.just("2021-12-31"),
    engine=st.just("columnar"),
    strict=st.booleans(),
    rules=st.just(()),
    reports=st.lists(
        st.builds(
            Report,
            name=WORDS,
            path=WORDS,
            title=WORDS,
            titles=st.just(()),
            inputs=st.just(()),
            evaluations=st.lists(EVALUATIONS, max_size=3).map(tuple),
            findings=st.lists(FINDINGS, max_size=3).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    faults=st.lists(st.builds(Fault, WORDS, WORDS), max_size=1).map(tuple),
)
OURS = re.compile(r"\x1b\[[0-9;]*m")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(result=RESULTS, width=st.sampled_from([40, 60, 80, 100]), quiet=st.booleans())
def test_no_data_commands_a_terminal_or_breaks_the_width(result: Result, width: int, quiet: bool) -> None:
    result = dataclasses.replace(result, rules=tuple(RULES.values()))
    plain = text.render(result, str, Style(width, quiet=quiet))
    color = text.render(result, str, Style(width, color=True, quiet=quiet))
    assert live(plain) == set()
    assert live(color, color=True) == set()
    # Colours add nothing but colours: every escape sequence is ours, opened and closed within its line.
    assert [line.rstrip() for line in OURS.sub("", color).splitlines()] == plain.splitlines()
    assert all(line.rfind("\x1b[0m") >= line.rfind("\x1b") for line in color.splitlines())
    assert max(map(cell_len, plain.splitlines()), default=0) <= width


@given(words=st.text())
def test_words_made_visible_are_one_line_and_stay_so(words: str) -> None:
    shown = visible(words)
    assert live(shown) == set()
    assert "\n" not in shown
    assert visible(shown) == shown


@pytest.fixture(scope="module")
def real() -> Result:
    return judge([REAL])


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_real_report_fits_the_width(real: Result, width: int) -> None:
    lines = text.render(real, str, Style(width)).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert not any(line.endswith(" ") for line in lines)


def test_the_verdict_comes_first(real: Result) -> None:
    lines = text.render(real, str, Style()).splitlines()
    assert lines[0].endswith(REAL.name)
    assert lines[1].startswith("NO CONFORME")
    assert text.render(judge([CONFORMING]), str, Style()).splitlines()[1].startswith("CONFORME")


def test_the_wrong_part_of_a_row_is_marked_without_colour(real: Result) -> None:
    plain = text.render(real, str, Style(100))
    assert "red_observacion | 5 | 2021-08-02 | ▸Viernes 2 de agosto de 2021◂" in plain
    assert "Cómo corregir:" in plain
    assert "Fundamento:" in plain


def test_what_was_checked_and_what_was_not_are_both_said(real: Result) -> None:
    plain = text.render(real, str, Style())
    assert "✓ TOT-001  «un total de 18 acuerdos»: 18" in plain
    assert "No se pudo evaluar" in plain
    assert "– CNT-001" in plain


def test_a_waived_finding_is_shown_as_such(real: Result) -> None:
    (report,) = real.reports
    waived = tuple(dataclasses.replace(finding, waived=True) for finding in report.findings)
    plain = text.render(
        dataclasses.replace(real, reports=(dataclasses.replace(report, findings=waived),)), str, Style()
    )
    assert "(dispensado)" in plain
    assert "dispensados" in plain.splitlines()[1] + plain.splitlines()[2]


def test_quiet_says_the_verdict_alone(real: Result) -> None:
    quiet = text.render(real, str, Style(quiet=True)).split("\n\n")
    whole = text.render(real, str, Style()).split("\n\n")
    assert quiet == [whole[0], ""]


class Screen:
    """Something that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "no_color", "expected"),
    [
        ({"TERM": "xterm"}, False, True),
        ({"TERM": "xterm"}, True, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, False, False),
        ({"TERM": "dumb"}, False, False),
    ],
)
def test_colours_are_for_a_person_who_wants_them(
    environment: dict[str, str], no_color: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", Screen())
    assert output.style(quiet=False, no_color=no_color).color is expected


def test_a_pipe_gets_eighty_columns_and_no_colour() -> None:
    ran = run(REAL.name, cwd=REAL.parent, FORCE_COLOR="1", COLUMNS="200", TERM="xterm-256color")
    assert "\x1b" not in ran.out
    assert max(map(cell_len, ran.out.splitlines())) == 80


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("environment", "colored"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_its_width_and_colours(
    environment: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import fcntl
    import pty
    import struct
    import termios

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    for name, value in {"TERM": "xterm-256color", **environment}.items():
        monkeypatch.setenv(name, value)
    pid, terminal = pty.fork()
    if not pid:
        os.chdir(tmp_path)
        command = [sys.executable, "-m", "check_report", str(REAL)]
        os.execve(command[0], command, dict(os.environ))  # noqa: S606 - ourselves
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 72, 0, 0))
    shown = b""
    while True:
        try:
            shown += os.read(terminal, 65536)
        except OSError:
            break
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 1
    # Progress is drawn on the same terminal and wiped; what stays begins with the report's name.
    stays = shown.decode()[shown.decode().index("CVOE 2021") :]
    assert ("\x1b[1;31m" in stays) is colored
    assert max(map(cell_len, OURS.sub("", stays).replace("\r", "").splitlines())) == 72
