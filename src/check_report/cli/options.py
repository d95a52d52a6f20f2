"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from check_report import engines
from check_report.language import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

OUTPUTS = click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMATO=ARCHIVO",
    help=marked("Escribe además un archivo; se puede repetir."),
)
STRICT = click.option("--strict", is_flag=True, help=marked("Las advertencias también impiden aprobar."))
ENGINE = click.option(
    "--engine",
    type=click.Choice(list(engines.TOGETHER)),
    default=engines.DEFAULT,
    help=marked("Motor: columnar (rápido) o reference (Great Expectations)."),
)
NO_COLOR = click.option("--no-color", is_flag=True, help=marked("Sin colores."))


def form(formats: Iterable[str]) -> Callable[[Any], Any]:
    """The option --format, with a command's formats; the first is the default."""
    names = list(formats)
    return click.option(
        "--format", "form", type=click.Choice(names), default=names[0], help=marked("Formato de la salida.")
    )
