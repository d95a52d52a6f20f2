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
    from collections.abc import Collection, Iterable, Mapping

    from check_report.language import Translate
    from check_report.model import Finding, Location

_FEWEST = 3
"""Fewer findings in one table can well be true."""
_ALIKE = marked(
    "Más de la mitad de los renglones de esta tabla fallan igual: vea primero si el programa la leyó bien."
)
_OFTEN = marked("Lo mismo se señala varias veces aquí: vea primero si el programa leyó bien este lugar.")


def doubted(severity: Severity) -> Severity:
    """The weight of a finding of that severity once its reading is in doubt."""
    return Severity.WARNING if severity is Severity.ERROR else Severity.NOTE


def doubt_what_repeats(
    findings: Iterable[Finding], rows: Mapping[str, int], repeatable: Collection[str], translate: Translate
) -> tuple[Finding, ...]:
    """The findings of one document, those that one wrong reading explains best in doubt and told so.

    `rows` is how many rows each table has; `repeatable` the rules that seldom fail several times in one
    table (in the prose, for that matter) unless it was read wrongly.
    """
    found = tuple(findings)
    alike = Counter(_kind(*one) for one in {(one.rule, one.location) for one in found})
    errors = Counter(
        _kind(one.rule, one.location)
        for one in found
        if one.severity is Severity.ERROR and one.rule in repeatable
    )
    often = {kind for kind, times in errors.items() if times >= _FEWEST}
    misread = {_row(one) for one in found if _kind(one.rule, one.location) in often and one.location.row}

    def weighed(one: Finding) -> Finding:
        kind = _kind(one.rule, one.location)
        if _most(alike[kind], rows.get(one.location.table or "", 0)):
            return _in_doubt(one, translate(_ALIKE))
        # A row that was misread may break other rules too: what is no key of its series breaks the numbers.
        in_misread = one.rule in repeatable and _row(one) in misread
        if one.severity is Severity.ERROR and (kind in often or in_misread):
            return _in_doubt(one, translate(_OFTEN))
        return one

    return tuple(map(weighed, found))


def _in_doubt(finding: Finding, hint: str) -> Finding:
    return dataclasses.replace(
        finding, severity=doubted(finding.severity), hint=f"{finding.hint} {hint}".strip()
    )


def _most(failing: int, rows: int) -> bool:
    return rows > 0 and failing >= _FEWEST and failing * 2 > rows


def _kind(rule: str, place: Location) -> tuple[str, str | None, str | None]:
    return rule, place.table, place.field


def _row(finding: Finding) -> tuple[str | None, int | None]:
    return finding.location.table, finding.location.row
