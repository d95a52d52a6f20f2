"""Plain text: tab-separated rows, paragraphs between blank lines, items after «- », superscript notes."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from check_report.document.blocks import Document, Place
from check_report.document.readers import text as words
from check_report.document.readers.refusal import Unreadable
from check_report.source.gate import Refused, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.document.blocks import Block

    Line = tuple[int, str]
"""A line's number, from 1, and what it says."""
_LONGEST = 6
"""Words that such a title has at most."""
_ENTRY = re.compile(r"\s*[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑa-z&]*[A-ZÁÉÍÓÚÑ]\s*[:=–—]\s*\S")
"""An acronym and what it stands for."""


def read(content: bytes) -> Document:
    """The blocks of a text file, each with its line.

    Raises:
        Unreadable: for bytes that are no text.
    """
    return Document(tuple(blocks(decoded(content))))


def decoded(content: bytes) -> str:
    """The text of a file, with line feeds for all its line breaks.

    Raises:
        Unreadable: for bytes that are no text.
    """
    try:
        text = decode(content).text
    except Refused:
        raise Unreadable("no-text") from None
    if any(character < " " and character not in "\t\n\r\f\v" for character in text):
        raise Unreadable("no-text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text."""
    tables = paragraphs = 0
    lines = list(enumerate(text.split("\n"), start=1))
    for kind, group in groupby(lines, key=_kind):
        run = list(group)
        if kind == "row":
            tables += 1
            yield words.tabbed([(line, Place(line=number)) for number, line in run], tables)
        elif kind == "line":
            for number, text in _paragraphs(run):
                paragraphs += 1
                yield words.block(text, Place(paragraph=paragraphs, line=number))


def _heads_entries(line: str, following: str) -> bool:
    """Whether a line is the title of the entries that follow it: «GLOSARIO» before «INE: Instituto …»."""
    title = len(line.split()) <= _LONGEST and line.strip()[-1:].isalpha()
    return title and not _ENTRY.match(line) and bool(_ENTRY.match(following))


def _kind(line: Line) -> str:
    return (
        "row" if "\t" in line[1].strip("\r ") and line[1].strip() else "line" if line[1].strip() else "blank"
    )


def _paragraphs(lines: Sequence[Line]) -> Iterator[Line]:
    """One paragraph, or the items of a list and their notes: whatever stands between two blank lines."""
    gathered: list[Line] = []
    for number, line in lines:
        starts = words.without_bullet(line) is not None or bool(words.NOTE.match(line))
        starts = starts or (len(gathered) == 1 and _heads_entries(gathered[0][1], line))
        if starts and gathered:
            yield gathered[0][0], "\n".join(line for _, line in gathered)
            gathered = []
        gathered.append((number, line))
    yield gathered[0][0], "\n".join(line for _, line in gathered)
