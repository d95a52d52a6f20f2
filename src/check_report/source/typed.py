"""Records → a typed frame. A cell that is not of its field's type is null, and remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from check_report.rulebook.tables import Field, Table
    from check_report.source.records import Record, Records

ORIGIN = {
    "_report": pl.String,
    "_table": pl.String,
    "_file": pl.String,
    "_row": pl.Int64,
    "_line": pl.Int64,
    "_key": pl.String,
}
"""Where a row comes from. Every table carries these columns, derived ones too."""

_DTYPES: dict[str, type[pl.DataType]] = {
    "string": pl.String,
    "integer": pl.Int64,
    "boolean": pl.Boolean,
    "date": pl.Date,
}
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "1": True}
_BOOLEANS |= {"false": False, "False": False, "FALSE": False, "0": False}

# At most 15 digits: every engine holds such a number exactly.
_INTEGER = r"^-?[0-9]{1,15}$"
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_NO_YEAR = "0000"
"""Python's calendar begins with year 1, the frame's does not."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A table's typed frame, and what of it no rule may trust."""

    frame: pl.DataFrame
    uncast: tuple[tuple[int, int, str, str], ...]
    """(row, line, field, text) of each cell that is not of its field's type."""
    unusable: frozenset[str]
    """Fields that are missing, or that have a cell uncast or empty though required; all of them in a table
    that has not the number of rows it must have."""


def type_records(records: Records, report: str) -> Typed:
    """Types a table's records.

    Args:
        records: the table's file, parsed.
        report: the report's name.

    Returns:
        A frame of the columns of ORIGIN and the table's fields, one row a record that is not blank.
    """
    table = records.table
    rows = [record for record in records.rows if not record.is_blank]
    columns = {
        name: _column(records.labels.index(name), rows) if name in records.labels else [None] * len(rows)
        for name in (field.name for field in table.fields)
    }
    raw = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    origin = pl.DataFrame(
        {"_row": [r.row for r in rows], "_line": [r.line for r in rows]},
        schema={"_row": pl.Int64, "_line": pl.Int64},
    )
    typed = raw.select(_cast(field) for field in table.fields)
    frame = origin.with_columns(
        _report=pl.lit(report), _table=pl.lit(table.name), _file=pl.lit(table.path), _key=_key(table, raw)
    ).hstack(typed)
    uncast = tuple(_uncast(table, origin, raw, typed))
    lacking = {f.name for f in table.fields if f.required and typed[f.name].null_count()}
    # A column that a report does not print at all is no lack of its rows.
    lacking -= {f.name for f in table.fields if f.whole_or_blank and raw[f.name].null_count() == raw.height}
    missing = {f.name for f in table.fields if f.name not in records.labels}
    unusable = frozenset(lacking | missing | {field for _, _, field, _ in uncast})
    if table.rows not in (None, frame.height):
        unusable = frozenset(field.name for field in table.fields)
    return Typed(frame.select(*ORIGIN, *typed.columns), uncast, unusable)


def empty(table: Table) -> Typed:
    """The frame of a table whose file could not be read: no rows, no field usable."""
    schema = ORIGIN | {field.name: _DTYPES[field.type] for field in table.fields}
    return Typed(pl.DataFrame(schema=schema), (), frozenset(field.name for field in table.fields))


def _column(position: int, rows: list[Record]) -> list[str | None]:
    cells = (record.cells for record in rows)
    return [(row[position] or None) if position < len(row) else None for row in cells]


def _cast(field: Field) -> pl.Expr:
    cell = pl.col(field.name)
    match field.type:
        case "integer":
            return pl.when(cell.str.contains(_INTEGER)).then(cell).cast(pl.Int64).alias(field.name)
        case "boolean":
            return cell.replace_strict(_BOOLEANS, default=None, return_dtype=pl.Boolean)
        case "date":
            written = pl.when(cell.str.contains(_DATE) & ~cell.str.starts_with(_NO_YEAR)).then(cell)
            return written.str.to_date("%Y-%m-%d", strict=False).alias(field.name)
        case _:
            return cell


def _uncast(
    table: Table, origin: pl.DataFrame, raw: pl.DataFrame, typed: pl.DataFrame
) -> list[tuple[int, int, str, str]]:
    found: list[tuple[int, int, str, str]] = []
    for field in table.fields:
        lost = raw[field.name].is_not_null() & typed[field.name].is_null()
        places = origin.filter(lost)
        texts = raw[field.name].filter(lost)
        found.extend(
            (row, line, field.name, text)
            for row, line, text in zip(places["_row"], places["_line"], texts, strict=True)
        )
    return found


def _key(table: Table, raw: pl.DataFrame) -> pl.Series:
    if not table.primary_key:
        return pl.Series("_key", [None] * raw.height, dtype=pl.String)
    parts = [pl.col(name).fill_null("") for name in table.primary_key]
    return raw.select(pl.concat_str(parts, separator="/").alias("_key"))["_key"]
