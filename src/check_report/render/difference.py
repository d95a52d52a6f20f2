"""New against old: what must be said aloud, findings that are new or gone, cells that changed."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from check_report.diff import Kind, Notice
from check_report.language import marked
from check_report.render import github, markdown
from check_report.render.json import dumped
from check_report.render.safe import inert, visible
from check_report.render.words import SEVERITIES, place_words, weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from check_report.diff import Cell, Change, Difference, Row
    from check_report.language import Translate
    from check_report.model import Finding
    from check_report.render import Style

SCHEMA_VERSION = 1
ROOM = 40
"""Lines of one kind that a document for people shows of one report; the rest are counted."""
_NOTICES: Mapping[Notice, str] = {
    Notice.RULES_AND_DATA: marked(
        "Esta propuesta cambia a la vez las reglas y los datos: puede hacer que sus propios datos parezcan "
        "correctos. Sepárela en dos, o pida que también la apruebe quien responde por las reglas."
    ),
    Notice.RULES: marked(
        "Esta propuesta cambia las reglas: los informes ya aprobados pueden dejar de cumplirlas, o al revés."
    ),
    Notice.OWN_WAIVER: marked(
        "Esta propuesta trae su propia dispensa: no vale hasta que otra persona la apruebe y se integre."
    ),
    Notice.REPORT_GONE: marked("Esta propuesta quita informes completos."),
}
_NEW = (marked("{n} hallazgo nuevo"), marked("{n} hallazgos nuevos"))
_GONE = (marked("{n} resuelto"), marked("{n} resueltos"))
_SAME = marked("{n} sin cambio")
_CHANGED = (marked("{n} celda cambiada"), marked("{n} celdas cambiadas"))
_MORE = marked("… y {n} más.")
_KINDS = {Kind.ADDED: marked("fila nueva"), Kind.REMOVED: marked("fila quitada"), Kind.CHANGED: ""}
_PROSE = marked("Texto: {added} párrafos nuevos o cambiados, {removed} que ya no están.")


def as_text(difference: Difference, translate: Translate, _style: Style) -> str:
    """For a terminal or a log: one line a thing."""
    lines = [f"{visible(difference.base)} → {visible(difference.head)}", ""]
    for notice, files in difference.notices:
        lines += [f"! {translate(_NOTICES[notice])}", *(f"    {visible(name)}" for name in files), ""]
    lines += [_totals(difference.changes, translate), ""]
    for change in difference.changes:
        lines.append(visible(change.path))
        for mark, findings in (("+", change.new), ("-", change.gone)):
            lines += [f"  {mark} {_said(finding, translate)}" for finding in sorted(findings, key=weight)]
        lines += [f"  {line}" for row in change.rows for line in _row(row, translate, visible, _quoted)]
        lines += [f"  {line}" for line in _prose(change, translate)]
        lines.append("")
    return inert("\n".join(lines))


def as_json(difference: Difference, _translate: Translate, _style: Style) -> str:
    """For programs: everything, in the order of the reports, tables and rows."""
    return dumped(
        {
            "schema_version": SCHEMA_VERSION,
            "base": difference.base,
            "head": difference.head,
            "notices": [{"notice": n.value, "files": list(files)} for n, files in difference.notices],
            "reports": [_change(change) for change in difference.changes],
        }
    )


def as_github(difference: Difference, translate: Translate, _style: Style) -> str:
    """For a workflow: what must be said aloud, as warnings; then the totals."""
    title = translate("Revise esta propuesta con cuidado")
    warnings = [
        github.Annotation("warning", title, f"{translate(_NOTICES[notice])} ({_some(files, translate)})")
        for notice, files in difference.notices
    ]
    lines = [*github.commands(warnings, translate), _totals(difference.changes, translate)]
    return "".join(f"{line}\n" for line in lines)


def as_markdown(difference: Difference, translate: Translate, _style: Style) -> str:
    """For a comment on a pull request: the change first, then the state of the reports it touches."""
    return markdown.page(
        difference.result, translate, markdown.COMMENT, _lead(difference, translate, markdown.COMMENT // 2)
    )


def as_summary(difference: Difference, translate: Translate, _style: Style) -> str:
    """The same for the summary of a job."""
    return markdown.page(
        difference.result, translate, markdown.SUMMARY, _lead(difference, translate, markdown.SUMMARY // 2)
    )


FORMATS: Mapping[str, Callable[[Difference, Translate, Style], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "summary": as_summary,
    "markdown": as_markdown,
}
"""Format → its renderer."""


def _totals(changes: Iterable[Change], translate: Translate) -> str:
    changes = list(changes)
    new, gone = sum(len(c.new) for c in changes), sum(len(c.gone) for c in changes)
    cells = sum(len(row.cells) for c in changes for row in c.rows)
    parts = [
        translate(_NEW[new != 1]).format(n=new),
        translate(_GONE[gone != 1]).format(n=gone),
        translate(_SAME).format(n=sum(c.unchanged for c in changes)),
        translate(_CHANGED[cells != 1]).format(n=cells),
    ]
    return ", ".join(parts) + "."


def _said(finding: Finding, translate: Translate) -> str:
    place = ", ".join(filter(None, [finding.location.file, place_words(finding.location, translate)]))
    return visible(f"{translate(SEVERITIES[finding.severity])} {finding.rule} {place}: {finding.message}")


def _row(
    row: Row, translate: Translate, plain: Callable[[str], str], quoted: Callable[[str], str]
) -> Iterator[str]:
    """One line for a row that came or went, one for each cell of a row that changed."""
    place = translate("fila {row}").format(row=row.row)
    if row.kind is not Kind.CHANGED:
        text = " | ".join(_value(row, cell) or "" for cell in row.cells)
        yield f"{plain(row.file)}, {place} ({translate(_KINDS[row.kind])}): {quoted(text)}"
        return
    for cell in row.cells:
        before, after = (quoted(value) if value else "∅" for value in (cell.before, cell.after))
        yield f"{plain(row.file)}, {place}, {plain(cell.title)}: {before} → {after}"


def _value(row: Row, cell: Cell) -> str | None:
    return cell.after if row.kind is Kind.ADDED else cell.before


def _prose(change: Change, translate: Translate) -> Iterator[str]:
    if change.prose is not None:
        words = translate(_PROSE).format(added=change.prose.added, removed=change.prose.removed)
        yield f"{change.prose.file}: {words}"


def _quoted(text: str) -> str:
    return f"«{visible(text)}»"


def _some(files: tuple[str, ...], translate: Translate, shown: Callable[[str], str] = visible) -> str:
    names = [shown(name) for name in files[:ROOM]]
    if len(files) > ROOM:
        names.append(translate(_MORE).format(n=len(files) - ROOM))
    return ", ".join(names)


def _lead(difference: Difference, translate: Translate, limit: int) -> str:
    parts = []
    for notice, files in difference.notices:
        parts.append(f"\n> [!CAUTION]\n> **{translate(_NOTICES[notice])}**\n>\n")
        parts.append(f"> {_some(files, translate, markdown.code)}\n")
    parts.append(f"\n## {translate('Qué cambia')}\n\n**{_totals(difference.changes, translate)}**\n")
    for change in difference.changes:
        parts.append(f"\n### {markdown.prose(change.path)}\n\n")
        parts += _listed(translate("Nuevo"), _findings(change.new, translate), translate)
        parts += _listed(translate("Resuelto"), _findings(change.gone, translate), translate)
        rows = (line for row in change.rows for line in _row(row, translate, markdown.prose, markdown.code))
        parts += _listed(translate("Cambio"), rows, translate)
        parts += _listed(translate("Cambio"), _prose(change, translate), translate)
    return markdown.cut("".join(parts), limit)


def _findings(findings: Iterable[Finding], translate: Translate) -> Iterator[str]:
    return (markdown.prose(_said(finding, translate)) for finding in sorted(findings, key=weight))


def _listed(word: str, lines: Iterator[str], translate: Translate) -> Iterator[str]:
    yield from (f"- **{word}:** {line}\n" for line in islice(lines, ROOM))
    more = sum(1 for _ in lines)
    if more:
        yield f"- {translate(_MORE).format(n=more)}\n"


def _change(change: Change) -> dict[str, Any]:
    return {
        "report": change.path,
        "new": [_entry(finding) for finding in change.new],
        "gone": [_entry(finding) for finding in change.gone],
        "unchanged": change.unchanged,
        "rows": [
            {
                "file": row.file,
                "key": row.key,
                "row": row.row,
                "change": row.kind.value,
                "cells": [{"field": c.field, "before": c.before, "after": c.after} for c in row.cells],
            }
            for row in change.rows
        ],
        "prose": None
        if change.prose is None
        else {"file": change.prose.file, "added": change.prose.added, "removed": change.prose.removed},
    }


def _entry(finding: Finding) -> dict[str, Any]:
    place = finding.location
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "waived": finding.waived,
        "fingerprint": finding.fingerprint,
        "file": place.file,
        "line": place.line,
        "row": place.row,
        "field": place.field,
        "message": finding.message,
    }
