"""The rulebook for a person or a program: one rule's page, and the catalogue of all."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from check_report.language import marked
from check_report.render.words import SEVERITIES, basis_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from check_report.language import Translate
    from check_report.model import Basis, Rule


def explain(rule: Rule, translate: Translate, width: int, *, color: bool) -> str:
    """A rule's page: title, weight, legal basis, and the page's body."""
    basis = "\n".join(f"- {_basis(basis, translate)}" for basis in rule.basis)
    facts = " · ".join(
        [
            translate(SEVERITIES[rule.severity]),
            translate("dispensable") if rule.waivable else translate("no dispensable"),
        ]
    )
    heading = f"# {rule.id}. {translate(rule.title)}\n\n{translate(rule.summary)}\n\n*{facts}*"
    page = f"{heading}\n\n{rule.page}\n\n## {translate('Fundamento')}\n\n{basis}\n"
    return _printed(Markdown(page), width, color=color)


def _basis(basis: Basis, translate: Translate) -> str:
    return f"{basis_words(basis, translate)}. {translate('Fuente:')} {basis.source}"


def as_text(rules: Iterable[Rule], translate: Translate, width: int, *, color: bool) -> str:
    """The catalogue as a table for a terminal."""
    table = Table(box=None, padding=(0, 1, 0, 0))
    for heading in (marked("Regla"), marked("Peso")):
        table.add_column(translate(heading), no_wrap=True)
    table.add_column(translate("Qué revisa"))
    for rule in rules:
        table.add_row(rule.id, translate(SEVERITIES[rule.severity]), translate(rule.summary))
    return _printed(table, width, color=color)


def as_json(rules: Iterable[Rule], translate: Translate, _width: int, *, color: bool) -> str:  # noqa: ARG001
    """The catalogue for programs."""
    return json.dumps([_entry(rule, translate) for rule in rules], ensure_ascii=False, indent=1) + "\n"


def as_csv(rules: Iterable[Rule], translate: Translate, _width: int, *, color: bool) -> str:  # noqa: ARG001
    """The catalogue for a spreadsheet; the legal basis in one cell."""
    buffer = io.StringIO()
    columns = ["id", "title", "summary", "severity", "waivable", "required", "layer", "basis"]
    writer = csv.DictWriter(buffer, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for rule in rules:
        writer.writerow(
            _entry(rule, translate) | {"basis": "; ".join(_basis(b, translate) for b in rule.basis)}
        )
    return buffer.getvalue()


CATALOGUES: Mapping[str, Callable[..., str]] = {"text": as_text, "json": as_json, "csv": as_csv}
"""Format → renderer of the catalogue."""


def _entry(rule: Rule, translate: Translate = str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": translate(rule.title),
        "summary": translate(rule.summary),
        "severity": rule.severity.value,
        "waivable": rule.waivable,
        "required": rule.required,
        "layer": rule.layer.value,
        "reads": list(rule.reads),
        "basis": [
            {"norm": b.norm, "article": b.article, "confirmed": b.confirmed, "source": b.source}
            for b in rule.basis
        ],
    }


def _printed(renderable: Any, width: int, *, color: bool) -> str:
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        emoji=False,
    )
    console.print(renderable)
    return "".join(line.rstrip() + "\n" for line in buffer.getvalue().splitlines())
