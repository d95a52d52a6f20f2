"""Legal citations in the prose, beside the register of norms and the report's own table of them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import polars as pl
from rapidfuzz import fuzz

from check_report.source.prose_reading import PLACE
from check_report.source.registers import named
from check_report.source.words import citations, names, plain, propernames

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from check_report.source.prose_reading import Reading

CITATIONS = {
    **PLACE,
    "observed": pl.String,
    "norma": pl.String,
    "norma_clave": pl.String,
    "articulo": pl.String,
    "fraccion": pl.String,
    "parrafo": pl.String,
    "parrafo_ordinal": pl.String,
    "inciso": pl.String,
    "detalle": pl.String,
    "registro_fila": pl.Int64,
    "registro_forma": pl.String,
}

SHORT = {
    **PLACE,
    "observed": pl.String,
    "veces": pl.Int64,
    "debida": pl.String,
    "veces_debida": pl.Int64,
    "oficial": pl.Boolean,
}
_NAME = re.compile(
    r"\b(?P<head>C[oó]digo|Estatuto|Ley|Lineamientos|Manual|Reglamento)\s+(?P<own>[A-ZÁÉÍÓÚÑ]\w+)"
    r"(?P<long>\s+(?:de|del|para|[A-ZÁÉÍÓÚÑ]\w*)\b)?"
)
_HEADS = r"(?:C[oó]digo|Constituci[oó]n|Estatuto|Ley|Lineamientos|Manual|Reglamento)\b"
_FULL = re.compile(
    rf"\b(?!Constituci){_HEADS}"
    r"(?:(?:[^\S\n]+|\n(?!\S+\s*[:–—-]))(?:(?:de|del|la|las|los|el|y|e|para|en|por|a|con|una|sin|entre)\s+){0,3}"
    rf"(?!{_HEADS})[A-ZÁÉÍÓÚÑ][\wáéíóúñü]+){{2,14}}"
)
"""A name in full; a line of its own that a short one opens («LGPP: Ley …») is another's."""
_MEANT = 70.0
"""From this likeness (0-100) of what follows «Ley General» on, a law of that kind is meant."""
_SAME = 99.0
"""The same where only the kind is another: «Ley Federal» for «Ley General»."""
_GENERAL = ("ley", "general")
_WORD = 60.0
"""From this likeness (0-100) on, two words may be meant for one: «Niñez», «Niñas»."""
_HALF = 0.5
"""The part of a law's own words that another law must have, to be the one that is meant."""
_OF_STATE = re.compile(
    r"[\s,]+(?:del|para el|de la|en el|en la)\s+(?:estado|ciudad de mexico|entidad)\b", re.IGNORECASE
)
"""What makes of it a law of one state."""
_LONG = 4
"""Words from which on one other makes no other law: «… para la Integración de las Personas con …»."""
_KIND = 2
"""The words that tell a law's kind: «Ley General»."""
_OPENING = 4
"""Letters with which two words begin alike that are meant for one: «Procesos», «Procedimientos»."""
_SLIP = 65.0
"""From this likeness (0-100) of their second words on, two short names may be meant for one norm."""
_RARE = 2
"""A slip is not made more often than this."""


