"""What a document's reading may itself have caused weighs less: an error as a warning, a warning as a note.

A package says which cell is what; in a document the program found that out by itself. Where a finding is
better explained by a wrong reading than by a wrong report, a person has to look before it blocks anything.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

from check_report.language import marked
from check_report.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from check_report.language import Translate
    from check_report.model import Finding

_FEWEST = 3
"""Fewer rows of one table can well be wrong alike."""
_ALIKE = marked(
    "Más de la mitad de los renglones de esta tabla fallan igual: vea primero si el programa la leyó bien."
)


def doubted(severity: Severity) -> Severity:
    """The weight of a finding of that severity once its reading is in doubt."""
    return Severity.WARNING if severity is Severity.ERROR else Severity.NOTE


def doubt_what_most_rows_share(
    findings: Iterable[Finding], rows: Mapping[str, int], translate: Translate
) -> tuple[Finding, ...]:
    """The findings of one document, those that most rows of a table share in doubt and told so.

    `rows` is how many rows each table has.
    """
    found = tuple(findings)
    shared: Counter[tuple[str, str | None, str | None]] = Counter()
    for rule, table, field, _ in {(*_kind(one), one.location.row) for one in found}:
        shared[rule, table, field] += 1
    return tuple(
        dataclasses.replace(
            one, severity=doubted(one.severity), hint=f"{one.hint} {translate(_ALIKE)}".strip()
        )
        if _most(shared[_kind(one)], rows.get(one.location.table or "", 0))
        else one
        for one in found
    )


def _kind(finding: Finding) -> tuple[str, str | None, str | None]:
    return finding.rule, finding.location.table, finding.location.field


def _most(failing: int, rows: int) -> bool:
    return rows > 0 and failing >= _FEWEST and failing * 2 > rows
