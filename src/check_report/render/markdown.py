"""The result as GitHub-flavoured Markdown: a comment on a pull request, or a job's summary.

Cells are hostile: they stand in code spans, or as prose in which nothing is left that Markdown, or GitHub
after it, would act upon (markup, links, mentions, references to issues).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.language import marked
from check_report.model import Outcome, Verdict
from check_report.render.safe import visible
from check_report.render.words import (
    CLOSE,
    OPEN,
    SEVERITIES,
    VERDICTS,
    basis_line,
    counts,
    heading,
    outcome_words,
    place_words,
    row_parts,
    titles,
    weight,
)
from check_report.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from check_report.language import Translate
    from check_report.model import Finding, Report, Result, Rule
    from check_report.render import Style

COMMENT = 65_536
"""Characters that a comment holds; counted here in bytes of UTF-8, which are never fewer."""
SUMMARY = 1024 * 1024
"""Bytes that the summary of a job's step holds."""
MARK = "<!-- check-report -->"
"""First line: what the job that keeps one comment up to date knows its comment by."""
ID = 12
"""Characters of a fingerprint that are shown: enough to tell findings apart, and to find one in the page."""

_SIGNS = {Verdict.ACCEPTED: "✅", Verdict.REJECTED: "❌", Verdict.INCONCLUSIVE: "⚠️"}
_MORE = marked("Se muestran {shown} de {total} hallazgos; los demás no caben: vea la página del informe.")
_FOOT = marked("Revisado al {as_of} con el motor {engine} y las reglas {digest}.")
_MARKUP = re.compile(r"([\\`*_\[\]#|~$>])")
# GitHub links these in finished text too; a zero-width space within them is what it never links across.
_LINKED = re.compile(r"(?<=[@#:])(?=\S)|(?<=www)(?=\.)|(?<=\bGH)(?=-)", re.IGNORECASE)
_ZERO_WIDTH = "\u200b"
_TICKS = re.compile("`+")


def render(result: Result, translate: Translate, _style: Style) -> str:
    """The result as a comment."""
    return page(result, translate, COMMENT)


def summary(result: Result, translate: Translate, _style: Style) -> str:
    """The result as a job's summary."""
    return page(result, translate, SUMMARY)


def page(result: Result, translate: Translate, limit: int, lead: str = "") -> str:
    """The whole document.

    Args:
        result: what to show.
        translate: the language.
        limit: bytes of UTF-8 it may have; findings beyond are counted instead.
        lead: finished Markdown to stand first.
    """
    head = [f"{MARK}\n", lead, *_faults(result, translate)]
    head += [_verdict(report, result, translate) for report in result.reports]
    tail = [part for report in result.reports for part in _not_evaluated(report, result, translate)]
    words = translate(_FOOT).format(
        as_of=result.as_of, engine=result.engine, digest=code(result.rules_digest)
    )
    tail.append(f"\n{words}\n")
    total = sum(len(report.findings) for report in result.reports)
    room = limit - size([*head, *tail, translate(_MORE).format(shown=total, total=total), "\n" * 4])
    body = _Body(result, translate, room)
    more = translate(_MORE).format(shown=body.shown, total=total) if body.shown < total else ""
    return cut("".join([*head, body.text(), f"\n{more}\n" if more else "", *tail]), limit)


def cut(text: str, limit: int) -> str:
    """As much of a finished document as fits, whole lines only."""
    if size([text]) <= limit:
        return text
    kept = text.encode()[: limit - 8].decode(errors="ignore")
    return kept.rpartition("\n")[0] + "\n\n…\n"


def size(parts: Iterable[str]) -> int:
    """Bytes of UTF-8."""
    return sum(len(part.encode()) for part in parts)


def code(text: str) -> str:
    """Any text as a code span, in which nothing is markup."""
    shown = visible(text).strip() or " "
    ticks = "`" * (max((len(run) for run in _TICKS.findall(shown)), default=0) + 1)
    # Blanks on both sides keep a tick at either end apart from the marks; Markdown takes them off again.
    padding = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{ticks}{padding}{_unlinked_command(shown)}{padding}{ticks}"


def prose(text: str) -> str:
    """Any text as prose, in which nothing is markup, a link, a mention or a reference."""
    broken = _LINKED.sub(_ZERO_WIDTH, visible(text))
    escaped = broken.replace("&", "&amp;").replace("<", "&lt;")
    return _MARKUP.sub(r"\\\1", escaped)


def _unlinked_command(text: str) -> str:
    # Code spans take no escapes, and a runner that prints this document obeys `##[` anywhere in a line.
    return text.replace("##[", f"##{_ZERO_WIDTH}[")


