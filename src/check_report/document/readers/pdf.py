"""PDF documents with text: lines into paragraphs, tables ruled or only aligned, running lines set aside."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from check_report.document.blocks import Document, Grid, Paragraph, Place
from check_report.document.readers import text as words
from check_report.document.readers.refusal import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from check_report.document.blocks import Block

    Box = tuple[float, float, float, float]

MAX_PAGES = 300
_RAISED = 0.8
"""Below this share of its line's size a number is a call to a note."""
_WIDE = 1.8
"""From this many times the size of the letters on, a gap between words parts columns."""
_LOOSE = 0.35
"""By this share of the size of the letters a gap between lines exceeds the usual where a paragraph ends."""
_RUNNING = 0.5
"""A line at the edge of more than this share of the pages is a running one."""
_EDGE_LINES = 2
_ROW_GAP = 1.2
"""Points by which the gaps between rows differ from those between the lines of a cell."""
_SAME_EDGE = 2.5
"""Points by which the ends of one rule may differ."""
_BROKEN = "\u00ad"
"""Between the two parts of what may be one word: the hyphen that shows only where a word is cut."""
_ENDINGS = frozenset("aeoáéíóúnsrldzy")
"""How words of Spanish end."""
_ALONE = frozenset("aeouy")
"""Words of one letter."""
_APART = 0.62
"""From this share of the size of the letters on, a gap between lines parts paragraphs and tables."""
_LEADER = re.compile(r"[.…·_]{3,}\s*[0-9]{1,3}$")
_ENTRY_END = re.compile(r"(?:\t|[.…·_]{3,})\s*[0-9]{1,3}$")
_OPENS = re.compile(rf"^(?:[{re.escape(words.BULLETS)}]\s|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s|[^\W\d_][^:,]{{2,40}}:\s)")
_LETTERED = re.compile(r"^\(?(?:[a-z]|[ivx]{1,4}|[0-9]{1,2})\)\s")
_STOPS = re.compile(r"[:;.]$|,\s+[ye]$")
"""How a line ends before the next item of a list told by letters."""
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
class Line:
    """A line of words; a wide gap between them is a tab."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    page: int
    first: float
    """How wide its first word is."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table found on a page."""

    rows: tuple[tuple[str, ...], ...]
    top: float
    page: int


def read(content: bytes) -> Document:
    """The blocks of a PDF.

    Raises:
        Unreadable: for one that is locked, has no text or too many pages.
    """
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            return _document(pdf)
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)):
            raise Unreadable("locked") from None
        raise Unreadable("damaged") from None
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise Unreadable("locked") from None
    except PDFSyntaxError:
        raise Unreadable("damaged") from None


def _document(pdf: Any) -> Document:
    if len(pdf.pages) > MAX_PAGES:
        raise Unreadable("too-long")
    pages = []
    columns: list[float] = []
    for number, page in enumerate(pdf.pages, start=1):
        lines, tables, columns = _page(page, number, columns)
        pages.append((lines, tables))
        page.close()
    if not any(lines or tables for lines, tables in pages):
        raise Unreadable("scan" if any(page.images for page in pdf.pages) else "blank")
    known = _vocabulary(pages)
    running = _running([lines for lines, _ in pages])
    kept = [([line for line in lines if line not in running], tables) for lines, tables in pages]
    return Document(
        tuple(_numbered(kept, known)), tuple(Paragraph(line.text, Place(page=line.page)) for line in running)
    )


# A page: its words, ruled tables, lines


def _page(page: Any, number: int, columns: Sequence[float]) -> tuple[list[Line], list[_Table], list[float]]:
    found = [table for table in page.find_tables() if len(table.rows) > 1 or len(table.rows[0].cells) > 1]
    given = [
        Word(w["text"], w["x0"], w["x1"], w["top"], w["bottom"], w["size"])
        for w in page.extract_words(extra_attrs=["size"], use_text_flow=False)
        if w["upright"]
    ]
    tables = []
    for table in found:
        inside = [word for word in given if _within(word, table.bbox)]
        for boxes in _apart(table.cells):
            rows = tuple(tuple(_cell(inside, box, number) for box in row) for row in boxes)
            if any(any(row) for row in rows):
                top = min(box[1] for row in boxes for box in row if box)
                tables.append(_Table(rows, top, number))
    outside = [word for word in given if not any(_within(word, table.bbox) for table in found)]
    lines = list(_lines(outside, number))
    aligned, rest, last = _aligned(outside, lines, number, columns)
    return rest, [*tables, *aligned], last


