"""What the prose counts of a table of no known kind: «se giraron ocho oficios», before the table of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_counting, prose_grids
from check_report.source.prose_claims import is_frame
from check_report.source.prose_reading import PLACE
from check_report.source.words import dates, figures, plain
from check_report.source.words.sentences import content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.source.prose_reading import Reading, Said
    from check_report.source.words.figures import Figure

TALLIES = {
    **PLACE,
    "observed": pl.String,
    "valor": pl.Int64,
    "renglones": pl.Int64,
    "dentro": pl.Int64,
    "tabla": pl.String,
}
_CAPTION = re.compile(
    r"^\W*(?:tabla|cuadro|anexo|relacion)\s+[0-9]{1,2}(?:\.[0-9]{1,2})?\W+(?:continuacion\W+)?"
    r"(?:(?:registro|relacion|listado|lista|detalle)\s+de\s+(?:l[ao]s\s+)?)?(?P<title>\w+s\b(?!,|\s[yeo]\s).*)$"
)
"""One that says of what, in the plural, there is a row each: «Tabla 9. Oficios girados»."""
_ONLY_SOME = re.compile(
    r"\b(?:principal|relevante|destacad|algun|ejemplo|resumen|resultado)|\bpor (?!el\b|la\b|los\b|las\b)\w"
)
"""What says that a table does not list what it is about one by one."""
_FEWEST, _NEARLY = 3, 5
"""Rows that such a table has at least; one slip more is allowed for each so many."""
_DONE = re.compile(r"\b\w+[ai]d[oa]s\b")
"""What was done with them, which does not tell some from others: «circulares remitidas»."""
_OF = re.compile(r"\bde (?:l[ao]s|est[ao]s|ell[ao]s)\s*$")


@dataclass(slots=True)
class _Listed:
    """A table that lists things one a row; what a page broke is one."""

    stems: tuple[str, ...]
    title: str
    rows: int = 0
    outside: int = 0
    """Rows whose first day is of another time."""
    line: int = 0
    headers: list[list[str]] = field(default_factory=list)


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `cuentas_de_tabla`: the figure of a section that its table bears out, or else should."""
    measured = {noun.stems[0] for noun in prose_counting.nouns(reading)}
    for section, listed in _tables(reading):
        told = [
            (said, figure)
            for said, found in zip(reading.said, reading.figures, strict=True)
            if said.paragraph.section == section
            for figure in found
            if figure.noun[:1] == listed.stems[:1]
        ]
        if listed.stems[0] in measured:
            continue  # TOT-001 counts it by its measure
        if listed.outside:
            yield from _of_period(reading, section, listed, told)
            continue
        if prose_grids.lists_more(reading, section):
            continue
        borne_out = [one for one in told if one[1].value == listed.rows]
        whole = [one for one in told if _is_whole(reading, *one, listed)]
        for said, figure in [*(borne_out or whole)[:1], *_again(reading, section, listed)]:
            yield reading.at(said.line_at(figure.start), section) | {
                "observed": figure.words,
                "valor": figure.value,
                "renglones": listed.rows,
                "tabla": listed.title,
            }


def _of_period(
    reading: Reading, section: str | None, listed: _Listed, told: Sequence[tuple[Said, Figure]]
) -> Iterator[dict[str, Any]]:
    """The figures given for the period where some rows are of another time: all of them, or those inside."""
    inside = listed.rows - listed.outside
    for said, figure in told:
        counted = figure.value in {inside, listed.rows} and figures.speaks_of_period(said.text)
        if counted and _is_told(reading, said, figure, listed):
            yield reading.at(said.line_at(figure.start), section) | {
                "observed": figure.words,
                "valor": figure.value,
                "renglones": listed.rows,
                "dentro": inside,
                "tabla": listed.title,
            }


def _again(reading: Reading, section: str | None, listed: _Listed) -> Iterator[tuple[Said, Figure]]:
    """The figures by which sections about the whole report tell it again, or nearly: «las doce asambleas»."""
    for said, found in zip(reading.said, reading.figures, strict=True):
        if said.paragraph.section == section or not is_frame(reading, said.paragraph.section):
            continue
        for figure in found:
            near = abs(figure.value - listed.rows) <= max(1, listed.rows // _NEARLY)
            if near and figure.noun[:1] == listed.stems[:1] and _is_told(reading, said, figure, listed):
                yield said, figure


def _tables(reading: Reading) -> Iterator[tuple[str | None, _Listed]]:
    """Section and table of each that has a caption; where two of a section list the same, none."""
    sections = {paragraph.line: paragraph.section for paragraph in reading.outline.paragraphs}
    found: dict[tuple[str | None, str], list[_Listed]] = {}
    for caption, (line, header), body in prose_grids.captioned(reading):
        said = _CAPTION.match(plain.unaccented(caption))
        stems = content(said["title"]) if said else ()
        data = [cells for _, cells in body if not prose_grids.heads_total(next(filter(None, cells), ""))]
        if (
            not stems
            or _ONLY_SOME.search(plain.unaccented(caption))
            or any(_is_subtitle(one) for one in data)
        ):
            continue
        same = found.setdefault((sections.get(line), stems[0]), [])
        if not same or header not in same[-1].headers:
            same.append(_Listed(stems, " ".join(caption.split()), line=line))
        same[-1].headers.append(header)
        same[-1].rows += len(data)
        same[-1].outside += sum(reading.in_period(next(filter(dates.find, one), "")) is False for one in data)
    for (section, _), tables in found.items():
        if len(tables) == 1 and tables[0].rows >= _FEWEST:
            yield section, tables[0]


def _is_subtitle(cells: list[str]) -> bool:
    return sum(map(bool, cells)) < 2


def _is_whole(reading: Reading, said: Said, figure: Figure, listed: _Listed) -> bool:
    """Whether a figure that stands before the table is told as what the table lists."""
    if not listed.rows / 2 < figure.value < 2 * listed.rows:
        return False  # so far off it counts something else
    return said.paragraph.line <= listed.line and _is_told(reading, said, figure, listed)


def _is_told(reading: Reading, said: Said, figure: Figure, listed: _Listed) -> bool:
    """Whether a figure is told as what a table lists, not as a part of it nor as of another time."""
    part = figure.is_article or _OF.search(plain.unaccented(said.text[: figure.start]))
    other = set(figure.noun) - set(listed.stems) - set(content(" ".join(_DONE.findall(figure.words))))
    if part or other or not said.sentence.done:
        return False
    return not (
        figures.of_another_time(said.text, figure.start, reading.source.year)
        or figures.of_some_months(said.text, figure.start)
        or figures.is_rate(said.text, figure.end)
    )
