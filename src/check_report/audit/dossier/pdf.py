"""A dossier as a PDF: the same words, with page numbers and headings repeated over pages."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import CondPageBreak, ListFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

import check_report
from check_report.audit.dossier.blocks import Block, Commands, Dossier, Grid, Heading, Points, Words

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

# The fonts that exported reports are set in: they have every accent, and are embedded.
_FONTS = Path(check_report.__file__).parent / "document" / "export" / "fonts"
_FONT, _BOLD = "DejaVu", "DejaVu-Bold"
_FILES = {_FONT: "DejaVuSansCondensed.ttf", _BOLD: "DejaVuSansCondensed-Bold.ttf"}
_INK, _SOFT, _LINE, _HEAD, _ACCENT = map(HexColor, ("#1d1d22", "#5a5a66", "#9c9ca8", "#ececf2", "#5c2a63"))
_SIDE = 1.9 * cm
_WIDTH = letter[0] - 2 * _SIDE
_AHEAD = 4 * cm
"""A heading needs this much room, so as not to stand alone at the foot of a page."""

_BODY = ParagraphStyle("body", fontName=_FONT, fontSize=9.5, leading=13.5, textColor=_INK, spaceAfter=6)
_TITLE = ParagraphStyle("title", _BODY, fontName=_BOLD, fontSize=20, leading=26, textColor=_ACCENT)
_SUBTITLE = ParagraphStyle("subtitle", _BODY, fontSize=11, leading=15, textColor=_SOFT, spaceAfter=12)
_HEADING = ParagraphStyle("heading", _TITLE, fontSize=12.5, leading=17, spaceBefore=14, spaceAfter=6)
_CELL = ParagraphStyle("cell", _BODY, fontSize=7.5, leading=10, spaceAfter=0, splitLongWords=1)
_DIGEST = ParagraphStyle("digest", _CELL, fontName="Courier", fontSize=7, wordWrap="CJK")
_COLUMN = ParagraphStyle("column", _CELL, fontName=_BOLD)
# Lines break at blanks alone, so that what is copied from the page still runs.
_COMMAND = ParagraphStyle(
    "command",
    _BODY,
    fontName="Courier",
    fontSize=7.5,
    leading=10.5,
    splitLongWords=1,
    backColor=HexColor("#f4f4f8"),
    borderPadding=4,
    spaceBefore=4,
    spaceAfter=8,
)


def render(dossier: Dossier) -> bytes:
    """The dossier as a PDF; the same bytes for the same dossier."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, _FONTS / file))
    buffer = io.BytesIO()
    document = SimpleDocTemplate(
        buffer,
        pagesize=letter,
        leftMargin=_SIDE,
        rightMargin=_SIDE,
        topMargin=_SIDE,
        bottomMargin=_SIDE,
        title=f"{dossier.title} – {dossier.subtitle}",
        author="check-report",
        lang="es",
        invariant=1,
    )
    story: list[Flowable] = [_text(dossier.title, _TITLE), _text(dossier.subtitle, _SUBTITLE)]
    for block in dossier.blocks:
        story.extend(_flowables(block))

    def foot(canvas: Any, _: object) -> None:
        canvas.setFont(_FONT, 7.5)
        canvas.setFillColor(_SOFT)
        canvas.drawString(_SIDE, 1.1 * cm, dossier.subtitle)
        canvas.drawRightString(letter[0] - _SIDE, 1.1 * cm, f"Página {canvas.getPageNumber()}")

    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return buffer.getvalue()


def _flowables(block: Block) -> list[Flowable]:
    match block:
        case Heading(text):
            return [CondPageBreak(_AHEAD), _text(text, _HEADING)]
        case Words(text):
            return [_text(text, _BODY)]
        case Points(items):
            return [
                ListFlowable(
                    [_text(item, _BODY) for item in items],
                    bulletType="bullet",
                    start="•",
                    bulletFontName=_FONT,
                    leftIndent=14,
                )
            ]
        case Commands(lines):
            return [_text(line, _COMMAND) for line in lines]
        case Grid():
            return [_table(block), Spacer(1, 8)]


def _table(grid: Grid) -> Table:
    rows = [[_text(heading, _COLUMN) for heading in grid.headings]]
    rows += [
        [_text(cell, _DIGEST if i in grid.mono else _CELL) for i, cell in enumerate(row)] for row in grid.rows
    ]
    table = Table(rows, colWidths=[_WIDTH * share / sum(grid.shares) for share in grid.shares], repeatRows=1)
    table.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
            ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ]
    )
    return table


def _text(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(text), style)
