"""Tables that stand in the prose itself: their totals beside what the rows and columns add up to."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source.prose_reading import PLACE
from check_report.source.words import captions
from check_report.source.words.plain import unaccented, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.source.prose_reading import Reading

SUMS = {
    **PLACE,
    "observed": pl.String,
    "valor": pl.Int64,
    "suma": pl.Int64,
    "suma_dicha": pl.String,
    "clase": pl.String,
    "columna": pl.String,
    "renglon": pl.String,
}
DOWN, ACROSS = "columna", "renglon"

_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^[\s:|-]+$")
_AMOUNT = re.compile(
    r"^\**\s*(?:\$\s*)?(?P<whole>[0-9]{1,3}(?:[,\u00a0\u2009\u202f ][0-9]{3})+|[0-9]{1,9})"
    r"(?:\.(?P<cents>[0-9]{1,2}))?\s*\**$"
)
"""A figure, thousands parted by commas or thin blanks, perhaps of money with its cents."""
_HUNDRED = 100
_BLANK = frozenset(["", "-", "–", "—"])
_TOTALS = (["total"], ["totales"], ["suma"], ["sumas"])
_ALL = (["todos"], ["todas"])
_UNSUMMED = re.compile(
    r"^(?:no|num|numero|folio|orden|consecutivo|ano|edad|dia|articulo)\b|promedio|porcentaje|media"
)
"""How a column is headed that nobody adds up."""
_MORE = re.compile(
    r"antecedente|\b(?:incluyen?|comprenden?|listan?|relacionan?|agregan?)\s+(?:ademas|tambien|asimismo)\b"
    r"|\b(?:ademas|tambien)\s+(?:se\s+)?incluyen?\b"
)
_BELOW = 2
"""Lines from a table's place to the columns that stand in the prose beside it."""
_PAIR = 2
_SHORT = 3
"""Words that the label of a total has at most: «Total general»."""

Row = tuple[int, list[str]]
"""Line and cells."""


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `sumas_de_tabla`: one row a total that a table of the prose prints; amounts in hundredths."""
    section: dict[int, str | None] = {p.line: p.section for p in reading.outline.paragraphs}
    for header, body in grids(reading):
        place = reading.at(header[0], section.get(header[0]))
        yield from (place | found for found in (*_down(header, body), *_across(header, body)))


def rows_of_data(reading: Reading) -> Iterator[Row]:
    """Line and cells of each row of the prose's tables, their headings aside."""
    for _, body in grids(reading):
        yield from body


def facts(reading: Reading) -> Iterator[tuple[int, str, str]]:
    """Line of each such row, what stands right before its table, and the row's words."""
    for caption, _, body in captioned(reading):
        yield from ((line, caption, " ".join(filter(None, cells))) for line, cells in body)


def captioned(reading: Reading) -> Iterator[tuple[str, Row, list[Row]]]:
    """The caption of each table of the prose, or what stands right before it; its headings and its rows."""
    blocks = reading.source.prose or ()
    before = {after.line: block.text.split("\n")[-1] for block, after in itertools.pairwise(blocks)}
    below = {block.line: after.text.split("\n")[0] for block, after in itertools.pairwise(blocks)}
    tables = [(header, body) for header, body in grids(reading)]
    above = sum(captions.opens(before.get(header[0], "")) for header, _ in tables)
    stand_below = sum(captions.opens(below.get(header[0], "")) for header, _ in tables) > above
    for header, body in tables:
        under = below.get(header[0], "") if stand_below else ""
        yield under if captions.opens(under) else before.get(header[0], ""), header, body


def pairs(reading: Reading) -> Iterator[tuple[int, str, str]]:
    """Line and cells of each row of the prose's tables of two columns; the first may head it or be a row."""
    for header, body in grids(reading):
        yield from ((line, cells[0], cells[1]) for line, cells in (header, *body) if len(cells) == _PAIR)


def grids(reading: Reading) -> Iterator[tuple[Row, list[Row]]]:
    """Headings and rows of each table that stands in the prose."""
    for block in reading.source.prose or ():
        lines = [
            (number, [cell.strip() for cell in _CELL.split(line.strip())[1:-1]])
            for number, line in enumerate(block.text.split("\n"), start=block.line)
            if line.lstrip().startswith("|") and not _RULE.match(line)
        ]
        if len(lines) > 2 and _heads_on(lines[1], lines[2:]):
            (line, first), (_, second) = lines[:2]
            lines[:2] = [
                (
                    line,
                    [below or above for above, below in itertools.zip_longest(first, second, fillvalue="")],
                )
            ]
        if len(lines) > 1:
            yield lines[0], lines[1:]


