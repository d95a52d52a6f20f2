"""Runs Frictionless over the bytes that came through the gate.

Frictionless is given rows, never a path or a file's bytes: it follows symbolic links and addresses, and
guesses how a CSV file is written and which line is its header: wrongly where cells quote with semicolons,
and where rows are longer than the header.
Types are cast by ours too, and more strictly (ASCII digits, whole dates): what it lets through is added.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from check_report.layers.judgement import Judgement
from check_report.layers.structure import stray
from check_report.model import Failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from check_report.rulebook.book import Rulebook
    from check_report.rulebook.tables import Field, Table
    from check_report.source.records import Record, Records
    from check_report.source.report import Source

_EVERY_ERROR = 10_000_000
"""Frictionless stops at 1,000 errors a table unless told otherwise."""
_CONSTRAINT = re.compile(r'constraint "(\w+)"')


def run(source: Source, book: Rulebook) -> Judgement:
    """Judges the structure of one report.

    Args:
        source: the report as read.
        book: the rulebook.

    Returns:
        Failures named as Frictionless names them (`constraint-error` told apart by its constraint), and how
        many cells each rule examined.
    """
    judgement = Judgement(failures=list(source.failures))
    found = [*_frictionless(source, book)]
    reported = {(f.table, f.row, f.field) for f in found if f.name == "type-error"}
    judgement.failures.extend(found)
    judgement.failures.extend(_row_counts(source))
    judgement.failures.extend(f for f in _uncast(source) if (f.table, f.row, f.field) not in reported)
    for records in source.records.values():
        judgement.failures.extend(stray.find(source.name, records))
    cells = sum(len(r.rows) * len(r.labels) for r in source.records.values())
    for rule in set(book.structure_rules.values()):
        judgement.count(rule, source.name, cells)
    return judgement


def _frictionless(source: Source, book: Rulebook) -> Iterator[Failure]:
    from frictionless import Checklist, Dialect, Package, Resource, Schema, system

    usable = source.records
    schemas = {name: _schema(book.tables[name], records, usable) for name, records in usable.items()}
    package = Package(
        resources=[
            Resource(
                data=[records.labels, *(record.cells for record in records.rows)],
                name=name,
                dialect=Dialect(header_rows=[1]),
                schema=Schema.from_descriptor(schemas[name]),
            )
            for name, records in usable.items()
        ]
    )
    with system.use_context(onerror="ignore"):
        report = package.validate(Checklist(pick_errors=[]), limit_errors=_EVERY_ERROR)
    for task in report.tasks:
        for error in task.errors:
            yield from _failure(source, usable[task.name], book.tables[task.name], error)
    for error in report.errors:
        raise RuntimeError(error.message)


def _schema(table: Table, records: Records, usable: Mapping[str, Records]) -> dict[str, Any]:
    """The table's schema in the order of the file's columns, so that one lost column hides no other error."""
    by_name = {field.name: _descriptor(field, records) for field in table.fields}
    fields: list[dict[str, Any]] = []
    for position, label in enumerate(records.labels):
        known = label in by_name and label not in records.labels[:position]
        fields.append(by_name[label] if known else {"name": f"_columna_{position + 1}", "type": "string"})
    have = {field["name"] for field in fields}
    schema: dict[str, Any] = {"fields": deepcopy(fields), "missingValues": [""]}
    if table.primary_key and have.issuperset(table.primary_key):
        schema["primaryKey"] = list(table.primary_key)
    schema["foreignKeys"] = [
        key for key in table.descriptor.get("foreignKeys", ()) if _can_follow(key, have, table, usable)
    ]
    return schema


def _descriptor(field: Field, records: Records) -> dict[str, Any]:
    """A field's descriptor; nothing is required in a column that may be blank as a whole, and is."""
    descriptor = deepcopy(dict(field.descriptor))
    if field.whole_or_blank and field.name in records.labels:
        column = records.labels.index(field.name)
        if not any(column < len(row.cells) and row.cells[column].strip() for row in records.rows):
            descriptor["constraints"].pop("required")
    return descriptor


