"""Places a document: section by section, block by block, into tables and prose, everything accounted for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from check_report.document.blocks import NOWHERE, Grid, Heading, Item, Note, Paragraph, text_of
from check_report.document.placing import (
    contents,
    cover,
    declared,
    grids,
    lists,
    outline,
    printed,
    roster,
    sessions,
    unprinted,
)
from check_report.document.placing.adding import Adding
from check_report.document.placing.by_day import ByDay
from check_report.document.placing.here import Here
from check_report.document.placing.result import Placed, Prose
from check_report.document.placing.tables import Tables
from check_report.document.placing.telling import Telling
from check_report.document.readers.text import flat
from check_report.source.words import identifiers, institutes, quarters
from check_report.source.words.plain import unaccented, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.document.blocks import Block, Document, Place
    from check_report.document.placing.grids import Whole
    from check_report.document.placing.outline import Section
    from check_report.document.placing.printed import PrintedTable, Printing
    from check_report.document.placing.rows import Known

PROSE = "informe.md"
_ENDED = re.compile(r"[.:;!?…⁰¹²³⁴⁵⁶⁷⁸⁹]\W*$")
_FIRST_SENTENCE = re.compile(r"(?<=[0-9a-z])\.\s+(?=[A-ZÁÉÍÓÚÑ])")
_GOES_ON = re.compile(r"^[“«\"(a-záéíóúñ0-9]")


def place(document: Document, known: Known) -> Placed:
    """Places a document.

    Args:
        document: its blocks.
        known: how reports are printed, the package's tables, names of our institute.

    Returns:
        Every table of the package (empty where the document has none), prose, account.
    """
    return _Placing(document, known).run()


class _Placing:
    """The state of placing one document."""

    def __init__(self, document: Document, known: Known) -> None:
        self._document = document
        self._outline = outline.outline(document.blocks, known.printing)
        self._printing: Printing = known.printing
        marks = (block.mark for block in document.blocks if isinstance(block, Note))
        self.placed = Placed({name: [] for name in known.tables}, Prose(marks))
        self._about = cover.about(
            [text_of(block) for block in self._outline.cover],
            "\n".join(text_of(block) for section in self._outline.sections for block in section.blocks),
            known.printing,
            known.kinds,
        )
        year = self._about["anio"]
        whole = "\n".join(text_of(block) for block in document.blocks)
        ours = institutes.ours(whole, known.ours)
        self._known = replace(known, year=int(year) if year else None, ours=ours)
        self._here = Here(self.placed, self._known, ByDay(self._known.year))
        self._telling = Telling(self._here, self._about)
        self._adding = Adding(self._here, self._telling)
        self._tables = Tables(self._here, self._adding, self._telling)
        self._tables.expect(document.blocks)
        self._within = ""
        self._within_level = 0
        self._session_level = 0
        """Of the heading that names the session; nought where none does."""
        self._under: list[tuple[int, str]] = []
        """Level and title, bare, of the section and of those above it."""
        self._captions_below = _captions_below(document.blocks, known.printing)
        self._told: list[tuple[str, str, Place]] = []
        self._mentioned = unprinted.Mentioned()

    def run(self) -> Placed:
        self._front()
        for section in self._outline.sections:
            self._open(section)
            merged = list(_merged(section.blocks, self._tables.heads_one))
            for block, following in zip_longest(merged, merged[1:]):
                self._here.caption = _caption(following, self._printing) if self._captions_below else ""
                self._block(block)
        for block in self._document.furniture:
            self.placed.told("mobiliario", block.place, block.text, "número o encabezado de página")
        self._finish()
        return self.placed

    # What stands before the sections

    def _front(self) -> None:
        written = False
        for block in self._outline.cover:
            text = text_of(block)
            if not written and self._printing.title in words(text).split():
                self.placed.prose.heading(text, 1, block.place)
                written = True
            else:
                self.placed.prose.paragraph(text, block.place)
            self.placed.told("parrafo", block.place, text, f"{PROSE} y tablas/informe.csv")
        for running in self._running():
            self.placed.prose.paragraph(running, NOWHERE)
        heading = self._outline.index_heading
        if heading:
            self.placed.prose.heading(text_of(heading), 2, heading.place)
            self.placed.told("encabezado", heading.place, text_of(heading), PROSE)
        for line, entry in contents.listed(self._outline.index):
            self.placed.prose.paragraph(line, entry.place, kind="item")
            self.placed.told("fila", entry.place, entry.text, f"{PROSE} y tablas/secciones.csv")

    def _running(self) -> Iterator[str]:
        """What the head or foot of the pages says of the quarter: «Tercer informe trimestral 2021»."""
        printed_already = {words(text_of(block)) for block in self._outline.cover}
        texts = dict.fromkeys(block.text for block in self._document.furniture)
        yield from (text for text in texts if any(quarters.find(text)) and words(text) not in printed_already)

    def _open(self, section: Section) -> None:
        if section.id or section.level <= self._within_level:
            self._within, self._within_level = section.id or "", section.level
        self._here.before, self._here.title, self._here.printed = [], words(section.title), set()
        self._under = [(level, title) for level, title in self._under if level < section.level]
        self._under.append((section.level, self._here.title))
        if section.level <= self._session_level:
            self._here.session, self._session_level = "", 0
        named = sessions.only(section.title, self._known.kinds)
        if named:
            self._here.session, self._session_level = named.id(self._known.year), section.level
        self._telling.enter(section.title, section.level)
        if not section.text:
            return  # a document without headings
        self.placed.prose.heading(section.text, section.level + 1, section.place)
        went = PROSE
        if section.id:
            row = {
                "seccion_id": section.id,
                "titulo": section.title,
                "nivel": str(section.level),
                "pagina": str(section.page or ""),
                **self._denied(section),
            }
            went = f"{PROSE} y {self.placed.add('secciones', row, section.place)}"
        self.placed.told("encabezado", section.place, section.text, went)

    def _denied(self, section: Section) -> dict[str, str]:
        """Whether the section opens by saying that nothing was done, and the reason it gives."""
        first = next((flat(b.text) for b in section.blocks if isinstance(b, Paragraph)), "")
        bare = unaccented(first)
        sentence = bare.split(". ")[0]
        denied = any(re.search(rf"\b{re.escape(said)}\b", sentence) for said in self._printing.denials)
        reason = ""
        for said in self._printing.reasons if denied else ():
            match = re.search(rf"\b{re.escape(said)}\s+", sentence)
            if match:
                reason = first[match.end() : len(sentence)].rstrip(" .")
                break
        else:
            reason = first[: len(sentence)].partition(": ")[2].rstrip(" .") if denied else ""
        return {"sin_actividad": str(denied).lower(), "motivo": reason}

    # Blocks

    def _block(self, block: Block | Whole) -> None:
        match block:
            case grids.Whole():
                self._tables.take(block)
            case Note(mark, text):
                self._told.append((self._within, text, block.place))
                self.placed.prose.note(mark, text, block.place)
                self.placed.told("nota", block.place, text, PROSE)
            case Item():
                self._item(block)
            case Heading() | Paragraph():
                self._paragraph(block)

    def _paragraph(self, block: Heading | Paragraph) -> None:
        text = block.text
        lines = text.split("\n")
        if len(lines) > 1 and all(lists.coded(line, is_item=False) for line in lines):
            for line in lines:  # a list whose items no blank line parts
                self._paragraph(replace(block, text=line))
            return
        if self._agreement(text, block.place, is_item=False):
            return
        self._sessions_line(text, block.place)
        went = [PROSE, *self._tell(text, block.place)]
        self.placed.prose.paragraph(text, block.place)
        self.placed.told("parrafo", block.place, text, " y ".join(went))
        self._here.before.insert(0, words(flat(text)))

    def _item(self, block: Item) -> None:
        heads = self._sessions_line(_FIRST_SENTENCE.split(block.text)[0], block.place)
        if self._agreement(block.text, block.place, is_item=True) or (not heads and self._listed(block)):
            return
        # Markdown numbers lists in digits alone: other markers stand after a dash.
        typed = f"{block.marker} " if block.marker[:1].isalnum() else ""
        marker = typed if block.marker[:1].isdigit() else f"- {typed}"
        went = [PROSE, *self._tell(block.text, block.place)]
        self.placed.prose.paragraph(
            f"{'  ' * (block.level - 1)}{marker}{flat(block.text)}", block.place, kind="item"
        )
        self.placed.told("elemento", block.place, block.text, " y ".join(went))

    def _tell(self, text: str, place: Place) -> Iterator[str]:
        """What a paragraph tells beside its prose: events now, figures and grounds once all is placed."""
        self._told.append((self._within, text, place))
        yield from self._telling.tell(text, place)

    def _sessions_line(self, text: str, place: Place) -> bool:
        """Whether a line names one session: it heads what follows under it."""
        session = sessions.only(text.rstrip(" :."), self._known.kinds)
        if session:
            self._here.session = session.id(self._known.year)
            self._mentioned.head(session, text, place, self._known)
        return session is not None

    # Lists that are tables

    def _agreement(self, text: str, place: Place, *, is_item: bool) -> bool:
        told = lists.coded(text, is_item=is_item)
        kind = self._list(text, coded=True) if told else None
        if not told or not kind or self._is_none_of(kind, told[0]):
            return False
        code, rest = told
        row = {
            kind.descriptor["identificador"]: code,
            kind.descriptor["texto"]: rest,
            str(kind.under): self._here.session,
        }
        self._take(kind, row, text, place)
        return True

    def _listed(self, block: Item) -> bool:
        kind = self._list(block.text, coded=False)
        if kind:
            self._take(kind, {kind.descriptor["texto"]: flat(block.text)}, block.text, block.place)
        return kind is not None

    def _list(self, item: str, *, coded: bool) -> PrintedTable | None:
        """The list that an item may be of, by what stands around it."""
        titles = [title for _, title in reversed(self._under)]
        if any(words(title) in self._printing.introduction for title in titles):
            return None  # what a presentation lists sums up the report
        known = (kind for kind in self._printing.tables if kind.shape == printed.LIST)
        return next(
            (
                kind
                for kind in known
                if ("identificador" in kind.descriptor) == coded
                and (kind.table not in self._here.printed or (coded and self._here.session))
                and lists.is_near(kind, item, titles, self._here.before)
            ),
            None,
        )

    def _is_none_of(self, kind: PrintedTable, code: str) -> bool:
        """Whether an identifier opens no row: it has one, or those of other sections are another series."""
        field = kind.descriptor["identificador"]
        stand = {row.values[field] for row in self.placed.tables[kind.table]}
        if kind.table in self._here.printed:
            return code in stand  # here more is told of it
        series = {_series(one) for one in stand if one}
        return bool(series) and _series(code) not in series

    def _take(self, kind: PrintedTable, row: dict[str, str], text: str, place: Place) -> None:
        self._adding.stand(kind, {}, place)
        self.placed.told("elemento", place, text, self._adding.add(kind, row, place))

    # What is told of the whole

    def _finish(self) -> None:
        self._telling.finish()
        roster.give_votes(self.placed.tables["participantes"], self._outline.sections, self._printing.offices)
        self._mentioned.add(self.placed, self._document.blocks, self._known)
        self._here.by_day.give(self.placed)
        if not self._about["organo"] or "/" not in self._about["acuerdo_aprobacion"]:
            self._code_of_agreements()
        first = self._outline.cover[0].place if self._outline.cover else NOWHERE
        if any(self._about.values()) and not self.placed.tables["informe"]:
            self.placed.add("informe", self._about, first)
        if not self.placed.tables["fundamentos"]:
            declared.grounds(self.placed, self._told)

    def _code_of_agreements(self) -> None:
        body = self._about["organo_nombre"]
        codes = Counter(cover.code(row.values["clave"], body) for row in self.placed.tables["acuerdos"])
        if codes:
            self._about["organo"] = codes.most_common(1)[0][0]
            about = self._about
            if about["anio"] and about["trimestre"]:
                about["informe_id"] = f"{about['organo']}-{about['anio']}-T{about['trimestre']}"


def _series(code: str) -> str:
    """The series of an identifier, in whatever kind of session it was given."""
    return identifiers.read(identifiers.kindless(code)).series


def _captions_below(blocks: Sequence[Block], printing: Printing) -> bool:
    """Whether captions stand below their tables: more of these have one after them than before."""
    above = below = 0
    for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        if isinstance(block, Grid):
            above += bool(_caption(before, printing))
            below += bool(_caption(after, printing))
    return below > above


def _caption(block: Block | Whole | None, printing: Printing) -> str:
    """A paragraph's words, bare, if it is a table's caption: «Tabla 10. Instrumentos en gestión»."""
    if not isinstance(block, (Paragraph, Heading)):
        return ""
    bare = words(block.text)
    opening, _, rest = bare.partition(" ")
    return bare if opening in printing.captions and rest[:1].isdigit() else ""


def _merged(blocks: Sequence[Block], is_header: grids.IsHeader) -> Iterator[Block | Whole]:
    """A section's blocks with tables joined over pages and items whole that a page or a line broke."""
    held: Item | None = None
    for block in grids.join(blocks, is_header):
        if (
            held
            and isinstance(block, Paragraph)
            and _GOES_ON.match(block.text)
            and not _ENDED.search(held.text)
        ):
            held = replace(held, text=f"{held.text} {block.text}")
            continue
        if held:
            yield held
            held = None
        if isinstance(block, Item):
            held = block
        else:
            yield block
    if held:
        yield held
