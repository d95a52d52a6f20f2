"""`check-report waive`: an official act that excuses one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from check_report.audit import waivers
from check_report.cli import acts, output
from check_report.cli.spanish import Command
from check_report.cli.stop import Stop
from check_report.language import marked
from check_report.layers.acts.waivers import TABLE
from check_report.render.safe import visible
from check_report.render.words import place_words
from check_report.rulebook import book
from check_report.verdict import Exit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from check_report.language import Translate
    from check_report.model import Finding, Result
    from check_report.rulebook.tables import Field

_SHORTEST = 6
"""Characters of a fingerprint that are enough to name a finding."""


@click.command(
    "waive", cls=Command, help=marked("Dispensa un hallazgo: escribe el acto en dispensas.csv del informe.")
)
@click.argument("folder", metavar="CARPETA")
@click.option(
    "--finding", metavar="HUELLA", help=marked("Huella del hallazgo; si falta, se elige de una lista.")
)
@click.option("--reason", "motivo", metavar="TEXTO", help=marked("Por qué se dispensa."))
@click.option("--basis", "fundamento", metavar="TEXTO", help=marked("Norma y artículo en que se apoya."))
@click.option("--by", "autoriza", metavar="TEXTO", help=marked("Nombre y cargo de quien autoriza."))
@click.option("--document", "documento", metavar="TEXTO", help=marked("Acuerdo u oficio en que consta."))
@click.option("--date", "fecha", metavar="AAAA-MM-DD", help=marked("Día en que se autorizó."))
@click.option("--until", "vence", metavar="AAAA-MM-DD", help=marked("Último día en que vale."))
@acts.AS_OF
@acts.LANGUAGE
@click.pass_obj
def waive_command(
    say: Translate,
    /,
    folder: str,
    finding: str | None,
    as_of: str | None,
    lang: str,  # noqa: ARG001 - read before parsing
    **given: str | None,
) -> Exit:
    """Writes a waiver; asks for what is missing."""
    target = acts.one_report(folder, say)
    result = acts.judged(target, acts.date(as_of, say), say)
    chosen = _named(result, finding, say) if finding else _chosen(waivers.waivable(result), say)
    table = book.load().tables[TABLE]
    fields = [table.field(name) for name in waivers.ASKED]
    for field in fields:
        text = given[field.name]
        if text is not None and not waivers.acceptable(field, text):
            raise Stop(_refusal(field, say))
    said = {field.name: given[field.name] or _asked(field, say) for field in fields}
    path = _written(target.folder, chosen, said, say)
    output.tell(
        say("Se escribió la dispensa de {rule} en {path}.").format(
            rule=chosen.rule, path=f"{target.path}/{path}"
        )
    )
    return Exit.CONFORMS


def _named(result: Result, fingerprint: str, say: Translate) -> Finding:
    every = (finding for report in result.reports for finding in report.findings)
    named = [f for f in every if f.fingerprint.startswith(fingerprint) and len(fingerprint) >= _SHORTEST]
    if len(named) != 1:
        raise Stop(say("Ningún hallazgo tiene la huella «{given}».").format(given=fingerprint))
    finding = named[0]
    if finding.waived:
        raise Stop(say("Ese hallazgo ya está dispensado."))
    if finding not in waivers.waivable(result):
        raise Stop(
            say("La regla {rule} no admite dispensa: corrija lo que señala.").format(rule=finding.rule)
        )
    return finding


def _chosen(findings: Sequence[Finding], say: Translate) -> Finding:
    if not findings:
        raise Stop(say("El informe no tiene hallazgos que admitan dispensa."))
    for number, finding in enumerate(findings, start=1):
        place = f"{finding.location.file}, {place_words(finding.location, say)}"
        output.tell(f"{number}. {finding.rule} {place} [{finding.fingerprint[:12]}]")
        output.tell(f"   {finding.message}")
    while True:
        answer = _answer(say("Número del hallazgo que se dispensa"), say)
        if answer.isdecimal() and 1 <= int(answer) <= len(findings):
            return findings[int(answer) - 1]


def _asked(field: Field, say: Translate) -> str:
    output.tell(say(str(field.descriptor["description"])))
    while True:
        answer = _answer(say(field.title), say)
        if waivers.acceptable(field, answer):
            return answer
        output.tell(_refusal(field, say))


def _answer(question: str, say: Translate) -> str:
    try:
        return str(click.prompt(visible(question), err=True, default="", show_default=False)).strip()
    except click.Abort:
        raise Stop(say("No se escribió la dispensa: falta «{what}».").format(what=question)) from None


def _refusal(field: Field, say: Translate) -> str:
    if field.type == "date":
        return say("«{what}» lleva una fecha como 2021-10-21.").format(what=say(field.title))
    words = field.descriptor.get("minWords", 1)
    return say("«{what}» se escribe con {words} palabras o más.").format(what=say(field.title), words=words)


def _written(folder: Path, finding: Finding, said: Mapping[str, str], say: Translate) -> str:
    try:
        return waivers.add(folder, finding, said, book.load()).name
    except OSError as error:
        raise Stop(
            say("No se pudo escribir «{path}»: {why}.").format(path=folder, why=error.strerror or error)
        ) from None
