"""Word documents: paragraphs, headings, numbered lists, tables with merged cells, footnotes, pages.

Reference: ECMA-376, part 1, chapter 17 (WordprocessingML).
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from check_report.document.blocks import Document, Grid, Heading, Note, Paragraph, Place
from check_report.document.readers import text as words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from check_report.document.blocks import Block

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_VALUE = qn("w:val")
_HEADING_STYLE = re.compile(r"^(?:heading|t[ií]tulo)\s*([1-9])$", re.IGNORECASE)
_TITLE_STYLES = frozenset({"title", "título", "titulo", "puesto"})
_CAPTION_STYLES = frozenset({"caption", "descripción", "descripcion", "epígrafe", "table caption"})
_SKIPPED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:instrText", "w:delText")))
_MANUAL = re.compile(r"^([0-9IVXA-Za-z]{1,5}[.)])\t+(?=\S)")
_ROMANS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def read(content: bytes) -> Document:
    """The blocks of a Word document; what its pages repeat at head and foot is its furniture."""
    document = docx.Document(io.BytesIO(content))
    return Document(tuple(_Reader(document).blocks()), tuple(_repeated(document)))


@dataclass(slots=True)
class _Where:
    """How far the reading has come."""

    page: int = 1
    paragraph: int = 0
    table: int = 0


class _Reader:
    """Reads one document, from its first element to its last."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._body = document.element.body
        # Breaks that an author asked for are some of the pages; only a renderer notes them all.
        self._rendered = bool(self._body.xpath(".//w:lastRenderedPageBreak"))
        self._where = _Where()
        self._lists = _Lists(document)
        self._notes = _notes(document)
        self._called: list[str] = []

    def blocks(self) -> Iterator[Block]:
        """The document's blocks in order, notes after the block that calls them."""
        rows: list[tuple[str, Place]] = []
        for element in _elements(self._body):
            block = self._table(element) if element.tag == _TABLE else self._paragraph(element)
            if isinstance(block, tuple):
                rows.append(block)
                continue
            yield from self._tabbed(rows)
            rows = []
            if block is not None:
                yield block
            yield from self._called_notes()
        yield from self._tabbed(rows)

    def _tabbed(self, rows: list[tuple[str, Place]]) -> Iterator[Block]:
        """Paragraphs with tabs: a table typed by hand if there are several, else a paragraph."""
        typed = len(rows) > 1 and any("\t" in text.strip() for text, _ in rows)
        if typed and not all(_MANUAL.match(text) and text.count("\t") == 1 for text, _ in rows):
            self._where.table += 1
            yield words.tabbed(rows, self._where.table)
        else:
            yield from (words.block(_MANUAL.sub(r"\1 ", text), place) for text, place in rows)

    def _paragraph(self, element: Any) -> Block | tuple[str, Place] | None:
        place = self._place(element)
        text = self._text(element)
        if not text.strip():
            return None
        style = self._style(element)
        marker = self._lists.marker(element)
        level = _heading_level(style, element)
        if level is not None:
            return Heading(
                words.plain(f"{marker} {text}" if marker and marker != "-" else text), level, place
            )
        if style.lower() in _CAPTION_STYLES:
            return Paragraph(words.plain(text), place, caption=True)
        if "\t" in text and marker is None:
            return text.strip("\n "), place
        return words.block(text, place, marker)

    def _place(self, element: Any) -> Place:
        self._where.paragraph += 1
        # A page break before the first words moves the paragraph to the next page.
        before = self._breaks(element, leading=True)
        page = self._where.page + before
        return Place(page=page if self._rendered else None, paragraph=self._where.paragraph)

    def _breaks(self, element: Any, *, leading: bool) -> int:
        count = 0
        for node in element.iter():
            if node.tag == qn("w:t") and leading and (node.text or "").strip():
                break
            count += node.tag == qn("w:lastRenderedPageBreak")
        return count

    def _text(self, element: Any) -> str:
        text = "".join(self._pieces(element))
        self._where.page += self._breaks(element, leading=False)
        return text

    def _pieces(self, element: Any) -> Iterator[str]:
        for node in element:
            if node.tag in _SKIPPED:
                continue
            if node.tag == qn("w:r"):
                yield self._run(node)
            elif node.tag not in {_PARAGRAPH, _TABLE}:
                yield from self._pieces(node)

    def _run(self, run: Any) -> str:
        text = "".join(map(self._piece, run))
        raised = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
        if raised is not None and raised.get(_VALUE) == "superscript" and text.strip().isdigit():
            return text.translate(words.SUPERSCRIPTS)
        return text

    def _piece(self, node: Any) -> str:
        match node.tag.rpartition("}")[2] if isinstance(node.tag, str) else "":
            case "t":
                return node.text or ""
            case "tab":
                return "\t"
            case "br" | "cr":
                return "\n" if node.get(qn("w:type")) in {None, "textWrapping"} else ""
            case "noBreakHyphen":
                return "-"
            case "sym":
                return _symbol(node)
            case "footnoteReference" | "endnoteReference":
                self._called.append(node.get(qn("w:id")))
                return str(self._notes.number(node.get(qn("w:id")))).translate(words.SUPERSCRIPTS)
        return ""

    def _called_notes(self) -> Iterator[Block]:
        for called in self._called:
            note = self._notes.texts.get(called)
            if note:
                place = Place(
                    paragraph=self._where.paragraph, page=self._where.page if self._rendered else None
                )
                yield Note(str(self._notes.number(called)), note, place)
        self._called = []

    def _table(self, element: Any) -> Grid:
        self._where.table += 1
        table = self._where.table
        rows: list[tuple[str, ...]] = []
        places: list[Place] = []
        for row in element.iter(_ROW):
            if next(row.iterancestors(_TABLE)) is not element:
                continue
            places.append(
                Place(page=self._where.page if self._rendered else None, table=table, row=len(rows) + 1)
            )
            rows.append(tuple(self._row(row)))
        width = max(map(len, rows), default=0)
        page = places[0].page if places else None
        return Grid(
            tuple((*row, *[""] * (width - len(row))) for row in rows),
            Place(page=page, table=table),
            tuple(places),
        )

    def _row(self, row: Any) -> Iterator[str]:
        skipped = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        yield from [""] * int(skipped.get(_VALUE) if skipped is not None else 0)
        for cell in row.iter(_CELL):
            if next(cell.iterancestors(_ROW)) is not row:
                continue
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merged is not None and merged.get(_VALUE) != "restart"
            text = "\n".join(filter(None, self._cell(cell)))
            yield "" if goes_on else words.cell(text)
            span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
            yield from [""] * (int(span.get(_VALUE)) - 1 if span is not None else 0)

    def _cell(self, cell: Any) -> Iterator[str]:
        for paragraph in cell.iter(_PARAGRAPH):
            text = self._text(paragraph).replace("\t", " ").strip()
            marker = self._lists.marker(paragraph)
            numbered = marker if marker != "-" else None  # a number may be all that a cell holds
            yield f"{marker} {text}" if marker and text else text or numbered or ""

    def _style(self, element: Any) -> str:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return self._lists.style_name(style.get(_VALUE)) if style is not None else ""


