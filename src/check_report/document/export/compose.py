"""A report folder → the document it prints: cover, contents, sections, tables, notes."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from typing import TYPE_CHECKING

from check_report.document.blocks import Document, Grid, Heading, Item, Note, Paragraph
from check_report.document.export import placeholders, prose
from check_report.document.export.figures import Figures
from check_report.document.export.placeholders import IndexCall, TableCall
from check_report.document.export.shape import PAGE, widths
from check_report.document.export.tables import Printer, dated
from check_report.language import marked
from check_report.render.safe import escaped
from check_report.rulebook.strict import read_json
from check_report.source import gate
from check_report.source import report as source
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from check_report.document.blocks import Block
    from check_report.document.export.prose import Part
    from check_report.rulebook.book import Rulebook

_UNREADABLE = marked("No se pudo leer «{file}» del informe.")
_ENTRY = re.compile(r"^(?P<title>.*?)[\s.…·_]*(?:…|\.{2,}|\s)[\s.…·_]*(?P<page>[0-9]{1,4})$")
_DEEPEST = 2
"""Sections of this level and above stand in the table of contents."""
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


class UnreadableError(Exception):
    """A file of the report that cannot be read; the message is the file's name."""

    message = _UNREADABLE


def compose(folder: Path, book: Rulebook, imprint: str | None = None) -> Document:
    """The document that a report folder prints.

    Args:
        folder: the report folder.
        book: the rulebook, for its tables, measures and forms of printing.
        imprint: what the cover says last: where the report's approval is recorded.

    Raises:
        UnreadableError: when a file is missing or no table can be made of it.
        PlaceholderError: when the prose asks for what the tables do not have.
    """
    report = source.read(folder, folder.name, book.report_tables)
    missing = [table.path for name, table in book.report_tables.items() if name not in report.records]
    if missing:
        raise UnreadableError(missing[0])
    printer = Printer.of(report.records, book)
    fields = {name: [f.name for f in table.fields] for name, table in book.report_tables.items()}
    text = placeholders.fill(_prose(folder), Figures(report, book), fields)
    parts = list(_put_in(prose.parse(text), printer))
    given = read_json(book.root / "datapackage" / "impresion.json")
    covered = _with_imprint(_with_cover(parts, printer, given["portada"]), imprint)
    blocks = _with_contents(covered, given["indice"], printer)
    captions = re.compile(rf"^(?:{'|'.join(map(words, given['epigrafes']))})\s+\d")
    return Document(tuple(_harmless(block) for block in _captioned(blocks, captions)))


def _prose(folder: Path) -> str:
    content = gate.read_folder(folder, folder.name, [gate.PROSE]).files.get(gate.PROSE)
    if content is None:
        raise UnreadableError(gate.PROSE)
    try:
        return gate.decode(content).text
    except gate.Refused:
        raise UnreadableError(gate.PROSE) from None


def _put_in(parts: Iterable[Part], printer: Printer) -> Iterator[Block | IndexCall]:
    """The prose with its tables."""
    for part in parts:
        if isinstance(part, TableCall):
            yield from printer.print(part.table, part.where)
        elif isinstance(part, Grid):
            yield dataclasses.replace(part, widths=widths(part.rows))
        else:
            yield part


def _with_cover(
    blocks: list[Block | IndexCall], printer: Printer, wording: Mapping[str, object]
) -> list[Block | IndexCall]:
    """The blocks with the body's name over the title; with a whole cover where the prose has no title."""
    about = printer.tables["informe"][0] if printer.tables["informe"] else None
    if about is None:
        return blocks
    first = next((n for n, b in enumerate(blocks) if isinstance(b, Heading)), len(blocks))
    named = any(about["organo_nombre"] == getattr(block, "text", "") for block in blocks[:first])
    name = [] if named or not about["organo_nombre"] else [Paragraph(about["organo_nombre"])]
    if first < len(blocks) and blocks[first].level == 0:  # type: ignore[union-attr]
        return [*name, *blocks]
    return [*name, *_cover(about, printer, wording), *blocks]


