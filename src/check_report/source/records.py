"""A CSV file as records: labels, cells, and the line of the file each record starts on."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.language import marked
from check_report.model import Failure
from check_report.source.gate import Refused, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from check_report.rulebook.tables import Table

_LONGEST = 131_072
"""Characters of a cell. The csv module's own limit is the same, but any library may raise it for all."""
_SEPARATORS = {",": marked("coma"), ";": marked("punto y coma"), "\t": marked("tabulador")}


@dataclass(frozen=True, slots=True)
class Record:
    """One data row. `row` counts data rows from 1, blank ones too; `line` the file's lines from 1."""

    row: int
    line: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Whether no cell of the row says anything."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Records:
    """The contents of one table's file, cells as text; a cell of nothing but blanks is empty."""

    table: Table
    labels: tuple[str, ...]
    rows: tuple[Record, ...]
    failures: tuple[Failure, ...]


def parse(table: Table, report: str, content: bytes) -> Records:
    """Parses a table's file.

    Args:
        table: what the file should hold; its field names tell which separator was used.
        report: the report's name, for the failures.
        content: the file's bytes.

    Raises:
        Refused: `unknown-encoding`, `nul-byte`, `broken-quotes` or `empty-file`.
    """
    text = decode(content)
    separator = _separator(table, text.text)
    oddities = [*text.oddities]
    if separator != ",":
        oddities.append(("other-separator", _SEPARATORS[separator]))
    lines = list(_read(text.text, separator))
    if not lines or not any(lines[0][1]):
        raise Refused("empty-file")
    labels = tuple(label.strip() for label in lines[0][1])
    rows = tuple(Record(row, line, cells) for row, (line, cells) in enumerate(lines[1:], start=1))
    seen = [Failure(name, report, table.name, file=table.path, observed=what) for name, what in oddities]
    return Records(table, labels, rows, (*seen, *_header(table, report, labels)))


def nothing(table: Table) -> Records:
    """The contents of a table that a report may do without, and does."""
    return Records(table, tuple(field.name for field in table.fields), (), ())


def _separator(table: Table, text: str) -> str:
    names = {field.name for field in table.fields}
    header = text.lstrip("\r\n").partition("\n")[0]

    def recognised(separator: str) -> int:
        return len(names.intersection(label.strip().strip('"') for label in header.split(separator)))

    return max(_SEPARATORS, key=recognised)


def _read(text: str, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for cells in reader:
            if any(len(cell) > _LONGEST for cell in cells):
                raise Refused("broken-quotes")
            yield start, tuple(cell if cell.strip() else "" for cell in cells)
            start = reader.line_num + 1
    except csv.Error:
        raise Refused("broken-quotes") from None


def _header(table: Table, report: str, labels: tuple[str, ...]) -> Iterator[Failure]:
    names = [field.name for field in table.fields]

    def failure(name: str, label: str) -> Failure:
        return Failure(name, report, table.name, field=label, file=table.path, line=1, observed=label)

    for position, label in enumerate(labels):
        if not label:
            yield failure("blank-label", f"columna {position + 1}")
        elif label in labels[:position]:
            yield failure("duplicate-label", label)
        elif label not in names:
            yield failure("extra-label", label)
    yield from (failure("missing-label", name) for name in names if name not in labels)
