"""Identifiers such as «IECM-ACU-CG-075-2020» or «CVOE/018/21»: series, number, year, form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_IDENTIFIER = re.compile(r"\b[A-ZÁÉÍÓÚÑ]{2,}(?:[-/][A-Z0-9ÁÉÍÓÚÑ]+)+\b")
_DIGITS = re.compile(r"[0-9]+")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Identifier:
    """What an identifier is made of."""

    start: int
    text: str
    series: str
    """Its letters alone: «IECM ACU CG»."""
    form: str
    """Letters and separators as written, digits as 0: «IECM-ACU-CG-000-0000»."""
    shape: str
    """The form, however many digits the number has: «IECM-ACU-CG-#-0000»."""
    number: int | None
    year: int | None


def find(text: str) -> Iterator[Identifier]:
    """The identifiers of a text: capitals and digits joined by - or /, with a number and a year or more."""
    for match in _IDENTIFIER.finditer(text):
        if len(_DIGITS.findall(match[0])) > 1:
            yield read(match[0], match.start())


def read(text: str, start: int = 0) -> Identifier:
    """Takes one identifier apart. Its year is its last group of digits if that can be one."""
    groups = list(_DIGITS.finditer(text))
    year = _year(groups[-1][0]) if groups else None
    numbered = groups[:-1] if year is not None else groups
    number = numbered[-1] if numbered else None
    form = _DIGITS.sub(lambda group: "0" * len(group[0]), text)
    return Identifier(
        start=start,
        text=text,
        series=" ".join(_LETTERS.findall(text)),
        form=form,
        shape=f"{form[: number.start()]}#{form[number.end() :]}" if number else form,
        number=int(number[0]) if number and len(number[0]) <= 15 else None,
        year=year,
    )


def _year(digits: str) -> int | None:
    match len(digits), int(digits[:4]):
        case 2, short:
            return 2000 + short
        case 4, year if 1990 <= year < 2100:
            return year
    return None
