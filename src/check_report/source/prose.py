"""The prose of a report (informe.md) as blocks of text that know their line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What editors count as a line's end; str.splitlines also breaks at page and paragraph separators.
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_PLACEHOLDER = re.compile(r"^\s*\{\{(?P<inside>.*)\}\}\s*$")
_TABLE = re.compile(r"^\s*tabla\s*:\s*(?P<table>\w+)(?P<filter>(?:\s+\w+=\S+)*)\s*$")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The place of a table: `{{ tabla: envios lista=red_observacion }}`."""

    line: int
    table: str
    filter: tuple[tuple[str, str], ...]
    """Field and value of the rows that stand there; all rows where it is empty."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or an item of a list."""

    line: int
    """The line of the file its text starts on, from 1."""
    text: str
    """Its text, line breaks kept."""

    def line_at(self, position: int) -> int:
        """The file's line of a position in the text."""
        return self.line + self.text.count("\n", 0, position)


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a Markdown text: what blank lines and the places of tables separate."""
    start, lines = 1, list[str]()
    for number, line in enumerate(_LINE_BREAK.split(text), start=1):
        if line.strip() and not _PLACEHOLDER.match(line):
            lines.append(line)
            continue
        if lines:
            yield Block(start, "\n".join(lines))
        start, lines = number + 1, []
    if lines:
        yield Block(start, "\n".join(lines))


def placeholders(text: str) -> Iterator[Placeholder]:
    """The places of tables in a Markdown text."""
    for number, line in enumerate(_LINE_BREAK.split(text), start=1):
        outer = _PLACEHOLDER.match(line)
        inner = _TABLE.match(outer["inside"]) if outer else None
        if inner:
            pairs = (pair.partition("=") for pair in inner["filter"].split())
            yield Placeholder(number, inner["table"], tuple((name, value) for name, _, value in pairs))
