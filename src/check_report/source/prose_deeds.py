"""What the prose says was done with another body: «se firmó un convenio con la Universidad …»."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_codes, prose_counting, prose_grids
from check_report.source.prose_claims import is_frame
from check_report.source.prose_reading import PLACE
from check_report.source.report import period
from check_report.source.typed import ORIGIN
from check_report.source.words import (
    acronyms,
    dates,
    denials,
    figures,
    identifiers,
    instruments,
    names,
    plain,
    propernames,
)
from check_report.source.words.sentences import content, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from check_report.rulebook.suites import Measure
    from check_report.source.prose_reading import Reading, Said

DEEDS = {
    **PLACE,
    "observed": pl.String,
    "medida": pl.String,
    "contraparte": pl.String,
    "consta": pl.Boolean,
}
_CLAUSE = re.compile(r"[^;:]+")
_WORD = re.compile(r"\w+")
_PARTY = re.compile(
    r"\b(?P<how>[Cc]on|entre)\s+(?:(?:el|la|los|las)\s+)?|\s[ye]\s+(?:(?:el|la|los|las)\s+|(?=dich|est[ea]\b))"
)
_WITH_WHICH = re.compile(r"(?:\s+\(\w+\))?,\s+con (?:(?:el|la|los|las) (?:que|cual(?:es)?)|quien(?:es)?)\b")
"""«… del Instituto de Migrantes, con el que se firmó un convenio»."""
_LEADS_TO = re.compile(r",?(?:\s+se\s+\w+,?)?(?:\s+el\s+[^,]*[0-9][^,]*,)?\s+un\s+")
"""Between a party and what is with it: «con el Municipio de Lerma, un» convenio específico."""
_WITH = re.compile(r"\bcon\b", re.IGNORECASE)
_DRAFT = stem("proyecto")
"""What is to be an instrument once it is signed."""
_NAMED_AS = re.compile(
    rf"{acronyms.NAMES_A_BODY}\b"
    r"|[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+(?:\s+(?:(?:de|del|la|las|los|y|para|en)\s+){0,3}[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+)+"
)
"""An acronym, or a name of two words or more."""
_SAID_BODY = re.compile(
    r"(?:dich[oa]|est[ea]|es[ea]|(?:el|la) citad[oa]|(?:el|la) mism[oa])\s+"
    r"(?:organizacion|institucion|universidad|dependencia|asociacion|organismo|instituto|entidad|autoridad|fundacion|casa)\b"
)
_DEFINED = re.compile(r"\s+\(\w+\)")
_PAST, _PARTICIPLE = r"\w+(?:o|ron|mos)", r"\w+[dt][oa]s?"
_WAS = r"(?:fue(?:ron)?|qued(?:o|aron))\s+(?:\w+mente\s+)?"
_BEFORE = re.compile(
    rf"(?=\b(?:{_WAS}(?P<done>{_PARTICIPLE})|(?P<verb>{_PAST}))(?:\s+\w+mente)?(?:,[^,]*[0-9][^,]*,)?\s+"
    r"(?:(?!del?\b|con\b|en\b|por\b)\w+\s+){1,3}$)"
)
"""A verb before what it is of: «se firmó además un» convenio."""
_ACT = re.compile(r"\b(?P<act>\w+)\s+del\s+$")
"""The same as a noun: «tuvo lugar la firma del» convenio."""
_AFTER = re.compile(
    rf"(?:(?:\bse\s+(?P<verb>{_PAST})|\b{_WAS}(?P<done>{_PARTICIPLE})|\s(?P<dated>{_PARTICIPLE}))\s+(?:\w+mente\s+)?(?=el\s))"
)
"""A verb after it: (el convenio con la universidad) «se firmó el» 31 de mayo, «suscrito el» 7 de agosto."""
_DONE_WITH = re.compile(rf"\bse\s+(?P<verb>{_PAST})\s+(?=con\s)")
_SIGNED = frozenset(content("firmar suscribir suscrito formalizar"))
_DEED = re.compile(rf"(?P<done>{_PARTICIPLE})\s+(?:el\s+)?", re.IGNORECASE)
_AREA = re.compile(r"\b(?:areas?|unidad|responsables?|promovente|solicit\w+|pid\w+|encargad\w+)\b")
"""How a column is headed that names one of our own areas."""
_CODE_DONE = re.compile(rf"\)?,?\s+(?:que\s+)?(?:se\s+)?(?P<done>{_PARTICIPLE}|{_PAST})\s+el\s")
"""What follows the identifier of an instrument that was signed: «CV-03/2024, firmado el lunes …»."""
_SEVERAL = 2
"""Identifiers of a series that show it to be the instruments' own."""
_BESIDE = 12
"""Letters up to the day: its weekday."""
_ARTICLE = re.compile(r"^(?:El|La|Los|Las)\s+")
_NAMED = 85.0
"""A text names a body if it has so much of its words, 0-100."""
_SHORT = 2
"""Letters that initials have at least before they name a body."""
_NEAR = 90
"""Letters from an instrument to the party it is with."""


