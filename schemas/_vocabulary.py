"""The checks that the tables' schemas share, as Pandera frame-level checks in Narwhals expressions.

A check is named after the rule it judges. It applies to some rows (`when`), holds or not (`holds`), and says
in its statistics what the executor needs for a finding: the field, what was due, other words and places.
A null never fails: what is empty or of another type is the structure's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v1 as nw
from pandera.polars import Check

if TYPE_CHECKING:
    from collections.abc import Sequence

_MEANT_AS_DATE = (
    "[0-9]|enero|febrero|marzo|abril|mayo|junio|julio|agosto|s?eptiembre|octubre|noviembre|diciembre"
)
ROW = "_row"
REPORT = "_report"


def judged(
    rule: str,
    field: str,
    *,
    when: nw.Expr,
    holds: nw.Expr,
    observed: nw.Expr | None = None,
    expected: nw.Expr | None = None,
    variant: str | None = None,
    related_row: nw.Expr | None = None,
    **extras: nw.Expr,
) -> Check:
    """A check of every row: where `when`, `holds`.

    Args:
        rule: the rule's id.
        field: the field a finding points at.
        when: the rows the rule examines.
        holds: what must be true there.
        observed: what a finding quotes; the field itself by default.
        expected: what was due.
        variant: the wording of the rule's page to use.
        related_row: another row of the same table that a finding speaks of.
        **extras: further placeholders of the wording.
    """
    applies = when.fill_null(False)

    def check(_: nw.LazyFrame[Any]) -> nw.Expr:
        return ~applies | holds.fill_null(True)

    statistics = {
        "field": field,
        "variant": variant,
        "applies": applies,
        "columns": {
            "observed": nw.col(field) if observed is None else observed,
            "expected": nw.lit(None) if expected is None else expected,
            "related_row": nw.lit(None) if related_row is None else related_row,
            **extras,
        },
    }
    return Check(check, name=rule, native=False, statistics=statistics)


def consecutive(
    rule: str, field: str, number: str, *, by: Sequence[str] = (), from_one: bool = False
) -> Check:
    """Numbers go on by one from row to row: no gap, no repeat, no disorder.

    Args:
        rule: the rule's id.
        field: the field a finding points at.
        number: the column with the number.
        by: columns that start a new count within a report.
        from_one: whether each count starts at 1.
    """
    group = [REPORT, *by]
    due = nw.col(number).shift(1).over(*group, order_by=ROW) + 1
    if from_one:
        first = nw.col(ROW) == nw.col(ROW).min().over(*group)
        due = nw.when(first).then(nw.lit(1)).otherwise(due)
    return judged(
        rule,
        field,
        when=~nw.col(number).is_null() & ~due.is_null(),
        holds=nw.col(number) == due,
        expected=due,
    )


def within_period(field: str, *, text: str | None = None) -> Check:
    """PER-001: the date, and the last one its words name, lie within the report's period."""
    last = nw.col(field) if text is None else nw.coalesce(nw.col(f"{text}_ultima"), nw.col(field))
    inside = nw.col(field).is_between(nw.col("_inicio"), nw.col("_fin")) & (last <= nw.col("_fin"))
    return judged(
        "PER-001",
        field,
        when=~nw.col(field).is_null(),
        holds=inside,
        expected=nw.col("_periodo"),
        inicio=nw.col("_inicio").dt.to_string("%Y-%m-%d"),
        fin=nw.col("_fin").dt.to_string("%Y-%m-%d"),
    )


def one_date(text: str) -> Check:
    """FEC-003: the words name one date."""
    count = nw.col(f"{text}_dias")
    return judged(
        "FEC-003", text, when=count > 0, holds=count == 1, expected=nw.lit("una sola fecha"), n=count
    )


def legible_date(text: str) -> Check:
    """FEC-004: what is written as a date names one; a remark in its place («en trámite de firma») is none."""
    count = nw.col(f"{text}_dias")
    meant = nw.col(text).str.to_lowercase().str.contains(_MEANT_AS_DATE)
    return judged("FEC-004", text, when=~nw.col(text).is_null() & meant, holds=count > 0, variant="ilegible")


def same_date(text: str) -> Check:
    """FEC-005: the words name the date that the date field holds."""
    agree = nw.col(f"{text}_coincide")
    return judged("FEC-005", text, when=~agree.is_null(), holds=agree, expected=nw.col(f"{text}_debida"))


def printed_date(field: str, text: str) -> list[Check]:
    """The checks of one activity's date and of the words it is printed in."""
    return [within_period(field, text=text), one_date(text), legible_date(text), same_date(text)]


def year_of(field: str, year: nw.Expr) -> Check:
    """NUM-004: the year inside an identifier is the year given (as text)."""
    written = nw.col(f"{field}_anio").cast(nw.String)
    return judged("NUM-004", field, when=~written.is_null(), holds=written == year, expected=year)


def form_of(field: str) -> Check:
    """IDE-001: an identifier has the form of its series."""
    form, due = nw.col(f"{field}_forma"), nw.col(f"{field}_forma_debida")
    return judged("IDE-001", field, when=~form.is_null(), holds=form == due, expected=due)


def counterpart_once(field: str = "contraparte") -> Check:
    """CON-003: no counterpart stands twice in one table."""
    key = nw.col(f"{field}_clave")
    first = nw.col(ROW).min().over(REPORT, f"{field}_clave")
    return judged(
        "CON-003",
        field,
        when=~key.is_null(),
        holds=nw.col(ROW) == first,
        expected=nw.concat_str(nw.lit("fila "), first.cast(nw.String)),
        related_row=first,
        fila=first,
    )
