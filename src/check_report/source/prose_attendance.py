"""What the prose says of who attended which session: «justificó su ausencia en la segunda sesión …»."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source.prose_reading import PLACE
from check_report.source.words import plain, propernames, sessions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from check_report.source.prose_reading import Reading, Said

ATTENDANCE = {
    **PLACE,
    "observed": pl.String,
    "sesion_id": pl.String,
    "asiste": pl.Boolean,
    "tabla_fila": pl.Int64,
    "asistio": pl.Boolean,
}
_ABSENT = re.compile(
    r"\bno\s+(?:(?:pudo|logro)\s+)?(?:asisti|acudi|concurri|particip|estuvo|estar|hacerse)\w*"
    r"|\b(?:inasistencia|ausencia|ausente|falto|se ausento)\b"
)
_PRESENT = re.compile(r"\b(?:asistio|acudio|concurrio|acompano|estuvo presente)\b")
_ALL = re.compile(
    r"\b(?:asisti\w+|acudi\w+|concurri\w+|estuvo presente|estuvieron presentes|particip\w+on?)\s+(?:a|en)\s+"
    r"(?:todas(?:\s+las\s+sesiones|\s+ellas)?|la totalidad de las sesiones"
    r"|las (?P<number>[0-9]{1,2}) sesiones)\b"
    r"(?!\s+(?:ordinaria|extraordinaria|de\s|del\s))"
)
"""«Asistieron a las seis sesiones», «asistió a todas»."""
_OTHERWISE_OF_ALL = re.compile(
    r"\b(?:salvo|excepto|excepcion|menos|represent\w+|suplen\w+|no asist\w+|nadie)\b"
)
"""What makes it not quite all, or of somebody else."""
_DENIED = re.compile(r"\b(?:no|ni|nunca|tampoco|sin)\b")
_OTHERWISE = re.compile(
    r"\b(?:salvo|excepto|excepcion|menos|represent\w+|suplencia|lugar de|nombre de|sesiones|desde|hasta"
    r"|a partir)\b"
)
"""What makes it another thing: who stood in for whom, all sessions but one, from one on."""
_SOMEBODY_ELSE = re.compile(r"[;,]\s+(?:(?:[ye]|ni|como)\s+)?(?:el|la|los|las)\s+(?!que\b|cual)\w+")
"""What begins to tell of another than the one named before: «…, y la secretaria ejecutiva no asistió»."""
_GIVEN = 2
"""Words from which on a name has more than two surnames."""
_OF_OTHERS = re.compile(r"\s+(?:urgente\s+)?del?\s+(?:la\s+|el\s+)?(?:consejo|comit|junta|comision de)")


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `asistencias_en_prosa`: each session that somebody is told to have attended or missed.

    `asistio` is what the row `tabla_fila` of table `asistencia` says.
    """
    tables = reading.source.tables
    held = {
        (tipo, number): key
        for key, tipo, number in _columns(tables, "sesiones", "sesion_id", "tipo", "numero")
    }
    people = dict(_callings(_columns(tables, "participantes", "participante_id", "nombre", "unidad")))
    marks = {
        (who, session): (row, mark)
        for who, session, mark, row in _columns(
            tables, "asistencia", "participante_id", "sesion_id", "asistio", "_row"
        )
    }
    for said in reading.said if marks else ():
        told = [(who, held.get((one.kind, one.number)), attends) for who, one, attends in _told(said, people)]
        told += [(who, key, True) for who in _at_all(said, people, len(held)) for key in held.values()]
        for who, key, attends in told:
            row, mark = marks.get((who, key), (None, None))
            if mark is not None:
                yield reading.at(said.line_at(0), said.paragraph.section) | {
                    "observed": " ".join(said.text.split()),
                    "sesion_id": key,
                    "asiste": attends,
                    "tabla_fila": row,
                    "asistio": mark,
                }


def _at_all(said: Said, people: Mapping[str, str], sessions_held: int) -> Iterator[str]:
    """Who is told to have attended all sessions: «la presidenta … y la consejera … asistieron a las seis»."""
    bare = plain.unaccented(sessions.in_digits(said.text))
    for told in _ALL.finditer(bare) if "sesion" in bare else ():
        number = told["number"]
        clause = max(bare.rfind(mark, 0, told.start()) for mark in (";", ".", ":")) + 1
        before = bare[clause : told.start()]
        if (number and int(number) != sessions_held) or _OTHERWISE_OF_ALL.search(bare):
            continue
        yield from {who for name, who in people.items() if re.search(rf"\b{re.escape(name)}\b", before)}


def _callings(people: Sequence[tuple[str, str | None, str | None]]) -> Iterator[tuple[str, str]]:
    """How each participant may be called, and who it is: in full, or by what nobody else has.

    That is an area that only one attends for, or two surnames.
    """
    areas = Counter(plain.words(area) for _, _, area in people if area)
    whole = {key: plain.words(propernames.without_office(name)) for key, name, _ in people if name}
    surnames = Counter(" ".join(name.split()[-2:]) for name in whole.values())
    yield from ((bare, key) for key, _, area in people if area and areas[bare := plain.words(area)] == 1)
    for key, name in whole.items():
        yield name, key
        last = " ".join(name.split()[-2:])
        if surnames[last] == 1 and len(name.split()) > _GIVEN:
            yield last, key


def _columns(tables: Mapping[str, Any], table: str, *names: str) -> list[tuple[Any, ...]]:
    return list(tables[table].frame.select(names).rows())


def _told(said: Said, people: Mapping[str, str]) -> Iterator[tuple[str, sessions.Session, bool]]:
    """Who is told to have attended a session, or to have missed it: each session with the name before it."""
    text = sessions.in_digits(said.text)
    bare = plain.unaccented(text)
    named = sorted(
        (match.end(), who)
        for name, who in people.items()
        for match in re.finditer(rf"\b{re.escape(name)}\b", bare)
    )
    for start, end, session in sessions.find_in_digits(text):
        before = [(at, who) for at, who in named if at <= start]
        if not before or _OF_OTHERS.match(bare, end):
            continue
        at, who = before[-1]
        between = bare[at:start]
        if _SOMEBODY_ELSE.search(between):
            continue
        absent = bool(_ABSENT.search(between))
        present = bool(_PRESENT.search(between)) and not _DENIED.search(between)
        if not _OTHERWISE.search(bare) and (absent or present):
            yield who, session, not absent
