"""Series of identifiers: the form and the year that those of one series should have."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING, Any

from check_report.source.words import identifiers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FILLED = 0.8
"""The part of a series that has numbers of one width, filled up with zeros, where all should."""
_USUAL = 3
"""Identifiers that make a series a usual one."""


def with_letters_in_order(
    found: Sequence[tuple[dict[str, Any], identifiers.Identifier]],
) -> list[tuple[dict[str, Any], identifiers.Identifier]]:
    """The identifiers, one with the letters of a usual series in another order taken for one of it."""
    times = Counter(identifier.series for _, identifier in found)
    usual = {_letters(series): series for series, many in times.items() if many >= _USUAL}
    return [
        (place, dataclasses.replace(one, series=usual[_letters(one.series)]))
        if times[one.series] == 1 and " " in one.series and _letters(one.series) in usual
        else (place, one)
        for place, one in found
    ]


def _letters(series: str) -> tuple[str, ...]:
    return tuple(sorted(series.split()))


def year_elsewhere(
    identifier: identifiers.Identifier,
    years: Mapping[tuple[str, int | None], Counter[int | None]],
    year: int | None,
) -> str | None:
    """The report's year, where what else there is of that series shows that it should be an identifier's.

    That is where all others of its number have it and its own is later; an earlier one can well be another
    document. Or where no other has its number, and those of the numbers before and after have that year.
    """
    series, number, own = identifier.series, identifier.number, identifier.year
    if own is None or number is None or year is None or own == year:
        return None
    same = years[series, number]
    before, after = (set(years.get((series, at), ())) for at in (number - 1, number + 1))
    later = own > year and same[own] == 1 and set(same) - {own} == {year}
    between = set(same) == {own} and before == after == {year}
    return str(year) if later or between else None


def told_forms(series: Sequence[identifiers.Identifier]) -> dict[str, str]:
    """The form by which each of a series is compared: its shape, or all of it if zeros fill nearly all."""
    times = Counter(one.form for one in series)
    most = max((times[one.form] for one in series if one.is_padded), default=0)
    exact = most >= _FILLED * len(series)
    return {one.text: one.form if exact else one.shape for one in series}


def usual_like(form: str | None, forms: Sequence[str | None]) -> str | None:
    """The commonest form; an identifier may differ from it by the kind of session alone: «SO», «SE»."""
    most = usual([one for one in forms if one])
    alike = form and most and identifiers.kindless(form) == identifiers.kindless(most)
    return form if alike else most


def counts(read: Sequence[identifiers.Identifier | None]) -> list[str]:
    """For each identifier of a column the count that its number goes on in: "" where all share one.

    A commission may count what it adopts in ordinary and in extraordinary sessions apart; it does where the
    numbers then go on more often.
    """
    kinds = [one.series if one else "" for one in read]
    joint = [identifiers.read(identifiers.kindless(one.text)).series if one else "" for one in read]
    told = Counter(kinds)
    apart = [
        kind if told[kind] > 1 and kind != whole else "" for kind, whole in zip(kinds, joint, strict=True)
    ]
    shared = [""] * len(apart)
    return min(shared, apart, key=lambda groups: _breaks(read, groups))


def _breaks(read: Sequence[identifiers.Identifier | None], groups: Sequence[str]) -> int:
    """How many numbers do not go on from the one before them in their group."""
    last: dict[str, int | None] = {}
    broken = 0
    for one, group in zip(read, groups, strict=True):
        number = one.number if one else None
        before = last.get(group, None if number is None else number - 1)
        broken += None not in (number, before) and number != (before or 0) + 1
        last[group] = number
    return broken


def usual(forms: list[str]) -> str | None:
    """The commonest form; of equals, the one that comes first in the report."""
    return Counter(forms).most_common(1)[0][0] if forms else None
