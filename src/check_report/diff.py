"""New against old: what a change does to the reports' cells and to what is found in them. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from check_report.rulebook.book import FOLDERS
from check_report.source.gate import PROSE
from check_report.verdict import Exit, blocks, exit_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from check_report.model import Finding, Report, Result
    from check_report.rulebook.tables import Table
    from check_report.source.records import Records
    from check_report.source.report import Source

WAIVERS = "dispensas.csv"
"""The file of a report with its waivers."""
RULES = (*FOLDERS, "src")
"""The folders of a repository that say what a report must satisfy, and how it is judged."""


class Kind(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Notice(StrEnum):
    """What a reviewer must be told aloud: a change that could make itself look right."""

    RULES_AND_DATA = "rules-and-data"
    RULES = "rules"
    OWN_WAIVER = "own-waiver"
    REPORT_GONE = "report-gone"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell before and after; None where there is no such cell."""

    field: str
    title: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was added, removed or changed, with the cells that say so."""

    file: str
    table: str
    key: str
    row: int
    """Data row counted from 1, in the new version if it is there."""
    kind: Kind
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """How many lines of the prose are new, and how many are gone."""

    file: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a change does to one report."""

    path: str
    rows: tuple[Row, ...]
    prose: Prose | None
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two versions."""

    label: str
    files: Mapping[str, str]
    """Every file of reports and rules, by its path in the repository, with its digest."""
    reports: frozenset[str]
    """Paths of all reports of this version."""
    result: Result
    """The check of the reports that differ."""
    sources: Mapping[str, Source]
    """Those reports as read, by path."""


@dataclass(frozen=True, slots=True)
class Difference:
    """All that a change does."""

    base: str
    head: str
    notices: tuple[tuple[Notice, tuple[str, ...]], ...]
    """What to say aloud, each with the files that it is about."""
    changes: tuple[Change, ...]
    result: Result
    """The check of the new version."""


def compare(base: Side, head: Side, tables: Mapping[str, Table]) -> Difference:
    """Compares two versions.

    Args:
        base: the old version.
        head: the new version.
        tables: the tables that a report has.
    """
    before = {report.path: report for report in base.result.reports}
    after = {report.path: report for report in head.result.reports}
    changes = tuple(
        _change(path, before.get(path), after.get(path), base.sources, head.sources, tables)
        for path in sorted({*before, *after})
    )
    return Difference(base.label, head.label, tuple(_notices(base, head)), changes, head.result)


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The files, of two versions by digest, that are not the same in both."""
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))


def outcome(difference: Difference) -> Exit:
    """The exit code: as of a check, but only what is new counts as a finding."""
    code = exit_code(difference.result) if difference.result.reports else Exit.CONFORMS
    if difference.result.faults or code is Exit.CONFORMS:
        return Exit.FAULT if difference.result.faults else code
    strict = difference.result.strict
    if any(blocks(finding, strict=strict) for change in difference.changes for finding in change.new):
        return Exit.FINDINGS
    return Exit.NOT_CHECKED if code is Exit.NOT_CHECKED else Exit.CONFORMS


def is_rule(path: str) -> bool:
    """Whether a file of a repository says what a report must satisfy."""
    return path.split("/", 1)[0] in RULES


def _notices(base: Side, head: Side) -> Iterator[tuple[Notice, tuple[str, ...]]]:
    changed = differing(base.files, head.files)
    rules = tuple(path for path in changed if is_rule(path))
    data = tuple(path for path in changed if not is_rule(path))
    if rules:
        yield (Notice.RULES_AND_DATA, (*rules, *data)) if data else (Notice.RULES, rules)
    waivers = tuple(path for path in data if path.endswith(f"/{WAIVERS}") and path in head.files)
    if waivers:
        yield Notice.OWN_WAIVER, waivers
    gone = tuple(sorted(base.reports - head.reports))
    if gone:
        yield Notice.REPORT_GONE, gone


def _change(
    path: str,
    before: Report | None,
    after: Report | None,
    old: Mapping[str, Source],
    new: Mapping[str, Source],
    tables: Mapping[str, Table],
) -> Change:
    was = {finding.fingerprint: finding for finding in before.findings} if before else {}
    now = {finding.fingerprint: finding for finding in after.findings} if after else {}
    return Change(
        path=path,
        rows=tuple(
            row
            for table in tables.values()
            for row in _rows(table, _records(old.get(path), table), _records(new.get(path), table))
        ),
        prose=_prose(old.get(path), new.get(path)),
        new=tuple(finding for mark, finding in now.items() if mark not in was),
        gone=tuple(finding for mark, finding in was.items() if mark not in now),
        unchanged=len(was.keys() & now.keys()),
    )


def _records(source: Source | None, table: Table) -> Records | None:
    return source.records.get(table.name) if source else None


def _rows(table: Table, before: Records | None, after: Records | None) -> Iterator[Row]:
    was, now = _by_key(table, before), _by_key(table, after)
    titles = {field.name: field.title for field in table.fields}
    for key in [*now, *(key for key in was if key not in now)]:
        (old_row, old), (new_row, new) = was.get(key, (0, {})), now.get(key, (0, {}))
        cells = tuple(
            Cell(field, titles.get(field, field), old.get(field), new.get(field))
            for field in dict.fromkeys([*old, *new])
            if old.get(field) != new.get(field)
        )
        if cells or not (old_row and new_row):
            kind = Kind.CHANGED if old_row and new_row else Kind.ADDED if new_row else Kind.REMOVED
            yield Row(table.path, table.title, "/".join(key[:-1]), new_row or old_row, kind, cells)


def _by_key(table: Table, records: Records | None) -> dict[tuple[str, ...], tuple[int, dict[str, str]]]:
    """Rows by primary key and by how often that key came before; without a key, by their whole text."""
    rows: dict[tuple[str, ...], tuple[int, dict[str, str]]] = {}
    seen: Counter[tuple[str, ...]] = Counter()
    for record in records.rows if records else ():
        cells = dict(zip(records.labels if records else (), record.cells, strict=False))
        key = tuple(cells.get(name, "") for name in table.primary_key) or record.cells
        seen[key] += 1
        rows[*key, str(seen[key])] = record.row, cells
    return rows


def _prose(before: Source | None, after: Source | None) -> Prose | None:
    old, new = Counter(_lines(before)), Counter(_lines(after))
    return Prose(PROSE, (new - old).total(), (old - new).total()) if old != new else None


def _lines(source: Source | None) -> Iterable[str]:
    return (block.text for block in source.prose or ()) if source else ()
