"""A document's skeleton: cover, table of contents, and sections by their numbers, letters and titles."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from check_report.document.blocks import Grid, Heading, Item, Paragraph, Place
from check_report.document.readers.text import flat
from check_report.source.words import captions
from check_report.source.words.chapters import ROMANS, numbered
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.document.blocks import Block
    from check_report.document.placing.printed import Printing

_ROMAN, _NUMBER, _LETTER = "roman", "number", "letter"
_MARKER = re.compile(
    r"^(?P<marker>(?:[IVX]{1,6}|[0-9]{1,2}|[A-Z]|[a-z](?=[.)]))(?:\.(?:[0-9]{1,2}|[A-Z]))*)"
    r"(?:(?<=[0-9A-Z]\.[0-9A-Z])(?=\s)|(?<=\.[0-9]{2})(?=\s)|\s?[.)°](?:\s?[-–—])?|\s?[-–—](?=\s))\s*(?P<title>\S.*)$",
    re.DOTALL,
)
_BARE_NUMBER = re.compile(r"^(?P<marker>[0-9]{1,2})\s+(?P<title>[A-ZÁÉÍÓÚÑ¿«“].*)$", re.DOTALL)
"""What only a heading, known as such, can be: «1 Introducción»."""
_ENTRY = re.compile(
    r"^(?P<title>.*?\S)(?:\s*[.…·_\-]{2,}\s*|\s*…\s*|\t\s*|\s+)(?P<page>[0-9]{1,3})$", re.DOTALL
)
_SAME = 92.0
"""From this likeness (0-100) on, a heading is the one that the table of contents announces."""
_CUT = 40
"""An entry of so many letters may lack its end, which a page broke off."""
_LINE, _FEWEST = 200, 3
"""How long a line of contents without pages may be, and how many of them must come again as headings."""
_LONGEST = {_ROMAN: 300, _NUMBER: 300, _LETTER: 700}
_DEEPEST = 3
INTRODUCTION = "INTRO"

_TEXT_ENDS = re.compile(r"[.,;:]\s*$")
"""How a line of a text ends, and none of the contents."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents."""

    text: str
    page: int | None
    """None in contents that print no pages."""
    place: Place


@dataclass(slots=True)
class Section:
    """A heading and what stands under it, down to the next heading."""

    id: str | None
    """`III.2.E`; None for a heading outside the numbering (annexes and the like)."""
    text: str
    """The heading as printed."""
    title: str
    """The same without number or letter."""
    level: int
    place: Place
    page: int | None = None
    """As the table of contents prints it."""
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    """A document taken apart."""

    cover: tuple[Block, ...]
    index_heading: Block | None
    index: tuple[Entry, ...]
    sections: tuple[Section, ...]


def outline(blocks: Sequence[Block], printing: Printing) -> Outline:
    """Takes a document apart.

    Args:
        blocks: its blocks.
        printing: for the words that head contents and introduction.
    """
    start = next((i for i, b in enumerate(blocks) if _text(b) and words(_text(b)) in printing.index), None)
    entries: list[Entry] = []
    body = first = 0
    if start is not None:
        first = start + 1 + _explained(blocks[start + 1 : start + 2])
        entries, body = _entries(blocks, first)
        if not entries:
            entries, body = _unpaged(blocks, first)
    front = _front(blocks[: start or 0], entries, printing)
    cover: Sequence[Block] = blocks[:front]
    explained = blocks[(start or 0) + 1 : first] if entries else []
    rest = [*blocks[front : start or 0], *explained, *blocks[body:]]
    walk = _Walk(entries, printing, rest)
    for block, following in zip_longest(rest, rest[1:]):
        walk.step(block, following)
    if not walk.sections and not cover:
        walk.sections.append(Section(None, "", "", 0, Place(), blocks=walk.loose))
    else:
        cover = (*cover, *walk.loose)
    heading = blocks[start] if start is not None else None
    return Outline(tuple(cover), heading, tuple(entries), tuple(walk.sections))


