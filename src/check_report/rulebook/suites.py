"""The Great Expectations suites and the catalogue of measures, read as the JSON they are.

Great Expectations itself is not needed to read them: an executor hands `Suite.descriptor` to it whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any

from check_report.rulebook.strict import RulebookError, read_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EXPECTATION = "unexpected_rows_expectation"
BATCH = "/* {batch} */"
"""Great Expectations wants every query to name its batch; ours do it in a comment."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One `unexpected_rows_expectation` of a suite."""

    suite: str
    rule: str
    query: str
    """Returns the rows that fail."""
    examined: str
    """Returns one row for each thing judged; with `listed`, with the columns of the failing rows."""
    listed: bool
    unjudged: str | None
    """Returns (_report, reason) for each report in which the rule cannot be judged."""


@dataclass(frozen=True, slots=True)
class Suite:
    """One native suite file."""

    name: str
    expectations: tuple[Expectation, ...]
    descriptor: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a declared figure may count, and the query that counts it (None: no table can confirm it)."""

    name: str
    title: str
    query: str | None
    nouns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the prose calls the things counted («acuerdo», «opinión de pertinencia»), by the part of the
    family they are of («ordinaria»); by the empty text where the noun does not tell the part."""
    verbs: tuple[str, ...] = ()
    """Verbs that say such things were done («adoptar»)."""
    table: str | None = None
    """The table whose rows are counted."""
    with_another: bool = False
    """Whether the things counted are each done with another body, so that a sentence that names one can be
    compared with the table."""
    in_lists: bool = False
    """Whether a report may list them in several places, so that what opens a list need not count all."""
    parts_overlap: bool = False
    """Whether one thing counted may be in several parts, so that parts need not add up to the whole."""

    @property
    def family(self) -> tuple[str, str | None]:
        """Name of the family and of what tells its members apart: «envios», «lista»."""
        name, _, part = self.name.partition(":<")
        return name, part.removesuffix(">") or None


@dataclass(frozen=True, slots=True)
class View:
    """A named query that suites share, so that each rule reads as one sentence."""

    name: str
    query: str


def load_views(folder: Path) -> tuple[View, ...]:
    """The views of the folder's `<name>.sql` files, each after those it reads."""
    queries = {path.stem: path.read_text(encoding="utf-8").strip() for path in sorted(folder.glob("*.sql"))}
    reads = {
        name: [other for other in queries if other != name and re.search(rf"\b{other}\b", _bare(query))]
        for name, query in queries.items()
    }
    return tuple(View(name, queries[name]) for name in TopologicalSorter(reads).static_order())


def _bare(query: str) -> str:
    return re.sub(r"--.*", "", query)


def load_suites(folder: Path) -> tuple[Suite, ...]:
    """Every suite of the folder, in order of file name. Raises RulebookError for anything not understood."""
    return tuple(_suite(path) for path in sorted(folder.glob("*.json")))


def load_measures(path: Path) -> tuple[Measure, ...]:
    """The catalogue of measures."""
    return tuple(_measure(entry) for entry in read_json(path))


def _measure(entry: Mapping[str, Any]) -> Measure:
    nouns = entry.get("sustantivos", {})
    by_part = nouns if isinstance(nouns, dict) else {"": nouns}
    return Measure(
        name=entry["medida"],
        title=entry["titulo"],
        query=entry["consulta"],
        nouns={part: tuple(some) for part, some in by_part.items()},
        verbs=tuple(entry.get("verbos", ())),
        parts_overlap=bool(entry.get("se_repite")),
        table=entry.get("tabla"),
        with_another=bool(entry.get("con_contraparte")),
        in_lists=bool(entry.get("en_listas")),
    )


def _suite(path: Path) -> Suite:
    descriptor = read_json(path)
    try:
        name = descriptor["name"]
        expectations = tuple(_expectation(name, entry) for entry in descriptor["expectations"])
    except KeyError as error:
        raise RulebookError(f"{path.name}: the suite or an expectation lacks {error}") from error
    return Suite(name, expectations, descriptor)


def _expectation(suite: str, entry: Mapping[str, Any]) -> Expectation:
    if entry["type"] != EXPECTATION:
        raise RulebookError(f"{suite}: only {EXPECTATION} is understood, not {entry['type']}")
    meta = entry["meta"]
    return Expectation(
        suite=suite,
        rule=meta["rule"],
        query=entry["kwargs"]["unexpected_rows_query"].replace(BATCH, ""),
        examined=meta["examined"],
        listed=meta.get("listed", False),
        unjudged=meta.get("unjudged"),
    )
