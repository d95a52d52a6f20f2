"""The institute that a report is of, as its own words tell it."""

from __future__ import annotations

import re
from collections import Counter

from check_report.source.words import names

_FIRST_PARTY = re.compile(r"\bentre (?:el|la) (?P<acronym>[A-ZÁÉÍÓÚÑ]{3,12})\b(?: \([^)]*\))? y\b")
_DEFINED = re.compile(r"\b(?P<name>Instituto\s[^()\n]{5,90}?)\s*\((?P<acronym>\w{2,12})\)")


def own(text: str) -> tuple[str, str]:
    """Acronym and name of the institute that reports; each empty where the text does not tell it.

    It is the one that most instruments name first («entre el IECM y …»); where none is named so, the first
    that the text defines by its acronym.

    Args:
        text: the report, or its prose.
    """
    defined: dict[str, str] = {}
    for match in _DEFINED.finditer(text):
        defined.setdefault(match["acronym"], match["name"])
    parties = Counter(match["acronym"] for match in _FIRST_PARTY.finditer(" ".join(text.split())))
    acronym = max(parties, key=lambda one: parties[one], default="") or next(iter(defined), "")
    return acronym, defined.get(acronym, "")


def ours(text: str, registered: frozenset[str]) -> frozenset[str]:
    """Comparison keys of what an instrument may call the institute that reports.

    Args:
        text: the whole report.
        registered: comparison keys of the institutes registered; the answer if it is one of them or unknown.
    """
    acronym, name = own(text)
    if not acronym or names.key(acronym) in registered:
        return registered
    return frozenset(names.key(one) for one in (acronym, name) if one)
