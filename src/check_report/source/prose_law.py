"""Legal citations in the prose, beside the register of norms and the report's own table of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source.prose_reading import PLACE
from check_report.source.registers import named
from check_report.source.words import citations, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from check_report.source.prose_reading import Reading

CITATIONS = {
    **PLACE,
    "observed": pl.String,
    "norma": pl.String,
    "norma_clave": pl.String,
    "articulo": pl.String,
    "fraccion": pl.String,
    "parrafo": pl.String,
    "parrafo_ordinal": pl.String,
    "inciso": pl.String,
    "detalle": pl.String,
    "registro_fila": pl.Int64,
    "registro_forma": pl.String,
}


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `citas`: one row a fraction or article cited."""
    norms = reading.known.frames["normas"]
    resolved: dict[str | None, tuple[int, str, float] | None] = {None: None}
    for paragraph in reading.outline.paragraphs:
        for cited in citations.find(paragraph.text):
            if cited.norm not in resolved:
                resolved[cited.norm] = next(named(cited.norm or "", norms, "nombre", reading.known), None)
            match = resolved[cited.norm]
            key = names.spelled_out(names.key(cited.norm), reading.known.acronyms) if cited.norm else None
            yield reading.at(paragraph.line_at(cited.start), paragraph.section) | {
                "observed": cited.words,
                "norma": cited.norm,
                "norma_clave": key,
                "articulo": cited.article,
                "fraccion": cited.fraction,
                "parrafo": cited.paragraph,
                "parrafo_ordinal": cited.paragraph_ordinal,
                "inciso": cited.item,
                "detalle": cited.detail or None,
                "registro_fila": match[0] if match else None,
                "registro_forma": match[1] if match else None,
            }
