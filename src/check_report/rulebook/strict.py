"""Strict readers for our own files: no duplicate key, no NaN, one clear error with the file's name."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class RulebookError(Exception):
    """A file of the rulebook is not what it should be; the message names the file."""


def read_json(path: Path) -> Any:
    """The file's JSON value. Raises RulebookError for bad JSON, duplicate keys, NaN or Infinity."""
    try:
        return json.loads(
            path.read_text(encoding="utf-8"),
            object_pairs_hook=_no_duplicates,
            parse_constant=_no_constant,
        )
    except (ValueError, OSError) as error:
        raise RulebookError(f"{path.name}: {error}") from error


def read_front_matter(path: Path) -> tuple[dict[str, Any], str]:
    """A Markdown file's TOML front matter (between two `+++` lines) and its body."""
    try:
        _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
        return tomllib.loads(head), body.lstrip("\n")
    except (ValueError, OSError) as error:
        raise RulebookError(f"{path.name}: {error}") from error


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    repeated = {key for key in keys if keys.count(key) > 1}
    if repeated:
        raise ValueError(f"duplicate keys {sorted(repeated)}")
    return dict(pairs)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")
