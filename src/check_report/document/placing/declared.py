"""What the prose declares: legal grounds and figures, as rows of their tables."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from check_report.document.blocks import NOWHERE
from check_report.document.placing.outline import INTRODUCTION
from check_report.document.readers.text import flat
from check_report.source import prose_claims as claims
from check_report.source import prose_figures
from check_report.source.words import citations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from check_report.document.blocks import Place
    from check_report.document.placing.result import Placed
    from check_report.source.prose_reading import Reading
    from check_report.source.words.announcements import Announcement

    Told = tuple[str, str, Place]
"""Section, text and place of a paragraph."""

UNVERIFIABLE = "no_verificable"
"""The measure of a figure that no table of the report can bear out."""
SECTIONS = "secciones"
_TOTAL = re.compile(r"\b(?:un\s+)?total\s+de\s+$")
_CLAUSE = re.compile(r"[^,;.:()]*?(?=[,;.:()]|\s+y\s|$)")
_WHEN = re.compile(
    r"(?:\s+\w+)?\s+(?:durante|en)\s+(?:el|este)\s+[^,;.:()]*?(?:trimestre|periodo)(?:\s+de\s+20\d\d)?"
)


def grounds(placed: Placed, told: Iterable[Told]) -> None:
    """Adds the norms that the prose cites by article, in order."""
    for section, text, place in told:
        for citation in citations.find(flat(text)):
            if citation.norm and section:
                row = {
                    "no": str(len(placed.tables["fundamentos"]) + 1),
                    "norma": citation.norm,
                    "articulo": citation.article,
                    "fraccion": citation.fraction or "",
                    "parrafo": citation.paragraph or "",
                    "seccion_id": section,
                }
                placed.add("fundamentos", row, place)


def figures(placed: Placed, reading: Reading) -> None:
    """Adds the figures that the prose declares: all that it tells what they count.

    Not those of announced items («dos resultados: A) … y B) …»): these are counted where they are listed; nor
    «un» and «una» where they may be no number but an article.

    Args:
        placed: the document placed; its lines of prose are those of the reading.
        reading: the same report, read back as any other.
    """
    sections = {row.values["seccion_id"]: row.values["nivel"] for row in placed.tables[SECTIONS]}
    announced = {(said.line_at(one.start), one.count): one for said, one in claims.announcing(reading)}
    after: Counter[int] = Counter()
    before: dict[int, Mapping[str, Any]] = {}
    for row in prose_figures.rows(reading):
        line = row["_line"]
        first, text = _paragraph(placed.prose.lines, line)
        start, end = _span(text, row, after[first])
        after[first] = end
        measure = _shown(_measure(row, before.get(first)), placed, reading)
        one = announced.get((line, row["valor"]))
        if one and measure == UNVERIFIABLE:
            measure = _of_parts(one, row["_section"], sections, reading)
        before[first] = row
        if measure and row["_section"] in sections:
            values = {
                "no": str(len(placed.tables["cifras_declaradas"]) + 1),
                "seccion_id": row["_section"],
                "texto": text[start:end],
                "valor": str(row["valor"]),
                "medida": measure,
            }
            placed.add("cifras_declaradas", values, placed.prose.places[line - 1] or NOWHERE)


def _paragraph(lines: Sequence[str], line: int) -> tuple[int, str]:
    """The paragraph that a line is part of: its first line, and all of its words on one line."""
    first = line
    while first > 1 and lines[first - 2]:
        first -= 1
    return first, " ".join(itertools.takewhile(bool, lines[first - 1 :]))


def _span(text: str, row: Mapping[str, Any], after: int) -> tuple[int, int]:
    """Where a figure's words stand: with «un total de» before, to the clause's end if no noun follows."""
    start = max(text.find(row["observed"], after), 0)
    end = start + len(row["observed"])
    if not row["sustantivo"]:
        clause = _CLAUSE.match(text, end)
        end = clause.end() if clause else end
    when = _WHEN.match(text, end) if row["en_periodo"] else None
    total = _TOTAL.search(text[:start])
    return (total.start() if total else start), (when.end() if when else end)


def _of_parts(
    one: Announcement, section: str | None, sections: Mapping[str, str], reading: Reading
) -> str | None:
    """The measure of the report's own parts, unless others may be among them."""
    of_level = sum(level == "1" for level in sections.values())
    if not one.of_whole or section != INTRODUCTION or one.count == of_level:
        return None
    return next((measure.name for measure in reading.measures if measure.table == SECTIONS), None)


def _shown(measure: str | None, placed: Placed, reading: Reading) -> str | None:
    """The measure, if the document prints the table that it counts: what no table shows bears out nothing."""
    name = (measure or "").partition(":")[0]
    tables = {one.table for one in reading.measures if one.name.partition(":")[0] == name} - {None}
    printed = any(placed.tables[table] for table in tables if table)
    return measure if printed or not tables else UNVERIFIABLE


def _measure(row: Mapping[str, Any], before: Mapping[str, Any] | None) -> str | None:
    """What a figure counts: by the catalogue, or nothing that a table has."""
    if row["medida"]:
        return str(row["medida"]) if row["afirma"] else None
    # «103 instrumentos, de los cuales 60 se encuentran vigentes»
    goes_on = before and before["sustantivo"] and row["valor"] > 1
    return UNVERIFIABLE if not row["articulo"] and (row["sustantivo"] or goes_on) else None
