"""Each format opens in its reader, shows every row, is the same twice, and obeys no cell."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import docx
import pdfplumber
import pytest
from tests.document_export.conftest import grids

from check_report.document.blocks import Document, Grid, Heading, Item, Note, Paragraph
from check_report.document.export import FORMATS, export, html, pdf
from check_report.document.export import docx as word
from check_report.rulebook import book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

WRITERS = {"docx": word.write, "html": html.write, "pdf": pdf.write}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">aquí</a>',
    "</td></tr></table><h1>otro</h1>",
    "</style><style>*{display:none}</style>",
    "<b>negrita</b> <font color=red>rojo</font> <para>",
    "&lt;b&gt; &amp; &#65; &copy",
    '=HYPERLINK("https://x.mx";"clic")',
    "=cmd|' /C calc'!A0",
    '{ HYPERLINK "https://x.mx" }',
    "{{ tabla: acuerdos }} {{ config }} {% raw %}",
    "**negrita** _cursiva_ [^1] [x](https://x.mx)",
    "]]> <?xml version='1.0'?> <!-- -->",
    "a\x1b]52;c;AAAA\x07b\x9b31m",
    "\u202eoculto\u202c \u200b\ufeff",
    "x" * 900,
    "palabra " * 900,
    "日本語 🗳 ﷽ ł ő ✓",
]
STRANGE = len(HOSTILE) - 1
"""Letters that the PDF's font has not: written by their numbers."""
SHOWN = {13: "a\\u001b]52;c;AAAA\\u0007b\\u009b31m", 14: "\\u202eoculto\\u202c \\u200b\\ufeff"}


TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "header",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "li",
    ),
    *("a", "span", "div", "table", "thead", "tbody", "tr", "th", "td", "sup", "strong", "em", "br"),
}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


class Page(HTMLParser):
    """Text and tags of a page, cells row by row."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.text = ""
        self._cell = False
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        self._cell = self._cell and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._cell:
            self.rows[-1][-1] += data


def rows_of(form: str, content: bytes) -> list[tuple[str, ...]]:
    """Every row of every table as the format's own reader gives it, blanks aside."""
    if form == "html":
        found: Iterator[list[str | None]] = iter(Page(content).rows)  # type: ignore[arg-type]
        return [tuple(squeezed(cell or "") for cell in row) for row in found]
    if form == "docx":
        tables = docx.Document(io.BytesIO(content)).tables
        return [tuple(squeezed(c.text) for c in row.cells) for table in tables for row in table.rows]
    with pdfplumber.open(io.BytesIO(content)) as document:
        found = (row for page in document.pages for table in page.extract_tables() for row in table)
        return [tuple(squeezed(cell or "") for cell in row) for row in found]


@pytest.mark.parametrize("form", FORMATS)
def test_every_row_of_every_table_is_shown(document: Document, form: str) -> None:
    shown = rows_of(form, WRITERS[form](document))
    for grid in grids(document):
        for row in grid.rows[grid.header :]:
            assert tuple(map(squeezed, row)) in shown


@pytest.mark.parametrize("form", FORMATS)
def test_all_words_are_shown_in_order(document: Document, form: str) -> None:
    content = WRITERS[form](document)
    if form == "html":
        text = Page(content).text
    elif form == "docx":
        text = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    else:
        with pdfplumber.open(io.BytesIO(content)) as opened:
            pages = [page.filter(lambda o: o.get("bottom", 0) < 735).extract_text() for page in opened.pages]
        text = "\n".join(pages)
    position, said = 0, squeezed(text)
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph | Note) or (
            isinstance(block, Item) and "\t" not in block.text
        ):
            position = said.index(squeezed(block.text), position)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_gives_the_same_bytes(folder: Path, form: str) -> None:
    assert export(folder, form, book.load()) == export(folder, form, book.load())


@pytest.mark.parametrize("form", FORMATS)
def test_hostile_cells_and_prose_are_words_and_nothing_else(
    base: Path, with_cells: Callable[..., Path], form: str
) -> None:
    with_cells("sesiones_ine", "instancia", HOSTILE[:6])
    with_cells("reportes_sivople", "sistema", HOSTILE[6:])
    folder = with_cells("acuerdos", "asunto", HOSTILE[:11])
    prose = (base / "informe.md").read_text(encoding="utf-8")
    spoken = [text for text in HOSTILE if "{{" not in text and "\x1b" not in text]
    (base / "informe.md").write_text(prose + "\n\n" + "\n\n".join(spoken) + "\n", encoding="utf-8")
    content = export(folder, form, book.load())
    INERT[form](content)
    shown = {cell for row in rows_of(form, content) for cell in row}
    if form == "pdf":  # the rows that no page could hold go on overleaf
        with pdfplumber.open(io.BytesIO(content)) as opened:
            shown.add(squeezed("".join(page.extract_text() for page in opened.pages)))
    for number, text in enumerate(HOSTILE):
        printed = squeezed(SHOWN.get(number, text))
        if form == "pdf" and number == STRANGE:
            printed = "\\u65e5\\u672c\\u8a9e\\ud83d\\uddf3\\ufdfdłő✓"
        assert any(printed in cell for cell in shown) or (form == "pdf" and len(printed) > 500), text


