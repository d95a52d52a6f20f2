"""Whom the auditor trusts: keys, certificates and the timestamping authority, known apart from the trail.

```
confianza/firmantes              SSH allowed signers: one line a key, with namespaces="approve" or "seal"
          certificados/<name>.pem   an approver's certificate (X.509)
          autoridad-de-tiempo.pem   the timestamping authority's certificate and those above it
          autoridad-de-tiempo.url   where it answers (RFC 3161 over HTTP), if seals are to bear its token
          firmas-requeridas         lines «AAAA-MM-DD N»: from that day an approval takes N signatures
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SIGNERS, CERTIFICATES, REQUIRED = "firmantes", "certificados", "firmas-requeridas"
AUTHORITY, SERVICE = "autoridad-de-tiempo.pem", "autoridad-de-tiempo.url"
_REQUIRED_LINE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ([1-9])")


@dataclass(frozen=True)
class Trust:
    """What signatures and tokens are verified with."""

    signers: bytes = b""
    certificates: Mapping[str, bytes] = field(default_factory=dict)
    """Approver → certificate (PEM)."""
    authority: bytes = b""
    required: tuple[tuple[str, int], ...] = ()
    service: str = ""
    """The timestamping authority's address."""

    def signatures(self, date: str) -> int:
        """How many approvers an approval of that date takes."""
        return next((number for since, number in reversed(self.required) if since <= date), 1)


def read(folder: Path) -> Trust:
    """Reads the folder; what is not there is empty, and then nothing verifies.

    Raises:
        ValueError: when `firmas-requeridas` has a line of another form.
        OSError: when a file cannot be read.
    """

    def content(name: str) -> bytes:
        path = folder / name
        return path.read_bytes() if path.is_file() else b""

    return Trust(
        signers=content(SIGNERS),
        certificates={path.stem: path.read_bytes() for path in sorted((folder / CERTIFICATES).glob("*.pem"))},
        authority=content(AUTHORITY),
        service=content(SERVICE).decode().strip(),
        required=tuple(sorted(map(_required, _lines(content(REQUIRED).decode())))),
    )


def _lines(text: str) -> list[str]:
    """The lines as `grep` sees them in the auditor's script."""
    return text.removesuffix("\n").split("\n") if text else []


def _required(line: str) -> tuple[str, int]:
    found = _REQUIRED_LINE.fullmatch(line)
    if not found:
        raise ValueError(line)
    return found[1], int(found[2])
