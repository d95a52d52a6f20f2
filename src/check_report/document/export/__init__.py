"""From a report folder back to a document: composed once, written in any of the formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check_report.document.export.compose import UnreadableError, compose
from check_report.document.export.placeholders import PlaceholderError

if TYPE_CHECKING:
    from pathlib import Path

    from check_report.rulebook.book import Rulebook

__all__ = ["FORMATS", "PlaceholderError", "UnreadableError", "export"]

FORMATS = ("docx", "html", "pdf")


def export(folder: Path, form: str, book: Rulebook, imprint: str | None = None) -> bytes:
    """The whole report as a document.

    Args:
        folder: the report folder.
        form: one of FORMATS.
        book: the rulebook.
        imprint: what the cover says last: where the report's approval is recorded.

    Returns:
        The file's bytes; the same for the same folder, always.

    Raises:
        UnreadableError: when a file of the report cannot be read.
        PlaceholderError: when the prose asks for what the tables do not have.
    """
    document = compose(folder, book, imprint)
    if form == "docx":
        from check_report.document.export import docx

        return docx.write(document)
    if form == "pdf":
        from check_report.document.export import pdf

        return pdf.write(document)
    from check_report.document.export import html

    return html.write(document)
