"""What table of the package a printed one is: as its headings say, its sessions, or its name and cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.document.blocks import NOWHERE
from check_report.document.placing import matching, printed, sessions, values
from check_report.document.placing.grids import Line, Whole
from check_report.document.placing.holding import Columns
from check_report.document.readers.text import flat
from check_report.source.prose_grids import heads_total
from check_report.source.words import propernames
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from check_report.document.placing.printed import PrintedTable, Printing
    from check_report.document.placing.sessions import Session
    from check_report.rulebook.tables import Field, Table

_HEADED = 60.0
"""From this share (0-100) of its columns known on, a grid is a table."""
_NAMED = 40.0
_HALF = 0.5
_LONGEST_MARK = 24
_MARKS = 5
"""The marks that a list has at most: present, absent, in writing, by another, none."""
_COUNTS = 0.2
"""The share of a list's marks that may be counts: those of its last row."""
"""The share of its columns that must be told for a grid to be the table that its caption names."""
_TELLING = 3
"""Known columns that tell a table among others that only count."""
_TIME = re.compile(r"[0-9]{1,2}[:.][0-9]{2}\b(?!\.)")
_NOW = re.compile(r"\b(?:trimestre|periodo)\b")
_SEVERAL = 3
"""Rows of marks that show a list of attendance, whatever else its table gives."""
_HEADERS = 3
"""Rows among which the one that names sessions is looked for."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A printed table that is known."""

    kind: PrintedTable
    columns: Mapping[int, str]
    """Its columns, and the fields they hold."""
    header: int
    """How many of its rows are headings."""


