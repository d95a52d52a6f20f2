"""Where the text goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from check_report.cli.stop import Stop
from check_report.render import Style
from check_report.render.safe import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from check_report.language import Translate

_PIPED_WIDTH = 80
_WIDEST = 100
_PATIENCE = 1.0
"""Seconds of work before progress is shown."""


def style(*, quiet: bool, no_color: bool) -> Style:
    """How to show a result here: 80 columns and no colour unless a person is looking."""
    if not sys.stdout.isatty():
        return Style(_PIPED_WIDTH, color=False, quiet=quiet)
    color = not no_color and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return Style(min(Console().width, _WIDEST), color=color, quiet=quiet)


def show(text: str) -> None:
    """Writes to standard output; a reader that has seen enough is no error."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(sentence: str) -> None:
    """Writes one sentence to standard error."""
    sys.stderr.write(visible(sentence) + "\n")


def destination(given: str, formats: Iterable[str], say: Translate) -> tuple[str, Path]:
    """Format and file of an option --output.

    Raises:
        Stop: when it is not FORMAT=FILE with one of the formats.
    """
    name, _, path = given.partition("=")
    if name not in formats or not path:
        words = say("--output se escribe FORMATO=ARCHIVO, con uno de los formatos {choices}.")
        raise Stop(words.format(choices=", ".join(formats)))
    return name, Path(path)


def save(path: Path, text: str, say: Translate) -> None:
    """Writes a text file for the user.

    Raises:
        Stop: when it cannot be written.
    """
    try:
        write(path, text)
    except OSError as error:
        words = say("No se pudo escribir «{path}»: {why}.")
        raise Stop(words.format(path=path, why=error.strerror or error)) from None


def write(path: Path, text: str) -> None:
    """Writes a text file whole or not at all.

    Raises:
        OSError: when it cannot be written.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all.

    Raises:
        OSError: when it cannot be written.
    """
    handle, name = tempfile.mkstemp(dir=path.parent or Path(), prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(handle)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Shows on standard error, after a second, what is being done; nothing unless a person is looking."""
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    task = bar.add_task("")
    later = threading.Timer(_PATIENCE, bar.start)
    later.daemon = True
    later.start()
    try:
        yield lambda what: bar.update(task, description=visible(what))
    finally:
        later.cancel()
        later.join()
        bar.stop()
