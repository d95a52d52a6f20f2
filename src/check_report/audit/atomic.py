"""Files and folders that appear whole or not at all, whatever interrupts the writing."""

from __future__ import annotations

import os
import shutil
import uuid
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STAGING = ".expediente-"
"""How the name of a folder under way begins. It stands beside the trail, never inside it."""


def write(path: Path, content: bytes) -> None:
    """Writes a file: a reader sees the old contents or the new, never a part.

    Raises:
        OSError: when it cannot be written; the old contents then stand.
    """
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        _write_through(temporary, content)
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _flush_folder(path.parent)


@contextmanager
def staging(parent: Path) -> Iterator[Path]:
    """A fresh folder in which to put together what `publish` then shows; gone afterwards."""
    folder = parent / f"{STAGING}{uuid.uuid4().hex}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stage(folder: Path, name: str, content: bytes) -> None:
    """Writes a file of a folder under way, down to the disk."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_through(path, content)


def publish(staged: Path, final: Path) -> None:
    """Shows a staged file or folder under its final name, in one step.

    Raises:
        OSError: when a folder of that name exists already, or the name cannot be given.
    """
    final.parent.mkdir(parents=True, exist_ok=True)
    if staged.is_dir():
        _flush_folder(staged)
        staged.rename(final)
    else:
        staged.replace(final)
    _flush_folder(final.parent)


def sweep(parent: Path) -> None:
    """Removes what interrupted runs left under way."""
    for leftover in parent.glob(f"{STAGING}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _flush_folder(folder: Path) -> None:
    # Windows gives no handle on a folder; there the rename itself is what the file system promises.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
