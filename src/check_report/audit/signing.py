"""How an approver signs: with an SSH key, or with a certificate and its key such as the SAT's e.firma."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check_report.audit import tools
from check_report.audit.trail import CMS, SSH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cryptography import x509

    from check_report.audit.trust import Trust

    Sign = Callable[[bytes], bytes]


class BadKeyError(Exception):
    """A key, certificate or password with which nothing can be signed; the message names it."""


def with_ssh(key: Path) -> Sign:
    """What signs with an SSH key."""
    return lambda content: tools.ssh_sign(key, tools.APPROVE, content)


def with_certificate(key: Path, certificate: Path, password: bytes | None) -> Sign:
    """What signs with an X.509 certificate, as detached CMS.

    Neither certificate nor signing time goes into the signature: the verifier knows the certificate from
    elsewhere, and the time that a signer claims there proves nothing.

    Args:
        key: its private key (PKCS#8, DER or PEM, encrypted or not).
        certificate: DER or PEM.
        password: of the key, if it is encrypted.

    Raises:
        BadKeyError: when they cannot be read, do not belong together, or are not RSA.
    """
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import pkcs7

    held = _certificate(certificate)
    content = key.read_bytes()
    pem = content.lstrip().startswith(b"-----")
    load = serialization.load_pem_private_key if pem else serialization.load_der_private_key
    try:
        private = load(content, password)
    except (ValueError, TypeError):
        raise BadKeyError(key.name) from None
    if not isinstance(private, RSAPrivateKey) or private.public_key() != held.public_key():
        raise BadKeyError(certificate.name)
    options = pkcs7.PKCS7Options
    form = [options.DetachedSignature, options.Binary, options.NoCerts, options.NoAttributes]

    def sign(content: bytes) -> bytes:
        builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
        return builder.add_signer(held, private, hashes.SHA256()).sign(serialization.Encoding.DER, form)

    return sign


def as_pem(certificate: Path) -> bytes:
    """A certificate as the folder of trust keeps it.

    Raises:
        BadKeyError: when it cannot be read.
    """
    from cryptography.hazmat.primitives.serialization import Encoding

    return bytes(_certificate(certificate).public_bytes(Encoding.PEM))


def is_good(suffix: str, signature: bytes, content: bytes, name: str, trust: Trust, instant: str) -> bool:
    """Whether a signature is that of an approver whom the auditor trusts.

    Args:
        suffix: SSH or CMS.
        signature: its bytes.
        content: what was signed.
        name: the approver.
        trust: whom the auditor trusts.
        instant: when it was signed (YYYYMMDDHHMMSS, UTC).
    """
    if suffix == SSH:
        return tools.ssh_verifies(signature, content, trust.signers, name, tools.APPROVE, instant)
    certificate = trust.certificates.get(name)
    return (
        suffix == CMS
        and certificate is not None
        and tools.cms_verifies(signature, content, certificate, tools.epoch(instant))
    )


def _certificate(path: Path) -> x509.Certificate:
    from cryptography import x509

    content = path.read_bytes()
    pem = content.lstrip().startswith(b"-----")
    try:
        return x509.load_pem_x509_certificate(content) if pem else x509.load_der_x509_certificate(content)
    except ValueError:
        raise BadKeyError(path.name) from None
