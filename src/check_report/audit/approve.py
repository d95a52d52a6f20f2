"""An approval: what was judged, with what, and what came of it, kept by digest and signed."""

from __future__ import annotations

import hashlib
from importlib import metadata
from typing import TYPE_CHECKING

from check_report.audit import statement, trail
from check_report.audit.statement import ARCHIVE, FINDINGS, LOCK, PREVIOUS_SEAL, RULES, WAIVERS, Statement
from check_report.audit.trail import AlteredError
from check_report.layers.acts.waivers import TABLE
from check_report.model import Outcome, Verdict
from check_report.rulebook.book import policy_files
from check_report.source import report as source
from check_report.source.stack import read_neighbours
from check_report.verdict import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from check_report.audit.trail import Trail
    from check_report.check import Target
    from check_report.model import Result
    from check_report.rulebook.book import Rulebook


class RefusedError(Exception):
    """A report that cannot be approved as it stands."""


def draft(
    target: Target,
    result: Result,
    findings: bytes,
    archive: Iterable[Target],
    book: Rulebook,
    before: Trail,
    *,
    agreement: str,
    by: str,
    signatures: int,
    replaces: str = "",
) -> tuple[Statement, dict[str, bytes]]:
    """Puts an approval together.

    Args:
        target: the report.
        result: the check of that one report, by the engine that judges everything twice.
        findings: the result as kept.
        archive: the reports among which the one before was looked for.
        book: the rulebook it was judged with.
        before: the trail as it stands.
        agreement: the act that approves the report.
        by: who signs first.
        signatures: how many approvers must sign.
        replaces: the entry that this approval amends.

    Returns:
        What is to be signed, and all objects it rests on by sha256.

    Raises:
        RefusedError: when the report is not accepted.
        AlteredError: when the report changed after it was checked.
        OSError: when a file cannot be read.
    """
    (report,) = result.reports
    if result.faults or verdict(report, strict=result.strict) is not Verdict.ACCEPTED:
        raise RefusedError
    files = dict(_files(target, book))
    if _digests(files) != {one.path: one.sha256 for one in report.inputs}:
        raise AlteredError(target.path)
    kept: dict[str, bytes] = {
        FINDINGS: findings,
        LOCK: _lock(),
        **{f"{RULES}{name}": _policy(path) for name, path in policy_files(book.root)},
        **dict(_neighbour(target, archive, book)),
    }
    waivers = book.tables[TABLE].path
    if waivers in files:
        kept[WAIVERS] = files[waivers]
    configuration = _digests(kept)
    if before.previous_seal:
        configuration[PREVIOUS_SEAL] = before.previous_seal
    said = Statement(
        report=target.name,
        agreement=agreement,
        by=by,
        date=result.as_of,
        program=f"check-report {result.version}",
        signatures=signatures,
        replaces=replaces,
        result=statement.WARNED if any(f.waived for f in report.findings) else statement.PASSED,
        passed=tuple(e.rule for e in report.evaluations if e.outcome is Outcome.PASSED),
        warned=tuple(e.rule for e in report.evaluations if e.outcome is Outcome.FAILED),
        subject=_digests(files),
        configuration=configuration,
    )
    contents = (*files.values(), *kept.values())
    return said, {digest(content): content for content in contents}


def digest(content: bytes) -> str:
    """The sha256 of some contents, by which they are known."""
    return hashlib.sha256(content).hexdigest()


def replaceable(before: Trail, report: str) -> Sequence[str]:
    """The entries of a report that an approval now would have to replace: those in force."""
    replaced = {said.replaces for said in before.statements.values()}
    return [e for e, said in before.statements.items() if said.report == report and e not in replaced]


def record(folder: Path, content: bytes, objects: Mapping[str, bytes], file: str, signature: bytes) -> str:
    """Adds a signed approval to the trail; the new entry's name.

    Args:
        folder: the trail's folder.
        content: the statement, as signed.
        objects: what it rests on, by sha256.
        file: the signature's file name.
        signature: the signature.

    Raises:
        OSError: when it cannot be written.
    """
    entry = statement.entry_name(statement.parse(content).report, content)
    trail.add(folder, objects, entry, {trail.STATEMENT: content, file: signature})
    return entry


def _files(target: Target, book: Rulebook) -> Iterator[tuple[str, bytes]]:
    """The files of a report as the check reads them: by name, only those it knows."""
    for one in source.read(target.folder, target.path, book.folder_tables).inputs:
        content = (target.folder / one.path).read_bytes()
        if digest(content) != one.sha256:
            raise AlteredError(one.path)
        yield one.path, content


def _neighbour(target: Target, archive: Iterable[Target], book: Rulebook) -> Iterator[tuple[str, bytes]]:
    """The files of the report before, against which this one was judged: a replay needs them too."""
    one = source.read(target.folder, target.path, book.folder_tables)
    others = {other.path: other for other in archive}
    for neighbour in read_neighbours([one], ((path, other.folder) for path, other in others.items()), book):
        other = others[neighbour.name]
        for path, content in _files(other, book):
            yield f"{ARCHIVE}{other.name}/{path}", content


def _policy(path: Path) -> bytes:
    # As in the rulebook's digest: a checkout on Windows keeps the same rules.
    return path.read_bytes().replace(b"\r\n", b"\n")


def _lock() -> bytes:
    """Every library that was installed, with its version."""
    found = {f"{one.metadata['Name'].lower()}=={one.version}" for one in metadata.distributions()}
    return "".join(f"{line}\n" for line in sorted(found)).encode()


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: digest(content) for name, content in files.items()}
