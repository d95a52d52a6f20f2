"""The result for programs: stable, sorted, no clock. Its JSON Schema is `result.schema.json`, beside it."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any

from check_report.model import Severity
from check_report.render.safe import escaped, inert
from check_report.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from check_report.language import Translate
    from check_report.model import Evaluation, Finding, Location, Report, Result
    from check_report.render import Style

SCHEMA_VERSION = 1


def render(result: Result, _translate: Translate, _style: Style) -> str:
    """The result as JSON, one final line break."""
    return dumped(_result(result))


def dumped(document: Any) -> str:
    """A document as JSON that is safe to print: what a terminal or a GitHub runner would obey is escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    hidden = {
        c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
    }
    return inert(text.translate({ord(c): escaped(c) for c in hidden})) + "\n"


def _result(result: Result) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "check-report", "version": result.version},
        "rules_digest": result.rules_digest,
        "as_of": result.as_of,
        "reports": [_report(report, strict=result.strict) for report in result.reports],
        "totals": _totals(finding for report in result.reports for finding in report.findings),
        "faults": [{"where": fault.where, "what": fault.what} for fault in result.faults],
    }


def _report(report: Report, *, strict: bool) -> dict[str, Any]:
    return {
        "report": report.name,
        "path": report.path,
        "verdict": verdict(report, strict=strict).value,
        "inputs": [{"path": i.path, "sha256": i.sha256, "rows": i.rows} for i in report.inputs],
        "rules": [_evaluation(evaluation) for evaluation in report.evaluations],
        "findings": [_finding(finding) for finding in report.findings],
    }


def _evaluation(evaluation: Evaluation) -> dict[str, Any]:
    said: dict[str, Any] = {
        "rule": evaluation.rule,
        "severity": evaluation.severity.value,
        "outcome": evaluation.outcome.value,
        "examined": evaluation.examined,
        "findings": evaluation.findings,
    }
    if evaluation.reason is not None:
        said["reason"] = evaluation.reason
    if evaluation.held:
        said["held"] = [
            {**_place(held.location), "text": held.text, "observed": held.observed, "expected": held.expected}
            for held in evaluation.held
        ]
    return said


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "waived": finding.waived,
        "fingerprint": finding.fingerprint,
        **_place(finding.location),
        "observed": finding.observed,
        "expected": finding.expected,
        "message": finding.message,
        "hint": finding.hint,
        "related": [
            {
                "file": r.location.file,
                "line": r.location.line,
                **_in_document(r.location),
                "message": r.message,
            }
            for r in finding.related
        ],
    }


def _place(location: Location) -> dict[str, Any]:
    return {
        "table": location.table,
        "row": location.row,
        "field": location.field,
        "key": location.key,
        "file": location.file,
        "line": location.line,
        **_in_document(location),
    }


def _in_document(location: Location) -> dict[str, str]:
    return {"place": location.place} if location.place else {}


def _totals(findings: Iterable[Finding]) -> dict[str, int]:
    totals = dict.fromkeys([*(severity.value for severity in Severity), "waived"], 0)
    for finding in findings:
        totals["waived" if finding.waived else finding.severity.value] += 1
    return totals
