"""The result for a person at a terminal or in a file: verdict, findings by table, counts."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.text import Text

from check_report.language import marked
from check_report.model import Outcome, Severity, Verdict
from check_report.render.safe import visible
from check_report.render.words import SEVERITIES, basis_words
from check_report.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from check_report.language import Translate
    from check_report.model import Cell, Evaluation, Finding, Report, Result, Rule
    from check_report.render import Style

_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_COUNTS = {
    Severity.ERROR: (marked("{n} error"), marked("{n} errores")),
    Severity.WARNING: (marked("{n} advertencia"), marked("{n} advertencias")),
    Severity.NOTE: (marked("{n} nota"), marked("{n} notas")),
}
_VERDICTS = {
    Verdict.ACCEPTED: (marked("CONFORME: el informe puede aprobarse"), "bold green"),
    Verdict.REJECTED: (marked("NO CONFORME: el informe no puede aprobarse como está"), "bold red"),
    Verdict.INCONCLUSIVE: (marked("SIN CONCLUIR: falta juzgar reglas obligatorias"), "bold yellow"),
}
_OPEN, _CLOSE = "▸", "◂"
_CELL = 44
"""Characters of a cell that are shown; the offending one is shown around what is wrong in it."""


def render(result: Result, translate: Translate, style: Style) -> str:
    """The result as text of `style.width` columns, with ANSI colours if `style.color`."""
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=style.width,
        force_terminal=style.color,
        color_system="standard" if style.color else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    page = _Page(console, result, translate)
    for report in result.reports:
        page.verdict(report)
        if not style.quiet:
            page.report(report)
    page.faults()
    # Rich pads lines to the width; a file needs no trailing blanks.
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines())


class _Page:
    def __init__(self, console: Console, result: Result, translate: Translate) -> None:
        self._console = console
        self._result = result
        self._say = translate
        self._rules = {rule.id: rule for rule in result.rules}

    def verdict(self, report: Report) -> None:
        """What became of the report, in one line, and how much was found."""
        words, color = _VERDICTS[verdict(report, strict=self._result.strict)]
        self._print(Text(visible(" · ".join(filter(None, [report.title, report.path]))), style="bold"))
        line = Text(self._say(words), style=color)
        counts = self._counts(report.findings)
        self._print(line.append(f" ({counts})." if counts else ".", style="not bold"))
        self._print()

    def report(self, report: Report) -> None:
        """Findings by file, what was verified, what was not evaluated, counts, where to read more."""
        for file, findings in groupby(report.findings, key=lambda finding: finding.location.file):
            title = dict(report.titles).get(file, "")
            self._heading(visible(f"{title} ({file})" if title else file))
            self._file(list(findings))
        self._held(report.evaluations)
        self._not_evaluated(report.evaluations)
        self._summary(report)

    def faults(self) -> None:
        """What broke in the tool itself."""
        for fault in self._result.faults:
            words = self._say("Falla de la herramienta en {where}: {what}").format(
                where=fault.where, what=fault.what
            )
            self._print(Text(visible(words), style="bold red"))

    def _file(self, findings: Sequence[Finding]) -> None:
        ordered = sorted(findings, key=lambda finding: (list(Severity).index(finding.severity), finding.rule))
        for rule, group in groupby(ordered, key=lambda finding: finding.rule):
            self._group(self._rules[rule], list(group))

    def _group(self, rule: Rule, findings: Sequence[Finding]) -> None:
        head = Text()
        head.append(f"{self._say(SEVERITIES[rule.severity])} {rule.id}", style=_COLORS[rule.severity])
        head.append(f"  {self._say(rule.title)}", style="bold")
        self._print(head)
        for finding in findings:
            self._finding(finding)
        for hint in dict.fromkeys(finding.hint for finding in findings):
            self._labelled(self._say("Cómo corregir:"), hint)
        self._labelled(
            self._say("Fundamento:"), "; ".join(basis_words(basis, self._say) for basis in rule.basis)
        )
        self._print()

    def _finding(self, finding: Finding) -> None:
        place = finding.location
        where = [
            self._say("fila {row}").format(row=place.row) if place.row else "",
            self._say("línea {line}").format(line=place.line) if place.line else "",
        ]
        waived = self._say("(dispensado)") if finding.waived else ""
        head = Text("· " + ", ".join(filter(None, where)), style="dim" if finding.waived else "")
        self._print(head.append(f" {waived}" if waived else ""), 2)
        if finding.row:
            self._print(_row(finding), 4)
        self._print(Text(visible(finding.message)), 4)
        for related in finding.related:
            also = self._say("línea {line}").format(line=related.location.line)
            words = self._say("Vea también {place}.").format(place=f"{related.location.file}, {also}")
            self._print(Text(visible(words), style="dim"), 4)

    def _held(self, evaluations: Iterable[Evaluation]) -> None:
        held = [(e.rule, one) for e in evaluations for one in e.held]
        if not held:
            return
        self._heading(self._say("Comprobado"))
        for rule, one in held:
            words = f"✓ {rule}  «{one.text}»: {one.observed}" if one.text else f"✓ {rule}  {one.observed}"
            self._print(Text(visible(words)), 2)
        self._print()

    def _not_evaluated(self, evaluations: Iterable[Evaluation]) -> None:
        skipped = [e for e in evaluations if e.outcome is Outcome.NOT_EVALUATED]
        if not skipped:
            return
        self._heading(self._say("No se pudo evaluar"))
        for evaluation in skipped:
            title = self._say(self._rules[evaluation.rule].title)
            self._print(Text(visible(f"– {evaluation.rule}  {title}. {evaluation.reason}")), 2)
        self._print()

    def _summary(self, report: Report) -> None:
        outcomes = [evaluation.outcome for evaluation in report.evaluations]
        self._heading(self._say("Resumen"))
        self._print(
            Text(
                self._say("{passed} reglas cumplidas, {failed} con hallazgos, {skipped} sin evaluar.").format(
                    passed=outcomes.count(Outcome.PASSED),
                    failed=outcomes.count(Outcome.FAILED),
                    skipped=outcomes.count(Outcome.NOT_EVALUATED),
                )
            ),
            2,
        )
        self._print(Text(self._counts(report.findings) or self._say("Sin hallazgos.")), 2)
        if report.findings:
            example = report.findings[0].rule
            more = self._say("Para saber más de una regla: check-report explain {rule}").format(rule=example)
            self._print(Text(more), 2)
        self._print()

    def _counts(self, findings: Iterable[Finding]) -> str:
        severities = [finding.severity for finding in findings if not finding.waived]
        counts = [(severities.count(s), s) for s in Severity]
        return ", ".join(self._say(_COUNTS[s][n != 1]).format(n=n) for n, s in counts if n)

    def _heading(self, words: str) -> None:
        self._console.print(Line(Text(words, style="bold"), align="left", characters="─"))

    def _labelled(self, label: str, words: str) -> None:
        self._print(Text(label, style="bold").append(f" {visible(words)}", style="not bold"), 2)

    def _print(self, text: Text | None = None, indent: int = 0) -> None:
        self._console.print(Padding(text, (0, 0, 0, indent)) if text else "")


def _row(finding: Finding) -> Text:
    """The row as printed, the wrong part between marks, so that no colour is needed to see it."""
    row = Text()
    for index, cell in enumerate(finding.row):
        if index:
            row.append(" | ", style="dim")
        if cell.field == (finding.location.field or ""):
            before, wrong, after = _around(cell, finding)
            row.append(before).append(f"{_OPEN}{wrong}{_CLOSE}", style=_COLORS[finding.severity]).append(
                after
            )
        else:
            row.append(_cut(cell.text, _CELL), style="dim")
    return row


def _around(cell: Cell, finding: Finding) -> tuple[str, str, str]:
    text, wrong = visible(cell.text), visible(finding.observed or "")
    start = text.find(wrong) if wrong else -1
    if start < 0:
        return "", _cut(text, 2 * _CELL), ""
    before, after = text[:start], text[start + len(wrong) :]
    short = f"…{before[-_CELL:]}" if len(before) > _CELL else before
    return short, _cut(wrong, 4 * _CELL), _cut(after, _CELL)


def _cut(text: str, length: int) -> str:
    shown = visible(text)
    return shown if len(shown) <= length else f"{shown[: length - 1]}…"
