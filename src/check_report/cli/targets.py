"""Which report folders the user means, and where the reports before them may be."""

from __future__ import annotations

import os
from itertools import chain, count
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from check_report.check import Target
from check_report.cli import documents
from check_report.cli.stop import Stop
from check_report.document.readers.refusal import REASONS, Unreadable
from check_report.source.gate import PROSE, TABLES, legible
from check_report.verdict import Exit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from check_report.language import Translate
    from check_report.rulebook.book import Rulebook

REPORTS = "reports"


def find(
    paths: Sequence[str], say: Translate, rules: Rulebook | None = None
) -> tuple[list[Target], list[str]]:
    """The reports that the paths name, and a sentence for each path that names none.

    With a rulebook a document may stand for a report: it is imported into a scratch folder, which is there
    until the command ends.

    Without paths: the report one stands in, or every report below `reports/`.

    Raises:
        Stop: when no path is given and there is no report here.
    """
    if not paths:
        return list(_here(say)), []
    found: dict[Path, Target] = {}
    refused: list[str] = []
    for path in paths:
        folder = Path(path)
        if rules and documents.is_document(folder):
            try:
                found[folder.resolve()] = documents.target(folder, _shown(folder, found.values()), rules)
            except Unreadable as refusal:
                refused.append(say(REASONS[refusal.reason]).format(file=path))
            continue
        # A link that the user names is what the user means; one found on the way is not followed.
        reports = {folder: folder.resolve()} if is_report(folder) else {r: r for r in reports_in(folder)}
        for named, report in reports.items():
            if report.resolve() not in found:
                found[report.resolve()] = Target(_shown(named, found.values()), report)
        if not reports:
            refused.append(_refusal(path, folder, say))
    return list(found.values()), refused


def archive(targets: Iterable[Target], extra: str | None) -> Iterator[Target]:
    """The other reports beside the targets, and those in another folder."""
    judged = {target.folder.resolve() for target in targets}
    folders = dict.fromkeys((target.beside or target.folder).resolve().parent for target in targets)
    if extra is not None:
        folders[Path(extra).resolve()] = None
    for number, folder in enumerate(folders):
        for report in reports_in(folder):
            if report.resolve() not in judged:
                yield Target(f"archivo {number}/{legible(report.name)}", report)


def is_report(folder: Path) -> bool:
    """Whether a folder looks like a report's."""
    try:
        return (folder / TABLES).is_dir() or (folder / PROSE).is_file()
    except OSError:  # a name too long, a folder that nobody may look into
        return False


def is_folder(path: Path) -> bool:
    """Whether the path is a folder, or a link to one; False where the system will not say."""
    try:
        return path.is_dir()
    except OSError:
        return False


def reports_in(folder: Path) -> Iterator[Path]:
    """The report folders directly below a folder, by name."""
    try:
        below = sorted(folder.iterdir())
    except OSError:
        return
    yield from (path for path in below if is_folder(path) and is_report(path))


def _here(say: Translate) -> Iterator[Target]:
    here = Path.cwd()
    if is_report(here):
        yield Target(legible(here.name), here)
        return
    reports = list(reports_in(here / REPORTS))
    if not reports:
        raise Stop(
            say("Aquí no hay informes: indique la carpeta de uno, p. ej. check-report reports/cvoe-2021-t3."),
            Exit.NOT_CHECKED,
        )
    yield from (Target(f"{REPORTS}/{legible(one.name)}", Path(REPORTS) / one.name) for one in reports)


def _shown(folder: Path, before: Iterable[Target]) -> str:
    """A report's path as results name it: as given if relative, else the folder's name; like no other's."""
    given = PurePosixPath(folder.as_posix())
    inside = not folder.is_absolute() and ".." not in given.parts and given.name
    path = legible(str(given) if inside else folder.resolve().name)
    longer = f"{legible(folder.resolve().parent.name)}/{path}"
    taken = {target.path for target in before}
    names = chain([path, longer], (f"{number}/{longer}" for number in count(2)))
    return next(name for name in names if name not in taken)


def _refusal(path: str, folder: Path, say: Translate) -> str:
    if is_folder(folder):
        words = say("«{path}» no es la carpeta de un informe: debe contener informe.md y la carpeta tablas.")
    elif os.path.lexists(folder):
        words = say("«{path}» es un archivo; indique la carpeta del informe que lo contiene.")
    else:
        words = say("No existe «{path}»: revise cómo está escrita la ruta.")
    return words.format(path=path)
