"""PDF documents with text: lines into paragraphs, tables ruled or only aligned, running lines set aside."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from check_report.document.blocks import Document, Grid, Paragraph, Place
from check_report.document.readers import text as words
from check_report.document.readers.pdf_aligned import SAME_EDGE, Table, aligned
from check_report.document.readers.pdf_lines import (
    BROKEN,
    Line,
    Word,
    joined,
    lines_of,
    right_margins,
    usual_gap,
)
from check_report.document.readers.refusal import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from check_report.document.blocks import Block

    Box = tuple[float, float, float, float]

MAX_PAGES = 300
_RUNNING = 0.5
"""A line at the edge of more than this share of the pages is a running one."""
_EDGE_LINES = 2
_ENDINGS = frozenset("aeoáéíóúnsrldzy")
"""How words of Spanish end."""
_ALONE = frozenset("aeouy")
"""Words of one letter."""


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
    widths: list[float] = []
    columns: list[float] = []
    for number, page in enumerate(pdf.pages, start=1):
        lines, tables, columns = _page(page, number, columns)
        pages.append((lines, tables))
        widths.append(page.width)
        page.close()
    if not any(lines or tables for lines, tables in pages):
        raise Unreadable("scan" if any(page.images for page in pdf.pages) else "blank")
    known = _vocabulary(pages)
    running = _running([lines for lines, _ in pages])
    kept = [([line for line in lines if line not in running], tables) for lines, tables in pages]
    for (_, above), (_, below) in pairwise(kept):
        if above and below:
            last = max(range(len(above)), key=lambda at: above[at].top)
            first = min(range(len(below)), key=lambda at: below[at].top)
            above[last], below[first] = _with_whole_words(above[last], below[first], known)
    rights = right_margins(
        [(n, width, lines) for n, (width, (lines, _)) in enumerate(zip(widths, kept, strict=True), 1)]
    )
    return Document(
        tuple(_numbered(kept, rights, known)),
        tuple(Paragraph(line.text, Place(page=line.page)) for line in running),
    )


# A page: its words, ruled tables, lines


def _page(page: Any, number: int, columns: Sequence[float]) -> tuple[list[Line], list[Table], list[float]]:
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
                tables.append(Table(rows, top, number))
    outside = [word for word in given if not any(_within(word, table.bbox) for table in found)]
    lines = list(lines_of(outside, number))
    unruled, rest, last = aligned(outside, lines, number, columns)
    return rest, [*tables, *unruled], last


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
    return all(any(abs(one - edge) < SAME_EDGE for edge in edges) for one in some)


def _columned(group: Sequence[Sequence[Box]], edges: Sequence[float]) -> list[list[Box | None]]:
    starts = [edge for edge, after in pairwise(edges) if after - edge >= SAME_EDGE]
    return [
        [next((box for box in row if abs(box[0] - start) < SAME_EDGE), None) for start in starts]
        for row in group
    ]


def _within(word: Word, box: tuple[float, float, float, float]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cell(given: Sequence[Word], box: tuple[float, float, float, float] | None, page: int) -> str:
    """A cell's text: its paragraphs and items on lines of their own."""
    if box is None:
        return ""
    lines = list(lines_of([word for word in given if _within(word, box)], page))
    return words.cell("\n".join(text for text, _ in joined(lines, {page: box[2] - 4}, in_cell=True)))


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


def _numbered(
    pages: Sequence[tuple[list[Line], list[Table]]], rights: Mapping[int, float], known: Counter[str]
) -> Iterator[Block]:
    usual = usual_gap([line for lines, _ in pages for line in lines])
    table, stream = 0, list[Line]()
    counts: Counter[int] = Counter()

    def paragraphs() -> Iterator[Block]:
        for text, line in joined(stream, rights, usual):
            counts[line.page] += 1
            yield words.block(text, Place(page=line.page, paragraph=counts[line.page]))
        stream.clear()

    for lines, tables in pages:
        parts: list[Line | Table] = sorted([*lines, *tables], key=lambda part: part.top)
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

    while BROKEN in cell:
        cell = re.sub(rf"(\S*){BROKEN}(\S*)", whole, cell, count=1)
    return cell


def _with_whole_words(above: Table, below: Table, known: Counter[str]) -> tuple[Table, Table]:
    """The tables on both sides of a page's end, the words whole that it cut: «president», «a de la …»."""
    last, first = list(above.rows[-1]), list(below.rows[0])
    for column, (one, other) in enumerate(zip(last, first, strict=False)):
        begin, rest = re.search(r"[^\W\d_]+$", one), re.match(r"[^\W\d_]+", other)
        if begin and rest and known[(begin[0] + rest[0]).lower()] and not known[begin[0].lower()]:
            last[column], first[column] = one + rest[0], other[rest.end() :].lstrip()
    return (
        replace(above, rows=(*above.rows[:-1], tuple(last))),
        replace(below, rows=(tuple(first), *below.rows[1:])),
    )


def _vocabulary(pages: Iterable[tuple[Sequence[Line], Sequence[Table]]]) -> Counter[str]:
    """The words that no column can have cut: those outside tables, and those inside their cells."""
    known: Counter[str] = Counter()
    for lines, tables in pages:
        for line in lines:
            known.update(word.lower() for word in re.findall(r"\w+", line.text))
        for table in tables:
            cells = (re.split(r"[\n\s]", cell) for row in table.rows for cell in row if BROKEN not in cell)
            known.update(
                word.lower() for cell in cells for part in cell[1:-1] for word in re.findall(r"\w+", part)
            )
    return Counter({word: count for word, count in known.items() if len(word) > 1 or word in _ALONE})
