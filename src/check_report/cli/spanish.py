"""Click's own words, in the user's language."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import click

from check_report.language import marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from check_report.language import Translate

_USAGE = {"[OPTIONS]": marked("[OPCIONES]"), "COMMAND [ARGS]...": marked("ORDEN [ARGUMENTOS]...")}
_HEADINGS = {"Options": marked("Opciones"), "Commands": marked("Órdenes")}


def usage(error: click.ClickException, say: Translate) -> str:
    """What is wrong with the arguments, in one sentence with the remedy."""
    remedy = say("Vea: check-report --help")
    match error:
        case click.NoSuchOption():
            what = say("No existe la opción {name}.").format(name=error.option_name)
        case click.BadParameter(param=click.Parameter() as param) if isinstance(param.type, click.Choice):
            choices = ", ".join(map(str, param.type.choices))
            what = say("El valor de {name} debe ser uno de: {choices}.").format(
                name=_name(param), choices=choices
            )
        case click.MissingParameter(param=click.Parameter() as param):
            what = say("Falta {name}.").format(name=_name(param))
        case click.BadParameter(param=click.Parameter() as param):
            what = say("El valor de {name} no es válido.").format(name=_name(param))
        case _:
            what = say("No se entienden los argumentos.")
    return f"{what} {remedy}"


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name


class Formatter(click.HelpFormatter):
    """Writes the help's fixed words in the user's language."""

    say: Translate = str

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line."""
        super().write_usage(prog, args, prefix or f"{self.say('Uso:')} ")

    def write_heading(self, heading: str) -> None:
        """A section's heading."""
        super().write_heading(self.say(_HEADINGS.get(heading, heading)))


class Context(click.Context):
    """A context whose help speaks the user's language."""

    def make_formatter(self) -> click.HelpFormatter:
        """The formatter of a help page."""
        formatter = Formatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.say = self.obj or str
        return formatter


class Command(click.Command):
    """A command whose help is translated when it is asked for."""

    context_class = Context

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The description."""
        formatter.write_paragraph()
        formatter.write_text((ctx.obj or str)(self.help or ""))

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What the first line says after the command's name."""
        say = ctx.obj or str
        return [say(_USAGE.get(piece, piece)) for piece in super().collect_usage_pieces(ctx)]

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The parameters, their help translated."""
        say = ctx.obj or str
        params = super().get_params(ctx)
        for param in params:
            if isinstance(param, click.Option) and param.help:
                param.help = say(param.help)
            if param.metavar:
                param.metavar = say(param.metavar)
        return params

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = (ctx.obj or str)(marked("Muestra esta ayuda."))
        return option


class Group(Command, click.Group):
    """A group whose default command is its first: `check-report PATH` checks.

    Commands named in `elsewhere` («module:attribute») are imported when they are asked for: what writes a
    PDF must not be waited for by who checks a report.
    """

    command_class = Command

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.elsewhere: dict[str, str] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, imported or not."""
        return sorted([*super().list_commands(ctx), *self.elsewhere.keys() - self.commands.keys()])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported if need be."""
        if cmd_name in self.elsewhere and cmd_name not in self.commands:
            module, _, attribute = self.elsewhere[cmd_name].partition(":")
            self.add_command(getattr(importlib.import_module(module), attribute), cmd_name)
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, each with its whole description."""
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None:
                command.short_help = (ctx.obj or str)(command.help or "")
        super().format_commands(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts the default command in front unless another, or help, is asked for."""
        known: Sequence[Any] = [*self.commands, *self.elsewhere, "--help", "--version"]
        after = args[2:] if args[:1] == ["--lang"] else args[1:] if _is_language(args) else args
        if not after or after[0] not in known:
            args = [next(iter(self.commands)), *args]
        return super().parse_args(ctx, args)


def _is_language(args: Sequence[str]) -> bool:
    return bool(args) and args[0].startswith("--lang=")
