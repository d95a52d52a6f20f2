"""A dossier as one page that needs nothing else: no network, no script."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

if TYPE_CHECKING:
    from check_report.audit.dossier.blocks import Dossier

_TEMPLATE = "dossier.html.j2"


def render(dossier: Dossier) -> bytes:
    """The dossier in HTML."""
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = templates.get_template(_TEMPLATE).render(
        dossier=dossier, blocks=[(type(block).__name__, block) for block in dossier.blocks]
    )
    return (page + "\n").encode()
