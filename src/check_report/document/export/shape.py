"""What all writers need to know of a document's shape: its cover, its contents, how wide columns are."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

from check_report.document.blocks import Grid, Heading, Item, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from check_report.document.blocks import Block, Document, Paragraph

PAGE = "\t"
"""In an item of the table of contents, what stands between a section's title and its page."""

_NARROW = 3
"""A column of nothing longer is centred: numbers and ticks."""
_CHARACTERS = 96
"""What a line of a page holds; columns share it out."""
_LONGEST_WORD = 22


def cover(document: Document) -> tuple[Sequence[Block], Sequence[Block]]:
    """The blocks of the cover (all before the first section) and the others."""
    blocks = document.blocks
    first = next((n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.level > 0), len(blocks))
    return blocks[:first], blocks[first:]


def anchors(document: Document) -> Mapping[str, str]:
    """Each section's title and the name that a link to it uses; the first of two that are alike."""
    titles = [block.text for block in document.blocks if isinstance(block, Heading) and block.level > 0]
    return {title: f"s{titles.index(title) + 1}" for title in titles}


def entry(item: Item) -> tuple[str, str] | None:
    """Title and page of an item of the table of contents; None for any other item."""
    title, found, page = item.text.partition(PAGE)
    if not found:
        return None
    return title if item.marker == "-" else f"{item.marker} {title}", page


def runs(block: Paragraph | Item) -> tuple[Run, ...]:
    """A block's words with their looks."""
    return block.runs or (Run(block.text),)


def widths(rows: Sequence[Sequence[str]], header: int = 1) -> tuple[int, ...]:
    """How wide each column should be, in parts of about a hundred.

    A column gets what its longest word needs, and of the rest the more the more text it holds
    below its heading.
    """
    columns = list(zip(*rows, strict=True))
    needs = [max(_longest_word(cell) for cell in column) + 2 for column in columns]
    wants = [math.sqrt(max((len(cell) for cell in column[header:]), default=1)) for column in columns]
    spare = max(_CHARACTERS - sum(needs), 0)
    return tuple(round(n + spare * w / (sum(wants) or 1)) for n, w in zip(needs, wants, strict=True))


def narrow(grid: Grid) -> tuple[bool, ...]:
    """For each column, whether its cells are to be centred."""
    body = grid.rows[grid.header :]
    return tuple(all(len(row[column]) <= _NARROW for row in body) for column in range(len(grid.rows[0])))


def spans(grid: Grid) -> list[tuple[int, int, int, int]]:
    """The merged cells of the heading rows: row and column of the first cell, rows and columns covered."""
    head = grid.rows[: grid.header]
    found: list[tuple[int, int, int, int]] = []
    for r, row in enumerate(head):
        for c, cell in enumerate(row):
            if cell:
                across = _count(not row[n] and _own(head, r, n) for n in range(c + 1, len(row)))
                down = _count(not head[n][c] for n in range(r + 1, len(head))) if not across else 0
                found.append((r, c, down + 1, across + 1))
    return found


def _own(head: Sequence[Sequence[str]], row: int, column: int) -> bool:
    """Whether no cell above goes on down into this one."""
    return row == 0 or not any(head[n][column] for n in range(row))


def _count(flags: Iterable[bool]) -> int:
    """How many are true before the first that is not."""
    return sum(1 for _ in itertools.takewhile(bool, flags))


def _longest_word(cell: str) -> int:
    return min(max((len(word) for word in cell.split()), default=0), _LONGEST_WORD)
