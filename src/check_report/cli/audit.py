"""`check-report audit`: what anybody may ask of the trail, and the seal that closes it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from check_report.audit import dossier, replay, seals, trail
from check_report.audit.unpack import unpack
from check_report.audit.verify import PROBLEMS, Verification, verify
from check_report.cli import acts, output
from check_report.cli.spanish import Command, Group
from check_report.cli.stop import Stop
from check_report.cli.targets import REPORTS
from check_report.language import marked
from check_report.render.safe import inert, visible
from check_report.rulebook.pages import load_rules
from check_report.verdict import Exit

if TYPE_CHECKING:
    from check_report.audit.verify import Entry
    from check_report.language import Translate

_TRAIL = click.argument("folder", metavar="[EXPEDIENTE]", default=f"{REPORTS}/{trail.FOLDER}")
_TRUST = click.option(
    "--trust", "trusted", metavar="CARPETA", help=marked("Carpeta con llaves y certificados.")
)


@click.group("audit", cls=Group, help=marked("Verifica, sella y muestra el expediente de aprobaciones."))
@acts.LANGUAGE
def audit_group(lang: str) -> None:
    """The group of what is done with a trail; the first is the default."""


@audit_group.command(
    "verify", cls=Command, help=marked("Verifica que nada del expediente se alteró, se quitó o se agregó.")
)
@_TRAIL
@_TRUST
@click.option(
    "--kept", metavar="ARCHIVO", help=marked("Un seal.sha256 que usted conservó: aún debe cumplirse.")
)
@acts.LANGUAGE
@click.pass_obj
def verify_command(
    say: Translate,
    folder: str,
    trusted: str | None,
    kept: str | None,
    lang: str,  # noqa: ARG001 - read before parsing
) -> Exit:
    """Verifies a trail; returns the exit code."""
    with acts.explained(say):
        held = Path(kept).read_bytes() if kept else None
        _, found = _verified(_folder(folder, say), trusted, held, say)
    if found.problems:
        _show(_problems(found, say))
        return Exit.FINDINGS
    words = say("SÍ: {entries} aprobaciones, {seals} sellos; {open} archivos por sellar.")
    _show([words.format(entries=len(found.entries), seals=len(found.seals), open=len(found.unsealed))])
    return Exit.CONFORMS


@audit_group.command("log", cls=Command, help=marked("Muestra las aprobaciones, de la primera a la última."))
@_TRAIL
@_TRUST
@acts.LANGUAGE
@click.pass_obj
def log_command(
    say: Translate,
    folder: str,
    trusted: str | None,
    lang: str,  # noqa: ARG001 - read before parsing
) -> Exit:
    """Shows the approvals; returns the exit code."""
    with acts.explained(say):
        _, found = _verified(_folder(folder, say), trusted, None, say)
    ordered = sorted(
        found.entries, key=lambda e: (e.seal.number if e.seal else "9999", e.statement.date, e.name)
    )
    _show([line for entry in ordered for line in _entry(entry, say)] or [say("No hay aprobaciones.")])
    if found.problems:
        _show(["", say("El expediente NO se verifica:"), *_problems(found, say)])
        return Exit.FINDINGS
    return Exit.CONFORMS


@audit_group.command(
    "seal", cls=Command, help=marked("Sella el expediente: firma la lista de todo lo que hay.")
)
@_TRAIL
@_TRUST
@click.option("--key", required=True, metavar="ARCHIVO", help=marked("La llave de sellar."))
@click.option("--tsa", metavar="URL", help=marked("Autoridad de sellos de tiempo (RFC 3161)."))
@acts.LANGUAGE
@click.pass_obj
def seal_command(
    say: Translate,
    folder: str,
    trusted: str | None,
    key: str,
    tsa: str | None,
    lang: str,  # noqa: ARG001 - read before parsing
) -> Exit:
    """Seals a trail; returns the exit code."""
    place = _folder(folder, say)
    with acts.explained(say):
        trail.tidy(place)
        before, found = _verified(place, trusted, None, say)
        if found.problems:
            _show(_problems(found, say))
            raise Stop(say("No se sella un expediente que no se verifica."), Exit.FINDINGS)
        if not found.unsealed:
            raise Stop(say("No hay nada nuevo que sellar."))
        known = acts.trust(trusted, place, say)
        number = seals.seal(place, before, Path(key).absolute(), known, tsa or known.service)
        digest = trail.read(place).previous_seal
    output.tell(say("Se puso el sello {number}.").format(number=number))
    output.tell(say("Envíe hoy su huella a la Contraloría: {digest}").format(digest=digest))
    return Exit.CONFORMS


@audit_group.command(
    "dossier",
    cls=Command,
    help=marked("Escribe el dossier de una aprobación: página, PDF y libro de cálculo."),
)
@click.argument("report", metavar="CARPETA")
@_TRUST
@click.option("--entry", metavar="APROBACIÓN", help=marked("Cuál, si no es la vigente."))
@click.option("-o", "target", metavar="CARPETA", default=".", help=marked("Dónde se escribe."))
@acts.LANGUAGE
@click.pass_obj
def dossier_command(
    say: Translate,
    report: str,
    trusted: str | None,
    entry: str | None,
    target: str,
    lang: str,  # noqa: ARG001 - read before parsing
) -> Exit:
    """Writes an approval's dossier; returns the exit code."""
    place = acts.parent(acts.one_report(report, say)) / trail.FOLDER
    with acts.explained(say):
        known = acts.trust(trusted, place, say)
        kept, found = _verified(place, trusted, None, say)
        chosen = acts.approval(found, Path(report).resolve().name, entry, say)
        with tempfile.TemporaryDirectory() as scratch:
            files = unpack(kept, kept.parsed(chosen.name), Path(scratch))
            rules = load_rules(files.rules / "checks" / "rules")
        told = dossier.contents(
            dossier.Approval(chosen, kept, known, found, rules, dossier.read_findings(files.findings))
        )
        written = {
            ".html": dossier.as_html(told),
            ".pdf": dossier.as_pdf(told),
            ".xlsx": dossier.as_workbook(told, chosen.statement.date),
        }
        for suffix, content in written.items():
            path = Path(target) / f"{chosen.name}{suffix}"
            output.write_bytes(path, content)
            output.tell(say("Se escribió {path}.").format(path=path))
    return Exit.FINDINGS if found.problems else Exit.CONFORMS


