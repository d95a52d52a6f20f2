"""Documents on the command line: `import`, and a document given where a report folder may stand."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from check_report.check import Target
from check_report.cli import output
from check_report.cli.spanish import Command
from check_report.cli.stop import Stop
from check_report.document.readers.refusal import REASONS, Unreadable
from check_report.findings import place_words
from check_report.language import LANGUAGES, SOURCE, marked
from check_report.render.safe import visible
from check_report.rulebook import book
from check_report.source.gate import PROSE, TABLES
from check_report.verdict import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from check_report.document.importing import Imported
    from check_report.language import Translate
    from check_report.rulebook.book import Rulebook


def is_document(path: Path) -> bool:
    """Whether a path names a file that is no part of a report folder."""
    try:
        if path.is_dir() or not path.exists():
            return False
        within = path.parent.parent if path.parent.name == TABLES else path.parent
        return not ((within / TABLES).is_dir() and (path.name == PROSE or within != path.parent))
    except OSError:  # a name too long, a folder that nobody may look into
        return False


def target(path: Path, shown: str, rules: Rulebook) -> Target:
    """A document imported into a scratch folder that is there until the command ends.

    Args:
        path: the document.
        shown: its name in the results.
        rules: the rulebook.

    Raises:
        Unreadable: when it cannot be read.
    """
    from check_report.document import importing

    imported = importing.read(path, rules)
    scratch = click.get_current_context().with_resource(tempfile.TemporaryDirectory(prefix="check-report-"))
    folder = Path(scratch) / path.stem
    importing.fill(imported, folder)
    return Target(shown, folder, imported.origin(), path)


@click.command(
    "import",
    cls=Command,
    help=marked("Convierte un documento (.docx, .pdf, .xlsx, .html, .md, .txt) en la carpeta de un informe."),
)
@click.argument("file", metavar="ARCHIVO")
@click.option(
    "-o", "--output", "folder", required=True, metavar="CARPETA", help=marked("La carpeta que se hará.")
)
@click.option("--force", is_flag=True, help=marked("Sustituye el informe que ya está en la carpeta."))
@click.option(
    "--lang", type=click.Choice(LANGUAGES), default=SOURCE, help=marked("Idioma de los mensajes: es o en.")
)
@click.pass_obj
def import_command(say: Translate, file: str, folder: str, force: bool, lang: str) -> Exit:  # noqa: ARG001
    """Imports a document; returns the exit code."""
    from check_report.document import importing

    destination = Path(folder)
    _free(destination, folder, say, force=force)
    try:
        imported = importing.read(Path(file), book.load())
        importing.write(imported, destination, replace=force)
    except Unreadable as refusal:
        raise Stop(say(REASONS[refusal.reason]).format(file=file)) from None
    except OSError as error:
        raise Stop(
            say("No se pudo escribir «{path}»: {why}.").format(path=folder, why=error.strerror or error)
        ) from None
    output.show("".join(f"{line}\n" for line in _summary(imported, folder, say)))
    return Exit.CONFORMS


def _free(destination: Path, given: str, say: Translate, *, force: bool) -> None:
    """Refuses a folder that holds anything but, with --force, a report to be replaced."""
    if not destination.exists():
        return
    if not force:
        raise Stop(say("«{path}» ya existe: use --force para sustituir el informe.").format(path=given))
    replaceable = destination.is_dir() and ((destination / PROSE).is_file() or not any(destination.iterdir()))
    if not replaceable:
        raise Stop(say("«{path}» no es la carpeta de un informe: no se sustituye.").format(path=given))


def _summary(imported: Imported, folder: str, say: Translate) -> Iterator[str]:
    """What was imported, table by table, and what could not be placed."""
    yield visible(say("«{file}» → {folder}").format(file=imported.name, folder=folder))
    for name, rows in imported.placed.tables.items():
        yield f"  {name:<28} {len(rows):>4}"
    parts = len(imported.placed.account)
    yield visible(
        say("{n} partes del documento, {left} sin colocar.").format(n=parts, left=len(imported.unplaced))
    )
    for one in imported.unplaced:
        yield visible(f"  {place_words(one.place, say)}: {one.words}")
    account = f"{folder.rstrip('/')}{imported.ACCOUNT}"
    yield visible(say("El destino de cada parte está en {file}.").format(file=account))
