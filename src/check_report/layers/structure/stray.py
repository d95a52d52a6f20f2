"""Characters and markup that no printed cell has: invisible ones, HTML tags, console styles."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from rich.errors import StyleSyntaxError
from rich.style import Style

from check_report.model import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from check_report.source.records import Records

_HTML = re.compile(r"</?[a-zA-Z][^<>]*>")
_CONSOLE = re.compile(r"\[(/?)([a-zA-Z#@/][^\[\]]*)?\]")
_INVISIBLE = {"Cc", "Cf", "Co", "Cs"}
_HARMLESS = {"\t", "\n", "\r", "\u00ad"}
"""Tabs, line breaks and soft hyphens come from the word processor and do no harm."""


def find(report: str, records: Records) -> Iterator[Failure]:
    """The `control-character` and `markup` failures of a table's cells."""
    for record in records.rows:
        for label, cell in zip(records.labels, record.cells, strict=False):
            for name, found in (("control-character", _control(cell)), ("markup", _markup(cell))):
                if found:
                    table = records.table
                    yield Failure(
                        name,
                        report,
                        table.name,
                        record.row,
                        label,
                        table.path,
                        record.line,
                        observed=cell,
                        extras={"found": found},
                    )


def _control(cell: str) -> str | None:
    if cell.isascii() and cell.isprintable():
        return None
    found = (c for c in cell if unicodedata.category(c) in _INVISIBLE and c not in _HARMLESS)
    return ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in found)) or None


def _markup(cell: str) -> str | None:
    if "<" not in cell and "[" not in cell:
        return None
    html = _HTML.search(cell)
    if html:
        return html[0]
    return next(
        (match[0] for match in _CONSOLE.finditer(cell) if match[1] or _is_style(match[2] or "")), None
    )


def _is_style(words: str) -> bool:
    try:
        Style.parse(words)
    except StyleSyntaxError:
        return False
    return bool(words.strip())
