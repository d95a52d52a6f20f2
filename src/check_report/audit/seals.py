"""A seal: one list of everything in the trail, signed, and dated by a third party where one is configured."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import TYPE_CHECKING

from check_report.audit import atomic, tools
from check_report.audit.trail import LIST, LIST_SIGNATURE, SEALS, TOKEN, lines

if TYPE_CHECKING:
    from pathlib import Path

    from check_report.audit.trail import Trail
    from check_report.audit.trust import Trust

_PATIENCE = 30
_LONGEST = 1024 * 1024


class AuthorityError(Exception):
    """The timestamping authority did not answer, or not with a good token; the message says which."""


def seal(folder: Path, before: Trail, key: Path, trust: Trust, authority: str | None) -> str:
    """Adds a seal to a trail, whole or not at all.

    Args:
        folder: the trail's folder.
        before: the trail, verified.
        key: the sealing key.
        trust: with which the new seal must verify.
        authority: address (http or https) of a timestamping authority, if one is configured.

    Returns:
        The seal's number.

    Raises:
        tools.RefusedError: when the key does not sign, or is not the sealing key that is trusted.
        AuthorityError: when no good token was to be had.
        OSError: when it cannot be written.
    """
    number = f"{len(before.seals) + 1:04}"
    content = lines(before.digests)
    token = _token(authority, content) if authority else b""
    instant = tools.token_instant(token, content, trust.authority) if token else ""
    if token and not instant:
        raise AuthorityError(authority)
    signature = tools.ssh_sign(key, tools.SEAL, content + token)
    if not tools.ssh_verifies(
        signature, content + token, trust.signers, tools.SEALER, tools.SEAL, instant or tools.UNBOUNDED
    ):
        raise tools.RefusedError(key.name)
    with atomic.staging(folder.parent) as staged:
        for name, part in {LIST: content, LIST_SIGNATURE: signature, TOKEN: token}.items():
            if part:
                atomic.stage(staged, f"{number}/{name}", part)
        atomic.publish(staged / number, folder / SEALS / number)
    return number


def _token(authority: str, content: bytes) -> bytes:
    """What an RFC 3161 authority answers over HTTP."""
    if not authority.startswith(("http://", "https://")):
        raise AuthorityError(authority)
    request = urllib.request.Request(  # noqa: S310 - the scheme was looked at
        authority,
        data=tools.token_query(content),
        headers={"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"},
    )
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310 - as above
            return bytes(response.read(_LONGEST))
    except (urllib.error.URLError, OSError, ValueError):
        raise AuthorityError(authority) from None
