"""The report as a Word document: heading styles, heading rows repeated, contents with links."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from check_report.document.blocks import Grid, Heading, Item, Note, Paragraph, Run
from check_report.document.export import shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document as Word
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph as WordParagraph

    from check_report.document.blocks import Block, Document

_FONT = "Arial"
_WIDTH, _SIDE, _TOP = Cm(21.59), Cm(2.2), Cm(2.3)
_HEIGHT = Cm(27.94)
_INSIDE = _WIDTH - 2 * _SIDE
_ACCENT, _SOFT = RGBColor(0x5C, 0x2A, 0x63), RGBColor(0x5A, 0x5A, 0x66)
_HEAD = "ECECF2"
_CONTENTS, _NOTE, _COVER = "Contenido", "Nota", "Portada"
_SIZES = {1: 15, 2: 12.5, 3: 10.5}
# Zip archives cannot hold an earlier date; the same document always gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write(document: Document) -> bytes:
    """The document as .docx; the same bytes for the same document."""
    return _Writer(document).write()


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._anchors = shape.anchors(document)
        self._marked: set[str] = set()
        self._word = docx.Document()

    def write(self) -> bytes:
        """Writes every block in order."""
        front, body = shape.cover(self._document)
        _set_page(self._word)
        _set_styles(self._word)
        _describe(self._word, front)
        for number, block in enumerate(front):
            self._cover(block, first=number == 0)
        for number, block in enumerate(body):
            self._block(block, first=number == 0 and bool(front))
        buffer = io.BytesIO()
        self._word.save(buffer)
        return _timeless(buffer.getvalue())

    def _cover(self, block: Block, *, first: bool) -> None:
        if isinstance(block, Heading):
            paragraph = self._word.add_paragraph(block.text, style="Title")
        elif isinstance(block, Paragraph | Item):
            paragraph = self._word.add_paragraph(style=_COVER)
            _say(paragraph, shape.runs(block))
        else:
            self._block(block, first=False)
            return
        if first:
            paragraph.paragraph_format.space_before = Pt(170)

    def _block(self, block: Block, *, first: bool) -> None:
        match block:
            case Heading():
                self._heading(block, first=first)
            case Paragraph():
                paragraph = self._word.add_paragraph(style="Caption" if block.caption else "Normal")
                # What announces a table or a list must not stand alone at the foot of a page.
                paragraph.paragraph_format.keep_with_next = block.text.endswith(":") or None
                _say(paragraph, shape.runs(block))
            case Item():
                self._item(block)
            case Note():
                self._word.add_paragraph(f"{block.mark} {block.text}", style=_NOTE)
            case Grid():
                _table(self._word, block)

    def _heading(self, heading: Heading, *, first: bool) -> None:
        paragraph = self._word.add_heading(heading.text, min(max(heading.level, 1), 9))
        paragraph.paragraph_format.page_break_before = True if first else None
        name = self._anchors[heading.text]
        if name not in self._marked:
            self._marked.add(name)
            _bookmark(paragraph, name, len(self._marked))

    def _item(self, item: Item) -> None:
        found = shape.entry(item)
        if found is None:
            bullet = "List Bullet" if item.marker == "-" else "List"
            paragraph = self._word.add_paragraph(style=bullet)
            paragraph.paragraph_format.left_indent = Cm(0.65 * item.level)
            marker = () if item.marker == "-" else (Run(f"{item.marker} "),)
            _say(paragraph, (*marker, *shape.runs(item)))
            return
        title, page = found
        paragraph = self._word.add_paragraph(style=_CONTENTS)
        paragraph.paragraph_format.left_indent = Cm(0.6 * (item.level - 1))
        paragraph.add_run(title)
        if title in self._anchors:
            _link(paragraph, self._anchors[title])
        if page:
            paragraph.add_run(f"\t{page}")


def _say(paragraph: WordParagraph, runs: Sequence[Run]) -> None:
    for run in runs:
        said = paragraph.add_run(run.text)
        said.bold = run.bold or None
        said.italic = run.italic or None


def _table(word: Word, grid: Grid) -> None:
    columns = len(grid.rows[0])
    table = word.add_table(rows=len(grid.rows), cols=columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    middle = shape.narrow(grid)
    parts = grid.widths or (1,) * columns
    sizes = [int(_INSIDE * part / sum(parts)) for part in parts]
    for column, size in zip(table.columns, sizes, strict=True):
        column.width = size
    for r, (row, cells) in enumerate(zip(table.rows, grid.rows, strict=True)):
        for c, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            cell.width = sizes[c]
            _fill(cell, text, head=r < grid.header, centred=middle[c] and r >= grid.header)
        _set_row(row, head=r < grid.header)
    for r, c, down, across in shape.spans(grid):
        if down > 1 or across > 1:
            merged = table.cell(r, c).merge(table.cell(r + down - 1, c + across - 1))
            for empty in merged.paragraphs[1:]:
                empty._p.getparent().remove(empty._p)  # noqa: SLF001
            if across > 1:
                merged.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    word.add_paragraph().paragraph_format.space_after = Pt(2)


def _fill(cell: Any, text: str, *, head: bool, centred: bool) -> None:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(line)
        run.font.size = Pt(8.5)
        run.bold = head or None
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if head:
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _HEAD)):
            shade.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001


def _set_row(row: Any, *, head: bool) -> None:
    """Heading rows come again on every page; no row is cut in two where it can be helped."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _bookmark(paragraph: WordParagraph, name: str, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)  # noqa: SLF001
    paragraph._p.append(end)  # noqa: SLF001


