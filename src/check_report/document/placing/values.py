"""What the words of a cell say: dates, numbers, sessions, instruments with their parties."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from check_report.document.readers.text import flat
from check_report.source.words import dates
from check_report.source.words.plain import unaccented, words

if TYPE_CHECKING:
    from check_report.source.words.dates import Mention

_NUMBER = re.compile(r"^\D{0,5}?([0-9]{1,6})\s*[.)°ºª]*$")
_ISO = re.compile(r"\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b")
_SLASHED = re.compile(r"\b([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\b")
_MONTHS = 12
_BETWEEN = re.compile(r"\s+(?:entre|ente)\s+")
_WITH = re.compile(r"\s+con\s+(?:(?:el|la|los|las)\s+|(?=[A-ZÁÉÍÓÚÑ]))")
_AND = re.compile(r"\s+y\s+")
_ARTICLE = re.compile(r"^(?:el|la|los|las)\s+", re.IGNORECASE)
_ACRONYM = re.compile(r"^[A-ZÁÉÍÓÚÑ]{2,}$")


def integer(text: str) -> str | None:
    """«1.» → 1; None for anything else."""
    match = _NUMBER.match(text.strip())
    return str(int(match[1])) if match else None


def days(text: str, year: int | None) -> list[datetime.date]:
    """The dates that a text names in words or digits, in order; those of no calendar left out."""
    found = [mention.date(year) for mention in dates.find(text)]
    written = [(match[1], match[2], match[3]) for match in _ISO.finditer(text)]
    written += [(match[3], match[2], match[1]) for match in _SLASHED.finditer(text)]
    return [day for day in found if day] or [day for parts in written if (day := _day(*parts))]


def no_day(text: str) -> str | None:
    """The words of a day in digits that no calendar has: «31/06/2023» → «31 de junio de 2023»."""
    match = _SLASHED.fullmatch(text.strip())
    if match is None or _day(match[3], match[2], match[1]) or not 1 <= int(match[2]) <= _MONTHS:
        return None
    return f"{int(match[1])} de {dates.month_name(int(match[2]))} de {match[3]}"


def span(text: str, mentions: list[Mention]) -> str:
    """The words of a text from its first date to the last one of the same list."""
    first, last = mentions[0], mentions[0]
    for mention in mentions[1:]:
        end = last.start + len(last.words)
        between = unaccented(text[min(end, mention.start) : mention.start])
        if not re.fullmatch(r"[\s,;]*(?:y|e|al?|el|del|los)?[\s,;]*(?:y|e|al?|el|los|dias?)?\s*", between):
            break
        last = mention
    return flat(text[first.start : last.start + len(last.words)]).rstrip(" .,;")


def has_letters(text: str) -> bool:
    """Whether a text has words, not only digits and signs."""
    return bool(re.search(r"[^\W\d_]{2,}", text))


def instrument(text: str, ours: frozenset[str]) -> dict[str, str]:
    """The kind and the counterpart that the name of an instrument gives.

    Args:
        text: «Convenio Específico entre el IECM y el Instituto … (IDdeco)».
        ours: names and acronyms of our own institute, bare.

    Returns:
        `tipo`: the words before the parties; `contraparte`: the other party, without article, the whole
        text where no party can be told.
    """
    whole = flat(text)
    bare = unaccented(whole)
    between = _BETWEEN.search(bare)
    if between:
        return {"tipo": whole[: between.start()], "contraparte": _other(whole[between.end() :], ours)}
    along = _WITH.search(whole)
    if along:
        return {"tipo": whole[: along.start()], "contraparte": whole[along.end() :]}
    return {"tipo": whole, "contraparte": whole}


def slug(text: str) -> str:
    """A name for a list: lower case, no accents, underscores."""
    return re.sub(r"[^a-z0-9]+", "_", words(text)).strip("_")


def _other(parties: str, ours: frozenset[str]) -> str:
    """Of two parties the one that is not ours: split at the first «y» that leaves us on one side.

    Where neither is known, the one named by a bare acronym is taken for ours, else the first.
    """
    sides = [(parties[: cut.start()], parties[cut.end() :]) for cut in _AND.finditer(parties)]
    for one, other in sides:
        if _name(one) in ours:
            return _bare(other)
        if _name(other) in ours:
            return _bare(one)
    if not sides:
        return _bare(parties)
    one, other = sides[0]
    return _bare(one if _is_acronym(other) and not _is_acronym(one) else other)


def _name(party: str) -> str:
    return words(_ARTICLE.sub("", re.sub(r"\([^()]*\)", "", party).strip(" .,;")))


def _is_acronym(party: str) -> bool:
    return bool(_ACRONYM.match(_ARTICLE.sub("", party.strip(" .,;"))))


def _bare(party: str) -> str:
    # A final dot belongs to the cell, unless it closes a legal form (A.C.).
    return re.sub(r"(?<!\b[A-Z])\.$", "", _ARTICLE.sub("", party.strip(" ,;")))


def _day(year: str, month: str, day: str) -> datetime.date | None:
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
