"""A document's table of contents: its lines, with or without their pages, and where the body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from check_report.document.blocks import Grid, Heading, Item, Paragraph, Place, as_printed
from check_report.document.placing import markers
from check_report.document.readers.text import flat
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from check_report.document.blocks import Block

LINE = 200
"""How long a line of contents may be, and what comes again as its heading."""
_FEWEST = 3
"""How many lines of contents without pages must come again as headings."""
_ENTRY = re.compile(
    r"^(?P<title>.*?\S)(?:\s*[.…·_\-]{2,}\s*|\s*…\s*|\t\s*|\s+)(?P<page>[0-9]{1,3})$", re.DOTALL
)
_TEXT_ENDS = re.compile(r"[.,;:]\s*$")
"""How a line of a text ends, and none of the contents."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    text: str
    page: int | None
    """None in contents that print no pages."""
    place: Place


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, and which blocks, from `first` up to `end`, are its lines."""

    entries: tuple[Entry, ...]
    heading: int | None
    """The position of the block that heads it; None where there is no such block."""
    first: int
    end: int


def parted(blocks: Iterable[Block], heads: frozenset[str]) -> Iterator[Block]:
    """The blocks, the heading of the contents apart where no blank line parts it from their lines."""
    for block in blocks:
        first, _, rest = as_printed(block).partition("\n")
        if rest and isinstance(block, Paragraph) and words(first) in heads:
            yield replace(block, text=first)
            below = block.place.line + 1 if block.place.line else None
            yield replace(block, text=rest, place=replace(block.place, line=below))
        else:
            yield block


def read(blocks: Sequence[Block], heads: frozenset[str]) -> Contents:
    """Reads the contents.

    Args:
        blocks: the document's.
        heads: what may stand over them, as plain words: «contenido», «índice».
    """
    heading = next(
        (i for i, block in enumerate(blocks) if as_printed(block) and words(as_printed(block)) in heads), None
    )
    if heading is None:
        return Contents((), None, 0, 0)
    first = heading + 1 + _explained(blocks[heading + 1 : heading + 2])
    entries, end = _paged(blocks, first)
    if not entries:
        entries, end = _unpaged(blocks, first)
    if not entries:
        first = end = heading + 1
    return Contents(tuple(entries), heading, first, end)


def listed(index: Sequence[Entry]) -> Iterator[tuple[str, Entry]]:
    """The contents as lists of Markdown: «2.1» under «2», and each kind of marker under those before."""
    kinds: list[str] = []
    counts: dict[str, int] = {}
    for entry in index:
        *above, last = (markers.marker(entry.text) or ".").split(".")
        kind = _next_kind(last, counts) if last else ""
        if kind and not above:
            counts[kind] = markers.value(last, kind)
            if kind not in kinds:
                kinds.append(kind)
        depth = len(above) or (kinds.index(kind) if kind in kinds else 0)
        # Markdown numbers lists in digits alone: other markers stand after a dash.
        opening = "" if depth and kind == markers.NUMBER and not above else "- "
        yield f"{'  ' * depth}{opening}{entry.text}" + (f" … {entry.page}" if entry.page else ""), entry


def _next_kind(last: str, counts: Mapping[str, int]) -> str:
    """The kind of a marker: of one that it follows on («I» after «H»), else the likeliest."""
    following = (one for one in markers.readings(last) if markers.value(last, one) == counts.get(one, 0) + 1)
    return next((one for one in following if one in counts), markers.kind(last))


def _explained(after: Sequence[Block]) -> bool:
    """Whether what follows the heading of the contents explains them: «(Los números son de párrafos.)»."""
    return any(as_printed(block).startswith("(") and as_printed(block).endswith(")") for block in after)


def _paged(blocks: Sequence[Block], start: int) -> tuple[list[Entry], int]:
    """The entries of the contents from a block on, and where the body begins."""
    entries: list[Entry] = []
    wrapped, page = "", 0
    for position in range(start, len(blocks)):
        taken = list(_lines(blocks[position]))
        joined = [(flat(f"{wrapped} {line}"), place) for line, place in taken[:1]] + taken[1:]
        found = [(_ENTRY.match(line), place) for line, place in joined]
        fits = all(match and int(match["page"]) >= page for match, _ in found)
        if found and fits:
            entries += [Entry(_title(m["title"]), int(m["page"]), place) for m, place in found if m]
            page = entries[-1].page or page
            wrapped = ""
        elif entries and len(taken) == 1 and not wrapped and _wraps(blocks, position):
            wrapped = taken[0][0]
        else:
            return entries, position
    return entries, len(blocks)


def _unpaged(blocks: Sequence[Block], start: int) -> tuple[list[Entry], int]:
    """The same of contents without pages: short lines, most of which come again as headings of their own."""
    entries: list[Entry] = []
    end = start
    while end < len(blocks) and _lists(blocks[end], entries):
        entries += [Entry(_title(line), None, place) for line, place in _lines(blocks[end]) if line.strip()]
        end += 1
    if end < len(blocks) and not isinstance(blocks[end], Heading) and not _lists(blocks[end], []):
        entries, end = entries[:-1], end - 1  # the words over the first text are its heading
    later = {words(as_printed(block)) for block in blocks[end:] if len(as_printed(block)) <= LINE}
    known = sum(words(entry.text) in later for entry in entries)
    return (entries, end) if known >= _FEWEST and 2 * known > len(entries) else ([], start)


def _lists(block: Block, entries: Sequence[Entry]) -> bool:
    """Whether a block goes on with contents: neither text, nor a heading that they announced."""
    said = as_printed(block)
    if not isinstance(block, (Paragraph, Item)):
        return False
    lines = [line for line, _ in _lines(block) if line.strip()]
    if len(lines) > 1:  # contents that no blank lines part
        return all(len(line) <= LINE and not _TEXT_ENDS.search(line) for line in lines)
    is_new = all(words(entry.text) != words(said) for entry in entries)
    return 0 < len(said) <= LINE and is_new


def _wraps(blocks: Sequence[Block], position: int) -> bool:
    """Whether a line of the contents goes on in the next block, which ends with the page."""
    after = list(_lines(blocks[position + 1])) if position + 1 < len(blocks) else []
    return (
        len(after) == 1
        and bool(_ENTRY.match(after[0][0]))
        and bool(markers.marked(flat(as_printed(blocks[position]))))
    )


def _lines(block: Block) -> Iterator[tuple[str, Place]]:
    if isinstance(block, Grid):
        for row, place in zip(block.rows, block.places, strict=True):
            if any(row):
                yield flat(" ".join(row[:-1])) + "\t" + row[-1], place
    elif isinstance(block, Item) and block.marker[:1].isalnum():
        yield flat(f"{block.marker} {block.text}"), block.place
    else:
        for line in as_printed(block).split("\n"):
            yield line, block.place


def _title(text: str) -> str:
    return re.sub(r"[\s.…·_]+$", "", flat(text)) or flat(text)