@dataclass(frozen=True, slots=True)
class Party:
    """Whom something was done with, and where it is told."""

    words: str
    start: int
    end: int


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `hechos_prosa`: what prose or a cell tells of as done in the period with a body that it names.

    `consta` tells whether the table of what was done names that body; of a deed told without its day, whether
    any table does: it may be an older one.
    """
    for measure in reading.measures:
        own = reading.source.tables[measure.table or ""].frame if measure.with_another else pl.DataFrame()
        if own.height:
            for said in reading.said:
                yield from _told(reading, said, measure, own)
            yield from _told_by_code(reading, measure, own)
            yield from _in_cells(reading, measure, own)


def _told(reading: Reading, said: Said, measure: Measure, own: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """What a sentence tells, once a clause."""
    things = {content(noun)[0] for some in measure.nouns.values() for noun in some} | {_DRAFT}
    verbs = prose_counting.verb_stems(measure) & _SIGNED
    for clause in _CLAUSE.finditer(said.text):
        when = _when(reading, said, clause) if not any(denials.find(clause[0])) else False
        for word in _things(clause[0], things, verbs) if when else ():
            party = party_of(reading, clause[0], word.span())
            if party and _is_done(clause[0], word, measure, dated=when is not True):
                frames = [own] if when is not True else [t.frame for t in reading.source.tables.values()]
                yield reading.at(said.line_at(clause.start() + word.start()), said.paragraph.section) | {
                    "observed": " ".join(
                        clause[0][min(word.start(), party.start) : max(word.end(), party.end)].split()
                    ),
                    "medida": measure.name,
                    "contraparte": party.words,
                    "consta": any(_names(frame, party.words) for frame in frames),
                }
                break


def _told_by_code(reading: Reading, measure: Measure, own: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """What sentences tell as signed on a day of the period by an identifier of what was signed."""
    codes = prose_codes.of_rows(reading, measure, list(own.iter_rows(named=True)))
    series = Counter(one.series for code in codes for one in identifiers.find(code) if one.text == code)
    usual = {name for name, times in series.items() if times >= _SEVERAL}
    verbs = prose_counting.verb_stems(measure) & _SIGNED
    for said in reading.said if usual else ():
        for code in identifiers.find(said.text) if not prose_grids.is_grid(said.text) else ():
            end = code.start + len(code.text)
            done = _CODE_DONE.match(plain.unaccented(said.text), end)
            if code.series not in usual or not done or stem(done["done"]) not in verbs:
                continue
            first = next((day for day in dates.find(said.text) if day.start >= done.end()), None)
            if first and first.start - done.end() < _BESIDE and reading.in_period(first.words):
                yield reading.at(said.line_at(code.start), said.paragraph.section) | {
                    "observed": " ".join(said.text[code.start : first.start + len(first.words)].split()),
                    "medida": measure.name,
                    "contraparte": code.text,
                    "consta": code.text in codes,
                }


def _things(clause: str, called: set[str], verbs: set[str]) -> Iterator[re.Match[str]]:
    """The words that call the thing: by a noun of its measure, by the kind of instrument that it is.

    Or the verb itself, where the noun is left out: «el tercero se firmó con el Instituto …».
    """
    kinds = {start for start, _, _ in instruments.find_kinds(clause)}
    bare = plain.unaccented(clause)
    kinds |= {
        m.start("verb") for m in _DONE_WITH.finditer(bare) if stem(clause[slice(*m.span("verb"))]) in verbs
    }
    return (word for word in _WORD.finditer(clause) if stem(word[0]) in called or word.start() in kinds)


def _in_cells(reading: Reading, measure: Measure, own: pl.DataFrame) -> Iterator[dict[str, Any]]:
    """What a cell tells of its row: «Suscrito el viernes 22 de septiembre de 2023»."""
    verbs = prose_counting.verb_stems(measure)
    for place, cells in _rows(reading, measure):
        done = next((cell for cell in cells.values() if _is_deed(reading, cell, verbs)), None)
        party = _party_of(reading, place["_table"], cells) if done else None
        if done and party:
            field = next(name for name, cell in cells.items() if cell == done)
            yield place | {
                "_field": field if place["_table"] else None,
                "observed": done,
                "medida": measure.name,
                "contraparte": party,
                "consta": _names(own, party),
            }


def _party_of(reading: Reading, table: str | None, cells: Mapping[str, str]) -> str | None:
    """The body of a row: what its own field says, else what a cell tells («Convenio con la …») or is."""
    fields = reading.schema[table].fields if table else ()
    own = [cells[field.name] for field in fields if "name" in field.derive and field.name in cells]
    told = [found.words for cell in cells.values() if (found := party_in(reading, cell, 0))]
    bodies = (_ARTICLE.sub("", cell) for heading, cell in cells.items() if not _AREA.search(heading))
    return next(iter([*own, *told, *filter(propernames.is_body, bodies)]), None)


def _rows(reading: Reading, measure: Measure) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Place and cells of each row of the other tables, those that stand in the prose among them."""
    for name, table in reading.source.tables.items():
        for row in table.frame.iter_rows(named=True) if name != measure.table else ():
            place = {column: row[column] for column in ORIGIN} | {"_section": row.get("seccion_id")}
            yield place, {field: cell for field, cell in row.items() if isinstance(cell, str)}
    for (_, header), body in prose_grids.grids(reading):
        headings = [f"{column} {plain.words(heading)}" for column, heading in enumerate(header)]
        for line, cells in body:
            yield reading.at(line, None), dict(zip(headings, cells, strict=False))