def _explained(after: Sequence[Block]) -> bool:
    """Whether what follows the heading of the contents explains them: «(Los números son de párrafos.)»."""
    return any(_text(block).startswith("(") and _text(block).endswith(")") for block in after)


def _front(before: Sequence[Block], entries: Sequence[Entry], printing: Printing) -> int:
    """Where, before the contents, a section stands that they announce: «Glosario»; else where that ends."""
    announced = {words(entry.text) for entry in entries}
    return next(
        (
            position
            for position, block in enumerate(before)
            if words(_text(block)) in announced and printing.title not in words(_text(block)).split()
        ),
        len(before),
    )


class _Walk:
    """Goes through the body and opens a section at each heading."""

    def __init__(self, entries: Sequence[Entry], printing: Printing, body: Sequence[Block]) -> None:
        self._entries = entries
        self._keys = [words(entry.text) for entry in entries]
        self._printing = printing
        headings = [block for block in body if isinstance(block, Heading) and block.level]
        self._headed = [flat(heading.text) for heading in headings]
        self._top = min((heading.level for heading in headings), default=1)
        short = (flat(_text(block)) for block in body if isinstance(block, (Paragraph, Item)))
        self._said = {words(text) for text in short if len(text) <= _LINE}
        self._listed = set(_listed_again(body, self._keys))
        self._kinds: list[str] = []
        self._counts: list[int] = []
        self._tops: dict[str, int] = {}
        """Of each kind of marker, the value that headed a chapter last."""
        self._in_list = False
        self.sections: list[Section] = []
        self.loose: list[Block] = []
        """What stands before the first heading."""

    def step(self, block: Block, following: Block | None) -> None:
        """Takes the next block."""
        section = self._heading(block, following)
        self._in_list = isinstance(block, Item) and section is None
        if section:
            self.sections.append(section)
        elif self.sections:
            self.sections[-1].blocks.append(block)
        else:
            self.loose.append(block)

    def _heading(self, block: Block, following: Block | None) -> Section | None:
        if not isinstance(block, (Heading, Paragraph, Item)) or id(block) in self._listed:
            return None
        if isinstance(block, Heading) and block.level == 0:
            return None  # the document's title
        text = flat(_text(block))
        entry = self._entry(text)
        plain = not isinstance(block, Heading)
        if entry is not None and plain and (self._heads_another(entry, text) or captions.opens(text)):
            entry = None  # another's, or a table's, of which the contents have a list too
        match = _MARKER.match(numbered(text))
        if isinstance(block, Heading) or entry:
            match = match or _BARE_NUMBER.match(text)
        if match and self._opens(block, match, entry, following):
            return self._numbered(block, match, entry)
        if entry is not None and isinstance(block, Item) and self._in_list and not _is(text, entry):
            return None  # what a list announces, in other words than its heading's
        if entry is not None or isinstance(block, Heading) or self._introduces(block, text):
            return self._unnumbered(block, text, entry)
        return None

    def _opens(
        self, block: Block, match: re.Match[str], entry: Entry | None, following: Block | None
    ) -> bool:
        """Whether words after a number or letter are a heading."""
        kind, value, depth = self._reading(match["marker"])
        if depth is None or len(match["title"]) > _LONGEST[kind]:
            return False
        if isinstance(block, Item) and (_continues(match, following) or self._in_list):
            return False  # a list, not headings: its items follow one another
        if match["marker"].islower() and entry is None and not isinstance(block, Heading):
            return False  # «a)» heads items more often than sections
        if entry is not None or isinstance(block, Heading):
            return True
        if value != (self._counts[depth] + 1 if depth < len(self._counts) else 1):
            return False
        return (
            not self._announced(kind)
            and (kind != _ROMAN or not isinstance(block, Item))
            and bool(kind == _ROMAN or self._counts)
        )

    def _heads_another(self, entry: Entry, text: str) -> bool:
        """Whether what the contents announce is another: a heading known as such, or one word for word."""
        exact = words(entry.text)
        elsewhere = exact in self._said and exact != words(text)
        return elsewhere or any(self._entry(heading) == entry for heading in self._headed)

    def _announced(self, kind: str) -> bool:
        """Whether the contents list headings of that kind, or some are known: then others are none."""
        return any(
            (match := _MARKER.match(numbered(text))) and self._kind(match["marker"].split(".")[-1]) == kind
            for text in (*(entry.text for entry in self._entries), *self._headed)
        )

    def _reading(self, marker: str) -> tuple[str, int, int | None]:
        """Kind, value and depth (from 0) of a marker; no depth where it can open nothing."""
        *parents, last = marker.split(".")
        if parents:
            return self._kind(last), _value(last, self._kind(last)), len(parents)
        for kind in self._readings(last):
            if kind in self._kinds:
                depth = self._kinds.index(kind)
                if _value(last, kind) == self._counts[depth] + 1 or (_value(last, kind) == 1 and depth):
                    return kind, _value(last, kind), depth
        for kind in self._readings(last):
            if kind not in self._kinds and self._tops.get(kind) == _value(last, kind) - 1:
                return kind, _value(last, kind), 0  # «IV», after the sections «1.1» to «4.2» of «III»
        kind = self._kind(last)
        depth = self._kinds.index(kind) if kind in self._kinds else len(self._kinds)
        return kind, _value(last, kind), depth if depth < _DEEPEST else None

    def _readings(self, marker: str) -> Iterator[str]:
        if marker in ROMANS:
            yield _ROMAN
        if marker.isdigit():
            yield _NUMBER
        elif len(marker) == 1:
            yield _LETTER

    def _kind(self, marker: str) -> str:
        return next(self._readings(marker), _LETTER)

    def _numbered(self, block: Block, match: re.Match[str], entry: Entry | None) -> Section:
        kind, value, depth = self._reading(match["marker"])
        *parents, _ = match["marker"].split(".")
        if parents and all(map(str.isdigit, parents)):
            # «2.1» says itself under which section it stands.
            self._kinds[:depth] = [_NUMBER] * len(parents)
            self._counts[:depth] = [int(one) for one in parents]
        depth = min(depth or 0, len(self._counts), _DEEPEST - 1)
        if not depth:
            self._tops[kind] = value
        self._kinds[depth:] = [kind]
        self._counts[depth:] = [value]
        text = flat(_text(block))
        return Section(
            self._id(), text, flat(match["title"]), depth + 1, block.place, entry.page if entry else None
        )

    def _unnumbered(self, block: Block, text: str, entry: Entry | None) -> Section:
        level = block.level - self._top + 1 if isinstance(block, Heading) and block.level else 1
        first = not self.sections and level == 1
        known = INTRODUCTION if first else None
        return Section(known, text, text, level, block.place, entry.page if entry else None)

    def _introduces(self, block: Block, text: str) -> bool:
        return (
            isinstance(block, Paragraph) and not self.sections and words(text) in self._printing.introduction
        )

    def _id(self) -> str:
        return ".".join(_printed(count, kind) for count, kind in zip(self._counts, self._kinds, strict=True))

    def _entry(self, text: str) -> Entry | None:
        key = words(text)
        if not key or len(text) > max(_LONGEST.values()):
            return None
        for entry, known in zip(self._entries, self._keys, strict=True):
            if (
                key == known
                or (len(known) > _CUT and key.startswith(known))
                or (
                    len(key) > 10 and _marker(entry.text) == _marker(text) and fuzz.ratio(key, known) >= _SAME
                )
            ):
                return entry
        return None


