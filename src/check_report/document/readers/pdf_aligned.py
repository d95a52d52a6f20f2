"""Tables of a PDF that no rule draws: what stands between wider gaps, in columns that no word crosses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from check_report.document.readers import text as words
from check_report.document.readers.pdf_lines import WIDE, joined, lines_of, rows_of_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.document.readers.pdf_lines import Line, Word

_ROW_GAP = 1.2
"""Points by which the gaps between rows differ from those between the lines of a cell."""
SAME_EDGE = 2.5
"""Points by which the ends of one rule may differ."""
_APART = 0.62
"""From this share of the size of the letters on, a gap between lines parts paragraphs and tables."""
_LEADER = re.compile(r"[.…·_]{3,}\s*[0-9]{1,3}$")
_ENTRY = re.compile(r"^[^\t]*[^\W\d_][^\t]*\t(?P<page>[0-9]{1,3})$")
"""A line of a table of contents: words, a wide gap, a page."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table found on a page."""

    rows: tuple[tuple[str, ...], ...]
    top: float
    page: int


def aligned(
    given: Sequence[Word], lines: Sequence[Line], page: int, before: Sequence[float]
) -> tuple[list[Table], list[Line], list[float]]:
    """The tables that only alignment shows, the lines that are in none, and the last table's columns.

    Args:
        given: the page's words.
        lines: the same as lines.
        page: its number.
        before: the columns of the table that ended the page before, if one did.
    """
    rows = rows_of_words(given)
    rest: list[Line] = []
    tables: list[Table] = []
    last: list[float] = []
    for start, end in _stretches(lines):
        grouped = _grouped(rows[start:end], lines[start:end])
        columns = _columns(grouped, before if not start else [])
        if not start and columns == before and not any("\t" in line.text for line in lines[start:end]):
            grouped = [[word for row in grouped for word in row]]  # the rest of a row that the page broke
        carried = before if not start and columns == before else []
        same = tables and last and _same_columns(last, columns)
        if len(columns) > 1 and _is_table(rows[start:end], lines[start:end], carried):
            rights = _rights(grouped, columns)
            cells = tuple(tuple(_cells(row, columns, rights, page)) for row in grouped)
            if same:
                tables[-1] = Table((*tables[-1].rows, *cells), tables[-1].top, page)
            else:
                tables.append(Table(cells, lines[start].top, page))
            last = columns
        else:
            rest += lines[start:end]
            last = []
    return tables, rest, last


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines with no gap between them as wide as between paragraphs."""
    start = 0
    for position in range(1, len(lines) + 1):
        if position < len(lines):
            one, other = lines[position - 1], lines[position]
            if other.top - one.bottom < _APART * max(one.size, other.size):
                continue
        yield start, position
        start = position


def _same_columns(some: Sequence[float], others: Sequence[float]) -> bool:
    return len(some) == len(others) and all(abs(a - b) < SAME_EDGE for a, b in zip(some, others, strict=True))


def _is_table(rows: Sequence[Sequence[Word]], lines: Sequence[Line], carried: Sequence[float]) -> bool:
    """Whether lines are a table; `carried` are the columns that the page before ended with, if they fit."""
    if carried and (lines[0].x0 > carried[0] + SAME_EDGE or all(line.x1 < carried[1] for line in lines)):
        return True
    parted = [
        row
        for row, line in zip(rows, lines, strict=True)
        if "\t" in line.text and not _LEADER.search(line.text)
    ]
    if _are_contents(lines):
        return False
    several = [row for row in parted if len(_segments(row)) > 1]
    return len(several) > 1 or (bool(several) and (bool(carried) or len(_segments(several[0])) > 2))


def _are_contents(lines: Sequence[Line]) -> bool:
    """Whether lines are entries of a table of contents: each to a page that is not before the last one's.

    A table of counts is told from it by its headings, which are no numbers.
    """
    entries = [_ENTRY.match(line.text) for line in lines if "\t" in line.text]
    pages = [int(entry["page"]) for entry in entries if entry]
    return len(pages) == len(entries) > 0 and pages == sorted(pages)


def _segments(row: Sequence[Word]) -> list[float]:
    """Where the stretches of a line between wide gaps start."""
    starts: list[float] = []
    end = 0.0
    for word in row:
        if not starts or word.x0 - end > WIDE * word.size:
            starts.append(word.x0)
        end = max(end, word.x1)
    # A bullet and its text are one.
    return starts[:1] + starts[2:] if len(starts) > 1 and row[0].text in words.BULLETS else starts


def _grouped(rows: Sequence[Sequence[Word]], lines: Sequence[Line]) -> list[list[Word]]:
    """The words of each row of a table: the widest gaps between lines part rows, where gaps differ at all."""
    gaps = [after.top - before.bottom for before, after in pairwise(lines)]
    differ = bool(gaps) and max(gaps) - min(gaps) > _ROW_GAP
    left = min(row[0].x0 for row in rows) + SAME_EDGE
    opens = [row[0].text for row in rows if row[0].x0 < left]
    counted = all(re.fullmatch(r"[0-9]+\W*", text) for text in opens)
    if not differ and len(opens) < len(rows) and not counted:
        return [[word for row in rows for word in row]]  # lines that lack the first column are no rows
    grouped = [list(rows[0])]
    for gap, row in zip(gaps, rows[1:], strict=True):
        parts = gap > max(gaps) - _ROW_GAP if differ else row[0].x0 < left
        if parts:
            grouped.append(list(row))
        else:
            grouped[-1] += row
    return grouped


def _columns(grouped: Sequence[Sequence[Word]], before: Sequence[float]) -> list[float]:
    """Where the columns start: starts that no word crosses, two of them apart where some row fills both."""
    given = [word for row in grouped for word in row]

    def free(start: float) -> bool:
        return not any(word.x0 < start - 1 and word.x1 > start - 1 for word in given)

    if before and all(free(start) for start in before):
        return list(before)
    lines = rows_of_words(given)
    columns: list[float] = []
    for start in sorted({start for line in lines for start in _segments(line)}):
        if not free(start):
            continue
        if columns and not _both(grouped, columns[-1], start):
            continue
        columns.append(start)
    return columns


def _both(grouped: Sequence[Sequence[Word]], one: float, other: float) -> bool:
    """Whether some row has words both from one start on and from the other."""
    return any(
        any(one - 1 <= word.x0 < other - 1 for word in row) and any(word.x0 >= other - 1 for word in row)
        for row in grouped
    )


def _rights(grouped: Sequence[Sequence[Word]], columns: Sequence[float]) -> list[float]:
    """How far to the right the words of each column reach."""
    return [
        max((word.x1 for row in grouped for word in _inside(row, columns, at)), default=0.0)
        for at in range(len(columns))
    ]


def _inside(row: Sequence[Word], columns: Sequence[float], at: int) -> list[Word]:
    low = columns[at] - 1 if at else float("-inf")
    high = columns[at + 1] - 1 if at + 1 < len(columns) else float("inf")
    return [word for word in row if low <= word.x0 < high]


def _cells(
    row: Sequence[Word], columns: Sequence[float], rights: Sequence[float], page: int
) -> Iterator[str]:
    for at, right in enumerate(rights):
        lines = list(lines_of(_inside(row, columns, at), page))
        yield words.cell("\n".join(text for text, _ in joined(lines, {page: right}, in_cell=True)))
