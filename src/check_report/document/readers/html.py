"""Web pages, and what word processors save as such: headings, paragraphs, lists, tables with joined cells.

Reference: HTML Living Standard, 4.3 to 4.9 (sections, grouping content, tabular data).
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml

from check_report.document.blocks import Document, Grid, Heading, Item, Paragraph, Place
from check_report.document.readers import text as words
from check_report.document.readers.txt import decoded
from check_report.source.words.plain import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

    from check_report.document.blocks import Block

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ul", "ol", "menu"})
_CAPTIONS = frozenset({"caption", "figcaption"})
_SETS_APART = (
    word_set("""
        address article aside blockquote body center dd details div dl dt fieldset figure footer form
        header hr html li main nav p pre section summary table
    """)
    | _LISTS
    | _CAPTIONS
    | set(_HEADINGS)
)
_UNSAID = ("script", "style", "head", "template", "object", "iframe")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARED_WITHIN = 4096
"""Bytes: where a page must say how it is encoded, and some more."""
_MARKER = re.compile(r"^([0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,5})([.)])\s+(?=\S)")
_MOST_JOINED = 200
"""Cells that one cell may stand for; more is no report's table."""


def read(content: bytes) -> Document:
    """The blocks of a page, each with its line.

    Raises:
        Unreadable: for bytes that are no text.
    """
    declared = _CHARSET.search(content[:_DECLARED_WITHIN])
    try:
        text = content.decode(declared[1].decode()) if declared else decoded(content)
    except (LookupError, UnicodeDecodeError):
        text = decoded(content)
    # A parser that is given text has no say in how it is encoded.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.removeprefix("\ufeff"))
    page = lxml.document_fromstring(text.replace("\0", "") or "<p></p>")
    etree.strip_elements(page, etree.Comment, *_UNSAID, with_tail=False)
    return Document(tuple(_Reader(page).blocks(page)))


class _Reader:
    """Reads one page, from its first element to its last."""

    def __init__(self, page: HtmlElement) -> None:
        self._paragraphs = self._tables = 0
        # One first heading above all others is the title; then sections start at the second level.
        heads = [element.tag for element in page.iter(*_HEADINGS)]
        self._shift = 1 if heads[:1] == ["h1"] and heads.count("h1") == 1 else 0
        for raised in page.iter("sup"):
            raised.text = (raised.text or "").translate(words.SUPERSCRIPTS)

    def blocks(self, element: HtmlElement, within: str | None = None, depth: int = 0) -> Iterator[Block]:
        """The blocks of an element in order.

        Args:
            element: what to read.
            within: the marker of the list's item it is, if it is one.
            depth: how many lists it stands in.
        """
        said = element.text or ""
        number = _first(element)
        for child in element:
            if not isinstance(child.tag, str):
                said += child.tail or ""
                continue
            if child.tag not in _SETS_APART and not any(one.tag in _SETS_APART for one in child.iter()):
                said += _inline(child) + (child.tail or "")
                continue
            yield from self._paragraph(said, element, within, depth)
            marker = within
            if child.tag == "li":
                marker = f"{number}." if element.tag == "ol" else "-"
                number += 1
            yield from self._block(child, marker, depth)
            said = child.tail or ""
        yield from self._paragraph(said, element, within, depth)

    def _block(self, element: HtmlElement, within: str | None, depth: int) -> Iterator[Block]:
        if element.tag in _HEADINGS:
            text = words.flat(_inline(element))
            if text:
                yield Heading(text, _HEADINGS[element.tag] - self._shift, self._place(element))
        elif element.tag == "table":
            for caption in element.iterchildren("caption"):
                yield from self.blocks(caption)
            yield from self._table(element)
        else:
            yield from self.blocks(element, within, depth + (element.tag in _LISTS))

    def _paragraph(self, said: str, element: HtmlElement, within: str | None, depth: int) -> Iterator[Block]:
        text = words.plain(said if element.tag == "pre" else _lines(said))
        if not text:
            return
        place = self._place(element)
        if element.tag in _CAPTIONS:
            yield Paragraph(text, place, caption=True)
        elif within is None:
            yield words.block(text, place)
        else:
            typed = _MARKER.match(text) if within == "-" else None
            marker = f"{typed[1]}{typed[2]}" if typed else within
            yield Item(text[typed.end() :] if typed else text, marker, place, level=max(depth, 1))

    def _table(self, table: HtmlElement) -> Iterator[Grid]:
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        cells = _spread([[cell for cell in row if cell.tag in ("td", "th")] for row in rows])
        if not cells or not cells[0]:
            return
        self._tables += 1
        heads = sum(_is_head(row) for row in rows)
        yield Grid(
            cells,
            Place(table=self._tables, line=_line(table)),
            tuple(
                Place(table=self._tables, row=number, line=_line(row))
                for number, row in enumerate(rows, start=1)
            ),
            header=max(heads, 1),
        )

    def _place(self, element: HtmlElement) -> Place:
        self._paragraphs += 1
        return Place(paragraph=self._paragraphs, line=_line(element))


def _line(element: HtmlElement) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) else None


def _first(element: HtmlElement) -> int:
    """The number of a list's first item."""
    start = element.get("start", "1")
    return int(start) if start.isdecimal() and len(start) < 5 else 1


def _is_head(row: HtmlElement) -> bool:
    parent = row.getparent()
    return parent is not None and parent.tag == "thead"


def _spread(rows: list[list[HtmlElement]]) -> tuple[tuple[str, ...], ...]:
    """The cells of each row as text, blank where a joined cell goes on."""
    grid: list[dict[int, str]] = [{} for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column in grid[at]:
                column += 1
            across, down = _joined(cell, "colspan"), _joined(cell, "rowspan")
            for below in grid[at : at + down]:
                below.update(dict.fromkeys(range(column, column + across), ""))
            grid[at][column] = words.plain(words.lines(_markup(cell)))
            column += across
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    return tuple(tuple(row.get(column, "") for column in range(width)) for row in grid)


def _joined(cell: HtmlElement, name: str) -> int:
    given = cell.get(name, "1")
    return min(max(int(given), 1), _MOST_JOINED) if given.isdecimal() and len(given) < 5 else 1


def _markup(cell: HtmlElement) -> str:
    """What stands inside a cell, as markup."""
    inside = "".join(lxml.tostring(child, encoding="unicode") for child in cell)
    return escape(cell.text or "", quote=False) + inside


def _inline(element: HtmlElement) -> str:
    """The words of an element that sets nothing apart: breaks kept, a blank where it is empty."""
    if element.tag == "br":
        return "\r"
    said = (element.text or "") + "".join(
        _inline(child) + (child.tail or "") if isinstance(child.tag, str) else child.tail or ""
        for child in element
    )
    return said or " "


def _lines(said: str) -> str:
    """Text as a browser shows it: blanks and line ends are one, but for the breaks that were asked for."""
    return "\n".join(words.flat(line) for line in said.split("\r"))
