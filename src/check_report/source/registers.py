"""What the rulebook's registers say of names and series, and which row of a table a name or a title means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from check_report.source.words import institutes, names
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INSTITUTE = "instituto"
"""The column of a register that says whose reports a row is for; an empty one is for all."""


@dataclass(frozen=True)
class Registers:
    """What the rulebook's registers say of names and series, ready for use."""

    frames: Mapping[str, pl.DataFrame]
    acronyms: Mapping[str, str]
    """Comparison key of an acronym → comparison key of the name it stands for."""
    ours: frozenset[str]
    """Comparison keys of the institutes whose commissions report."""

    @cached_property
    def institutes(self) -> dict[str, str]:
        """Acronym → name of each institute known."""
        rows = self.frames["organos"].select(INSTITUTE, "instituto_nombre").rows()
        return {short: name for short, name in rows if short and name}

    def institute_of(self, body: object, report: str) -> str | None:
        """The institute of a registered body, unless a report is of another institute's body of that name.

        Args:
            body: the acronym of the body that reports.
            report: all words of its report.
        """
        rows = self.frames["organos"].filter(pl.col("organo") == pl.lit(body, dtype=pl.String))
        registered = str(rows[INSTITUTE][0]) if rows.height else None
        acronym, _ = institutes.own(report)
        another = acronym not in {"", registered}
        return None if registered and another and not self._is_named(registered, report) else registered

    def _is_named(self, institute: str, text: str) -> bool:
        name = self.institutes.get(institute, institute)
        return bool(re.search(rf"\b{re.escape(institute)}\b", text)) or words(name) in words(text)

    def of(self, institute: str | None) -> Registers:
        """The registers as they hold for an institute's reports: rows of other institutes are left out."""
        frames = {
            name: frame.filter(
                pl.col(INSTITUTE).is_null() | (pl.col(INSTITUTE) == pl.lit(institute, dtype=pl.String))
            )
            if INSTITUTE in frame.columns and name != "organos"
            else frame
            for name, frame in self.frames.items()
        }
        return Registers(frames, self.acronyms, self.ours)


def registers(frames: Mapping[str, pl.DataFrame]) -> Registers:
    """Makes the registers' frames (by table) ready for use."""
    short = {
        "organos": (INSTITUTE, "instituto_nombre"),
        "areas": ("sigla", "nombre"),
        "normas": ("sigla", "nombre"),
    }
    acronyms = {
        names.key(row[sigla]): names.key(row[name])
        for table, (sigla, name) in short.items()
        for row in frames[table].iter_rows(named=True)
        if row[sigla] and row[name]
    }
    institutes = frames["organos"].select(INSTITUTE, "instituto_nombre").rows()
    ours = frozenset(names.key(name) for row in institutes for name in row if name)
    return Registers(frames, acronyms, ours)


def named(text: str, target: pl.DataFrame, field: str, known: Registers) -> Iterator[tuple[int, str, float]]:
    """The one row of the target that the text names, if any: `_row`, form and likeness."""
    sought = names.spelled_out(names.key(text), known.acronyms)
    best: tuple[int, str, float] | None = None
    for row in target.filter(pl.col(field).is_not_null()).iter_rows(named=True):
        aliases = [
            names.spelled_out(names.key(a), known.acronyms) for a in (row.get("alias") or "").split("|") if a
        ]
        official = names.key(row[field])
        if sought == official:
            yield row["_row"], "oficial", 100.0
            return
        candidate = (row["_row"], "alias", 100.0) if sought in aliases else None
        # A short name is known by what it abbreviates: one word («Código») is like too many others.
        forms = [official, *(alias for alias in aliases if " " in alias)]
        likeness = max(names.likeness(sought, form) for form in forms)
        candidate = candidate or (row["_row"], "parecido", round(likeness, 2))
        if best is None or candidate[2] > best[2]:
            best = candidate
    if best and best[2] >= names.ALIKE:
        yield best


def contained(text: str, target: pl.DataFrame, field: str, _: Registers) -> Iterator[tuple[int, str, float]]:
    """The rows of the target whose title the text contains."""
    for row in target.filter(pl.col(field).is_not_null()).iter_rows(named=True):
        likeness = round(names.contained(row[field], text), 2)
        if likeness >= names.ALIKE:
            yield row["_row"], "parecido", likeness
