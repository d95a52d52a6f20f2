"""Keys, a timestamping authority and small trails, made on the spot; no private key is ever kept."""

from __future__ import annotations

import datetime
import hashlib
import http.server
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from check_report.audit import seals, signing, statement, tools, trail, trust
from check_report.audit.statement import Statement
from check_report.audit.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SCRIPT = Path(trail.__file__).parent / trail.SCRIPT
PASSWORD = "contraseña de prueba"  # noqa: S105
SSH, CMS = "ssh", "cms"
KINDS = {"ana": SSH, "beto": SSH, "carla": CMS}


def make_keys(folder: Path) -> None:
    """`llaves/` with an SSH key for ana, beto, sello and a stranger, an e.firma for carla; `confianza/`."""
    keys, trusted = folder / "llaves", folder / trail.TRUST
    (trusted / trust.CERTIFICATES).mkdir(parents=True)
    keys.mkdir()
    lines = []
    for name, namespace in {"ana": "approve", "beto": "approve", "sello": "seal", "ajena": ""}.items():
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", keys / name], check=True
        )
        if namespace:
            public = (keys / f"{name}.pub").read_text(encoding="ascii").strip()
            lines.append(f'{name} namespaces="{namespace}" {public}\n')
    (trusted / trust.SIGNERS).write_text("".join(lines), encoding="ascii")
    make_certificate(keys, "carla")
    (trusted / trust.CERTIFICATES / "carla.pem").write_bytes(signing.as_pem(keys / "carla.cer"))


