"""A report's tables as it prints them: what `impresion.json` says the importer reads, printed so."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.document.blocks import Grid, Item, Paragraph, Run
from check_report.document.export.shape import widths
from check_report.document.export.spelled import is_feminine, ordinal
from check_report.document.placing import printed
from check_report.rulebook.strict import read_json
from check_report.source.words import dates
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from check_report.document.blocks import Block
    from check_report.document.placing.printed import PrintedTable
    from check_report.rulebook.book import Rulebook
    from check_report.rulebook.tables import Field, Table
    from check_report.source.records import Records

Row = dict[str, str]

TICK = "✓"
_SESSION = "sesion"
"""The reading of a field that names a session in words."""
_TRUE = {"true", "True", "TRUE", "1"}
_YES_NO = {True: "sí", False: "no"}


@dataclass(frozen=True)
class Printer:
    """Prints the tables of one report."""

    book: Rulebook
    tables: Mapping[str, Sequence[Row]]

    @classmethod
    def of(cls, records: Mapping[str, Records], book: Rulebook) -> Printer:
        """A printer for tables as they were read, cells as they are written."""
        return cls(book, {name: _rows(one) for name, one in records.items()})

    def print(self, table: str, where: Iterable[tuple[str, str]]) -> Iterator[Block]:
        """The blocks that a report prints for the rows of a table that have these values."""
        sought = list(where)
        rows = [row for row in self.tables[table] if all(row[name] == value for name, value in sought)]
        match self._form(table, rows):
            case printed.PrintedTable(shape=printed.LIST) as form:
                yield from self._list(form, rows)
            case printed.PrintedTable(shape=printed.MATRIX) as form:
                yield self._matrix(form, rows)
            case printed.PrintedTable(shape=printed.TRANSPOSED) as form:
                yield self._transposed(form, rows)
            case form:
                for part in self._apart(form, rows):
                    yield self._people(form, part) if form.shape == printed.PEOPLE else self._grid(form, part)

    def session(self, session_id: str) -> str:
        """«Séptima sesión ordinaria» for `2021-ORD-07`, which need not be one of the report's."""
        own = next((row for row in self.tables["sesiones"] if row["sesion_id"] == session_id), None)
        if own and own["tipo"] and own["numero"].isdecimal():
            return _session(int(own["numero"]), own["tipo"])
        _, _, rest = session_id.partition("-")
        code, _, number = rest.partition("-")
        kinds = self.book.tables["sesiones"].field("tipo").descriptor.get("constraints", {}).get("enum", ())
        kind = next((kind for kind in kinds if code and kind[:3].upper() == code), None)
        if kind is None or not number.isdecimal():
            return session_id
        return _session(int(number), kind)

    def _form(self, table: str, rows: Sequence[Row]) -> PrintedTable:
        """The first way of printing in which nothing is lost."""
        forms = printed.load(self.book.root / "datapackage").tables
        names = tuple(field.name for field in self.book.tables[table].fields)
        fitting = (form for form in forms if form.table == table and _fits(form, rows))
        return next(fitting, printed.PrintedTable(table, printed.ROWS, names))

    def _apart(self, form: PrintedTable, rows: Sequence[Row]) -> list[Sequence[Row]]:
        """The rows by what of their key is not printed: each list, each event has a table of its own."""
        hidden = [name for name in self.book.tables[form.table].primary_key if name not in form.columns]
        hidden = [name for name in hidden if name != "orden"] if form.shape == printed.PEOPLE else hidden
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in rows:
            groups.setdefault(tuple(row[name] for name in hidden), []).append(row)
        return list(groups.values()) or [[]]

    def _grid(self, form: PrintedTable, rows: Sequence[Row]) -> Grid:
        table = self.book.tables[form.table]
        parts = {part: whole for whole, names in form.splits.items() for part in names}
        fields = [table.field(name) for name in form.columns if not _said(name, parts, rows)]
        head = tuple(field.title for field in fields)
        body = [tuple(self._cell(table, field, form, row) for field in fields) for row in rows]
        return _grid([head, *body])

    def _cell(self, table: Table, field: Field, form: PrintedTable, row: Row) -> str:
        text = row[field.name]
        if field.name == form.numbers:
            return f"{text}." if text else ""
        if form.readings.get(field.name, {}).get("como") == _SESSION or field.name == form.under:
            return self.session(text)
        if field.type == "boolean" and text:
            return _YES_NO[text in _TRUE]
        return dated(table, field, row) if field.type == "date" else text

    def _transposed(self, form: PrintedTable, rows: Sequence[Row]) -> Grid:
        table = self.book.tables[form.table]
        head = tuple(self.session(row[form.descriptor["encabezados"]]) for row in rows)
        fields = [table.field(name) for name in form.descriptor["filas"]]
        body = [tuple(self._cell(table, field, form, row) for row in rows) for field in fields]
        return _grid([head, *(cells for cells in body if any(cells))])

    def _matrix(self, form: PrintedTable, rows: Sequence[Row]) -> Grid:
        across, labels = form.descriptor["encabezados"], form.descriptor["etiquetas"]["tabla"]
        mark = form.descriptor["marca"]
        key = self.book.tables[labels].primary_key[0]
        people = {row[key]: self._label(row) for row in self.tables[labels]}
        people |= {row[key]: row[key] for row in rows if row[key] not in people}
        columns = list(dict.fromkeys(row[across] for row in rows))
        present = {(row[key], row[across]) for row in rows if row[mark] in _TRUE}
        corner = self.book.tables[labels].field(form.descriptor["etiquetas"]["columnas"][0]).title
        above = self.book.tables[form.table].field(mark).title
        head = [
            (corner, above, *[""] * (len(columns) - 1))[: len(columns) + 1],
            ("", *map(self.session, columns)),
        ]
        body = [
            (label, *(TICK if (person, one) in present else "" for one in columns))
            for person, label in people.items()
        ]
        return _grid([*head, *body], header=2)

    def _label(self, row: Row) -> str:
        """«Presidencia: Erika Estrada», «Titular de la Contraloría Interna, Francisco Calvario»."""
        name, office, area = row["nombre"], row["cargo"], row["unidad"]
        if not area:
            return f"{office}: {name}" if office else name
        of = "de la" if is_feminine(area.split()[0]) else "del"
        return f"{office} {of} {area}, {name}" if office else f"{area}, {name}"

    def _list(self, form: PrintedTable, rows: Sequence[Row]) -> Iterator[Block]:
        shown, identifier = form.descriptor["texto"], form.descriptor.get("identificador")
        for session, group in itertools.groupby(rows, key=lambda row: row[form.under] if form.under else ""):
            if session:
                title = f"{self._session_and_date(session)}:"
                yield Paragraph(title, runs=(Run(title, bold=True),))
            for row in group:
                lead = f"{row[identifier]}. " if identifier else ""
                runs = (Run(lead, bold=True), Run(row[shown])) if lead else ()
                yield Item(lead + row[shown], runs=runs)

    def _session_and_date(self, session_id: str) -> str:
        table = self.book.tables["sesiones"]
        row = next((row for row in self.tables["sesiones"] if row["sesion_id"] == session_id), None)
        date = dated(table, table.field("fecha"), row) if row else ""
        return ", ".join(filter(None, [self.session(session_id), date[:1].lower() + date[1:]]))

    def _people(self, form: PrintedTable, rows: Sequence[Row]) -> Grid:
        table = self.book.tables[form.table]
        group, person = form.columns
        head = (table.field(group).title, table.field(person).title)
        body = [
            (title, "\n".join(self._person(row) for row in members))
            for title, members in itertools.groupby(rows, key=lambda row: row[group])
        ]
        return _grid([head, *body])

    def _person(self, row: Row) -> str:
        """«- Delio López, fiscal de delitos»; «Moderación: …» where the part is not the table's own."""
        said = read_json(self.book.root / "datapackage" / "impresion.json")["palabras"]
        choices = said["evento_participantes.papel"]
        own = next((part for word, part in choices["valores"] if words(word) in words(row["mesa"])), None)
        who = ", ".join(filter(None, [row["nombre"], row["cargo"]]))
        if row["papel"] == (own or choices["si_no"]):
            return f"- {who}"
        word = next((word for word, part in choices["valores"] if part == row["papel"]), row["papel"])
        return f"{word.capitalize()}: {who}"


