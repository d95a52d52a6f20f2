"""Where in a document the placing stands: what was placed, and what stands above the block being placed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from check_report.document.placing.by_day import ByDay
    from check_report.document.placing.result import Placed
    from check_report.document.placing.rows import Known


@dataclass(slots=True)
class Here:
    """What the rooms that place one document share."""

    placed: Placed
    known: Known
    by_day: ByDay
    """The rows whose session is known by its day alone."""
    title: str = ""
    """Of the section, bare."""
    before: list[str] = field(default_factory=list)
    """The paragraphs before in the section, bare, the nearest first; empty for a table."""
    caption: str = ""
    """What stands below the table being placed, in a document that has its captions there."""
    printed: set[str] = field(default_factory=set)
    """The tables that the section has printed as such: a list in it is of something else."""
    session: str = ""
    """Key of the session that a heading or a line names for what follows; empty where none does."""

    @property
    def section(self) -> str:
        """Key of the section placed last; empty before the first."""
        sections = self.placed.tables["secciones"]
        return sections[-1].values["seccion_id"] if sections else ""

    def said_after(self, openings: Iterable[str]) -> str:
        """What the sentence before says after one of the words: «se firmaron de manera electrónica»."""
        before = self.before[0] if self.before else ""
        for opening in openings:
            match = re.search(rf"\b{opening}\s+((?:a\s+)?\w+)", before)
            if match:
                return match[1]
        return ""
