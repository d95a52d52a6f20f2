"""The report as a PDF: cover, page numbers, bookmarks, tables with their headings repeated on each page."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)
from reportlab.platypus import Paragraph as Text

from check_report.document.blocks import Grid, Heading, Item, Note, Paragraph, Run
from check_report.document.export import shape
from check_report.render.safe import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from check_report.document.blocks import Block, Document

# DejaVu has the tick and every accent, and is embedded: the text can be read back anywhere.
_FONT, _BOLD, _ITALIC = "DejaVu", "DejaVu-Bold", "DejaVu-Italic"
_FILES = {
    _FONT: "DejaVuSansCondensed.ttf",
    _BOLD: "DejaVuSansCondensed-Bold.ttf",
    _ITALIC: "DejaVuSansCondensed-Oblique.ttf",
}
_INK, _SOFT, _LINE, _HEAD, _ACCENT = map(HexColor, ("#1d1d22", "#5a5a66", "#9c9ca8", "#ececf2", "#5c2a63"))
_SIDE, _TOP = 2.2 * cm, 2.3 * cm
_WIDTH, _HEIGHT = letter[0] - 2 * _SIDE, letter[1] - 2 * _TOP
_PADDING = 4
_AHEAD = 3.2 * cm
"""What announces a table or a list needs this much room, so as not to stand alone at the foot of a page."""
_PASSES = 3
"""The table of contents moves what stands after it: pages are counted until they stay."""

_BODY = ParagraphStyle(
    "body", fontName=_FONT, fontSize=10, leading=14, textColor=_INK, spaceBefore=7, spaceAfter=7
)
_ANNOUNCING = ParagraphStyle("announcing", _BODY, spaceBefore=11)
_CAPTION = ParagraphStyle("caption", _BODY, fontName=_BOLD, fontSize=9.5, spaceBefore=6)
_NOTE = ParagraphStyle("note", _BODY, fontSize=8.5, leading=11, textColor=_SOFT)
_COVER = ParagraphStyle("cover", _BODY, fontSize=12, leading=18, alignment=TA_CENTER, textColor=_SOFT)
_TITLE = ParagraphStyle(
    "title", _COVER, fontName=_BOLD, fontSize=20, leading=27, textColor=_ACCENT, spaceBefore=24, spaceAfter=30
)
_HEADINGS = {
    1: ParagraphStyle("h1", _BODY, fontName=_BOLD, fontSize=15, leading=19, textColor=_ACCENT, spaceBefore=18,
                      spaceAfter=9, keepWithNext=1),
    2: ParagraphStyle("h2", _BODY, fontName=_BOLD, fontSize=12, leading=16, spaceBefore=14, keepWithNext=1),
    3: ParagraphStyle("h3", _BODY, fontName=_BOLD, fontSize=10, leading=14, spaceBefore=10, keepWithNext=1),
}  # fmt: skip
_CELL_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0, 5.5)
"""Tried from the largest, until no word of a table is wider than its column."""


def write(document: Document) -> bytes:
    """The document as a PDF; the same bytes for the same document."""
    _register()
    pages: Mapping[str, int] = {}
    for _ in range(_PASSES):
        report = _Report(document, pages)
        content = report.build_bytes()
        if report.pages == pages:
            break
        pages = report.pages
    return content


class _Report(BaseDocTemplate):  # type: ignore[misc]
    """One pass over the document, which learns the page of each section."""

    def __init__(self, document: Document, pages: Mapping[str, int]) -> None:
        self._buffer = io.BytesIO()
        self._document = document
        self._known = pages
        self._anchors = shape.anchors(document)
        self.pages: dict[str, int] = {}
        self._depth = -1
        front, _ = shape.cover(document)
        title = next((block.text for block in front if isinstance(block, Heading)), "")
        super().__init__(
            self._buffer,
            pagesize=letter,
            title=title,
            author=front[0].text if front and isinstance(front[0], Paragraph) else "",
            creator="check-report",
            lang="es-MX",
            invariant=1,
        )
        frame = Frame(_SIDE, _TOP, _WIDTH, _HEIGHT, 0, 0, 0, 0)
        self.addPageTemplates([
            PageTemplate("cover", [frame]),
            PageTemplate("body", [frame], onPage=_page_number),
        ])  # fmt: skip

    def build_bytes(self) -> bytes:
        """Lays the document out."""
        front, body = shape.cover(self._document)
        story: list[Flowable] = []
        if front:
            story += [Spacer(1, 5.5 * cm), *self._cover(front)]
            story += [NextPageTemplate("body"), PageBreak()]
        for block in body:
            story += self._flowables(block)
        self.build(story or [Spacer(1, 1)])
        return self._buffer.getvalue()

    def learn(self, heading: _Heading) -> None:
        """Remembers on which page a section starts; adds its bookmark."""
        self.pages.setdefault(heading.title, self.page)
        key = f"h{len(self.pages)}-{self.page}-{heading.title}"
        self.canv.bookmarkPage(self._anchors[heading.title])
        self.canv.bookmarkPage(key)
        # A reader refuses bookmarks that skip a level.
        self._depth = min(heading.depth, self._depth + 1)
        self.canv.addOutlineEntry(heading.title, key, self._depth, closed=self._depth > 0)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - the library's name
        """Called for each piece once it is on its page."""
        if isinstance(flowable, _Heading):
            self.learn(flowable)

    def _cover(self, blocks: Sequence[Block]) -> Iterator[Flowable]:
        for block in blocks:
            if isinstance(block, Heading):
                yield Text(_markup((Run(block.text),)), _TITLE)
            elif isinstance(block, Paragraph | Item):
                yield Text(_markup(shape.runs(block)), _COVER)
            else:
                yield from self._flowables(block)

    def _flowables(self, block: Block) -> Iterator[Flowable]:
        match block:
            case Heading():
                yield _Heading(block)
            case Grid():
                yield _table(block)
                yield Spacer(1, 10)
            case Item():
                yield self._entry(block) or _item(block)
            case Note():
                yield Text(_markup((Run(f"{block.mark} {block.text}"),)), _NOTE)
            case Paragraph():
                announces = block.text.endswith(":")
                if block.caption or announces:
                    yield CondPageBreak(_AHEAD)
                style = _CAPTION if block.caption else _ANNOUNCING if announces else _BODY
                yield Text(_markup(shape.runs(block)), style)

    def _entry(self, item: Item) -> Flowable | None:
        found = shape.entry(item)
        if found is None:
            return None
        title, page = found
        anchor = self._anchors.get(title)
        return _Entry(title, page or str(self._known.get(title, "")), anchor, item.level)


class _Heading(Text):  # type: ignore[misc]
    """A section's title, which the document takes note of."""

    def __init__(self, heading: Heading, **kept: Any) -> None:
        self.title = heading.text
        self.depth = heading.level - 1
        style = _HEADINGS[min(max(heading.level, 1), max(_HEADINGS))]
        super().__init__(_markup((Run(heading.text),)), style, **kept)


