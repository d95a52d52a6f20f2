"""Loads the whole rulebook, cross-checks it, and gives it one digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from check_report.model import Layer
from check_report.rulebook import ROOT
from check_report.rulebook.pages import load_rules
from check_report.rulebook.strict import RulebookError
from check_report.rulebook.suites import load_measures, load_suites, load_views
from check_report.rulebook.tables import load_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from check_report.model import Rule
    from check_report.rulebook.suites import Measure, Suite, View
    from check_report.rulebook.tables import Table

_CLAIMING = {Layer.STRUCTURE, Layer.ACTS}
"""Layers that find failures by names of their own; a page says which of them its rule reports."""
FOLDERS = ("datapackage", "schemas", "checks")
_POLICY = {".json", ".csv", ".md", ".py", ".po", ".sql"}


@dataclass(frozen=True)
class Rulebook:
    """What a report is and what it must satisfy."""

    root: Path
    tables: Mapping[str, Table]
    rules: Mapping[str, Rule]
    suites: tuple[Suite, ...]
    measures: tuple[Measure, ...]
    views: tuple[View, ...]

    @cached_property
    def report_tables(self) -> dict[str, Table]:
        """The tables a report folder holds."""
        return {name: table for name, table in self.folder_tables.items() if not table.optional}

    @cached_property
    def folder_tables(self) -> dict[str, Table]:
        """The tables a report folder holds or may hold."""
        return {name: table for name, table in self.tables.items() if not table.is_register}

    @cached_property
    def registers(self) -> dict[str, Table]:
        """The tables that travel with the rulebook."""
        return {name: table for name, table in self.tables.items() if table.is_register}

    @cached_property
    def structure_rules(self) -> dict[str, str]:
        """Native structural failure → the id of the rule that reports it."""
        return {n: rule for n, rule in self.claimed.items() if self.rules[rule].layer is Layer.STRUCTURE}

    @cached_property
    def claimed(self) -> dict[str, str]:
        """Native failure of any layer → the id of the rule that reports it."""
        return {claim: rule.id for rule in self.rules.values() for claim in rule.claims}

    @cached_property
    def digest(self) -> str:
        """`sha256:…` over the names and digests of all policy files, line endings aside.

        A wheel, a checkout and a checkout on Windows of the same rulebook give the same digest.
        """
        lines = (
            f"{hashlib.sha256(path.read_bytes().replace(bytes([13, 10]), bytes([10]))).hexdigest()}  {name}\n"
            for name, path in policy_files(self.root)
        )
        return "sha256:" + hashlib.sha256("".join(lines).encode()).hexdigest()


def policy_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Name (relative, with `/`) and path of every file that makes the rulebook, in order of name."""
    files = (path for folder in FOLDERS for path in (root / folder).rglob("*") if path.suffix in _POLICY)
    return iter(sorted((path.relative_to(root).as_posix(), path) for path in files))


@lru_cache(maxsize=1)
def load() -> Rulebook:
    """The rulebook that this program carries. Raises RulebookError where it contradicts itself."""
    book = Rulebook(
        root=ROOT,
        tables=load_tables(ROOT / "datapackage"),
        rules=load_rules(ROOT / "checks" / "rules"),
        suites=load_suites(ROOT / "checks" / "suites"),
        measures=load_measures(ROOT / "checks" / "medidas.json"),
        views=load_views(ROOT / "checks" / "vistas"),
    )
    _cross_check(book)
    return book


def _cross_check(book: Rulebook) -> None:
    judged = {expectation.rule for suite in book.suites for expectation in suite.expectations}
    paged = {rule.id for rule in book.rules.values() if rule.layer is Layer.TOGETHER}
    if judged != paged:
        raise RulebookError(f"rules with only a page or only an expectation: {sorted(judged ^ paged)}")
    claiming = {rule.id for rule in book.rules.values() if rule.layer in _CLAIMING}
    claimed = {rule.id for rule in book.rules.values() if rule.claims}
    if claiming != claimed:
        raise RulebookError(f"rules that claim no failure, or one too many: {sorted(claiming ^ claimed)}")
