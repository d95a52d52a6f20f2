"""The events that a document tells in its prose or prints in its tables, as rows of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check_report.document.placing import events
from check_report.document.placing.happenings import Happenings
from check_report.source.words import names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from check_report.document.blocks import Place
    from check_report.document.placing.here import Here

_NAMED = 95.0
"""From this share (0-100) of a title's words on, a text names it."""


class Telling:
    """Takes events in the order in which a document tells them."""

    def __init__(self, here: Here, about: Mapping[str, str]) -> None:
        self._here = here
        self._about = about
        self._reader = events.Reader(here.known.printing.events, here.known.year)
        self._happenings = Happenings(here.placed)
        self._level = 0
        self._unheard: list[tuple[str, Place]] = []
        """The paragraphs since the last event: what a table of persons may be about."""
        self._precedents: list[tuple[dict[str, str], Place]] = []

    @property
    def current(self) -> str:
        """Key of the event that was told last in this part of the document; empty where none was."""
        return self._happenings.current

    def enter(self, title: str, level: int) -> None:
        """Goes on to a section: what one of the same level or a higher one lists is of another event."""
        self._unheard = []
        if level <= self._level:
            self._happenings.current = ""
        self._level = level
        self._reader.enter(title)

    def tell(self, text: str, place: Place) -> Iterator[str]:
        """Takes the events that a paragraph tells; says where each went."""
        went = [self._take(event, place) for event in self._reader.read(text)]
        self._unheard = [] if went else [*self._unheard, (text, place)]
        yield from filter(None, went)

    def announce(self) -> None:
        """Takes the event of a table of persons from the paragraphs before it, where none was told."""
        for text, place in self._unheard:
            event = self._reader.announced([text])
            if event:
                self._take(event, place, listed=True)
                break
        self._unheard = []

    def happened(self, row: dict[str, str], place: Place) -> str:
        """Takes an event that the prose tells or a table prints; none where no section is to be named."""
        section = row.get("seccion_id") or self._here.section
        if not section:
            return ""
        last = row.get("fecha_fin") or row.get("fecha_inicio", "")
        return self._happenings.tell(row | {"fecha_fin": last, "seccion_id": section}, place)

    def finish(self) -> None:
        """Takes the events of another quarter that the report approves: the others were precedents."""
        for row, place in self._precedents:
            if self._is_approved(row["titulo"]):
                self.happened(row, place)

    def _take(self, event: events.Event, place: Place, *, listed: bool = False) -> str:
        """Takes an event that the prose tells.

        One of another quarter may be told as a precedent: it is taken if its persons are listed or, in the
        end, if the report has its approval.
        """
        row = {
            "titulo": event.title,
            "fecha_inicio": event.first.isoformat(),
            "fecha_fin": event.last.isoformat(),
            "fecha_texto": event.words,
            "modalidad": event.manner,
        }
        if not listed and self._is_of_another_quarter(event):
            self._precedents.append((row | {"seccion_id": self._here.section}, place))
            return ""
        return self.happened(row, place)

    def _is_of_another_quarter(self, event: events.Event) -> bool:
        start, end = self._about["periodo_inicio"], self._about["periodo_fin"]
        return bool(start and end) and not start <= event.first.isoformat() <= end

    def _is_approved(self, title: str) -> bool:
        """Whether an agreement or a point presented names an event."""
        return any(
            names.contained(title, text) >= _NAMED
            for table in ("acuerdos", "puntos_presentados")
            for row in self._here.placed.tables[table]
            for text in row.values.values()
        )
