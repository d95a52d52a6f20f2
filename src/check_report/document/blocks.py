"""What any document is made of, whatever its format: readers give these blocks, writers take them."""

from __future__ import annotations

from dataclasses import dataclass

from check_report.model import Place as Place

NOWHERE = Place()
"""The place of what stands in no document."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph that look alike. A `note` is the mark of a footnote called there."""

    text: str
    bold: bool = False
    italic: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document. `level` is 0 for the cover's title."""

    text: str
    level: int
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `caption` if it names the table that follows."""

    text: str
    place: Place = NOWHERE
    caption: bool = False
    runs: tuple[Run, ...] = ()
    """The same words with their looks, where a writer is to show them."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, without its bullet; `marker` is what stood before it («-», «a)», «1.»)."""

    text: str
    marker: str = "-"
    place: Place = NOWHERE
    level: int = 1
    """How deep its list stands inside others."""
    runs: tuple[Run, ...] = ()
    """The same words with their looks, where a writer is to show them."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as printed: rows of cells as text, blank where a merged cell goes on."""

    rows: tuple[tuple[str, ...], ...]
    place: Place = NOWHERE
    places: tuple[Place, ...] = ()
    """One a row, in their order."""
    header: int = 1
    """How many rows are headings; a blank cell in them goes on from the left, in a lower row from above."""
    widths: tuple[int, ...] = ()
    """How wide each column is to be, as parts of the whole; none where a writer is free."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark («1») and its text."""

    mark: str
    text: str
    place: Place = NOWHERE


Block = Heading | Paragraph | Item | Grid | Note


def text_of(block: Block) -> str:
    """All words of a block; a table's rows are lines."""
    match block:
        case Grid(cells):
            return "\n".join(" ".join(filter(None, row)) for row in cells)
        case _:
            return block.text


def as_printed(block: Block | None) -> str:
    """The words of a heading, paragraph or item, the item's number or letter included; else blank."""
    match block:
        case Item(text, marker) if marker[:1].isalnum():
            return f"{marker} {text}"
        case Heading(text) | Paragraph(text) | Item(text):
            return text
    return ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document's blocks in reading order."""

    blocks: tuple[Block, ...]
    furniture: tuple[Paragraph, ...] = ()
    """Page numbers and running headers, which are no part of what the document says."""
