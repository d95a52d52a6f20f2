"""Attendance lists: one row a person, one column a session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from check_report.document.placing import by_day, matching, people, printed, values
from check_report.document.readers.text import flat, without_note_mark
from check_report.source.words import propernames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from check_report.document.placing.grids import Line, Whole
    from check_report.document.placing.printed import Office
    from check_report.document.placing.recognising import Recognised
    from check_report.document.placing.result import Placed
    from check_report.document.placing.rows import Known


def take(placed: Placed, whole: Whole, found: Recognised, known: Known) -> None:
    """Adds the participants that a list prints, and who of them attended which session.

    Args:
        placed: where the rows go.
        whole: the printed list.
        found: which of its columns name a session.
        known: how reports are printed, the package's tables, the year.
    """
    kind, labels = found.kind, found.kind.descriptor["etiquetas"]
    key = known.tables[labels["tabla"]].primary_key[0]
    header = whole.lines[found.header - 1]
    named = {column: by_day.heading(header.cells[column], placed, known) for column in found.columns}
    heads = {column: session.id(known.year) for column, session in named.items() if session}
    first = min(heads)
    leading = _leading(whole, found, first, known)
    unmarked = _unmarked(whole, found, known)
    offices: Sequence[Office] = (known.printing.presiding, *known.printing.offices)
    for line in _with_whole_labels(placed, whole.lines[found.header :], first, known):
        person = _participant(line.cells[:first], leading, offices)
        offices = known.printing.offices
        person[key] = _numbered(labels["clave"], len(placed.tables[labels["tabla"]]) + 1)
        went = placed.add(labels["tabla"], person, line.place)
        for column, session in heads.items():
            cell = without_note_mark(line.cells[column].strip()).lower() if column < len(line.cells) else ""
            attended = str(cell not in unmarked).lower()
            row = {
                kind.descriptor["encabezados"]: session,
                key: person[key],
                kind.descriptor["marca"]: attended,
            }
            placed.add(kind.table, row, line.place)
        placed.told("fila", line.place, " | ".join(line.cells), f"{went}, y tablas/{kind.table}.csv")


def _unmarked(whole: Whole, found: Recognised, known: Known) -> frozenset[str]:
    """The cells that in this list tell of absence."""
    printing = known.printing
    marks = {
        without_note_mark(line.cells[column].strip()).lower()
        for line in whole.lines[found.header :]
        for column in found.columns
        if column < len(line.cells)
    }
    beside = (others for mark, others in printing.unmarked_beside.items() if mark in marks)
    return printing.unmarked.union(*beside)


def _numbered(form: str, number: int) -> str:
    """«P00» and 7 → «P07»."""
    letters = form.rstrip("0")
    return f"{letters}{number:0{len(form) - len(letters)}}"


def _with_whole_labels(placed: Placed, lines: Sequence[Line], first: int, known: Known) -> Iterator[Line]:
    """The rows of the list, the label whole that a page broke: half of it names nobody."""
    held: Line | None = None
    for line in lines:
        if not any(line.cells):
            continue
        if held and held.place.page != line.place.page and not any(line.cells[first:]):
            halves = [" ".join(filter(None, one.cells[:first])) for one in (held, line)]
            if any(not people.is_whole(half, known.printing.offices) for half in halves):
                placed.told("fila", line.place, halves[1], "resto de la fila anterior")
                held = replace(held, cells=(" ".join(halves), *[""] * (first - 1), *held.cells[first:]))
                continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _leading(whole: Whole, found: Recognised, first: int, known: Known) -> dict[int, str]:
    """The columns before the sessions, where the list prints name, office and area apart."""
    labels = found.kind.descriptor["etiquetas"]
    asked = printed.PrintedTable(labels["tabla"], printed.ROWS, columns=tuple(labels["columnas"]))
    header = [
        next((line.cells[c] for line in reversed(whole.lines[: found.header]) if line.cells[c]), "")
        for c in range(first)
    ]
    columns, _ = matching.by_headings(header, asked, known.tables[labels["tabla"]])
    return columns if len(columns) > 1 else {}


def _participant(
    cells: Sequence[str], leading: Mapping[int, str], offices: Sequence[Office]
) -> dict[str, str]:
    if not any(flat(cells[column]) for column, name in leading.items() if name == "nombre"):
        said = [cell for cell in cells if cell and not values.integer(cell)]
        return people.participant(_label(said), offices)
    apart = {name: flat(cells[column]) for column, name in leading.items()}
    name, post = apart.get("nombre", ""), apart.get("cargo", "")
    if people.is_party(name, offices):
        return people.participant(name, offices)
    name, _, role = map(str.strip, name.partition(","))  # «Karla Montero, en representación»
    apart["nombre"] = name
    told = people.participant(f"{post or name}: {name}", offices)
    if role:
        told["calidad"] = people.participant(f"{role}: {name}", offices)["calidad"]
    # Where no column prints areas, the office's own words may: «Encargada del despacho de la Unidad X».
    return told | (apart if "unidad" in apart else {"nombre": name})


def _label(cells: Sequence[str]) -> str:
    """What labels a row: its first cell, but where name and office stand in two, both of them."""
    names = [flat(cell) for cell in cells if propernames.is_person(flat(cell))]
    others = [flat(cell) for cell in cells if flat(cell) not in names]
    if len(cells) == 2 and len(names) == 1 and others:
        return f"{others[0]}: {names[0]}"
    return next(iter(cells), "")
