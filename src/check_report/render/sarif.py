"""The result as SARIF 2.1.0, for code scanning and editors.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. Limits: GitHub's "SARIF support for code scanning".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from check_report.language import marked
from check_report.model import Outcome, Severity
from check_report.render.json import dumped
from check_report.render.safe import visible
from check_report.render.words import basis_line, weight
from check_report.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from check_report.language import Translate
    from check_report.model import Evaluation, Finding, Location, Report, Result, Rule
    from check_report.render import Style

LIMIT = 25_000
"""Results that GitHub takes in one run; it refuses the whole file beyond that."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_ROOT = "%SRCROOT%"
_CUT = marked("Este archivo lleva {shown} de {total} hallazgos: es lo más que admite GitHub.")


def render(result: Result, translate: Translate, _style: Style) -> str:
    """The result as one SARIF log with one run; every rule is described, also those that found nothing."""
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [_run(result, translate)],
    }
    return dumped(log)


def _run(result: Result, translate: Translate) -> dict[str, Any]:
    indexes = {rule.id: index for index, rule in enumerate(result.rules)}
    findings = sorted(
        ((finding, report) for report in result.reports for finding in report.findings),
        key=lambda found: weight(found[0]),
    )
    return {
        "tool": {
            "driver": {
                "name": "check-report",
                "version": result.version,
                "semanticVersion": result.version,
                "language": translate(marked("es")),
                "rules": [_rule(rule, translate) for rule in result.rules],
            }
        },
        "automationDetails": {"id": "check-report/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": translate("La raíz del repositorio.")}}},
        "invocations": [_invocation(result, len(findings), indexes, translate)],
        "properties": {
            "rulesDigest": result.rules_digest,
            "asOf": result.as_of,
            "engine": result.engine,
            "verdicts": {r.path: verdict(r, strict=result.strict).value for r in result.reports},
        },
        "results": [_result(finding, report, indexes) for finding, report in findings[:LIMIT]],
    }


def _rule(rule: Rule, translate: Translate) -> dict[str, Any]:
    summary, basis = translate(rule.summary), basis_line(rule.basis, translate)
    markdown = f"{rule.page}\n\n## {translate('Fundamento')}\n\n{basis}\n"
    return {
        "id": rule.id,
        "name": translate(rule.title),
        "shortDescription": {"text": translate(rule.title)},
        "fullDescription": {"text": summary},
        "help": {"text": f"{summary} {translate('Fundamento:')} {basis}", "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.layer.value],
            "problem.severity": {Severity.NOTE: "recommendation"}.get(rule.severity, rule.severity.value),
            "waivable": rule.waivable,
            "required": rule.required,
        },
    }


def _invocation(
    result: Result, total: int, indexes: Mapping[str, int], translate: Translate
) -> dict[str, Any]:
    told = [
        {"level": "error", "message": {"text": visible(f"{fault.where}: {fault.what}")}}
        for fault in result.faults
    ]
    if total > LIMIT:
        words = translate(_CUT).format(shown=LIMIT, total=total)
        told.append({"level": "warning", "message": {"text": words}})
    return {
        "executionSuccessful": not result.faults,
        "toolExecutionNotifications": told,
        "toolConfigurationNotifications": [
            _not_evaluated(report, evaluation, indexes)
            for report in result.reports
            for evaluation in report.evaluations
            if evaluation.outcome is Outcome.NOT_EVALUATED
        ],
    }


def _not_evaluated(report: Report, evaluation: Evaluation, indexes: Mapping[str, int]) -> dict[str, Any]:
    return {
        "level": "error" if evaluation.required else "note",
        "message": {"text": visible(f"{report.path}: {evaluation.rule}: {evaluation.reason}")},
        "associatedRule": {"id": evaluation.rule, "index": indexes[evaluation.rule]},
    }


def _result(finding: Finding, report: Report, indexes: Mapping[str, int]) -> dict[str, Any]:
    said = {
        "ruleId": finding.rule,
        "ruleIndex": indexes[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": visible(f"{finding.message} {finding.hint}")},
        "locations": [_location(finding.location, report)],
        "partialFingerprints": {"checkReport/v1": finding.fingerprint},
        "properties": dict(_properties(finding)),
    }
    if finding.related:
        said["relatedLocations"] = [
            {"id": number, **_location(r.location, report), "message": {"text": visible(r.message)}}
            for number, r in enumerate(finding.related, start=1)
        ]
    if finding.waived:
        said["suppressions"] = [{"kind": "external", "status": "accepted"}]
    return said


def _properties(finding: Finding) -> Iterator[tuple[str, str]]:
    for name, value in (
        ("observed", finding.observed),
        ("expected", finding.expected),
        ("key", finding.location.key),
    ):
        if value is not None:
            yield name, visible(value)


def _location(location: Location, report: Report) -> dict[str, Any]:
    said: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(f"{report.path}/{location.file}"), "uriBaseId": _ROOT},
            # GitHub shows no result without a line: what a whole file lacks stands at its first.
            "region": {"startLine": location.line or 1},
        }
    }
    if location.table:
        parts = [location.table, str(location.row or ""), location.field or ""]
        name = visible("/".join(parts).rstrip("/"))
        said["logicalLocations"] = [{"fullyQualifiedName": name, "kind": "member"}]
    return said