def _listed_again(body: Sequence[Block], keys: Sequence[str]) -> Iterator[int]:
    """The blocks (by `id`) of a list that announces headings word for word: several, all to come again."""
    texts = [words(_text(block)) if not isinstance(block, Heading) else "" for block in body]
    again = [text in keys and text in texts[at + 1 :] for at, text in enumerate(texts)]
    for at, block in enumerate(body):
        beside = again[max(0, at - 1) : at] + again[at + 1 : at + 2]
        if again[at] and any(beside):
            yield id(block)


def listed(index: Sequence[Entry]) -> Iterator[tuple[str, Entry]]:
    """The contents as lists of Markdown: «2.1» under «2», and each kind of marker under those before."""
    kinds: list[str] = []
    for entry in index:
        *above, last = (_marker(entry.text) or ".").split(".")
        kind = _kind_of(last)
        if kind and not above and kind not in kinds:
            kinds.append(kind)
        depth = len(above) or (kinds.index(kind) if kind in kinds else 0)
        # Markdown numbers lists in digits alone: other markers stand after a dash.
        opening = "" if depth and kind == _NUMBER and not above else "- "
        yield f"{'  ' * depth}{opening}{entry.text}" + (f" … {entry.page}" if entry.page else ""), entry


def _is(text: str, entry: Entry) -> bool:
    return words(text) == words(entry.text)


