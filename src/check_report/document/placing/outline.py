"""A document's skeleton: cover, table of contents, and sections by their numbers, letters and titles."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from check_report.document.blocks import Heading, Item, Paragraph, Place, as_printed
from check_report.document.placing import contents, markers
from check_report.document.readers.text import flat
from check_report.source.words import captions, dates
from check_report.source.words.plain import words

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Sequence

    from check_report.document.blocks import Block
    from check_report.document.placing.contents import Entry
    from check_report.document.placing.printed import Printing

_SAME = 92.0
"""From this likeness (0-100) on, a heading is the one that the table of contents announces."""
_CUT = 40
"""An entry of so many letters may lack its end, which a page broke off."""
_LONGEST = {markers.ROMAN: 300, markers.NUMBER: 300, markers.LETTER: 700, markers.SMALL: 700}
_SENTENCE = 120
"""A text of more letters than this that ends as a sentence and tells a day is one."""
_DEEPEST = 3
INTRODUCTION = "INTRO"


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


def outline(given: Iterable[Block], printing: Printing) -> Outline:
    """Takes a document apart.

    Args:
        given: its blocks.
        printing: for the words that head contents and introduction.
    """
    blocks = list(contents.parted(given, printing.index))
    found = contents.read(blocks, printing.index)
    entries, start = found.entries, found.heading or 0
    front = _front(blocks[:start], entries, printing)
    cover: Sequence[Block] = blocks[:front]
    rest = [*blocks[front:start], *blocks[start + 1 : found.first], *blocks[found.end :]]
    walk = _Walk(entries, printing, rest)
    for block, following in zip_longest(rest, rest[1:]):
        walk.step(block, following)
    if not walk.sections and not cover:
        walk.sections.append(Section(None, "", "", 0, Place(), blocks=walk.loose))
    else:
        cover = (*cover, *walk.loose)
    heading = blocks[start] if found.heading is not None else None
    return Outline(tuple(cover), heading, entries, tuple(walk.sections))


def _front(before: Sequence[Block], entries: Sequence[Entry], printing: Printing) -> int:
    """Where, before the contents, a section stands that they announce: «Glosario»; else where that ends."""
    announced = {words(entry.text) for entry in entries}
    return next(
        (
            position
            for position, block in enumerate(before)
            if words(as_printed(block)) in announced
            and printing.title not in words(as_printed(block)).split()
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
        short = (flat(as_printed(block)) for block in body if isinstance(block, (Paragraph, Item)))
        self._said = {words(text) for text in short if len(text) <= contents.LINE}
        self._listed = set(_listed_again(body, self._keys))
        self._kinds: list[str] = []
        self._counts: list[int] = []
        self._tops: dict[str, int] = {}
        """Of each kind of marker, the value that headed a chapter last."""
        self._in_list = False
        self._run: tuple[str, int] | None = None
        """Kind and value of the marker of the paragraph before, if that heads nothing."""
        self.sections: list[Section] = []
        self.loose: list[Block] = []
        """What stands before the first heading."""

    def step(self, block: Block, following: Block | None) -> None:
        """Takes the next block."""
        section = self._heading(block, following)
        self._in_list = isinstance(block, Item) and section is None
        self._run = _typed(block) if section is None else None
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
        text = flat(as_printed(block))
        entry = self._entry(text)
        plain = not isinstance(block, Heading)
        if entry is not None and plain and (self._heads_another(entry, text) or captions.opens(text)):
            entry = None  # another's, or a table's, of which the contents have a list too
        match = markers.marked(text)
        if isinstance(block, Heading) or entry:
            match = match or markers.bare(text)
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
        if isinstance(block, Item) and (self._in_list or _continues(match, following)):
            return False  # a list, not headings: its items follow one another
        if match["marker"].islower() and entry is None and not isinstance(block, Heading):
            return False  # «a)» heads items more often than sections
        if entry is not None or isinstance(block, Heading):
            return True
        if isinstance(block, Paragraph) and self._is_of_run(kind, value, following):
            return False  # «1. Lista de asistencia», «2. Aprobación del acta», one right after the other
        if _is_sentence(match["title"]):
            return False  # «III. Con el Instituto Tecnológico se firmó, el martes 30 de agosto, …»
        if value != (self._counts[depth] + 1 if depth < len(self._counts) else 1):
            return False
        return (
            not self._announced(kind)
            and (kind != markers.ROMAN or not isinstance(block, Item))
            and bool(kind == markers.ROMAN or self._counts)
        )

    def _is_of_run(self, kind: str, value: int, following: Block | None) -> bool:
        """Whether the paragraph before or the next one is numbered as its neighbour in a list."""
        return self._run == (kind, value - 1) or _typed(following) == (kind, value + 1)

    def _heads_another(self, entry: Entry, text: str) -> bool:
        """Whether what the contents announce is another: a heading known as such, or one word for word."""
        exact = words(entry.text)
        elsewhere = exact in self._said and exact != words(text)
        return elsewhere or any(self._entry(heading) == entry for heading in self._headed)

    def _announced(self, kind: str) -> bool:
        """Whether the contents list headings of that kind, or some are known: then others are none."""
        return any(
            (match := markers.marked(text)) and markers.kind(match["marker"].split(".")[-1]) == kind
            for text in (*(entry.text for entry in self._entries), *self._headed)
        )

    def _reading(self, marker: str) -> tuple[str, int, int | None]:
        """Kind, value and depth (from 0) of a marker; no depth where it can open nothing."""
        *parents, last = marker.split(".")
        if parents:
            return markers.kind(last), markers.value(last, markers.kind(last)), len(parents)
        for kind in markers.readings(last):
            if kind in self._kinds:
                depth = self._kinds.index(kind)
                if markers.value(last, kind) == self._counts[depth] + 1 or (
                    markers.value(last, kind) == 1 and depth
                ):
                    return kind, markers.value(last, kind), depth
        for kind in markers.readings(last):
            if kind not in self._kinds and self._tops.get(kind) == markers.value(last, kind) - 1:
                return kind, markers.value(last, kind), 0  # «IV», after the sections «1.1» to «4.2» of «III»
        kind = markers.kind(last)
        depth = self._kinds.index(kind) if kind in self._kinds else len(self._kinds)
        return kind, markers.value(last, kind), depth if depth < _DEEPEST else None

    def _numbered(self, block: Block, match: re.Match[str], entry: Entry | None) -> Section:
        kind, value, depth = self._reading(match["marker"])
        *parents, _ = match["marker"].split(".")
        if parents and all(map(str.isdigit, parents)):
            # «2.1» says itself under which section it stands.
            self._kinds[:depth] = [markers.NUMBER] * len(parents)
            self._counts[:depth] = [int(one) for one in parents]
        depth = min(depth or 0, len(self._counts), _DEEPEST - 1)
        if not depth:
            self._tops[kind] = value
        self._kinds[depth:] = [kind]
        self._counts[depth:] = [value]
        text = flat(as_printed(block))
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
        return ".".join(
            markers.printed(count, kind) for count, kind in zip(self._counts, self._kinds, strict=True)
        )

    def _entry(self, text: str) -> Entry | None:
        key = words(text)
        if not key or len(text) > max(_LONGEST.values()):
            return None
        for entry, known in zip(self._entries, self._keys, strict=True):
            if (
                key == known
                or (len(known) > _CUT and key.startswith(known))
                or (
                    len(key) > 10
                    and markers.marker(entry.text) == markers.marker(text)
                    and fuzz.ratio(key, known) >= _SAME
                )
            ):
                return entry
        return None


def _listed_again(body: Sequence[Block], keys: Sequence[str]) -> Iterator[int]:
    """The blocks (by `id`) of a list that announces headings word for word: several, all to come again."""
    texts = [words(as_printed(block)) if not isinstance(block, Heading) else "" for block in body]
    again = [text in keys and text in texts[at + 1 :] for at, text in enumerate(texts)]
    for at, block in enumerate(body):
        beside = again[max(0, at - 1) : at] + again[at + 1 : at + 2]
        if again[at] and any(beside):
            yield id(block)


def _typed(block: Block | None) -> tuple[str, int] | None:
    """Kind and value of the number or letter that a plain paragraph opens with."""
    match = markers.marked(flat(block.text)) if isinstance(block, Paragraph) else None
    if match is None or "." in match["marker"]:
        return None
    kind = markers.kind(match["marker"])
    return kind, markers.value(match["marker"], kind)


def _is_sentence(text: str) -> bool:
    return len(text) > _SENTENCE and text.endswith((".", ";")) and bool(dates.find(text))


def _continues(match: re.Match[str], following: Block | None) -> bool:
    """Whether the next block is an item too, with a marker as short."""
    after = markers.marked(flat(as_printed(following))) if isinstance(following, Item) else None
    return after is not None and len(after["marker"]) <= len(match["marker"]) + 2


def _is(text: str, entry: Entry) -> bool:
    return words(text) == words(entry.text)
