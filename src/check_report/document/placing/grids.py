"""Printed tables made whole: joined over pages, cut where headings stand inside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from check_report.document.blocks import Grid
from check_report.document.readers.text import continued
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from check_report.document.blocks import Block, Place

    IsHeader = Callable[[Sequence[str]], bool]

_CUT = re.compile(r"\w[-/]$")
"""How a cell ends whose identifier goes on in the next row."""
_HEADERS = 3
"""Rows that headings take at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a printed table."""

    cells: tuple[str, ...]
    place: Place


@dataclass(slots=True)
class Whole:
    """A table over all its pages."""

    lines: list[Line]
    place: Place
    repeated: list[Line]
    """Headings printed again on later pages."""
    broken: list[Line] = field(default_factory=list)
    """Second parts of rows that a page broke, joined to the first."""

    @property
    def cells(self) -> list[tuple[str, ...]]:
        """Its rows, headings first."""
        return [line.cells for line in self.lines]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(len(line.cells) for line in self.lines)


def join(blocks: Iterable[Block], is_header: IsHeader) -> Iterator[Block | Whole]:
    """The blocks with tables made whole.

    A table that repeats its headings on the next page goes on, and so does one there without headings of its
    own and with as many columns. Headings inside a table start another; rows that a page broke are joined.

    Args:
        blocks: a section's blocks.
        is_header: tells whether a row's cells head a table.
    """
    for block in _over_pages(blocks, is_header):
        if isinstance(block, Whole):
            for part in _parted(block, is_header):
                _mend(part)
                yield part
        else:
            yield block


def _over_pages(blocks: Iterable[Block], is_header: IsHeader) -> Iterator[Block | Whole]:
    last: Whole | None = None
    for block in blocks:
        if not isinstance(block, Grid):
            if last:
                yield last
                last = None
            yield block
            continue
        lines = _lines(block)
        if not lines:
            continue
        repeated = _repeated(last, lines) if last else 0
        if last and (repeated or _goes_on(last, block, is_header)):
            last.repeated += lines[:repeated]
            last.lines += lines[repeated:]
        else:
            if last:
                yield last
            last = Whole(lines, block.place, [])
    if last:
        yield last


def _lines(grid: Grid) -> list[Line]:
    places = grid.places or (grid.place,) * len(grid.rows)
    return [Line(cells, place) for cells, place in zip(grid.rows, places, strict=True) if any(cells)]


def _repeated(last: Whole, lines: Sequence[Line]) -> int:
    """How many of a grid's first rows repeat the headings of the one before."""
    count = 0
    for ours, theirs in zip(lines[:_HEADERS], last.lines, strict=False):
        if [words(c) for c in ours.cells] != [words(c) for c in theirs.cells] or not any(
            map(words, ours.cells)
        ):
            break
        count += 1
    below = [rows[count] for rows in (lines, last.lines) if 0 < count < min(len(rows), _HEADERS)]
    # Under the same first line another second one heads another table.
    return 0 if len(below) > 1 and all(_is_second_header(line) for line in below) else count


def _parted(whole: Whole, is_header: IsHeader) -> Iterator[Whole]:
    """A grid cut where headings stand inside it; its own headings, once more, are taken out."""
    lines: list[Line] = []
    repeated = list(whole.repeated)
    for line in whole.lines:
        if lines and [words(c) for c in line.cells] == [words(c) for c in lines[0].cells]:
            repeated.append(line)
            continue
        if lines and is_header(line.cells):
            yield Whole(lines, whole.place, repeated)
            lines, repeated = [], []
        elif len(lines) > 2 and _second_header(line, lines):
            repeated.append(line)
            continue
        lines.append(line)
    if lines:
        yield Whole(lines, lines[0].place if lines[0] is not whole.lines[0] else whole.place, repeated)


def _second_header(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a row is the second line of the headings once more."""
    second = lines[1]
    return _is_second_header(second) and [words(c) for c in line.cells] == [words(c) for c in second.cells]


def _is_second_header(line: Line) -> bool:
    return not line.cells[0] and any(line.cells)


def _mend(whole: Whole) -> None:
    """Joins rows that a page broke in two: the second part goes on where the first one stopped."""
    position = 1
    page = whole.lines[0].place.page
    while position < len(whole.lines):
        before, line = whole.lines[position - 1], whole.lines[position]
        is_first = line.place.page not in {before.place.page, page}
        page = line.place.page
        if is_first and _is_rest(whole, position):
            cells = [
                continued(one, other) for one, other in zip_longest(before.cells, line.cells, fillvalue="")
            ]
            whole.lines[position - 1] = Line(tuple(cells), before.place)
            whole.broken.append(whole.lines.pop(position))
        else:
            position += 1


def _is_rest(whole: Whole, position: int) -> bool:
    """Whether the first row of a page is the rest of the last one of the page before.

    It opens in lower case where the other did not end and others do not, leaves unended what all other rows
    end with a dot, goes on with an identifier, or is blank in half of its columns or more, one of which is
    blank in no other row.
    """
    before, line = whole.lines[position - 1], whole.lines[position]
    rows = [row.cells for at, row in enumerate(whole.lines[1:], 1) if at != position]
    blank = [column for column, cell in enumerate(line.cells) if not cell]
    # The first row heads the others: of it alone may the rest have more than half.
    halved = (position == 1 or 2 * len(blank) >= len(line.cells)) and len(rows) >= _HEADERS
    if halved and any(all(any(row[column : column + 1]) for row in rows) for column in blank):
        return True
    if position == 1:
        return False
    if any(_CUT.search(one) and other for one, other in zip(before.cells, line.cells, strict=False)):
        return True
    for column, (one, other) in enumerate(zip(before.cells, line.cells, strict=False)):
        others = [
            row.cells[column]
            for at, row in enumerate(whole.lines[1:], 1)
            if at not in {position - 1} and column < len(row.cells)
        ]
        small = sum(row[column][:1].islower() for row in rows if column < len(row))
        if one and other[:1].islower() and not one.endswith(".") and 2 * small <= len(rows):
            return True
        ended = [cell for cell in others if cell.endswith(".")]
        if one and other and not one.endswith(".") and len(ended) > 1 and len(ended) >= 0.8 * len(others):
            return True
    return False


def _goes_on(last: Whole, grid: Grid, is_header: IsHeader) -> bool:
    if grid.place.page is None or last.lines[-1].place.page is None:
        return False
    next_page = grid.place.page == last.lines[-1].place.page + 1
    return next_page and len(grid.rows[0]) == last.width and not is_header(grid.rows[0])
