"""Sessions named in words: «séptima sesión ordinaria», «7ª Sesión Ordinaria», «sesión extraordinaria 2»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from num2words import num2words

from check_report.source.words import dates
from check_report.source.words.plain import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HIGHEST = 99
_YEAR = re.compile(r"\s*(?:de|del)\s+(?:ano\s+)?((?:19|20)[0-9]{2})\b")


@dataclass(frozen=True, slots=True)
class Session:
    """A session as a text names it."""

    kind: str
    number: int
    year: int | None
    """As written after it, or of the date that follows; None if the text has neither."""
    start: int
    end: int

    def id(self, year: int | None) -> str:
        """`2021-ORD-07`; the year given where its own is not known."""
        return f"{self.year or year or 0:04}-{self.kind[:3].upper()}-{self.number:02}"


def find(text: str, kinds: Sequence[str]) -> Iterator[Session]:
    """The sessions that a text names with number and kind, in order.

    Args:
        text: a cell, a line or a paragraph.
        kinds: the kinds there are, in the feminine singular.
    """
    bare = unaccented(text)
    for match in _sessions(tuple(kinds)).finditer(bare):
        said = match["kind"] or match["after"]
        short = said.rstrip(".")
        kind = next(k for k in kinds if said.startswith(k.rstrip("ae")) or k.startswith(short))
        yield Session(
            kind, number(match["number"] or match["behind"]), _year(text, bare, match), *match.span()
        )


def only(text: str, kinds: Sequence[str]) -> Session | None:
    """The one session that a short text names: nothing but it and perhaps its date. None otherwise."""
    found = list(find(text, kinds))
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + " " + text[found[0].end :]
    for day in reversed(dates.find(rest)):
        rest = rest[: day.start] + rest[day.start + len(day.words) :]
    return found[0] if len(re.findall(r"\w{3,}", rest)) <= 3 else None


def numbers(text: str) -> Iterator[int]:
    """The numbers of the ordinals in a text: «Séptima, Octava y Novena» → 7, 8, 9."""
    for match in re.finditer(rf"\b(?:{_ordinal()})", unaccented(text)):
        yield number(match[0])


def number(ordinal: str) -> int:
    """The number of a bare ordinal: «septima» → 7, «7a» → 7."""
    digits = re.match(r"[0-9]+", ordinal)
    return int(digits[0]) if digits else _ordinals()[" ".join(ordinal.split())]


def _year(text: str, bare: str, match: re.Match[str]) -> int | None:
    written = _YEAR.match(bare, match.end())
    if written:
        return int(written[1])
    days = dates.find(text[match.end() : match.end() + 80])
    return days[0].year if days else None


@lru_cache(maxsize=4)
def _sessions(kinds: tuple[str, ...]) -> re.Pattern[str]:
    whole = [rf"{name.rstrip('ae')}(?:[aeo]?s?|es)\b" for name in kinds]
    short = [rf"(?:{name[:3]}|{name.removesuffix('inaria')})\." for name in kinds]  # «10.ª ord.», «extraord.»
    kind = "|".join([*whole, *short])
    ordinal = _ordinal()
    return re.compile(
        rf"\b(?P<number>{ordinal})\s+(?:sesion\s+)?(?P<kind>{kind})"
        rf"|\bsesion\s+(?P<after>{kind})\s+(?:numero\s+|num\.?\s*|no\.?\s*)?(?P<behind>{ordinal})"
    )


@lru_cache(maxsize=1)
def _ordinal() -> str:
    names = sorted(_ordinals(), key=len, reverse=True)
    spelled = "|".join(name.replace(" ", r"\s+") for name in names)
    # «11:00» and «11/10» hold no ordinal.
    digits = r"(?<![:/.])[0-9]{1,2}(?:\.?\s?[ªº°]|\.?[ao]\b)?\.?(?![0-9/-]|:[0-9])"
    return rf"(?:(?:{spelled})\b|{digits})"


@lru_cache(maxsize=1)
def _ordinals() -> dict[str, int]:
    known = {"primer": 1, "tercer": 3, "setima": 7, "setimo": 7}
    known |= {"undecima": 11, "undecimo": 11, "duodecima": 12, "duodecimo": 12}
    simple = {value: _spelled(value)[:-1] for value in [*range(1, 11), *range(20, _HIGHEST, 10)]}
    for value, stem in simple.items():
        known |= {f"{stem}{ending}": value for ending in "ao"}
    for tens in range(10, _HIGHEST, 10):
        for units in range(1, 10):
            # «décima primera», «décimo primera», «decimoprimera»: all are written.
            known |= {
                f"{simple[tens]}{one}{gap}{simple[units]}{other}": tens + units
                for one in "ao"
                for other in "ao"
                for gap in ("", " ")
            }
    return known


def _spelled(value: int) -> str:
    return unaccented(num2words(value, lang="es", to="ordinal"))
