"""Printed tables made whole: joined over pages, turned, recognised as a table of the package."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from check_report.document.blocks import NOWHERE, Grid
from check_report.document.placing import matching, printed, sessions, values
from check_report.document.placing.holding import Columns
from check_report.document.readers.text import continued, flat
from check_report.source.prose_grids import heads_total
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from check_report.document.blocks import Block, Place
    from check_report.document.placing.printed import PrintedTable, Printing
    from check_report.rulebook.tables import Field, Table

    IsHeader = Callable[[Sequence[str]], bool]

_HEADED = 60.0
"""From this share (0-100) of its columns known on, a grid is a table."""
_HALF = 0.5
"""The share of its columns that must be told for a grid to be the table that its caption names."""
_TELLING = 3
"""Known columns that tell a table among others that only count."""
_HEADERS = 3
"""Rows among which the one that names sessions is looked for."""


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


@dataclass(frozen=True, slots=True)
class Recognised:
    """A printed table that is known."""

    kind: PrintedTable
    columns: Mapping[int, str]
    """Its columns, and the fields they hold."""
    header: int
    """How many of its rows are headings."""


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


def recognise(
    whole: Whole,
    printing: Printing,
    tables: Mapping[str, Table],
    kinds: Sequence[str],
    context: Sequence[str],
    headed: Collection[str] = (),
) -> Recognised | None:
    """What table a grid is, if it is known.

    Args:
        whole: the grid.
        printing: how tables are printed.
        tables: the package's.
        kinds: the kinds of session.
        context: what is said around it, the nearest first, bare.
        headed: the tables that the document prints under headings that are known: no other grid is taken for
            one of these by its name alone, unless such a table may be printed several times.
    """
    known = _data(whole, tables, context, lambda field: field.name) or _by_sessions(whole, printing, kinds)
    return (
        known
        or _by_headings(whole, printing, tables, kinds, context)
        or _data(whole, tables, context, lambda field: field.title)
        or _by_name(whole, printing, tables, kinds, context, headed)
    )


def headed(cells: Sequence[str], printing: Printing, tables: Mapping[str, Table]) -> set[str]:
    """The tables of the package that a row of headings may head."""
    whole = Whole([Line(tuple(cells), NOWHERE)], NOWHERE, [])
    fitting = _fitting(whole, printing, tables)
    return {kind.table for score, kind, _ in fitting if score + _nearness(kind, []) >= _HEADED}


def _by_headings(
    whole: Whole,
    printing: Printing,
    tables: Mapping[str, Table],
    kinds: Sequence[str],
    context: Sequence[str],
) -> Recognised | None:
    """A grid most of whose headings are the names of one table's fields."""
    near = (
        (score + _nearness(kind, context), kind, told)
        for score, kind, told in _fitting(whole, printing, tables)
    )
    fitting = [one for one in near if one[0] >= _HEADED]
    if not fitting:
        return None
    _, kind, told = max(fitting, key=lambda one: one[0])
    held = Columns(whole.cells, kinds, printing.contents)
    return Recognised(kind, held.told(kind, tables[kind.table], told), 1)


def _fitting(
    whole: Whole, printing: Printing, tables: Mapping[str, Table]
) -> Iterator[tuple[float, PrintedTable, dict[int, str]]]:
    """The kinds that most headings are of: how much is known, the kind, the columns of its fields."""
    header = [flat(cell) for cell in whole.lines[0].cells]
    for kind in printing.tables:
        if kind.shape not in {printed.ROWS, printed.PEOPLE}:
            continue
        table = tables[kind.table]
        told, score = matching.by_headings(header, kind, table)
        score *= _weight(whole, told)
        if score >= _HEADED and kind.has_needed(told.values()) and not _undated(whole, told, table):
            yield score, kind, told


