"""Legal instruments named in a text, with their kind and their counterpart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.source.words import names
from check_report.source.words.plain import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterator

GENERAL = "general"
SPECIFIC = "especifico"
# A «convenio marco» is a general one by another name.
_KINDS = {"general": GENERAL, "marco": GENERAL, "especifico": SPECIFIC}

_INSTRUMENT = re.compile(r"\bconvenios?\s+(?P<kind>general|marco|especifico)\b")
# A party's name is no longer than a paragraph; without a bound a hostile cell would take minutes.
_BETWEEN = re.compile(r"\bentre\s+(?P<one>.{1,500}?)\s+y\s+(?:el|la|los|las)\s+(?P<other>.+)", re.DOTALL)
_SIGNING = re.compile(r"\b(?:firm\w+|suscri\w+|signad\w+)\b")


_ALONE = re.compile(r"(?:(?:proyecto de )?convenio )?(?P<kind>general|marco|especifico)")
_BY_NATURE = re.compile(
    r"\bconvenio\s+(?:\w+\s+)?(?=con\b)[^.;:()]{1,120}?,\s+(?:que es\s+)?"
    r"de\s+(?:caracter|naturaleza|tipo|clase|modalidad)\s+(?P<kind>general|marco|especific[oa])\b"
)
"""«El convenio con la Universidad …, de carácter general»."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument as a text names it."""

    words: str
    kind: str
    counterpart: str
    signing: bool
    """Whether the text speaks of its signing."""


def find_kinds(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each instrument whose kind a text tells: «Convenio Específico».

    Where only what follows its party tells the kind, it ends before the party.
    """
    bare = unaccented(text)
    for match in _INSTRUMENT.finditer(bare):
        yield match.start(), match.end(), _KINDS[match["kind"]]
    for match in _BY_NATURE.finditer(bare):
        yield match.start(), match.start() + len("convenio"), _KINDS[match["kind"].replace("ica", "ico")]


def kind_alone(cell: str) -> str | None:
    """The kind that a cell of a column of kinds tells: «General»."""
    match = _ALONE.fullmatch(unaccented(cell).strip(" ."))
    return _KINDS[match["kind"]] if match else None


def find(text: str, ours: frozenset[str]) -> Iterator[Instrument]:
    """The instruments that a text names as «convenio <kind> … entre <us> y <them>».

    Args:
        text: a sentence or a cell.
        ours: comparison keys of our own institute's names and acronyms.
    """
    bare = unaccented(text)
    told = list(find_kinds(text))
    for index, (start, told_end, kind) in enumerate(told):
        end = told[index + 1][0] if index + 1 < len(told) else len(text)
        parties = _BETWEEN.search(bare, told_end, end)
        if parties:
            sides = [text[slice(*parties.span(side))].strip(" .,;") for side in ("one", "other")]
            yield Instrument(
                words=" ".join(text[start:end].split()),
                kind=kind,
                counterpart=next((side for side in sides if not ours & {names.key(side)}), sides[-1]),
                signing=bool(_SIGNING.search(bare)),
            )
