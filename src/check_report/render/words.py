"""Words that several formats share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check_report.language import marked
from check_report.model import Outcome, Severity, Verdict
from check_report.render.safe import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from check_report.language import Translate
    from check_report.model import Basis, Cell, Evaluation, Finding, Location, Report

SEVERITIES = {
    Severity.ERROR: marked("error"),
    Severity.WARNING: marked("advertencia"),
    Severity.NOTE: marked("nota"),
}

COUNTS: Mapping[Severity | None, tuple[str, str]] = {
    Severity.ERROR: (marked("{n} error"), marked("{n} errores")),
    Severity.WARNING: (marked("{n} advertencia"), marked("{n} advertencias")),
    Severity.NOTE: (marked("{n} nota"), marked("{n} notas")),
    None: (marked("{n} hallazgo dispensado"), marked("{n} hallazgos dispensados")),
}
VERDICTS = {
    Verdict.ACCEPTED: marked("CONFORME: el informe puede aprobarse"),
    Verdict.REJECTED: marked("NO CONFORME: el informe no puede aprobarse como está"),
    Verdict.INCONCLUSIVE: marked("SIN CONCLUIR: falta juzgar reglas obligatorias"),
}
OPEN, CLOSE = "▸", "◂"
"""What stands around the wrong part of a row where no colour or box can show it."""
_CELL = 44
"""Characters of a cell that are shown; the offending one is shown around what is wrong in it."""


def basis_words(basis: Basis, translate: Translate) -> str:
    """A legal or technical basis in one line, marked while nobody has confirmed it."""
    article = basis.article
    if article[:1].isdigit():
        article = translate("artículo {article}").format(article=article)
    state = "" if basis.confirmed else translate("(por confirmar)")
    return " ".join(filter(None, [", ".join(filter(None, [basis.norm, article])), state]))


def counts(findings: Iterable[Finding], translate: Translate) -> str:
    """How many findings of each severity, and how many are waived; empty if there is none."""
    every = [None if finding.waived else finding.severity for finding in findings]
    numbers = [(every.count(kind), kind) for kind in COUNTS]
    return ", ".join(translate(COUNTS[kind][n != 1]).format(n=n) for n, kind in numbers if n)


def outcome_words(evaluations: Iterable[Evaluation], translate: Translate) -> str:
    """How many rules passed, failed and could not be judged."""
    outcomes = [evaluation.outcome for evaluation in evaluations]
    return translate("Reglas cumplidas: {passed}; con hallazgos: {failed}; sin evaluar: {skipped}.").format(
        passed=outcomes.count(Outcome.PASSED),
        failed=outcomes.count(Outcome.FAILED),
        skipped=outcomes.count(Outcome.NOT_EVALUATED),
    )


def place_words(location: Location, translate: Translate) -> str:
    """Row and line of a place, as far as it has them; in an imported document, where it stands in that."""
    if location.place:
        return visible(location.place)
    row = translate("fila {row}").format(row=location.row) if location.row else ""
    line = translate("línea {line}").format(line=location.line) if location.line else ""
    return ", ".join(filter(None, [row, line]))


def basis_line(bases: Iterable[Basis], translate: Translate) -> str:
    """All that a rule is based on, in one line."""
    return "; ".join(basis_words(basis, translate) for basis in bases)


def weight(finding: Finding) -> tuple[bool, int]:
    """Sorts findings as a format shows them that has room for some only: what blocks first."""
    return finding.waived, list(Severity).index(finding.severity)


def heading(report: Report) -> str:
    """A report's title, or its name where it has none."""
    return visible(report.title or report.name)


def titles(report: Report) -> Mapping[str, str]:
    """File → what it holds, in words."""
    return dict(report.titles)


def row_parts(finding: Finding) -> Iterator[tuple[str, bool]]:
    """The offending row as text, piece by piece, each with whether it is what is wrong."""
    for index, cell in enumerate(finding.row):
        if index:
            yield " | ", False
        if cell.field == (finding.location.field or ""):
            before, wrong, after = around(cell, finding)
            yield before, False
            yield wrong, True
            yield after, False
        else:
            yield _cut(visible(cell.text), _CELL), False


def around(cell: Cell, finding: Finding) -> tuple[str, str, str]:
    """The offending cell in three: before what is wrong, what is wrong, after; shortened."""
    before, wrong, after = split(cell, finding)
    if not before and not after:
        return "", _cut(wrong, 4 * _CELL), ""
    short = f"…{before[-_CELL:]}" if len(before) > _CELL else before
    return short, _cut(wrong, 4 * _CELL), _cut(after, _CELL)


def split(cell: Cell, finding: Finding) -> tuple[str, str, str]:
    """The offending cell in three, whole; all of it is wrong where the observed words are not in it."""
    text, wrong = visible(cell.text), visible(finding.observed or "")
    start = text.find(wrong) if wrong else -1
    if start < 0:
        return "", text, ""
    return text[:start], wrong, text[start + len(wrong) :]


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
