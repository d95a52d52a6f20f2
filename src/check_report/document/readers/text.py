"""What the readers share: marks of emphasis, HTML in cells, superscripts, lines of a cell."""

from __future__ import annotations

import dataclasses
import html
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from check_report.document.blocks import Grid, Item, Note, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from check_report.document.blocks import Place

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
NOTE = re.compile(r"^\s*([⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*(\S.*)", re.DOTALL)
"""A note at the foot: its mark and its text."""

BULLETS = "-–—•·◦▪●○*\uf0b7\u2043\u2219"
_BULLET = re.compile(rf"^\s*[{re.escape(BULLETS)}]\s+")
_EMPHASIS = re.compile(r"\*\*|__(?=\S)|(?<=\S)__")
_MARKUP = re.compile(r"<(?:/?[a-zA-Z][^<>]*)>")
_LINES_APART = frozenset({"p", "ul", "ol", "br", "div", "tr"})
_LETTERS = re.compile(r"[a-záéíóúñ]{1,2}")
_NOTE_MARK = re.compile(r"(?:(?<=\w{3})|(?<=[.)»”\"])|(?<=^\w))(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\*{1,3})$")
_BLANKS = re.compile(r"[^\S\n]+")


def plain(text: str) -> str:
    """The text without marks of emphasis, blanks single, line breaks kept."""
    lines = (_BLANKS.sub(" ", line).strip() for line in _EMPHASIS.sub("", text).split("\n"))
    return "\n".join(line for line in lines if line)


def flat(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def without_note_mark(text: str) -> str:
    """The text without the mark of a note at its end: «J⁷», «Colegio de Notarios²», «A*»; not «20 m²»."""
    return _NOTE_MARK.sub("", text)


def continued(one: str, other: str) -> str:
    """A text and what goes on from it on the next page; a letter or two alone end its last word."""
    cut = (
        one.endswith("/")
        or (one[-1:] == "-" and one[-2:-1].isalnum())
        or (one[-1:].isalpha() and _LETTERS.fullmatch(other))
    )
    return f"{one}{other}" if cut else f"{one}\n{other}".strip()


def without_bullet(text: str) -> str | None:
    """The text of a list's item, or None if the text starts with no bullet."""
    match = _BULLET.match(text)
    return text[match.end() :].strip() if match else None


def block(text: str, place: Place, marker: str | None = None) -> Item | Note | Paragraph:
    """A paragraph's block: an item if it opens with a bullet or has a marker, a note if with a superscript.

    Args:
        text: its text, marks of emphasis and all.
        place: where it stands.
        marker: what numbers it, where its format keeps that apart from the text.
    """
    said = plain(text)
    if marker is not None:
        return Item(said, marker, place)
    item = without_bullet(said)
    if item is not None:
        return Item(item, place=place)
    note = NOTE.match(said)
    if note:
        return Note(note[1].translate(DIGITS), note[2], place)
    return Paragraph(said, place)


def tabbed(rows: Sequence[tuple[str, Place]], table: int) -> Grid:
    """A table of rows whose cells stand between tabs.

    Args:
        rows: each row's text and place.
        table: the table's number in the document.
    """
    cells = [[cell(part) for part in text.split("\t")] for text, _ in rows]
    width = max(map(len, cells))
    places = [
        dataclasses.replace(place, table=table, row=row, paragraph=None)
        for row, (_, place) in enumerate(rows, start=1)
    ]
    return Grid(
        tuple((*row, *[""] * (width - len(row))) for row in cells),
        dataclasses.replace(places[0], row=None),
        tuple(places),
    )


def cell(text: str) -> str:
    """A cell as lines of plain text: HTML taken out, an item of a list on a line of its own after «- »."""
    return plain(html.unescape(lines(text) if _MARKUP.search(text) else text))


def lines(markup: str) -> str:
    """The words of HTML, blocks on lines of their own, an item of a list after «- »."""
    parser = _Lines()
    parser.feed(markup)
    parser.close()
    return parser.text


class _Lines(HTMLParser):
    """Turns HTML into lines: blocks apart, items after «- »."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self._lists = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._lists += tag in {"ul", "ol"}
        if tag == "p":
            self._lists = 0  # lists are often left open in cells
        if tag == "li":
            self.text += "\n- "
        elif tag in _LINES_APART:
            self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        self._lists -= tag in {"ul", "ol"} and self._lists > 0
        if tag in _LINES_APART:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        inline = flat(data) if not data.isspace() else ""
        lead = " " if data[:1].isspace() else ""
        tail = " " if data[-1:].isspace() and inline else ""
        said = f"{lead}{inline}{tail}"
        self.text += re.sub(r"(?:^|\s)- ", "\n- ", said) if self._lists else said