class _Lists:
    """The markers of numbered and bulleted paragraphs."""

    def __init__(self, document: Any) -> None:
        self._styles = {s.style_id: s for s in document.styles if getattr(s, "style_id", None)}
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {a.get(qn("w:abstractNumId")): a for a in numbering.findall(qn("w:abstractNum"))}
        for num in numbering.findall(qn("w:num")):
            kind = abstract.get(num.find(qn("w:abstractNumId")).get(_VALUE))
            if kind is not None:
                self._levels[num.get(qn("w:numId"))] = {
                    int(level.get(qn("w:ilvl"))): _level(level) for level in kind.findall(qn("w:lvl"))
                }

    def style_name(self, style_id: str) -> str:
        """The name of a paragraph style."""
        style = self._styles.get(style_id)
        return (style.name if style is not None else "") or style_id

    def marker(self, paragraph: Any) -> str | None:
        """«-» for a bullet, «B)» and the like for a number, None for a paragraph of no list."""
        numbered = self._numbering(paragraph)
        if numbered is None:
            return None
        number, depth = numbered
        levels = self._levels.get(number, {})
        form, text, start = levels.get(depth, ("bullet", "", 1))
        if form in {"bullet", "none"} or "%" not in text:
            return "-"
        counts = self._counts[number]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return re.sub(
            r"%([1-9])",
            lambda match: _numeral(
                counts.get(int(match[1]) - 1, levels.get(int(match[1]) - 1, ("", "", 1))[2]),
                levels.get(int(match[1]) - 1, ("decimal", "", 1))[0],
            ),
            text,
        )

    def _numbering(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(qn("w:pPr"))
        direct = properties.find(qn("w:numPr")) if properties is not None else None
        style = properties.find(qn("w:pStyle")) if properties is not None else None
        found = (
            direct if direct is not None else self._of_style(style.get(_VALUE) if style is not None else None)
        )
        number = found.find(qn("w:numId")) if found is not None else None
        if number is None or number.get(_VALUE) == "0":
            return None
        depth = found.find(qn("w:ilvl"))
        return number.get(_VALUE), int(depth.get(_VALUE)) if depth is not None else 0

    def _of_style(self, style_id: str | None) -> Any:
        for _ in range(10):
            style = self._styles.get(style_id) if style_id else None
            if style is None:
                return None
            found = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                return found
            style_id = style.base_style.style_id if getattr(style, "base_style", None) is not None else None
        return None


@dataclass(slots=True)
class _Notes:
    """Footnotes and endnotes by id; numbered as they are called."""

    texts: dict[str, str]
    order: list[str] = field(default_factory=list)

    def number(self, note: str) -> int:
        """The number of a note, from 1."""
        if note not in self.order:
            self.order.append(note)
        return self.order.index(note) + 1


def _notes(document: Any) -> _Notes:
    texts: dict[str, str] = {}
    for relation in document.part.rels.values():
        if (
            relation.reltype in {RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES}
            and not relation.is_external
        ):
            root = parse_xml(relation.target_part.blob)
            for note in root:
                if note.get(qn("w:type")) in {None, "normal"}:
                    said = "".join(node.text or "" for node in note.iter(qn("w:t")))
                    texts[note.get(qn("w:id"))] = words.flat(said)
    return _Notes(texts)


def _repeated(document: Any) -> Iterator[Paragraph]:
    """What the pages repeat at head and foot, each text once."""
    parts = (
        part
        for section in document.sections
        for part in (section.first_page_header, section.header, section.first_page_footer, section.footer)
    )
    texts = (words.plain(paragraph.text) for part in parts for paragraph in part.paragraphs)
    yield from (Paragraph(text) for text in dict.fromkeys(texts) if text)


def _elements(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, those inside content controls and the like too."""
    for node in parent:
        if node.tag in {_PARAGRAPH, _TABLE}:
            yield node
        elif node.tag not in _SKIPPED:
            yield from _elements(node)


def _heading_level(style: str, element: Any) -> int | None:
    if style.lower() in _TITLE_STYLES:
        return 0
    match = _HEADING_STYLE.match(style)
    if match:
        return int(match[1])
    outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    level = int(outline.get(_VALUE)) if outline is not None else 9
    return level + 1 if level < 9 else None


def _level(level: Any) -> tuple[str, str, int]:
    def value(name: str, otherwise: str) -> str:
        found = level.find(qn(name))
        return found.get(_VALUE) if found is not None else otherwise

    return value("w:numFmt", "decimal"), value("w:lvlText", ""), int(value("w:start", "1"))


def _numeral(number: int, form: str) -> str:
    match form:
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("A") + (number - 1) % 26)
            return letter if form == "upperLetter" else letter.lower()
        case "upperRoman" | "lowerRoman":
            roman, rest = "", number
            for value, sign in _ROMANS:
                roman += sign * (rest // value)
                rest %= value
            return roman.upper() if form == "upperRoman" else roman
    return str(number)


def _symbol(node: Any) -> str:
    """A character of a symbol font: the ticks of Wingdings are what reports use."""
    ticks = {"F0FC": "✓", "F0FE": "✓", "F050": "✓", "F052": "✓", "F0FB": "✗", "F0FD": "✗", "F0B7": "•"}
    return ticks.get(str(node.get(qn("w:char"))).upper(), "")
