"""The kinds of instruments that the prose tells: «el convenio específico con la Universidad …»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_codes, prose_grids
from check_report.source.prose_deeds import party_of, row_names
from check_report.source.prose_reading import PLACE
from check_report.source.typed import ORIGIN
from check_report.source.words import acronyms, dates, figures, identifiers, instruments, plain, propernames

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from check_report.rulebook.suites import Measure
    from check_report.source.prose_deeds import Party
    from check_report.source.prose_reading import Reading

KINDS = {
    **PLACE,
    "observed": pl.String,
    "clase": pl.String,
    "tabla": pl.String,
    "fila": pl.Int64,
    "por": pl.String,
}
BY_DAY, BY_IDENTIFIER, BY_PARTY = "dia", "clave", "contraparte"
"""What tells which instrument is meant, beside the party."""

_SIGNED_ON = re.compile(
    r"[\s,()]*(?:(?:que|se|fue|con|de|fecha|dia|el|del|desde|ya|firm\w+|suscri\w+|celebr\w+|formaliz\w+"
    r"|lunes|martes|miercoles|jueves|viernes|sabado|domingo)\s+)*[0-9]"
)
"""What leads from a party to the day on which the instrument with it was signed."""
_CLAUSE = re.compile(r"[^;:]+")
_DEFINITE = re.compile(r"\b(?:el|del|al|dicho|este|ese)\s+(?:\w+\s+)?$")
_DRAFT = re.compile(r"\b(?:proyectos?|propuestas?)\b")
_REASON = re.compile(r", (?:pues|ya que|toda vez|porque|debido)\b")
"""What begins to tell why, perhaps of other times."""
_OF_KIND = re.compile(r"\b(?:clase|tipo|modalidad|naturaleza|caracter|categoria)\b")
"""How a column of kinds is headed."""
_TELLING = {"acuerdos": ("asunto",), "opiniones": ("contraparte",)}
"""Fields of other tables that tell of instruments."""
_NEAR = 100
"""Letters within which an instrument's party follows it."""
_SIGNED = re.compile(r"\bse (?:firm|suscrib|formaliz|celebr)\w+(?:o|ron)\b")
_OTHER = re.compile(r"\b(?:anterior(?:es)?|otro|nuevo|vigente|renov\w+|sustitu\w+|prorrog\w+|adend\w+)\b")
"""What tells of another instrument with the same party, or of one that is not signed."""


@dataclass(frozen=True, slots=True)
class _Signed:
    """What was signed: the measure that counts it, its rows, and the row that an identifier names."""

    measure: Measure
    rows: Sequence[Mapping[str, Any]]
    codes: Mapping[str, int]


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `clases_en_prosa`: an instrument whose kind the prose tells, or a table in it.

    `tabla` and `fila` are its row in the table of what was done; `por` tells how it was found: the prose says
    its day, its identifier, or nothing but the party that has no other.
    """
    for measure in reading.measures:
        if measure.with_another:
            known = list(reading.source.tables[measure.table or ""].frame.iter_rows(named=True))
            signed = _Signed(measure, known, prose_codes.of_rows(reading, measure, known))
            yield from _in_sentences(reading, signed)
            yield from _in_cells(reading, signed)
            yield from _in_grids(reading, signed)


def _in_sentences(reading: Reading, signed: _Signed) -> Iterator[dict[str, Any]]:
    for said in reading.said:
        if prose_grids.is_grid(said.text):
            continue
        here = any(
            place.table == signed.measure.table
            for place in reading.outline.tables.get(said.paragraph.section, [])
        )
        bare = plain.unaccented(said.text)
        told_signed = here and bool(_SIGNED.search(bare))
        for start, told in _told(reading, signed, said.text, definite=told_signed):
            if told["por"] == BY_PARTY and _DRAFT.search(bare):
                continue  # of what is to be signed
            yield reading.at(said.line_at(start), said.paragraph.section) | told


def _in_cells(reading: Reading, signed: _Signed) -> Iterator[dict[str, Any]]:
    """The same in what agreements and opinions say."""
    for table, fields in _TELLING.items():
        for row in reading.source.tables[table].frame.iter_rows(named=True):
            place = {column: row[column] for column in ORIGIN} | {"_section": None}
            for field in fields:
                for _, told in _told(reading, signed, row[field] or "", definite=True):
                    yield place | {"_field": field} | told


def _told(
    reading: Reading, signed: _Signed, text: str, *, definite: bool
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Where a text tells the kind of an instrument, and what it tells.

    `definite` if it speaks of what was signed, so that «un convenio» is one of that table.
    """
    for clause in _CLAUSE.finditer(text):
        for start, end, kind in instruments.find_kinds(clause[0]):
            party = party_of(reading, clause[0], (start, end))
            found = _row_told(reading, signed, clause[0], (start, end), party)
            if found and found[1] == BY_PARTY:
                told_which = definite or _DEFINITE.search(plain.unaccented(clause[0][:start]))
                # «deriva de un convenio general suscrito en 2020»
                since = figures.of_another_time(_REASON.split(clause[0])[0], start, reading.source.year)
                found = found if told_which and not since and not _is_of_another(reading, text) else None
            if found:
                yield (
                    clause.start() + start,
                    {
                        "observed": " ".join(
                            clause[0][start : max(end, party.end if party else end)].split()
                        ),
                        "clase": kind,
                        "tabla": signed.measure.table,
                        "fila": found[0],
                        "por": found[1],
                    },
                )


