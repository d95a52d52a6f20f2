"""The tables derived from a report's prose: figures, citations, names, acronyms, denials, headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from check_report.source import (
    prose_acronyms,
    prose_attendance,
    prose_cited,
    prose_claims,
    prose_columns,
    prose_dated,
    prose_deeds,
    prose_denials,
    prose_figures,
    prose_grids,
    prose_kinds,
    prose_law,
    prose_names,
    prose_opinions,
    prose_quarters,
    prose_rows,
    prose_sessions,
    prose_tallies,
    prose_titles,
)

if TYPE_CHECKING:
    from check_report.source.prose_reading import Reading

_MAKERS = {
    "cifras_prosa": (prose_figures.FIGURES, prose_figures.rows),
    "cifras_citadas": (prose_figures.QUOTED, prose_figures.quoted),
    "sumas_de_tabla": (prose_grids.SUMS, prose_grids.rows),
    "cuentas_de_tabla": (prose_tallies.TALLIES, prose_tallies.rows),
    "cifras_de_tabla_citada": (prose_cited.CITED, prose_cited.rows),
    "sumas_de_columna": (prose_columns.ADDED, prose_columns.rows),
    "asistencias_en_prosa": (prose_attendance.ATTENDANCE, prose_attendance.rows),
    "renglones_en_prosa": (prose_rows.ROWS, prose_rows.rows),
    "hechos_fechados": (prose_dated.DATED, prose_dated.rows),
    "citas": (prose_law.CITATIONS, prose_law.rows),
    "normas_breves": (prose_law.SHORT, prose_law.norm_names),
    "siglas": (prose_acronyms.ACRONYMS, prose_acronyms.rows),
    "nombres": (prose_names.NAMES, prose_names.rows),
    "titulos_contados": (prose_titles.TOLD, prose_titles.told_titles),
    "titulos_distintos": (prose_titles.TITLES, prose_titles.titles),
    "hechos_prosa": (prose_deeds.DEEDS, prose_deeds.rows),
    "clases_en_prosa": (prose_kinds.KINDS, prose_kinds.rows),
    "sesiones_fechadas": (prose_sessions.DATED, prose_sessions.rows),
    "opiniones_en_tabla": (prose_opinions.OPINIONS, prose_opinions.rows),
    "negaciones": (prose_denials.DENIALS, prose_denials.denied),
    "anuncios": (prose_claims.ANNOUNCED, prose_claims.announced),
    "anuncio_incisos": (prose_claims.ITEMS, prose_claims.items),
    "encabezados": (prose_claims.HEADINGS, prose_claims.headings),
    "indice": (prose_claims.CONTENTS, prose_claims.contents),
    "trimestres_mencionados": (prose_quarters.QUARTERS, prose_quarters.quarters_named),
}
TABLES = {name: columns for name, (columns, _) in _MAKERS.items()}
"""The tables derived from prose and their columns."""


def tables(reading: Reading) -> dict[str, pl.DataFrame]:
    """The tables of one report's prose."""
    return {
        name: pl.DataFrame(list(make(reading)), schema=columns, orient="row")
        for name, (columns, make) in _MAKERS.items()
    }
