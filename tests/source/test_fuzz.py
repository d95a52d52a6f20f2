"""Anything at all where a table, a cell or a text should be: never an exception, never a wrong type."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from check_report.layers.structure import frictionless
from check_report.rulebook import book
from check_report.source import gate, prose, records, typed
from check_report.source.report import Source
from check_report.source.words import dates, identifiers, instruments, names, plain

BOOK = book.load()
TABLES = BOOK.report_tables
FIELDS = [
    (table.name, field.name)
    for table in TABLES.values()
    for field in table.fields
    if field.type in ("integer", "date", "boolean")
]
SOME = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Bytes and letters that mean something somewhere come up more often than by chance.
TRICKY = [
    '"',
    '""',
    ",",
    ";",
    "\t",
    "\n",
    "\r",
    "\r\n",
    " ",
    "\0",
    "\ufeff",
    "<b>",
    "[/]",
    "[red]",
    "\x1b[",
    "0",
    "-",
    "é",
]
TEXTS = st.lists(st.one_of(st.sampled_from(TRICKY), st.text(max_size=12)), max_size=12).map("".join)
CELLS = st.one_of(
    TEXTS,
    st.text(max_size=40),
    st.integers().map(str),
    st.dates().map(str),
    st.from_regex(r"[+-]?[0-9_]{1,18}(\.[0-9]*)?([eE][+-]?[0-9]{1,7})?", fullmatch=True),
    st.from_regex(r"[0-9]{1,5}-[0-9]{1,2}-[0-9]{1,2}", fullmatch=True),
    st.from_regex(r"[0-9]{1,5}-[0-9]{1,2}-[0-9]{1,2}"),
    st.sampled_from(["true", "True", "TRUE", "tRUE", "1", "0", "false", "FALSE", "no", "verdadero", "true "]),
)


def as_csv(*lines: list[str]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(lines)
    return buffer.getvalue().encode("utf-8", "surrogatepass")


def judged(parsed: records.Records) -> set[tuple[str, int | None, str | None]]:
    """What the structure finds in one table that stands alone: name, row, field."""
    table = parsed.table
    tables = {one.name: typed.empty(one) for one in TABLES.values()} | {
        table.name: typed.type_records(parsed, "r")
    }
    source = Source(
        name="r",
        inputs=(),
        records={table.name: parsed},
        tables=tables,
        prose=None,
        placeholders=(),
        failures=parsed.failures,
    )
    return {(f.name, f.row, f.field) for f in frictionless.run(source, BOOK).failures}


@pytest.mark.slow
@MANY
@given(
    table=st.sampled_from(sorted(TABLES)), content=st.one_of(st.binary(max_size=300), TEXTS.map(str.encode))
)
def test_any_bytes_are_read_or_refused(table: str, content: bytes) -> None:
    header = ",".join(field.name for field in TABLES[table].fields).encode() + b"\n"
    for whole in (content, header + content):
        try:
            parsed = records.parse(TABLES[table], "r", whole)
        except gate.Refused as refused:
            assert refused.name in BOOK.structure_rules
        else:
            frame = typed.type_records(parsed, "r").frame
            assert frame.height == sum(not record.is_blank for record in parsed.rows)
            assert {name for name, _, _ in judged(parsed)} <= set(BOOK.structure_rules)


@pytest.mark.slow
@MANY
@given(place=st.sampled_from(FIELDS), cell=CELLS.filter(lambda cell: "\0" not in cell and cell.strip()))
def test_a_cell_is_null_when_and_only_when_it_is_found_not_to_be_of_its_type(
    place: tuple[str, str], cell: str
) -> None:
    table, field = place
    header = [one.name for one in TABLES[table].fields]
    row = [cell if name == field else "" for name in header]
    try:
        parsed = records.parse(TABLES[table], "r", as_csv(header, row))
    except gate.Refused:
        return
    value = typed.type_records(parsed, "r").frame[field].to_list()
    found = ("type-error", 1, field) in judged(parsed)
    assert (value == [None]) == found, (cell, value)


@SOME
@given(text=st.one_of(TEXTS, st.text(max_size=400)))
def test_any_text_is_searched_for_what_words_name(text: str) -> None:
    for mention in dates.find(text):
        mention.date(2021)
        assert 1 <= mention.month <= 12
    assert all(found.text in text for found in identifiers.find(text))
    list(instruments.find(text, frozenset({"iecm"})))
    names.acronym(text)
    assert names.key(text) == plain.words(names.key(text))
    assert len(plain.unaccented(text)) == len(text)


@SOME
@given(content=st.binary(max_size=300))
def test_any_prose_is_read_or_refused(content: bytes) -> None:
    try:
        text = gate.decode(content).text
    except gate.Refused as refused:
        assert refused.name in BOOK.structure_rules
    else:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for block in prose.blocks(text):
            assert lines[block.line - 1] in block.text


LONG = 100_000


@pytest.mark.parametrize(
    "unit",
    [
        "((", "()", ",", " ", ", A.C", "1", "1, ", "1 y ", "lunes ", "de ", "AA-", "A1/", "A1/A1-",
        "convenio general ", "entre ", " y el ", "Convenio General entre a y el ", "[", "[/", "<", "<a", "á",
        "AA(AA",
    ],
)  # fmt: skip
def test_no_text_takes_long(unit: str) -> None:
    text = ("Convenio General entre el " + unit * LONG)[:LONG]
    started = time.process_time()
    dates.find(text)
    list(identifiers.find(text))
    list(instruments.find(text, frozenset({"iecm"})))
    names.key(text)
    names.acronym(text)
    assert time.process_time() - started < 5
