"""A Document as JSON and back: what a child process hands to its parent, never as a pickle."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from check_report.document.blocks import Document, Grid, Heading, Item, Note, Paragraph, Place

_BLOCKS: dict[str, type[Any]] = {kind.__name__: kind for kind in (Heading, Paragraph, Item, Grid, Note)}


def dump(document: Document) -> str:
    """The document as JSON."""
    return json.dumps(
        {
            "blocks": [_packed(block) for block in document.blocks],
            "furniture": [_packed(block) for block in document.furniture],
        },
        ensure_ascii=True,
    )


def load(text: str) -> Document:
    """The document that `dump` wrote.

    Raises:
        ValueError, KeyError, TypeError: for anything else.
    """
    given = json.loads(text)
    return Document(
        tuple(_block(block) for block in given["blocks"]),
        tuple(_block(block) for block in given["furniture"]),
    )


def _packed(block: Any) -> dict[str, Any]:
    fields = dataclasses.asdict(block)
    fields.pop("runs", None)
    return {"kind": type(block).__name__, **fields}


def _block(given: dict[str, Any]) -> Any:
    kind = _BLOCKS[given.pop("kind")]
    given["place"] = Place(**given["place"])
    if kind is Grid:
        given["rows"] = tuple(tuple(map(str, row)) for row in given["rows"])
        given["places"] = tuple(Place(**place) for place in given["places"])
        given["widths"] = tuple(given["widths"])
    return kind(**given)
