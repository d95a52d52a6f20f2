"""The command `diff`: what a change does to the reports and to what is found in them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from check_report import check, diff
from check_report.cli import acts, options, output, revisions, targets
from check_report.cli.spanish import Command
from check_report.cli.stop import Stop
from check_report.language import marked
from check_report.render import Style, difference
from check_report.rulebook import book
from check_report.source import report as source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from check_report.language import Translate
    from check_report.verdict import Exit

_SKIPPED = ("__pycache__", ".")


@dataclass(frozen=True, slots=True)
class _Version:
    label: str
    top: Path
    reports: dict[str, Path]
    """Path as results name it → folder."""


@click.command(
    "diff",
    cls=Command,
    help=marked(
        "Compara dos versiones, revisiones de git o carpetas: qué cambia y qué hallazgos son nuevos."
    ),
)
@click.argument("base", metavar="BASE")
@click.argument("head", metavar="[NUEVA]", default=".")
@options.form(difference.FORMATS)
@options.OUTPUTS
@options.STRICT
@acts.AS_OF
@options.ENGINE
@options.NO_COLOR
@acts.LANGUAGE
@click.pass_obj
def command(
    say: Translate,
    base: str,
    head: str,
    form: str,
    outputs: tuple[str, ...],
    strict: bool,
    as_of: str | None,
    engine: str,
    no_color: bool,
    lang: str,  # noqa: ARG001 - read before parsing
) -> Exit:
    """Compares two versions; the exit code counts new findings only."""
    files = [output.destination(one, difference.FORMATS, say) for one in outputs]
    chosen = check.Options(engine=engine, strict=strict, as_of=acts.date(as_of, say))
    with tempfile.TemporaryDirectory(prefix="check-report-") as scratch, output.progress() as progress:
        old, new = _versions(base, head, Path(scratch), say)
        found = _compared(old, new, chosen, say, progress)
    for name, path in files:
        output.save(path, difference.FORMATS[name](found, say, Style()), say)
    output.show(difference.FORMATS[form](found, say, output.style(quiet=False, no_color=no_color)))
    return diff.outcome(found)


def _compared(
    old: _Version, new: _Version, chosen: check.Options, say: Translate, progress: Callable[[str], None]
) -> diff.Difference:
    before, after = _digests(old), _digests(new)
    changed = diff.differing(before, after)
    touched = [
        path
        for path in sorted({*old.reports, *new.reports})
        if any(name.startswith(f"{path}/") for name in changed)
    ]
    return diff.compare(
        _side(old, before, touched, chosen, say, progress),
        _side(new, after, touched, chosen, say, progress),
        book.load().report_tables,
    )


def _side(
    version: _Version,
    digests: dict[str, str],
    touched: Sequence[str],
    chosen: check.Options,
    say: Translate,
    progress: Callable[[str], None],
) -> diff.Side:
    rules = book.load()
    judged = [check.Target(path, version.reports[path]) for path in touched if path in version.reports]
    others = [check.Target(path, folder) for path, folder in version.reports.items() if path not in touched]
    return diff.Side(
        label=version.label,
        files=digests,
        reports=frozenset(version.reports),
        result=check.check(judged, others, rules, chosen, say, progress),
        sources={one.path: source.read(one.folder, one.path, rules.report_tables) for one in judged},
    )


def _versions(base: str, head: str, scratch: Path, say: Translate) -> tuple[_Version, _Version]:
    if Path(head).is_dir():
        new = _at(Path(head), head)
        here = _is_checkout(new.top)
    else:
        new, here = _exported(revisions.required(head, say), head, scratch / "head", say), True
    if Path(base).is_dir():
        old = _at(Path(base), base)
    else:
        # What the new version brings counts from where it left the old one, not what came there since.
        tip = "HEAD" if Path(head).is_dir() else head
        start = revisions.required(base, say)
        old = _exported(revisions.fork(start, tip) if here else start, base, scratch / "base", say)
    if not old.reports and not new.reports:
        raise Stop(say("Ni en «{base}» ni en «{head}» hay informes.").format(base=base, head=head))
    if len(old.reports) == len(new.reports) == 1 and old.top in old.reports.values():
        old = _Version(old.label, old.top, dict(zip(new.reports, old.reports.values(), strict=True)))
    return old, new


def _is_checkout(folder: Path) -> bool:
    try:
        return revisions.root().resolve() == folder.resolve()
    except revisions.NotFound:
        return False


def _exported(commit: str, label: str, folder: Path, say: Translate) -> _Version:
    folder.mkdir()
    try:
        revisions.export(commit, (targets.REPORTS, *diff.RULES), folder)
    except revisions.NotFound as error:
        raise Stop(
            say("No se pudo leer la revisión «{name}»: {why}.").format(name=label, why=error)
        ) from None
    (folder / targets.REPORTS).mkdir(exist_ok=True)
    return _at(folder, label)


def _at(folder: Path, label: str) -> _Version:
    """A folder as a version: one report, a repository with reports/, or a folder of reports."""
    if targets.is_report(folder):
        return _Version(label, folder, {folder.resolve().name: folder})
    below = folder / targets.REPORTS
    if below.is_dir():
        found = {f"{targets.REPORTS}/{report.name}": report for report in targets.reports_in(below)}
    else:
        found = {report.name: report for report in targets.reports_in(folder)}
    return _Version(label, folder, found)


def _digests(version: _Version) -> dict[str, str]:
    """Every file of the version's reports and rules, by its path, with its digest."""
    folders = dict(version.reports)
    if (version.top / targets.REPORTS).is_dir():
        folders = {name: version.top / name for name in (targets.REPORTS, *diff.RULES)}
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": _digest(path, is_rule=diff.is_rule(f"{name}/"))
        for name, folder in folders.items()
        for path in _files(folder)
    }


def _files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(_SKIPPED))
        yield from (Path(parent) / name for name in sorted(names))
        yield from (Path(parent) / name for name in folders if (Path(parent) / name).is_symlink())


def _digest(path: Path, *, is_rule: bool) -> str:
    if path.is_symlink() or not path.is_file():
        return "not a regular file"
    content = path.read_bytes()
    # Rules mean the same with either line ending; data are compared to the byte.
    return hashlib.sha256(content.replace(b"\r\n", b"\n") if is_rule else content).hexdigest()
