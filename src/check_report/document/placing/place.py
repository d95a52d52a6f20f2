"""Places a document: section by section, block by block, into tables and prose, everything accounted for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from check_report.document.blocks import NOWHERE, Grid, Heading, Item, Note, Paragraph, text_of
from check_report.document.placing import (
    attendance,
    cover,
    declared,
    events,
    grids,
    lists,
    outline,
    people,
    printed,
    rows,
    sessions,
    unprinted,
    values,
)
from check_report.document.placing.happenings import EVENTS, Happenings
from check_report.document.placing.result import UNPLACED, Placed, Prose
from check_report.document.readers.text import flat
from check_report.source.words import institutes, names
from check_report.source.words.plain import unaccented, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from check_report.document.blocks import Block, Document, Place
    from check_report.document.placing.grids import Recognised, Whole
    from check_report.document.placing.outline import Section
    from check_report.document.placing.printed import PrintedTable, Printing
    from check_report.document.placing.rows import Known

PROSE = "informe.md"
_ENDED = re.compile(r"[.:;!?…⁰¹²³⁴⁵⁶⁷⁸⁹]\W*$")
_EVENT = "evento_id"
_NAMED = 95.0
"""From this share (0-100) of a title's words on, a text names it."""
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
        self._tables = known.tables
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
        self._events = events.Reader(known.printing.events, self._known.year)
        self._section: Section | None = None
        self._within = ""
        self._within_level = 0
        self._session = ""
        self._session_level = 0
        """Of the heading that names the session; nought where none does."""
        self._event_level = 0
        self._under: list[tuple[int, str]] = []
        """Level and title, bare, of the section and of those above it."""
        self._happenings = Happenings(self.placed)
        self._before: list[str] = []
        self._caption = ""
        """What stands below the table being placed, in a document that has its captions there."""
        self._captions_below = _captions_below(document.blocks, known.printing)
        self._stood: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._unheard: list[tuple[str, Place]] = []
        self._precedents: list[tuple[dict[str, str], Place]] = []
        self._told: list[tuple[str, str, Place]] = []
        self._mentioned = unprinted.Mentioned()

    def run(self) -> Placed:
        self._front()
        for section in self._outline.sections:
            self._open(section)
            merged = list(_merged(section.blocks, self._heads_a_table))
            for block, following in zip_longest(merged, merged[1:]):
                self._caption = _caption(following, self._printing) if self._captions_below else ""
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
        heading = self._outline.index_heading
        if heading:
            self.placed.prose.heading(text_of(heading), 2, heading.place)
            self.placed.told("encabezado", heading.place, text_of(heading), PROSE)
        for line, entry in outline.listed(self._outline.index):
            self.placed.prose.paragraph(line, entry.place, kind="item")
            self.placed.told("fila", entry.place, entry.text, f"{PROSE} y tablas/secciones.csv")

    def _open(self, section: Section) -> None:
        self._section = section
        if section.id or section.level <= self._within_level:
            self._within, self._within_level = section.id or "", section.level
        self._before = []
        self._under = [(level, title) for level, title in self._under if level < section.level]
        self._under.append((section.level, words(section.title)))
        if section.level <= self._session_level:
            self._session, self._session_level = "", 0
        named = sessions.only(section.title, self._known.kinds)
        if named:
            self._session, self._session_level = named.id(self._known.year), section.level
        self._unheard = []
        if section.level <= self._event_level:
            self._happenings.current = ""  # what it lists is of another event
        self._event_level = section.level
        self._events.enter(section.title)
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
                self._grid(block)
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
        if self._agreement(text, block.place, is_item=False):
            return
        self._sessions_line(text, block.place)
        went = [PROSE, *self._tell(text, block.place)]
        self.placed.prose.paragraph(text, block.place)
        self.placed.told("parrafo", block.place, text, " y ".join(went))
        self._before.insert(0, words(flat(text)))

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
        yield from self._tell_events(text, place)

    def _tell_events(self, text: str, place: Place) -> Iterator[str]:
        went = [self._add_event(event, place) for event in self._events.read(text)]
        # What a table of persons may be about, as long as no event is known.
        self._unheard = [] if went else [*self._unheard, (text, place)]
        yield from filter(None, went)

    def _add_event(self, event: events.Event, place: Place, *, listed: bool = False) -> str:
        """Takes an event that the prose tells.

        One of another quarter may be told as a precedent: it is taken if its persons are listed or, in the
        end, if the report has its approval.
        """
        row = {
            "titulo": event.title,
            "fecha_inicio": event.first.isoformat(),
            "fecha_fin": event.last.isoformat(),
            "fecha_texto": event.words,
            "modalidad": event.manner,
        }
        if not listed and self._is_of_another_quarter(event):
            sections = self.placed.tables["secciones"]
            here = sections[-1].values["seccion_id"] if sections else ""
            self._precedents.append((row | {"seccion_id": here}, place))
            return ""
        return self._happened(row, place)

    def _is_of_another_quarter(self, event: events.Event) -> bool:
        start, end = self._about["periodo_inicio"], self._about["periodo_fin"]
        return bool(start and end) and not start <= event.first.isoformat() <= end

    def _is_approved(self, title: str) -> bool:
        """Whether an agreement or a point presented names an event."""
        return any(
            names.contained(title, text) >= _NAMED
            for table in ("acuerdos", "puntos_presentados")
            for row in self.placed.tables[table]
            for text in row.values.values()
        )

    def _happened(self, row: dict[str, str], place: Place) -> str:
        """Takes an event that the prose tells or a table prints; none where no section is to be named."""
        sections = self.placed.tables["secciones"]
        if not sections:
            return ""
        last = row.get("fecha_fin") or row.get("fecha_inicio", "")
        section = row.get("seccion_id") or sections[-1].values["seccion_id"]
        return self._happenings.tell(row | {"fecha_fin": last, "seccion_id": section}, place)

    def _announce_event(self) -> None:
        """Takes the event of a table of persons from the paragraphs before it, where none was told."""
        for text, place in self._unheard:
            event = self._events.announced([text])
            if event:
                self._add_event(event, place, listed=True)
                break
        self._unheard = []

    def _sessions_line(self, text: str, place: Place) -> bool:
        """Whether a line names one session: it heads what follows under it."""
        session = sessions.only(text.rstrip(" :."), self._known.kinds)
        if session:
            self._session = session.id(self._known.year)
            self._mentioned.head(session, text, place, self._known)
        return session is not None

    # Lists that are tables

    def _agreement(self, text: str, place: Place, *, is_item: bool) -> bool:
        told = lists.coded(text, is_item=is_item)
        kind = self._list(text, coded=True) if told else None
        if not told or not kind:
            return False
        code, rest = told
        row = {
            kind.descriptor["identificador"]: code,
            kind.descriptor["texto"]: rest,
            str(kind.under): self._session,
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
        known = (kind for kind in self._printing.tables if kind.shape == printed.LIST)
        return next(
            (
                kind
                for kind in known
                if ("identificador" in kind.descriptor) == coded
                and lists.is_near(kind, item, titles, self._before)
            ),
            None,
        )

    def _take(self, kind: PrintedTable, row: dict[str, str], text: str, place: Place) -> None:
        self._stand(kind, {}, place)
        self.placed.told("elemento", place, text, self._add(kind, row, place))

    # Tables

    def _heads_a_table(self, cells: Sequence[str]) -> bool:
        whole = grids.Whole(
            [grids.Line(tuple(cells), self._outline.cover[0].place if self._outline.cover else NOWHERE)],
            NOWHERE,
            [],
        )
        known = grids.recognise(whole, self._printing, self._tables, self._known.kinds, [])
        return known is not None or self._title_of_people(whole) is not None

    def _grid(self, whole: Whole) -> None:
        whole = grids.turned(whole, self._printing, self._tables)
        title = words(self._section.title) if self._section else ""
        context = [*filter(None, [self._caption]), *self._before[:2], title]
        found = grids.recognise(whole, self._printing, self._tables, self._known.kinds, context)
        found = found or self._title_of_people(whole)
        if found and self._is_of_no_event(found.kind):
            found = None
        for line in whole.repeated:
            self.placed.told("fila", line.place, " | ".join(line.cells), "encabezado repetido en otra página")
        for line in whole.broken:
            self.placed.told("fila", line.place, " | ".join(line.cells), "resto de la fila anterior")
        if found is None:
            self._unknown(whole)
            return
        for line in whole.lines[: found.header]:
            self.placed.told(
                "fila", line.place, " | ".join(line.cells), f"encabezado de tablas/{found.kind.table}.csv"
            )
        reads = {
            printed.DATA: self._data,
            printed.ROWS: self._rows,
            printed.PEOPLE: self._people,
            printed.PEOPLE_UNDER_TITLE: self._people_under_title,
            printed.MATRIX: self._matrix,
            printed.TRANSPOSED: self._transposed,
        }
        reads[found.kind.shape](whole, found, context)
        self._before.insert(0, "")

    def _data(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:  # noqa: ARG002
        self._stand(found.kind, {}, whole.place)
        fields = self._tables[found.kind.table]
        for line in whole.lines[1:]:
            if not any(line.cells):
                continue
            row = {name: flat(line.cells[column]) for column, name in found.columns.items()}
            row |= {n: values.integer(t) or t for n, t in row.items() if fields.field(n).type == "integer"}
            self.placed.told(
                "fila", line.place, " | ".join(line.cells), self.placed.add(found.kind.table, row, line.place)
            )

    def _rows(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:
        kind = found.kind
        self._totals(whole)
        given = rows.fixed(kind, [*context[:1], _all(whole), *context[1:]])
        if self._is_of_event(kind):
            given |= {self._tables[kind.table].primary_key[0]: self._happenings.current}
        self._stand(kind, given, whole.place)
        read = []
        for part in rows.parts(whole, found, self._known):
            if part.subtitle:
                said_of = " ".join(filter(None, part.subtitle.cells))
                self.placed.told("fila", part.subtitle.place, said_of, "encabezado de las filas que siguen")
            for gathered in rows.gather(part.table, found):
                row = rows.value(gathered.cells, kind, self._known)
                read.append((gathered, {**row, **given, **part.given}))
        self._number_on(kind, given, [row for _, row in read])
        for gathered, row in read:
            row |= {name: self._manner(said) for name, said in kind.from_context.items() if not row.get(name)}
            went = self._add(kind, row, gathered.lines[0].place)
            for line in gathered.lines:
                self.placed.told("fila", line.place, " | ".join(filter(None, line.cells)), went)

    def _is_of_event(self, kind: PrintedTable) -> bool:
        """Whether its rows are parts of one event."""
        return kind.table != EVENTS and self._tables[kind.table].primary_key[:1] == (_EVENT,)

    def _is_of_no_event(self, kind: PrintedTable) -> bool:
        """Whether its rows are parts of an event, and nobody says of which."""
        if not self._is_of_event(kind):
            return False
        self._announce_event()
        return not self._happenings.current

    def _number_on(self, kind: PrintedTable, given: dict[str, str], found: Sequence[dict[str, str]]) -> None:
        """Numbers rows on from those that stand already, where a table printed apart begins at 1 again."""
        same = [row for row in self.placed.tables[kind.table] if given.items() <= row.values.items()]
        if same and kind.numbers and found and found[0].get(kind.numbers) == "1":
            for row in found:
                if row.get(kind.numbers, "").isdigit():
                    row[kind.numbers] = str(len(same) + int(row[kind.numbers]))

    def _totals(self, whole: Whole) -> None:
        """Accounts for the rows that add up the others: they are no rows of the table."""
        for line in whole.lines:
            if rows.is_total(line):
                self.placed.told("fila", line.place, " | ".join(filter(None, line.cells)), "fila de totales")

    def _transposed(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:  # noqa: ARG002
        kind, header = found.kind, whole.lines[found.header - 1]
        self._stand(kind, {}, whole.place)
        for column, name in found.columns.items():
            cells = {name: header.cells[column]}
            for line in whole.lines[found.header :]:
                text = line.cells[column] if column < len(line.cells) else ""
                first, *others = kind.descriptor["filas"]
                cells.setdefault(
                    first if values.days(text, self._known.year) else next(iter(others), first), text
                )
            row = rows.value(cells, kind, self._known)
            row |= {name: self._manner(said) for name, said in kind.from_context.items() if not row.get(name)}
            self._add(kind, row, whole.lines[-1].place)
        for line in whole.lines[found.header :]:
            self.placed.told("fila", line.place, " | ".join(line.cells), f"tablas/{kind.table}.csv")

    def _matrix(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:  # noqa: ARG002
        self._stand(found.kind, {}, whole.place)
        attendance.take(self.placed, whole, found, self._known)

    def _title_of_people(self, whole: Whole) -> Recognised | None:
        """A grid under one heading cell that says whom it lists, after an event."""
        head = [cell for cell in whole.lines[0].cells if cell]
        for kind in self._printing.tables:
            if kind.shape != printed.PEOPLE_UNDER_TITLE or len(head) != 1 or whole.width != len(kind.columns):
                continue
            name = self._tables[kind.table].field(kind.columns[0])
            if grids.likeness(head[0], [name.title, *name.descriptor.get("aliases", ())]):
                return grids.Recognised(kind, dict(enumerate(kind.columns)), 1)
        return None

    def _people_under_title(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:  # noqa: ARG002
        title = next(cell for cell in whole.lines[0].cells if cell)
        for gathered in rows.gather(whole, found):
            row = rows.value(gathered.cells, found.kind, self._known) | {
                found.kind.descriptor["titulos"]: flat(title)
            }
            went = self._person(found.kind, row, gathered.lines[0].place)
            for line in gathered.lines:
                self.placed.told("fila", line.place, " | ".join(line.cells), went)

    def _people(self, whole: Whole, found: Recognised, context: Sequence[str]) -> None:  # noqa: ARG002
        kind = found.kind
        group, names = kind.columns
        for gathered in rows.gather(whole, found):
            went = UNPLACED
            for label, name, post in people.speakers(gathered.cells.get(names, "")):
                row = {group: flat(gathered.cells[group]), "nombre": name, "cargo": post}
                role = rows.chosen({group: label}, kind.table, self._known) if label else {}
                went = self._person(kind, row | role, gathered.lines[0].place)
            for line in gathered.lines:
                self.placed.told("fila", line.place, " | ".join(line.cells), went)

    def _person(self, kind: PrintedTable, row: dict[str, str], place: Place) -> str:
        event, order = self._tables[kind.table].primary_key
        self._stand(kind, {event: self._happenings.current}, place)
        current = self._happenings.current
        self._counts[kind.table, current] += 1
        return self._add(kind, row | {event: current, order: str(self._counts[kind.table, current])}, place)

    def _add(self, kind: PrintedTable, row: dict[str, str], place: Place) -> str:
        """Adds a row, with what its own words decide and what its number is; and the rows it spreads into."""
        if kind.table == EVENTS:
            return self._happened(row, place)
        if kind.under and not row.get(kind.under):
            row[kind.under] = self._session
        if kind.numbers and not row.get(kind.numbers):
            group = "/".join(row.get(name, "") for name in self._tables[kind.table].primary_key)
            self._counts[kind.table, group] += 1
            row[kind.numbers] = str(self._counts[kind.table, group])
        row |= rows.chosen(row, kind.table, self._known)
        if kind.table == self._printing.referred["tabla"]:
            row |= rows.referred(row, self._known)
        went = self.placed.add(kind.table, row, place)
        spread = kind.descriptor.get("reparte")
        return f"{went}, y {self._spread(spread, row, place)}" if spread else went

    def _spread(self, spread: dict[str, str], row: dict[str, str], place: Place) -> str:
        text = row.get(spread["de"], "")
        named = [session.id(self._known.year) for session in sessions.find(text, self._known.kinds)]
        alone = [
            sessions.Session(spread["tipo"], number, None, 0, 0).id(self._known.year)
            for number in sessions.numbers(text)
        ]
        for session in dict.fromkeys(alone if len(alone) > len(named) else named):
            self.placed.add(
                spread["tabla"], {spread["clave"]: row[spread["clave"]], spread["en"]: session}, place
            )
        return f"tablas/{spread['tabla']}.csv"

    def _unknown(self, whole: Whole) -> None:
        """A table of no known kind stays in the prose, as a table of Markdown."""
        for position, line in enumerate([*whole.lines]):
            cells = [flat(cell).replace("|", "\\|") for cell in line.cells]
            self.placed.prose.paragraph(f"| {' | '.join(cells)} |", line.place, kind="row")
            if position == 0:
                self.placed.prose.paragraph("|" + " --- |" * len(cells), line.place, kind="row")
            self.placed.told("fila", line.place, " | ".join(line.cells), UNPLACED)

    def _stand(self, kind: PrintedTable, filters: dict[str, str], place: Place) -> None:
        """Marks in the prose where a table stood, once."""
        mark = (kind.table, tuple(filters.items()))
        if mark not in self._stood:
            self._stood.add(mark)
            self.placed.prose.table(kind.table, filters, place)

    def _manner(self, said: Iterable[str]) -> str:
        """What the sentence before says after one of the words."""
        before = self._before[0] if self._before else ""
        for opening in said:
            match = re.search(rf"\b{opening}\s+((?:a\s+)?\w+)", before)
            if match:
                return match[1]
        return ""

    # What is told of the whole

    def _finish(self) -> None:
        for row, place in self._precedents:
            if self._is_approved(row["titulo"]):
                self._happened(row, place)
        self._mentioned.add(self.placed, self._document.blocks, self._known)
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


def _all(whole: Whole) -> str:
    return " ".join(cell for line in whole.lines for cell in line.cells)
