"""The rules and findings of an approval as a workbook. Every text is written as text, never as a formula."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING

import xlsxwriter

from check_report.audit.dossier.blocks import Grid, Heading

if TYPE_CHECKING:
    from check_report.audit.dossier.blocks import Dossier

_LONGEST = 32767
"""Characters that a cell of a workbook may hold."""


def render(dossier: Dossier, date: str) -> bytes:
    """One sheet a table of the dossier.

    Args:
        dossier: the dossier.
        date: what the workbook gives as its own date (ISO 8601).
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        created = datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC)
        book.set_properties({"title": dossier.title, "subject": dossier.subtitle, "created": created})
        head = book.add_format({"bold": True, "bg_color": "#ececf2", "border": 1, "text_wrap": True})
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        title = ""
        for block in dossier.blocks:
            if isinstance(block, Heading):
                title = block.text
            if isinstance(block, Grid):
                sheet = book.add_worksheet(_sheet_name(title))
                sheet.freeze_panes(1, 0)
                for column, share in enumerate(block.shares):
                    sheet.set_column(column, column, share * 1.4)
                for number, row in enumerate((block.headings, *block.rows)):
                    for column, text in enumerate(row):
                        sheet.write_string(number, column, text[:_LONGEST], cell if number else head)
                sheet.autofilter(0, 0, len(block.rows), len(block.headings) - 1)
    return buffer.getvalue()


def _sheet_name(title: str) -> str:
    """A section's title within what a sheet's name may be."""
    return "".join(c for c in title.partition(". ")[2] if c not in "[]:*?/\\")[:31]
