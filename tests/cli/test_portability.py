"""The check path uses nothing that exists on POSIX alone, and imports cleanly with every warning an error."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POSIX_MODULES = frozenset(
    ["crypt", "fcntl", "grp", "nis", "posix", "pty", "pwd", "resource", "spwd", "syslog", "termios", "tty"]
)
_OS = """O_CLOEXEC O_DIRECTORY O_NOFOLLOW O_NONBLOCK WNOHANG chown chroot fchmod fchown fork forkpty
    geteuid getgid getgroups getpgid getpriority getuid killpg lchown mkfifo mknod nice openpty
    pipe2 posix_spawn pread pwrite sched_getaffinity setgid setpgid setpriority setsid setuid
    statvfs sync uname wait wait3 wait4"""
_SIGNAL = "SIGALRM SIGCHLD SIGHUP SIGKILL SIGUSR1 alarm pthread_kill setitimer sigwait"
POSIX_NAMES = {
    "os": frozenset(_OS.split()),
    "signal": frozenset(_SIGNAL.split()),
    "socket": frozenset(["AF_UNIX"]),
    "time": frozenset(["tzset"]),
}
SOURCES = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "schemas").rglob("*.py")])


def guarded(tree: ast.AST) -> set[int]:
    """The lines that run only where somebody asked for the system first, or that catch its absence."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        asks = isinstance(node, (ast.If, ast.IfExp)) and any(
            word in ast.unparse(node.test) for word in ("sys.platform", "os.name", "hasattr", "TYPE_CHECKING")
        )
        catches = isinstance(node, ast.Try) and any(
            name in ast.unparse(handler.type or ast.Name("BaseException"))
            for handler in node.handlers
            for name in ("ImportError", "AttributeError")
        )
        if asks or catches:
            lines |= {inner.lineno for inner in ast.walk(node) if hasattr(inner, "lineno")}
    return lines


def posix_only(source: str) -> Iterator[str]:
    """What a module uses of POSIX alone, with its line."""
    tree = ast.parse(source)
    safe = guarded(tree)
    for node in ast.walk(tree):
        names: set[str] = set()
        match node:
            case ast.Import():
                names = {alias.name for alias in node.names} & POSIX_MODULES
            case ast.ImportFrom():
                names = {node.module or ""} & POSIX_MODULES
                names |= {alias.name for alias in node.names} & POSIX_NAMES.get(node.module or "", set())
            case ast.Attribute(value=ast.Name(id=module), attr=name):
                names = {name} & POSIX_NAMES.get(module, set())
        yield from (f"{name}, line {node.lineno}" for name in names if node.lineno not in safe)  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_of_posix_alone_is_used_unguarded(path: Path) -> None:
    assert list(posix_only(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import fcntl",
        "from resource import setrlimit",
        "from os import fork",
        "import os\nos.fork()",
        "import signal\nsignal.alarm(5)",
        "import os\nos.O_NOFOLLOW",
        "def f():\n    import pwd",
    ],
)
def test_what_is_of_posix_alone_is_noticed(source: str) -> None:
    assert list(posix_only(source))


@pytest.mark.parametrize(
    "source",
    [
        "import os\ngetattr(os, 'O_NOFOLLOW', 0)",
        "import sys\nif sys.platform != 'win32':\n    import resource",
        "try:\n    import fcntl\nexcept ImportError:\n    fcntl = None",
        "import os\nif hasattr(os, 'fork'):\n    os.fork()",
        "import os\nos.replace('a', 'b')",
    ],
)
def test_what_is_guarded_may_stay(source: str) -> None:
    assert list(posix_only(source)) == []


@pytest.mark.parametrize("module", ["check_report", "check_report.cli", "check_report.rulebook.book"])
def test_the_package_imports_without_a_warning(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import {module}"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_only_what_the_check_needs_is_imported() -> None:
    script = (
        "import sys; from check_report.cli import main\n"
        f"sys.argv = ['check-report', {str(ROOT / 'reports' / 'cvoe-2021-t3')!r}, '-q']\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(*{'great_expectations', 'pandas', 'sqlalchemy', 'docx', 'reportlab'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == ""
