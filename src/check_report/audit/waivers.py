"""Writing a waiver: one more row of a report's dispensas.csv."""

from __future__ import annotations

import csv
import datetime
import io
from typing import TYPE_CHECKING

from check_report.audit import atomic
from check_report.layers.acts.waivers import TABLE, reasoned
from check_report.source.records import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from check_report.model import Finding, Result
    from check_report.rulebook.book import Rulebook
    from check_report.rulebook.tables import Field

ASKED = ("motivo", "fundamento", "autoriza", "documento", "fecha", "vence")
"""The fields that only a person can fill."""


def waivable(result: Result) -> list[Finding]:
    """The findings of a result that a waiver may excuse, and none does yet."""
    may = {rule.id for rule in result.rules if rule.waivable}
    every = (finding for report in result.reports for finding in report.findings)
    return [finding for finding in every if finding.rule in may and not finding.waived]


def acceptable(field: Field, text: str) -> bool:
    """Whether a text may stand in a field of a waiver."""
    if not text.strip() or not text.isprintable():
        return False
    if field.type == "date":
        try:
            return datetime.date.fromisoformat(text).isoformat() == text
        except ValueError:
            return False
    return reasoned(field, text)


def add(folder: Path, finding: Finding, said: Mapping[str, str], book: Rulebook) -> Path:
    """Adds a waiver to a report, whole or not at all.

    Args:
        folder: the report folder.
        finding: what is excused.
        said: the text of each field of ASKED.
        book: the rulebook.

    Returns:
        The file that holds the waiver.

    Raises:
        ValueError: for a rule that cannot be waived, or a text that may not stand in its field.
        OSError: when the file cannot be written.
    """
    table = book.tables[TABLE]
    wrong = [name for name in ASKED if not acceptable(table.field(name), said[name])]
    if wrong or not book.rules[finding.rule].waivable:
        raise ValueError(", ".join(wrong) or finding.rule)
    place = finding.location
    cells = {
        "regla": finding.rule,
        "huella": finding.fingerprint,
        "tabla": place.table or "",
        "clave": place.key or "",
        **said,
    }
    path = folder / table.path
    labels = [field.name for field in table.fields]
    before = path.read_bytes() if path.exists() else _line(labels)
    if before and not before.endswith(b"\n"):
        before += b"\n"
    written = parse(table, folder.name, before).labels
    atomic.write(path, before + _line(cells[label] for label in written))
    return path


def _line(cells: Iterable[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue().encode()
