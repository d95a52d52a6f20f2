"""What every executor hands over: failures without words, and what it examined."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from check_report.model import Failure


@dataclass
class Judgement:
    """The outcome of running rules over stacked reports, before mapping."""

    failures: list[Failure] = field(default_factory=list)
    examined: dict[tuple[str, str], int] = field(default_factory=dict)
    """(rule, report) → how many things were examined."""
    held: dict[tuple[str, str], list[Failure]] = field(default_factory=dict)
    """(rule, report) → things that hold, for rules that list them."""
    unjudged: dict[tuple[str, str], str] = field(default_factory=dict)
    """(rule, report) → name of the reason why it could not be judged."""

    def count(self, rule: str, report: str, examined: int) -> None:
        """Adds to what a rule examined in a report."""
        self.examined[rule, report] = self.examined.get((rule, report), 0) + examined

    def said(self) -> set[tuple[object, ...]]:
        """All that was found, comparable with what another executor found."""
        found: set[tuple[object, ...]] = {
            (f.name, f.report, f.table, f.row, f.field, f.observed, f.expected, f.variant, f.related)
            for f in self.failures
        }
        found |= {(rule, report, "examined", n) for (rule, report), n in self.examined.items()}
        return found | {(rule, report, reason) for (rule, report), reason in self.unjudged.items()}

    def add(self, other: Judgement) -> None:
        """Takes over all that another executor found."""
        self.failures.extend(other.failures)
        for (rule, report), examined in other.examined.items():
            self.count(rule, report, examined)
        self.held.update(other.held)
        self.unjudged.update(other.unjudged)
