"""Many reports as one set of tables: one report is an archive of one.

From here on every row knows its report (`_report`), so the same rules run once over any number of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from check_report.source import derived, records, typed
from check_report.source.registers import registers as known_names
from check_report.source.report import period, quarter, read
from check_report.source.words import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from check_report.rulebook.book import Rulebook
    from check_report.source.report import Source

CONTEXT = {"_anio": pl.Int64, "_inicio": pl.Date, "_fin": pl.Date, "_periodo": pl.String}
"""What every row knows of its report: the year, first and last day of the period, the period in words."""


@dataclass(frozen=True)
class Stack:
    """Stacked tables, and the reports they come from."""

    sources: Mapping[str, Source]
    """The reports to judge, by name."""
    neighbours: Mapping[str, Source]
    """Other reports of the archive, there to be compared with."""
    frames: Mapping[str, pl.DataFrame]
    """Report tables, derived tables and registers, by name."""


def stack(sources: Iterable[Source], neighbours: Iterable[Source], book: Rulebook) -> Stack:
    """Stacks reports.

    Args:
        sources: the reports to judge.
        neighbours: reports that only serve to judge the others.
        book: the rulebook, for its tables and registers.

    Returns:
        The stacked frames. Report tables carry the columns of `typed.ORIGIN`, their fields, the columns
        derived from them and those of CONTEXT; `informe` also `_previous`, the name of the report before, and
        `_institute`, that of its body if registered.
    """
    judged, others = {s.name: s for s in sources}, {s.name: s for s in neighbours}
    every = [*judged.values(), *others.values()]
    registers = {name: register(book, name) for name in book.registers}
    known = known_names(registers)
    schema = book.report_tables
    parts = [
        {name: _in_context(derived.columns(s, table, known), s) for name, table in schema.items()}
        | derived.tables(s, known, schema, book.measures)
        for s in every
    ]
    frames = (
        {name: pl.concat([part[name] for part in parts]) for name in [*schema, *derived.TABLES]}
        if parts
        else {}
    )
    frames["informe"] = frames["informe"].with_columns(
        _previous=pl.col("_report").replace_strict(_previous(every), return_dtype=pl.String),
        _institute=pl.col("_report").replace_strict(
            {s.name: known.institute_of(s.about.get("organo"), s.words) for s in every},
            return_dtype=pl.String,
        ),
    )
    return Stack(judged, others, frames | registers)


def read_neighbours(
    sources: Iterable[Source], folders: Iterable[tuple[str, Path]], book: Rulebook
) -> list[Source]:
    """The reports among the folders that come just before one of the sources, and are not sources themselves.

    Args:
        sources: the reports to judge.
        folders: names and folders of the archive's reports.
        book: the rulebook.
    """
    sought = {(body, number - 1) for s in sources if (q := quarter(s.about)) for body, number in [q]}
    sought -= {q for s in sources if (q := quarter(s.about))}
    found: list[Source] = []
    for name, folder in folders:
        about = read(folder, name, {"informe": book.tables["informe"]}).about
        if quarter(about) in sought:
            sought.discard(quarter(about))
            found.append(read(folder, name, book.report_tables))
    return found


def _previous(sources: list[Source]) -> dict[str, str | None]:
    at = {quarter(s.about): s.name for s in reversed(sources)}
    before: dict[str, str | None] = {}
    for source in sources:
        now = quarter(source.about)
        before[source.name] = at.get((now[0], now[1] - 1)) if now else None
    return before


def _in_context(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    start, end = period(source.about)
    words = (
        f"del {dates.day_and_month(start)} al {dates.day_and_month(end)} de {end.year}"
        if start and end
        else None
    )
    values = zip(CONTEXT, (source.year, start, end, words), strict=True)
    return frame.with_columns(pl.lit(value, dtype=CONTEXT[name]).alias(name) for name, value in values)


def register(book: Rulebook, name: str) -> pl.DataFrame:
    """A register's typed rows."""
    table = book.tables[name]
    content = (book.root / "datapackage" / table.path).read_bytes()
    return typed.type_records(records.parse(table, name, content), name).frame
