"""The waivers of a report: which are in effect, what they excuse, which are not as they must be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from check_report.model import Failure, Outcome
from check_report.source.gate import Refused
from check_report.source.records import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from check_report.model import Evaluation, Finding
    from check_report.rulebook.book import Rulebook
    from check_report.rulebook.tables import Field, Table
    from check_report.source.records import Records
    from check_report.source.report import Source

    Row: TypeAlias = tuple[str, ...]
    """A waiver's cells as written, in the order of the table's fields."""

TABLE = "dispensas"
UNUSED = "waiver-unused"
FAILURES = (
    "waiver-unknown-rule",
    "waiver-unwaivable",
    "waiver-form",
    "waiver-unreasoned",
    "waiver-early",
    "waiver-expired",
    "waiver-other-place",
    "waiver-unmerged",
    UNUSED,
)
_FINGERPRINT = re.compile(r"[0-9a-f]{32}")


def judge(
    source: Source,
    findings: Iterable[Finding],
    evaluations: Iterable[Evaluation],
    book: Rulebook,
    as_of: str,
    merged: frozenset[Row] | None,
) -> tuple[frozenset[str], list[Failure]]:
    """Judges a report's waivers.

    Args:
        source: the report as read.
        findings: what all other rules found in it.
        evaluations: what became of those rules; a waiver is not idle if its rule was not judged.
        book: the rulebook.
        as_of: the date (ISO 8601) on which a waiver must hold.
        merged: the waivers that stood before the change under review; None if no change is.

    Returns:
        The fingerprints that are excused, and what is wrong with the waivers.
    """
    found = {finding.fingerprint: finding for finding in findings}
    judged = {e.rule for e in evaluations if e.outcome is not Outcome.NOT_EVALUATED}
    waived: set[str] = set()
    failures: list[Failure] = []
    for number, cells, row in _waivers(source.records.get(TABLE)):
        finding = found.get(cells["huella"])
        wrong = [
            *_wrong(cells, book, as_of),
            *_elsewhere(cells, finding),
            *(["waiver-unmerged"] if merged is not None and row not in merged else []),
        ]
        if not wrong and finding is None and cells["regla"] in judged:
            wrong = [UNUSED]
        if not wrong and finding is not None:
            waived.add(finding.fingerprint)
        failures.extend(_failure(source, number, name, cells) for name in wrong)
    return frozenset(waived), failures


def written(path: Path, table: Table) -> frozenset[Row]:
    """The waivers of a file, comparable with those of another version of it; none if it cannot be read."""
    try:
        records = parse(table, path.parent.name, path.read_bytes())
    except (OSError, Refused):
        return frozenset()
    return frozenset(row for _, _, row in _waivers(records))


def reasoned(field: Field, text: str) -> bool:
    """Whether a text has as many words as its field asks for (`minWords` of the Table Schema)."""
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    return len(words) >= int(field.descriptor.get("minWords", 0))


def _waivers(records: Records | None) -> Iterator[tuple[int, Mapping[str, str], Row]]:
    """Row number, cells by field and cells in order of each waiver; a missing column reads as empty."""
    if records is None:
        return
    names = [field.name for field in records.table.fields]
    for record in records.rows:
        if not record.is_blank:
            cells = dict.fromkeys(names, "") | dict(zip(records.labels, record.cells, strict=False))
            yield record.row, cells, tuple(cells[name] for name in names)


def _wrong(cells: Mapping[str, str], book: Rulebook, as_of: str) -> Iterator[str]:
    """What is wrong with a waiver whatever the report says."""
    rule = book.rules.get(cells["regla"])
    if rule is None:
        yield "waiver-unknown-rule"
    elif not rule.waivable:
        yield "waiver-unwaivable"
    if not _FINGERPRINT.fullmatch(cells["huella"]):
        yield "waiver-form"
    if not all(cells[f.name] and reasoned(f, cells[f.name]) for f in book.tables[TABLE].fields if f.required):
        yield "waiver-unreasoned"
    # ISO dates compare as text; a cell that is no date has a finding of its own.
    if cells["fecha"] > as_of:
        yield "waiver-early"
    if cells["vence"] < as_of:
        yield "waiver-expired"


def _elsewhere(cells: Mapping[str, str], finding: Finding | None) -> Iterator[str]:
    """Whether a waiver says that its finding stands where it does not: who reads it must not be misled."""
    if finding is not None:
        place = (finding.rule, finding.location.table or "", finding.location.key or "")
        if place != (cells["regla"], cells["tabla"], cells["clave"]):
            yield "waiver-other-place"


def _failure(source: Source, row: int, name: str, cells: Mapping[str, str]) -> Failure:
    field = {
        "waiver-unknown-rule": "regla",
        "waiver-unwaivable": "regla",
        "waiver-unreasoned": "motivo",
        "waiver-early": "fecha",
        "waiver-expired": "vence",
        "waiver-other-place": "clave",
    }.get(name, "huella")
    table = source.records[TABLE].table
    return Failure(
        name, source.name, TABLE, row, field, table.path, observed=cells[field], extras=dict(cells)
    )
