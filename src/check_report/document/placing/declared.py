"""What the prose declares: legal grounds and figures, as rows of their tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check_report.document.readers.text import flat
from check_report.source.words import citations

if TYPE_CHECKING:
    from collections.abc import Iterable

    from check_report.document.placing.result import Placed
    from check_report.model import Place

    Told = tuple[str, str, Place]
"""Section, text and place of a paragraph."""


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
