"""What a dossier says, from the trail alone. It is an official document: always in Spanish."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel.dates import format_date, format_datetime

from check_report.audit.dossier.blocks import Block, Commands, Dossier, Grid, Heading, Points, Words
from check_report.audit.dossier.signers import signer_words
from check_report.audit.statement import LOCK, RULES, WARNED
from check_report.audit.trail import CMS, ENTRIES, LIST, OBJECTS, SEALS, SSH, STATEMENT, signed_by
from check_report.audit.verify import PROBLEMS
from check_report.layers.acts.waivers import TABLE
from check_report.render.safe import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from check_report.audit.trail import Trail
    from check_report.audit.trust import Trust
    from check_report.audit.verify import Entry, Verification
    from check_report.model import Rule

_SEVERITIES = {"error": "error", "warning": "advertencia", "note": "nota"}
_OUTCOMES = {"PASSED": "cumplida", "FAILED": "con hallazgos", "NOT_EVALUATED": "sin evaluar"}


@dataclass(frozen=True)
class Approval:
    """All that a dossier tells of."""

    entry: Entry
    trail: Trail
    trust: Trust
    verification: Verification
    rules: Mapping[str, Rule]
    """The rules then in force."""
    findings: Mapping[str, Any]
    """The result as kept."""

    @property
    def report(self) -> Mapping[str, Any]:
        """The one report of the result."""
        report: Mapping[str, Any] = self.findings["reports"][0]
        return report

    @property
    def waivers(self) -> list[dict[str, str]]:
        """The waivers that were approved with it."""
        digest = self.entry.statement.subject.get(f"{TABLE}.csv")
        if digest is None:
            return []
        text = self.trail.files[f"{OBJECTS}/{digest}"].decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline="")))


def contents(one: Approval) -> Dossier:
    """The dossier of an approval."""
    said = one.entry.statement
    blocks: list[Block] = [
        *_summary(one),
        *_files(one),
        *_rules(one),
        *_findings(one),
        *_waivers(one),
        *_digests(one),
        *_how_to_verify(one),
        *_promises(),
    ]
    title = visible(f"{said.report} · acuerdo {said.agreement}")
    return Dossier("Dossier de aprobación", title, tuple(map(_harmless, blocks)))


def _harmless(block: Block) -> Block:
    """The block with every character that a reader would not see written out."""
    match block:
        case Points(items):
            return Points(tuple(map(visible, items)))
        case Grid():
            rows = tuple(tuple(map(visible, row)) for row in block.rows)
            return dataclasses.replace(block, rows=rows)
        case _:
            return block


def _summary(one: Approval) -> Iterator[Block]:
    said, entry = one.entry.statement, one.entry
    result = "Conforme, con hallazgos dispensados" if said.result == WARNED else "Conforme"
    seal = f"{entry.seal.number}" if entry.seal else "Todavía sin sellar"
    when = _instant(entry.seal.instant) if entry.seal and entry.seal.instant else "Sin sello de tiempo"
    rows = [
        ("Informe", said.report),
        ("Acuerdo que lo aprueba", said.agreement),
        ("Fecha declarada de la aprobación", _date(said.date)),
        ("Resultado de la revisión", result),
        *(
            (f"Firma de {name}", signer_words(name, one.entry.name, one.trail, one.trust))
            for name in entry.signers
        ),
        ("Firmas que se requerían", str(said.signatures)),
        ("Número de la aprobación", entry.name),
        ("Sello que la ampara", seal),
        ("Un tercero la vio, a más tardar", when),
        ("Un tercero probó que no existía antes de", _instant(entry.after) if entry.after else "Sin dato"),
        ("Programa con que se revisó", said.program),
    ]
    if said.replaces:
        rows.append(("Es enmienda y sustituye a", said.replaces))
    if entry.replaced_by:
        rows.append(("Fue sustituida por la enmienda", entry.replaced_by))
    yield Heading("1. Qué se aprobó, quién y cuándo")
    yield Grid(("Dato", "Valor"), tuple(rows), (36, 64))
    if one.verification.problems:
        yield Words("Al producir este documento el expediente NO se verificó. Fallas encontradas:")
        found = one.verification.problems
        yield Points(
            tuple(f"{problem.place or 'sello conservado'}: {PROBLEMS[problem.name]}" for problem in found)
        )
    else:
        yield Words(
            "Al producir este documento el expediente se verificó completo y sin fallas. Aprobaciones:"
            f" {len(one.verification.entries)}. Sellos: {len(one.verification.seals)}."
        )


def _files(one: Approval) -> Iterator[Block]:
    yield Heading("2. Archivos aprobados")
    yield Words(
        "La huella (SHA-256) identifica el contenido exacto de cada archivo: si cambia un solo"
        " carácter, cambia la"
        " huella."
    )
    rows = {given["path"]: given["rows"] for given in one.report["inputs"]}
    subject = sorted(one.entry.statement.subject.items())
    yield Grid(
        ("Archivo", "Renglones", "Huella SHA-256"),
        tuple((path, _count(rows.get(path)), digest) for path, digest in subject),
        (32, 12, 56),
        frozenset({2}),
    )


def _rules(one: Approval) -> Iterator[Block]:
    evaluations = {given["rule"]: given for given in one.report["rules"]}
    outcomes = [given["outcome"] for given in evaluations.values()]
    yield Heading("3. Reglas en vigor y resultado de cada una")
    yield Words(
        f"Se revisaron {len(outcomes)} reglas: {outcomes.count('PASSED')} se cumplieron,"
        f" {outcomes.count('FAILED')} tuvieron hallazgos que no impiden aprobar o que se dispensaron y"
        f" {outcomes.count('NOT_EVALUATED')} no se pudieron evaluar. «Casos» es el número de datos que"
        " la regla"
        " examinó. Un fundamento «por confirmar» es el que la regla cita y todavía no se coteja con la"
        " norma misma."
    )
    yield Grid(
        ("Regla", "Qué revisa y fundamento", "Gravedad", "Resultado", "Casos"),
        tuple(_rule_row(one.rules[name], given) for name, given in evaluations.items() if name in one.rules),
        (11, 51, 13, 15, 10),
    )
    skipped = [given for given in evaluations.values() if given["outcome"] == "NOT_EVALUATED"]
    if skipped:
        yield Words("Reglas que no se pudieron evaluar, y por qué:")
        yield Points(tuple(f"{given['rule']}: {given['reason']}" for given in skipped))


def _rule_row(rule: Rule, given: Mapping[str, Any]) -> tuple[str, ...]:
    basis = "; ".join(
        ", ".join(filter(None, [b.norm, b.article])) + ("" if b.confirmed else " (por confirmar)")
        for b in rule.basis
    )
    outcome = _OUTCOMES[given["outcome"]]
    if given["findings"]:
        outcome += f" ({given['findings']})"
    return (
        rule.id,
        f"{rule.summary} {basis}.",
        _SEVERITIES[given["severity"]],
        outcome,
        str(given["examined"]),
    )


def _findings(one: Approval) -> Iterator[Block]:
    yield Heading("4. Hallazgos que tenía el informe al aprobarse")
    found = one.report["findings"]
    if not found:
        yield Words("Ninguno.")
        return
    yield Grid(
        ("Regla", "Gravedad", "Lugar", "Hallazgo", "Dispensado"),
        tuple(
            (
                given["rule"],
                _SEVERITIES[given["severity"]],
                _place(given),
                given["message"],
                "sí" if given["waived"] else "no",
            )
            for given in found
        ),
        (11, 13, 22, 42, 12),
    )


def _waivers(one: Approval) -> Iterator[Block]:
    yield Heading("5. Dispensas")
    if not one.waivers:
        yield Words("Ninguna.")
        return
    yield Grid(
        ("Regla", "Lugar", "Motivo y fundamento", "Autoriza y documento", "Vigencia"),
        tuple(
            (
                given["regla"],
                " ".join(filter(None, [given["tabla"], given["clave"]])),
                f"{given['motivo']} {given['fundamento']}.",
                f"{given['autoriza']}. {given['documento']}",
                f"{given['fecha']} a {given['vence']}",
            )
            for given in one.waivers
        ),
        (11, 18, 37, 20, 14),
    )


def _digests(one: Approval) -> Iterator[Block]:
    said = one.entry.statement
    rules = {name: digest for name, digest in said.configuration.items() if name.startswith(RULES)}
    names = {"findings": "Resultado de la revisión", LOCK: "Bibliotecas con que corrió el programa"}
    names |= {"waivers": "Dispensas", "previous-seal": "Sello anterior a la aprobación"}
    others = [(names.get(n, n), d) for n, d in sorted(said.configuration.items()) if n not in rules]
    yield Heading("6. Huellas de lo demás que la aprobación ampara")
    yield Words(
        f"Además de los archivos del informe, la firma ampara {len(rules)} archivos de reglas y los"
        " siguientes. El"
        " contenido de cada uno está en la carpeta objects del expediente, en un archivo que se llama"
        " como su huella."
    )
    seals = [(f"Lista del sello {seal.number}", seal.digest) for seal in one.verification.seals[-1:]]
    yield Grid(("Contenido", "Huella SHA-256"), (*others, *seals), (44, 56), frozenset({1}))


def _how_to_verify(one: Approval) -> Iterator[Block]:
    yield Heading("7. Cómo verificarlo, paso por paso")
    yield Words(
        "No hace falta el programa que produjo este documento: bastan una computadora con sha256sum,"
        " openssl,"
        " ssh-keygen y find (cualquier Linux los trae), la carpeta audit del expediente y la carpeta"
        " confianza con las"
        " llaves y certificados de quienes firman. Obtenga confianza de quien los custodia, no de quien"
        " le entrega el"
        " expediente."
    )
    yield Words(
        "Para verificar todo, con su propia copia de verificar.sh y el último sello que usted conservó:"
    )
    yield Commands(("sh verificar.sh audit confianza sello-conservado.sha256",))
    yield Words(
        "Si la última línea empieza con SÍ, todo está como se aprobó. Cada línea que empieza con NO"
        " dice qué falla y"
        " dónde. A mano, lo mismo para esta aprobación, desde la carpeta audit:"
    )
    place = f"{ENTRIES}/{one.entry.name}"
    yield Commands(tuple(_by_hand(one, place)))
    yield Words(
        "La última orden da las huellas de la aprobación. Con las doce primeras cifras de la de"
        " statement.json termina el nombre de la carpeta; con las de cada firma .p7s, el de esa firma."
        " statement.json es un texto de un renglón que puede leerse con cualquier editor."
    )


def _by_hand(one: Approval, place: str) -> Iterator[str]:
    day = one.entry.statement.date.replace("-", "")
    for file in one.trail.entries[one.entry.name]:
        name, suffix = signed_by(file)
        if name not in one.entry.signers:
            continue
        if suffix == SSH:
            yield (
                f"ssh-keygen -Y verify -f ../confianza/firmantes -I {name} -n approve -s {place}/{file}"
                f" -O verify-time={day} < {place}/{STATEMENT}"
            )
        if suffix == CMS:
            pem = f"../confianza/certificados/{name}.pem"
            yield (
                f"openssl cms -verify -binary -inform DER -in {place}/{file} -content {place}/{STATEMENT}"
                f" -nointern -certfile {pem} -CAfile {pem} -partial_chain -purpose any -no_check_time"
                " -out /dev/null"
            )
    for seal in one.verification.seals[-1:]:
        yield f"sha256sum -c --strict --quiet {SEALS}/{seal.number}/{LIST}"
    yield f"sha256sum {place}/*"


def _promises() -> Iterator[Block]:
    yield Heading("8. Qué promete el expediente y qué no")
    yield Words("Promete que:")
    yield Points(
        (
            "se nota cualquier alteración, supresión o inserción anterior al último sello que el"
            " auditor conserva;",
            "la llave de cada firmante firmó exactamente estos datos, reglas, hallazgos y dispensas;",
            "cuando hay sello de tiempo, un tercero acota entre qué instantes ocurrió;",
            "todo puede comprobarse sin conexión y sin este programa.",
        )
    )
    yield Words("No promete:")
    yield Points(
        (
            "que se hayan registrado todas las aprobaciones que existieron;",
            "que nadie regresó el expediente al sello que usted conserva: por eso la huella de cada"
            " sello se envía el"
            " mismo día a la Contraloría, y los informes publicados llevan impresos los números de su"
            " aprobación y de"
            " su sello;",
            "que quien usó una llave sea su titular, ni que su certificado no estuviera revocado;",
            "que los datos sean verdaderos: sólo que son los que se aprobaron y que cumplen las reglas.",
        )
    )


def _place(given: Mapping[str, Any]) -> str:
    row = f"fila {given['row']}" if given["row"] else ""
    line = f"línea {given['line']}" if given["line"] else ""
    return ", ".join(filter(None, [given["file"], row, line]))


def _count(rows: int | None) -> str:
    return "" if rows is None else str(rows)


def _date(iso: str) -> str:
    return format_date(datetime.date.fromisoformat(iso), "d 'de' MMMM 'de' y", locale="es")


def _instant(instant: str) -> str:
    when = datetime.datetime.strptime(instant, "%Y%m%d%H%M%S").replace(tzinfo=datetime.UTC)
    return format_datetime(when, "d 'de' MMMM 'de' y, H:mm:ss 'UTC'", locale="es")


def read_findings(content: bytes) -> Mapping[str, Any]:
    """The result as kept, read back."""
    found: Mapping[str, Any] = json.loads(content)
    return found
