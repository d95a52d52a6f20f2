"""The parts of the README that the program itself says: the table of rules and the help."""

from __future__ import annotations

import re

from tests.conftest import ROOT, run

from check_report.render.words import SEVERITIES
from check_report.rulebook import book

README = ROOT / "README.md"


def parts() -> dict[str, str]:
    """Name of a generated part → what stands between `<!-- name -->` and `<!-- /name -->`."""
    return {"reglas": _rules(), "ayuda": f"```text\n{_help()}\n{_help('check')}```"}


def current(text: str) -> str:
    """The README's text with its generated parts as the program says them now."""
    for name, content in parts().items():
        between = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = between.sub(lambda found, content=content: f"{found[1]}{content}\n{found[2]}", text)  # type: ignore[misc]
    return text


def update() -> None:
    """Rewrites the generated parts."""
    README.write_text(current(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


def _help(*command: str) -> str:
    ran = run(*command, "--help")
    if ran.code:
        raise RuntimeError(ran.err)
    return ran.out


def _rules() -> str:
    rows = [
        f"| [{rule.id}](checks/rules/{rule.id}.md) | {SEVERITIES[rule.severity]} | {rule.summary} |"
        for rule in book.load().rules.values()
    ]
    return "\n".join(["| Regla | Peso | Qué revisa |", "| --- | --- | --- |", *rows])
