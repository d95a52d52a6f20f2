"""The outline of a report's prose: headings and what is under each, the contents, the places of tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from check_report.source.prose import Placeholder
from check_report.source.words import chapters, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from check_report.source.prose import Block

_HEADING = re.compile(r"^(?P<marks>#{1,6})\s+(?P<text>.+?)\s*#*$")
_LABEL = re.compile(
    r"^(?:(?:cap[ií]tulo|apartado|secci[óo]n|inciso)\s+)?"
    r"(?P<label>(?:[IVXLC]+|[0-9]+|[A-Z])(?:\.(?:[IVXLC]+|[0-9]+|[A-Za-z]))+(?=[.)\s])|[IVXLC]+|[0-9]+|[A-Za-z])"
    r"(?:(?<=\.\w)(?=\s)|(?<=\.\w\w)(?=\s)|\s*[.)])\s*(?:[-–—]\s*)?(?P<title>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
# «1 Introducción»: the number of a heading may stand without a dot.
_NUMBER = re.compile(r"^(?P<label>[0-9]{1,2})\s+(?P<title>[A-ZÁÉÍÓÚÑ¿«“].*)$", re.DOTALL)
_ITEM = re.compile(r"^(?P<indent>\s*)(?P<mark>[-*+•]|[0-9]{1,3}[.)])\s+(?P<text>.+)$")
_NOTE = re.compile(r"^\[\^[^\]]+\]:\s*")
_CAPTION = re.compile(r"^\W*(?:tabla|cuadro|gr[áa]fica)\s+[0-9IVX]", re.IGNORECASE)
# The last number of a line, after dots, an ellipsis, a tab or blanks, is the page.
_LIST_OF_TABLES = re.compile(
    r"(?:relacion|indice|lista|listado) de (?:tablas|cuadros|graficas|figuras|anexos)$"
)
_PAGE = re.compile(r"[\s.…·_\t]{2,}(?P<page>[0-9]{1,4})\s*$")
_CONTENTS = frozenset(
    [
        "indice",
        "indice general",
        "contenido",
        "contenidos",
        "tabla de contenido",
        "tabla de contenidos",
        "sumario",
    ]
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. Its path joins the labels above it with its own: «III.2.E»."""

    line: int
    level: int
    label: str | None
    title: str
    path: str
    parent: str | None

    @property
    def is_contents(self) -> bool:
        """Whether the table of contents stands below it: no part of another section does."""
        return self.parent is None and plain.words(self.title) in _CONTENTS


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or an item of a list, with the section it stands in."""

    line: int
    text: str
    section: str | None
    indent: int | None = None
    """Of an item of a list: how far it is indented."""
    introduces: tuple[Placeholder, ...] = ()
    """The tables that follow it directly, but for their captions."""

    def line_at(self, position: int) -> int:
        """The file's line of a position in the text."""
        return self.line + self.text.count("\n", 0, position)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the table of contents. Its path is made as a heading's."""

    line: int
    level: int
    label: str | None
    title: str
    page: int | None
    path: str
    words: str


@dataclass(frozen=True)
class Outline:
    """The prose by its headings."""

    headings: list[Heading] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    contents: list[Entry] = field(default_factory=list)
    tables: dict[str | None, list[Placeholder]] = field(default_factory=dict)
    """By section, the tables that stand in it."""

    def children(self, path: str | None) -> list[Heading]:
        """The headings directly below a section."""
        return [heading for heading in self.headings if path and heading.parent == path]

    def heading(self, path: str | None) -> Heading | None:
        """The heading of a section."""
        return next((heading for heading in self.headings if heading.path == path), None)


def outline(
    blocks: Iterable[Block], placeholders: Iterable[Placeholder], sections: Mapping[str, str]
) -> Outline:
    """Reads the outline.

    Args:
        blocks: the prose.
        placeholders: the places of tables in it.
        sections: title (`plain.words`) → seccion_id, for headings that carry no label.
    """
    read = Outline()
    builder = _Builder(read, sections)
    parts: list[Block | Placeholder] = [*blocks, *placeholders]
    for part in sorted(parts, key=lambda part: part.line):
        if isinstance(part, Placeholder):
            builder.place(part)
        else:
            for line, text in _pieces(part):
                builder.take(line, text)
    builder.introduce([])
    return read