def _link(paragraph: WordParagraph, anchor: str) -> None:
    """Makes all of the paragraph a link to a bookmark of this document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor)
    for run in paragraph.runs:
        link.append(run._r)  # noqa: SLF001
    paragraph._p.append(link)  # noqa: SLF001


def _set_page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = _WIDTH, _HEIGHT
    section.left_margin = section.right_margin = _SIDE
    section.top_margin = section.bottom_margin = _TOP
    section.different_first_page_header_footer = True
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    # The only field of the document, and none of its words come from the report.
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        run = footer.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        element.text = text
        run._r.append(element)  # noqa: SLF001


def _set_styles(word: Word) -> None:
    styles: Mapping[str, Any] = word.styles
    _letters(styles["Normal"], 10)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    styles["Normal"].element.rPr.append(_language())
    for level, size in _SIZES.items():
        _letters(styles[f"Heading {level}"], size, _ACCENT if level == 1 else RGBColor(0, 0, 0))
        styles[f"Heading {level}"].paragraph_format.space_before = Pt(size)
        styles[f"Heading {level}"].paragraph_format.space_after = Pt(6)
    _letters(styles["Title"], 20, _ACCENT)
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Title"].paragraph_format.space_before = Pt(24)
    styles["Title"].paragraph_format.space_after = Pt(30)
    border = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        styles["Title"].element.pPr.remove(border)
    _letters(styles["Caption"], 9.5, RGBColor(0, 0, 0))
    styles["Caption"].paragraph_format.keep_with_next = True
    _letters(_new(word, _NOTE), 8.5, _SOFT)
    cover = _letters(_new(word, _COVER), 12, _SOFT)
    cover.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    contents = _new(word, _CONTENTS)
    contents.paragraph_format.tab_stops.add_tab_stop(_INSIDE, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    contents.paragraph_format.right_indent = Cm(0)


def _new(word: Word, name: str) -> ParagraphStyle:
    style: ParagraphStyle = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    return style


def _letters(style: ParagraphStyle, size: float, color: RGBColor | None = None) -> ParagraphStyle:
    style.font.name, style.font.size = _FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # The template's fonts by theme would win over the name.
    for name in [name for name in fonts.attrib if "Theme" in str(name)]:
        del fonts.attrib[name]
    fonts.set(qn("w:hAnsi"), _FONT)
    if color is not None:
        style.font.color.rgb = color
    return style


def _language() -> Any:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "es-MX")
    return language


def _describe(word: Word, front: Sequence[Block]) -> None:
    properties = word.core_properties
    properties.title = next((block.text for block in front if isinstance(block, Heading)), "")[:255]
    properties.author = front[0].text[:255] if front and isinstance(front[0], Paragraph) else ""
    properties.comments = ""
    properties.language = "es-MX"
    properties.created = properties.modified = datetime.datetime(*_EPOCH, tzinfo=datetime.UTC)


def _timeless(content: bytes) -> bytes:
    """The same archive with no trace of when or where it was made."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as taken,
    ):
        for entry in given.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            taken.writestr(info, given.read(entry))
    return buffer.getvalue()
