"""The real document in the formats that other programs make of it, and the reference it is held against."""

from __future__ import annotations

import csv
import html
import re
import shutil
import subprocess
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from tests.conftest import REAL, ROOT

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


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes the real document in a format, once."""
    folder = tmp_path_factory.mktemp("impreso")

    def run(*command: str) -> None:
        if shutil.which(command[0]) is None:
            pytest.skip(NEEDED)
        subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=180)

    page = folder / "pagina.html"
    office = (
        "soffice",
        f"-env:UserInstallation={(folder / 'perfil').as_uri()}",
        "--headless",
        "--convert-to",
    )

    def by_office() -> None:
        run(*office, "docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)", page.name)
        (folder / "pagina.docx").rename(folder / "informe.office.docx")

    def as_pdf() -> None:
        make("office.docx")
        run(*office, "pdf", "informe.office.docx")
        (folder / "informe.office.pdf").rename(folder / "informe.pdf")

    def as_page_again() -> None:
        make("docx")
        run("pandoc", "informe.docx", "-s", "-o", "informe.pandoc.html")

    makers: dict[str, Callable[[], object]] = {
        "txt": lambda: shutil.copyfile(SOURCE, folder / "informe.txt"),
        "md": lambda: run("pandoc", page.name, "-t", "gfm", "-o", "informe.md"),
        "docx": lambda: run("pandoc", page.name, "-o", "informe.docx"),
        "office.docx": by_office,
        "html": lambda: shutil.copyfile(page, folder / "informe.html"),
        "pandoc.html": as_page_again,
        "pdf": as_pdf,
    }

    def make(kind: str) -> Path:
        if not SOURCE.is_file():
            pytest.skip("the printed report is not beside the repository")
        path = folder / f"informe.{kind}"
        if not path.exists():
            page.write_text(as_html(SOURCE.read_text(encoding="utf-8")), encoding="utf-8")
            makers[kind]()
        return path

    return make
