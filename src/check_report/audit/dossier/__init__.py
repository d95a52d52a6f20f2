"""An approval for people who do not program: one page, its PDF, its tables as a workbook."""

from __future__ import annotations

from check_report.audit.dossier.contents import Approval, contents, read_findings
from check_report.audit.dossier.html import render as as_html
from check_report.audit.dossier.pdf import render as as_pdf
from check_report.audit.dossier.workbook import render as as_workbook

__all__ = ["Approval", "as_html", "as_pdf", "as_workbook", "contents", "read_findings"]
