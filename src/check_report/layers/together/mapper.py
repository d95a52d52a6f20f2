"""Rows that a suite's queries return → failures. The same for every engine that runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check_report.model import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from check_report.layers.judgement import Judgement
    from check_report.model import Scalar
    from check_report.rulebook.suites import Expectation


def take(
    judgement: Judgement,
    expectation: Expectation,
    failing: Iterable[Mapping[str, Scalar]],
    examined: Iterable[Mapping[str, Scalar]],
    unjudged: Iterable[Mapping[str, Scalar]],
) -> None:
    """Adds what one expectation's three queries returned to a judgement.

    Args:
        judgement: what it is added to.
        expectation: the expectation they belong to.
        failing: rows that fail.
        examined: one row a thing judged.
        unjudged: (_report, reason) of the reports that could not be judged.
    """
    rule = expectation.rule
    skipped = {str(row["_report"]): str(row["reason"]) for row in unjudged}
    failures = [
        failure for failure in (_failure(rule, row) for row in failing) if failure.report not in skipped
    ]
    wrong = {_place(failure) for failure in failures}
    judgement.failures.extend(failures)
    judgement.unjudged.update({(rule, report): reason for report, reason in skipped.items()})
    for row in examined:
        report = str(row["_report"])
        if report in skipped:
            continue
        judgement.count(rule, report, 1)
        if expectation.listed and _place(_failure(rule, row)) not in wrong:
            judgement.held.setdefault((rule, report), []).append(_failure(rule, row))


def _failure(rule: str, row: Mapping[str, Scalar]) -> Failure:
    related = row.get("related_table"), row.get("related_row")
    return Failure(
        name=rule,
        report=str(row["_report"]),
        table=_text(row.get("_table")),
        row=_number(row.get("_row")),
        field=_text(row.get("_field")),
        file=_text(row.get("_file")),
        line=_number(row.get("_line")),
        observed=_text(row.get("observed")),
        expected=_text(row.get("expected")),
        variant=_text(row.get("variant")),
        related=(str(related[0]), int(related[1])) if related[0] and related[1] is not None else None,
        extras={name: _text(value) for name, value in row.items()},
    )


def _place(failure: Failure) -> tuple[object, ...]:
    return failure.report, failure.table, failure.row, failure.field


def _text(value: Scalar) -> str | None:
    return None if value is None else str(value)


def _number(value: Scalar) -> int | None:
    return None if value is None else int(value)