class _Entry(Flowable):  # type: ignore[misc]
    """A line of the table of contents: title, dots, page; a link to the section."""

    def __init__(self, title: str, page: str, anchor: str | None, level: int) -> None:
        super().__init__()
        self._page, self._anchor = page, anchor
        style = ParagraphStyle("entry", _BODY, leftIndent=14 * (level - 1))
        self._text = Text(_markup((Run(title),)), style)
        self.spaceAfter = 5

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Room is left at the right for the page."""
        self.width = width
        _, self.height = self._text.wrap(width - 1.4 * cm, height)
        return width, self.height

    def draw(self) -> None:
        """Dots fill the last line up to the page."""
        self._text.drawOn(self.canv, 0, 0)
        style = self._text.style
        baseline = style.leading - style.fontSize
        end = style.leftIndent + self._text.getActualLineWidths0()[-1] - style.leftIndent
        edge = self.width - pdfmetrics.stringWidth(self._page, _FONT, style.fontSize)
        dot = pdfmetrics.stringWidth(".", _FONT, style.fontSize)
        self.canv.setFont(_FONT, style.fontSize)
        self.canv.setFillColor(_INK)
        if self._page:
            self.canv.drawRightString(edge - dot, baseline, "." * max(int((edge - end - 3 * dot) / dot), 0))
            self.canv.drawString(edge, baseline, self._page)
        if self._anchor:
            self.canv.linkRect("", self._anchor, (0, 0, self.width, self.height), relative=1, thickness=0)


class _Table(Table):  # type: ignore[misc]
    """A table that goes on overleaf between rows; within one only where no page could hold it."""

    def split(self, width: float, height: float) -> list[Flowable]:
        """The part that fits, and the rest."""
        self.splitInRow = 0
        parts: list[Flowable] = super().split(width, height)
        if parts or height < _HEIGHT - _AHEAD:
            return parts
        self.splitInRow = 1
        whole: list[Flowable] = super().split(width, height)
        return whole


def _item(item: Item) -> Flowable:
    indent = 14 * item.level + max(pdfmetrics.stringWidth(item.marker, _FONT, 10) - 8, 0)
    style = ParagraphStyle("item", _BODY, leftIndent=indent, bulletIndent=14 * (item.level - 1) + 2)
    style.bulletFontName, style.spaceBefore, style.spaceAfter = _FONT, 0, 4
    return Text(_markup(shape.runs(item)), style, bulletText="•" if item.marker == "-" else item.marker)


def _table(grid: Grid) -> Table:
    size, columns = _fitting(grid)
    middle = shape.narrow(grid)
    cell = ParagraphStyle("cell", _BODY, fontSize=size, leading=size * 1.3, spaceAfter=0)
    centred = ParagraphStyle("centred", cell, alignment=TA_CENTER)
    head = ParagraphStyle("head", cell, fontName=_BOLD)
    merged = shape.spans(grid)
    wide = {(row, column) for row, column, _, across in merged if across > 1}
    rows = [
        [
            Text(_markup((Run(text),)), _style(r, c, grid, cell, centred, head, middle, wide)) if text else ""
            for c, text in enumerate(row)
        ]
        for r, row in enumerate(grid.rows)
    ]
    style: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.6, _LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, grid.header - 1), _HEAD),
        ("VALIGN", (0, 0), (-1, grid.header - 1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
    ]
    style += [("SPAN", (c, r), (c + across - 1, r + down - 1)) for r, c, down, across in merged]
    return _Table(rows, columns, style=style, repeatRows=grid.header)


def _style(
    row: int,
    column: int,
    grid: Grid,
    cell: ParagraphStyle,
    centred: ParagraphStyle,
    head: ParagraphStyle,
    middle: Sequence[bool],
    wide: set[tuple[int, int]],
) -> ParagraphStyle:
    if row < grid.header:
        return ParagraphStyle("wide", head, alignment=TA_CENTER) if (row, column) in wide else head
    return centred if middle[column] else cell


def _fitting(grid: Grid) -> tuple[float, list[float]]:
    """The largest letters in which every word fits its column, and the columns' widths."""
    parts = grid.widths or (1,) * len(grid.rows[0])
    for size in _CELL_SIZES:
        needs = [_needed(column, size, grid.header) for column in zip(*grid.rows, strict=True)]
        if sum(needs) <= _WIDTH:
            break
    scale = min(_WIDTH / sum(needs), 1.0)
    spare = _WIDTH - sum(needs) * scale
    wanted = [max(part * _WIDTH / sum(parts) - need, 0.0) for part, need in zip(parts, needs, strict=True)]
    total = sum(wanted) or 1.0
    return size, [need * scale + spare * want / total for need, want in zip(needs, wanted, strict=True)]


