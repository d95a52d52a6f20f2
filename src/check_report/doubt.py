"""What a document's reading may itself have caused weighs less: an error as a warning, a warning as a note.

A package says which cell is what; in a document the program found that out by itself. Where a finding is
better explained by a wrong reading than by a wrong report, a person has to look before it blocks anything.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

from check_report.language import marked
from check_report.model import Layer, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from check_report.language import Translate
    from check_report.model import Finding, Location, Rule

_FEWEST = 3
"""Fewer findings in one table can well be true."""
_ALIKE = marked(
    "Más de la mitad de los renglones de esta tabla fallan igual: vea primero si el programa la leyó bien."
)
_OFTEN = marked(
    "Aquí se señalan varias cosas que suelen venir juntas: vea primero si el programa leyó bien este lugar."
)


def doubted(severity: Severity) -> Severity:
    """The weight of a finding of that severity once its reading is in doubt."""
    return Severity.WARNING if severity is Severity.ERROR else Severity.NOTE


def doubt_what_is_misread(
    findings: Iterable[Finding], rows: Mapping[str, int], rules: Mapping[str, Rule], translate: Translate
) -> tuple[Finding, ...]:
    """The findings of one document, those that a wrong reading explains best in doubt and told so.

    `rows` is how many rows each table has.
    """
    found = tuple(findings)
    alike = Counter(_kind(*one) for one in {(one.rule, one.location) for one in found})
    errors = Counter(
        _kind(one.rule, one.location)
        for one in found
        if one.severity is Severity.ERROR and rules[one.rule].doubtful_repeated
    )
    often = {kind for kind, times in errors.items() if times >= _FEWEST}
    # A row whose cells are not what they must be, or whose series is another, may break other rules too.
    misread = {
        _row(one)
        for one in found
        if one.location.row and (_kind(one.rule, one.location) in often or _is_unread(rules[one.rule]))
    }

    def weighed(one: Finding) -> Finding:
        kind = _kind(one.rule, one.location)
        if _most(alike[kind], rows.get(one.location.table or "", 0)):
            return _in_doubt(one, translate(_ALIKE))
        shares = kind in often or (rules[one.rule].doubtful_repeated and _row(one) in misread)
        return _in_doubt(one, translate(_OFTEN)) if shares and one.severity is Severity.ERROR else one

    return tuple(map(weighed, found))


def _in_doubt(finding: Finding, hint: str) -> Finding:
    return dataclasses.replace(
        finding, severity=doubted(finding.severity), hint=f"{finding.hint} {hint}".strip()
    )


def _is_unread(rule: Rule) -> bool:
    """Whether what a rule finds says that a cell was not read as what it is."""
    return rule.layer is Layer.STRUCTURE and rule.wording.doubtful


def _most(failing: int, rows: int) -> bool:
    return rows > 0 and failing >= _FEWEST and failing * 2 > rows


def _kind(rule: str, place: Location) -> tuple[str, str | None, str | None]:
    return rule, place.table, place.field


def _row(finding: Finding) -> tuple[str | None, int | None]:
    return finding.location.table, finding.location.row