def labelled(text: str) -> tuple[str | None, str]:
    """The label and the rest of a heading or an item: «A) El seguimiento» → («A», «El seguimiento»)."""
    whole = text.strip()
    match = _LABEL.match(chapters.ordered(chapters.numbered(whole))) or _NUMBER.match(whole)
    return (match["label"], match["title"].strip()) if match else (None, text.strip())


class _Builder:
    """Takes the pieces of the prose in order."""

    def __init__(self, read: Outline, sections: Mapping[str, str]) -> None:
        self._read = read
        self._sections = sections
        self._above: list[Heading] = []
        self._entries: list[Entry] = []
        self._waiting: list[Paragraph] = []

    @property
    def _section(self) -> str | None:
        return self._above[-1].path if self._above else None

    def place(self, placeholder: Placeholder) -> None:
        self._read.tables.setdefault(self._section, []).append(placeholder)
        self.introduce([placeholder])

    def take(self, line: int, text: str) -> None:
        match = _HEADING.match(text)
        if match:
            self._heading(line, len(match["marks"]), match["text"])
        elif self._above and self._above[-1].is_contents:
            self._entry(line, text)
        else:
            self._paragraph(line, text)

    def introduce(self, placeholders: list[Placeholder]) -> None:
        """Ends the paragraph that waits to see whether a table follows it."""
        for paragraph in self._waiting:
            self._read.paragraphs.append(
                Paragraph(
                    paragraph.line,
                    paragraph.text,
                    paragraph.section,
                    paragraph.indent,
                    tuple(placeholders) if paragraph is self._waiting[0] else (),
                )
            )
        self._waiting = []

    def _heading(self, line: int, level: int, text: str) -> None:
        self.introduce([])
        while self._above and self._above[-1].level >= level:
            self._above.pop()
        label, title = labelled(text)
        # What is over all sections (the cover's title) is no section itself.
        parent = next((h.path for h in reversed(self._above) if not self._is_cover(h)), None)
        known = self._sections.get(plain.words(title)) or plain.words(title)
        path = _joined(parent, label) if label else known
        heading = Heading(line, level, label, title, path, parent)
        self._above.append(heading)
        self._read.headings.append(heading)

    def _is_cover(self, heading: Heading) -> bool:
        return heading is self._read.headings[0] and heading.level == 1 and heading.label is None

    def _entry(self, line: int, text: str) -> None:
        indent = len(text) - len(text.lstrip())
        words = text.strip()
        page = _PAGE.search(words)
        bare = re.sub(r"^[-*+•]\s+", "", words[: page.start()] if page else words)
        label, title = labelled(re.sub(r"^\*+|\*+$", "", bare.strip()))
        if _LIST_OF_TABLES.match(plain.words(title)):
            return  # it heads another part of the contents
        above = [entry for entry in self._entries if entry.level < indent]
        parent = above[-1].path if above and label else None
        known = self._sections.get(plain.words(title)) or plain.words(title)
        path = _joined(parent, label) if label else known
        number = int(page["page"]) if page else None
        entry = Entry(line, indent, label, title, number, path, words)
        self._entries = [e for e in self._entries if e.level < indent] + [entry]
        self._read.contents.append(entry)

    def _paragraph(self, line: int, text: str) -> None:
        item = _ITEM.match(text)
        if not _CAPTION.match(text) or not self._waiting:
            self.introduce([])
        bare = _NOTE.sub("", item["text"] if item else text)
        self._waiting.append(Paragraph(line, bare, self._section, len(item["indent"]) if item else None))


def _joined(parent: str | None, label: str) -> str:
    """The path of a heading: «III» and «2» make «III.2»; «2.1» says its own already."""
    return f"{parent}.{label}" if parent and "." not in label else label


def _pieces(block: Block) -> Iterator[tuple[int, str]]:
    """A block's headings, items and what else it has, each with its line."""
    start, lines = block.line, list[str]()
    for number, line in enumerate(block.text.split("\n"), start=block.line):
        if lines and (
            _HEADING.match(line) or _ITEM.match(line) or _NOTE.match(line) or _HEADING.match(lines[0])
        ):
            yield start, "\n".join(lines)
            start, lines = number, []
        lines.append(line)
    if lines:
        yield start, "\n".join(lines)
