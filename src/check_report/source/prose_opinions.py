"""The column that gives each instrument its opinion in a table of the prose, and where it gives none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_grids
from check_report.source.prose_reading import PLACE
from check_report.source.words import identifiers, plain
from check_report.source.words.sentences import content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from check_report.source.prose_reading import Reading

OPINIONS = {
    **PLACE,
    "observed": pl.String,
    "columna": pl.String,
    "renglon": pl.String,
    "falta": pl.Boolean,
}
_NONE = re.compile(r"(?:sin|no se emitio|no emitid[oa]|ningun[oa]?|pendiente)\b")
_FEWEST = 2
"""So many cells of the column must name an opinion."""


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `opiniones_en_tabla`: each cell of such a column; `falta` if it says that there is no opinion.

    Its heading calls them so, or its cells are opinions of the report's. So it does by its words («Sin
    opinión») or where it alone of the column is blank or a dash.
    """
    called = {
        content(noun)[0]
        for measure in reading.measures
        if measure.table == "opiniones"
        for some in measure.nouns.values()
        for noun in some
    }
    known = set(reading.source.tables["opiniones"].frame["clave"].to_list())
    for (_, header), body in prose_grids.grids(reading):
        for column, heading in enumerate(header):
            cells = [(line, row, row[column]) for line, row in body if column < len(row)]
            named = sum(any(identifiers.find(cell)) for _, _, cell in cells)
            told = called & set(content(heading)) or len(known.intersection(c for *_, c in cells)) >= _FEWEST
            if not told or named < _FEWEST or not column:
                continue
            blank = [cell for _, _, cell in cells if not any(map(str.isalnum, cell))]
            is_one = len(blank) == 1 and named == len(cells) - 1
            for line, row, cell in cells:
                yield reading.at(line, None) | {
                    "observed": cell,
                    "columna": heading,
                    "renglon": next((one for one in row if one and one != cell), ""),
                    "falta": bool(_NONE.match(plain.unaccented(cell))) or (is_one and cell in blank),
                }
