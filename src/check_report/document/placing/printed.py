"""How reports print their tables, as `datapackage/impresion.json` says: data for this room's mechanisms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from check_report.rulebook.strict import RulebookError, read_json
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

ROWS = "filas"
TRANSPOSED = "transpuesta"
MATRIX = "matriz"
LIST = "lista"
PEOPLE = "personas"
PEOPLE_UNDER_TITLE = "personas_bajo_titulo"
DATA = "datos"
"""Headed by a table's own fields: no description needed."""
SHAPES = frozenset({ROWS, TRANSPOSED, MATRIX, LIST, PEOPLE, PEOPLE_UNDER_TITLE})


_ORDINAL = re.compile(r"(?:primer|segund|tercer|cuart|quint|sext|septim|octav|noven|decim)[oa]?\s+")
"""What may stand before the word that opens a text: «Segundo informe»."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value chosen by the first words that a text has."""

    values: tuple[tuple[str, str], ...]
    """Words (bare, see `plain.words`) and the value they mean."""
    otherwise: str
    source: str = ""
    """The field whose text is read."""
    at_start: bool = False
    """Whether the words must open the text."""

    def of(self, text: str) -> str | None:
        """The value of the words that come first in a text, the longest where several start there."""
        bare = words(text)
        first = _ORDINAL.match(bare)
        opens = first.end() if first else 0
        found = [
            (match.start(), -len(said), value)
            for said, value in self.values
            if (match := re.search(rf"\b{re.escape(said)}\b", bare))
            and not (self.at_start and match.start() > opens)
        ]
        return min(found)[2] if found else None


@dataclass(frozen=True, slots=True)
class Office:
    """How an attendance list opens the label of a kind of participant."""

    opens: tuple[str, ...]
    quality: str
    votes: bool
    whole: bool
    """Whether the label is the name itself (a party's)."""


