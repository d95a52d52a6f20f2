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


def find(text: str, ours: frozenset[str]) -> Iterator[Instrument]:
    """The instruments that a text names as «convenio <kind> … entre <us> y <them>».

    Args:
        text: a sentence or a cell.
        ours: comparison keys of our own institute's names and acronyms.
    """
    bare = unaccented(text)
    matches = list(_INSTRUMENT.finditer(bare))
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        parties = _BETWEEN.search(bare, match.end(), end)
        if parties:
            sides = [text[slice(*parties.span(side))].strip(" .,;") for side in ("one", "other")]
            yield Instrument(
                words=" ".join(text[match.start() : end].split()),
                kind=_KINDS[match["kind"]],
                counterpart=next((side for side in sides if not ours & {names.key(side)}), sides[-1]),
                signing=bool(_SIGNING.search(bare)),
            )
