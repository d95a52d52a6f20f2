"""What an author leaves between double braces for the program to fill in from the tables.

`{{ tabla: envios lista=red_observacion }}` and `{{ índice }}` stand alone on their line;
`{{ cifra: acuerdos }}`, `{{ cifra: acuerdos en letra }}` and `{{ fecha: sesiones.fecha 2021-ORD-07 }}`
stand among words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.document.export.spelled import cardinal
from check_report.language import marked
from check_report.source.words import dates
from check_report.source.words.plain import unaccented

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from check_report.document.export.figures import Figures

_ANY = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}")
_NEXT_WORD = re.compile(r"\s+(\w+)")
_IN_WORDS = re.compile(r"\s+en\s+letra$")
_FILTER = re.compile(r'(\w+)=(?:"([^"]*)"|(\S+))')

_ALONE = marked("debe ir sola en su renglón.")
_UNKNOWN = marked("sólo se entienden tabla, índice, cifra y fecha.")
_NO_TABLE = marked("no hay una tabla «{name}».")
_NO_FIELD = marked("la tabla no tiene el campo «{name}».")
_BAD_FILTER = marked("después de la tabla van filtros como lista=red_observacion.")
_NO_MEASURE = marked("no hay en el catálogo una medida «{name}» que las tablas puedan contar.")
_NO_CELL = marked("no existe «{name}»; se escribe así: fecha: sesiones.fecha 2021-ORD-07.")
_NO_DATE = marked("ahí no hay una fecha.")


class PlaceholderError(Exception):
    """A placeholder that cannot be filled: where it stands, and why, in a message still to be translated."""

    def __init__(self, line: int, text: str, why: str, name: str = "") -> None:
        super().__init__(f"{line}: {text}: {why}")
        self.line, self.text, self.why, self.name = line, text, why, name


@dataclass(frozen=True, slots=True)
class TableCall:
    """A table to be printed where the placeholder stands, only the rows that have these values."""

    table: str
    where: tuple[tuple[str, str], ...]


class IndexCall:
    """The table of contents, to be printed where the placeholder stands."""


def fill(text: str, figures: Figures, fields: Mapping[str, Collection[str]]) -> str:
    """The prose with its figures and dates filled in and the other placeholders found to be good.

    Args:
        text: informe.md.
        figures: what the tables say.
        fields: the fields of each table that can be printed.

    Raises:
        PlaceholderError: for the first that cannot be filled.
    """
    pieces: list[str] = []
    end = 0
    for match in _ANY.finditer(text):
        pieces.append(text[end : match.start()])
        pieces.append(_filled(text, match, figures, fields))
        end = match.end()
    return "".join([*pieces, text[end:]])


def block(text: str) -> TableCall | IndexCall | None:
    """The table or index that a line asks for, if it is nothing but that placeholder."""
    match = _ANY.fullmatch(text.strip())
    if not match:
        return None
    name, argument = _parts(match)
    if name == "indice":
        return IndexCall()
    if name != "tabla":
        return None
    table, *_ = argument.split() or [""]
    pairs = _FILTER.findall(argument[len(table) :])
    return TableCall(table, tuple((field, quoted or bare) for field, quoted, bare in pairs))


def _filled(text: str, match: re.Match[str], figures: Figures, fields: Mapping[str, Collection[str]]) -> str:
    def wrong(why: str, name: str = "") -> PlaceholderError:
        return PlaceholderError(text.count("\n", 0, match.start()) + 1, match[0], why, name)

    name, argument = _parts(match)
    if name in ("tabla", "indice"):
        _check_block(text, match, fields, wrong)
        return match[0]
    if name == "cifra":
        following = _NEXT_WORD.match(text, match.end())
        return _figure(argument, following[1] if following else "", figures, wrong)
    if name == "fecha":
        return _date(argument, figures, wrong)
    raise wrong(_UNKNOWN)


def _parts(match: re.Match[str]) -> tuple[str, str]:
    name, _, argument = match["inside"].partition(":")
    return unaccented(name).strip(), argument.strip()


def _check_block(
    text: str,
    match: re.Match[str],
    fields: Mapping[str, Collection[str]],
    wrong: Callable[..., PlaceholderError],
) -> None:
    before = text.rfind("\n", 0, match.start()) + 1
    after = (text + "\n").find("\n", match.end())
    if text[before:after].strip() != match[0]:
        raise wrong(_ALONE)
    call = block(match[0])
    if not isinstance(call, TableCall):
        return
    if call.table not in fields:
        raise wrong(_NO_TABLE, call.table)
    _, argument = _parts(match)
    if _FILTER.sub("", argument[len(call.table) :]).strip():
        raise wrong(_BAD_FILTER)
    for field, _ in call.where:
        if field not in fields[call.table]:
            raise wrong(_NO_FIELD, field)


def _figure(argument: str, noun: str, figures: Figures, wrong: Callable[..., PlaceholderError]) -> str:
    measure = _IN_WORDS.sub("", argument)
    if measure not in figures.measures:
        raise wrong(_NO_MEASURE, measure)
    value = figures.measures[measure]
    return str(value) if measure == argument else cardinal(value, noun)


def _date(argument: str, figures: Figures, wrong: Callable[..., PlaceholderError]) -> str:
    cell, _, key = argument.partition(" ")
    table, _, field = cell.partition(".")
    try:
        date = figures.date(table, field, key.strip())
    except KeyError as error:
        raise wrong(_NO_CELL, str(error.args[0])) from None
    if date is None:
        raise wrong(_NO_DATE)
    return dates.in_words(date)