def _heads_on(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row is the second line of the headings: it opens blank and has no figure, all others do."""

    def has_figure(cells: Sequence[str]) -> bool:
        return any(map(_AMOUNT.match, cells))

    return not row[1][0] and not has_figure(row[1]) and all(has_figure(cells) for _, cells in below)


def _down(header: Row, body: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """Totals below their columns; a subtotal adds up the rows since the one before."""
    for column, title in enumerate(header[1]):
        if _UNSUMMED.search(words(title)) or "%" in title:
            continue
        added: list[int | None] = []
        since = 0
        for line, cells in body:
            label = _label(cells)
            value = _amount(cells, column) if not heads_total(label) or cells[column:][:1] != [""] else None
            if not heads_total(label) and not label.startswith("subtotal"):
                added.append(value)
                continue
            parts = added[since:] if label.startswith("subtotal") else added
            numbers = [part for part in parts if part is not None]
            if value is not None and len(numbers) == len(parts) > 1:
                yield _row(line, cells, column, title, DOWN, value, sum(numbers))
            since = len(added)


def _across(header: Row, body: Sequence[Row]) -> Iterator[dict[str, Any]]:
    """A column of totals, if most rows show that it adds up all other columns of figures."""
    titles = [words(title) for title in header[1]]
    total = next((column for column, title in enumerate(titles) if [title] in _TOTALS), None)
    if total is None:
        return
    others = [
        column
        for column, title in enumerate(titles)
        if column != total
        and not _UNSUMMED.search(title)
        and all(_amount(cells, column) is not None for _, cells in body)
    ]
    read = [
        (line, cells, value, sum(_amount(cells, column) or 0 for column in others))
        for line, cells in body
        if (value := _amount(cells, total)) is not None
    ]
    apart = [one for one in read if not heads_total(_label(one[1]))]
    right = sum(value == added for _, _, value, added in apart)
    if len(others) > 1 and right > 1 and 2 * right > len(apart):
        for line, cells, value, added in read:
            yield _row(line, cells, total, header[1][total], ACROSS, value, added)


def _row(
    line: int, cells: Sequence[str], column: int, title: str, kind: str, value: int, added: int
) -> dict[str, Any]:
    return {
        "_line": line,
        "observed": cells[column].strip("* "),
        "valor": value,
        "suma": added,
        "suma_dicha": _written(added),
        "clase": kind,
        "columna": title.strip("* "),
        "renglon": next((cell.strip("* ") for cell in cells if cell), ""),
    }


def _amount(cells: Sequence[str], column: int) -> int | None:
    """A cell's figure in hundredths; nought where it is blank or a dash, None where it is something else."""
    cell = cells[column] if column < len(cells) else ""
    match = _AMOUNT.match(cell)
    if match:
        whole = int(re.sub(r"[^0-9]", "", match["whole"]))
        return whole * _HUNDRED + int((match["cents"] or "").ljust(2, "0"))
    return 0 if cell in _BLANK else None


def _written(hundredths: int) -> str:
    """An amount as it is told: «78395», or with its cents, «31,227.35»."""
    whole, cents = divmod(hundredths, _HUNDRED)
    return f"{whole:,}.{cents:02}" if cents else str(whole)


def columns_of_figures(header: Row, body: Sequence[Row]) -> Iterator[tuple[str, list[int]]]:
    """Heading and figures of each column that has nothing else, rows that add up others aside."""
    data = [cells for _, cells in body if not heads_total(_label(cells))]
    for column, title in enumerate(header[1]):
        figures = [_amount(cells, column) for cells in data]
        known = [one // _HUNDRED for one in figures if one is not None and not one % _HUNDRED]
        if len(known) == len(figures) and not _UNSUMMED.search(words(title)) and "%" not in title:
            yield title.strip("* "), known


def rows_of_figures(body: Sequence[Row]) -> Iterator[tuple[str, list[int]]]:
    """What each row is called and its figures but the last, if that is nearly everywhere the sum of those."""
    found: list[tuple[str, list[int], int]] = []
    for _, cells in body:
        read = [_amount(cells, column) for column in range(1, len(cells))]
        known = [one // _HUNDRED for one in read if one is not None and not one % _HUNDRED]
        if len(known) == len(read) > _PAIR and not heads_total(_label(cells)):
            found.append((cells[0].strip("* "), known[:-1], known[-1]))
    if sum(sum(parts) == total for _, parts, total in found) >= max(_PAIR, len(found) - 1):
        yield from ((label, parts) for label, parts, total in found if sum(parts) == total)


def _label(cells: Sequence[str]) -> str:
    return next((words(cell) for cell in cells if cell), "")


def lists_more(reading: Reading, section: str | None) -> bool:
    """Whether a section says that its table lists more than what it tells: «se incluye como antecedente»."""
    said = (paragraph.text for paragraph in reading.outline.paragraphs if paragraph.section == section)
    return any(_MORE.search(unaccented(text)) for text in said)


def is_of_table(reading: Reading, line: int, table: str | None = None) -> bool:
    """Whether a table's line is where those columns stand that no field of the table above takes."""
    return any(
        place.line + _BELOW == line and table in {None, place.table} for place in reading.source.placeholders
    )


def captions_of(reading: Reading, table: str | None) -> Iterator[str]:
    """What captions the places of a table of the package."""
    last = {block.line: block.text.split("\n")[-1] for block in reading.source.prose or ()}
    for place in reading.source.placeholders:
        said = last.get(max((line for line in last if line < place.line), default=0), "")
        if place.table == table and captions.opens(said):
            yield said


def is_grid(text: str) -> bool:
    """Whether a paragraph is a table's rows."""
    return text.lstrip().startswith("|")


def heads_total(label: str) -> bool:
    """Whether the first words of a row say that it adds up the others: «Total», «Total general»."""
    said = words(label).split()
    return (said[:1] in _TOTALS and len(said) <= _SHORT) or said in _ALL
