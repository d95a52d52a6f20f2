"""The approvals of a report: what was approved must still be what the folder holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.model import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from check_report.source.report import Source

CHANGED, ADDED, REMOVED, UNREADABLE = FAILURES = (
    "approved-changed",
    "approved-added",
    "approved-removed",
    "approved-unreadable",
)


@dataclass(frozen=True, slots=True)
class Approved:
    """An approval in force: the files it was given for."""

    entry: str
    agreement: str
    files: Mapping[str, str] | None
    """Path → sha256; None if the entry cannot be read."""


def judge(source: Source, approvals: Iterable[Approved]) -> Iterator[Failure]:
    """What differs between a report and what was approved of it.

    Args:
        source: the report as read.
        approvals: its approvals in force.
    """
    now = {one.path: one.sha256 for one in source.inputs}
    for approval in approvals:
        if approval.files is None:
            yield _failure(source, UNREADABLE, approval, None)
            continue
        for path in sorted({*now, *approval.files}):
            if path not in now:
                yield _failure(source, REMOVED, approval, path)
            elif path not in approval.files:
                yield _failure(source, ADDED, approval, path)
            elif now[path] != approval.files[path]:
                yield _failure(source, CHANGED, approval, path)


def _failure(source: Source, name: str, approval: Approved, path: str | None) -> Failure:
    said = {"acuerdo": approval.agreement, "entrada": approval.entry}
    return Failure(name, source.name, file=path, observed=path or approval.entry, extras=said)