def _is_deed(reading: Reading, cell: str, verbs: set[str]) -> bool:
    """Whether a cell says no more than that it was done on a day of the period."""
    opening = _DEED.match(cell)
    if not opening or stem(opening["done"]) not in verbs:
        return False
    return any(day.start <= opening.end() for day in dates.find(cell)) and bool(reading.in_period(cell))


def _when(reading: Reading, said: Said, clause: re.Match[str]) -> date | bool:
    """The day of the period on which it was; True if no day is told; False if it was not in the period."""
    start, end = period(reading.source.about)
    mentions = dates.find(clause[0]) or dates.find(said.text)
    days = [day for mention in mentions if (day := mention.date(reading.source.year))]
    if mentions or not start or not end:
        return next((day for day in days if start and end and start <= day <= end), False)
    framed = is_frame(reading, said.paragraph.section)
    return not framed and not figures.of_another_time(said.text, clause.start(), reading.source.year)


def _is_done(clause: str, thing: re.Match[str], measure: Measure, *, dated: bool) -> bool:
    """Whether the clause tells of the thing that it was done, by a verb right before it or after it."""
    verbs = prose_counting.verb_stems(measure)
    bare = plain.unaccented(clause)
    told = [*_BEFORE.finditer(bare[: thing.start()])]
    if dated:
        told += [*_AFTER.finditer(bare, thing.end()), *_ACT.finditer(bare[: thing.start()])]
    if dated and stem(thing[0]) in verbs & _SIGNED:
        return True
    spans = [match.span(name) for match in told for name, word in match.groupdict().items() if word]
    return any(stem(clause[slice(*span)]) in verbs for span in spans)


