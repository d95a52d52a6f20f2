"""What the prose says that a column of a table adds up to: «789 atenciones», beside «Atenciones»."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_grids
from check_report.source.prose_claims import is_frame
from check_report.source.prose_reading import PLACE
from check_report.source.words import figures
from check_report.source.words.sentences import content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.source.prose_reading import Reading, Said
    from check_report.source.words.figures import Figure

ADDED = {
    **PLACE,
    "observed": pl.String,
    "valor": pl.Int64,
    "suma": pl.Int64,
    "columna": pl.String,
}
_PEOPLE = set(content("personas asistentes participantes asistencia"))
_SEXES = set(content("mujeres hombres"))
_TOTAL = set(content("total"))
_FEWEST = 3
"""Rows that a column has at least."""
_LEAST = 10
"""A smaller sum can well be the figure of something else."""
_SLIP = 0.1
"""A figure that differs by a greater part counts something else."""


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `sumas_de_columna`: the figure of the prose that is the sum of a column, or nearly."""
    sections = {paragraph.line: paragraph.section for paragraph in reading.outline.paragraphs}
    for header, body in prose_grids.grids(reading):
        section = sections.get(header[0])
        every = list(prose_grids.columns_of_figures(header, body))
        printed = {figure for _, column in every for figure in (*column, sum(column))}
        added = [(title, column, _called(title, header[1])) for title, column in every]
        across = prose_grids.rows_of_figures(body)
        added += [(label, row, set(content(label)[:1])) for label, row in across]
        for title, column, stems in added:
            total = sum(column)
            if len(column) < _FEWEST or total < _LEAST:
                continue
            told = [
                (said, figure)
                for said, found in zip(reading.said, reading.figures, strict=True)
                if said.paragraph.section == section or is_frame(reading, said.paragraph.section)
                for figure in found
                if figure.noun and figure.noun[0] in stems and not _is_of_another(reading, said, figure)
            ]
            near = [one for one in told if abs(one[1].value - total) <= _SLIP * total]
            for said, figure in near:
                if figure.value == total or figure.value not in printed:
                    yield reading.at(said.line_at(figure.start), said.paragraph.section) | {
                        "observed": figure.words,
                        "valor": figure.value,
                        "suma": total,
                        "columna": title,
                    }


def _called(title: str, header: Sequence[str]) -> set[str]:
    """The stems by which a column's sum may be called: who attended are persons."""
    stems = set(content(title))
    sexes = set(content(" ".join(header))) >= _SEXES and stems & _TOTAL
    return stems | _PEOPLE if stems & _PEOPLE or sexes else stems


def _is_of_another(reading: Reading, said: Said, figure: Figure) -> bool:
    """Whether a figure is of another time, or of a part of it."""
    return (
        figure.is_article
        or figures.of_another_time(said.text, figure.start, reading.source.year)
        or figures.of_some_months(said.text, figure.start)
        or figures.is_rate(said.text, figure.end)
    )