def _by_name(
    whole: Whole,
    printing: Printing,
    tables: Mapping[str, Table],
    kinds: Sequence[str],
    context: Sequence[str],
    headed: Collection[str],
) -> Recognised | None:
    """A grid that what stands nearest names, whose cells hold what that table needs under other headings."""
    header = [flat(cell) for cell in whole.lines[0].cells]
    held = Columns(whole.cells, kinds, printing.contents)
    for said in filter(None, context):
        for kind in printing.tables:
            table = tables[kind.table]
            named = any(f" {name}" in f" {said}" for name in kind.names)
            stands = kind.table in headed and not kind.fixed
            if kind.shape != printed.ROWS or stands or not named:
                continue
            told, _ = matching.by_headings(header, kind, table)
            for tell in (held.agreeing, held.told, held.left):
                told = tell(kind, table, told)
            enough = len(told) >= _HALF * len([cell for cell in header if cell])
            if enough and kind.has_needed(told.values()) and not _undated(whole, told, table):
                return Recognised(kind, told, 1)
    return None


def _undated(whole: Whole, told: Mapping[int, str], table: Table) -> bool:
    """Whether a column has words where that table must have dates: «En trámite» is not signed."""
    dated = [c for c, name in told.items() if table.field(name).type == "date" and table.field(name).required]
    rows = [line.cells for line in whole.lines[1:] if not heads_total(next(filter(None, line.cells), ""))]
    cells = [row[c] for row in rows for c in dated if c < len(row)]
    return any(words(cell) and not any(map(str.isdigit, cell)) for cell in cells)


def _weight(whole: Whole, told: Mapping[int, str]) -> float:
    """By how much more the known columns count where others only count, which may stand in any table."""
    filled = [column for column, cell in enumerate(whole.lines[0].cells) if cell]
    spare = [column for column in filled if column not in told and _is_counting(whole, column)]
    return len(filled) / (len(filled) - len(spare)) if len(told) >= _TELLING else 1.0


def _is_counting(whole: Whole, column: int) -> bool:
    cells = [
        line.cells[column] for line in whole.lines[1:] if column < len(line.cells) and line.cells[column]
    ]
    return bool(cells) and all(values.integer(cell) for cell in cells)


def turned(whole: Whole, printing: Printing, tables: Mapping[str, Table]) -> Whole:
    """The grid with columns for rows, where it is its first column that holds the headings."""
    first = [line.cells[0] for line in whole.lines if line.cells]
    width = whole.width
    if width < 2 or len(first) < 2:
        return whole
    for kind in printing.tables:
        if kind.shape != printed.ROWS:
            continue
        across, _ = matching.by_headings(whole.lines[0].cells, kind, tables[kind.table])
        down, score = matching.by_headings(first, kind, tables[kind.table])
        if score >= 95.0 and len(down) == len(first) and len(across) < 2 and kind.has_needed(down.values()):
            lines = [
                Line(
                    tuple(line.cells[column] if column < len(line.cells) else "" for line in whole.lines),
                    whole.place,
                )
                for column in range(width)
            ]
            return Whole(lines, whole.place, whole.repeated)
    return whole


def session_columns(line: Line, kinds: Sequence[str]) -> dict[int, sessions.Session]:
    """The columns of a heading row that each name one session."""
    found = {column: sessions.only(cell, kinds) for column, cell in enumerate(line.cells)}
    return {column: session for column, session in found.items() if session}


def _data(
    whole: Whole, tables: Mapping[str, Table], context: Sequence[str], said: Callable[[Field], str]
) -> Recognised | None:
    """A grid headed by the names (or titles) of a table's own fields, all that it needs among them."""
    header = [matching.key(flat(cell)) for cell in whole.lines[0].cells]
    found: list[tuple[bool, Recognised]] = []
    for table in tables.values():
        names = {matching.key(said(field)): field.name for field in table.fields}
        columns = {column: names[cell] for column, cell in enumerate(header) if cell in names}
        needed = {field.name for field in table.fields if field.required}
        if len(columns) == len([cell for cell in header if cell]) and needed <= set(columns.values()):
            kind = printed.PrintedTable(table.name, printed.DATA, columns=tuple(columns.values()))
            named = any(around in {matching.key(table.name), matching.key(table.title)} for around in context)
            found.append((named, Recognised(kind, columns, 1)))
    return max(found, key=lambda one: one[0])[1] if found else None