def _in_grids(reading: Reading, signed: _Signed) -> Iterator[dict[str, Any]]:
    """The same in the rows of the prose's tables: all in one cell, or party, day, identifier in others."""
    for header, body in prose_grids.grids(reading):
        of_kind = {column for column, cell in enumerate(header[1]) if _OF_KIND.search(plain.unaccented(cell))}
        for line, cells in body:
            for cell in cells:
                yield from (
                    reading.at(line, None) | told for _, told in _told(reading, signed, cell, definite=True)
                )
            told = dict(_kinds(cells, of_kind))
            found = _row_of_cells(reading, signed, cells) if len(set(told.values())) == 1 else None
            if found:
                yield reading.at(line, None) | {
                    "observed": next(iter(told)),
                    "clase": next(iter(told.values())),
                    "tabla": signed.measure.table,
                    "fila": found[0],
                    "por": found[1],
                }


def _kinds(cells: Sequence[str], of_kind: Collection[int]) -> Iterator[tuple[str, str]]:
    """The cells that tell kinds, and which."""
    for column, cell in enumerate(cells):
        alone = instruments.kind_alone(cell) if column in of_kind else None
        yield from ((cell, kind) for kind in [alone] if kind)
        yield from ((cell, kind) for _, _, kind in instruments.find_kinds(cell))


def _row_of_cells(reading: Reading, signed: _Signed, cells: Sequence[str]) -> tuple[int, str] | None:
    """The row of the instrument that a row of cells is about, and what tells it."""
    days = _days(reading, " | ".join(cells))
    bodies = [cell for cell in cells if propernames.is_body(cell) or acronyms.is_body(cell)]
    same = [
        row
        for row in signed.rows
        if days & _days_of(reading, signed, row) and any(row_names(row, cell) for cell in bodies)
    ]
    if len(same) == 1:
        return int(same[0]["_row"]), BY_DAY
    codes = {one.text for cell in cells for one in identifiers.find(cell)}
    named = {signed.codes[code] for code in codes if code in signed.codes}
    if len(named) == 1:
        return named.pop(), BY_IDENTIFIER
    opinions = reading.source.tables["opiniones"].frame.iter_rows(named=True)
    parties = [row["contraparte"] for row in opinions if row["clave"] in codes and row["contraparte"]]
    theirs = [row for row in signed.rows if len(parties) == 1 and row_names(row, parties[0])]
    return (int(theirs[0]["_row"]), BY_PARTY) if len(theirs) == 1 else None


def _row_told(
    reading: Reading, signed: _Signed, clause: str, span: tuple[int, int], party: Party | None
) -> tuple[int, str] | None:
    """The row of the instrument that stands at a span of a clause, and what tells that it is that one."""
    code = next(identifiers.find(clause[span[1] :]), None)
    if code and len(clause[span[1] :][: code.start].split()) <= 1:
        named = signed.codes.get(code.text)
        return (named, BY_IDENTIFIER) if named else None
    after = (start for start, _, _ in instruments.find_kinds(clause) if start > span[0])
    theirs = _named_whole(signed, clause[span[1] : min([*after, span[1] + _NEAR])])
    theirs = theirs or [row for row in signed.rows if party and row_names(row, party.words)]
    codes = {signed.codes.get(one.text) for one in identifiers.find(clause)}
    alone = len(list(instruments.find_kinds(clause))) == 1 and not _OTHER.search(plain.unaccented(clause))
    for row in (theirs or signed.rows) if alone else ():
        if int(row["_row"]) in codes and (theirs or len(codes) == 1):
            return int(row["_row"]), BY_IDENTIFIER
    beside, around = _days_near(reading, clause, (span[0], max(span[1], party.end if party else 0)))
    for row in theirs:
        if (beside or around) & _days_of(reading, signed, row):
            return int(row["_row"]), BY_DAY
    # Other days are of other things: «al amparo del convenio con el instituto se impartió el 15 de marzo …».
    return (int(theirs[0]["_row"]), BY_PARTY) if len(theirs) == 1 and not beside else None


def _named_whole(signed: _Signed, text: str) -> list[Mapping[str, Any]]:
    """The rows whose party a text names word for word, first of all: «el IMJU de Los Encinos»."""
    firsts = (
        (text.find(cell), position)
        for position, row in enumerate(signed.rows)
        for cell in [row.get("contraparte") or ""]
        if " " in cell and cell in text
    )
    first = min(firsts, default=None)
    party = signed.rows[first[1]]["contraparte"] if first else None
    return [row for row in signed.rows if party and row.get("contraparte") == party]


def _days_near(reading: Reading, clause: str, span: tuple[int, int]) -> tuple[set[Any], set[Any]]:
    """The days that a clause tells right after an instrument with its party, and those up to other ones."""
    others = [(start, end) for start, end, _ in instruments.find_kinds(clause)]
    before = max((end for _, end in others if end <= span[0]), default=0)
    after = min((start for start, _ in others if start > span[0]), default=len(clause))
    signed = _SIGNED_ON.match(plain.unaccented(clause), span[1])
    beside = _days(reading, clause[span[1] : max(after, span[1])]) if signed else set()
    return beside, _days(reading, clause[before:after])


def _is_of_another(reading: Reading, text: str) -> bool:
    """Whether a text tells of other times, or of another instrument than what was signed."""
    bare = plain.unaccented(text)
    return bool(_OTHER.search(bare)) or figures.of_another_time(text, 0, reading.source.year)


def _days(reading: Reading, text: str) -> set[Any]:
    return {mention.date(reading.source.year) for mention in dates.find(text)} - {None}


def _days_of(reading: Reading, signed: _Signed, row: Mapping[str, Any]) -> set[Any]:
    """The days of a row of what was signed."""
    table = reading.schema[signed.measure.table or ""]
    return {row[field.name] for field in table.fields if field.type == "date"} - {None}
