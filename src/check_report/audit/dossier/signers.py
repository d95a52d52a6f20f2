"""Who signed, in words that can be compared with a paper: a key's fingerprint, a certificate's holder."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from check_report.audit.trail import CMS, signed_by

if TYPE_CHECKING:
    from check_report.audit.trail import Trail
    from check_report.audit.trust import Trust


def signer_words(name: str, entry: str, trail: Trail, trust: Trust) -> str:
    """What identifies an approver's key or certificate."""
    if (name, CMS) in map(signed_by, trail.entries[entry]):
        return f"{name}, con certificado {_certificate(trust.certificates[name])}"
    keys = ", ".join(_fingerprints(name, trust.signers.decode(errors="replace")))
    return f"{name}, con llave SSH {keys}"


def _certificate(pem: bytes) -> str:
    from cryptography import x509

    held = x509.load_pem_x509_certificate(pem)
    return f"de {held.subject.rfc4514_string()}, número de serie {held.serial_number:x}"


def _fingerprints(name: str, signers: str) -> list[str]:
    found = []
    for line in signers.splitlines():
        words = line.split()
        if words and name in words[0].split(","):
            key = next((word for word in words if word.startswith("AAAA")), "")
            digest = base64.b64encode(hashlib.sha256(base64.b64decode(key)).digest()).decode().rstrip("=")
            found.append(f"SHA256:{digest}")
    return found
