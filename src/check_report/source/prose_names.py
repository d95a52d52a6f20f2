"""Names of persons, areas and bodies in prose and tables, and how one differs from another form of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_grids
from check_report.source.prose_reading import PLACE
from check_report.source.words import names, plain, propernames
from check_report.source.words.propernames import BODY, PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from check_report.source.prose_reading import Reading

NAMES = {
    **PLACE,
    "observed": pl.String,
    "clase": pl.String,
    "cargo": pl.String,
    "veces": pl.Int64,
    "debida": pl.String,
    "veces_debida": pl.Int64,
    "motivo": pl.String,
    "cargo_comun": pl.Boolean,
    "registro": pl.String,
    "registro_fila": pl.Int64,
}

_CERTAIN = 4
"""A body's name with this many words or more, and one of them another, contradicts the register."""
_COLLEGIATE = frozenset(["comision", "comite", "consejo", "junta"])
"""What heads the names of bodies that are no areas, and of which there are many alike."""
_OFTEN = 3
"""So often a name is told that one other word, told once, is a slip."""
_AREAS = frozenset(["direccion", "unidad", "coordinacion", "subdireccion", "departamento", "jefatura"])
"""What heads the names of areas."""
_RANKS = plain.word_set("tecnica tecnico ejecutiva ejecutivo general adjunta adjunto de")
"""What many areas have in their names: «Unidad Técnica Jurídica» is no other «Unidad Técnica …»."""


@dataclass(frozen=True)
class _Form:
    """A name as written somewhere."""

    place: dict[str, Any]
    words: str
    kind: str
    office: str | None
    listed: bool
    """Whether it stands where names are kept: the list of those who take part, a register."""

    @property
    def tokens(self) -> tuple[str, ...]:
        return propernames.tokens(self.words)


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `nombres`."""
    forms = list(_forms(reading))
    forms += _forms_of_grids(reading, {form.tokens for form in forms if form.kind == PERSON})
    times = Counter(form.tokens for form in forms)
    listed = {form.tokens for form in forms if form.listed}
    offices: dict[tuple[str, ...], set[str]] = {}
    for form in forms:
        offices.setdefault(form.tokens, set()).update((form.office or "").split()[:2])
    first = {form.tokens: form for form in reversed(forms)}
    registered = dict(_registered(reading))
    often = {tokens for tokens, told in times.items() if told >= _OFTEN}
    often |= {one for one in map(propernames.tokens, reading.called.values()) if times[one]}
    due = {tokens: _due(form, first, times, (listed, often), registered) for tokens, form in first.items()}
    for form in forms:
        right, reason, row = due[form.tokens]
        common = offices[form.tokens] & offices.get(right, set()) if right else set()
        yield form.place | {
            "observed": form.words,
            "clase": form.kind,
            "cargo": form.office,
            "veces": times[form.tokens],
            "debida": (registered.get(right, (None, None))[0] or first[right].words) if right else None,
            "veces_debida": times[right] if right else None,
            "motivo": reason,
            "cargo_comun": bool(common),
            "registro": "areas" if row else None,
            "registro_fila": row,
        }


def _forms(reading: Reading) -> Iterator[_Form]:
    for place, table, field, text in reading.cells("person", "body", "name"):
        listed = "listed" in field.derive
        if "person" in field.derive and not propernames.is_body(text):
            row = reading.source.tables[table.name].frame.row(place["_row"] - 1, named=True)
            bare = propernames.without_office(names.PARENTHESIS.sub("", text).strip())
            yield _Form(place, bare, PERSON, plain.unaccented(row.get("cargo") or ""), listed)
        else:
            for body in propernames.find_bodies(names.PARENTHESIS.sub(" ", text)):
                yield _Form(place, body.words, BODY, None, listed)
    for said in reading.said:
        for name in (*propernames.find_persons(said.text), *propernames.find_bodies(said.text)):
            place = reading.at(said.line_at(name.start), said.paragraph.section)
            yield _Form(place, name.words, name.kind, name.office, listed=False)


def _forms_of_grids(reading: Reading, persons: set[tuple[str, ...]]) -> Iterator[_Form]:
    """The cells of the prose's tables, and the lines, that are a name, like one known or another of them."""
    places = [
        (number, [line.strip()])
        for paragraph in reading.outline.paragraphs
        for number, line in enumerate(paragraph.text.split("\n"), start=paragraph.line)
    ]
    for header, body in prose_grids.grids(reading):
        places += [header, *body]
    found = [
        _Form(reading.at(line, None), propernames.without_office(cell), PERSON, None, listed=False)
        for line, cells in places
        for cell in filter(propernames.is_person, cells)
    ]
    times = Counter(form.tokens for form in found)
    known = persons | {tokens for tokens, times in times.items() if times > 1}
    for form in found:
        likes = (other for other in (*known, *times) if len({*form.tokens} & {*other}) > 1)
        if any(other in known or other != form.tokens for other in likes):
            yield form


