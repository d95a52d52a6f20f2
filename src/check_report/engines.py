"""Which executors make an engine. All engines judge the same rulebook and must find the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import polars as pl

    from check_report.layers.judgement import Judgement
    from check_report.rulebook.book import Rulebook
    from check_report.source.report import Source
    from check_report.source.stack import Stack

    Together = Callable[[Mapping[str, pl.DataFrame], Rulebook], Judgement]

DEFAULT = "columnar"


class Disagreement(Exception):  # noqa: N818 - a fault with a name of its own
    """Two executors of one rulebook found different things."""


def _duckdb(frames: Mapping[str, pl.DataFrame], book: Rulebook) -> Judgement:
    from check_report.layers.together import duckdb

    return duckdb.run(frames, book)


def _great_expectations(frames: Mapping[str, pl.DataFrame], book: Rulebook) -> Judgement:
    """Great Expectations judges, DuckDB must find the same.

    Raises:
        Disagreement: when they do not.
    """
    from check_report.layers.together import gx

    judgement, other = gx.run(frames, book), _duckdb(frames, book)
    if judgement.said() != other.said():
        rules = sorted({str(name) for name, *_ in judgement.said() ^ other.said()})
        raise Disagreement(f"Great Expectations, DuckDB: {', '.join(rules)}")
    return judgement


TOGETHER: Mapping[str, Together] = {DEFAULT: _duckdb, "reference": _great_expectations}
"""Engine → what runs the suites. Structure and rows are judged by the same libraries in both."""


def judge_structure(source: Source, book: Rulebook) -> Judgement:
    """Judges one report's structure."""
    from check_report.layers.structure import frictionless

    return frictionless.run(source, book)


def judge(stack: Stack, book: Rulebook, engine: str) -> Judgement:
    """Judges the rows of all stacked reports, and what their tables say together.

    Raises:
        KeyError: for an engine that does not exist.
    """
    from check_report.layers.rows import pandera

    judgement = pandera.run(stack.frames)
    judgement.add(TOGETHER[engine](stack.frames, book))
    return judgement
