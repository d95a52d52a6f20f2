"""`check-report approve`: the official act that a report's data, as they are, are approved."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from check_report.audit import approve, atomic, signing, statement, trail
from check_report.audit.trail import AlteredError
from check_report.cli import acts, output, targets
from check_report.cli.spanish import Command
from check_report.cli.stop import Stop
from check_report.language import marked
from check_report.render import FORMATS, Style
from check_report.rulebook import book
from check_report.verdict import Exit, exit_code

if TYPE_CHECKING:
    from check_report.audit.signing import Sign
    from check_report.audit.trail import Trail
    from check_report.audit.trust import Trust
    from check_report.check import Target
    from check_report.language import Translate

_ENGINE = "reference"
"""The engine that judges everything twice, by both executors, and ends in a fault where they differ."""


@dataclasses.dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, how, and in a file of what kind."""

    name: str
    suffix: str
    sign: Sign


@click.command(
    "approve", cls=Command, help=marked("Aprueba un informe conforme: registra y firma lo aprobado.")
)
@click.argument("folder", metavar="CARPETA")
@click.option("--agreement", metavar="CLAVE", help=marked("Acuerdo que aprueba el informe."))
@click.option("--by", required=True, metavar="NOMBRE", help=marked("Quien firma, como está en «confianza»."))
@click.option("--key", required=True, metavar="ARCHIVO", help=marked("Su llave privada."))
@click.option("--certificate", metavar="ARCHIVO", help=marked("Su certificado, si firma con e.firma (.cer)."))
@click.option("--password-file", metavar="ARCHIVO", help=marked("Archivo con la contraseña de la llave."))
@click.option("--replaces", metavar="APROBACIÓN", help=marked("Aprobación que esta enmienda sustituye."))
@click.option(
    "--cosign", metavar="APROBACIÓN", help=marked("Agrega una firma a una aprobación ya registrada.")
)
@click.option("--trust", "trusted", metavar="CARPETA", help=marked("Carpeta con llaves y certificados."))
@acts.AS_OF
@acts.LANGUAGE
@click.pass_obj
def approve_command(
    say: Translate,
    folder: str,
    agreement: str | None,
    by: str,
    key: str,
    certificate: str | None,
    password_file: str | None,
    replaces: str | None,
    cosign: str | None,
    trusted: str | None,
    as_of: str | None,
    lang: str,  # noqa: ARG001 - read before parsing
) -> Exit:
    """Approves a report; returns the exit code."""
    target = acts.one_report(folder, say)
    target = dataclasses.replace(target, path=target.folder.resolve().name)
    for text, form in ((by, statement.SIGNER), (target.name, statement.REPORT)):
        if not form.fullmatch(text):
            raise Stop(
                say("«{text}» sólo puede llevar letras sin acento, cifras, punto y guion.").format(text=text)
            )
    place = acts.parent(target) / trail.FOLDER
    known = acts.trust(trusted, place, say)
    with acts.explained(say):
        signer = _signer(by, key, certificate, password_file, say)
        if cosign:
            entry = _cosigned(place, target.name, cosign, signer, known, say)
        elif agreement and statement.WORDS.fullmatch(agreement):
            entry = _approved(target, agreement, signer, known, replaces or "", acts.date(as_of, say), say)
        else:
            raise Stop(say("Indique con --agreement el acuerdo que aprueba el informe."))
    output.tell(say("Se registró la aprobación {entry}.").format(entry=entry))
    missing = _missing(place, entry, known)
    if missing:
        output.tell(say("Le falta otra firma: check-report approve --cosign {entry}").format(entry=entry))
    return Exit.CONFORMS


def _approved(
    target: Target, agreement: str, signer: Signer, known: Trust, replaces: str, as_of: str, say: Translate
) -> str:
    place = acts.parent(target) / trail.FOLDER
    trail.tidy(place)
    before = trail.read(place)
    _check_succession(before, target.name, replaces, say)
    # An amendment changes what was approved: that it differs is its purpose, and no finding.
    result = acts.judged(target, as_of, say, _ENGINE, with_approvals=False)
    try:
        said, objects = approve.draft(
            target,
            result,
            FORMATS["json"](result, str, Style()).encode(),
            list(targets.archive([target], None)),
            book.load(),
            before,
            agreement=agreement,
            by=signer.name,
            signatures=known.signatures(as_of),
            replaces=replaces,
        )
    except approve.RefusedError:
        output.show(FORMATS["text"](result, say, output.style(quiet=False, no_color=True)))
        raise Stop(
            say("El informe no se aprueba: corrija o dispense lo que se señala arriba."), exit_code(result)
        ) from None
    content = statement.dump(said)
    return approve.record(place, content, objects, *_signed(signer, content, said, known, say))


def _check_succession(before: Trail, report: str, replaces: str, say: Translate) -> None:
    in_force = approve.replaceable(before, report)
    if replaces and replaces not in in_force:
        raise Stop(say("«{entry}» no es una aprobación vigente de este informe.").format(entry=replaces))
    if in_force and not replaces:
        raise Stop(
            say(
                "El informe ya está aprobado ({entry}); una enmienda dice con --replaces a cuál sustituye."
            ).format(entry=in_force[0])
        )


def _cosigned(place: Path, report: str, entry: str, signer: Signer, known: Trust, say: Translate) -> str:
    before = trail.read(place)
    if entry not in before.statements or before.statements[entry].report != report:
        raise Stop(say("«{entry}» no es una aprobación vigente de este informe.").format(entry=entry))
    said = before.parsed(entry)
    now = {name: place.parent / report / name for name in said.subject}
    for name, path in now.items():
        if not path.is_file() or approve.digest(path.read_bytes()) != said.subject[name]:
            raise AlteredError(name)
    content = before.entries[entry][trail.STATEMENT]
    if signer.name in _signers(before, entry):
        raise Stop(say("{name} ya firmó esa aprobación.").format(name=signer.name))
    file, signature = _signed(signer, content, said, known, say)
    with atomic.staging(place.parent) as staged:
        atomic.stage(staged, file, signature)
        atomic.publish(staged / file, place / trail.ENTRIES / entry / file)
    return entry


def _signed(
    signer: Signer, content: bytes, said: statement.Statement, known: Trust, say: Translate
) -> tuple[str, bytes]:
    signature = signer.sign(content)
    instant = said.date.replace("-", "") + "120000"
    if not signing.is_good(signer.suffix, signature, content, signer.name, known, instant):
        raise Stop(
            say("La llave no es la que «confianza» tiene de {name}, o no valía en esa fecha.").format(
                name=signer.name
            )
        )
    return trail.signature_file(signer.name, signer.suffix, signature), signature


def _signer(
    name: str, key: str, certificate: str | None, password_file: str | None, say: Translate
) -> Signer:
    if certificate is None:
        return Signer(name, trail.SSH, signing.with_ssh(Path(key).absolute()))
    if password_file:
        password = Path(password_file).read_text(encoding="utf-8").rstrip("\r\n")
    else:
        password = click.prompt(say("Contraseña de la llave"), hide_input=True, err=True, default="")
    sign = signing.with_certificate(Path(key), Path(certificate), password.encode() or None)
    return Signer(name, trail.CMS, sign)


def _missing(place: Path, entry: str, known: Trust) -> bool:
    now = trail.read(place)
    said = now.statements[entry]
    return len(_signers(now, entry)) < max(said.signatures, known.signatures(said.date))


def _signers(now: Trail, entry: str) -> set[str]:
    files = now.entries[entry].keys() - {trail.STATEMENT}
    return {trail.signed_by(file)[0] for file in files}
