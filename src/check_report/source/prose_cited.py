"""What a sentence counts and says where it is listed: «siete casos, que relaciona la Tabla 8»."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_counting, prose_grids
from check_report.source.prose_reading import PLACE
from check_report.source.words import figures, plain
from check_report.source.words.sentences import content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from check_report.source.prose_reading import Reading, Said
    from check_report.source.words.figures import Figure

CITED = {
    **PLACE,
    "observed": pl.String,
    "valor": pl.Int64,
    "renglones": pl.Int64,
    "tabla": pl.String,
}
_NUMBER = r"(?:tabla|cuadro)\s+(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2})?)\b"
_CITES = re.compile(rf"\b{_NUMBER}")
_CAPTION = re.compile(rf"\W*{_NUMBER}")
_REST = frozenset(content("restantes demás otros"))
_OF_PEOPLE = re.compile(r"\b(?:integra(?:n|cion|ntes)?|conforma(?:n|cion)?|directorio)\b")
"""What captions a table of people, of whom a sentence counts some."""
_FEWEST, _NEARLY = 3, 4
"""Rows that such a table has at least; one slip more is allowed for each so many."""
_OF = re.compile(r"\bde (?:l[ao]s|est[ao]s|ell[ao]s|es[ao]s)\s*$|\bl[oa]s (?:otr[oa]s|restantes) $")
"""Before a figure of some of them, or of those told already."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A numbered table: how many rows it has, and what its columns add up to."""

    title: str
    rows: int
    sums: frozenset[int] = frozenset()
    counts: frozenset[str] = frozenset()
    """Stems of what its columns count: it need not have a row each."""


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `cifras_de_tabla_citada`: the first figure of a sentence that cites one table, or before it.

    Only a figure that is the number of its rows, or nearly; what a measure counts is told by it.
    """
    tables = _tables(reading)
    measured = {
        noun.stems[0]
        for noun in prose_counting.nouns(reading)
        if noun.measure.table and reading.source.tables[noun.measure.table].frame.height
    }
    for said, figure, table in (*_citing(reading, tables), *_introducing(reading, tables)):
        more = prose_grids.lists_more(reading, said.paragraph.section)
        if figure.noun[0] not in measured and not more:
            yield reading.at(said.line_at(figure.start), said.paragraph.section) | {
                "observed": figure.words,
                "valor": figure.value,
                "renglones": table.rows,
                "tabla": table.title,
            }


def _citing(reading: Reading, tables: Mapping[str, _Table]) -> Iterator[tuple[Said, Figure, _Table]]:
    """The figures of sentences that cite one table, or of one before such a sentence."""
    for index, (said, found) in enumerate(zip(reading.said, reading.figures, strict=True)):
        cited = {match["number"] for match in _CITES.finditer(plain.unaccented(said.text))}
        table = tables.get(cited.pop()) if len(cited) == 1 and not _CAPTION.match(said.text.lower()) else None
        told = table and (_told(reading, said, found, table) or _told_before(reading, index, table))
        if told and table:
            yield *told, table


def _introducing(reading: Reading, tables: Mapping[str, _Table]) -> Iterator[tuple[Said, Figure, _Table]]:
    """The figure that opens the paragraph right before a caption that has its noun too."""
    captions = {table.title: table for table in tables.values()}
    for before, after in itertools.pairwise(reading.outline.paragraphs):
        table = captions.get(" ".join(after.text.split("\n")[-1].split()))
        first = next((at for at, said in enumerate(reading.said) if said.paragraph is before), None)
        if table is None or first is None or _CITES.search(plain.unaccented(before.text)):
            continue
        told = _told(reading, reading.said[first], reading.figures[first], table)
        if told and told[1].noun[0] in content(table.title):
            yield *told, table


def _tables(reading: Reading) -> dict[str, _Table]:
    """The tables by their numbers; those of a number that stands twice left out."""
    found: dict[str, list[_Table]] = {}
    for caption, (line, header), body in prose_grids.captioned(reading):
        number = _CAPTION.match(plain.unaccented(caption))
        data = [cells for _, cells in body if not prose_grids.heads_total(next(filter(None, cells), ""))]
        if _OF_PEOPLE.search(plain.unaccented(caption)):
            continue
        if number and all(sum(map(bool, cells)) > 1 for cells in data):
            columns = list(prose_grids.columns_of_figures((line, header), body))
            sums = frozenset(sum(column) for _, column in columns)
            counts = frozenset(content(" ".join(title for title, _ in columns)))
            found.setdefault(number["number"], []).append(
                _Table(" ".join(caption.split()), len(data), sums, counts)
            )
    captions = {block.line: block.text.split("\n")[-1] for block in reading.source.prose or ()}
    for place in reading.source.placeholders:
        caption = captions.get(max((line for line in captions if line < place.line), default=0), "")
        number = _CAPTION.match(plain.unaccented(caption))
        if number:
            frame = reading.source.tables[place.table].frame
            same = frame.filter(*(pl.col(name).cast(pl.String) == value for name, value in place.filter))
            found.setdefault(number["number"], []).append(_Table(" ".join(caption.split()), same.height))
    return {number: tables[0] for number, tables in found.items() if len(tables) == 1}


def _told_before(reading: Reading, index: int, table: _Table) -> tuple[Said, Figure] | None:
    """The same of the sentence that opens the paragraph, if none up to this one cites another table."""
    paragraph = reading.said[index].paragraph
    for at in range(index - 1, -1, -1):
        said = reading.said[at]
        if said.paragraph is not paragraph or _CITES.search(plain.unaccented(said.text)):
            return None
        if not said.sentence.start:
            return _told(reading, said, reading.figures[at], table)
    return None


def _told(reading: Reading, said: Said, found: Sequence[Figure], table: _Table) -> tuple[Said, Figure] | None:
    """The figure of a sentence that a table bears out, or else the first one that it nearly does."""
    if table.rows < _FEWEST or not said.sentence.done:
        return None
    cites = list(_CITES.finditer(plain.unaccented(said.text)))
    near = [
        figure
        for figure in found
        if figure.noun
        and not any(match.start("number") == figure.start for match in cites)
        and not figure.is_article
        and figure.value not in table.sums
        and figure.noun[0] not in table.counts | _REST
        and abs(figure.value - table.rows) <= max(1, table.rows // _NEARLY)
        and not _OF.search(plain.unaccented(said.text[: figure.start]))
        and not figures.of_another_time(said.text, figure.start, reading.source.year)
        and not figures.of_some_months(said.text, figure.start)
        and not figures.is_rate(said.text, figure.end)
    ]
    borne_out = next((figure for figure in near if figure.value == table.rows), None)
    first = near[0] if near and near[0] is found[0] else None
    figure = borne_out or first
    return (said, figure) if figure else None
