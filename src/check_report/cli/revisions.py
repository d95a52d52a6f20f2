"""What git knows: which commit a name means, what changed since, a version's files in a folder."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from check_report.cli.stop import Stop
from check_report.source.gate import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from check_report.language import Translate

_REGULAR = {"100644", "100755"}


class NotFound(Exception):  # noqa: N818 - an answer, not an error of the program
    """Git does not know what was asked for, or there is no git."""


def root() -> Path:
    """The top of the repository one stands in. Raises NotFound outside of one."""
    return Path(os.fsdecode(_git("rev-parse", "--show-toplevel")).rstrip("\r\n"))


def commit(name: str) -> str:
    """The commit that a revision means. Raises NotFound."""
    return _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()


def required(name: str, say: Translate) -> str:
    """The commit that a revision means; ends the command where there is none."""
    try:
        return commit(name)
    except NotFound:
        words = say("No existe la revisión «{name}» en este repositorio de git.")
        raise Stop(words.format(name=name)) from None


def fork(base: str, head: str) -> str:
    """The commit at which head left base; base itself where they have none in common."""
    try:
        return _git("merge-base", base, head).decode().strip()
    except NotFound:
        return base


def changed(since: str) -> list[str]:
    """Paths, from the top of the repository, that differ between a commit and the files as they are now."""
    top = root()
    tracked = _git("diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", since, "--", at=top)
    untracked = _git("ls-files", "--others", "--exclude-standard", "-z", at=top)
    return sorted(os.fsdecode(name) for name in {*tracked.split(b"\0"), *untracked.split(b"\0")} if name)


def export(revision: str, wanted: Iterable[str], folder: Path) -> None:
    """Writes the wanted folders of a commit below a folder.

    Links and submodules become empty folders, which no check reads; a file too large for a check is written
    empty of content but as large. Nothing is ever written outside of the folder.

    Raises:
        NotFound: for a name in the commit that no checkout would have.
    """
    with _blobs() as content:
        for mode, size, blob, name in _listed(revision, wanted):
            path = folder.joinpath(*_safe(name).parts)
            if mode not in _REGULAR:
                path.mkdir(parents=True, exist_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as stream:
                if size > MAX_BYTES:
                    stream.truncate(size)
                else:
                    stream.write(content(blob))


@contextmanager
def _blobs() -> Iterator[Callable[[str], bytes]]:
    """One git process that hands over the contents of any number of blobs."""
    with subprocess.Popen(
        ["git", "cat-file", "--batch"],  # noqa: S607 - the user's own git
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        ask, answer = process.stdin, process.stdout
        if ask is None or answer is None:
            raise NotFound("git cat-file")

        def content(blob: str) -> bytes:
            ask.write(f"{blob}\n".encode())
            ask.flush()
            size = int(answer.readline().split()[-1])
            return answer.read(size + 1)[:size]

        yield content


def _listed(revision: str, wanted: Iterable[str]) -> Iterator[tuple[str, int, str, str]]:
    listing = _git("ls-tree", "-r", "-l", "-z", "--full-tree", revision, "--", *wanted)
    for entry in listing.split(b"\0"):
        if entry:
            about, _, name = entry.partition(b"\t")
            mode, _, blob, size = about.decode().split()
            yield mode, int(size) if size.isdigit() else 0, blob, os.fsdecode(name)


def _safe(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or {"..", ".git"}.intersection(path.parts) or any(c in name for c in "\\:\0"):
        raise NotFound(name)
    return path


def _git(*arguments: str, at: Path | None = None) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - no shell; names of revisions stand behind --end-of-options
            ["git", "-c", "core.fsmonitor=false", *arguments],  # noqa: S607 - the user's own git
            cwd=at,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise NotFound(str(error)) from None
    if done.returncode != 0:
        raise NotFound(os.fsdecode(done.stderr))
    return done.stdout
