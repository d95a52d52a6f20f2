"""The byte gate: whatever stands where a file of a report should stand gives a finding, and nothing worse."""

from __future__ import annotations

import codecs
import io
import os
import shutil
import socket
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.cases.runner import judge, live, rendered
from tests.conftest import CONFORMING

from check_report.model import Severity
from check_report.rulebook import book
from check_report.source import gate
from check_report.source.report import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from _pytest.mark import ParameterSet

SESSIONS = "tablas/sesiones.csv"
GOOD = (CONFORMING / SESSIONS).read_bytes()
PROSE = (CONFORMING / gate.PROSE).read_bytes()
OUTSIDE = "palabra-de-afuera"

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and devices are not made there")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A copy of the conforming report, with nothing beside it but a file that nobody may read."""
    (tmp_path / "afuera").mkdir()
    (tmp_path / "afuera" / "secreto.csv").write_text(f"{OUTSIDE}\n", encoding="utf-8")
    return shutil.copytree(CONFORMING, tmp_path / CONFORMING.name)


def rules_found(report: Path) -> dict[str, set[str]]:
    """Rule → the files it finds something in, structure only; every output harmless, no fault."""
    result = judge([report])
    outputs = rendered(result)
    assert result.faults == ()
    assert all(not live(text, color=form == "color") for form, text in outputs.items())
    assert all(OUTSIDE not in text for text in outputs.values())
    found: dict[str, set[str]] = {}
    for finding in result.reports[0].findings:
        if finding.rule.startswith("EST"):
            found.setdefault(finding.rule, set()).add(finding.location.file)
            assert finding.message
            assert "{" not in finding.hint
    return found


def lines(*rows: str, end: str = "\n") -> bytes:
    return "".join(row + end for row in rows).encode()


HEADER, FIRST, *_ = GOOD.decode().splitlines()
OTHERS = GOOD.decode().splitlines()[2:]


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return buffer.getvalue()


def spoilt(name: str, rule: str, content: bytes) -> ParameterSet:
    return pytest.param(rule, content, id=f"{rule} {name}")


