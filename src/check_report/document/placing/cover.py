"""What the cover says of the report itself: body, quarter, agreement and session that approved it."""

from __future__ import annotations

import calendar
import datetime
import re
from collections import Counter
from typing import TYPE_CHECKING

from check_report.document.placing import sessions, values
from check_report.document.readers.text import flat
from check_report.source.words import identifiers, quarters
from check_report.source.words.plain import unaccented, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from check_report.document.placing.printed import Printing

_YEAR = re.compile(r"\b(20[0-9]{2})\b")
_QUARTERS = 4
_BODY = re.compile(r"\b(?:comisi[oó]n|comit[eé]|consejo|unidad|junta)\b.*", re.IGNORECASE | re.DOTALL)
_REPORT = re.compile(r"\binforme\b")
_QUARTER = re.compile(
    r"\b(?P<ordinal>primer|segundo|tercer|cuarto)\s+"
    r"(?:informe\s+(?:de\s+actividades\s+)?trimestr\w+|trimestre)\b"
)


def about(cover: Sequence[str], prose: str, printing: Printing, kinds: Sequence[str]) -> dict[str, str]:
    """The row of table `informe`, as far as the cover (and where it is silent, the prose) tells.

    Args:
        cover: the cover's blocks.
        prose: all that the report says after it.
        printing: how reports print it.
        kinds: the kinds of session.
    """
    whole = "\n".join(cover)
    title = next((block for block in cover if _REPORT.search(unaccented(block))), whole)
    ordinal, quarter = _quarter(whole) or _quarter(prose) or ("", None)
    year = _year(title, cover) or _year_told(prose)
    approval = next((i.text for i in identifiers.find(whole)), "")
    session = next(sessions.find(whole, kinds), None)
    day = next(iter(values.days(whole, year)), None)
    body = _body(cover, title, prose)
    code = _code(approval, body)
    start, end = _period(year, quarter)
    return {
        "informe_id": f"{code}-{year}-T{quarter}" if code and year and quarter else "",
        "organo": code,
        "organo_nombre": body,
        "anio": str(year or ""),
        "trimestre": str(quarter or ""),
        "ordinal": ordinal,
        "periodo_inicio": start,
        "periodo_fin": end,
        "acuerdo_aprobacion": approval,
        "sesion_aprobacion": session.id(day.year if day else year) if session else "",
        "fecha_aprobacion": day.isoformat() if day else "",
        "punto": _item(cover, printing),
    }


def _year(title: str, cover: Sequence[str]) -> int | None:
    """The report's year: the title's, else a quarter's on the cover, else the last that the cover names."""
    of_quarters = (str(one.year) for block in cover for one in quarters.find(block) if one.year)
    last = reversed(_YEAR.findall("\n".join(cover)))
    return next(map(int, (*_YEAR.findall(title)[-1:], *of_quarters, *last)), None)


def _year_told(prose: str) -> int | None:
    """The year of the first quarter that the prose names, else the one it names most."""
    of_quarters = (str(one.year) for one in quarters.find(prose) if one.year)
    most = (year for year, _ in Counter(_YEAR.findall(prose)).most_common(1))
    return next(map(int, (*of_quarters, *most)), None)


def _quarter(text: str) -> tuple[str, int] | None:
    match = _QUARTER.search(unaccented(flat(text)))
    if not match:
        return None
    return match["ordinal"].capitalize(), sessions.number(
        {"primer": "primero", "tercer": "tercero"}.get(match["ordinal"], match["ordinal"])
    )


def _period(year: int | None, quarter: int | None) -> tuple[str, str]:
    if not year or not quarter:
        return "", ""
    last = quarter * 12 // _QUARTERS
    first = last - 12 // _QUARTERS + 1
    start = datetime.date(year, first, 1)
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return start.isoformat(), end.isoformat()


def _body(cover: Sequence[str], title: str, prose: str) -> str:
    """The body's name, as the prose writes it: blocks of the cover's own, or the end of one."""
    said = [flat(block) for block in cover if block is not title]
    alone = [at for at, block in enumerate(said) if _BODY.match(block)]
    inside = _BODY.search(_YEAR.sub("", flat(title)))
    candidates = [" ".join(said[at : at + lines]) for at in alone for lines in (3, 2, 1)]
    candidates += [inside[0]] if inside else []
    candidates += [found[0] for block in said if (found := _BODY.search(block))]
    candidates = [candidate.strip(" .,") for candidate in candidates]
    return next((name for one in candidates if (name := _cased(one, prose))), next(iter(candidates), ""))


def _cased(name: str, prose: str) -> str:
    """A name as the prose writes it most often; empty where it does not."""
    found = Counter(
        prose[m.start() : m.end()] for m in re.finditer(re.escape(unaccented(name)), unaccented(prose))
    )
    return next((form for form, _ in found.most_common() if form != form.upper()), "")


def _code(approval: str, body: str) -> str:
    return code(approval, body) or _initials(body)


def code(identifier: str, body: str) -> str:
    """The body's code in an identifier of its own: letters that are its initials, else the first ones."""
    groups = re.findall(r"[A-ZÁÉÍÓÚÑ]{2,}(?:[a-z]{1,2}[A-ZÁÉÍÓÚÑ]+)?", identifier)
    return _initials(body) if _initials(body) in groups else next(iter(groups), "")


def _initials(body: str) -> str:
    return "".join(word[0] for word in words(body).split() if len(word) > 3).upper()


def _item(cover: Sequence[str], printing: Printing) -> str:
    for line in "\n".join(cover).split("\n"):
        match = re.match(rf"{printing.item}\s+(?P<item>[0-9]+(?:\.[0-9]+)*)\b", words(line))
        if match:
            return match["item"]
    return ""
