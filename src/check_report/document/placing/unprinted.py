"""The sessions of a report that prints no table of them: told by headings, by lists, by any text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check_report.document.blocks import text_of
from check_report.document.placing import sessions, values
from check_report.source.words import dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from check_report.document.blocks import Block, Place
    from check_report.document.placing.result import Placed
    from check_report.document.placing.rows import Known
    from check_report.document.placing.sessions import Session

    Mention = tuple[Session, str, Place]
    """A session, the words of its date, where they stand."""

_BESIDE = 60
"""How near a session its date stands."""


class Mentioned:
    """The sessions that a document mentions with their dates."""

    def __init__(self) -> None:
        self._found: dict[str, Mention] = {}

    def head(self, session: Session, text: str, place: Place, known: Known) -> None:
        """Takes a session that heads what follows it, if its line gives its date."""
        found = dates.find(text)
        if found:
            self._found.setdefault(session.id(known.year), (session, values.span(text, found), place))

    def add(self, placed: Placed, blocks: Sequence[Block], known: Known) -> None:
        """Adds the sessions to a report that has none: those that head lists, then what other tables name.

        Args:
            placed: the document placed; nothing is added where its sessions are.
            blocks: all of the document.
            known: the kinds of session, the report's year.
        """
        if placed.tables["sesiones"]:
            return
        rows = (*placed.tables["asistencia"], *placed.tables["acuerdos"])
        named = {row.values["sesion_id"] for row in rows}
        self._search(blocks, named, known)
        for session_id, (session, words, where) in self._found.items():
            if named and session_id not in named:
                continue  # one that is to come: «Celebrar la décima sesión ordinaria el jueves 20 de octubre»
            day = next(iter(values.days(words, known.year)), None)
            row = {"sesion_id": session_id, "tipo": session.kind, "numero": str(session.number)}
            row |= {"fecha": day.isoformat() if day else "", "fecha_texto": words}
            placed.add("sesiones", row, where)

    def _search(self, blocks: Sequence[Block], named: set[str], known: Known) -> None:
        """Takes the sessions that other tables name, with the date that stands beside them somewhere."""
        sought = named - self._found.keys()
        for block in blocks:
            text = text_of(block)
            for session in sessions.find(text, known.kinds):
                beside = text[session.end : session.end + _BESIDE]
                found = dates.find(beside)
                if found and session.id(known.year) in sought:
                    mention = (session, values.span(beside, found), block.place)
                    self._found.setdefault(session.id(known.year), mention)
