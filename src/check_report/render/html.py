"""The result as one HTML page for a reviewer or an auditor: self-contained, printable, usable without script.

Every text is escaped by the template engine. The content security policy allows the page its own style and
script by their digests and nothing else: no text of a report could run even if it got past the escaping.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from check_report.language import marked
from check_report.model import Outcome, Severity
from check_report.render.safe import visible
from check_report.render.words import (
    SEVERITIES,
    VERDICTS,
    basis_line,
    counts,
    heading,
    outcome_words,
    place_words,
    split,
    titles,
    weight,
)
from check_report.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from check_report.language import Translate
    from check_report.model import Cell, Finding, Report, Result, Rule
    from check_report.render import Style

LIMIT = 2_000
"""Findings on the page: as many as a browser shows, filters and prints without making anybody wait."""
_PAGE = Path(__file__).parent / "page"
_WORDS: Mapping[str, str] = {
    "all": marked("Todas"),
    "basis": marked("Fundamento:"),
    "check": marked("Revisión de informes"),
    "count": marked("Se muestran {shown} de {total} hallazgos."),
    "cut": marked("Esta página lleva {shown} de {total} hallazgos; el formato json los trae todos."),
    "digest": marked("Huella SHA-256"),
    "engine": marked("Motor"),
    "examined": marked("Revisados"),
    "file": marked("Archivo"),
    "files": marked("Archivos revisados"),
    "filters": marked("Filtrar los hallazgos"),
    "findings": marked("Hallazgos"),
    "help": marked("Qué revisa esta regla y por qué"),
    "held": marked("Comprobado"),
    "here": marked("esta es la celda señalada"),
    "hint": marked("Cómo corregir:"),
    "link": marked("Enlace a este hallazgo"),
    "none": marked("Sin hallazgos."),
    "passed": marked("Reglas cumplidas"),
    "reason": marked("Motivo"),
    "reports": marked("Informes"),
    "reset": marked("Quitar filtros"),
    "row": marked("Fila"),
    "rows": marked("Renglones"),
    "rule": marked("Regla"),
    "rules_digest": marked("Reglas"),
    "see": marked("Vea también"),
    "severity": marked("Peso"),
    "skip": marked("Ir a los hallazgos"),
    "skipped": marked("No se pudo evaluar"),
    "table": marked("Tabla"),
    "as_of": marked("Revisado al"),
    "version": marked("Versión"),
    "waived": marked("(dispensado)"),
    "what": marked("Qué revisa"),
    "with_neighbours": marked("La fila señalada y sus vecinas"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One cell of a row: its text in three, what is wrong in the middle."""

    before: str
    wrong: str
    after: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One row of an excerpt; `number` counts data rows as findings do."""

    number: int
    cells: tuple[Piece, ...]
    here: bool
    """Whether it is the row that the finding points at, not a neighbour."""
    whole: bool
    """Whether all of it is what is wrong."""


def render(result: Result, translate: Translate, _style: Style) -> str:
    """The result as one page, with at most LIMIT findings."""
    style, script = _asset("page.css"), _asset("page.js")
    words = {name: translate(message) for name, message in _WORDS.items()}
    total = sum(len(report.findings) for report in result.reports)
    text = (
        _environment()
        .get_template("page.html.jinja")
        .render(
            language=translate(marked("es")),
            words=words,
            policy=_policy(style, script),
            style=Markup(style),  # noqa: S704 - the page's own file
            script=Markup(script),  # noqa: S704 - the page's own file
            result=result,
            faults=[visible(f"{fault.where}: {fault.what}") for fault in result.faults],
            reports=_reports(result, translate),
            severities={severity.value: translate(SEVERITIES[severity]) for severity in Severity},
            total=total,
            shown=min(total, LIMIT),
        )
    )
    # A runner that prints this page obeys `##[` anywhere in a line.
    return str(text).replace("##[", "&#35;#[")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_PAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _asset(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    def source(text: str) -> str:
        return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"

    return (
        f"default-src 'none'; style-src {source(style)}; script-src {source(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _reports(result: Result, translate: Translate) -> list[dict[str, Any]]:
    rules = {rule.id: rule for rule in result.rules}
    chosen = _chosen(result)
    return [
        {
            "path": visible(report.path),
            "title": heading(report),
            "verdict": verdict(report, strict=result.strict).value,
            "said": translate(VERDICTS[verdict(report, strict=result.strict)]),
            "counts": counts(report.findings, translate),
            "outcomes": outcome_words(report.evaluations, translate),
            "files": list(_files(report, chosen, rules, translate)),
            "passed": _evaluations(report, Outcome.PASSED, rules, translate),
            "skipped": _evaluations(report, Outcome.NOT_EVALUATED, rules, translate),
            "held": [
                (evaluation.rule, visible(held.text), visible(held.observed))
                for evaluation in report.evaluations
                for held in evaluation.held
            ],
            "inputs": [(visible(i.path), i.rows, i.sha256) for i in report.inputs],
        }
        for report in result.reports
    ]


def _chosen(result: Result) -> set[tuple[str, str]]:
    """Report and fingerprint of the findings that the page shows: the heaviest."""
    found = [(weight(f), report.path, f.fingerprint) for report in result.reports for f in report.findings]
    return {(path, fingerprint) for _, path, fingerprint in sorted(found, key=lambda one: one[0])[:LIMIT]}


def _evaluations(
    report: Report, outcome: Outcome, rules: Mapping[str, Rule], translate: Translate
) -> list[dict[str, Any]]:
    return [
        {
            "rule": evaluation.rule,
            "title": translate(rules[evaluation.rule].title),
            "summary": translate(rules[evaluation.rule].summary),
            "examined": evaluation.examined,
            "reason": visible(evaluation.reason or ""),
        }
        for evaluation in report.evaluations
        if evaluation.outcome is outcome
    ]


def _files(
    report: Report, chosen: set[tuple[str, str]], rules: Mapping[str, Rule], translate: Translate
) -> Iterator[dict[str, Any]]:
    shown = (finding for finding in report.findings if (report.path, finding.fingerprint) in chosen)
    for file, found in groupby(shown, key=lambda finding: finding.location.file):
        ordered = sorted(found, key=lambda finding: (weight(finding), finding.rule))
        yield {
            "file": visible(file),
            "title": visible(titles(report).get(file, "")),
            "counts": counts(ordered, translate),
            "groups": [
                _group(rules[rule], list(group), translate)
                for rule, group in groupby(ordered, key=lambda finding: finding.rule)
            ],
        }


def _group(rule: Rule, findings: Sequence[Finding], translate: Translate) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "severity": rule.severity.value,
        "severity_words": translate(SEVERITIES[rule.severity]),
        "title": translate(rule.title),
        "summary": translate(rule.summary),
        "help": _help(rule.page),
        "basis": basis_line(rule.basis, translate),
        "hints": [visible(hint) for hint in dict.fromkeys(finding.hint for finding in findings)],
        "findings": [_finding(finding, translate) for finding in findings],
    }


def _finding(finding: Finding, translate: Translate) -> dict[str, Any]:
    return {
        "id": f"f-{finding.fingerprint}",
        "place": place_words(finding.location, translate),
        "waived": finding.waived,
        "message": visible(finding.message),
        "related": [
            visible(f"{r.location.file}, {place_words(r.location, translate)}") for r in finding.related
        ],
        "labels": [visible(cell.title) for cell in finding.row if finding.location.table],
        "lines": list(_lines(finding)),
    }


def _lines(finding: Finding) -> Iterator[Line]:
    row = finding.location.row or 0
    for number, cells in ((row - 1, finding.before), (row, finding.row), (row + 1, finding.after)):
        if cells:
            here = number == row
            pieces = tuple(_piece(cell, finding) if here else _plain(cell) for cell in cells)
            yield Line(number, pieces, here=here, whole=here and not finding.location.field)


def _piece(cell: Cell, finding: Finding) -> Piece:
    if cell.field != (finding.location.field or ""):
        return _plain(cell)
    return Piece(*split(cell, finding), marked=True)


def _plain(cell: Cell) -> Piece:
    return Piece(visible(cell.text), "", "", marked=False)


@cache
def _help(page: str) -> Markup:
    """A rule's page as HTML, its headings below those of the finding it stands with.

    Pages come with the rulebook, which a pull request may change too: no raw HTML, no link, no image.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["link", "image", "autolink"])
    tokens = parser.parse(page)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h5"
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - rendered without raw HTML