def _apart(cells: Sequence[Box]) -> Iterator[list[list[Box | None]]]:
    """The tables that touch one another, each as rows of boxes; no box where a merged cell goes on.

    Rows belong together while the edges of one row's cells are among those of the others.
    """
    rows: dict[int, list[Box]] = defaultdict(list)
    for box in cells:
        rows[round(box[1])].append(box)
    group: list[list[Box]] = []
    edges: list[float] = []
    for top, row in sorted(rows.items()):
        # A cell merged downwards is a cell of this row too.
        reaching = [box for box in cells if box[1] < top - 1 and box[3] > top + 1]
        own = sorted({edge for box in (*row, *reaching) for edge in (box[0], box[2])})
        if group and not _among(own, edges) and not _among(edges, own):
            yield _columned(group, edges)
            group, edges = [], []
        group.append(row)
        edges = own if len(own) > len(edges) else edges
    if group:
        yield _columned(group, edges)


def _among(some: Sequence[float], edges: Sequence[float]) -> bool:
    return all(any(abs(one - edge) < _SAME_EDGE for edge in edges) for one in some)


def _columned(group: Sequence[Sequence[Box]], edges: Sequence[float]) -> list[list[Box | None]]:
    starts = [edge for edge, after in pairwise(edges) if after - edge >= _SAME_EDGE]
    return [
        [next((box for box in row if abs(box[0] - start) < _SAME_EDGE), None) for start in starts]
        for row in group
    ]


