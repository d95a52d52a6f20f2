"""`check-report export`: a report folder as one document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from check_report.audit import trail
from check_report.cli import output, targets
from check_report.cli.spanish import Command
from check_report.cli.stop import Stop
from check_report.document import export
from check_report.language import LANGUAGES, SOURCE, marked
from check_report.layers.acts import approvals
from check_report.rulebook import book
from check_report.source import report as source
from check_report.verdict import Exit

if TYPE_CHECKING:
    from check_report.language import Translate
    from check_report.rulebook.book import Rulebook

_UNFILLED = marked("informe.md, renglón {line}: no se pudo llenar {placeholder}: {why}")


@click.command(
    "export",
    cls=Command,
    help=marked("Escribe un informe completo, prosa y tablas, como documento de Word, página web o PDF."),
)
@click.argument("folder", metavar="CARPETA")
@click.option(
    "--to",
    "form",
    type=click.Choice(export.FORMATS),
    default=export.FORMATS[0],
    help=marked("Formato del documento: docx, html o pdf (por omisión, docx)."),
)
@click.option(
    "-o",
    "target",
    metavar="ARCHIVO",
    help=marked("Archivo que se escribe (por omisión, el nombre del informe)."),
)
@click.option("--force", is_flag=True, help=marked("Reemplaza el archivo si ya existe."))
@click.option(
    "--lang", type=click.Choice(LANGUAGES), default=SOURCE, help=marked("Idioma de los mensajes: es o en.")
)
@click.pass_obj
def export_command(
    say: Translate,
    folder: str,
    form: str,
    target: str | None,
    force: bool,
    lang: str,  # noqa: ARG001 - read before parsing
) -> Exit:
    """Writes the document; returns the exit code."""
    report = Path(folder)
    if not targets.is_report(report):
        raise Stop(say("«{path}» no es la carpeta de un informe.").format(path=folder))
    path = Path(target or f"{report.resolve().name}.{form}")
    if not force and (path.exists() or path.is_symlink()):
        raise Stop(say("Ya existe «{path}»; use --force para reemplazarlo.").format(path=path))
    rules = book.load()
    try:
        content = export.export(report.resolve(), form, rules, _imprint(report.resolve(), rules, say))
    except export.UnreadableError as error:
        raise Stop(say(error.message).format(file=error)) from None
    except export.PlaceholderError as error:
        raise Stop(_unfilled(error, say)) from None
    try:
        output.write_bytes(path, content)
    except OSError as error:
        raise Stop(
            say("No se pudo escribir «{path}»: {why}.").format(path=path, why=error.strerror or error)
        ) from None
    output.tell(say("Se escribió {path}.").format(path=path))
    return Exit.CONFORMS


def _unfilled(error: export.PlaceholderError, say: Translate) -> str:
    why = say(error.why).format(name=error.name)
    return say(_UNFILLED).format(line=error.line, placeholder=error.text, why=why)


def _imprint(report: Path, rules: Rulebook, say: Translate) -> str | None:
    """Where the approval of exactly this report is recorded; None if it has none or has changed since."""
    found = trail.approved([report.parent], report.name)
    as_it_is = source.read(report, report.name, rules.report_tables)
    if len(found) != 1 or any(approvals.judge(as_it_is, found)):
        return None
    entry = found[0].entry
    seal = trail.first_seal(report.parent / trail.FOLDER, entry)
    if seal is None:
        return say("Aprobación {entry} del expediente, aún sin sello.").format(entry=entry)
    return say("Aprobación {entry} del expediente, sello {seal}.").format(entry=entry, seal=seal)
