"""A page of a PDF as lines: words that stand beside one another, and lines that make a paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from check_report.document.readers import text as words
from check_report.source.words import identifiers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_RAISED = 0.8
"""Below this share of its line's size a number is a call to a note."""
WIDE = 1.8
"""From this many times the size of the letters on, a gap between words parts columns."""
_LOOSE = 0.35
"""By this share of the size of the letters a gap between lines exceeds the usual where a paragraph ends."""
_OTHER_SIZE = 1.0
"""Points by which the letters of a heading differ from those of the text."""
_INDENT = 4
"""By more sizes of its letters no line of a paragraph stands further in than another; a centred one does."""
BROKEN = "\u00ad"
"""Between the two parts of what may be one word: the hyphen that shows only where a word is cut."""
_ENTRY_END = re.compile(r"(?:\t|[.…·_]{3,})\s*[0-9]{1,3}$")
_OPENS = re.compile(rf"^(?:[{re.escape(words.BULLETS)}]\s|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s|[^\W\d_][^:,]{{2,40}}:\s)")
_LETTERED = re.compile(r"^\(?(?:[a-z]|[ivx]{1,4}|[0-9]{1,2})\)\s")
_STOPS = re.compile(r"[:;.]$|,\s+[ye]$")
"""How a line ends before the next item of a list told by letters."""
_CUT_CODE = re.compile(r"(?:^|\s)[A-ZÁÉÍÓÚÑ0-9]+(?:[-/][A-ZÁÉÍÓÚÑ0-9]+)*-$")
"""An identifier that goes on in the next line: «IEE/CVOE-», «002/CPISN/SO/25-»."""
_BULLET = re.compile(rf"^[{re.escape(words.BULLETS)}]\s")


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Line(Word):
    """A line of words; a wide gap between them is a tab."""

    page: int
    first: float
    """How wide its first word is."""


def lines_of(given: Iterable[Word], page: int) -> Iterator[Line]:
    """The lines that some words of a page make, from top to bottom."""
    for row in rows_of_words(given):
        yield _line(row, page)


def rows_of_words(given: Iterable[Word]) -> list[list[Word]]:
    """Words that stand on one line, each line from left to right, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(given, key=lambda w: (w.bottom, w.x0)):
        middle = (word.top + word.bottom) / 2
        row = next(
            (r for r in reversed(rows[-3:]) if _tallest(r).top - 1 <= middle <= _tallest(r).bottom + 1), None
        )
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    rows.sort(key=lambda row: _tallest(row).top)
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _tallest(row: Sequence[Word]) -> Word:
    return max(row, key=lambda word: word.size)


def _line(row: Sequence[Word], page: int) -> Line:
    size = _tallest(row).size
    text, end = "", row[0].x0
    for word in row:
        raised = word.size < _RAISED * size and word.text.isdigit()
        gap = word.x0 - end
        if text and gap > WIDE * size:
            text += "\t"
        elif text and gap > 0.1 * size:
            text += " "
        text += word.text.translate(words.SUPERSCRIPTS) if raised else word.text
        end = max(end, word.x1)
    tall = _tallest(row)
    return Line(text, row[0].x0, end, tall.top, tall.bottom, size, page, row[0].x1 - row[0].x0)


def right_margins(pages: Sequence[tuple[int, float, Sequence[Line]]]) -> dict[int, float]:
    """The right margin of each page: where long lines end on those as wide as it.

    Args:
        pages: number, width and lines of each.
    """
    ends: dict[float, list[float]] = defaultdict(list)
    for _, width, lines in pages:
        ends[round(width)] += [line.x1 for line in lines]
    margins = {width: sorted(some)[int(0.98 * (len(some) - 1))] for width, some in ends.items() if some}
    return {number: margins.get(round(width), 0.0) for number, width, _ in pages}


def _gaps(lines: Sequence[Line]) -> list[float]:
    return [b.top - a.bottom for a, b in pairwise(lines) if a.page == b.page and b.top > a.top]


def usual_gap(lines: Sequence[Line]) -> float:
    """How far apart the lines of a paragraph stand: as far as a quarter of all lines at most."""
    gaps = sorted(_gaps(lines))
    return gaps[len(gaps) // 4] if gaps else 0.0


def joined(
    lines: Sequence[Line], rights: Mapping[int, float], usual: float | None = None, *, in_cell: bool = False
) -> Iterator[tuple[str, Line]]:
    """Paragraphs and the line each starts on.

    Args:
        lines: what may be one paragraph or several.
        rights: the right margin of each page that they are on.
        usual: how far apart the lines of a paragraph stand, if that is not to be told from these.
        in_cell: whether they stand in a cell of a table.
    """
    if usual is None:
        usual = median(_gaps(lines) or [0.0])
    text, first, last = "", None, None
    for line in lines:
        if (
            last is not None
            and first is not None
            and not _ends(last, line, rights[last.page], usual, text, in_cell=in_cell)
        ):
            text = f"{text}{_glue(text, last, line.text, rights[last.page], in_cell=in_cell)}{line.text}"
        else:
            if first is not None:
                yield text, first
            text, first = line.text, line
        last = line
    if first is not None:
        yield text, first


def _ends(last: Line, line: Line, right: float, usual: float, text: str, *, in_cell: bool) -> bool:
    """Whether a paragraph ends between two lines."""
    if _OPENS.match(line.text) if in_cell else _BULLET.match(line.text):
        return True
    next_item = _LETTERED.match(text) and _LETTERED.match(line.text) and _STOPS.search(last.text)
    if next_item or _ENTRY_END.search(last.text):
        return True
    fits = last.x1 + 0.3 * last.size + line.first < right - 1
    if not in_cell and last.text.endswith(".") and _opens_with_code(line.text):
        return True
    if line.page != last.page:
        if abs(line.size - last.size) > _OTHER_SIZE or abs(line.x0 - last.x0) > _INDENT * last.size:
            return True
        return fits or (bool(re.search(r"[.:;]$", text)) and not line.text[:1].islower())
    loose = line.top - last.bottom > usual + _LOOSE * line.size
    if in_cell:
        return loose and not line.text[:1].islower()
    return fits or loose or abs(line.size - last.size) > _OTHER_SIZE


def _opens_with_code(text: str) -> bool:
    """Whether a line begins as the items of a list of acts do: «CVOE/018/21. Se aprueba …»."""
    code = next(identifiers.find(text), None)
    return code is not None and code.start == 0 and text[len(code.text) :][:2] in {". ", ": "}


def _glue(text: str, last: Line, following: str, right: float, *, in_cell: bool) -> str:
    """What stands between two lines of a paragraph.

    A blank; nothing after «-» and «/»; BROKEN where a word alone fills its column and may have been cut.
    """
    if text.endswith("/") or (text.endswith("-") and following[:1].islower()) or _CUT_CODE.search(text):
        return ""
    fills = (
        in_cell
        and text[-1:].islower()
        and not re.search(r"\s", last.text)
        and last.x1 > right - 1.2 * last.size
    )
    return BROKEN if fills and (following[:1].islower() or following[:1] in ":;,.)") else " "
