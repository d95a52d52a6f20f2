"""The result for a person at a terminal or in a file: verdict, findings by table, counts."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule as Line
from rich.text import Text

from check_report.model import Outcome, Severity, Verdict
from check_report.render.safe import inert, visible
from check_report.render.words import (
    CLOSE,
    OPEN,
    SEVERITIES,
    VERDICTS,
    basis_line,
    counts,
    outcome_words,
    place_words,
    row_parts,
)
from check_report.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from check_report.language import Translate
    from check_report.model import Evaluation, Finding, Location, Report, Result, Rule
    from check_report.render import Style

_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_VERDICT_COLORS = {
    Verdict.ACCEPTED: "bold green",
    Verdict.REJECTED: "bold red",
    Verdict.INCONCLUSIVE: "bold yellow",
}


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
    return inert("".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines()))


class _Page:
    def __init__(self, console: Console, result: Result, translate: Translate) -> None:
        self._console = console
        self._result = result
        self._say = translate
        self._rules = {rule.id: rule for rule in result.rules}

    def verdict(self, report: Report) -> None:
        """What became of the report, in one line, and how much was found."""
        became = verdict(report, strict=self._result.strict)
        self._print(Text(visible(" · ".join(filter(None, [report.title, report.path]))), style="bold"))
        line = Text(self._say(VERDICTS[became]), style=_VERDICT_COLORS[became])
        found = counts(report.findings, self._say)
        self._print(line.append(f" ({found})." if found else ".", style="not bold"))
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
        self._labelled(self._say("Fundamento:"), basis_line(rule.basis, self._say))
        self._print()

    def _finding(self, finding: Finding) -> None:
        waived = self._say("(dispensado)") if finding.waived else ""
        where = place_words(finding.location, self._say)
        head = Text(f"· {where}", style="dim" if finding.waived else "")
        self._print(head.append(f" {waived}" if waived else ""), 2)
        if finding.row:
            self._print(_row(finding), 4)
        self._print(Text(visible(finding.message)), 4)
        for related in finding.related:
            also = ", ".join(filter(None, [related.location.file, _line(related.location, self._say)]))
            words = self._say("Vea también {place}.").format(place=also)
            self._print(Text(visible(words), style="dim"), 4)

    def _held(self, evaluations: Iterable[Evaluation]) -> None:
        held = [(e.rule, one) for e in evaluations for one in e.held]
        if not held:
            return
        self._heading(self._say("Comprobado"))
        for rule, one in held:
            # What it came to («6 + 2 + 5 + 5 = 18») says more than the figure again.
            came_to = one.expected or one.observed
            words = f"✓ {rule}  «{one.text}»: {came_to}" if one.text else f"✓ {rule}  {came_to}"
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
        self._heading(self._say("Resumen"))
        self._print(Text(outcome_words(report.evaluations, self._say)), 2)
        self._print(Text(counts(report.findings, self._say) or self._say("Sin hallazgos.")), 2)
        if report.findings:
            example = report.findings[0].rule
            more = self._say("Para saber más de una regla: check-report explain {rule}").format(rule=example)
            self._print(Text(more), 2)
        self._print()

    def _heading(self, words: str) -> None:
        self._console.print(Line(Text(words, style="bold"), align="left", characters="─"))

    def _labelled(self, label: str, words: str) -> None:
        self._print(Text(label, style="bold").append(f" {visible(words)}", style="not bold"), 2)

    def _print(self, text: Text | None = None, indent: int = 0) -> None:
        self._console.print(Padding(text, (0, 0, 0, indent)) if text else "")


def _line(location: Location, say: Translate) -> str:
    if location.place or location.line is None:
        return location.place or ""
    return say("línea {line}").format(line=location.line)


def _row(finding: Finding) -> Text:
    """The row as printed, the wrong part between marks, so that no colour is needed to see it."""
    row = Text()
    for words, wrong in row_parts(finding):
        if wrong:
            row.append(f"{OPEN}{words}{CLOSE}", style=_COLORS[finding.severity])
        else:
            row.append(words, style="dim")
    return row
