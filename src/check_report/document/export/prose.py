"""informe.md → blocks. Markdown as CommonMark has it, HTML left as the words it is; notes as `[^1]`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from check_report.document.blocks import Block, Grid, Heading, Item, Note, Paragraph, Run
from check_report.document.export.placeholders import IndexCall, TableCall, block

if TYPE_CHECKING:
    from collections.abc import Iterator

Part = Block | TableCall | IndexCall

_NOTE = re.compile(r"^\[\^(?P<mark>[^\]\s]+)\]:\s*(?P<text>.*)$")
_CALL = re.compile(r"\[\^([^\]\s]+)\]")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def parse(text: str) -> list[Part]:
    """The blocks of informe.md in reading order, with the tables still to be put in."""
    pieces = list(_pieces(text.splitlines()))
    marks = {piece.mark for piece in pieces if isinstance(piece, Note)}
    parts: list[Part] = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.extend(_Walk(frozenset(marks)).blocks(SyntaxTreeNode(_markdown().parse(piece))))
        elif isinstance(piece, Note):
            parts.append(Note(superscript(piece.mark), piece.text))
        else:
            parts.append(piece)
    return parts


def superscript(mark: str) -> str:
    """«¹» for «1»; other marks as they are."""
    return mark.translate(_SUPERSCRIPT)


def _pieces(lines: list[str]) -> Iterator[str | Note | TableCall | IndexCall]:
    """The text between the lines that are a placeholder or a note, and those lines themselves."""
    prose: list[str] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        called, note = block(line), _NOTE.match(line)
        if not called and not note:
            prose.append(line)
            continue
        yield "\n".join(prose)
        prose = []
        if called:
            yield called
        elif note:
            end = next((n for n in range(position, len(lines)) if _ends_note(lines[n])), len(lines))
            more = (line.strip() for line in lines[position:end])
            yield Note(note["mark"], " ".join([note["text"].strip(), *more]).strip())
            position = end
    yield "\n".join(prose)


def _ends_note(line: str) -> bool:
    return not line.strip() or bool(_NOTE.match(line)) or block(line) is not None


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class _Walk:
    """Turns a syntax tree into blocks. `marks` are the notes that exist: only these are calls."""

    marks: frozenset[str]

    def blocks(self, node: SyntaxTreeNode, depth: int = 0) -> Iterator[Block]:
        for child in node.children:
            yield from self._block(child, depth)

    def _block(self, node: SyntaxTreeNode, depth: int) -> Iterator[Block]:
        match node.type:
            case "heading":
                yield Heading(_plain(self._runs(node)), int(node.tag[1]) - 1)
            case "paragraph":
                runs = self._runs(node)
                yield Paragraph(_plain(runs), runs=runs)
            case "bullet_list" | "ordered_list":
                for item in node.children:
                    yield from self._item(item, depth + 1)
            case "table":
                yield self._table(node)
            case "fence" | "code_block":
                yield Paragraph(node.content.strip("\n"))
            case "hr":
                pass
            case _:
                yield from self.blocks(node, depth)

    def _item(self, node: SyntaxTreeNode, depth: int) -> Iterator[Block]:
        marker = f"{node.info}{node.markup}" if node.info else "-"
        inside = list(self.blocks(node, depth))
        if inside and isinstance(inside[0], Paragraph):
            yield Item(inside[0].text, marker, level=depth, runs=inside[0].runs)
            inside = inside[1:]
        yield from inside

    def _table(self, node: SyntaxTreeNode) -> Grid:
        rows = (row for part in node.children for row in part.children)
        return Grid(tuple(tuple(_plain(self._runs(cell)) for cell in row.children) for row in rows))

    def _runs(self, node: SyntaxTreeNode) -> tuple[Run, ...]:
        return tuple(_joined(run for child in node.children for run in self._inline(child, Run(""))))

    def _inline(self, node: SyntaxTreeNode, look: Run) -> Iterator[Run]:
        match node.type:
            case "text" | "code_inline":
                yield from self._calls(node.content, look)
            case "softbreak":
                yield Run(" ", look.bold, look.italic)
            case "hardbreak":
                yield Run("\n", look.bold, look.italic)
            case "strong":
                yield from self._within(node, Run("", True, look.italic))
            case "em":
                yield from self._within(node, Run("", look.bold, True))
            case "link":
                yield from self._within(node, look)
                # Paper has no links: the address is told, and never followed.
                address = str(node.attrs.get("href", ""))
                if address not in ("", "".join(child.content for child in node.children)):
                    yield Run(f" ({address})", look.bold, look.italic)
            case _:
                yield from self._within(node, look)

    def _within(self, node: SyntaxTreeNode, look: Run) -> Iterator[Run]:
        for child in node.children:
            yield from self._inline(child, look)

    def _calls(self, text: str, look: Run) -> Iterator[Run]:
        for number, piece in enumerate(_CALL.split(text)):
            if number % 2 == 0:
                yield Run(piece, look.bold, look.italic)
            elif piece in self.marks:
                yield Run(superscript(piece), note=True)
            else:
                yield Run(f"[^{piece}]", look.bold, look.italic)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbours that look alike made one, empty ones left out."""
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if last and (last.bold, last.italic, last.note) == (run.bold, run.italic, run.note) and not run.note:
            last = Run(last.text + run.text, run.bold, run.italic)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _plain(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)
