"""The events of a report, each once, whether its prose tells it, a table prints it, or both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from check_report.source.words.plain import words

if TYPE_CHECKING:
    from check_report.document.blocks import Place
    from check_report.document.placing.result import Placed

EVENTS = "eventos"
_QUOTED = re.compile(r"[“«\"](?P<title>[^”»\"]{4,})[”»\"]")
_OWN = 4
"""Words from which on a title is an event's own."""


class Happenings:
    """The rows of the table of events, and which of them is being told of."""

    def __init__(self, placed: Placed) -> None:
        self._placed = placed
        self.current = ""
        """Key of the event that was told last; empty before the first."""

    def tell(self, row: dict[str, str], place: Place) -> str:
        """Takes an event: a new row, or what the row of the same event still lacks. Says where it went."""
        for number, known in enumerate(self._placed.tables[EVENTS], start=1):
            if _same(known.values, row):
                known.values |= {name: text for name, text in row.items() if not known.values.get(name)}
                self.current = known.values["evento_id"]
                return f"tablas/{EVENTS}.csv, fila {number}"
        self.current = f"E{len(self._placed.tables[EVENTS]) + 1:02}"
        return self._placed.add(EVENTS, {"evento_id": self.current, **row}, place)


def _same(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two rows are one event: a title of its own tells; any other («reunión») only with its day."""
    dated = one.get("fecha_inicio") == other.get("fecha_inicio")
    name = _name(one["titulo"])
    return name == _name(other["titulo"]) and (dated or len(name.split()) >= _OWN)


def _name(title: str) -> str:
    quoted = _QUOTED.search(title)
    return words(quoted["title"] if quoted else title)
