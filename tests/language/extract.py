"""Brings checks/locale/en.po and the README up to date: `make messages`, `python -m tests.language.extract`.

The messages are in Spanish, where they are used: in the program's calls of `marked`, `say` and `translate`
and its `metavar`s, and in the front matter of the rules' pages. A new message enters the
catalogue untranslated, for a person to translate; one that is no longer used leaves it.
"""

from __future__ import annotations

import ast
import io
from itertools import chain
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from tests.conftest import ROOT
from tests.language import readme

from check_report.rulebook.pages import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from check_report.model import Rule

CATALOGUE = ROOT / "checks" / "locale" / "en.po"
# The catalogue's own header, without the dates and versions that would change with every run.
_HEADER = """\
# English catalogue. The messages are written in Spanish, where they are used; `make messages` finds them.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_CALLS = {"marked", "say", "_say", "translate", "_translate"}
_KEYWORDS = {"metavar"}


def messages() -> set[str]:
    """Every message that the program and the rules' pages use."""
    modules = (path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    pages = load_rules(ROOT / "checks" / "rules").values()
    return set(chain(*map(in_program, modules), *map(in_page, pages)))


def in_program(source: str) -> Iterator[str]:
    """The messages of one module: whole strings, given to a function that marks or translates them."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = node.args[:1] if name in _CALLS else []
            given = [*given, *(keyword.value for keyword in node.keywords if keyword.arg in _KEYWORDS)]
            constants = (one.value for one in given if isinstance(one, ast.Constant))
            yield from (value for value in constants if isinstance(value, str))


def in_page(rule: Rule) -> Iterator[str]:
    """The messages of one rule's page."""
    yield from (rule.title, rule.summary)
    for wording in (rule.wording, *rule.variants.values()):
        yield from (wording.message, wording.hint)
    yield from rule.reasons.values()


def catalogue(path: Path = CATALOGUE) -> dict[str, str]:
    """The catalogue as it stands: message → its English."""
    with path.open("rb") as stream:
        return {str(entry.id): str(entry.string) for entry in read_po(stream, locale="en") if entry.id}


def updated(known: dict[str, str], used: Iterable[str]) -> str:
    """The file with every message in use, in order, with the English known for it, and with no other."""
    fresh = Catalog(locale="en", fuzzy=False)
    for message in used:
        fresh.add(message, known.get(message, ""))
    buffer = io.BytesIO()
    write_po(buffer, fresh, width=0, sort_output=True, omit_header=True)
    return _HEADER + buffer.getvalue().decode("utf-8").rstrip("\n") + "\n"


def main() -> None:
    """Rewrites the catalogue and the README's generated parts."""
    text = updated(catalogue(), messages())
    CATALOGUE.write_text(text, encoding="utf-8", newline="\n")
    readme.update()


if __name__ == "__main__":
    main()