def inert_html(content: bytes) -> None:
    page = Page(content)
    assert {tag for tag, _ in page.tags} <= TAGS
    assert sum(tag == "style" for tag, _ in page.tags) == 1
    for _, attributes in page.tags:
        assert not any(name.startswith("on") or name in {"style", "src"} for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")


def inert_docx(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            assert "TargetMode" not in text
            assert re.findall(r"<w:instrText[^>]*>([^<]*)", text) in ([], ["PAGE"])
            assert "fldSimple" not in text
            assert "w:altChunk" not in text


def inert_pdf(content: bytes) -> None:
    for word_ in (b"/URI", b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/OpenAction"):
        assert word_ not in content


INERT: dict[str, Callable[[bytes], None]] = {"html": inert_html, "docx": inert_docx, "pdf": inert_pdf}


def test_html_forbids_everything_but_its_own_style(document: Document) -> None:
    text = html.write(document).decode()
    assert "default-src 'none'; style-src 'sha256-" in text
    assert "<script" not in text
    assert text.count("<h1") == 1
    for anchor in re.findall(r'href="#(\w+)"', text):
        assert f'id="{anchor}"' in text


def test_docx_has_real_headings_and_repeats_its_heading_rows(document: Document) -> None:
    opened = docx.Document(io.BytesIO(word.write(document)))
    styles = [
        (p.style.name, p.text) for p in opened.paragraphs if p.style and p.style.name.startswith("Heading")
    ]
    wanted = [(f"Heading {b.level}", b.text) for b in document.blocks if isinstance(b, Heading) and b.level]
    assert styles == wanted
    assert len(opened.tables) == len(grids(document))
    for table, grid in zip(opened.tables, grids(document), strict=True):
        marked = [bool(xml.xpath("w:trPr/w:tblHeader")) for xml in table._tbl.tr_lst]  # noqa: SLF001
        assert marked == [n < grid.header for n in range(len(grid.rows))]
    captions = [p.text for p in opened.paragraphs if p.style and p.style.name == "Caption"]
    assert captions == [b.text for b in document.blocks if isinstance(b, Paragraph) and b.caption]


def test_pdf_has_bookmarks_page_numbers_and_repeated_headings(document: Document) -> None:
    with pdfplumber.open(io.BytesIO(pdf.write(document))) as opened:
        titles = [title for _, title, *_ in opened.doc.get_outlines()]
        numbers = [page.extract_text().splitlines()[-1] for page in opened.pages]
        heads = [table[0] for page in opened.pages for table in page.extract_tables()]
    assert titles == [b.text for b in document.blocks if isinstance(b, Heading) and b.level]
    assert numbers[1:] == [str(n) for n in range(2, len(numbers) + 1)]
    assert all(head[0] for head in heads)


def test_pdf_contents_made_by_the_program_give_the_true_pages(with_prose: Callable[[str], Path]) -> None:
    sections = "\n\n".join(f"## {n}. Apartado número {n}\n\n" + "Texto. " * 900 for n in range(1, 7))
    content = export(
        with_prose(f"# Informe\n\n## Índice\n\n{{{{ índice }}}}\n\n{sections}\n"), "pdf", book.load()
    )
    with pdfplumber.open(io.BytesIO(content)) as opened:
        texts = [page.extract_text() for page in opened.pages]
    entries = dict(re.findall(r"^(\d)\. Apartado número \d \.+ ?(\d+)$", texts[1], re.MULTILINE))
    assert len(entries) == 6
    for number, page in entries.items():
        assert f"{number}. Apartado número {number}" in texts[int(page) - 1].replace("..", "")


@pytest.mark.parametrize("form", FORMATS)
def test_a_document_with_next_to_nothing_can_be_written(form: str) -> None:
    assert WRITERS[form](Document(()))
    assert WRITERS[form](Document((Heading("Título", 0), Heading("I", 1), Heading("I", 3), Grid((("a",),)))))
