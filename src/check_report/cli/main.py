"""The commands."""

from __future__ import annotations

import dataclasses
import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from check_report import __version__, check
from check_report.cli import acts, changed, options, output, targets
from check_report.cli.spanish import Command, Group, usage
from check_report.cli.stop import Stop
from check_report.language import LANGUAGES, SOURCE, marked, translator
from check_report.render import FORMATS, Style, rulebook
from check_report.rulebook import ROOT, book
from check_report.rulebook.strict import RulebookError
from check_report.verdict import Exit, exit_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from check_report.language import Translate
    from check_report.model import Rule


def main() -> None:
    """Runs the command; the process ends with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    say = translator(_language(sys.argv), ROOT / "checks" / "locale")
    try:
        code = cli.main(prog_name="check-report", standalone_mode=False, obj=say)
    except Stop as stop:
        output.tell(str(stop))
        code = stop.code
    except RulebookError as error:
        output.tell(say("El reglamento de la herramienta está dañado: {error}").format(error=error))
        code = Exit.FAULT
    except click.ClickException as error:
        output.tell(usage(error, say))
        code = Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        output.tell(say("Interrumpido: no se terminó de revisar."))
        code = Exit.NOT_CHECKED
    except Exception as error:
        words = say("Falla de la herramienta en {where}: {what}")
        output.tell(words.format(where="check-report", what=f"{type(error).__name__}: {error}"))
        code = Exit.FAULT
    sys.exit(int(code or 0))


def _language(arguments: Sequence[str]) -> str:
    """The language asked for, known before the arguments are parsed: their errors must speak it too."""
    given = [b for a, b in zip(arguments, [*arguments[1:], ""], strict=True) if a == "--lang"]
    given += [a.removeprefix("--lang=") for a in arguments if a.startswith("--lang=")]
    return given[-1] if given and given[-1] in LANGUAGES else SOURCE


_LANGUAGE = click.option(
    "--lang", type=click.Choice(LANGUAGES), default=SOURCE, help=marked("Idioma de los mensajes: es o en.")
)


@click.group(
    cls=Group, help=marked("Revisa informes trimestrales de comisiones electorales antes de aprobarlos.")
)
@click.version_option(__version__, message="%(prog)s %(version)s", help=marked("Muestra la versión."))
@_LANGUAGE
def cli(lang: str) -> None:
    """The group of all commands; the first is the default."""


@cli.command(
    "check",
    cls=Command,
    help=marked("Revisa informes: los de las rutas, el de esta carpeta o los de reports/."),
)
@click.argument("paths", nargs=-1, metavar="[RUTA]...")
@options.form(FORMATS)
@options.OUTPUTS
@options.STRICT
@click.option(
    "--only", multiple=True, metavar="REGLA", help=marked("Revisa sólo esta regla; se puede repetir.")
)
@click.option(
    "--as-of", metavar="AAAA-MM-DD", help=marked("Fecha en que se revisa (por omisión, hoy en UTC).")
)
@click.option(
    "--archive",
    metavar="CARPETA",
    help=marked("Otra carpeta donde buscar el informe del trimestre anterior."),
)
@click.option(
    "--changed-since",
    metavar="REVISIÓN",
    help=marked("Revisa los informes que cambiaron desde esa revisión de git; si cambió una regla, todos."),
)
@click.option(
    "--rules-of",
    metavar="APROBACIÓN",
    help=marked("Repite la revisión de una aprobación sellada, con las reglas de entonces."),
)
@options.ENGINE
@click.option("-q", "--quiet", is_flag=True, help=marked("Muestra sólo el dictamen."))
@options.NO_COLOR
@_LANGUAGE
@click.pass_obj
def check_command(
    say: Translate,
    paths: tuple[str, ...],
    form: str,
    outputs: tuple[str, ...],
    strict: bool,
    only: tuple[str, ...],
    as_of: str | None,
    archive: str | None,
    changed_since: str | None,
    rules_of: str | None,
    engine: str,
    quiet: bool,
    no_color: bool,
    lang: str,  # noqa: ARG001 - read before parsing
) -> Exit:
    """Checks reports; returns the exit code."""
    if rules_of is not None:
        shown = ["--format", form, *(["-q"] if quiet else [])]
        return acts.replayed(paths[0] if paths else ".", rules_of, shown, engine, say)
    rules = book.load()
    files = [output.destination(one, FORMATS, say) for one in outputs]
    chosen = check.Options(
        engine=engine,
        strict=strict,
        only=frozenset(_rule(one, rules, say).id for one in only),
        as_of=acts.date(as_of, say),
    )
    if archive is not None and not targets.is_folder(Path(archive)):
        raise Stop(say("No existe la carpeta «{path}» de --archive.").format(path=archive))
    found, refused = targets.find(paths, say, rules)
    if changed_since is not None and found:
        found = changed.since(changed_since, found, say)
    chosen = dataclasses.replace(chosen, acts=acts.known(found, changed_since, say))
    with output.progress() as progress:
        result = check.check(found, targets.archive(found, archive), rules, chosen, say, progress)
    for name, path in files:
        output.save(path, FORMATS[name](result, say, Style(quiet=quiet)), say)
    output.show(FORMATS[form](result, say, output.style(quiet=quiet, no_color=no_color)))
    for sentence in refused:
        output.tell(sentence)
    return exit_code(result, unreadable=bool(refused))


@cli.command(
    "explain", cls=Command, help=marked("Explica una regla: qué revisa, por qué, ejemplos y cómo corregir.")
)
@click.argument("rule", metavar="REGLA")
@click.option("--no-color", is_flag=True, help=marked("Sin colores."))
@_LANGUAGE
@click.pass_obj
def explain_command(say: Translate, rule: str, no_color: bool, lang: str) -> Exit:  # noqa: ARG001
    """Shows a rule's page."""
    style = output.style(quiet=False, no_color=no_color)
    output.show(rulebook.explain(_rule(rule, book.load(), say), say, style.width, color=style.color))
    return Exit.CONFORMS


@cli.command("rules", cls=Command, help=marked("Muestra el catálogo de reglas."))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(rulebook.CATALOGUES)),
    default="text",
    help=marked("Formato de la salida."),
)
@click.option("--no-color", is_flag=True, help=marked("Sin colores."))
@_LANGUAGE
@click.pass_obj
def rules_command(say: Translate, form: str, no_color: bool, lang: str) -> Exit:  # noqa: ARG001
    """Shows the catalogue of rules."""
    style = output.style(quiet=False, no_color=no_color)
    output.show(rulebook.CATALOGUES[form](book.load().rules.values(), say, style.width, color=style.color))
    return Exit.CONFORMS


cli.elsewhere |= {
    "diff": "check_report.cli.diff:command",
    "import": "check_report.cli.documents:import_command",
    "export": "check_report.cli.export:export_command",
    "waive": "check_report.cli.waive:waive_command",
    "approve": "check_report.cli.approve:approve_command",
    "audit": "check_report.cli.audit:audit_group",
}


def _rule(name: str, rules: book.Rulebook, say: Translate) -> Rule:
    rule = rules.rules.get(name.upper())
    if rule is None:
        near = difflib.get_close_matches(name.upper(), rules.rules, n=3)
        hint = (
            say("¿Quiso decir {near}?").format(near=", ".join(near))
            if near
            else say("Vea: check-report rules")
        )
        raise Stop(say("No existe la regla «{name}».").format(name=name) + f" {hint}")
    return rule