TABLES = [
    spoilt("NUL in a cell", "EST-001", GOOD.replace(b"ordinaria", b"ordi\0naria", 1)),
    spoilt("NUL in the header", "EST-001", b"\0" + GOOD),
    spoilt("nothing but NUL", "EST-001", bytes(1000)),
    spoilt("open quote in the first row", "EST-001", GOOD.replace(b"\n2021", b'\n"2021', 1)),
    spoilt("open quote in the last row", "EST-001", GOOD + b'"2021-ORD-13,ordinaria'),
    spoilt("open quote in the header", "EST-001", b'"' + GOOD),
    spoilt("letters after a closing quote", "EST-001", GOOD.replace(b"ordinaria", b'"ordi"naria', 1)),
    spoilt("blank after a closing quote", "EST-001", GOOD.replace(b"ordinaria", b'"ordinaria" ', 1)),
    spoilt("quote junk in the header", "EST-001", GOOD.replace(b"tipo", b'"ti"po', 1)),
    spoilt("a lone quote", "EST-001", b'"'),
    spoilt("UTF-16 little-endian", "EST-001", codecs.BOM_UTF16_LE + GOOD.decode().encode("utf-16-le")),
    spoilt("UTF-16 big-endian", "EST-001", codecs.BOM_UTF16_BE + GOOD.decode().encode("utf-16-be")),
    spoilt("UTF-16 without a mark", "EST-001", GOOD.decode().encode("utf-16-le")),
    spoilt("UTF-32", "EST-001", GOOD.decode().encode("utf-32")),
    spoilt("bytes that no encoding has", "EST-001", GOOD.replace(b"ordinaria", b"\x81\x8d\xff", 1)),
    spoilt("half a character", "EST-001", GOOD + b"\x8f\xc3"),
    spoilt("an EBCDIC file", "EST-001", GOOD.decode().encode("cp500", "replace")),
    spoilt("a workbook by another name", "EST-001", zipped()),
    spoilt("a picture", "EST-001", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    spoilt("empty", "EST-001", b""),
    spoilt("nothing but line ends", "EST-001", b"\r\n\n\n"),
    spoilt("nothing but blanks", "EST-001", b"   \t  "),
    spoilt("nothing but a byte order mark", "EST-001", codecs.BOM_UTF8),
    spoilt("nothing but commas", "EST-001", b",,,,,\n"),
    spoilt("a blank first line", "EST-001", b"\n" + GOOD),
    spoilt("a cell of 200,000 letters", "EST-001", GOOD.replace(b"ordinaria", b"a" * 200_000, 1)),
    spoilt("no header", "EST-002", lines(FIRST, *OTHERS)),
    spoilt("a column less", "EST-002", GOOD.replace(b",modalidad", b"", 1)),
    spoilt("a column more", "EST-002", GOOD.replace(b",modalidad", b",modalidad,lugar", 1)),
    spoilt("a column twice", "EST-002", GOOD.replace(b"fecha_texto", b"fecha", 1)),
    spoilt("a column without a name", "EST-002", GOOD.replace(b"fecha_texto", b"", 1)),
    spoilt("every column twice", "EST-002", lines(f"{HEADER},{HEADER}", f"{FIRST},{FIRST}")),
    spoilt("another letter case", "EST-002", GOOD.replace(b"fecha,", b"Fecha,", 1)),
    spoilt("an accent too many", "EST-002", GOOD.replace(b"numero", "número".encode(), 1)),
    spoilt("an invisible character", "EST-002", GOOD.replace(b"tipo", "tipo\u200b".encode(), 1)),
    spoilt("an escape sequence in it", "EST-002", GOOD.replace(b"tipo", b"\x1b[31mtipo", 1)),
    spoilt("markup in it", "EST-002", GOOD.replace(b"tipo", b"[red]tipo[/red]", 1)),
    spoilt("another separator", "EST-002", GOOD.replace(b",", b"|")),
    spoilt("a web page", "EST-002", b"<!DOCTYPE html>\n<html><body>404</body></html>\n"),
    spoilt("a JSON file", "EST-002", b'{"sesiones": []}\n'),
    spoilt("a word for a number", "EST-003", GOOD.replace(b",10,", b",diez,", 1)),
    spoilt("the day first", "EST-003", GOOD.replace(b"2021-10-21", b"21/10/2021", 1)),
    spoilt("an empty key", "EST-004", GOOD.replace(b"\n2021-ORD-10,", b"\n,", 1)),
    spoilt("blanks for a required cell", "EST-004", GOOD.replace(b",ordinaria,", b",   ,", 1)),
    spoilt("a word out of the list", "EST-005", GOOD.replace(b",ordinaria,", b",ordinario,", 1)),
    spoilt("another form", "EST-005", GOOD.replace(b"2021-ORD-10", b"ORD-10-2021", 1)),
    spoilt("below the minimum", "EST-005", GOOD.replace(b",10,", b",-10,", 1)),
    spoilt("a row twice", "EST-006", lines(HEADER, FIRST, FIRST, *OTHERS)),
    spoilt("a short row", "EST-008", lines(HEADER, FIRST, "2021-ORD-11,ordinaria", *OTHERS[1:])),
    spoilt("a long row", "EST-008", lines(HEADER, FIRST + ",de,más", *OTHERS)),
    spoilt("every row long", "EST-008", GOOD.replace(b"a distancia\n", b"a distancia,de,m,s\n")),
    spoilt("a blank row", "EST-008", lines(HEADER, FIRST, "", *OTHERS)),
    spoilt("a row of commas", "EST-008", lines(HEADER, FIRST, ",,,,,", *OTHERS)),
    spoilt("a row of blanks", "EST-008", lines(HEADER, FIRST, " , , , , , ", *OTHERS)),
    spoilt("a blank row at the end", "EST-008", GOOD + b"\n"),
    spoilt("a title above the header", "EST-008", lines("Sesiones", HEADER, FIRST, *OTHERS)),
    spoilt("byte order mark", "EST-009", codecs.BOM_UTF8 + GOOD),
    spoilt("Windows-1252", "EST-009", GOOD.decode().encode("cp1252") + b"2021-EXT-03,extra\xf1a,3,,,\n"),
    spoilt("semicolons", "EST-009", GOOD.replace(b",", b";")),
    spoilt("tabulators", "EST-009", GOOD.replace(b",", b"\t")),
    spoilt("byte order mark and semicolons", "EST-009", codecs.BOM_UTF8 + GOOD.replace(b",", b";")),
    spoilt("a control character", "EST-010", GOOD.replace(b"a distancia", b"a\x07 distancia", 1)),
    spoilt("a right-to-left mark", "EST-010", GOOD.replace(b"a distancia", "\u202ea".encode(), 1)),
    spoilt("HTML", "EST-011", GOOD.replace(b"a distancia", b"<b>a</b>", 1)),
]


@pytest.mark.parametrize(("rule", "content"), TABLES)
def test_a_bad_table_gives_its_finding(rule: str, content: bytes, report: Path) -> None:
    (report / SESSIONS).write_bytes(content)
    assert SESSIONS in rules_found(report)[rule]


@pytest.mark.parametrize(
    ("rule", "content"),
    [
        spoilt("NUL", "EST-001", PROSE + b"\0"),
        spoilt("UTF-16", "EST-001", PROSE.decode().encode("utf-16")),
        spoilt("bytes that no encoding has", "EST-001", PROSE + b"\x81\xff"),
        spoilt("Windows-1252", "EST-009", PROSE.decode().encode("cp1252", "replace")),
        spoilt("byte order mark", "EST-009", codecs.BOM_UTF8 + PROSE),
    ],
)
def test_a_bad_text_gives_its_finding(rule: str, content: bytes, report: Path) -> None:
    (report / gate.PROSE).write_bytes(content)
    assert rules_found(report) == {rule: {gate.PROSE}}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(GOOD.replace(b"\n", b"\r\n"), id="Windows line ends"),
        pytest.param(GOOD.replace(b"\n", b"\r"), id="old Macintosh line ends"),
        pytest.param(GOOD.rstrip(b"\n"), id="no last line end"),
        pytest.param(
            lines(*(",".join(f'"{cell}"' for cell in line.split(",")) for line in (HEADER, FIRST, *OTHERS))),
            id="every cell quoted",
        ),
        pytest.param(
            lines(*(",".join(line.split(",")[::-1]) for line in (HEADER, FIRST, *OTHERS))),
            id="columns in another order",
        ),
        pytest.param(
            GOOD.replace(b"a distancia", b'"por ""Webex""; ""Zoom""; ""Meet""; a distancia"'),
            id="semicolons between quotes",
        ),
    ],
)
def test_another_way_to_write_the_same_is_no_finding(content: bytes, report: Path) -> None:
    (report / SESSIONS).write_bytes(content)
    assert rules_found(report) == {}


