"""The auditor's own tools: OpenSSH and OpenSSL. What verifies here is what verifies without this program."""

from __future__ import annotations

import base64
import binascii
import os
import re
import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

APPROVE, SEAL = "approve", "seal"
"""The namespaces of SSH signatures: a key good for one is not good for the other unless its line says so."""
SEALER = "sello"
"""The name under which the sealing key stands among the signers."""

UNBOUNDED = "20380101000000"
"""The instant at which a seal without token is verified: nothing proves when it was made."""

_PATIENCE = 60
_ARMOUR = b"-----BEGIN SSH SIGNATURE-----\n%b-----END SSH SIGNATURE-----\n"
_ARMOUR_WIDTH = 70
_INSTANT = re.compile(r"^Time stamp: (\w{3}) +(\d+) (\d\d):(\d\d):(\d\d)\S* (\d{4}) GMT$", re.MULTILINE)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class MissingToolError(Exception):
    """A program of the system that is not there; the message is its name."""


class RefusedError(Exception):
    """A tool would not do what was asked; the message is what it said."""


def ssh_sign(key: Path, namespace: str, content: bytes) -> bytes:
    """An SSH signature by a private key (or, through the agent, by the key of a public one).

    Raises:
        MissingToolError: without ssh-keygen.
        RefusedError: when the key cannot sign.
    """
    done = _run(["ssh-keygen", "-Y", "sign", "-q", "-f", str(key), "-n", namespace], content)
    if done.returncode:
        raise RefusedError(done.stderr.decode(errors="replace").strip())
    return done.stdout


@lru_cache(maxsize=4096)
def ssh_verifies(
    signature: bytes, content: bytes, signers: bytes, name: str, namespace: str, instant: str
) -> bool:
    """Whether an SSH signature is a signer's.

    Args:
        signature: the armoured signature, written as ssh-keygen writes it and in no other way.
        content: what was signed.
        signers: the file of allowed signers.
        name: who must have signed.
        namespace: APPROVE or SEAL.
        instant: when it was signed (YYYYMMDDHHMMSS, UTC); a key may have been valid for a time only.
    """
    if not _is_armoured(signature):
        return False
    with _files({"signature": signature, "signers": signers}) as folder:
        command = ["ssh-keygen", "-Y", "verify", "-f", "signers", "-I", name, "-n", namespace]
        command += ["-s", "signature", "-O", f"verify-time={instant}"]
        return _run(command, content, folder).returncode == 0


@lru_cache(maxsize=4096)
def cms_verifies(signature: bytes, content: bytes, certificate: bytes, epoch: int) -> bool:
    """Whether a detached CMS signature is that of a certificate's key, valid at an instant.

    Args:
        signature: DER. What of it is not signed OpenSSL may overlook: its file's name vouches for that.
        content: what was signed.
        certificate: the signer's certificate (PEM), known from elsewhere.
        epoch: when it was signed, in seconds since 1970.
    """
    with _files({"signature": signature, "content": content, "certificate": certificate}) as folder:
        command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "signature"]
        command += ["-content", "content", "-out", os.devnull, "-nointern", "-certfile", "certificate"]
        command += ["-CAfile", "certificate", "-partial_chain", "-purpose", "any", "-attime", str(epoch)]
        return _run(command, b"", folder).returncode == 0


@lru_cache(maxsize=1024)
def token_instant(token: bytes, content: bytes, authority: bytes) -> str:
    """When a timestamping authority saw some contents.

    Args:
        token: its RFC 3161 response.
        content: what it saw.
        authority: its certificate and those above it (PEM), known from elsewhere.

    Returns:
        YYYYMMDDHHMMSS in UTC; empty if the token is not good.
    """
    with _files({"tsr": token, "content": content, "authority": authority}) as folder:
        _run(["openssl", "ts", "-reply", "-in", "tsr", "-token_out", "-out", "token"], b"", folder)
        shown = _run(["openssl", "ts", "-reply", "-in", "token", "-token_in", "-text"], b"", folder)
        found = _INSTANT.search(shown.stdout.decode(errors="replace"))
        if not found:
            return ""
        month, day, hour, minute, second, year = found.groups()
        instant = f"{year}{_MONTHS.index(month) + 1:02}{int(day):02}{hour}{minute}{second}"
        verify = ["openssl", "ts", "-verify", "-data", "content", "-in", "tsr", "-CAfile", "authority"]
        verify += ["-untrusted", "authority", "-attime", str(epoch(instant))]
        return instant if _run(verify, b"", folder).returncode == 0 else ""


def token_query(content: bytes) -> bytes:
    """The RFC 3161 request for a token on some contents."""
    with _files({"content": content}) as folder:
        done = _run(["openssl", "ts", "-query", "-data", "content", "-sha256"], b"", folder)
        if done.returncode:
            raise RefusedError(done.stderr.decode(errors="replace").strip())
        return done.stdout


def epoch(instant: str) -> int:
    """Seconds since 1970 of an instant YYYYMMDDHHMMSS in UTC."""
    import calendar

    parts = [int(instant[:4]), *(int(instant[i : i + 2]) for i in range(4, 14, 2))]
    return calendar.timegm((*parts, 0, 0, 0))


def _is_armoured(signature: bytes) -> bool:
    """Whether what an SSH signature holds would be written with the same bytes."""
    try:
        held = base64.b64decode(b"".join(signature.split(b"\n")[1:-2]))
    except binascii.Error:
        return False
    text = base64.b64encode(held)
    lines = [text[at : at + _ARMOUR_WIDTH] + b"\n" for at in range(0, len(text), _ARMOUR_WIDTH)]
    return signature == _ARMOUR % b"".join(lines)


def _run(command: list[str], given: bytes, folder: str | None = None) -> subprocess.CompletedProcess[bytes]:
    tool = shutil.which(command[0])
    if tool is None:
        raise MissingToolError(command[0])
    return subprocess.run(  # noqa: S603 - fixed programs, arguments in a list, data in files
        [tool, *command[1:]],
        input=given,
        capture_output=True,
        cwd=folder,
        env=os.environ | {"TZ": "UTC", "LC_ALL": "C"},
        timeout=_PATIENCE,
        check=False,
    )


class _files:  # noqa: N801 - reads as a function
    """A scratch folder that holds the named contents while a tool looks at them."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents
        self._scratch = tempfile.TemporaryDirectory()

    def __enter__(self) -> str:
        for name, content in self._contents.items():
            (Path(self._scratch.name) / name).write_bytes(content)
        return self._scratch.name

    def __exit__(self, *_: object) -> None:
        self._scratch.cleanup()
