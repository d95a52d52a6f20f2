"""What Frictionless is asked and what it answers: every row, by its own number, whatever stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frictionless import Package
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from check_report.layers.structure import frictionless
from check_report.rulebook import book
from check_report.source import records, typed
from check_report.source.report import Source, read

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

BOOK = book.load()
TABLE = BOOK.report_tables["convenios_avance"]
HEADER = [field.name for field in TABLE.fields]
SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def found(*lines: list[str]) -> set[tuple[str, int | None]]:
    """What is found in one table that stands alone: name and row."""
    content = "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines).encode()
    parsed = records.parse(TABLE, "r", content)
    tables = {name: typed.empty(one) for name, one in BOOK.report_tables.items()}
    source = Source(
        name="r",
        inputs=(),
        records={TABLE.name: parsed},
        tables=tables | {TABLE.name: typed.type_records(parsed, "r")},
        prose=None,
        placeholders=(),
        failures=(),
    )
    return {(failure.name, failure.row) for failure in frictionless.run(source, BOOK).failures}


def due(row: int, width: int) -> set[tuple[str, int | None]]:
    """What a row of so many cells gives where the table has len(HEADER)."""
    if not width:
        return {("blank-row", row)}
    lacking = {("missing-cell", row)} if width < len(HEADER) else set()
    return lacking | ({("extra-cell", row)} if width > len(HEADER) else set())


@SOME
@given(widths=st.lists(st.integers(0, 2 * len(HEADER)), max_size=20))
def test_every_ragged_or_blank_row_is_found_and_no_other(widths: list[int]) -> None:
    rows = [[str(number), *["x"] * (width - 1)][:width] for number, width in enumerate(widths, start=1)]
    shapes = {one for one in found(HEADER, *rows) if one[0] in ("blank-row", "missing-cell", "extra-cell")}
    assert shapes == set().union(*(due(row, width) for row, width in enumerate(widths, start=1)))


@SOME
@given(keys=st.lists(st.integers(1, 9), max_size=12))
def test_every_repeated_key_is_found_at_its_second_row(keys: list[int]) -> None:
    rows = [[str(key), "t", "c", "s"] for key in keys]
    repeated = {("primary-key", row) for row, key in enumerate(keys, start=1) if key in keys[: row - 1]}
    assert found(HEADER, *rows) == repeated


@SOME
@given(order=st.permutations(range(len(HEADER))), bad=st.sampled_from(["", "x", "0", "1.5"]))
def test_the_order_of_columns_changes_nothing(order: list[int], bad: str) -> None:
    rows = [["1", "t", "c", "s"], [bad, "t", "", "s"]]
    shuffled = [[line[place] for place in order] for line in (HEADER, *rows)]
    assert found(*shuffled) == found(HEADER, *rows) != set()


def test_one_column_lost_hides_no_error_of_the_others() -> None:
    assert found(HEADER[:1] + HEADER[2:], ["x", "c", "s"], ["2", "", "s"]) == {
        ("type-error", 1),
        ("constraint-required", 2),
    }


def test_more_errors_than_frictionless_shows_by_itself_are_all_found() -> None:
    rows = [["x", "t", "c", "s"]] * 1_500
    assert len({row for name, row in found(HEADER, *rows) if name == "type-error"}) == 1_500


def test_a_table_that_is_not_there_breaks_nothing_that_points_into_it(tmp_path: Path) -> None:
    judgement = frictionless.run(read(tmp_path, "r", BOOK.report_tables), BOOK)
    assert {failure.name for failure in judgement.failures} == {"missing-file"}
    assert len(judgement.failures) == len(BOOK.report_tables) + 1


def test_frictionless_is_given_no_path(monkeypatch: pytest.MonkeyPatch) -> None:
    given_to: list[Package] = []
    original = Package.validate

    def spy(package: Package, *arguments: object, **options: object) -> object:
        given_to.append(package)
        return original(package, *arguments, **options)

    monkeypatch.setattr(Package, "validate", spy)
    found(HEADER, ["1", "t", "https://example.org/x.csv", "../../x.csv"])
    assert [resource.path for package in given_to for resource in package.resources] == [None]