def test_a_table_with_its_header_only_is_read_and_what_points_into_it_is_found(report: Path) -> None:
    (report / SESSIONS).write_bytes(lines(HEADER))
    found = rules_found(report)
    assert SESSIONS not in set().union(*found.values())
    assert found["EST-007"] >= {"tablas/acuerdos.csv", "tablas/asistencia.csv"}


def linked(report: Path) -> None:
    (report / SESSIONS).unlink()
    (report / SESSIONS).symlink_to(report.parent / "afuera" / "secreto.csv")


def linked_inside(report: Path) -> None:
    (report / SESSIONS).rename(report / "copia.csv")
    (report / SESSIONS).symlink_to(report / "copia.csv")


def dangling(report: Path) -> None:
    (report / SESSIONS).unlink()
    (report / SESSIONS).symlink_to(report / "nada.csv")


def endless(report: Path) -> None:
    (report / SESSIONS).unlink()
    (report / SESSIONS).symlink_to(report / SESSIONS)


def linked_device(report: Path) -> None:
    (report / SESSIONS).unlink()
    (report / SESSIONS).symlink_to("/dev/zero")


def linked_to_a_system_file(report: Path) -> None:
    (report / SESSIONS).unlink()
    (report / SESSIONS).symlink_to("../../../../../../../../etc/passwd")


def device(report: Path) -> None:
    (report / SESSIONS).unlink()
    try:
        os.mknod(report / SESSIONS, 0o020666, os.makedev(1, 5))
    except OSError:
        pytest.skip("only the superuser makes devices")


def pipe(report: Path) -> None:
    (report / SESSIONS).unlink()
    os.mkfifo(report / SESSIONS)


def plug(report: Path) -> None:
    (report / SESSIONS).unlink()
    here = os.getcwd()  # noqa: PTH109 - a socket's address is short, so it is made from its own folder
    os.chdir(report / "tablas")
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("sesiones.csv")
    finally:
        os.chdir(here)


def folder(report: Path) -> None:
    (report / SESSIONS).unlink()
    (report / SESSIONS).mkdir()


def huge(report: Path) -> None:
    with (report / SESSIONS).open("r+b") as stream:
        stream.truncate(gate.MAX_BYTES + 1)


def gone(report: Path) -> None:
    (report / SESSIONS).unlink()


