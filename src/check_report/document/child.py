"""The process that parses one document: little memory, little time, no file; bytes in, JSON out.

Run as `python -P -m check_report.document.child KIND < document`. Whatever a hostile document does to a
parser happens here; the parent only reads JSON and waits no longer than it said.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING

from check_report.document.readers.refusal import Unreadable

if TYPE_CHECKING:
    from check_report.document.blocks import Document

SECONDS = 8
"""A parser that computes longer is stopped."""
PATIENCE = 8 if sys.platform == "win32" else 24
"""Seconds by the clock: where the computing itself can be limited, a busy machine is no reason to give up."""
_MEMORY = 1536 * 1024 * 1024
_FILES = 64
_REFUSED = "refused"
_ZIPPED = frozenset({"docx", "xlsx"})


def read(kind: str, content: bytes, seconds: float = PATIENCE) -> Document:
    """Parses a document in a process of its own.

    Args:
        kind: one of `kinds.KINDS`.
        content: the document's bytes.
        seconds: how long it may take.

    Raises:
        Unreadable: when it cannot be parsed within the limits.
    """
    from check_report.document import wire

    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module, `kind` is one of KINDS
            [sys.executable, "-P", "-m", "check_report.document.child", kind],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable("too-long") from None
    if done.returncode:
        raise Unreadable("damaged" if done.returncode > 0 else "too-long")
    try:
        answer = done.stdout.decode("ascii")
        if answer.startswith(f'{{"{_REFUSED}"'):
            raise Unreadable(json.loads(answer)[_REFUSED])
        return wire.load(answer)
    except (ValueError, KeyError, TypeError):
        raise Unreadable("damaged") from None


def main() -> None:
    """Reads the document from standard input and writes its blocks to standard output."""
    limit()
    try:
        answer = _answer(sys.argv[1], sys.stdin.buffer.read())
    except Unreadable as refused:
        answer = json.dumps({_REFUSED: refused.reason})
    except MemoryError:
        answer = json.dumps({_REFUSED: "too-much"})
    except Exception:
        answer = json.dumps({_REFUSED: "damaged"})
    sys.stdout.write(answer)


def limit() -> None:
    """Limits this process where the system can: time, memory, files."""
    try:
        import resource
    except ImportError:
        return  # Windows: the parent's clock is the limit
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))


def _answer(kind: str, content: bytes) -> str:
    from check_report.document import wire
    from check_report.document.readers import kinds

    if kind in _ZIPPED:
        kinds.guard(content)
    reader = importlib.import_module(f"check_report.document.readers.{kind}")
    document: Document = reader.read(content)
    if not document.blocks:
        raise Unreadable("blank")
    return wire.dump(document)


if __name__ == "__main__":
    main()