def _registered(reading: Reading) -> Iterator[tuple[tuple[str, ...], tuple[str, int]]]:
    """Tokens of each name that the registers have → the name, its row in `areas` (0: another register)."""
    known = reading.known.frames
    for row in known["areas"].iter_rows(named=True):
        for name in (row["nombre"], *(row["alias"] or "").split("|")):
            yield propernames.tokens(name), (row["nombre"], row["_row"])
    for table, field in (("organos", "nombre"), ("organos", "instituto_nombre")):
        yield from ((propernames.tokens(name), (name, 0)) for name in known[table][field] if name)


def _due(
    form: _Form,
    first: Mapping[tuple[str, ...], _Form],
    times: Counter[tuple[str, ...]],
    known: tuple[set[tuple[str, ...]], set[tuple[str, ...]]],
    registered: Mapping[tuple[str, ...], tuple[str, int]],
) -> tuple[tuple[str, ...] | None, str | None, int | None]:
    """The form that a form should have, how they differ, and the register's row that says so.

    `known` are the names of the list of those who take part, and those told often.
    """
    mine, (listed, often) = form.tokens, known
    if mine in registered or not mine:
        return None, None, None
    if form.kind == BODY:
        for tokens, (_, row) in registered.items():
            reason = _against_register(mine, tokens, row)
            if reason:
                return tokens, reason, row or None
    best: tuple[tuple[bool, int, bool], tuple[str, ...], str] | None = None
    for tokens, other in first.items():
        reason = propernames.difference(mine, tokens, form.kind) if other.kind == form.kind else None
        reason = reason or _listed_area(form, tokens, listed) or _told_more(form, other, times, often)
        both_listed = mine in listed and tokens in listed and reason != "acentos"
        rank = (tokens in listed, times[tokens], True)
        if (
            reason
            and not both_listed
            and _outranks(rank, (mine in listed, times[mine], _earlier(first, mine, tokens)))
        ):
            best = max(best or (rank, tokens, reason), (rank, tokens, reason))
    return (best[1], best[2], None) if best else (None, None, None)


def _outranks(other: tuple[bool, int, bool], mine: tuple[bool, int, bool]) -> bool:
    """The majority decides, then the list of participants, then what comes first."""
    return (other[1], other[0], not mine[2]) > (mine[1], mine[0], False)


def _earlier(first: Mapping[tuple[str, ...], _Form], mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    order = list(first)
    return order.index(mine) > order.index(other)


def _against_register(mine: tuple[str, ...], registered: tuple[str, ...], row: int) -> str | None:
    reason = propernames.difference(mine, registered, BODY)
    # Of institutes there is one in each state: a word that differs makes another of them, not a mistake.
    return reason or ("contradice" if row and _one_word_other(mine, registered) else None)


def _listed_area(form: _Form, tokens: tuple[str, ...], listed: set[tuple[str, ...]]) -> str | None:
    apart = form.kind == BODY and tokens in listed and form.tokens not in listed
    apart = apart and plain.unaccented(tokens[0]) not in _COLLEGIATE
    fewest = _CERTAIN - 1 if tokens[1:2] and plain.unaccented(tokens[1]) not in _RANKS else _CERTAIN
    return "palabra" if apart and _one_word_other(form.tokens, tokens, fewest) else None


def _told_more(
    form: _Form, other: _Form, times: Counter[tuple[str, ...]], often: set[tuple[str, ...]]
) -> str | None:
    """Whether an area named once is like one named often, but for a word or its end.

    They must be alike beyond what many areas have in their names, begin alike, or have the same initials.
    """
    one, two = ([plain.unaccented(word) for word in name] for name in (form.tokens, other.tokens))
    once = form.kind == BODY and times[form.tokens] == 1 and form.tokens not in often
    if not once or other.tokens not in often or len(one) != len(two):
        return None
    if one[0] not in _AREAS or one[0] != two[0]:
        return None
    own = [pair for pair in zip(one[1:], two[1:], strict=True) if not set(pair) <= _RANKS]
    others = [at for at, (a, b) in enumerate(own) if a != b]
    half = len(own) // 2
    end_differs = bool(others) and half > 0 and others[0] >= half  # «… de Debates y Cultura Cívica»
    initials = len(others) == 1 and len(own) > 1 and own[others[0]][0][0] == own[others[0]][1][0]
    alike = end_differs or initials or (len(others) == 1 and len(own) >= _CERTAIN)
    return "parecida" if alike else None


def _one_word_other(one: tuple[str, ...], other: tuple[str, ...], fewest: int = _CERTAIN) -> bool:
    """Whether two long names have all words in common but one, the same kind of body at their head."""
    if len(one) != len(other) or len(one) < fewest or one[:2] != other[:2]:
        return False
    return (
        sum(a != b for a, b in zip(map(plain.unaccented, one), map(plain.unaccented, other), strict=True))
        == 1
    )
