"""The report as one HTML page: no script, nothing fetched, every word of the data escaped."""

from __future__ import annotations

import base64
import hashlib
import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from check_report.document.blocks import Heading
from check_report.document.export import shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from check_report.document.blocks import Block, Document

_TEMPLATES = Path(__file__).parent / "templates"


def write(document: Document) -> bytes:
    """The document as a self-contained page, readable on a screen and on paper."""
    style = (_TEMPLATES / "informe.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    front, body = shape.cover(document)
    page = (
        _environment()
        .get_template("informe.html.j2")
        .render(
            title=next((block.text for block in front if isinstance(block, Heading)), ""),
            style=Markup(style),  # noqa: S704 - our own file
            style_hash=f"sha256-{digest}",
            front=_groups(front),
            body=_groups(body),
            anchors=shape.anchors(document),
            entry=shape.entry,
            narrow=shape.narrow,
            runs=shape.runs,
            spans=shape.spans,
        )
    )
    return page.encode()


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        newline_sequence="\n",
    )


def _groups(blocks: Sequence[Block]) -> list[tuple[str, list[Block]]]:
    """Neighbours of one kind together: the items of a list make the list."""
    grouped = itertools.groupby(blocks, key=lambda block: type(block).__name__)
    return [(kind, list(members)) for kind, members in grouped]
