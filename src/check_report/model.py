"""The words the whole program shares: rules, findings, outcomes, verdicts.

Everything here is frozen and needs the standard library only, so that any room may import it.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Scalar: TypeAlias = str | int | float | None
"""What a cell of a failing row may hold once an engine hands it over."""


class Severity(StrEnum):
    """How much a finding weighs: an error blocks approval, a warning does with --strict, a note never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Layer(StrEnum):
    """The room in which a rule is written and judged."""

    STRUCTURE = "estructura"
    ROWS = "filas"
    TOGETHER = "conjunto"
    ACTS = "actos"


class Outcome(StrEnum):
    """What became of one rule on one report. A rule that could not be judged has never passed."""

    PASSED = "PASSED"
    FAILED = "FAILED"
    NOT_EVALUATED = "NOT_EVALUATED"


class Verdict(StrEnum):
    """What became of one report."""

    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    INCONCLUSIVE = "INCONCLUSIVE"


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule comes from: a norm and its article, or a technical standard."""

    norm: str
    article: str
    confirmed: bool
    """False until somebody has read the norm itself; the pages then say «por confirmar»."""
    source: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What a finding says (message) and how to mend what it found (hint), both with {placeholders}."""

    message: str
    hint: str
    doubtful: bool = False
    """Whether in a document it may well come from the reading, so that it weighs less there."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its page in checks/rules describes it."""

    id: str
    title: str
    summary: str
    severity: Severity
    waivable: bool
    required: bool
    """Whether a report on which this rule could not be judged stays unaccepted."""
    doubtful_repeated: bool
    """Whether in a document its findings, when several stand in one table, may well come from the reading."""
    layer: Layer
    reads: tuple[str, ...]
    """`table.field` names; where one of them is unusable the rule is not evaluated."""
    wording: Wording
    variants: Mapping[str, Wording]
    reasons: Mapping[str, str]
    basis: tuple[Basis, ...]
    claims: tuple[str, ...]
    """Native failures that this rule reports (rules of structure and of official acts)."""
    page: str
    """The page's body, in Markdown."""

    def wording_for(self, variant: str | None) -> Wording:
        """The wording of a variant, or the rule's own where it has none of that name."""
        return self.variants.get(variant or "", self.wording)


@dataclass(frozen=True, slots=True)
class Failure:
    """What an executor hands to its mapper: one thing that fails, still without words.

    `name` is a rule id, or (structure layer) the native name of the failure.
    """

    name: str
    report: str
    table: str | None = None
    row: int | None = None
    field: str | None = None
    file: str | None = None
    line: int | None = None
    observed: Scalar = None
    expected: Scalar = None
    variant: str | None = None
    related: tuple[str, int] | None = None
    """Table and row of another place that belongs to the same failure."""
    extras: Mapping[str, Scalar] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a document, as far as its format can tell; all count from 1."""

    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    line: int | None = None
    """The line of a text file."""
    sheet: str | None = None
    """The sheet of a workbook."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that a report was imported from, and where in it each row and line stands."""

    file: str
    sha256: str
    rows: Mapping[str, tuple[Place, ...]]
    """By table, one a row."""
    lines: tuple[Place | None, ...]
    """One a line of the prose."""

    def place(self, table: str | None, row: int | None, line: int | None) -> Place | None:
        """Where a row of a table, or else a line of the prose, stands in the document."""
        if table is not None and row is not None:
            rows = self.rows.get(table, ())
            return rows[row - 1] if 0 < row <= len(rows) else None
        if table is None and line is not None and 0 < line <= len(self.lines):
            return self.lines[line - 1]
        return None


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a report: a cell of a table, or words in the prose (then table, row and field are None)."""

    file: str
    line: int | None = None
    table: str | None = None
    row: int | None = None
    field: str | None = None
    key: str | None = None
    place: str | None = None
    """Where it stands in the document that the report was imported from, in words; `file` names that."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the offending row as printed, for whoever shows the finding."""

    field: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong, said so that whoever prepared the report can mend it."""

    rule: str
    severity: Severity
    location: Location
    observed: str | None
    expected: str | None
    message: str
    hint: str
    fingerprint: str
    """Stays the same when rows are re-ordered or unrelated rows are added; changes with the cell."""
    waived: bool = False
    related: tuple[Related, ...] = ()
    row: tuple[Cell, ...] = ()
    """The row as printed; for prose, one cell with the whole line."""
    before: tuple[Cell, ...] = ()
    """The row before it in the file, where there is one."""
    after: tuple[Cell, ...] = ()
    """The row after it in the file, where there is one."""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing that a rule examined and found to hold, where the rule lists them (declared figures)."""

    location: Location
    observed: str
    expected: str
    text: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of one rule on one report."""

    rule: str
    severity: Severity
    required: bool
    outcome: Outcome
    examined: int
    findings: int
    reason: str | None = None
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """A file that was read. `rows` counts a table's data rows; None for prose."""

    path: str
    sha256: str
    rows: int | None


@dataclass(frozen=True, slots=True)
class Fault:
    """The tool itself broke: never a finding, and no verdict can stand beside it."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that is known of one report after the check; totally ordered, no clock, no absolute path."""

    name: str
    path: str
    title: str
    titles: tuple[tuple[str, str], ...]
    """File → what it holds, in words."""
    inputs: tuple[Input, ...]
    evaluations: tuple[Evaluation, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """One run of the check over one or more reports."""

    version: str
    rules_digest: str
    as_of: str
    """The date (ISO 8601) the check holds for."""
    engine: str
    strict: bool
    rules: tuple[Rule, ...]
    reports: tuple[Report, ...]
    faults: tuple[Fault, ...] = ()
