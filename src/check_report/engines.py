"""Which executors make an engine. All engines judge the same rulebook and must find the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check_report.layers.judgement import Judgement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

    from check_report.rulebook.book import Rulebook
    from check_report.source.report import Source
    from check_report.source.stack import Stack

    Together = Callable[[Mapping[str, pl.DataFrame], Rulebook], Judgement]

DEFAULT = "columnar"


def _duckdb(frames: Mapping[str, pl.DataFrame], book: Rulebook) -> Judgement:
    from check_report.layers.together import duckdb  # noqa: PLC0415 - each executor loads what it alone needs

    return duckdb.run(frames, book)


def _great_expectations(frames: Mapping[str, pl.DataFrame], book: Rulebook) -> Judgement:
    from check_report.layers.together import gx  # noqa: PLC0415

    return gx.run(frames, book)


TOGETHER: Mapping[str, Together] = {DEFAULT: _duckdb, "reference": _great_expectations}
"""Engine → what runs the suites. Structure and rows are judged by the same libraries in both."""


def judge_structure(source: Source, book: Rulebook) -> Judgement:
    """Judges one report's structure."""
    from check_report.layers.structure import frictionless  # noqa: PLC0415

    return frictionless.run(source, book)


def judge(stack: Stack, book: Rulebook, engine: str) -> Judgement:
    """Judges the rows of all stacked reports, and what their tables say together.

    Raises:
        KeyError: for an engine that does not exist.
    """
    from check_report.layers.rows import pandera  # noqa: PLC0415

    judgement = pandera.run(stack.frames)
    judgement.add(TOGETHER[engine](stack.frames, book))
    return judgement
