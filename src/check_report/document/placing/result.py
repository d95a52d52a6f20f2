"""What becomes of a document: tables, prose, and an account of where each block and row went."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from check_report.document.readers.text import DIGITS, flat

if TYPE_CHECKING:
    from collections.abc import Iterable

    from check_report.document.blocks import Place

UNPLACED = "sin colocar"
_QUOTED = 80
_MARK = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@dataclass(slots=True)
class Row:
    """A row of a report's table, and where the document prints it."""

    values: dict[str, str]
    place: Place


@dataclass(frozen=True, slots=True)
class Account:
    """Where one block or row of the document went."""

    kind: str
    """parrafo, encabezado, elemento, nota, fila, mobiliario."""
    place: Place
    words: str
    """Its first words."""
    went: str
    """A file of the folder, what else it served for, or UNPLACED."""


class Prose:
    """Writes informe.md and remembers where each line comes from."""

    def __init__(self, notes: Iterable[str]) -> None:
        self._notes = frozenset(notes)
        self._last = ""
        self.lines: list[str] = []
        self.places: list[Place | None] = []

    def paragraph(self, text: str, place: Place | None, *, kind: str = "paragraph") -> None:
        """Adds a block of one or more lines, a blank line before it unless it goes on with a list."""
        if self.lines and not (kind == self._last and kind in {"item", "row"}):
            self._add("", None)
        for line in self._called(text).split("\n"):
            self._add(line, place)
        self._last = kind

    def heading(self, text: str, level: int, place: Place) -> None:
        """Adds a heading."""
        self.paragraph(f"{'#' * level} {flat(text)}", place, kind="heading")

    def note(self, mark: str, text: str, place: Place) -> None:
        """Adds a note at the foot."""
        self.paragraph(f"[^{mark}]: {flat(text)}", place, kind="note")

    def table(self, name: str, filters: dict[str, str], place: Place) -> None:
        """Marks where a table stood."""
        chosen = "".join(f" {key}={value}" for key, value in filters.items())
        self.paragraph(f"{{{{ tabla: {name}{chosen} }}}}", place, kind="table")

    def _add(self, line: str, place: Place | None) -> None:
        self.lines.append(line)
        self.places.append(place)

    def _called(self, text: str) -> str:
        """The text with its superscripts as calls to the notes there are."""
        return _MARK.sub(
            lambda mark: f"[^{n}]" if (n := mark[0].translate(DIGITS)) in self._notes else mark[0], text
        )


@dataclass(slots=True)
class Placed:
    """A document placed."""

    tables: dict[str, list[Row]]
    prose: Prose
    account: list[Account] = field(default_factory=list)

    def told(self, kind: str, place: Place, text: str, went: str) -> None:
        """Adds a line to the account."""
        words = flat(text)
        self.account.append(
            Account(kind, place, words if len(words) <= _QUOTED else f"{words[: _QUOTED - 1]}…", went)
        )

    def add(self, table: str, values: dict[str, str], place: Place) -> str:
        """Adds a row to a table; gives back where it went, for the account."""
        self.tables[table].append(Row(values, place))
        return f"tablas/{table}.csv, fila {len(self.tables[table])}"
