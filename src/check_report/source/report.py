"""One report folder, read once: its files' digests, typed tables, prose, and what failed on the way."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from check_report.model import Failure, Input
from check_report.source import gate, prose, records, typed

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping
    from pathlib import Path

    from check_report.rulebook.tables import Table


@dataclass(frozen=True)
class Source:
    """A report as read. Every table is there; one whose file could not be read is empty and unusable."""

    name: str
    inputs: tuple[Input, ...]
    records: Mapping[str, records.Records]
    """By table; only those whose file could be read."""
    tables: Mapping[str, typed.Typed]
    placeholders: tuple[prose.Placeholder, ...]
    """The places of tables in the prose."""
    prose: tuple[prose.Block, ...] | None
    """None if informe.md could not be read."""
    failures: tuple[Failure, ...]

    @property
    def about(self) -> Mapping[str, object]:
        """The one row of table `informe`; empty if there is not exactly one."""
        rows = self.tables["informe"].frame
        return rows.row(0, named=True) if rows.height == 1 else {}

    @property
    def year(self) -> int | None:
        """The year the report is about."""
        year = self.about.get("anio")
        return year if isinstance(year, int) else None

    @cached_property
    def words(self) -> str:
        """All that the report says: its prose and its cells."""
        cells = (
            cell
            for table in self.tables.values()
            for column in table.frame.select(pl.col(pl.String))
            for cell in column.drop_nulls()
        )
        return "\n".join([*(block.text for block in self.prose or ()), *cells])


def read(folder: Path, name: str, tables: Mapping[str, Table]) -> Source:
    """Reads a report folder.

    Args:
        folder: the report folder.
        name: the report's name; `_report` in every frame.
        tables: the tables that a report has.
    """
    wanted = [table.path for table in tables.values() if not table.optional]
    optional = [table.path for table in tables.values() if table.optional]
    content = gate.read_folder(folder, name, [*wanted, gate.PROSE], optional)
    failures = list(content.failures)
    parsed: dict[str, records.Records] = {}
    frames: dict[str, typed.Typed] = {}
    for table in tables.values():
        frames[table.name] = typed.empty(table)
        if table.path in content.absent:
            parsed[table.name] = records.nothing(table)
            frames[table.name] = typed.type_records(parsed[table.name], name)
        if table.path in content.files:
            try:
                parsed[table.name] = records.parse(table, name, content.files[table.path])
            except gate.Refused as refused:
                failures.append(Failure(refused.name, name, table.name, file=table.path))
                continue
            frames[table.name] = typed.type_records(parsed[table.name], name)
            failures.extend(parsed[table.name].failures)
    text = _prose(content, failures)
    return Source(
        name=name,
        inputs=tuple(_input(path, data, parsed, tables) for path, data in sorted(content.files.items())),
        records=parsed,
        tables=frames,
        prose=None if text is None else tuple(prose.blocks(text)),
        placeholders=() if text is None else tuple(prose.placeholders(text)),
        failures=tuple(failures),
    )


def quarter(about: Mapping[str, object]) -> tuple[str, int] | None:
    """The body and the running number of the quarter a report is about (year × 4 + quarter)."""
    body, year, number = about.get("organo"), about.get("anio"), about.get("trimestre")
    if isinstance(body, str) and isinstance(year, int) and isinstance(number, int):
        return body, year * 4 + number
    return None


def period(about: Mapping[str, object]) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day of the period a report is about, as it says."""
    return about.get("periodo_inicio"), about.get("periodo_fin")  # type: ignore[return-value]


def _prose(content: gate.Folder, failures: list[Failure]) -> str | None:
    if gate.PROSE not in content.files:
        return None
    try:
        text = gate.decode(content.files[gate.PROSE])
    except gate.Refused as refused:
        failures.append(Failure(refused.name, content.name, file=gate.PROSE))
        return None
    failures.extend(
        Failure(oddity, content.name, file=gate.PROSE, observed=what) for oddity, what in text.oddities
    )
    return text.text


def _input(
    path: str, content: bytes, parsed: Mapping[str, records.Records], tables: Mapping[str, Table]
) -> Input:
    rows = next(
        (len(parsed[name].rows) for name, table in tables.items() if table.path == path and name in parsed),
        None,
    )
    return Input(path, hashlib.sha256(content).hexdigest(), rows)
