"""`kill -9` at any instant leaves an approval whole or not there, and nothing else that lasts."""

from __future__ import annotations

import os
import random
import signal
import time
from typing import TYPE_CHECKING

import pytest

from check_report.audit import atomic, statement, trail
from check_report.audit.statement import Statement

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need a POSIX system")

OBJECTS = 4


def made(number: int) -> tuple[dict[str, bytes], bytes]:
    """Objects and statement of an approval told apart by its number."""
    from check_report.audit.approve import digest

    contents = [f"{number} {part}\n".encode() * 2000 for part in range(OBJECTS)]
    objects = {digest(content): content for content in contents}
    subject = {f"{part}.csv": name for part, name in enumerate(objects)}
    said = Statement(
        f"r{number}", "A", "ana", "2021-10-21", "p", 1, "", statement.PASSED, (), (), subject, {}
    )
    return objects, statement.dump(said)


def write(folder: Path, number: int) -> None:
    objects, content = made(number)
    entry = statement.entry_name(f"r{number}", content)
    trail.add(folder, objects, entry, {trail.STATEMENT: content, "ana.sig": b"firma" * 100})


def killed(folder: Path, number: int, after: float) -> bool:
    """Whether the writing of an approval was cut short."""
    child = os.fork()
    if child == 0:
        try:
            write(folder, number)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def untorn(folder: Path) -> None:
    found = trail.read(folder)
    for path, digest in found.digests.items():
        if path.startswith(trail.OBJECTS):
            assert path == f"{trail.OBJECTS}/{digest}"
    for entry, files in found.entries.items():
        assert set(files) == {trail.STATEMENT, "ana.sig"}
        assert len(files["ana.sig"]) == 500
        said = statement.parse(files[trail.STATEMENT])
        assert entry == statement.entry_name(said.report, files[trail.STATEMENT])
        assert all(f"{trail.OBJECTS}/{digest}" in found.files for digest in said.subject.values())


def ordeal(folder: Path, times: int) -> int:
    """Writes approvals and kills the writers; how many were cut short."""
    place, chance, cut = folder / trail.FOLDER, random.Random(7), 0  # noqa: S311 - no secret
    write(place, 0)
    start = time.perf_counter()
    write(place, 1)
    whole = time.perf_counter() - start
    for number in range(2, times + 2):
        cut += killed(place, number % 10 + 2, chance.uniform(0, 1.5 * whole))
        untorn(place)
        if number % 10 == 0:
            trail.tidy(place)
            used = {d for said in trail.read(place).statements.values() for d in said.subject.values()}
            assert {path.name for path in (place / trail.OBJECTS).iterdir()} == used
            assert not list(folder.glob(f"{atomic.STAGING}*"))
            for entry in list(trail.read(place).entries)[2:]:
                for file in (place / trail.ENTRIES / entry).iterdir():
                    file.unlink()
                (place / trail.ENTRIES / entry).rmdir()
            trail.tidy(place)
    return cut


def test_kills_tear_nothing(tmp_path: Path) -> None:
    assert ordeal(tmp_path, 60) > 5


@pytest.mark.slow
def test_a_thousand_kills_tear_nothing(tmp_path: Path) -> None:
    assert ordeal(tmp_path, 1000) > 100


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "dispensas.csv"
    atomic.write(path, b"antes" * 50_000)
    for _ in range(40):
        child = os.fork()
        if child == 0:
            try:
                atomic.write(path, b"luego" * 50_000)
            finally:
                os._exit(0)
        time.sleep(random.uniform(0, 0.002))  # noqa: S311 - no secret
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert path.read_bytes() in {b"antes" * 50_000, b"luego" * 50_000}


def test_a_name_that_is_taken_is_not_overwritten(tmp_path: Path) -> None:
    place = tmp_path / trail.FOLDER
    write(place, 1)
    with pytest.raises(OSError, match=r".*"):
        write(place, 1)
    assert not list(tmp_path.glob(f"{atomic.STAGING}*"))
