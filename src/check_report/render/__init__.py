"""From a result to text, in one format or another. Nothing here decides anything.

A format is one module and one line here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.render import github, html, json, junit, markdown, sarif, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from check_report.language import Translate
    from check_report.model import Result


@dataclass(frozen=True, slots=True)
class Style:
    """How a result is shown to a person; formats for programs take no notice."""

    width: int = 80
    color: bool = False
    quiet: bool = False


FORMATS: Mapping[str, Callable[[Result, Translate, Style], str]] = {
    "text": text.render,
    "json": json.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "github": github.render,
    "summary": markdown.summary,
    "markdown": markdown.render,
    "html": html.render,
}
"""Format → its renderer."""
