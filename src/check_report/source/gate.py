"""The byte gate: every byte of a report is hostile until it has come through here.

Only regular files inside the report folder are opened, each once; all layers read these same bytes.
"""

from __future__ import annotations

import codecs
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.model import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MAX_BYTES = 50 * 1024 * 1024
PROSE = "informe.md"
TABLES = "tablas"

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Refused(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """A file that may not be read; `name` is the native failure that says why."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Text:
    """A file's text and what was unusual about its bytes (native failure → what was seen)."""

    text: str
    oddities: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """A report folder's files as bytes, by path relative to it, and what was refused."""

    name: str
    files: dict[str, bytes]
    failures: tuple[Failure, ...]
    absent: frozenset[str] = frozenset()
    """Files that need not be there, and are not."""


def read_folder(folder: Path, name: str, wanted: Iterable[str], optional: Iterable[str] = ()) -> Folder:
    """Reads the wanted files (relative paths with `/`) of a report folder.

    Args:
        folder: the report folder.
        name: the report's name, for the failures.
        wanted: the files a report has; each that is absent or refused becomes a failure.
        optional: further files it may have; each that is refused becomes a failure.
    """
    files: dict[str, bytes] = {}
    failures: list[Failure] = []
    may = frozenset(optional)
    for path in (*wanted, *sorted(may)):
        try:
            files[path] = _read(folder, path)
        except Refused as refused:
            if path in may and refused.name == "missing-file":
                continue
            failures.append(Failure(refused.name, name, file=path))
    failures.extend(
        Failure("unknown-file", name, file=path, observed=path) for path in _unknown(folder, set(wanted))
    )
    absent = may.difference(files, (failure.file for failure in failures))
    return Folder(name, files, tuple(failures), absent)


def decode(content: bytes) -> Text:
    """The text of a file in UTF-8 (with or without byte order mark) or in Windows-1252.

    Raises:
        Refused: for NUL bytes, for UTF-16 and for bytes that neither encoding has.
    """
    if content.startswith(_UTF16):
        raise Refused("unknown-encoding")
    if b"\0" in content:
        raise Refused("nul-byte")
    try:
        if content.startswith(codecs.BOM_UTF8):
            return Text(content.decode("utf-8-sig"), (("byte-order-mark", "UTF-8 con marca BOM"),))
        return Text(content.decode("utf-8"), ())
    except UnicodeDecodeError:
        pass
    try:
        return Text(content.decode("cp1252"), (("other-encoding", "Windows-1252"),))
    except UnicodeDecodeError:
        raise Refused("unknown-encoding") from None


def legible(name: str) -> str:
    """A file's name as text that can be written: bytes that are not UTF-8 by their number."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def is_plain_folder(path: Path) -> bool:
    """Whether the path is a folder itself, not a link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def _read(folder: Path, relative: str) -> bytes:
    path = folder / relative
    for parent in path.parents[: relative.count("/") + 1]:
        if os.path.lexists(parent) and not is_plain_folder(parent):
            raise Refused("not-regular")
    try:
        status = path.lstat()
    except OSError:
        raise Refused("missing-file") from None
    if not stat.S_ISREG(status.st_mode):
        raise Refused("not-regular")
    if status.st_size > MAX_BYTES:
        raise Refused("too-large")
    return _read_regular(path)


def _read_regular(path: Path) -> bytes:
    # Between the look and the opening the file may have been swapped for a link or a FIFO:
    # where the system can, refuse to follow and never wait, then look at what was really opened.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        raise Refused("unreadable") from None
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Refused("not-regular")
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Refused("too-large")
    return content


def _unknown(folder: Path, wanted: set[str]) -> Iterator[str]:
    tables = folder / TABLES
    if not is_plain_folder(folder) or not is_plain_folder(tables):
        return
    try:
        names = sorted(f"{TABLES}/{legible(entry.name)}" for entry in os.scandir(tables))
    except OSError:
        return
    yield from (name for name in names if name not in wanted and not name.startswith(f"{TABLES}/."))
