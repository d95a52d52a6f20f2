"""From the cells of a recognised table to the package's rows."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from check_report.document.placing import sessions, values
from check_report.document.readers.text import continued, flat, without_note_mark
from check_report.source.prose_grids import heads_total
from check_report.source.words.dates import months
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from check_report.document.placing.grids import Line, Whole
    from check_report.document.placing.printed import Choice, PrintedTable, Printing
    from check_report.document.placing.recognising import Recognised
    from check_report.rulebook.tables import Field, Table

_ADDRESSED = re.compile(r".*\b(?:a|para) (?:la|las|los|el) ((?:\w+ ?){1,5})")
_NOTHING = ("-", "–", "—")
"""How a cell says that it has nothing to say."""
_FEW = 3
"""Rows of which all but the first may well lack something."""
_NEAR = 4
"""Words of a caption that name a list which no data names."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the report when a table is read."""

    printing: Printing
    tables: Mapping[str, Table]
    kinds: tuple[str, ...]
    """The kinds of session there are."""
    year: int | None
    ours: frozenset[str]
    """Names of our own institute, bare."""


@dataclass(slots=True)
class Gathered:
    """One printed row, its continuations joined."""

    cells: dict[str, str]
    """By field, as printed; and `""` for columns that no field takes."""
    lines: list[Line]


def gather(whole: Whole, found: Recognised) -> Iterator[Gathered]:
    """The rows of a grid: what a page broke is joined again."""
    rows: list[Gathered] = []
    key = _key_column(whole, found)
    for line in whole.lines[found.header :]:
        cells = {name: line.cells[c].strip() for c, name in found.columns.items() if c < len(line.cells)}
        if not any(line.cells) or is_total(line):
            continue
        goes_on = rows and key not in found.kind.fills and not cells.get(key)
        if goes_on:
            rows[-1].lines.append(line)
            for name, text in cells.items():
                rows[-1].cells[name] = continued(rows[-1].cells[name], text)
        else:
            rows.append(Gathered(cells, [line]))
    _fill(rows, found.kind)
    yield from rows


@dataclass(slots=True)
class Part:
    """What stands in a table under one subtitle that names a session, or under none."""

    table: Whole
    """With the headings of the whole, without the subtitle."""
    subtitle: Line | None
    given: Mapping[str, str]
    """The field that the subtitle gives to its rows."""


def parts(whole: Whole, found: Recognised, known: Known) -> list[Part]:
    """A table by its subtitles; in one part if it has none, or they could give its kind no field."""
    header = whole.lines[: found.header]
    told = [Part(replace(whole, lines=list(header)), None, {})]
    for line in whole.lines[found.header :]:
        cells = {cell for cell in line.cells if cell}
        alone = next(iter(cells)) if found.kind.under and len(cells) == 1 else ""
        session = sessions.only(alone, known.kinds)
        if session:
            given = {str(found.kind.under): session.id(known.year)}
            told.append(Part(replace(whole, lines=list(header)), line, given))
        else:
            told[-1].table.lines.append(line)
    return told


def is_total(line: Line) -> bool:
    """Whether a row adds up the others: «Total»."""
    return heads_total(next(filter(None, line.cells), ""))


def value(cells: Mapping[str, str], kind: PrintedTable, known: Known) -> dict[str, str]:
    """The fields that a row's printed cells give, each by what its Table Schema and the data say of it."""
    table = known.tables[kind.table]
    row: dict[str, str] = {}
    for name, text in cells.items():
        bare = without_note_mark(flat(text))
        printed = bare if bare not in _NOTHING else ""
        reading = kind.readings.get(name)
        if reading:
            row |= _session(printed, name, reading, known)
        elif table.field(name).type == "date":
            row |= _dates(printed, name, table, known.year, cells)
        elif table.field(name).type == "integer":
            row[name] = values.integer(printed) or printed
        else:
            row[name] = _listed(printed, table.field(name), known) if printed else ""
    for name, form in kind.composes.items():
        if name not in cells:
            row[name] = form.format_map(defaultdict(str, row))
    for name, parts in kind.splits.items():
        split = values.instrument(row.get(name, ""), known.ours)
        row |= {part: split[part] for part in parts if not row.get(part)}
    return row


def chosen(row: Mapping[str, str], table: str, known: Known) -> dict[str, str]:
    """The fields of a row that the words of another field decide."""
    return {
        column: choice.of(row.get(choice.source, "")) or choice.otherwise
        for (name, column), choice in known.printing.choices.items()
        if name == table and not row.get(column)
    }