def renamed(report: Path) -> None:
    (report / SESSIONS).rename(report / "tablas" / "sesiones (2).csv")


@pytest.mark.parametrize(
    "spoil",
    [
        *(
            pytest.param(one, marks=posix)
            for one in (
                linked,
                linked_inside,
                dangling,
                endless,
                linked_device,
                linked_to_a_system_file,
                device,
                pipe,
                plug,
            )
        ),
        folder,
        huge,
        gone,
        renamed,
    ],
    ids=lambda spoil: spoil.__name__,
)
def test_what_is_no_file_of_the_report_is_not_read(spoil: Callable[[Path], None], report: Path) -> None:
    spoil(report)
    assert SESSIONS in rules_found(report)["EST-001"]


@posix
@pytest.mark.parametrize("part", ["tablas", "."])
def test_a_linked_folder_is_not_entered(part: str, report: Path) -> None:
    away = report.parent / "afuera" / "otro"
    (report / part).rename(away)
    (report / part).symlink_to(away)
    found = rules_found(report)
    assert len(found["EST-001"]) >= len(book.load().report_tables)


def test_a_file_where_the_folder_of_tables_should_be(report: Path) -> None:
    shutil.rmtree(report / "tablas")
    (report / "tablas").write_bytes(GOOD)
    assert len(rules_found(report)["EST-001"]) == len(book.load().report_tables)


@pytest.mark.parametrize(
    "name",
    [
        "acuerdos (2).csv",
        "Sesiones de la Comisión.xlsx",
        "[red]x[bold].csv",
        *(
            pytest.param(name, marks=posix)
            for name in ("\x1b[2J.csv", "a\nb.csv", "\u202evsc.exe", "<b>.csv", "%0A::error.csv", "..csv~")
        ),
    ],
)
def test_a_file_too_many_is_named(name: str, report: Path) -> None:
    (report / "tablas" / name).write_bytes(OUTSIDE.encode())
    assert rules_found(report) == ({"EST-012": {f"tablas/{name}"}} if name[0] != "." else {})


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are text there")
def test_a_file_name_that_is_not_text_is_named(report: Path) -> None:
    with open(os.fsencode(report / "tablas") + b"/\xff\xfe.csv", "wb"):  # noqa: PTH123 - a name in bytes
        pass
    assert rules_found(report) == {"EST-012": {"tablas/\\udcff\\udcfe.csv"}}


@posix
def test_a_folder_too_many_is_named_and_not_entered(report: Path) -> None:
    (report / "tablas" / "2020").symlink_to(report.parent / "afuera")
    assert rules_found(report) == {"EST-012": {"tablas/2020"}}


@posix
def test_a_file_swapped_for_a_link_at_the_last_moment_is_not_read(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.open

    def swapping(path: Path, *arguments: int) -> int:
        if str(path).endswith(SESSIONS):
            linked(report)
        return original(path, *arguments)

    monkeypatch.setattr(gate.os, "open", swapping)
    source = read(report, "r", book.load().report_tables)
    assert [(f.name, f.file) for f in source.failures] == [("unreadable", SESSIONS)]


def test_a_file_that_the_system_keeps_is_a_finding(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(gate.os, "open", refuse)
    source = read(report, "r", book.load().report_tables)
    assert {f.name for f in source.failures} == {"unreadable"}


def test_a_blank_row_is_not_also_a_repeated_key(report: Path) -> None:
    (report / SESSIONS).write_bytes(lines(HEADER, "", FIRST, "", *OTHERS, "", ""))
    assert rules_found(report) == {"EST-008": {SESSIONS}}


def test_what_is_found_after_blank_rows_and_long_cells_knows_its_line(report: Path) -> None:
    long = FIRST.replace("a distancia", '"a\ndistancia\r\no no"')
    (report / SESSIONS).write_bytes(lines(HEADER, long, "", "x", *OTHERS))
    finding = next(f for f in judge([report]).reports[0].findings if f.rule == "EST-005")
    assert (finding.location.row, finding.location.line, finding.observed) == (3, 6, "x")


def test_a_report_with_every_file_spoilt_is_rejected_without_a_fault(report: Path) -> None:
    for index, path in enumerate(sorted((report / "tablas").iterdir())):
        path.write_bytes(TABLES[index].values[1])
    result = judge([report])
    assert result.faults == ()
    assert any(f.severity is Severity.ERROR for f in result.reports[0].findings)