def make_certificate(folder: Path, name: str, until: int = 2040) -> None:
    """`<name>.cer` (DER) and `<name>.key` (encrypted PKCS#8, DER), as the SAT hands them out."""
    key = rsa.generate_private_key(65537, 2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    builder = builder.not_valid_after(datetime.datetime(until, 1, 1, tzinfo=datetime.UTC))
    held = builder.sign(key, hashes.SHA256())
    (folder / f"{name}.cer").write_bytes(held.public_bytes(serialization.Encoding.DER))
    protection = serialization.BestAvailableEncryption(PASSWORD.encode())
    form = serialization.PrivateFormat.PKCS8
    (folder / f"{name}.key").write_bytes(key.private_bytes(serialization.Encoding.DER, form, protection))


@contextmanager
def authority(folder: Path) -> Iterator[str]:
    """The address of an RFC 3161 authority: OpenSSL behind HTTP on this machine alone."""
    folder.mkdir()
    make = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "tsa.key",
        "-out",
        "tsa.pem",
    ]
    make += ["-days", "3000", "-subj", "/CN=TSA", "-addext", "extendedKeyUsage=critical,timeStamping"]
    make += ["-addext", "keyUsage=critical,digitalSignature"]
    subprocess.run(make, cwd=folder, check=True, capture_output=True)
    (folder / "tsa.cnf").write_text(
        "[tsa]\ndefault_tsa = t\n[t]\nserial = serial\nsigner_digest = sha256\ndefault_policy = 1.2.3.4.1\n"
        "digests = sha256\nsigner_cert = tsa.pem\nsigner_key = tsa.key\ness_cert_id_alg = sha256\n",
        encoding="ascii",
    )
    (folder / "serial").write_text("01\n", encoding="ascii")

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            command = [
                "openssl",
                "ts",
                "-reply",
                "-config",
                "tsa.cnf",
                "-queryfile",
                "query",
                "-out",
                "reply",
            ]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
            self.send_response(200)
            self.end_headers()
            self.wfile.write((folder / "reply").read_bytes())

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Notary:
    """Approves and seals small reports in a trail of its own."""

    folder: Path
    """Holds `audit`."""
    keys: Path
    """Holds `llaves` and `confianza`."""
    tsa: str | None = None
    entries: list[str] = field(default_factory=list)

    @property
    def trail(self) -> Path:
        return self.folder / trail.FOLDER

    @property
    def trust(self) -> Path:
        return self.keys / trail.TRUST

    def sign(self, name: str, content: bytes, key: str | None = None) -> tuple[str, bytes]:
        """File name and bytes of somebody's signature (with somebody else's key, if so told)."""
        key, place = key or name, self.keys / "llaves"
        if KINDS.get(name) == CMS:
            sign = signing.with_certificate(place / f"{key}.key", place / f"{key}.cer", PASSWORD.encode())
        else:
            sign = signing.with_ssh(place / key)
        suffix = trail.CMS if KINDS.get(name) == CMS else trail.SSH
        signature = sign(content)
        return trail.signature_file(name, suffix, signature), signature

    def approve(
        self,
        report: str,
        by: str = "ana",
        date: str = "2021-10-21",
        replaces: str = "",
        text: str = "texto",
        prior: str | None = None,
        **more: str | int | None,
    ) -> str:
        """Records an approval; the entry's name."""
        objects = {hashlib.sha256(c).hexdigest(): c for c in (text.encode(), b"reglas\n", report.encode())}
        digests = list(objects)
        before = trail.read(self.trail).previous_seal if prior is None else prior
        configuration = {"rules/checks/regla.md": digests[1], "findings": digests[2]}
        said = Statement(
            report=report,
            agreement="CVOE/038/21",
            by=by,
            date=date,
            program="check-report 0",
            signatures=int(more.get("signatures") or 1),
            replaces=replaces,
            result=statement.PASSED,
            passed=("FEC-001",),
            warned=(),
            subject={"informe.md": digests[0]},
            configuration=configuration | ({"previous-seal": before} if before else {}),
        )
        content = statement.dump(said)
        file, signature = self.sign(by, content, str(more["key"]) if more.get("key") else None)
        entry = statement.entry_name(report, content)
        trail.add(self.trail, objects, entry, {trail.STATEMENT: content, file: signature})
        self.entries.append(entry)
        return entry

    def cosign(self, entry: str, by: str) -> None:
        """Adds a signature."""
        place = self.trail / trail.ENTRIES / entry
        file, signature = self.sign(by, (place / trail.STATEMENT).read_bytes())
        (place / file).write_bytes(signature)

    def seal(self, key: str = "sello", tsa: bool = True) -> str:
        """Seals what is there."""
        address = self.tsa if tsa else None
        place = self.keys / "llaves" / key
        return seals.seal(self.trail, trail.read(self.trail), place, trust.read(self.trust), address)

    def forge_seal(self, number: str, digests: dict[str, str], key: str = "sello") -> None:
        """Writes a seal without asking whether it is right."""
        place = self.trail / trail.SEALS / number
        place.mkdir(parents=True, exist_ok=True)
        content = trail.lines(digests)
        (place / trail.LIST).write_bytes(content)
        signature = tools.ssh_sign(self.keys / "llaves" / key, tools.SEAL, content)
        (place / trail.LIST_SIGNATURE).write_bytes(signature)

    def last_seal(self) -> bytes:
        """What an auditor keeps."""
        found = trail.read(self.trail)
        return found.seals[found.last_seal][trail.LIST]

    def program(self, kept: bytes | None = None) -> set[str]:
        """The problems that the program names, each with its place."""
        return problems(self._program(kept))

    def script(self, kept: Path | None = None, shell: Sequence[str] = ("sh",)) -> set[str]:
        """The problems that the auditor's own copy of the script names."""
        return problems(self._script(kept, shell))

    def both(self, kept: bytes | None = None) -> set[str]:
        """The problems that program and script name, who must say the same, word for word."""
        copy = None
        if kept is not None:
            copy = self.folder / "conservado.sha256"
            copy.write_bytes(kept)
        said = self._program(kept)
        assert self._script(copy) == said
        return problems(said)

    def _program(self, kept: bytes | None) -> str:
        found = verify(trail.read(self.trail), trust.read(self.trust), kept)
        if found.problems:
            return "".join(f"NO: {one.name}: {one.place}\n" for one in found.problems)
        counts = (len(found.entries), len(found.seals), len(found.unsealed))
        return "SÍ: {} aprobaciones, {} sellos; {} archivos por sellar.\n".format(*counts)

    def _script(self, kept: Path | None, shell: Sequence[str] = ("sh",)) -> str:
        command = [*shell, str(SCRIPT), str(self.trail), str(self.trust), *([str(kept)] if kept else [])]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode in (0, 1), done.stdout + done.stderr
        assert done.stderr == ""
        assert done.stdout.startswith("NO: " if done.returncode else "SÍ: ")
        return done.stdout


def problems(said: str) -> set[str]:
    """The lines that name a problem."""
    return {line for line in said.splitlines() if line.startswith("NO: ")}


def names(problems: set[str]) -> set[str]:
    """The problems' names alone."""
    return {problem.split(": ")[1] for problem in problems}
