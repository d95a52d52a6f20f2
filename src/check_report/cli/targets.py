"""Which report folders the user means, and where the reports before them may be."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from check_report.check import Target
from check_report.cli.stop import Stop
from check_report.source.gate import PROSE, TABLES
from check_report.verdict import Exit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from check_report.language import Translate

REPORTS = "reports"


def find(paths: Sequence[str], say: Translate) -> tuple[list[Target], list[str]]:
    """The reports that the paths name, and a sentence for each path that names none.

    Without paths: the report one stands in, or every report below `reports/`.

    Raises:
        Stop: when no path is given and there is no report here.
    """
    if not paths:
        return list(_here(say)), []
    found: list[Target] = []
    refused: list[str] = []
    for path in paths:
        folder = Path(path)
        reports = [folder] if is_report(folder) else list(reports_in(folder))
        if reports:
            found.extend(Target(_shown(report, found), report) for report in reports)
        else:
            refused.append(_refusal(path, folder, say))
    return found, refused


def archive(targets: Iterable[Target], extra: str | None) -> Iterator[Target]:
    """The other reports beside the targets, and those in another folder."""
    judged = {target.folder.resolve() for target in targets}
    folders = dict.fromkeys(target.folder.resolve().parent for target in targets)
    if extra is not None:
        folders[Path(extra).resolve()] = None
    for number, folder in enumerate(folders):
        for report in reports_in(folder):
            if report.resolve() not in judged:
                yield Target(f"archivo {number}/{report.name}", report)


def is_report(folder: Path) -> bool:
    """Whether a folder looks like a report's."""
    return (folder / TABLES).is_dir() or (folder / PROSE).is_file()


def reports_in(folder: Path) -> Iterator[Path]:
    """The report folders directly below a folder, by name."""
    try:
        below = sorted(folder.iterdir())
    except OSError:
        return
    yield from (path for path in below if path.is_dir() and is_report(path))


def _here(say: Translate) -> Iterator[Target]:
    here = Path.cwd()
    if is_report(here):
        yield Target(here.name, here)
        return
    reports = list(reports_in(here / REPORTS))
    if not reports:
        raise Stop(
            say("Aquí no hay informes: indique la carpeta de uno, p. ej. check-report reports/cvoe-2021-t3."),
            Exit.NOT_CHECKED,
        )
    yield from (Target(f"{REPORTS}/{report.name}", Path(REPORTS) / report.name) for report in reports)


def _shown(folder: Path, before: Sequence[Target]) -> str:
    """A report's path as results name it: as given if relative, else the folder's name alone."""
    given = PurePosixPath(folder.as_posix())
    inside = not folder.is_absolute() and ".." not in given.parts and given.name
    path = str(given) if inside else folder.resolve().name
    taken = {target.path for target in before}
    return path if path not in taken else f"{folder.resolve().parent.name}/{path}"


def _refusal(path: str, folder: Path, say: Translate) -> str:
    if not folder.exists():
        return say("No existe «{path}»: revise cómo está escrita la ruta.").format(path=path)
    if folder.is_dir():
        return say(
            "«{path}» no es la carpeta de un informe: debe contener informe.md y la carpeta tablas."
        ).format(path=path)
    return say("«{path}» es un archivo; indique la carpeta del informe que lo contiene.").format(path=path)