def party_of(reading: Reading, clause: str, thing: tuple[int, int]) -> Party | None:
    """The body that a thing is told to be with, after it or before: «Con la Universidad suscribimos un»."""
    told = (party_in(reading, clause, match.start()) for match in _WITH.finditer(clause, 0, thing[0]))
    before = [party for party in told if party and party.end <= thing[0]]
    if before and _LEADS_TO.fullmatch(plain.unaccented(clause), before[-1].end, thing[0]):
        return before[-1]
    after = party_in(reading, clause, thing[1])
    if after:
        return after
    which = [*_WITH_WHICH.finditer(clause, 0, thing[0])][-1:]
    for body in propernames.find_bodies(clause) if which else ():
        end = body.start + len(body.words)
        if end == which[0].start():
            return Party(body.words, body.start, end)
    return before[-1] if before else None


def party_in(reading: Reading, clause: str, start: int) -> Party | None:
    """The first body, not our own, that a thing is told to be with."""
    bodies = {body.start: body.words for body in propernames.find_bodies(clause)}
    opened = False
    for match in _PARTY.finditer(clause, start, start + _NEAR):
        opened = opened or bool(match["how"])
        otherwise = _NAMED_AS.match(clause, match.end())
        name = bodies.get(match.end()) or (otherwise[0] if otherwise else None)
        if opened and name and names.key(name) not in reading.ours:
            end = match.end() + len(name)
            short = _DEFINED.match(clause, end)
            return Party(_in_full(reading, name) + (short[0] if short else ""), match.start(), end)
        if not name and opened:
            return _of_before(reading, clause, match.end())
    return None


def _of_before(reading: Reading, clause: str, at: int) -> Party | None:
    """The body that «dicha organización» speaks of: the last one named before."""
    again = _SAID_BODY.match(plain.unaccented(clause), at)
    if not again:
        return None
    named = [(body.start, body.words) for body in propernames.find_bodies(clause[:at])]
    named += [(one.start, one.text) for one in acronyms.find(clause[:at]) if acronyms.is_body(one.text)]
    theirs = [(start, body) for start, body in named if names.key(body) not in reading.ours]
    return Party(_in_full(reading, max(theirs)[1]), at, again.end()) if theirs else None


def _in_full(reading: Reading, body: str) -> str:
    """A body's name as it is, or that of which it is the acronym, with it."""
    return f"{reading.called[body]} ({body})" if body in reading.called else body


def row_names(row: Mapping[str, Any], body: str) -> bool:
    """Whether a cell of a row names a body, by its name, a part of it, its acronym or its initials."""
    return any(_is_named(body, cell) for cell in row.values() if isinstance(cell, str))


def _names(frame: pl.DataFrame, body: str) -> bool:
    """Whether a row of a table names a body."""
    return any(row_names(row, body) for row in frame.iter_rows(named=True))


def _is_named(body: str, text: str) -> bool:
    if acronyms.is_body(body):
        return bool(re.search(rf"\b{body}\b", text)) or plain.unaccented(body) in _initials(text)
    known = names.acronym(body)
    short = known or _initials(body).upper()
    called = len(short) > _SHORT and re.search(rf"\b{re.escape(short)}\b", text)
    return bool(called) or names.contained(names.key(body), names.key(text)) >= _NAMED


def _initials(name: str) -> str:
    return "".join(word[0] for word in names.key(name).split() if not names.is_particle(word))