def _kind_of(marker: str) -> str:
    if marker.isdigit():
        return _NUMBER
    return _ROMAN if marker in ROMANS else _LETTER if marker else ""


def _printed(count: int, kind: str) -> str:
    if kind == _ROMAN:
        return ROMANS[min(count, len(ROMANS)) - 1]
    return str(count) if kind == _NUMBER else chr(64 + count)


def _marker(text: str) -> str:
    match = _MARKER.match(numbered(text)) or _BARE_NUMBER.match(text)
    return match["marker"] if match else ""


def _continues(match: re.Match[str], following: Block | None) -> bool:
    after = _MARKER.match(flat(_text(following))) if isinstance(following, Item) else None
    return bool(after) and len(after["marker"]) <= len(match["marker"]) + 2  # type: ignore[index]


def _value(marker: str, kind: str) -> int:
    if kind == _ROMAN:
        return ROMANS.index(marker) + 1
    return int(marker) if kind == _NUMBER else ord(marker.upper()) - 64


def _entries(blocks: Sequence[Block], start: int) -> tuple[list[Entry], int]:
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
    later = {words(_text(block)) for block in blocks[end:] if len(_text(block)) <= _LINE}
    known = sum(words(entry.text) in later for entry in entries)
    return (entries, end) if known >= _FEWEST and 2 * known > len(entries) else ([], start)


def _lists(block: Block, entries: Sequence[Entry]) -> bool:
    """Whether a block goes on with contents: neither text, nor a heading that they announced."""
    said = _text(block)
    if not isinstance(block, (Paragraph, Item)):
        return False
    lines = [line for line, _ in _lines(block) if line.strip()]
    if len(lines) > 1:  # contents that no blank lines part
        return all(len(line) <= _LINE and not _TEXT_ENDS.search(line) for line in lines)
    is_new = all(words(entry.text) != words(said) for entry in entries)
    return 0 < len(said) <= _LINE and is_new


def _wraps(blocks: Sequence[Block], position: int) -> bool:
    """Whether a line of the contents goes on in the next block, which ends with the page."""
    after = list(_lines(blocks[position + 1])) if position + 1 < len(blocks) else []
    return (
        len(after) == 1
        and bool(_ENTRY.match(after[0][0]))
        and bool(_MARKER.match(flat(_text(blocks[position]))))
    )


def _lines(block: Block) -> Iterator[tuple[str, Place]]:
    if isinstance(block, Grid):
        for row, place in zip(block.rows, block.places, strict=True):
            if any(row):
                yield flat(" ".join(row[:-1])) + "\t" + row[-1], place
    elif isinstance(block, Item) and block.marker[:1].isalnum():
        yield flat(f"{block.marker} {block.text}"), block.place
    else:
        for line in _text(block).split("\n"):
            yield line, block.place


def _title(text: str) -> str:
    return re.sub(r"[\s.…·_]+$", "", flat(text)) or flat(text)


def _text(block: Block | None) -> str:
    match block:
        case Item(text, marker) if marker[:1].isalnum():
            return f"{marker} {text}"
        case Heading(text) | Paragraph(text) | Item(text):
            return text
    return ""
