"""Reads the tables that a document prints: each by the shape in which its kind is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check_report.document.blocks import NOWHERE, Grid, text_of
from check_report.document.placing import (
    attendance,
    by_day,
    grids,
    matching,
    people,
    printed,
    recognising,
    rows,
    values,
)
from check_report.document.placing.happenings import EVENTS
from check_report.document.placing.result import UNPLACED
from check_report.document.readers.text import flat
from check_report.source.words import identifiers
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from check_report.document.blocks import Block, Place
    from check_report.document.placing.adding import Adding
    from check_report.document.placing.grids import Line, Whole
    from check_report.document.placing.here import Here
    from check_report.document.placing.printed import PrintedTable
    from check_report.document.placing.recognising import Recognised
    from check_report.document.placing.sessions import Session
    from check_report.document.placing.telling import Telling

_EVENT = "evento_id"
_SEVERAL = 3
"""From so many rows on that repeat others, it is no slip."""
_NEARLY_ALL = 0.8


class Tables:
    """Recognises grids and takes their rows; a grid of no known kind stays in the prose."""

    def __init__(self, here: Here, adding: Adding, telling: Telling) -> None:
        self._here = here
        self._known = here.known
        self._printing = here.known.printing
        self._tables = here.known.tables
        self._placed = here.placed
        self._adding = adding
        self._telling = telling
        self._headed: frozenset[str] = frozenset()

    def expect(self, document: Iterable[Block]) -> None:
        """Learns which tables of the package a document prints under headings that are known."""
        printed: set[str | None] = set()
        said = ""
        for block in document:
            if isinstance(block, Grid) and block.rows:
                printed.add(recognising.headed(block.rows[0], self._printing, self._tables, [said]))
            said = "" if isinstance(block, Grid) else words(text_of(block)) or said
        self._headed = frozenset(filter(None, printed))

    def heads_one(self, cells: Sequence[str]) -> bool:
        """Whether a row's cells head a table of a known kind."""
        whole = grids.Whole([grids.Line(tuple(cells), NOWHERE)], NOWHERE, [])
        known = recognising.recognise(whole, self._printing, self._tables, self._known.kinds, [])
        return known is not None or self._title_of_people(whole) is not None

    def take(self, whole: Whole) -> None:
        """Takes a grid, every row of it accounted for."""
        whole = recognising.turned(whole, self._printing, self._tables, self._session)
        context = [*filter(None, [self._here.caption]), *self._here.before[:2], self._here.title]
        found = recognising.recognise(
            whole,
            self._printing,
            self._tables,
            self._known.kinds,
            context,
            self._headed,
            self._session,
        )
        found = found or self._title_of_people(whole)
        if found and (
            self._is_of_no_event(found.kind)
            or self._is_told_again(whole, found)
            or self._is_of_another_series(whole, found)
        ):
            found = None
        for line in whole.repeated:
            self._tell(line, "encabezado repetido en otra página")
        for line in whole.broken:
            self._tell(line, "resto de la fila anterior")
        if found is None:
            self._unknown(whole)
            return
        for line in whole.lines[: found.header]:
            self._tell(line, f"encabezado de tablas/{found.kind.table}.csv{_left(line, found)}")
        reads = {
            printed.DATA: self._data,
            printed.ROWS: self._rows,
            printed.PEOPLE: self._people,
            printed.PEOPLE_UNDER_TITLE: self._people_under_title,
            printed.MATRIX: self._matrix,
            printed.TRANSPOSED: self._transposed,
        }
        reads[found.kind.shape](whole, found, context)
        self._here.printed.add(found.kind.table)
        self._here.before.insert(0, "")

    def _session(self, heading: str) -> Session | None:
        """The session that a heading names."""
        return by_day.heading(heading, self._placed, self._known)

    def _tell(self, line: Line, went: str) -> None:
        self._placed.told("fila", line.place, " | ".join(line.cells), went)

    def _tell_all(self, lines: Iterable[Line], went: str) -> None:
        for line in lines:
            self._placed.told("fila", line.place, " | ".join(filter(None, line.cells)), went)

    def _unknown(self, whole: Whole) -> None:
        """A table of no known kind stays in the prose, as a table of Markdown."""
        for position, line in enumerate(whole.lines):
            self._print_row(line.place, line.cells, heads=position == 0)
            self._tell(line, UNPLACED)

    # One way of printing each

    def _data(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:  # noqa: ARG002
        self._adding.stand(found.kind, {}, whole.place)
        fields = self._tables[found.kind.table]
        for line in whole.lines[1:]:
            if not any(line.cells):
                continue
            row = {name: flat(line.cells[column]) for column, name in found.columns.items()}
            row |= {n: values.integer(t) or t for n, t in row.items() if fields.field(n).type == "integer"}
            self._tell(line, self._placed.add(found.kind.table, row, line.place))

    def _rows(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:
        kind = found.kind
        self._tell_all(filter(rows.is_total, whole.lines), "fila de totales")  # no rows of the table
        given = rows.fixed(kind, [*context[:1], _all(whole), *context[1:]])
        if self._is_of_event(kind):
            given |= {self._tables[kind.table].primary_key[0]: self._telling.current}
        self._adding.stand(kind, given, whole.place)
        header = [flat(cell) for cell in whole.lines[0].cells]
        read = []
        for part in rows.parts(whole, found, self._known):
            if part.subtitle:
                self._tell_all([part.subtitle], "encabezado de las filas que siguen")
            for gathered in rows.gather(part.table, found):
                row = rows.value(gathered.cells, kind, self._known)
                row |= rows.called(row, kind.table, [*header, *context[:1]], self._known)
                read.append((gathered, {**row, **given, **part.given}))
        self._number_on(kind, given, [row for _, row in read])
        unread = _unread(whole.lines[0], found)
        self._here.by_day.begin()
        for gathered, row in read:
            whole_row = row | self._said_before(kind, row)
            went = self._adding.add(kind, whole_row, gathered.lines[0].place)
            self._tell_all(gathered.lines, went)
            if kind.under:
                cells = [line.cells[column] for line in gathered.lines for column in unread]
                self._here.by_day.wait(whole_row, kind.under, row.get(kind.under, ""), cells)
        totals = [[line] for line in filter(rows.is_total, whole.lines)]
        self._leave(whole, found, [*(gathered.lines for gathered, _ in read), *totals])

    def _leave(self, whole: Whole, found: Recognised, read: Sequence[Sequence[Line]]) -> None:
        """Leaves in the prose, as a table beside what each row is called, the columns that no field takes."""
        unread = _unread(whole.lines[0], found)
        if not unread or not read:
            return
        columns = [next(column for column in found.columns), *unread]
        self._print_row(
            whole.lines[0].place, [whole.lines[0].cells[column] for column in columns], heads=True
        )
        for lines in read:
            cells = [
                " ".join(line.cells[column] for line in lines if column < len(line.cells))
                for column in columns
            ]
            first = next(filter(None, lines[0].cells), "")
            self._print_row(lines[0].place, [first if rows.is_total(lines[0]) else cells[0], *cells[1:]])

    def _print_row(self, place: Place, cells: Iterable[str], *, heads: bool = False) -> None:
        """Adds a row of a table of Markdown to the prose."""
        bare = [flat(cell).replace("|", "\\|") for cell in cells]
        self._placed.prose.paragraph(f"| {' | '.join(bare)} |", place, kind="row")
        if heads:
            self._placed.prose.paragraph("|" + " --- |" * len(bare), place, kind="row")

    def _transposed(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:  # noqa: ARG002
        kind, header = found.kind, whole.lines[found.header - 1]
        self._adding.stand(kind, {}, whole.place)
        for column, name in found.columns.items():
            cells = {name: header.cells[column]}
            for line in whole.lines[found.header :]:
                text = line.cells[column] if column < len(line.cells) else ""
                first, *others = kind.descriptor["filas"]
                cells.setdefault(
                    first if values.days(text, self._known.year) else next(iter(others), first), text
                )
            row = rows.value(cells, kind, self._known)
            self._adding.add(kind, row | self._said_before(kind, row), whole.lines[-1].place)
        for line in whole.lines[found.header :]:
            self._tell(line, f"tablas/{kind.table}.csv")

    def _matrix(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:
        head, body = whole.lines[: found.header], whole.lines[found.header :]
        dated = [line for line in body if recognising.dates_columns(line, found.columns)]
        counted = [line for line in body if _counts(line, found.columns)]
        if dated:
            self._dates(grids.Whole([*head, *dated], whole.place, []), found, context)
        self._tell_all(counted, "fila de totales")
        marks = [line for line in body if line not in dated and line not in counted]
        self._adding.stand(found.kind, {}, whole.place)
        attendance.take(self._placed, grids.Whole([*head, *marks], whole.place, []), found, self._known)

    def _dates(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:
        """Takes the sessions that a list of attendance dates, unless they stand already."""
        kind = next(kind for kind in self._printing.tables if kind.shape == printed.TRANSPOSED)
        if self._placed.tables[kind.table]:
            self._tell_all(whole.lines[found.header :], f"tablas/{kind.table}.csv, que ya las tiene")
            return
        columns = dict.fromkeys(found.columns, kind.descriptor["encabezados"])
        self._transposed(whole, recognising.Recognised(kind, columns, found.header), context)

    def _people(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:  # noqa: ARG002
        kind = found.kind
        group, names = kind.columns
        read = list(rows.gather(whole, found))
        for gathered in read:
            went = UNPLACED
            for label, name, post in people.speakers(gathered.cells.get(names, "")):
                row = {group: flat(gathered.cells[group]), "nombre": name, "cargo": post}
                role = rows.chosen({group: label}, kind.table, self._known) if label else {}
                went = self._person(kind, row | role, gathered.lines[0].place)
            for line in gathered.lines:
                self._tell(line, went)
        self._leave(whole, found, [gathered.lines for gathered in read])

    def _people_under_title(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:  # noqa: ARG002
        title = next(cell for cell in whole.lines[0].cells if cell)
        for gathered in rows.gather(whole, found):
            row = rows.value(gathered.cells, found.kind, self._known) | {
                found.kind.descriptor["titulos"]: flat(title)
            }
            went = self._person(found.kind, row, gathered.lines[0].place)
            for line in gathered.lines:
                self._tell(line, went)

    # What the shapes share

    def _title_of_people(self, whole: Whole) -> Recognised | None:
        """A grid under one heading cell that says whom it lists, after an event."""
        head = [cell for cell in whole.lines[0].cells if cell]
        for kind in self._printing.tables:
            if kind.shape != printed.PEOPLE_UNDER_TITLE or len(head) != 1 or whole.width != len(kind.columns):
                continue
            name = self._tables[kind.table].field(kind.columns[0])
            if matching.likeness(head[0], matching.names(name)):
                return recognising.Recognised(kind, dict(enumerate(kind.columns)), 1)
        return None

    def _is_of_event(self, kind: PrintedTable) -> bool:
        """Whether its rows are parts of one event."""
        return kind.table != EVENTS and self._tables[kind.table].primary_key[:1] == (_EVENT,)

    def _is_of_no_event(self, kind: PrintedTable) -> bool:
        """Whether its rows are parts of an event, and nobody says of which."""
        if not self._is_of_event(kind):
            return False
        self._telling.announce()
        return not self._telling.current

    def _is_told_again(self, whole: Whole, found: Recognised) -> bool:
        """Whether its rows are of things that stand already: «Estado de cumplimiento de los acuerdos»."""
        kind = found.kind
        key = next((name for name in self._tables[kind.table].primary_key if name != kind.numbers), "")
        if kind.shape != printed.ROWS or key not in found.columns.values():
            return False
        stand = {row.values.get(key) for row in self._placed.tables[kind.table]}
        read = [rows.value(row.cells, kind, self._known).get(key) for row in rows.gather(whole, found)]
        again = sum(one in stand for one in read)
        return again >= _SEVERAL and again >= _NEARLY_ALL * len(read)

    def _is_of_another_series(self, whole: Whole, found: Recognised) -> bool:
        """Whether its identifiers are of none of the series that stand, or of the years before the report's.

        So «Dictámenes» after «Opiniones», and «Acuerdos pendientes de 2024» in a report on 2025.
        """
        field = found.kind.descriptor.get("identificador", "")
        column = next((column for column, name in found.columns.items() if name == field), None)
        if column is None:
            return False
        cells = (line.cells[column] for line in whole.lines[found.header :] if column < len(line.cells))
        read = [identifiers.read(identifiers.kindless(cell)) for cell in cells if cell]
        year = self._known.year
        earlier = sum(bool(one.year and year and one.year < year) for one in read)
        if earlier >= _SEVERAL and earlier * 2 > len(read):
            return True
        stand = {
            identifiers.read(identifiers.kindless(row.values[field])).series
            for row in self._placed.tables[found.kind.table]
            if row.values.get(field)
        }
        return bool(stand and read) and not {one.series for one in read} & stand

    def _number_on(self, kind: PrintedTable, given: dict[str, str], found: Sequence[dict[str, str]]) -> None:
        """Numbers rows on from those that stand already, where a table printed apart begins at 1 again."""
        same = [row for row in self._placed.tables[kind.table] if given.items() <= row.values.items()]
        if same and kind.numbers and found and found[0].get(kind.numbers) == "1":
            for row in found:
                if row.get(kind.numbers, "").isdigit():
                    row[kind.numbers] = str(len(same) + int(row[kind.numbers]))

    def _said_before(self, kind: PrintedTable, row: dict[str, str]) -> dict[str, str]:
        """The fields that a row lacks and the sentence before the table tells."""
        lacking = (name for name in kind.from_context if not row.get(name))
        return {name: self._here.said_after(kind.from_context[name]) for name in lacking}

    def _person(self, kind: PrintedTable, row: dict[str, str], place: Place) -> str:
        event, order = self._tables[kind.table].primary_key
        current = self._telling.current
        self._adding.stand(kind, {event: current}, place)
        number = self._adding.count(kind, current)
        return self._adding.add(kind, row | {event: current, order: str(number)}, place)


def _unread(header: Line, found: Recognised) -> list[int]:
    """The columns of rows that no field takes: what they print is in no table."""
    unread = [column for column, cell in enumerate(header.cells) if cell and column not in found.columns]
    return unread if found.kind.shape in {printed.ROWS, printed.PEOPLE} else []


def _counts(line: Line, columns: Collection[int]) -> bool:
    """Whether a row below sessions counts something in each: «Acuerdos adoptados | 4 | 2»."""
    cells = [cell for column, cell in enumerate(line.cells) if column in columns]
    return all(cell.isdigit() for cell in cells) and any(int(cell) > 1 for cell in cells)


def _left(header: Line, found: Recognised) -> str:
    """Says which columns those are."""
    unread = [f"«{flat(header.cells[column])}»" for column in _unread(header, found)]
    return f"; sin campo, queda en la prosa: {', '.join(unread)}" if unread else ""


def _all(whole: Whole) -> str:
    return " ".join(cell for line in whole.lines for cell in line.cells)
