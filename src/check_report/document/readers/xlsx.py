"""Workbooks: each sheet a title and its tables, parted by blank rows."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

import openpyxl

from check_report.document.blocks import Document, Grid, Paragraph, Place
from check_report.document.readers import text as words
from check_report.document.readers.refusal import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.document.blocks import Block

    Row = tuple[int, tuple[str, ...]]
"""A row's number, from 1, and its cells."""

MAX_CELLS = 2_000_000
_MIDNIGHT = datetime.time()


def read(content: bytes) -> Document:
    """The blocks of a workbook; what its formulas last gave is read, never the formulas.

    Raises:
        Unreadable: for one with too many cells.
    """
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        return Document(tuple(_blocks(book)))
    finally:
        book.close()


def _blocks(book: Any) -> Iterator[Block]:
    tables = seen = 0
    for sheet in book.worksheets:
        named = False
        for rows in _tables(sheet):
            seen += sum(len(cells) for _, cells in rows)
            if seen > MAX_CELLS:
                raise Unreadable("bomb")
            if not named:
                yield Paragraph(words.plain(sheet.title), Place(sheet=sheet.title, row=1))
                named = True
            while rows and sum(1 for cell in rows[0][1] if cell) == 1 and (len(rows) == 1 or _is_title(rows)):
                number, cells = rows.pop(0)
                text = next(filter(None, cells))
                yield words.block(text, Place(sheet=sheet.title, row=number))
            if rows:
                tables += 1
                yield _grid(rows, sheet.title, tables)


def _is_title(rows: Sequence[Row]) -> bool:
    """Whether the first row, of one cell, stands above a table and is not its heading."""
    return bool(rows[0][1][0]) and sum(1 for cell in rows[1][1] if cell) > 1


def _tables(sheet: Any) -> Iterator[list[Row]]:
    """The runs of rows between blank ones."""
    run: list[Row] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        row = tuple(map(_text, cells))
        if any(row):
            run.append((number, row))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _grid(rows: Sequence[Row], sheet: str, table: int) -> Grid:
    width = max(at + 1 for _, cells in rows for at, cell in enumerate(cells) if cell)
    places = tuple(Place(sheet=sheet, table=table, row=number) for number, _ in rows)
    return Grid(
        tuple((*cells[:width], *[""] * (width - len(cells))) for _, cells in rows),
        Place(sheet=sheet, table=table, row=rows[0][0]),
        places,
    )


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime.datetime():
            return (value.date() if value.time() == _MIDNIGHT else value).isoformat()
        case datetime.date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return words.cell(str(value))