def norm_names(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `normas_breves`: the names by which the prose calls norms, and those that they should have."""
    yield from _short_names(reading)
    yield from _full_names(reading)


def _full_names(reading: Reading) -> Iterator[dict[str, Any]]:
    """One row a use of a norm's name in full, with the one that it is but for a word that begins alike.

    Of two names as frequent, that which comes first is right; of a general law, that of the register.
    """
    laws = {propernames.tokens(name): name for name in reading.known.frames["leyes"]["nombre"].to_list()}
    found = [(said, match) for said in reading.said for match in _FULL.finditer(said.text)]
    times = Counter(propernames.tokens(match[0]) for _, match in found)
    written = {propernames.tokens(match[0]): " ".join(match[0].split()) for _, match in found}
    for said, match in found:
        name = propernames.tokens(match[0])
        order = list(times)
        alike = [
            other
            for other in order
            if (times[other], -order.index(other)) > (times[name], -order.index(name))
            and _is_slip_of(name, other)
        ]
        due = max(alike, key=lambda other: times[other], default=None) if times[name] <= _RARE else None
        local = _OF_STATE.match(plain.unaccented(said.text), match.end())
        law = None if local else _law_meant(" ".join(match[0].split()), laws)
        yield reading.at(said.line_at(match.start()), said.paragraph.section) | {
            "observed": written[name],
            "veces": times[name],
            "debida": law or (written[due] if due else None),
            "veces_debida": times[due] if due else None,
            "oficial": law is not None,
        }


def _law_meant(text: str, laws: Mapping[tuple[str, ...], str]) -> str | None:
    """The registered law that a name means without being its name, nor the beginning of it, nor more."""
    name = propernames.tokens(text)
    own = laws.get(name)
    if own is not None:
        return own if plain.words(own) != plain.words(text) else None
    if any(law[: len(name)] == name[: len(law)] for law in laws):
        return None
    for law, official in laws.items():
        same_kind = law[:_KIND] == name[:_KIND]
        likeness = fuzz.token_sort_ratio(" ".join(name[_KIND:]), " ".join(law[_KIND:]))
        apart = sum(a != b for a, b in zip(law, name, strict=False))
        by_one = same_kind and len(law) == len(name) > _LONG and apart == 1
        if by_one or (law[:1] == name[:1] and likeness >= (_MEANT if same_kind else _SAME)):
            return official
    return _nearest_general(name, laws)


def _nearest_general(name: tuple[str, ...], laws: Mapping[tuple[str, ...], str]) -> str | None:
    """Of a general law that the register, which has them all, does not know, the one most alike."""
    own = name[_KIND:]
    if name[:_KIND] != _GENERAL or not own:
        return None
    shares = {
        official: sum(any(fuzz.ratio(word, other) >= _WORD for other in law[_KIND:]) for word in own)
        / len(own)
        for law, official in laws.items()
        if law[:_KIND] == _GENERAL
    }
    nearest = max(shares, key=lambda official: shares[official], default=None)
    return nearest if nearest and shares[nearest] >= _HALF else None


def _is_slip_of(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    apart = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(apart) != 1:
        return False
    (a, b) = apart[0]
    return len(one) > _OPENING and min(len(a), len(b)) > _OPENING and a[:_OPENING] == b[:_OPENING]


def _short_names(reading: Reading) -> Iterator[dict[str, Any]]:
    """One row a use of a norm's short name («Reglamento Interior»).

    With the name that it should have where it is rare, a name much used is like it and none longer begins so.
    """
    found = [(said, match) for said in reading.said for match in _NAME.finditer(said.text)]
    times = Counter((match["head"], match["own"]) for _, match in found)
    longer = {(match["head"], match["own"]) for _, match in found if match["long"]}
    for said, match in found:
        if match["long"]:
            continue
        head, own = name = match["head"], match["own"]
        alike = [
            other
            for other, count in times.items()
            if other[0] == head
            and count >= 2 * times[name]
            and _SLIP <= fuzz.ratio(own.lower(), other[1].lower()) < 100
        ]
        due = max(alike, key=lambda other: times[other], default=None)
        due = due if times[name] <= _RARE and name not in longer else None
        yield reading.at(said.line_at(match.start()), said.paragraph.section) | {
            "observed": " ".join(name),
            "veces": times[name],
            "debida": " ".join(due) if due else None,
            "veces_debida": times[due] if due else None,
            "oficial": False,
        }


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `citas`: one row a fraction or article cited."""
    norms = reading.known.frames["normas"]
    resolved: dict[str | None, tuple[int, str, float] | None] = {None: None}
    for paragraph in reading.outline.paragraphs:
        for cited in citations.find(paragraph.text):
            if cited.norm not in resolved:
                resolved[cited.norm] = next(named(cited.norm or "", norms, "nombre", reading.known), None)
            match = resolved[cited.norm]
            key = names.spelled_out(names.key(cited.norm), reading.known.acronyms) if cited.norm else None
            yield reading.at(paragraph.line_at(cited.start), paragraph.section) | {
                "observed": cited.words,
                "norma": cited.norm,
                "norma_clave": key,
                "articulo": cited.article,
                "fraccion": cited.fraction,
                "parrafo": cited.paragraph,
                "parrafo_ordinal": cited.paragraph_ordinal,
                "inciso": cited.item,
                "detalle": cited.detail or None,
                "registro_fila": match[0] if match else None,
                "registro_forma": match[1] if match else None,
            }