def _within(word: Word, box: tuple[float, float, float, float]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cell(given: Sequence[Word], box: tuple[float, float, float, float] | None, page: int) -> str:
    """A cell's text: its paragraphs and items on lines of their own."""
    if box is None:
        return ""
    lines = list(_lines([word for word in given if _within(word, box)], page))
    return words.cell("\n".join(text for text, _ in _joined(lines, box[2] - 4, in_cell=True)))


def _lines(given: Iterable[Word], page: int) -> Iterator[Line]:
    for row in _rows_of_words(given):
        yield _line(row, page)


def _rows_of_words(given: Iterable[Word]) -> list[list[Word]]:
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
        if text and gap > _WIDE * size:
            text += "\t"
        elif text and gap > 0.1 * size:
            text += " "
        text += word.text.translate(words.SUPERSCRIPTS) if raised else word.text
        end = max(end, word.x1)
    tall = _tallest(row)
    return Line(text, row[0].x0, end, tall.top, tall.bottom, size, page, row[0].x1 - row[0].x0)


# Tables without rules: what stands between wider gaps, in columns that no word crosses


def _aligned(
    given: Sequence[Word], lines: Sequence[Line], page: int, before: Sequence[float]
) -> tuple[list[_Table], list[Line], list[float]]:
    """The tables that only alignment shows, the lines that are in none, and the last table's columns.

    Args:
        given: the page's words.
        lines: the same as lines.
        page: its number.
        before: the columns of the table that ended the page before, if one did.
    """
    rows = _rows_of_words(given)
    rest: list[Line] = []
    tables: list[_Table] = []
    last: list[float] = []
    for start, end in _stretches(lines):
        grouped = _grouped(rows[start:end], lines[start:end])
        columns = _columns(grouped, before if not start else [])
        if not start and columns == before and not any("\t" in line.text for line in lines[start:end]):
            grouped = [[word for row in grouped for word in row]]  # the rest of a row that the page broke
        carried = before if not start and columns == before else []
        same = tables and last and _same_columns(last, columns)
        if len(columns) > 1 and _is_table(rows[start:end], lines[start:end], carried):
            rights = _rights(grouped, columns)
            cells = tuple(tuple(_cells(row, columns, rights, page)) for row in grouped)
            if same:
                tables[-1] = _Table((*tables[-1].rows, *cells), tables[-1].top, page)
            else:
                tables.append(_Table(cells, lines[start].top, page))
            last = columns
        else:
            rest += lines[start:end]
            last = []
    return tables, rest, last


def _stretches(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Runs of lines with no gap between them as wide as between paragraphs."""
    start = 0
    for position in range(1, len(lines) + 1):
        if position < len(lines):
            one, other = lines[position - 1], lines[position]
            if other.top - one.bottom < _APART * max(one.size, other.size):
                continue
        yield start, position
        start = position


def _same_columns(some: Sequence[float], others: Sequence[float]) -> bool:
    return len(some) == len(others) and all(
        abs(a - b) < _SAME_EDGE for a, b in zip(some, others, strict=True)
    )


def _is_table(rows: Sequence[Sequence[Word]], lines: Sequence[Line], carried: Sequence[float]) -> bool:
    """Whether lines are a table; `carried` are the columns that the page before ended with, if they fit."""
    if carried and (lines[0].x0 > carried[0] + _SAME_EDGE or all(line.x1 < carried[1] for line in lines)):
        return True
    parted = [
        row
        for row, line in zip(rows, lines, strict=True)
        if "\t" in line.text and not _LEADER.search(line.text)
    ]
    several = [row for row in parted if len(_segments(row)) > 1]
    return len(several) > 1 or (bool(several) and (bool(carried) or len(_segments(several[0])) > 2))


def _segments(row: Sequence[Word]) -> list[float]:
    """Where the stretches of a line between wide gaps start."""
    starts: list[float] = []
    end = 0.0
    for word in row:
        if not starts or word.x0 - end > _WIDE * word.size:
            starts.append(word.x0)
        end = max(end, word.x1)
    # A bullet and its text are one.
    return starts[:1] + starts[2:] if len(starts) > 1 and row[0].text in words.BULLETS else starts


def _grouped(rows: Sequence[Sequence[Word]], lines: Sequence[Line]) -> list[list[Word]]:
    """The words of each row of a table: the widest gaps between lines part rows, where gaps differ at all."""
    gaps = [after.top - before.bottom for before, after in pairwise(lines)]
    differ = bool(gaps) and max(gaps) - min(gaps) > _ROW_GAP
    left = min(row[0].x0 for row in rows) + _SAME_EDGE
    opens = [row[0].text for row in rows if row[0].x0 < left]
    counted = all(re.fullmatch(r"[0-9]+\W*", text) for text in opens)
    if not differ and len(opens) < len(rows) and not counted:
        return [[word for row in rows for word in row]]  # lines that lack the first column are no rows
    grouped = [list(rows[0])]
    for gap, row in zip(gaps, rows[1:], strict=True):
        parts = gap > max(gaps) - _ROW_GAP if differ else row[0].x0 < left
        if parts:
            grouped.append(list(row))
        else:
            grouped[-1] += row
    return grouped


def _columns(grouped: Sequence[Sequence[Word]], before: Sequence[float]) -> list[float]:
    """Where the columns start: starts that no word crosses, two of them apart where some row fills both."""
    given = [word for row in grouped for word in row]

    def free(start: float) -> bool:
        return not any(word.x0 < start - 1 and word.x1 > start - 1 for word in given)

    if before and all(free(start) for start in before):
        return list(before)
    lines = _rows_of_words(given)
    columns: list[float] = []
    for start in sorted({start for line in lines for start in _segments(line)}):
        if not free(start):
            continue
        if columns and not _both(grouped, columns[-1], start):
            continue
        columns.append(start)
    return columns


def _both(grouped: Sequence[Sequence[Word]], one: float, other: float) -> bool:
    """Whether some row has words both from one start on and from the other."""
    return any(
        any(one - 1 <= word.x0 < other - 1 for word in row) and any(word.x0 >= other - 1 for word in row)
        for row in grouped
    )


def _rights(grouped: Sequence[Sequence[Word]], columns: Sequence[float]) -> list[float]:
    """How far to the right the words of each column reach."""
    return [
        max((word.x1 for row in grouped for word in _inside(row, columns, at)), default=0.0)
        for at in range(len(columns))
    ]


def _inside(row: Sequence[Word], columns: Sequence[float], at: int) -> list[Word]:
    low = columns[at] - 1 if at else float("-inf")
    high = columns[at + 1] - 1 if at + 1 < len(columns) else float("inf")
    return [word for word in row if low <= word.x0 < high]


def _cells(
    row: Sequence[Word], columns: Sequence[float], rights: Sequence[float], page: int
) -> Iterator[str]:
    for at, right in enumerate(rights):
        lines = list(_lines(_inside(row, columns, at), page))
        yield words.cell("\n".join(text for text, _ in _joined(lines, right, in_cell=True)))


# Running heads and page numbers


def _running(pages: Sequence[Sequence[Line]]) -> list[Line]:
    """The lines at the edge of most pages that differ in nothing but their number."""
    seen: dict[tuple[str, int, int], list[Line]] = defaultdict(list)
    for lines in pages:
        edges = {id(line): line for line in [*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]]}
        for line in edges.values():
            seen[re.sub(r"[0-9]+", "#", line.text), round(line.top / 8), 0].append(line)
    least = max(2, int(_RUNNING * len(pages)) + 1) if len(pages) > 2 else 2
    running = [line for lines in seen.values() if len(lines) >= least for line in lines]
    bare = [
        lines[-1] for lines in pages if lines and re.fullmatch(r"[-–\s]*[0-9]{1,3}[-–\s]*", lines[-1].text)
    ]
    if len(bare) >= max(1, len(pages) // 2):
        running += [line for line in bare if line not in running]
    return sorted(running, key=lambda line: (line.page, line.top))


# Paragraphs


def _numbered(pages: Sequence[tuple[list[Line], list[_Table]]], known: Counter[str]) -> Iterator[Block]:
    right = _right([line for lines, _ in pages for line in lines])
    usual = _usual([line for lines, _ in pages for line in lines])
    table, stream = 0, list[Line]()
    counts: Counter[int] = Counter()

    def paragraphs() -> Iterator[Block]:
        for text, line in _joined(stream, right, usual):
            counts[line.page] += 1
            yield words.block(text, Place(page=line.page, paragraph=counts[line.page]))
        stream.clear()

    for lines, tables in pages:
        parts: list[Line | _Table] = sorted([*lines, *tables], key=lambda part: part.top)
        for part in parts:
            if isinstance(part, Line):
                stream.append(part)
                continue
            yield from paragraphs()
            table += 1
            rows = tuple(tuple(_mended(cell, known) for cell in row) for row in part.rows)
            places = tuple(Place(page=part.page, table=table, row=row) for row in range(1, len(rows) + 1))
            yield Grid(rows, Place(page=part.page, table=table), places)
    yield from paragraphs()


def _right(lines: Sequence[Line]) -> float:
    """The right margin: where long lines end."""
    ends = sorted(line.x1 for line in lines)
    return ends[int(0.98 * (len(ends) - 1))] if ends else 0.0


def _gaps(lines: Sequence[Line]) -> list[float]:
    return [b.top - a.bottom for a, b in pairwise(lines) if a.page == b.page and b.top > a.top]


def _usual(lines: Sequence[Line]) -> float:
    """How far apart the lines of a paragraph stand: as far as a quarter of all lines at most."""
    gaps = sorted(_gaps(lines))
    return gaps[len(gaps) // 4] if gaps else 0.0


def _joined(
    lines: Sequence[Line], right: float, usual: float | None = None, *, in_cell: bool = False
) -> Iterator[tuple[str, Line]]:
    """Paragraphs and the line each starts on."""
    if usual is None:
        usual = median(_gaps(lines) or [0.0])
    text, first, last = "", None, None
    for line in lines:
        if (
            last is not None
            and first is not None
            and not _ends(last, line, right, usual, text, in_cell=in_cell)
        ):
            text = f"{text}{_glue(text, last, line.text, right, in_cell=in_cell)}{line.text}"
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
    if line.page != last.page:
        return fits or (bool(re.search(r"[.:;]$", text)) and not line.text[:1].islower())
    loose = line.top - last.bottom > usual + _LOOSE * line.size
    if in_cell:
        return loose and not line.text[:1].islower()
    return fits or loose or abs(line.size - last.size) > 1.0


def _glue(text: str, last: Line, following: str, right: float, *, in_cell: bool) -> str:
    """What stands between two lines of a paragraph.

    A blank; nothing after «-» and «/»; _BROKEN where a word alone fills its column and may have been cut.
    """
    if text.endswith("/") or (text.endswith("-") and following[:1].islower()):
        return ""
    fills = (
        in_cell
        and text[-1:].islower()
        and not re.search(r"\s", last.text)
        and last.x1 > right - 1.2 * last.size
    )
    return _BROKEN if fills and (following[:1].islower() or following[:1] in ":;,.)") else " "


def _mended(cell: str, known: Counter[str]) -> str:
    """A cell with the words whole that its column was too narrow for, as they are written elsewhere."""

    def whole(match: re.Match[str]) -> str:
        one, other = (
            (re.search(r"\w*$", match[1]) or match)[0].lower(),
            (re.match(r"\w*", match[2]) or match)[0].lower(),
        )
        strange = one[-1:] not in _ENDINGS if known[other] else not known[one]
        cut = not other or known[one + other] or strange
        return f"{match[1]}{'' if cut else ' '}{match[2]}"

    while _BROKEN in cell:
        cell = re.sub(rf"(\S*){_BROKEN}(\S*)", whole, cell, count=1)
    return cell


def _vocabulary(pages: Iterable[tuple[Sequence[Line], Sequence[_Table]]]) -> Counter[str]:
    """The words that no column can have cut: those outside tables, and those inside their cells."""
    known: Counter[str] = Counter()
    for lines, tables in pages:
        for line in lines:
            known.update(word.lower() for word in re.findall(r"\w+", line.text))
        for table in tables:
            cells = (re.split(r"[\n\s]", cell) for row in table.rows for cell in row if _BROKEN not in cell)
            known.update(
                word.lower() for cell in cells for part in cell[1:-1] for word in re.findall(r"\w+", part)
            )
    return Counter({word: count for word, count in known.items() if len(word) > 1 or word in _ALONE})
