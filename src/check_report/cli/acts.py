"""What the commands of official acts share: one report, the day, the check of that report."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from check_report import check, engines
from check_report.cli import output, targets
from check_report.cli.stop import Stop
from check_report.language import LANGUAGES, SOURCE, marked
from check_report.rulebook import book
from check_report.verdict import Exit

if TYPE_CHECKING:
    from check_report.language import Translate
    from check_report.model import Result

LANGUAGE = click.option(
    "--lang", type=click.Choice(LANGUAGES), default=SOURCE, help=marked("Idioma de los mensajes: es o en.")
)
AS_OF = click.option(
    "--as-of", metavar="AAAA-MM-DD", help=marked("Fecha en que se revisa (por omisión, hoy en UTC).")
)


def date(given: str | None, say: Translate) -> str:
    """The date asked for, or today's.

    Raises:
        Stop: when it is no date.
    """
    if given is None:
        return check.today()
    try:
        return datetime.datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=datetime.UTC).date().isoformat()
    except ValueError:
        raise Stop(
            say("--as-of lleva una fecha como 2021-10-21, no «{given}».").format(given=given)
        ) from None


def one_report(path: str, say: Translate) -> check.Target:
    """The one report that a path names.

    Raises:
        Stop: when it names none, or several.
    """
    found, refused = targets.find([path], say)
    if refused:
        raise Stop(refused[0])
    if len(found) != 1:
        raise Stop(say("Indique la carpeta de un solo informe, no «{path}».").format(path=path))
    return found[0]


def judged(target: check.Target, as_of: str, say: Translate, engine: str = engines.DEFAULT) -> Result:
    """The check of one report, as the command `check` does it.

    Raises:
        Stop: when the tool itself broke.
    """
    options = check.Options(engine=engine, as_of=as_of)
    with output.progress() as progress:
        result = check.check(
            [target], targets.archive([target], None), book.load(), options, say, progress
        )
    if result.faults:
        fault = result.faults[0]
        words = say("Falla de la herramienta en {where}: {what}").format(where=fault.where, what=fault.what)
        raise Stop(words, Exit.FAULT)
    return result


def parent(target: check.Target) -> Path:
    """The folder in which a report stands, links followed."""
    return target.folder.resolve().parent