def _cover(about: Mapping[str, str], printer: Printer, wording: Mapping[str, object]) -> Iterator[Block]:
    table = printer.book.tables["informe"]
    said = {
        **about,
        "sesion": printer.session(about["sesion_aprobacion"]),
        "fecha": dated(table, table.field("fecha_aprobacion"), about),
    }
    yield Heading(str(wording["titulo"]).format(**said), 0)
    for line in wording["lineas"]:  # type: ignore[attr-defined]
        yield Paragraph(line.format(**said))


def _with_imprint(blocks: list[Block | IndexCall], imprint: str | None) -> list[Block | IndexCall]:
    """The blocks with one more line where the cover ends."""
    if imprint is None:
        return blocks
    ends = (n for n, b in enumerate(blocks) if isinstance(b, IndexCall) or getattr(b, "level", 0) > 0)
    end = next(ends, len(blocks))
    return [*blocks[:end], Paragraph(imprint), *blocks[end:]]


def _with_contents(
    blocks: Sequence[Block | IndexCall], titles: Sequence[str], printer: Printer
) -> list[Block]:
    """The author's own table of contents with its pages set apart, or one made of the sections.

    `titles` are what such a table is called; the first is what the program calls it.
    """
    names = set(map(words, titles))
    headed = next(
        (n for n, b in enumerate(blocks) if isinstance(b, Heading) and words(b.text) in names), None
    )
    computed = list(_contents(blocks, names, printer))
    first = next((n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.level > 0), None)
    shown: list[Block] = []
    inside = False
    for number, block in enumerate(blocks):
        if isinstance(block, IndexCall):
            shown.extend(computed)
            continue
        if number == first and headed is None and not any(isinstance(b, IndexCall) for b in blocks):
            shown.extend([Heading(titles[0].capitalize(), 1), *computed])
        inside = number == headed if isinstance(block, Heading) else inside
        shown.append(_entry(block) if inside and isinstance(block, Item) else block)
    return shown


def _contents(blocks: Iterable[Block | IndexCall], names: set[str], printer: Printer) -> Iterator[Item]:
    pages = {words(row["titulo"]): row["pagina"] for row in printer.tables["secciones"]}
    for block in blocks:
        if isinstance(block, Heading) and 0 < block.level <= _DEEPEST and words(block.text) not in names:
            untitled = words(block.text.partition(" ")[2])
            page = pages.get(words(block.text)) or pages.get(untitled) or ""
            yield Item(f"{block.text}{PAGE}{page}", level=block.level)


def _entry(item: Item) -> Item:
    match = _ENTRY.match(item.text)
    title, page = (match["title"], match["page"]) if match else (item.text, "")
    return Item(f"{title}{PAGE}{page}", item.marker, level=item.level)


def _captioned(blocks: Sequence[Block], captions: re.Pattern[str]) -> Iterator[Block]:
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Paragraph) and isinstance(following, Grid) and captions.match(words(block.text)):
            yield dataclasses.replace(block, caption=True)
        else:
            yield block


def _harmless(block: Block) -> Block:
    r"""The block with every character that a reader obeys without showing it written as \uXXXX."""
    match block:
        case Grid():
            return dataclasses.replace(block, rows=tuple(tuple(map(_visible, row)) for row in block.rows))
        case Heading() | Note():
            return dataclasses.replace(block, text=_visible(block.text))
        case Paragraph() | Item():
            runs = tuple(dataclasses.replace(run, text=_visible(run.text)) for run in block.runs)
            return dataclasses.replace(block, text=_visible(block.text), runs=runs)


def _visible(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isprintable():
        return text
    kept = {"\n", PAGE}
    return "".join(escaped(c) if unicodedata.category(c) in _HIDDEN and c not in kept else c for c in text)
