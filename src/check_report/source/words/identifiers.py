"""Identifiers such as «IECM-ACU-CG-075-2020» or «CVOE/018/21»: series, number, year, form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.source.words.plain import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from check_report.source.words.dates import Mention

# Some bodies write a small letter inside their acronym: CPCyC.
_IDENTIFIER = re.compile(
    r"(?<![\w/-])(?:[0-9]{1,4}/|[A-Z][-/](?:[0-9]{1,4}[-/])?)?[A-ZÁÉÍÓÚÑ]{2,}(?:[a-z]{1,2}[A-ZÁÉÍÓÚÑ]+)?(?:[-/][A-Z0-9ÁÉÍÓÚÑ]+)+\b"
)
_OF_SESSION = re.compile(r"(?<=[-/])(?:S?[OEU]|ORD|EXT|EXTRA|URG|ESP|SOL|CONJ)(?=[-/])")
"""The letters of an identifier that tell the kind of session: «SO», «SE»."""
_DAY = re.compile(r"\b(?:0[1-9]|[12][0-9]|3[01])[-/](?:0[1-9]|1[0-2])[-/](?P<year>(?:19|20)[0-9]{2})$")
"""The day that an identifier may end with: «048/CPISN/SO/26-10-2023»."""
_DIGITS = re.compile(r"[0-9]+")
_DATE = re.compile(r"[0-9]{1,2}/[A-Z]{1,4}/[0-9]{2,4}")
"""What has the shape of an identifier and is a day: «31/DIC/2021», «12/IX/2021»."""
_OF = re.compile(r",?\s+(?:con fecha|de fecha|fechado|emitid[oa]|del?)(?:\s+(?:el|dia))*\s+")
"""Between an identifier and its date: «IECM/ACU-CG-031/2020, del lunes 27 de abril de 2020»."""
_ADOPTED = re.compile(
    r",?\s+(?:que\s+(?:el|la)\s+(?:\w+\s+){1,6}(?:emitio|aprobo|expidio|adopto|dicto)"
    r"|(?:que fue\s+|fue\s+)?(?:aprob|adopt|dict|tom)ad[oa](?:\s+por\s+(?:el|la)\s+(?:\w+\s+){1,6}?)?"
    r"|(?:emit|exped)id[oa]\s+por\s+(?:el|la)\s+(?:\w+\s+){1,6}?)"
    r"\s+(?:el|con fecha|de fecha)(?:\s+(?:el|dia))*\s+"
)
"""The same told with its verb: «…/2024, aprobado el …», «…/2022, que el Consejo General emitió el …»."""
_IN_SESSION = re.compile(
    r",?\s+en (?:la|su)\s+(?:\w+\s+){1,3}sesion[^.;:]{0,60}?"
    r"\b(?:celebrad|efectuad|realizad|llevad)a(?: a cabo)?\s+el\s+"
)
"""The same with the session between them: «…/23, en la primera sesión ordinaria del año, efectuada el …»."""
_BY = re.compile(
    r",?\s+(?:mediante|a traves del?|por medio del?|por|con|segun consta en"
    r"|(?:en (?:la|el) que|cuando)\s+(?:\w+\s+){1,6}(?:emitio|aprobo|expidio|adopto|dicto))"
    r"(?:\s+(?:el|la|su))?(?:\s+(?:diverso|acuerdo|oficio|resolucion|circular|dictamen))*"
    r"(?:\s+(?:clave|numero|num\.?|no\.?))?\s+"
)
"""Between a date and the identifier of that day's act: «el 27 de abril de 2020, mediante acuerdo …»."""
_BY_ACT = re.compile(
    r",?\s+(?:el|la)?\s*(?:(?:(?!\b(?:que|segun|conforme|cuy[oa])\b)[\w\s]){0,60}\s)?(?:aprobo|determino|emitio|expidio|adopto|acordo)\b[^.;:]{0,200}?,?\s+"
    r"(?:mediante|a traves del?|por medio del?)\s+(?:el\s+)?(?:diverso\s+)?(?:acuerdo|resolucion|dictamen)"
    r"(?:\s+(?:clave|numero|num\.?|no\.?))?\s+"
)
"""The same with what was done between them: «…, aprobó la integración mediante el acuerdo …»."""
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
    is_padded: bool = False
    """Whether zeros fill up its number."""


def find(text: str) -> Iterator[Identifier]:
    """The identifiers of a text: capitals and digits joined by - or /, with a number and a year or more."""
    for match in _IDENTIFIER.finditer(text):
        if len(_DIGITS.findall(match[0])) > 1 and not _DATE.fullmatch(match[0]):
            yield read(match[0], match.start())


def kindless(form: str) -> str:
    """A form without the letters that tell in what kind of session it was given."""
    return _OF_SESSION.sub("", form)


def year_beside(text: str, identifier: Identifier, mentions: Iterable[Mention]) -> int | None:
    """The year of the date that a sentence gives to an identifier, just after it or just before.

    Args:
        text: the text in which the identifier stands.
        identifier: as `find` gave it.
        mentions: the text's dates.
    """
    bare = unaccented(text)
    end = identifier.start + len(identifier.text)
    every = list(mentions)
    last = max((one.start for one in every if one.start < identifier.start), default=None)
    for mention in every:
        if mention.year is None:
            continue
        told = mention.start + len(mention.words)
        after = any(form.fullmatch(bare, end, mention.start) for form in (_OF, _ADOPTED, _IN_SESSION))
        acted = mention.start == last and _BY_ACT.fullmatch(bare, told, identifier.start)
        if after or acted or _BY.fullmatch(bare, told, identifier.start):
            return mention.year
    return None


def read(text: str, start: int = 0) -> Identifier:
    """Takes one identifier apart. Its year is that of the day it ends with, or its last group of digits."""
    groups = list(_DIGITS.finditer(text))
    day = _DAY.search(text)
    year = int(day["year"]) if day else _year(groups[-1][0]) if groups else None
    numbered = groups[:-3] if day else groups[:-1] if year is not None else groups
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
        is_padded=number is not None and number[0].startswith("0"),
    )


def _year(digits: str) -> int | None:
    match len(digits), int(digits[:4]):
        case 2, short:
            return 2000 + short
        case 4, year if 1990 <= year < 2100:
            return year
    return None