def recognise(
    whole: Whole,
    printing: Printing,
    tables: Mapping[str, Table],
    kinds: Sequence[str],
    context: Sequence[str],
    headed: Collection[str] = (),
    names: Callable[[str], Session | None] | None = None,
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
        names: the session that a heading names, where more than its own words tell.
    """
    known = _data(whole, tables, context, lambda field: field.name)
    known = known or _by_sessions(whole, printing, kinds, names or (lambda cell: sessions.only(cell, kinds)))
    return (
        known
        or _by_headings(whole, printing, tables, kinds, context)
        or _data(whole, tables, context, lambda field: field.title)
        or _by_name(whole, printing, tables, kinds, context, headed)
    )


def headed(
    cells: Sequence[str], printing: Printing, tables: Mapping[str, Table], context: Sequence[str]
) -> str | None:
    """The table of the package that a row of headings heads, most likely by what is said around it."""
    whole = Whole([Line(tuple(cells), NOWHERE)], NOWHERE, [])
    best = max(_near(whole, printing, tables, context), key=lambda one: one[0], default=None)
    return best[1].table if best else None


def _by_headings(
    whole: Whole,
    printing: Printing,
    tables: Mapping[str, Table],
    kinds: Sequence[str],
    context: Sequence[str],
) -> Recognised | None:
    """A grid most of whose headings are the names of one table's fields."""
    near = _near(whole, printing, tables, context)
    if not near:
        return None
    _, kind, told = max(near, key=lambda one: one[0])
    held = Columns(whole.cells, kinds, printing.contents)
    table = tables[kind.table]
    worded = held.told(kind, table, held.worded(kind, table, told))
    known = worded if kind.has_needed(worded.values()) else held.told(kind, table, told)
    return Recognised(kind, known, 1)


def _near(
    whole: Whole, printing: Printing, tables: Mapping[str, Table], context: Sequence[str]
) -> list[tuple[float, PrintedTable, dict[int, str]]]:
    """The kinds that headings and what is said around them are of, each with its points."""
    near = (
        (score + _nearness(kind, context) + _calls(kind, _calling(context, printing)[:1]), kind, told)
        for score, kind, told in _fitting(whole, printing, tables)
        if _is_said(kind, [*_calling(context, printing), *map(words, whole.lines[0].cells)])
        and not _is_called_otherwise(kind, context)
    )
    return [one for one in near if one[0] >= _HEADED]


def _calling(context: Sequence[str], printing: Printing) -> Sequence[str]:
    """What may call a grid by its name: where it has a caption only this and its section's title."""
    captioned = context and context[0].partition(" ")[0] in printing.captions
    return [context[0], context[-1]] if captioned else context


def _calls(kind: PrintedTable, captions: Sequence[str]) -> float:
    """Points where a caption calls a grid by a kind's name: one column more or less then tells little."""
    named = any(f" {name}" in f" {caption}" for name in kind.names for caption in captions)
    return _NAMED if named and not kind.context else 0.0


def _is_said(kind: PrintedTable, said: Sequence[str]) -> bool:
    """Whether headings, caption or section say what a table must, whose headings could head many others."""
    return not kind.said or any(f" {word}" in f" {one}" for word in kind.said for one in said)


def _is_called_otherwise(kind: PrintedTable, context: Sequence[str]) -> bool:
    """Whether what stands nearest says that it is another table: «Convenios vigentes», not those signed.

    Unless it says that they are the quarter's: «Convenios firmados en el trimestre, en vigor».
    """
    said = f" {context[0]}" if context else ""
    own = any(f" {word}" in said for word in kind.names) and _NOW.search(said) is not None
    return any(f" {word}" in said for word in kind.unless) and not own


def _fitting(
    whole: Whole, printing: Printing, tables: Mapping[str, Table]
) -> Iterator[tuple[float, PrintedTable, dict[int, str]]]:
    """The kinds that most headings are of: how much is known, the kind, the columns of its fields."""
    header = [flat(cell) for cell in whole.lines[0].cells]
    for kind in printing.tables:
        if kind.shape not in {printed.ROWS, printed.PEOPLE}:
            continue
        table = tables[kind.table]
        headed, score = matching.by_headings(header, kind, table)
        told = {
            column: name for column, name in headed.items() if not _is_dayless(whole, column, table, name)
        }
        score *= _weight(whole, told) * len(told) / max(1, len(headed))
        if score >= _HEADED and kind.has_needed(told.values()) and not _is_of_other(whole, told, table, kind):
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
    for said in filter(None, _calling(context, printing)):
        for kind in sorted(printing.tables, key=lambda kind: -_nearness(kind, [said])):
            table = tables[kind.table]
            named = any(f" {name}" in f" {said}" for name in kind.names)
            stands = kind.table in headed and not kind.fixed
            if kind.shape != printed.ROWS or stands or not named or _is_called_otherwise(kind, context):
                continue
            if not _is_said(kind, [*_calling(context, printing), *map(words, header)]):
                continue
            told, _ = matching.by_headings(header, kind, table)
            headed_whole = len(kind.needed) >= _TELLING and kind.has_needed(told.values())
            for tell in (held.agreeing, held.told, held.left):
                told = tell(kind, table, told)
            spare = [c for c, cell in enumerate(header) if cell and c not in told and _is_counting(whole, c)]
            enough = len(told) >= _HALF * (len(list(filter(None, header))) - len(spare))
            enough = enough or headed_whole or held.dates_sessions(told)
            if enough and kind.has_needed(told.values()) and not _is_of_other(whole, told, table, kind):
                return Recognised(kind, told, 1)
    return None


def _is_of_other(whole: Whole, told: Mapping[int, str], table: Table, kind: PrintedTable) -> bool:
    """Whether cells cannot be what that table must have: dates, and sessions into which its rows spread."""
    spread = str(kind.descriptor.get("reparte", {}).get("de"))
    columns = [column for column, name in told.items() if name == spread]
    shares = [line.cells[c] for line in whole.lines[1:] for c in columns if c < len(line.cells)]
    return _undated(whole, told, table) or any("%" in cell for cell in shares)


def _undated(whole: Whole, told: Mapping[int, str], table: Table) -> bool:
    """Whether a column has words where that table must have dates: «En trámite» is not signed."""
    dated = [c for c, name in told.items() if table.field(name).type == "date" and table.field(name).required]
    rows = [line.cells for line in whole.lines[1:] if not heads_total(next(filter(None, line.cells), ""))]
    cells = [row[c] for row in rows for c in dated if c < len(row)]
    return any(words(cell) and not any(map(str.isdigit, cell)) for cell in cells)


def _is_dayless(whole: Whole, column: int, table: Table, name: str) -> bool:
    """Whether a column of times, «11:00», cannot be the days that its heading may tell: «Inicio»."""
    cells = [line.cells[column] for line in whole.lines[1:] if column < len(line.cells)]
    filled = [cell for cell in cells if cell]
    return table.field(name).type == "date" and bool(filled) and all(map(_TIME.match, filled))


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


def turned(
    whole: Whole,
    printing: Printing,
    tables: Mapping[str, Table],
    names: Callable[[str], Session | None],
) -> Whole:
    """The grid with columns for rows, where it is its first column that holds the headings.

    `names` gives the session that a heading names.
    """
    if _lists_sessions_down(whole, names):
        return _turn(whole)
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
            return _turn(whole)
    return whole


def _turn(whole: Whole) -> Whole:
    lines = [
        Line(
            tuple(line.cells[column] if column < len(line.cells) else "" for line in whole.lines), whole.place
        )
        for column in range(whole.width)
    ]
    return Whole(lines, whole.place, whole.repeated)


def _lists_sessions_down(whole: Whole, names: Callable[[str], Session | None]) -> bool:
    """Whether a grid has a session at the head of each row, and marks of who attended below the people."""
    header, *rows = [line.cells for line in whole.lines] or [()]
    called = [bool(cells and names(cells[0])) for cells in rows]
    marks = [cell.strip() for cells in rows for cell in cells[1:]]
    people = [propernames.is_person(cell.split("\n")[0].partition(",")[0]) for cell in header[1:]]
    return (
        len(rows) > 1
        and all(called)
        and sum(people) > 1
        and bool(marks)
        and all(len(mark) <= _LONGEST_MARK and not any(map(str.isdigit, mark)) for mark in marks)
        and len(set(marks)) <= _MARKS
    )


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


def _by_sessions(
    whole: Whole, printing: Printing, kinds: Sequence[str], names: Callable[[str], Session | None]
) -> Recognised | None:
    """A grid with a session at the head of its columns: their dates below, or who attended."""
    for position, line in enumerate(whole.lines[:_HEADERS]):
        columns = [column for column, cell in enumerate(line.cells) if names(cell)]
        if not columns or (0 in columns and len(columns) < 2):
            continue
        if position and not _heads_beside(columns, line, whole.lines[:position]):
            continue
        below = [
            row for row in whole.lines[position + 1 :] if not heads_total(next(filter(None, row.cells), ""))
        ]
        body = [cell for row in below for c, cell in enumerate(row.cells) if c in columns]
        if any(sessions.only(cell, kinds) for cell in body):
            continue  # a column of sessions, not a heading
        marked = [row for row in below if not dates_columns(row, columns)]
        marks = [cell for row in marked for c, cell in enumerate(row.cells) if c in columns]
        listed = len(marked) == len(below) or (len(marked) >= _SEVERAL and _are_marks(marks))
        sought = printed.MATRIX if listed else printed.TRANSPOSED
        body = marks if listed else body
        if sought == printed.MATRIX and (0 in columns or not body or not _are_marks(body)):
            return None
        kind = next(kind for kind in printing.tables if kind.shape == sought)
        return Recognised(kind, dict.fromkeys(columns, kind.descriptor["encabezados"]), position + 1)
    return None


def dates_columns(line: Line, columns: Collection[int]) -> bool:
    """Whether a row gives the days of the sessions that head some columns."""
    return any(values.days(cell, 1) for column, cell in enumerate(line.cells) if column in columns)


def _are_marks(cells: Sequence[str]) -> bool:
    """Whether cells may say who attended: they are short, and hardly any is a count of anything."""
    counts = sum(cell.isdigit() and int(cell) > 1 for cell in cells)
    return max(map(len, cells)) <= _LONGEST_MARK and counts <= _COUNTS * len(list(filter(None, cells)))


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
