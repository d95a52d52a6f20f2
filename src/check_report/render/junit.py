"""The result as JUnit XML, for the test views of CI servers: a suite a report, a case a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from check_report.language import marked
from check_report.model import Outcome
from check_report.render.safe import escaped, visible
from check_report.render.words import SEVERITIES, place_words, weight
from check_report.verdict import blocks

if TYPE_CHECKING:
    from check_report.language import Translate
    from check_report.model import Evaluation, Finding, Report, Result, Rule
    from check_report.render import Style

LIMIT = 1_000
"""Findings listed in one case; a CI server shows each case as one text."""
_MORE = marked("Se muestran {shown} de {total} hallazgos.")
_FOUND = (marked("{n} hallazgo"), marked("{n} hallazgos"))
_COUNTED = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
_NOT_XML = {ord(c): escaped(c) for c in "\ufffe\uffff"}


def render(result: Result, translate: Translate, _style: Style) -> str:
    """The result as `testsuites`: what blocks is a failure, a required rule not judged an error."""
    suites = Element("testsuites", name="check-report")
    for report in result.reports:
        _suite(suites, report, result, translate)
    if result.faults:
        suite = SubElement(suites, "testsuite", name="check-report")
        for fault in result.faults:
            case = SubElement(suite, "testcase", classname="check-report", name=visible(fault.where))
            SubElement(case, "error", type="fault", message=visible(fault.what))
    for suite in suites:
        _count(suite)
    _count(suites)
    indent(suites)
    text = tostring(suites, encoding="unicode").translate(_NOT_XML)
    # A runner that prints this file obeys `##[` anywhere in a line.
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text.replace("##[", "&#35;#[")}\n'


def _suite(suites: Element, report: Report, result: Result, translate: Translate) -> None:
    suite = SubElement(suites, "testsuite", name=visible(report.path))
    rules = {rule.id: rule for rule in result.rules}
    found: dict[str, list[Finding]] = {rule: [] for rule in rules}
    for finding in report.findings:
        found[finding.rule].append(finding)
    for evaluation in report.evaluations:
        rule = rules[evaluation.rule]
        name = f"{rule.id} {translate(rule.title)}"
        case = SubElement(suite, "testcase", classname=visible(report.path), name=visible(name))
        _became(case, evaluation)
        _list(case, rule, sorted(found[rule.id], key=weight), result, translate)


def _became(case: Element, evaluation: Evaluation) -> None:
    if evaluation.outcome is Outcome.NOT_EVALUATED:
        reason = visible(evaluation.reason or "")
        if evaluation.required:
            SubElement(case, "error", type=Outcome.NOT_EVALUATED.value, message=reason)
        else:
            SubElement(case, "skipped", message=reason)
    case.set("assertions", str(evaluation.examined))


def _list(case: Element, rule: Rule, findings: list[Finding], result: Result, translate: Translate) -> None:
    if not findings:
        return
    blocking = any(blocks(finding, strict=result.strict) for finding in findings)
    lines = [_line(finding, translate) for finding in findings[:LIMIT]]
    if len(findings) > LIMIT:
        lines.append(translate(_MORE).format(shown=LIMIT, total=len(findings)))
    if blocking:
        message = translate(_FOUND[len(findings) != 1]).format(n=len(findings))
        place = SubElement(case, "failure", type=translate(SEVERITIES[rule.severity]), message=message)
    else:
        place = SubElement(case, "system-out")
    place.text = "\n".join(lines)


def _line(finding: Finding, translate: Translate) -> str:
    """One finding in one line; it begins with the file, never with a cell's text."""
    where = " ".join(filter(None, [finding.location.file, place_words(finding.location, translate)]))
    waived = f" {translate('(dispensado)')}" if finding.waived else ""
    return visible(f"- {where}{waived}: {finding.message} {finding.hint} [{finding.fingerprint}]")


def _count(suite: Element) -> None:
    for name, tag in _COUNTED.items():
        suite.set(name, str(sum(1 for _ in suite.iter(tag))))
