"""The trail as files: where things stand, what is there, and how an approval gets in whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from check_report.audit import atomic, statement
from check_report.layers.acts.approvals import Approved

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from check_report.audit.statement import Statement

FOLDER, TRUST = "audit", "confianza"
"""The trail's folder beside the reports, and that of the keys and certificates it is verified with."""
OBJECTS, ENTRIES, SEALS = "objects", "entries", "seals"
STATEMENT, LIST, LIST_SIGNATURE, TOKEN = "statement.json", "seal.sha256", "seal.sha256.sig", "seal.tsr"
SCRIPT = "verificar.sh"
SSH, CMS = ".sig", ".p7s"

OBJECT_FILE = re.compile(rf"{OBJECTS}/([0-9a-f]{{64}})")
_SIGNATURE = re.compile(rf"({statement.SIGNER.pattern})(?:(\.sig)|\.[0-9a-f]{{12}}(\.p7s))")
ENTRY_FILE = re.compile(rf"{ENTRIES}/({statement.ENTRY.pattern})/(statement\.json|{_SIGNATURE.pattern})")
SEAL_FILE = re.compile(rf"{SEALS}/([0-9]{{4}})/(seal\.sha256|seal\.sha256\.sig|seal\.tsr)")


class AlteredError(Exception):
    """A trail, or a report, that is not in the state an act needs; the message names the file or entry."""


@dataclass(frozen=True)
class Trail:
    """A trail's files, read once."""

    files: Mapping[str, bytes]
    """Path with `/` → content of every regular file."""
    strange: tuple[str, ...] = ()
    """Paths of what is neither a regular file nor a folder: links, pipes, devices."""
    folders: tuple[str, ...] = ()
    """Paths of all folders."""

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Path → sha256 of every file."""
        return {path: hashlib.sha256(content).hexdigest() for path, content in self.files.items()}

    @cached_property
    def entries(self) -> Mapping[str, Mapping[str, bytes]]:
        """Entry → its files by name."""
        found: dict[str, dict[str, bytes]] = {}
        for path, content in sorted(self.files.items()):
            if match := ENTRY_FILE.fullmatch(path):
                found.setdefault(match[1], {})[match[2]] = content
        return found

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """Entry → what its statement says, whatever its shape, of those that give a date."""
        found = ((entry, statement.read(files.get(STATEMENT, b""))) for entry, files in self.entries.items())
        return {entry: said for entry, said in found if said}

    @cached_property
    def seals(self) -> Mapping[str, Mapping[str, bytes]]:
        """Seal number → its files by name, in order of number."""
        found: dict[str, dict[str, bytes]] = {}
        for path, content in sorted(self.files.items()):
            if match := SEAL_FILE.fullmatch(path):
                found.setdefault(match[1], {})[match[2]] = content
        return found

    def parsed(self, entry: str) -> Statement:
        """An entry's statement, for whoever uses it.

        Raises:
            statement.MalformedError: when it does not have the one shape that a statement has.
        """
        try:
            return statement.parse(self.entries[entry][STATEMENT])
        except statement.MalformedError:
            raise statement.MalformedError(entry) from None

    @property
    def last_seal(self) -> str:
        """The number of the last seal; empty if there is none."""
        return max(self.seals, default="")

    @property
    def previous_seal(self) -> str:
        """The digest of the last seal's list; empty if there is no seal."""
        return self.digests.get(f"{SEALS}/{self.last_seal}/{LIST}", "")


def read(folder: Path) -> Trail:
    """Reads a trail. Nothing is followed out of it.

    Args:
        folder: the trail's folder; one that is not there reads as an empty trail.

    Raises:
        OSError: when a file cannot be read.
    """
    files: dict[str, bytes] = {}
    strange: list[str] = []
    folders: list[str] = []
    if folder.is_symlink():
        return Trail({}, (".",))
    for path in sorted(folder.rglob("*")):
        mode, name = path.lstat().st_mode, path.relative_to(folder).as_posix()
        if stat.S_ISDIR(mode):
            folders.append(name)
        elif stat.S_ISREG(mode):
            files[name] = path.read_bytes()
        else:
            strange.append(name)
    return Trail(files, tuple(strange), tuple(folders))