@audit_group.command(
    "replay", cls=Command, help=marked("Prueba las reglas de hoy en todo lo aprobado: qué hallazgos cambian.")
)
@_TRAIL
@_TRUST
@acts.LANGUAGE
@click.pass_obj
def replay_command(
    say: Translate,
    folder: str,
    trusted: str | None,
    lang: str,  # noqa: ARG001 - read before parsing
) -> Exit:
    """Judges every approval in force by the rules of today; returns the exit code."""
    with acts.explained(say):
        kept, found = _verified(_folder(folder, say), trusted, None, say)
        if found.problems:
            _show(_problems(found, say))
            return Exit.FINDINGS
        changed = False
        for entry in found.entries:
            if not entry.replaced_by:
                again = replay.replay(kept, entry, ["-q"], stored_rules=False)
                changed = changed or bool(again.gained() or again.lost())
                _show(_changes(entry, again, say))
    return Exit.FINDINGS if changed else Exit.CONFORMS


def _changes(entry: Entry, again: replay.Replay, say: Translate) -> list[str]:
    lines = [
        f"{entry.name}: "
        + say("{n} hallazgos nuevos, {m} que ya no están").format(n=len(again.gained()), m=len(again.lost()))
    ]
    for sign, findings in (("+", again.gained()), ("-", again.lost())):
        lines += [
            f"  {sign} {one['rule']} {one['file']}:{one['line'] or ''} {one['message']}" for one in findings
        ]
    return lines


def _folder(given: str, say: Translate) -> Path:
    folder = Path(given)
    if folder.is_dir() and (folder / trail.FOLDER).is_dir():
        folder = folder / trail.FOLDER
    if not folder.is_dir():
        raise Stop(say("No existe el expediente «{path}».").format(path=given))
    return folder


def _verified(
    folder: Path, trusted: str | None, kept: bytes | None, say: Translate
) -> tuple[trail.Trail, Verification]:
    found = trail.read(folder)
    return found, verify(found, acts.trust(trusted, folder.absolute(), say), kept)


def _problems(found: Verification, say: Translate) -> list[str]:
    return [f"NO: {one.name}: {one.place} ({say(PROBLEMS[one.name])})" for one in found.problems]


def _entry(entry: Entry, say: Translate) -> list[str]:
    said = entry.statement
    head = " · ".join([said.date, said.report, said.agreement, ", ".join(entry.signers), said.result])
    sealed = say("sello {number}").format(number=entry.seal.number) if entry.seal else say("sin sellar")
    when = f" ({entry.seal.instant} UTC)" if entry.seal and entry.seal.instant else ""
    lines = [head, f"  {entry.name} · {sealed}{when}"]
    if said.replaces:
        lines.append("  " + say("sustituye a {entry}").format(entry=said.replaces))
    return lines


def _show(lines: list[str]) -> None:
    output.show(inert("".join(f"{visible(line)}\n" for line in lines)))
