"""Hostile cells: a finding where one is due, and nothing that a terminal would obey in any output."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING

import pytest
from tests.cases.runner import judge, live, rendered
from tests.conftest import CONFORMING

if TYPE_CHECKING:
    from pathlib import Path

    from check_report.model import Result

HOSTILE = {
    "exponent": "1E+999999",
    "decimal": "3.0",
    "plus": "+5",
    "underscore": "1_000",
    "grouped": "1,000",
    "hexadecimal": "0x1F",
    "not a number": "NaN",
    "Arabic digits": "٣",
    "fullwidth digits": "２０２１-１０-２１",
    "superscript": "²",
    "sixteen digits": "9999999999999999",
    "five thousand digits": "7" * 5_000,
    "blank before": " 5",
    "line break after": "5\n",
    "no such day": "2021-02-30",
    "one digit": "2021-2-3",
    "year zero": "0000-01-01",
    "year 10,000": "10000-01-01",
    "with an hour": "2021-10-21T00:00:00",
    "true-ish": "sí",
    "truer": "TRue",
    "console colours": "[red]x[/red]",
    "unopened console style": "[/x]",
    "console link": "[link=https://example.org]x[/link]",
    "HTML": "<script>alert(1)</script>",
    "escape sequence": "\x1b[31mrojo\x1b[0m",
    "clipboard": "\x1b]52;c;c2VjcmV0bw==\x07",
    "C1 control": "\x9b31m",
    "right to left": "\u202e12-01-1202\u2066",
    "zero width": "20\u200b21",
    "line separator": "uno\u2028dos",
    "tag characters": "\U000e0041\U000e007f",
    "private use": "\ue000",
    "SQL": "'; DROP TABLE informe; --",
    "placeholder": "{observed} {batch} {{ tabla: x }} %s",
    "formula": "=HYPERLINK(A1)",
    "workflow command": "::error::x",
    "surrogate pair": "😀",
}
INVISIBLE = {
    "escape sequence",
    "clipboard",
    "C1 control",
    "right to left",
    "zero width",
    "tag characters",
    "private use",
}
MARKUP = {"console colours", "unopened console style", "console link", "HTML"}
TEXT = ("puntos_presentados", "texto")
TYPED = {
    "integer": ("cifras_declaradas", "valor"),
    "date": ("envios", "fecha"),
    "boolean": ("asistencia", "asistio"),
}


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """One check of four reports, each with all hostile cells in a field of another type."""
    place = tmp_path_factory.mktemp("cells")
    reports = []
    for kind, (table, field) in {**TYPED, "string": TEXT}.items():
        report = shutil.copytree(CONFORMING, place / kind)
        plant(report / "tablas" / f"{table}.csv", field)
        reports.append(report)
    return judge(reports)


def plant(path: Path, field: str) -> None:
    """Gives a table one row for each hostile cell, like its first row but for the cell."""
    header, first, *_ = csv.reader(path.read_text(encoding="utf-8").splitlines())
    place = header.index(field)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([*first[:place], cell, *first[place + 1 :]] for cell in HOSTILE.values())
    path.write_text(buffer.getvalue(), encoding="utf-8", newline="")


def rows(result: Result, kind: str, rule: str, field: str) -> set[str]:
    """The names of the hostile cells that a rule finds in a field."""
    report = next(report for report in result.reports if report.name == kind)
    names = list(HOSTILE)
    found = [f for f in report.findings if f.rule == rule and f.location.field == field]
    return {names[f.location.row - 1] for f in found if f.location.row}


@pytest.mark.parametrize("kind", TYPED)
def test_no_hostile_cell_passes_for_a_typed_one(kind: str, spoilt: Result) -> None:
    assert rows(spoilt, kind, "EST-003", TYPED[kind][1]) == set(HOSTILE)


def test_a_text_may_say_anything_but_what_cannot_be_seen(spoilt: Result) -> None:
    assert rows(spoilt, "string", "EST-010", TEXT[1]) == INVISIBLE
    assert rows(spoilt, "string", "EST-011", TEXT[1]) == MARKUP
    assert rows(spoilt, "string", "EST-003", TEXT[1]) == set()


def test_what_cannot_be_seen_is_found_in_typed_cells_too(spoilt: Result) -> None:
    for kind, (_, field) in TYPED.items():
        assert rows(spoilt, kind, "EST-010", field) == INVISIBLE
        assert rows(spoilt, kind, "EST-011", field) == MARKUP


def test_there_is_no_fault_and_nothing_live_in_any_output(spoilt: Result) -> None:
    assert spoilt.faults == ()
    for form, text in rendered(spoilt).items():
        assert live(text, color=form == "color") == set()


def test_what_is_hidden_is_shown_by_its_number(spoilt: Result) -> None:
    text = rendered(spoilt)["text"]
    for shown in ("\\u001b[31mrojo", "\\u202e12-01-1202\\u2066", "20\\u200b21", "\\u009b31m", "[red]x[/red]"):
        assert shown in text


def test_blanks_alone_are_an_empty_cell(tmp_path: Path) -> None:
    report = shutil.copytree(CONFORMING, tmp_path / CONFORMING.name)
    path = report / "tablas" / "sesiones.csv"
    words = path.read_text(encoding="utf-8").replace(",ordinaria,10,", ', ,"\t",', 1)
    path.write_text(words, encoding="utf-8", newline="")
    found = {(f.rule, f.location.field) for f in judge([report]).reports[0].findings}
    assert {("EST-004", "tipo"), ("EST-004", "numero")} <= found
    assert not any(rule == "EST-003" for rule, _ in found)


@pytest.mark.parametrize("year", ["0", "-1", "99999", "999999999999999"])
def test_an_absurd_year_is_a_finding(year: str, tmp_path: Path) -> None:
    report = shutil.copytree(CONFORMING, tmp_path / CONFORMING.name)
    path = report / "tablas" / "informe.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",2021,", f",{year},", 1), encoding="utf-8")
    text = report / "informe.md"
    text.write_text(text.read_text(encoding="utf-8") + "\n\nEl 3 de mayo.\n", encoding="utf-8")
    result = judge([report])
    assert result.faults == ()
    assert ("EST-005", "anio") in {(f.rule, f.location.field) for f in result.reports[0].findings}