def _needed(column: Sequence[str], size: float, header: int) -> float:
    """The width of a column's widest word. What stands alone in a merged heading need not fit."""
    widest = 0.0
    for row, cell in enumerate(column):
        font = _BOLD if row < header else _FONT
        words = (pdfmetrics.stringWidth(word, font, size) for word in cell.split())
        widest = max(widest, min(max(words, default=0.0), _WIDTH / 3))
    return widest + 2 * _PADDING + 1


def _markup(runs: Sequence[Run]) -> str:
    """The words in the library's own markup, everything that could be markup escaped."""
    return "".join(_marked(run) for run in runs)


def _marked(run: Run) -> str:
    # A letter that no page could show is written by its number, never left out.
    known = pdfmetrics.getFont(_BOLD if run.bold else _FONT).face.charToGlyph
    text = "".join(c if c == "\n" or ord(c) in known else escaped(c) for c in run.text)
    text = escape(text).replace("\n", "<br/>")
    text = f"<i>{text}</i>" if run.italic else text
    return f"<b>{text}</b>" if run.bold else text


def _page_number(canvas: Any, document: BaseDocTemplate) -> None:
    canvas.saveState()
    canvas.setFont(_FONT, 8.5)
    canvas.setFillColor(_SOFT)
    canvas.drawCentredString(letter[0] / 2, 1.2 * cm, str(document.page))
    canvas.restoreState()


def _register() -> None:
    if _FONT in pdfmetrics.getRegisteredFontNames():
        return
    folder = Path(__file__).parent / "fonts"
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFontFamily(_FONT, normal=_FONT, bold=_BOLD, italic=_ITALIC, boldItalic=_BOLD)
