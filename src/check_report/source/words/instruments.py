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


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument as a text names it."""

    words: str
    kind: str
    counterpart: str
    signing: bool
    """Whether the text speaks of its signing."""


def find_kinds(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each instrument whose kind a text tells: «Convenio Específico»."""
    for match in _INSTRUMENT.finditer(unaccented(text)):
        yield match.start(), match.end(), _KINDS[match["kind"]]


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