def approved(reports: Iterable[Path], report: str) -> tuple[Approved, ...]:
    """The approvals in force of a report: those that no amendment replaces.

    Args:
        reports: folders that hold the report and its trail, at one time or another.
        report: the report's name.
    """
    found: dict[str, Statement | None] = {}
    places = ((folder / FOLDER / ENTRIES).glob(f"*/{STATEMENT}") for folder in reports)
    for path in sorted(chain.from_iterable(places), key=lambda path: path.parent.name):
        entry = path.parent.name
        if entry.rpartition("-")[0] != report:
            continue
        try:
            found[entry] = statement.parse(path.read_bytes())
        except (OSError, statement.MalformedError):
            found[entry] = None
    replaced = {said.replaces for said in found.values() if said}
    return tuple(
        Approved(entry, said.agreement, said.subject) if said else Approved(entry, "", None)
        for entry, said in found.items()
        if entry not in replaced
    )


def first_seal(folder: Path, entry: str) -> str | None:
    """The number of the first seal that lists an approval; None while there is none.

    Args:
        folder: the trail's folder.
        entry: the approval's name.
    """
    listed = f"  {ENTRIES}/{entry}/{STATEMENT}"
    for path in sorted((folder / SEALS).glob("*/seal.sha256")):
        if any(
            line.endswith(listed) for line in path.read_text(encoding="ascii", errors="replace").splitlines()
        ):
            return path.parent.name
    return None


def add(folder: Path, objects: Mapping[str, bytes], entry: str, files: Mapping[str, bytes]) -> None:
    """Adds an approval: its objects first, the entry last and in one step.

    Whatever interrupts it, the approval is there whole or not at all; objects that it leaves without an entry
    are swept away by the next act.

    Args:
        folder: the trail's folder.
        objects: sha256 → content.
        entry: the entry's name.
        files: the entry's files.

    Raises:
        OSError: when something cannot be written, or the entry exists already.
    """
    with atomic.staging(folder.parent) as staged:
        for name, content in {**objects, SCRIPT: script()}.items():
            final = folder / SCRIPT if name == SCRIPT else folder / OBJECTS / name
            if not final.exists():
                atomic.stage(staged, name, content)
                atomic.publish(staged / name, final)
        for name, content in files.items():
            atomic.stage(staged, f"{entry}/{name}", content)
        atomic.publish(staged / entry, folder / ENTRIES / entry)


def tidy(folder: Path) -> None:
    """Removes what an interrupted approval left: half-made folders, and objects neither used nor sealed."""
    atomic.sweep(folder.parent)
    trail = read(folder)
    statements = (files.get(STATEMENT, b"") for files in trail.entries.values())
    used = {digest for content in statements for digest in statement.digests(content)[1]}
    sealed = trail.files.get(f"{SEALS}/{trail.last_seal}/{LIST}", b"").decode(errors="replace")
    for path in trail.files:
        match = OBJECT_FILE.fullmatch(path)
        if match and match[1] not in used and path not in sealed:
            (folder / path).unlink()


def script() -> bytes:
    """The auditor's script, as this program ships it."""
    return (Path(__file__).parent / SCRIPT).read_bytes()


def signature_file(name: str, suffix: str, signature: bytes) -> str:
    """The name of a signature's file.

    A CMS signature's holds twelve digits of its digest, as an entry's folder does of its statement's: OpenSSL
    overlooks changes of what a CMS signature does not sign, such as version numbers.

    Args:
        name: who signed.
        suffix: SSH or CMS.
        signature: its content.
    """
    digits = f".{hashlib.sha256(signature).hexdigest()[:12]}" if suffix == CMS else ""
    return f"{name}{digits}{suffix}"


def signed_by(file: str) -> tuple[str, str]:
    """Who signed, and how (SSH or CMS), by the name of a signature's file; both empty if it is none's."""
    found = _SIGNATURE.fullmatch(file)
    return (found[1], found[2] or found[3]) if found else ("", "")


def lines(digests: Mapping[str, str]) -> bytes:
    """A list as `sha256sum` writes and checks it, in order of path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


def is_writable(folder: Path) -> bool:
    """Whether the folder, or the nearest one above it that exists, may be written to."""
    while not folder.exists():
        folder = folder.parent
    return os.access(folder, os.W_OK)