def _fits(form: PrintedTable, rows: Sequence[Row]) -> bool:
    """Whether rows can be printed so: people under a group, transposed rows as several columns."""
    if form.shape == printed.PEOPLE:
        return all(row[form.columns[0]] for row in rows)
    return form.shape != printed.TRANSPOSED or len(rows) > 1


def _session(number: int, kind: str) -> str:
    return f"{ordinal(number, feminine=True)} sesión {kind}".capitalize()


def dated(table: Table, field: Field, row: Mapping[str, str]) -> str:
    """A date as printed: in the author's words where there are any, else in words with its weekday."""
    text = next((row[one.name] for one in table.fields if one.printed == (field.name,)), "")
    if text:
        return text
    try:
        said = dates.in_words(datetime.date.fromisoformat(row[field.name]))
    except ValueError:
        return row[field.name]
    return said[:1].upper() + said[1:]


def _rows(records: Records) -> list[Row]:
    """Every row that is not blank, with a text for each field of the table."""
    names = [field.name for field in records.table.fields]
    rows = (
        dict(zip(records.labels, record.cells, strict=False))
        for record in records.rows
        if not record.is_blank
    )
    return [{name: row.get(name, "") for name in names} for row in rows]


def _said(name: str, parts: Mapping[str, str], rows: Sequence[Row]) -> bool:
    """Whether another printed column already says all that this one would."""
    return name in parts and all(words(row[name]) in words(row[parts[name]]) for row in rows)


def _grid(rows: Sequence[Sequence[str]], header: int = 1) -> Grid:
    shown = tuple(map(tuple, rows))
    return Grid(shown, header=header, widths=widths(shown, header))