@dataclass(frozen=True, slots=True)
class Events:
    """The words that tell of an event in prose."""

    happen: tuple[str, ...]
    nouns: frozenset[str]
    named: tuple[str, ...]
    manner: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One way in which one table is printed."""

    table: str
    shape: str
    columns: tuple[str, ...] = ()
    """Fields whose titles or aliases head its columns."""
    needed: tuple[frozenset[str], ...] = ()
    """Those without which it is another table: of each set, one."""
    numbers: str | None = None
    """The field that numbers the rows; counted where it is not printed."""
    fills: tuple[str, ...] = ()
    """Fields whose blank cells go on from above."""
    context: tuple[str, ...] = ()
    """Words that stand around it, bare."""
    names: tuple[str, ...] = ()
    """Words, or begins of words, by which a caption or a heading calls it, bare."""
    said: tuple[str, ...] = ()
    """Words, or begins of words, bare, one of which its headings, its caption or its section must say: for a
    table whose headings could head many others."""
    unless: tuple[str, ...] = ()
    """Words, or begins of words, bare, by which what stands nearest says that it is another table."""
    readings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    splits: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Field → fields whose values are parts of its text."""
    composes: Mapping[str, str] = field(default_factory=dict)
    """Field → how other fields make it, where it is not printed."""
    fixed: Mapping[str, Choice] = field(default_factory=dict)
    """Fields that are not printed in the table but said around it."""
    from_context: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Field → words that announce its value in the sentence before."""
    to_come: frozenset[str] = frozenset()
    """Words that tell a heading of days to come from one of days that were, in any table."""
    under: str | None = None
    """The field that a heading line above the rows gives."""
    descriptor: Mapping[str, Any] = field(default_factory=dict)

    def has_needed(self, fields: Collection[str]) -> bool:
        """Whether the fields found are enough for it to be this table."""
        return all(one.intersection(fields) for one in self.needed)


@dataclass(frozen=True, slots=True)
class Printing:
    """All of `impresion.json`."""

    index: frozenset[str]
    introduction: frozenset[str]
    captions: frozenset[str]
    title: str
    item: str
    denials: tuple[str, ...]
    reasons: tuple[str, ...]
    unmarked: frozenset[str]
    unmarked_beside: Mapping[str, frozenset[str]]
    """Mark → other marks that in the same list tell of absence: beside «P», «A» is «ausente»."""
    contents: Mapping[str, re.Pattern[str]]
    """Field, of any table or of one -> what its cells look like, for columns whose headings do not tell."""
    tables: tuple[PrintedTable, ...]
    choices: Mapping[tuple[str, str], Choice]
    referred: Mapping[str, Any]
    offices: tuple[Office, ...]
    presiding: Office
    """Who presides where the list begins with it, and is a guest elsewhere: «Consejera presidenta»."""
    events: Events


@lru_cache(maxsize=2)
def load(folder: Path) -> Printing:
    """Reads `impresion.json` of the data package's folder.

    Raises:
        RulebookError: when it is not what this room understands.
    """
    given = read_json(folder / "impresion.json")
    try:
        return Printing(
            index=frozenset(map(words, given["indice"])),
            introduction=frozenset(map(words, given["introduccion"])),
            captions=frozenset(map(words, given["epigrafes"])),
            title=words(given["titulo"]),
            item=words(given["punto"]),
            denials=_bare(given["sin_actividad"]),
            reasons=_bare(given["motivos"]),
            unmarked=frozenset(cell.lower() for cell in given["sin_marca"]),
            unmarked_beside={mark: frozenset(others) for mark, others in given["sin_marca_junto_a"].items()},
            contents={name: re.compile(form) for name, form in given["contenidos"].items()},
            tables=tuple(_table(one, frozenset(map(words, given["por_venir"]))) for one in given["tablas"]),
            choices={_address(name): _choice(one) for name, one in given["palabras"].items()},
            referred=given["referidas"],
            offices=tuple(_office(one) for one in given["participantes"]),
            presiding=Office(_bare(given["preside_si_encabeza"]), "presidencia", votes=True, whole=False),
            events=Events(
                _bare(given["eventos"]["ocurren"]),
                frozenset(map(words, given["eventos"]["nombres"])),
                _bare(given["eventos"]["denominan"]),
                _bare(given["eventos"]["modalidad"]),
            ),
        )
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise RulebookError(f"impresion.json: {error!r}") from error


def _table(given: Mapping[str, Any], to_come: frozenset[str]) -> PrintedTable:
    if given["forma"] not in SHAPES:
        raise ValueError(given["forma"])
    return PrintedTable(
        table=given["tabla"],
        shape=given["forma"],
        columns=tuple(given.get("columnas", ())),
        needed=tuple(
            frozenset([one] if isinstance(one, str) else one) for one in given.get("obligatorias", ())
        ),
        numbers=given.get("numera"),
        fills=tuple(given.get("rellena", ())),
        context=_bare(given.get("contexto", ())),
        names=_bare(given.get("nombres", given.get("contexto", ()))),
        said=_bare(given.get("dice", ())),
        unless=_bare(given.get("salvo", ())),
        readings=given.get("lecturas", {}),
        splits=given.get("separa", {}),
        composes=given.get("compone", {}),
        fixed={name: _choice(one) for name, one in given.get("fijos", {}).items()},
        to_come=to_come,
        from_context={name: _bare(said) for name, said in given.get("del_contexto", {}).items()},
        under=given.get("bajo"),
        descriptor=given,
    )


def _choice(given: Mapping[str, Any]) -> Choice:
    return Choice(
        tuple((words(said), value) for said, value in given["valores"]),
        given["si_no"],
        given.get("de", ""),
        bool(given.get("al_inicio")),
    )


def _office(given: Mapping[str, Any]) -> Office:
    return Office(
        _bare(given["inicia"]),
        given["calidad"],
        bool(given.get("con_voto")),
        given.get("nombre") == "entero",
    )


def _address(name: str) -> tuple[str, str]:
    table, _, column = name.partition(".")
    return table, column


def _bare(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(words, given))
