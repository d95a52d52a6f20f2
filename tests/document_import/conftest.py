"""The real document in the formats that other programs make of it, and the reference it is held against."""

from __future__ import annotations

import csv
import html
import re
import shutil
import subprocess
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import REAL, ROOT, check_here

from check_report.document import importing
from check_report.rulebook import book

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from check_report.document.importing import Imported

SOURCE = ROOT.parent / "shared" / "document" / "tercer-informe-trimestral-2021.txt"
NEEDED = "the program that makes this format is not here"


def imported(path: Path) -> Imported:
    return importing.read(path, book.load())


def rows(given: Imported, table: str) -> list[dict[str, str]]:
    names = [field.name for field in given.tables[table].fields]
    return [{name: row.values.get(name, "") for name in names} for row in given.placed.tables[table]]


def reference(table: str, folder: Path = REAL) -> list[dict[str, str]]:
    with (folder / "tablas" / f"{table}.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def as_html(text: str) -> str:
    """The document's text as a page: rows with tabs are tables, lines after a dash are lists."""
    parts = ["<html><head><meta charset='utf-8'></head><body>"]
    for kind, group in groupby(text.split("\n"), key=_kind):
        lines = list(group)
        if kind == "row":
            width = max(line.count("\t") for line in lines) + 1
            cells = [[*line.split("\t"), *[""] * width][:width] for line in lines]
            body = "".join(f"<tr>{''.join(f'<td>{_inline(c)}</td>' for c in row)}</tr>" for row in cells)
            parts.append(f"<table border='1'>{body}</table>")
        elif kind == "item":
            parts.append(f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>")
        elif kind == "line":
            parts.append(f"<p>{'<br>'.join(map(_inline, lines))}</p>")
    return "\n".join([*parts, "</body></html>"])


def _kind(line: str) -> str:
    if "\t" in line:
        return "row"
    return "item" if line.startswith("- ") else "line" if line.strip() else "blank"


def _inline(text: str) -> str:
    escaped = text if "<" in text else html.escape(text, quote=False)
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escaped)


class Press:
    """Makes the real document in other formats, by programs that are not ours."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._page = folder / "pagina.html"

    def make(self, kind: str) -> Path:
        """The document in a format, made once."""
        if not SOURCE.is_file():
            pytest.skip("the printed report is not beside the repository")
        path = self._folder / f"informe.{kind}"
        if not path.exists():
            self._page.write_text(as_html(SOURCE.read_text(encoding="utf-8")), encoding="utf-8")
            getattr(self, f"_{kind.replace('.', '_')}")(path)
        return path

    def _txt(self, path: Path) -> None:
        shutil.copyfile(SOURCE, path)

    def _html(self, path: Path) -> None:
        shutil.copyfile(self._page, path)

    def _md(self, path: Path) -> None:
        self._run("pandoc", self._page.name, "-t", "gfm", "-o", path.name)

    def _docx(self, path: Path) -> None:
        self._run("pandoc", self._page.name, "-o", path.name)

    def _pandoc_html(self, path: Path) -> None:
        self._run("pandoc", self.make("docx").name, "-s", "-o", path.name)

    def _office_docx(self, path: Path) -> None:
        self._office("docx:MS Word 2007 XML", self._page, "--infilter=HTML (StarWriter)")
        self._page.with_suffix(".docx").rename(path)

    def _pdf(self, path: Path) -> None:
        office = self.make("office.docx")
        self._office("pdf", office)
        office.with_suffix(".pdf").rename(path)

    def _office(self, to: str, source: Path, *more: str) -> None:
        profile = f"-env:UserInstallation={(self._folder / 'perfil').as_uri()}"
        self._run("soffice", profile, "--headless", "--convert-to", to, *more, source.name)

    def _run(self, *command: str) -> None:
        if shutil.which(command[0]) is None:
            pytest.skip(NEEDED)
        subprocess.run(command, check=True, capture_output=True, cwd=self._folder, timeout=180)


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes the real document in a format, once."""
    return Press(tmp_path_factory.mktemp("impreso")).make


def found(folder: Path, text: str) -> set[tuple[str, str]]:
    """The errors and warnings of a document: rule and words observed."""
    path = folder / "informe.txt"
    path.write_text(text, encoding="utf-8")
    given, report = imported(path), folder / "informe"
    report.mkdir()
    importing.fill(given, report)
    findings: list[dict[str, Any]] = check_here([report])["reports"][0]["findings"]
    return {(one["rule"], str(one["observed"])) for one in findings if one["severity"] != "note"}
