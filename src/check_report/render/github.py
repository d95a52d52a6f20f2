"""The result as GitHub workflow commands: annotations on the changed lines of a pull request.

Format: "Workflow commands for GitHub Actions" in GitHub's documentation; escapes as in its actions/toolkit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.language import marked
from check_report.model import Outcome, Severity
from check_report.render.safe import inert, visible
from check_report.render.words import VERDICTS, counts, heading
from check_report.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from check_report.language import Translate
    from check_report.model import Finding, Report, Result, Rule
    from check_report.render import Style

LIMIT = 10
"""Annotations of one type that GitHub shows of one step."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MORE = marked("Otros {n} hallazgos de este peso no caben aquí: vea el resumen o la página del informe.")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One remark on a pull request, at a file's line if it has one."""

    level: str
    title: str
    message: str
    file: str = ""
    line: int | None = None


def render(result: Result, translate: Translate, _style: Style) -> str:
    """One command a line, at most LIMIT of a type with the rest counted; then each report's verdict."""
    rules = {rule.id: rule for rule in result.rules}
    lines = list(commands(_annotations(result, rules, translate), translate))
    for report in result.reports:
        words = translate(VERDICTS[verdict(report, strict=result.strict)])
        found = counts(report.findings, translate)
        lines.append(inert(f"{words}: {heading(report)}" + (f" ({found})" if found else "")))
    return "".join(f"{line}\n" for line in lines)


def commands(annotations: Iterable[Annotation], translate: Translate) -> Iterator[str]:
    """The annotations as the runner takes them, as many of each type as GitHub shows."""
    by_level: dict[str, list[Annotation]] = {level: [] for level in _LEVELS.values()}
    for annotation in annotations:
        by_level[annotation.level].append(annotation)
    for level, chosen in by_level.items():
        shown = chosen if len(chosen) <= LIMIT else chosen[: LIMIT - 1]
        yield from map(_command, shown)
        if len(shown) < len(chosen):
            more = translate(_MORE).format(n=len(chosen) - len(shown))
            yield _command(Annotation(level, "check-report", more))


def _annotations(result: Result, rules: dict[str, Rule], translate: Translate) -> Iterator[Annotation]:
    for fault in result.faults:
        yield Annotation("error", translate("Falla de la herramienta"), f"{fault.where}: {fault.what}")
    for report in result.reports:
        for evaluation in report.evaluations:
            if evaluation.outcome is Outcome.NOT_EVALUATED and evaluation.required:
                title = f"{evaluation.rule} {translate(rules[evaluation.rule].title)}"
                words = f"{report.path}: {translate('No se pudo evaluar')}. {evaluation.reason}"
                yield Annotation("error", title, words)
        for finding in report.findings:
            yield _annotation(finding, report, rules[finding.rule], translate)


def _annotation(finding: Finding, report: Report, rule: Rule, translate: Translate) -> Annotation:
    title = f"{rule.id} {translate(rule.title)}"
    return Annotation(
        level=_LEVELS[Severity.NOTE if finding.waived else finding.severity],
        title=f"{title} {translate('(dispensado)')}" if finding.waived else title,
        message=f"{finding.message} {finding.hint}",
        file=f"{report.path}/{finding.location.file}",
        line=finding.location.line,
    )


def _command(annotation: Annotation) -> str:
    properties = {
        "file": annotation.file,
        "line": str(annotation.line) if annotation.line and annotation.file else "",
        "title": annotation.title,
    }
    said = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{annotation.level} {said}::{_data(annotation.message)}"


def _data(text: str) -> str:
    # `visible` leaves neither CR nor LF: only the sign that begins an escape is left to escape.
    return inert(visible(text)).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
