"""What the prose declares: legal grounds and figures, as rows of their tables."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from check_report.document.blocks import NOWHERE
from check_report.document.readers.text import flat
from check_report.source import prose_figures
from check_report.source.words import citations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from check_report.document.blocks import Place
    from check_report.document.placing.result import Placed
    from check_report.source.prose_reading import Reading

    Told = tuple[str, str, Place]
"""Section, text and place of a paragraph."""

UNVERIFIABLE = "no_verificable"
"""The measure of a figure that no table of the report can bear out."""
_TOTAL = re.compile(r"\b(?:un\s+)?total\s+de\s+$")
_CLAUSE = re.compile(r"[^,;.:()]*?(?=[,;.:()]|\s+y\s|$)")


def grounds(placed: Placed, told: Iterable[Told]) -> None:
    """Adds the norms that the prose cites by article, in order."""
    for section, text, place in told:
        for citation in citations.find(flat(text)):
            if citation.norm:
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
    """Adds the figures that the prose declares: those that count this report's own work, and bare totals.

    Args:
        placed: the document placed; its lines of prose are those of the reading.
        reading: the same report, read back as any other.
    """
    after: Counter[int] = Counter()
    for row in prose_figures.rows(reading):
        line, measure = row["_line"], _measure(row)
        start, end = _span(placed.prose.lines[line - 1], row, after[line])
        after[line] = end
        if measure and row["_section"] in {one.values["seccion_id"] for one in placed.tables["secciones"]}:
            values = {
                "no": str(len(placed.tables["cifras_declaradas"]) + 1),
                "seccion_id": row["_section"],
                "texto": placed.prose.lines[line - 1][start:end],
                "valor": str(row["valor"]),
                "medida": measure,
            }
            placed.add("cifras_declaradas", values, placed.prose.places[line - 1] or NOWHERE)


def _span(text: str, row: Mapping[str, Any], after: int) -> tuple[int, int]:
    """Where a figure's words stand: with «un total de» before, to the clause's end if no noun follows."""
    start = max(text.find(row["observed"], after), 0)
    end = start + len(row["observed"])
    if not row["sustantivo"]:
        clause = _CLAUSE.match(text, end)
        end = clause.end() if clause else end
    total = _TOTAL.search(text[:start])
    return (total.start() if total else start), end


def _measure(row: Mapping[str, Any]) -> str | None:
    if row["medida"]:
        return str(row["medida"]) if row["afirma"] else None
    return UNVERIFIABLE if row["total"] and row["sustantivo"] else None