def _verdict(report: Report, result: Result, translate: Translate) -> str:
    became = verdict(report, strict=result.strict)
    found = counts(report.findings, translate) or translate("Sin hallazgos.")
    return (
        f"\n## {_SIGNS[became]} {prose(heading(report))}\n\n"
        f"**{translate(VERDICTS[became])}.** {code(report.path)}\n\n"
        f"{found} · {outcome_words(report.evaluations, translate)}\n"
    )


class _Body:
    """Findings by file and rule: the heaviest that fit."""

    def __init__(self, result: Result, translate: Translate, room: int) -> None:
        self._say = translate
        self._rules = {rule.id: rule for rule in result.rules}
        self._groups: dict[tuple[str, str], dict[str, _Group]] = {}
        self._reports = result.reports
        self.shown = 0
        found = ((finding, report) for report in result.reports for finding in report.findings)
        for finding, report in sorted(found, key=lambda pair: weight(pair[0])):
            room -= self._add(finding, report, room)
            if room < 0:
                break
            self.shown += 1

    def text(self) -> str:
        """The findings shown, in the order of the reports' files."""
        return "".join(
            self._file(file, report)
            for report in self._reports
            for file in dict.fromkeys(finding.location.file for finding in report.findings)
            if (report.path, file) in self._groups
        )

    def _add(self, finding: Finding, report: Report, room: int) -> int:
        """Adds a finding if there is room; how many bytes it takes, with the headings it is first to need."""
        place = report.path, finding.location.file
        groups = self._groups.get(place, {})
        group = groups.get(finding.rule, _Group([], {}))
        piece, hint = _finding(finding, self._say), _hint(finding, self._say)
        needed = size([piece, *([] if hint in group.hints else [hint])])
        needed += 0 if groups else size(self._frame(place[1], report))
        needed += 0 if group.findings else size(self._heading(self._rules[finding.rule]))
        if needed <= room:
            group.findings.append(piece)
            group.hints[hint] = None
            self._groups.setdefault(place, {})[finding.rule] = group
        return needed

    def _file(self, file: str, report: Report) -> str:
        opening, closing = self._frame(file, report)
        parts = [
            part
            for rule, group in self._groups[report.path, file].items()
            for title, basis in [self._heading(self._rules[rule])]
            for part in [title, *group.findings, *group.hints, basis]
        ]
        return "".join([opening, *parts, closing])

    def _frame(self, file: str, report: Report) -> tuple[str, str]:
        found = [finding for finding in report.findings if finding.location.file == file]
        name = " ".join(filter(None, [titles(report).get(file, ""), f"({file})"]))
        counted = counts(found, self._say)
        return f"\n<details open>\n<summary><b>{_html(name)}</b>: {counted}</summary>\n", "\n</details>\n"

    def _heading(self, rule: Rule) -> tuple[str, str]:
        say = self._say
        title = f"\n**{say(SEVERITIES[rule.severity])} {rule.id}** {prose(say(rule.title))}\n\n"
        return title, f"\n{say('Fundamento:')} {prose(basis_line(rule.basis, say))}\n"


@dataclass(frozen=True, slots=True)
class _Group:
    findings: list[str]
    hints: dict[str, None]


def _hint(finding: Finding, translate: Translate) -> str:
    return f"\n{translate('Cómo corregir:')} {prose(finding.hint)}\n"


def _finding(finding: Finding, translate: Translate) -> str:
    waived = f" {translate('(dispensado)')}" if finding.waived else ""
    where = place_words(finding.location, translate) or code(finding.location.file)
    lines = [f"- {where}{waived}: {prose(finding.message)} {code(finding.fingerprint[:ID])}"]
    if finding.row:
        lines.append(code("".join(f"{OPEN}{t}{CLOSE}" if wrong else t for t, wrong in row_parts(finding))))
    return "  \n  ".join(lines) + "\n"


def _not_evaluated(report: Report, result: Result, translate: Translate) -> Iterator[str]:
    skipped = [e for e in report.evaluations if e.outcome is Outcome.NOT_EVALUATED]
    if not skipped:
        return
    titles = {rule.id: translate(rule.title) for rule in result.rules}
    title = f"<b>{translate('No se pudo evaluar')}</b>: {_html(report.path)}"
    yield f"\n<details>\n<summary>{title}</summary>\n\n"
    for e in skipped:
        yield f"- **{e.rule}** {prose(titles[e.rule])}. {prose(e.reason or '')}\n"
    yield "\n</details>\n"


def _faults(result: Result, translate: Translate) -> Iterator[str]:
    for fault in result.faults:
        words = translate("Falla de la herramienta en {where}: {what}")
        yield f"\n**{prose(words.format(where=fault.where, what=fault.what))}**\n"


def _html(text: str) -> str:
    """Any text inside the few HTML elements that GitHub keeps."""
    broken = _LINKED.sub(_ZERO_WIDTH, visible(text))
    return re.sub(r"[^\w\s\u200b]", lambda sign: f"&#{ord(sign[0])};", broken)