def _by_sessions(whole: Whole, printing: Printing, kinds: Sequence[str]) -> Recognised | None:
    """A grid with a session at the head of its columns: their dates below, or who attended."""
    for position, line in enumerate(whole.lines[:_HEADERS]):
        columns = session_columns(line, kinds)
        if not columns or (0 in columns and len(columns) < 2):
            continue
        if position and not _heads_beside(columns, line, whole.lines[:position]):
            continue
        body = [
            cell for row in whole.lines[position + 1 :] for c, cell in enumerate(row.cells) if c in columns
        ]
        if any(sessions.only(cell, kinds) for cell in body):
            continue  # a column of sessions, not a heading
        dated = any(values.days(cell, 1) for cell in body)
        sought = printed.TRANSPOSED if dated else printed.MATRIX
        if sought == printed.MATRIX and (0 in columns or not body or max(map(len, body)) > 24):
            return None
        kind = next(kind for kind in printing.tables if kind.shape == sought)
        return Recognised(kind, dict.fromkeys(columns, kind.descriptor["encabezados"]), position + 1)
    return None


def _heads_beside(columns: Collection[int], line: Line, above: Sequence[Line]) -> bool:
    """Whether a row that names sessions heads columns: beside these it is blank or repeats what is above."""
    others = [(c, cell) for c, cell in enumerate(line.cells) if cell and c not in columns]
    return all(
        any(c < len(row.cells) and words(row.cells[c]) == words(cell) for row in above) for c, cell in others
    )


def _nearness(kind: PrintedTable, context: Sequence[str]) -> float:
    """Points for the words that stand around: more, the nearer; in one place, the last words tell."""
    if not kind.context:
        return 0.0
    points = 0.0
    for distance, said in enumerate(context):
        last = max(f" {said}".rfind(f" {word}") for word in kind.context)
        if last >= 0:
            points += (30.0 + last / (len(said) + 1)) / (distance + 1)
    return points or -5.0


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
    position = 2  # the first row heads the others
    while position < len(whole.lines):
        before, line = whole.lines[position - 1], whole.lines[position]
        if line.place.page != before.place.page and _is_rest(whole, position):
            cells = [
                continued(one, other) for one, other in zip_longest(before.cells, line.cells, fillvalue="")
            ]
            whole.lines[position - 1] = Line(tuple(cells), before.place)
            whole.broken.append(whole.lines.pop(position))
        else:
            position += 1


def _is_rest(whole: Whole, position: int) -> bool:
    """Whether the first row of a page is the rest of the last one of the page before.

    It opens in lower case where the other did not end, or leaves unended what all other rows end with a dot.
    """
    before, line = whole.lines[position - 1], whole.lines[position]
    for column, (one, other) in enumerate(zip(before.cells, line.cells, strict=False)):
        if one and other[:1].islower() and not one.endswith("."):
            return True
        others = [
            row.cells[column]
            for at, row in enumerate(whole.lines[1:], 1)
            if at not in {position - 1} and column < len(row.cells)
        ]
        ended = [cell for cell in others if cell.endswith(".")]
        if one and other and not one.endswith(".") and len(ended) > 1 and len(ended) >= 0.8 * len(others):
            return True
    return False


def _goes_on(last: Whole, grid: Grid, is_header: IsHeader) -> bool:
    if grid.place.page is None or last.lines[-1].place.page is None:
        return False
    next_page = grid.place.page == last.lines[-1].place.page + 1
    return next_page and len(grid.rows[0]) == last.width and not is_header(grid.rows[0])
