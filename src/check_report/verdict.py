"""From reports to verdicts, and from verdicts to the exit code. Pure."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from check_report.model import Outcome, Severity, Verdict

if TYPE_CHECKING:
    from check_report.model import Finding, Report, Result


class Exit(IntEnum):
    """What the process returns, the same for every output format."""

    CONFORMS = 0
    FINDINGS = 1
    USAGE = 2
    NOT_CHECKED = 3
    FAULT = 4


def blocks(finding: Finding, *, strict: bool) -> bool:
    """Whether a finding keeps its report from being accepted."""
    if finding.waived:
        return False
    return finding.severity is Severity.ERROR or (strict and finding.severity is Severity.WARNING)


def verdict(report: Report, *, strict: bool) -> Verdict:
    """REJECTED if anything blocks, INCONCLUSIVE if a required rule was not judged, else ACCEPTED."""
    if any(blocks(finding, strict=strict) for finding in report.findings):
        return Verdict.REJECTED
    if any(e.required and e.outcome is Outcome.NOT_EVALUATED for e in report.evaluations):
        return Verdict.INCONCLUSIVE
    return Verdict.ACCEPTED


def exit_code(result: Result, *, unreadable: bool = False) -> Exit:
    """The first that holds of 4 (fault), 2 (unreadable input), 1 (findings), 3 (not checked), 0."""
    verdicts = {verdict(report, strict=result.strict) for report in result.reports}
    if result.faults:
        return Exit.FAULT
    if unreadable:
        return Exit.USAGE
    if Verdict.REJECTED in verdicts:
        return Exit.FINDINGS
    if not verdicts or Verdict.INCONCLUSIVE in verdicts:
        return Exit.NOT_CHECKED
    return Exit.CONFORMS
