"""A report's prose, read once: its outline and its sentences, for all tables that are derived from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source.gate import PROSE
from check_report.source.outline import Outline, outline
from check_report.source.report import period
from check_report.source.typed import ORIGIN
from check_report.source.words import acronyms, dates, figures, institutes, plain, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from check_report.rulebook.suites import Measure
    from check_report.rulebook.tables import Field, Table
    from check_report.source.outline import Paragraph
    from check_report.source.registers import Registers
    from check_report.source.report import Source

PLACE = {**ORIGIN, "_field": pl.String, "_section": pl.String}
"""Where something stands: in the prose (file, line, section) or in a cell (table, row, field)."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the prose and the paragraph it belongs to."""

    paragraph: Paragraph
    sentence: sentences.Sentence

    @property
    def text(self) -> str:
        """The sentence."""
        return self.sentence.text

    def line_at(self, position: int) -> int:
        """The file's line of a position in the sentence."""
        return self.paragraph.line_at(self.sentence.start + position)


@dataclass(frozen=True)
class Reading:
    """What the derived tables of one report are made of."""

    source: Source
    every: Registers
    schema: Mapping[str, Table]
    measures: tuple[Measure, ...]

    @cached_property
    def outline(self) -> Outline:
        """The prose by its headings."""
        sections = self.source.tables["secciones"].frame.select("titulo", "seccion_id").rows()
        titles = {plain.words(title): path for title, path in sections if title and path}
        return outline(self.source.prose or (), self.source.placeholders, titles)

    @cached_property
    def said(self) -> list[Said]:
        """The sentences of the prose, in order."""
        return [Said(p, sentence) for p in self.outline.paragraphs for sentence in sentences.split(p.text)]

    @cached_property
    def figures(self) -> list[list[figures.Figure]]:
        """The figures of each sentence."""
        return [figures.find(said.text) for said in self.said]

    @cached_property
    def known(self) -> Registers:
        """The registers as they hold for this report's institute."""
        return self.every.of(self.institute)

    @cached_property
    def institute(self) -> str | None:
        """The registered institute whose body reports.

        A body that no register has belongs to the one that its prose tells, if that is registered.
        """
        registered = self.every.institute_of(self.source.about.get("organo"), self.source.words)
        if registered:
            return registered
        acronym, _ = institutes.own("\n".join(block.text for block in self.source.prose or ()))
        return acronym if acronym in self.every.institutes else None

    @cached_property
    def ours(self) -> frozenset[str]:
        """Comparison keys of what an instrument may call the institute that reports."""
        return institutes.ours(self.source.words, self.known.ours)

    @cached_property
    def called(self) -> dict[str, str]:
        """The bodies' names in full by the acronyms that prose, glossary or cells define."""
        lines = [line for block in self.source.prose or () for line in block.text.split("\n")]
        cells = [
            cell
            for table in self.source.tables.values()
            for row in table.frame.iter_rows(named=True)
            for cell in row.values()
            if isinstance(cell, str) and "(" in cell
        ]
        found: dict[str, str] = {}
        for text in (*lines, *cells):
            for short, whole in acronyms.definitions(text):
                found.setdefault(short, whole)
        return found

    def in_period(self, text: str) -> bool | None:
        """Whether the dates that a text names lie within the period; None where it names none."""
        start, end = period(self.source.about)
        days = [day for mention in dates.find(text) if (day := mention.date(self.source.year))]
        return any(start <= day <= end for day in days) if days and start and end else None

    def at(self, line: int, section: str | None) -> dict[str, Any]:
        """The place of words in the prose."""
        place = dict.fromkeys(PLACE) | {"_report": self.source.name, "_file": PROSE}
        return place | {"_line": line, "_section": section}

    def cells(self, *wanted: str) -> Iterator[tuple[dict[str, Any], Table, Field, str]]:
        """Place, table, field and text of every cell in whose field one of the wanted things is sought."""
        for table in self.schema.values():
            fields = [field for field in table.fields if set(wanted) & set(field.derive)]
            for row in self.source.tables[table.name].frame.iter_rows(named=True) if fields else ():
                place = {name: row[name] for name in ORIGIN} | {"_section": row.get("seccion_id")}
                yield from (
                    (place | {"_field": f.name}, table, f, row[f.name]) for f in fields if row[f.name]
                )