def called(row: Mapping[str, str], table: str, said: Sequence[str], known: Known) -> dict[str, str]:
    """Of the fields that the first words of another field decide, those that what is said above must decide.

    Args:
        row: the row; its own words come first.
        table: its table.
        said: what the table calls its rows, the nearest first: a column's heading, a caption.
        known: how tables are printed.
    """
    undecided = {
        column: replace(choice, at_start=False)
        for (name, column), choice in known.printing.choices.items()
        if name == table and choice.at_start and not choice.of(row.get(choice.source, ""))
    }
    told = {column: next(filter(None, map(choice.of, said)), "") for column, choice in undecided.items()}
    return {column: value for column, value in told.items() if value and not row.get(column)}


def fixed(kind: PrintedTable, context: Sequence[str]) -> dict[str, str]:
    """The fields that what is said around the table gives, the nearest words first."""
    return {name: _said(choice, context) for name, choice in kind.fixed.items()}


def referred(row: Mapping[str, str], known: Known) -> dict[str, str]:
    """The session and date that an agreement's text refers to."""
    how = known.printing.referred
    if any(row.get(name) not in accepted for name, accepted in how["si"].items()):
        return {}
    text = row[how["de"]]
    session = next(sessions.find(text, known.kinds), None)
    day = next(iter(values.days(text, known.year)), None)
    return {
        how["sesion"]: session.id(known.year) if session else "",
        how["fecha"]: day.isoformat() if day else "",
    }


def _key_column(whole: Whole, found: Recognised) -> str:
    """The field that every row has of its own: its number if any is printed, else its first column."""
    filled = [
        name
        for column, name in found.columns.items()
        if any(line.cells[column] for line in whole.lines[found.header :] if column < len(line.cells))
    ]
    printed = filled or list(found.columns.values())
    return found.kind.numbers if found.kind.numbers in printed else printed[0]


def _fill(rows: list[Gathered], kind: PrintedTable) -> None:
    merged = [name for name in rows[0].cells if name and _is_one_cell(name, rows)] if rows else []
    for before, row in pairwise(rows):
        for name in (*kind.fills, *merged):
            if name in row.cells and not row.cells[name]:
                row.cells[name] = before.cells[name]


def _is_one_cell(name: str, rows: Sequence[Gathered]) -> bool:
    """Whether the first row alone has a cell of a column: it stands for all of them, merged."""
    filled = [bool(row.cells.get(name)) for row in rows]
    return len(rows) > _FEW and filled[0] and not any(filled[1:])


def _session(text: str, name: str, reading: Mapping[str, str], known: Known) -> dict[str, str]:
    session = next(sessions.find(text, known.kinds), None)
    if session is None:
        return {name: text}
    row = {name: session.id(known.year)}
    if "tipo" in reading:
        row |= {reading["tipo"]: session.kind, reading["numero"]: str(session.number)}
    return row


def _listed(text: str, field: Field, known: Known) -> str:
    """A cell's text, or the value of the field's list that it means: «Moderadora» → moderacion."""
    listed = field.descriptor.get("constraints", {}).get("enum", ())
    if not listed or values.slug(text) in listed:
        return values.slug(text) if listed else text
    choice = next((one for (_, name), one in known.printing.choices.items() if name == field.name), None)
    return (choice.of(text) or choice.otherwise) if choice else text


def _dates(text: str, name: str, table: Table, year: int | None, cells: Mapping[str, str]) -> dict[str, str]:
    words_field = next((field for field in table.fields if name in field.printed), None)
    days = values.days(text, year)
    names = words_field.printed if words_field else (name,)
    apart = [flat(cells[one]) for one in names if cells.get(one)]
    if len(apart) > 1:
        # First and last day stand in columns of their own.
        row = {name: days[0].isoformat()} if days else {}
        if words_field and any(map(values.has_letters, apart)):
            row[words_field.name] = " a ".join(dict.fromkeys(apart))
        return row
    row = {names[0]: days[0].isoformat(), names[-1]: days[-1].isoformat()} if days else {}
    if len(names) == 1 and days:
        row = {name: days[0].isoformat()}
    printed = text if values.has_letters(text) else values.no_day(text)
    if words_field and printed:
        row[words_field.name] = printed
    return row


def _said(choice: Choice, context: Sequence[str]) -> str:
    for said in context:
        value = choice.of(said)
        if value:
            return value
    if choice.otherwise != "epigrafe":
        return choice.otherwise
    named = next((said for said in context if said), "")
    addressed = _ADDRESSED.search(named)
    if addressed:
        return values.slug(" ".join([word for word in addressed[1].split() if len(word) > 3][:2])) or "lista"
    told = [word for word in words(named).split() if len(word) > 3 and word not in months()]
    return values.slug(" ".join(told[-_NEAR:])) or "lista"
