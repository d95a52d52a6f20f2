"""The rules' pages: front matter for the program, a body in Spanish for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from check_report.model import Basis, Layer, Rule, Severity, Wording
from check_report.rulebook.strict import RulebookError, read_front_matter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SEVERITIES = {"error": Severity.ERROR, "advertencia": Severity.WARNING, "nota": Severity.NOTE}


def load_rules(folder: Path) -> dict[str, Rule]:
    """Every page of the folder as a rule, by id, in order of id. Raises RulebookError for a bad page."""
    return {path.stem: _rule(path) for path in sorted(folder.glob("*.md"))}


def _rule(path: Path) -> Rule:
    head, body = read_front_matter(path)
    try:
        rule = Rule(
            id=head["id"],
            title=head["titulo"],
            summary=head["resumen"],
            severity=_SEVERITIES[head["severidad"]],
            waivable=head["dispensable"],
            required=head["obligatoria"],
            doubtful_repeated=head.get("dudosa_si_se_repite", False),
            layer=Layer(head["capa"]),
            reads=tuple(head["lee"]),
            wording=_wording(head),
            variants={name: _wording(words) for name, words in head.get("variantes", {}).items()},
            reasons=head.get("motivos", {}),
            basis=tuple(_basis(entry) for entry in head["fundamento"]),
            claims=tuple(head.get("estructura", head.get("actos", {})).get("fallas", ())),
            page=body,
        )
    except (KeyError, ValueError) as error:
        raise RulebookError(f"{path.name}: front matter lacks or misspells {error}") from error
    if rule.id != path.stem:
        raise RulebookError(f"{path.name}: its id is {rule.id}")
    return rule


def _wording(words: Mapping[str, Any]) -> Wording:
    return Wording(words["mensaje"], words["remedio"], words.get("dudosa_en_documento", False))


def _basis(entry: Mapping[str, Any]) -> Basis:
    return Basis(entry["norma"], entry["articulo"], entry["estado"] == "confirmado", entry["fuente"])
