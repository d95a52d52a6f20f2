"""Runs the Pandera schemas, through Pandera's Narwhals backend, over Polars frames."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from check_report.layers.judgement import Judgement
from check_report.model import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import polars as pl

# Read when Pandera is imported: which backend, and that data are validated too, not types alone.
os.environ["PANDERA_USE_NARWHALS_BACKEND"] = "True"
os.environ["PANDERA_VALIDATION_DEPTH"] = "SCHEMA_AND_DATA"

_SCHEMAS = "check_report.rulebook.schemas"
_INDEX = "_index"


class _NoPandas:
    """An import finder that says pandas is not installed."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> None:
        if name.partition(".")[0] == "pandas":
            raise ModuleNotFoundError("No module named 'pandas'", name="pandas")


@contextmanager
def _without_pandas() -> Iterator[None]:
    """Keeps Pandera from importing pandas, which it does not need here but takes wherever it is installed.

    Great Expectations installs it. Pandera knows how to do without: three quarters of its import time.
    """
    sys.meta_path.insert(0, _NoPandas)
    try:
        yield
    finally:
        sys.meta_path.remove(_NoPandas)


def schemas() -> dict[str, Any]:
    """Table → its Pandera schema, for every module of the rulebook's folder schemas/."""
    with _without_pandas():
        importlib.import_module("pandera.polars")
    folder = importlib.import_module(_SCHEMAS)
    names = [m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_")]
    return {name: importlib.import_module(f"{_SCHEMAS}.{name}").SCHEMA for name in sorted(names)}


def run(frames: Mapping[str, pl.DataFrame]) -> Judgement:
    """Judges the rows of all stacked reports.

    Args:
        frames: the stacked frames, derived tables included.

    Raises:
        RuntimeError: when a check itself breaks.
    """
    judgement = Judgement()
    for table, schema in schemas().items():
        frame = frames[table].with_row_index(_INDEX)
        for check in schema.checks:
            _count(judgement, check, frame)
        judgement.failures.extend(_failures(schema, frame))
    return judgement


def _count(judgement: Judgement, check: Any, frame: pl.DataFrame) -> None:
    import narwhals.stable.v1 as nw

    applies = nw.from_native(frame).filter(check.statistics["applies"])["_report"].to_list()
    for report in set(applies):
        judgement.count(check.name, report, applies.count(report))


def _failures(schema: Any, frame: pl.DataFrame) -> Iterator[Failure]:
    from pandera.errors import SchemaErrorReason, SchemaErrors

    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        for error in errors.schema_errors:
            if error.reason_code is not SchemaErrorReason.DATAFRAME_CHECK:
                raise RuntimeError(f"{schema.name}, {error.check}: {error.failure_cases}") from errors
            yield from _mapped(error.check, frame, error.failure_cases[_INDEX].to_list())


def _mapped(check: Any, frame: pl.DataFrame, failing: list[int]) -> Iterator[Failure]:
    import narwhals.stable.v1 as nw

    said = check.statistics
    columns = {f"_{name}": expression for name, expression in said["columns"].items()}
    rows = nw.from_native(frame).with_columns(**columns).filter(nw.col(_INDEX).is_in(failing))
    for row in rows.iter_rows(named=True):
        table, place = row["_table"], row["_row"]
        also = row.get("also_line")
        related = (table, row["_related_row"]) if row["_related_row"] is not None else None
        yield Failure(
            name=check.name,
            report=row["_report"],
            table=table,
            row=place,
            field=row.get("_field", said["field"] if table else None),
            file=row["_file"],
            line=row["_line"],
            observed=_text(row["_observed"]),
            expected=_text(row["_expected"]),
            variant=said["variant"],
            related=related,
            extras={name: _text(row[f"_{name}"]) for name in said["columns"]} | {"also_line": also},
        )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
