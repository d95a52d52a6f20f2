"""An approval's objects put back as files: the report, the rules, the report before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from check_report.audit.statement import ARCHIVE, FINDINGS, RULES
from check_report.audit.trail import OBJECTS, AlteredError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from check_report.audit.statement import Statement
    from check_report.audit.trail import Trail


@dataclass(frozen=True, slots=True)
class Unpacked:
    """Where an approval's files now stand."""

    report: Path
    """The report's folder; that of the report before it stands beside it, if there was one."""
    rules: Path
    """The folder of the rulebook."""
    findings: bytes
    """The result as kept."""


def unpack(trail: Trail, said: Statement, folder: Path) -> Unpacked:
    """Writes an approval's files below a folder.

    Args:
        trail: the trail, verified: what it keeps is what its names say.
        said: the approval.
        folder: where to.

    Raises:
        AlteredError: when an object is not there, or a name would lead out of the folder.
    """
    unpacked = Unpacked(folder / "reports" / said.report, folder / "rules", b"")
    places = dict(_places(said, unpacked))
    for path, digest in places.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_object(trail, digest))
    return Unpacked(unpacked.report, unpacked.rules, _object(trail, said.configuration[FINDINGS]))


def _places(said: Statement, to: Unpacked) -> Iterator[tuple[Path, str]]:
    kinds: Mapping[str, Path] = {RULES: to.rules, ARCHIVE: to.report.parent}
    for name, digest in said.subject.items():
        yield to.report / _safe(name), digest
    for name, digest in said.configuration.items():
        for prefix, folder in kinds.items():
            if name.startswith(prefix):
                yield folder / _safe(name.removeprefix(prefix)), digest


def _safe(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or {"..", ""}.intersection(path.parts) or not path.parts or ":" in name:
        raise AlteredError(name)
    return path


def _object(trail: Trail, digest: str) -> bytes:
    path = f"{OBJECTS}/{digest}"
    if trail.digests.get(path) != digest:
        raise AlteredError(path)
    return trail.files[path]
