"""Words that several formats share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check_report.language import marked
from check_report.model import Severity

if TYPE_CHECKING:
    from check_report.language import Translate
    from check_report.model import Basis

SEVERITIES = {
    Severity.ERROR: marked("error"),
    Severity.WARNING: marked("advertencia"),
    Severity.NOTE: marked("nota"),
}


def basis_words(basis: Basis, translate: Translate) -> str:
    """A legal or technical basis in one line, marked while nobody has confirmed it."""
    article = basis.article
    if article[:1].isdigit():
        article = translate("artículo {article}").format(article=article)
    state = "" if basis.confirmed else translate("(por confirmar)")
    return " ".join(filter(None, [", ".join(filter(None, [basis.norm, article])), state]))
