"""What official acts say of a report: waivers that excuse findings, approvals that fix its files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from check_report.layers.acts import approvals, waivers
from check_report.layers.judgement import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from check_report.layers.acts.approvals import Approved
    from check_report.layers.acts.waivers import Row
    from check_report.model import Evaluation, Finding
    from check_report.rulebook.book import Rulebook
    from check_report.source.report import Source


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the acts on the reports, beyond what their folders hold."""

    approved: Mapping[str, tuple[Approved, ...]] = field(default_factory=dict)
    """By report path: its approvals in force."""
    merged: Mapping[str, frozenset[Row]] | None = None
    """By report path: the waivers that already stood before the change under review; None if none is."""


@dataclass(frozen=True, slots=True)
class Acts:
    """What came of the acts on one report."""

    judgement: Judgement
    waived: frozenset[str]
    """Fingerprints of the findings that a waiver excuses."""


def judge(
    source: Source,
    findings: Iterable[Finding],
    evaluations: Iterable[Evaluation],
    book: Rulebook,
    as_of: str,
    known: Known,
) -> Acts:
    """Judges the acts on a report, and applies its waivers.

    Args:
        source: the report as read.
        findings: what all other rules found in it.
        evaluations: what became of those rules.
        book: the rulebook, which says what may be waived.
        as_of: the date the check holds for.
        known: approvals, and which waivers are older than the change under review.

    Returns:
        Native failures of acts, how many acts each rule examined, and the fingerprints that are excused.
    """
    merged = None if known.merged is None else known.merged.get(source.name, frozenset())
    waived, failures = waivers.judge(source, findings, evaluations, book, as_of, merged)
    approved = known.approved.get(source.name, ())
    judgement = Judgement(failures=[*failures, *approvals.judge(source, approved)])
    rows = len(source.records[waivers.TABLE].rows) if waivers.TABLE in source.records else 0
    examined = dict.fromkeys(waivers.FAILURES, rows) | dict.fromkeys(
        approvals.FAILURES, len(source.inputs) if approved else 0
    )
    for rule, count in {book.claimed[failure]: count for failure, count in examined.items()}.items():
        judgement.count(rule, source.name, count)
    return Acts(judgement, waived)
