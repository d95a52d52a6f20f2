"""Markdown: headings, lists, tables in pipes or HTML, footnotes. Reference: CommonMark 0.31, GFM tables."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from check_report.document.blocks import Document, Grid, Heading, Item, Note, Place
from check_report.document.readers import text as words
from check_report.document.readers.txt import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from check_report.document.blocks import Block

_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:\s*(.+)", re.DOTALL)
_CALL = re.compile(r"\[\^([0-9]+)\]")


def read(content: bytes) -> Document:
    """The blocks of a Markdown text, each with its line.

    Raises:
        Unreadable: for bytes that are no text.
    """
    text = decoded(content)
    tokens = MarkdownIt("commonmark").enable("table").disable("reference").parse(text)
    return Document(tuple(_Reader(tokens, text.split("\n")).blocks()))


class _Reader:
    """Goes through the tokens of one text."""

    def __init__(self, tokens: Sequence[Token], lines: Sequence[str]) -> None:
        self._tokens = tokens
        self._lines = lines
        self._paragraphs = self._tables = 0
        self._markers: list[str] = []
        heads = [token.tag for token in tokens if token.type == "heading_open"]
        # One first heading above all others is the title; then sections start at the second level.
        self._shift = 1 if heads[:1] == ["h1"] and heads.count("h1") == 1 else 0

    def blocks(self) -> Iterator[Block]:
        """The blocks in order."""
        within = False  # a table, whose cells are tokens too
        for position, token in enumerate(self._tokens):
            within = (within or token.type == "table_open") and token.type != "table_close"
            if token.type == "table_open":
                yield self._table(position)
            elif not within:
                yield from self._block(token, position)

    def _block(self, token: Token, position: int) -> Iterator[Block]:
        match token.type:
            case "heading_open":
                level = int(token.tag[1:]) - self._shift
                yield Heading(self._said(self._tokens[position + 1]), level, self._place(token))
            case "paragraph_open":
                yield from self._paragraph(token, self._tokens[position + 1])
            case "list_item_open":
                self._markers.append(f"{token.info}{token.markup}" if token.info else "-")
            case "list_item_close":
                self._markers.pop()
            case "html_block":
                yield from self._html(token)
            case "code_block" | "fence":
                yield from self._code(token)

    def _paragraph(self, token: Token, inline: Token) -> Iterator[Block]:
        first = (token.map or [0, 0])[0]
        lines = self._lines[slice(*(token.map or [0, 0]))]
        if not self._markers and len(lines) > 1 and any("\t" in line.strip() for line in lines):
            self._tables += 1
            rows = [(line, Place(line=first + at)) for at, line in enumerate(lines, start=1)]
            yield words.tabbed(rows, self._tables)
            return
        place = self._place(token)
        text = self._said(inline)
        note = _NOTE.match(inline.content)
        if note:
            yield Note(note[1], words.plain(_CALL.sub("", note[2])), place)
        elif self._markers:
            yield Item(words.plain(text), self._markers[-1], place, level=len(self._markers))
        elif text:
            yield words.block(text, place)

    def _code(self, token: Token) -> Iterator[Block]:
        # Four blanks make code of what a writer meant as an indented paragraph.
        for text in filter(None, map(str.strip, token.content.split("\n"))):
            yield words.block(text, self._place(token))

    def _html(self, token: Token) -> Iterator[Block]:
        if "<table" not in token.content.lower():
            text = words.cell(token.content)
            if text:
                yield words.block(text, self._place(token))
            return
        parser = _Rows()
        parser.feed(token.content)
        parser.close()
        if parser.rows:
            self._tables += 1
            yield self._grid(parser.rows, [(token.map or [0, 0])[0]] * len(parser.rows))

    def _table(self, start: int) -> Grid:
        rows: list[list[str]] = []
        lines: list[int] = []
        for position in range(start, len(self._tokens)):
            token = self._tokens[position]
            if token.type == "tr_open":
                rows.append([])
                lines.append((token.map or [0, 0])[0])
            elif token.type in {"th_open", "td_open"}:
                rows[-1].append(words.cell(self._said(self._tokens[position + 1])))
            elif token.type == "table_close":
                break
        self._tables += 1
        return self._grid(rows, lines)

    def _grid(self, rows: Sequence[Sequence[str]], lines: Sequence[int]) -> Grid:
        width = max(map(len, rows))
        places = tuple(
            Place(table=self._tables, row=row, line=line + 1) for row, line in enumerate(lines, start=1)
        )
        return Grid(
            tuple((*row, *[""] * (width - len(row))) for row in rows),
            Place(table=self._tables, line=lines[0] + 1),
            places,
        )

    def _place(self, token: Token) -> Place:
        self._paragraphs += 1
        return Place(paragraph=self._paragraphs, line=(token.map or [0, 0])[0] + 1)

    def _said(self, inline: Token) -> str:
        """The words of an inline token without their marks; calls to notes as superscripts."""
        text = ""
        for child in inline.children or ():
            if child.type in {"softbreak", "hardbreak"}:
                text += "\n"
            elif child.type == "image":
                text += child.content
            else:
                text += child.content if child.content else ""
        return _CALL.sub(lambda call: call[1].translate(words.SUPERSCRIPTS), text).strip()


class _Rows(HTMLParser):
    """The rows of an HTML table."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._cell = ""
        elif self._cell is not None:
            self._cell += f"<{tag}>"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and self._cell is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(words.cell(self._cell))
            self._cell = None
        elif self._cell is not None:
            self._cell += f"</{tag}>"

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell += data.replace("<", "&lt;")
