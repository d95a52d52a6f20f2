"""What a dossier is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's title."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commands:
    """What to type, line by line."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings, rows, and how the columns share the width."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    mono: frozenset[int] = frozenset()
    """Columns of digests, which are read character by character."""


Block: TypeAlias = Heading | Words | Points | Commands | Grid


@dataclass(frozen=True, slots=True)
class Dossier:
    """A whole dossier."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