def _can_follow(key: Mapping[str, Any], have: set[str], table: Table, usable: Mapping[str, Records]) -> bool:
    target = usable.get(key["reference"]["resource"] or table.name)
    return (
        target is not None
        and have.issuperset(_list(key["fields"]))
        and set(_list(key["reference"]["fields"])) <= set(target.labels)
    )


def _list(names: str | list[str]) -> list[str]:
    return [names] if isinstance(names, str) else names


def _failure(source: Source, records: Records, table: Table, error: Any) -> Iterator[Failure]:
    number = getattr(error, "row_number", None)
    if number is None:
        # The header was judged when the file was parsed, by name instead of by position.
        if "header" in error.tags or "label" in error.tags or error.type.endswith(("label", "header")):
            return
        raise RuntimeError(f"{table.name}: {error.message}")
    record = records.rows[number - 2]
    if error.type == "primary-key" and _lacks_key(source, table, record):
        return
    name, fields, observed = _read(error, table, records, record)
    for field, cell in zip(fields, observed, strict=True):
        known = next((f for f in table.fields if f.name == field), None)
        yield Failure(
            name,
            source.name,
            table.name,
            record.row,
            field,
            table.path,
            record.line,
            observed=cell,
            expected=_expected(name, known.descriptor if known else {}, error, table),
        )


def _read(
    error: Any, table: Table, records: Records, record: Record
) -> tuple[str, list[str | None], list[str | None]]:
    """Name, fields and cells of a Frictionless error about a row."""
    match error.type:
        case "constraint-error":
            found = _CONSTRAINT.search(error.note)
            return f"constraint-{found[1] if found else 'error'}", [error.field_name], [error.cell]
        case "foreign-key":
            cells = " / ".join(error.field_cells)
            return error.type, [error.field_names[-1]], [cells]
        case "primary-key":
            return error.type, [table.primary_key[-1]], [" / ".join(_key(table, records, record))]
        case "blank-row":
            return error.type, [None], [None]
        case "extra-cell" | "missing-cell":
            return (
                error.type,
                [None if error.type == "extra-cell" else error.field_name],
                [error.cell or None],
            )
        case _:
            return error.type, [error.field_name], [error.cell]


def _key(table: Table, records: Records, record: Record) -> list[str]:
    """The cells of a row's primary key; one that the row is too short to have is empty."""
    places = [records.labels.index(name) for name in table.primary_key]
    return [record.cells[place] if place < len(record.cells) else "" for place in places]


def _lacks_key(source: Source, table: Table, record: Record) -> bool:
    """Whether a part of the key is empty or not of its type: a failure of its own, and no repetition."""
    frame = source.tables[table.name].frame
    row = frame.filter(frame["_row"] == record.row).select(table.primary_key)
    return not row.height or None in row.row(0)


def _expected(name: str, field: Mapping[str, Any], error: Any, table: Table) -> str | None:
    constraints = field.get("constraints", {})
    match name:
        case "type-error":
            return str(field.get("type"))
        case "constraint-enum":
            return ", ".join(constraints["enum"])
        case "constraint-pattern":
            return str(field.get("example", ""))
        case "constraint-minimum" | "constraint-maximum" | "constraint-minLength" | "constraint-maxLength":
            return str(constraints[name.removeprefix("constraint-")])
        case "foreign-key":
            return f"{error.reference_name or table.name} ({', '.join(error.reference_field_names)})"
        case _:
            return None


def _row_counts(source: Source) -> Iterator[Failure]:
    for name, records in source.records.items():
        table, rows = records.table, source.tables[name].frame.height
        if table.rows not in (None, rows):
            yield Failure("row-count", source.name, name, file=table.path, observed=rows, expected=table.rows)


def _uncast(source: Source) -> Iterator[Failure]:
    for table, typed in source.tables.items():
        records = source.records.get(table)
        if records:
            kinds = {field.name: field.type for field in records.table.fields}
            for row, line, field, text in typed.uncast:
                yield Failure(
                    "type-error", source.name, table, row, field, records.table.path, line, text, kinds[field]
                )
