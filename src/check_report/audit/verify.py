"""Whether a trail is whole and unaltered. `verificar.sh` says the same with the same words.

Every problem has a name and a place. What nobody could tell from the trail alone (a history rebuilt with all
keys, a roll-back) shows against a seal that the auditor kept.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.audit import signing, statement, tools
from check_report.audit.trail import (
    CMS,
    ENTRIES,
    ENTRY_FILE,
    LIST,
    LIST_SIGNATURE,
    OBJECT_FILE,
    OBJECTS,
    SCRIPT,
    SEAL_FILE,
    SEALS,
    SSH,
    STATEMENT,
    TOKEN,
    script,
)
from check_report.language import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from check_report.audit.statement import Statement
    from check_report.audit.trail import Trail
    from check_report.audit.trust import Trust

PROBLEMS = {
    "ajeno": marked("no es un archivo ni una carpeta del expediente"),
    "guion": marked("el guion del auditor falta o no es el que se conoce"),
    "objeto-alterado": marked("el contenido no es el que su nombre dice"),
    "objeto-sobra": marked("ninguna aprobación usa este objeto"),
    "objeto-falta": marked("falta un objeto que una aprobación usa"),
    "sello-incompleto": marked("al sello le falta su lista o su firma"),
    "sello-numero": marked("los sellos no van numerados del 0001 en adelante"),
    "sello-lista": marked("la lista del sello no tiene la forma debida"),
    "sello-archivo": marked("un archivo sellado cambió o falta"),
    "sello-acumula": marked("el sello no contiene todo lo que había sellado el anterior"),
    "sello-firma": marked("la firma del sello no es de la llave de sellar"),
    "sello-fecha": marked("el sello de tiempo no vale o es anterior al del sello previo"),
    "entrada-nombre": marked("el nombre de la aprobación no es el de su contenido"),
    "entrada-forma": marked("la aprobación no tiene la forma debida"),
    "entrada-firma": marked("una firma no es de quien dice"),
    "entrada-firmas": marked("la aprobación no tiene las firmas que requiere"),
    "entrada-sello": marked("la aprobación no se apoya en el sello que la precede"),
    "entrada-fecha": marked("la fecha que dice la aprobación está fuera de la que sus sellos prueban"),
    "entrada-tarde": marked("un archivo se agregó a una aprobación ya sellada"),
    "entrada-sustituye": marked("la aprobación sustituye a una que no existe o es de otro informe"),
    "entrada-bifurca": marked("dos aprobaciones del mismo informe valen a la vez"),
    "conservado": marked("el sello que usted conserva ya no se cumple"),
}
"""Name of a problem → what it means."""

_FILES = (re.compile(re.escape(SCRIPT)), OBJECT_FILE, ENTRY_FILE, SEAL_FILE)
_LIST_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_NOON = "120000"
_FOLDER = re.compile(rf"{OBJECTS}|{ENTRIES}|{SEALS}|{ENTRIES}/{statement.ENTRY.pattern}|{SEALS}/[0-9]{{4}}")


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is not as it must be."""

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal as verified."""

    number: str
    digest: str
    """Of its list."""
    digests: Mapping[str, str]
    """Path → sha256 of everything it seals."""
    instant: str
    """When the timestamping authority saw it (YYYYMMDDHHMMSS, UTC); empty without a token."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An approval as verified."""

    name: str
    statement: Statement
    signers: tuple[str, ...]
    """Whose signatures are good."""
    seal: Seal | None
    """The first seal that covers it."""
    after: str
    """The last instant proven before it; empty if none is."""
    replaced_by: str


@dataclass(frozen=True, slots=True)
class Verification:
    """All that was verified."""

    problems: tuple[Problem, ...]
    seals: tuple[Seal, ...]
    entries: tuple[Entry, ...]
    unsealed: tuple[str, ...]
    """Files that no seal covers yet, the last seal's own aside."""


def verify(trail: Trail, trust: Trust, kept: bytes | None = None) -> Verification:
    """Verifies a trail.

    Args:
        trail: its files.
        trust: whom the auditor trusts.
        kept: a seal's list that the auditor kept from earlier.
    """
    strangers = tuple(sorted(_strangers(trail)))
    if strangers:
        # Whatever else is said of a folder that is not a trail might be said of another file.
        return Verification(strangers, (), (), ())
    problems: list[Problem] = list(_incomplete(trail))
    seals, found = _seals(trail, trust)
    problems += found
    covered = set(seals[-1].digests) if seals else set()
    if SCRIPT not in trail.files or (SCRIPT not in covered and trail.files[SCRIPT] != script()):
        problems.append(Problem(SCRIPT, "guion"))
    entries: list[Entry] = []
    for name, files in trail.entries.items():
        entry, found = _entry(name, files, seals, trail, trust)
        problems += found
        entries += [entry] if entry else []
    problems += _objects(trail)
    problems += _succession(trail)
    if kept is not None and not _still_holds(kept, trail):
        problems.append(Problem("", "conservado"))
    own = f"{SEALS}/{seals[-1].number}/" if seals else "\0"
    unsealed = sorted(path for path in trail.files if path not in covered and not path.startswith(own))
    return Verification(tuple(sorted(set(problems))), tuple(seals), tuple(entries), tuple(unsealed))


def _strangers(trail: Trail) -> Iterator[Problem]:
    """What has no place in a trail."""
    yield from (Problem(path, "ajeno") for path in trail.strange)
    yield from (Problem(path, "ajeno") for path in trail.folders if not _FOLDER.fullmatch(path))
    yield from (Problem(path, "ajeno") for path in trail.files if not _is_known(path))


def _incomplete(trail: Trail) -> Iterator[Problem]:
    """Folders without what they are for."""
    for folder in trail.folders:
        kind, _, name = folder.partition("/")
        if kind == ENTRIES and name and STATEMENT not in trail.entries.get(name, {}):
            yield Problem(folder, "entrada-forma")
        if kind == SEALS and name and not {LIST, LIST_SIGNATURE} <= set(trail.seals.get(name, ())):
            yield Problem(folder, "sello-incompleto")


def _is_known(path: str) -> bool:
    return any(form.fullmatch(path) for form in _FILES)


def _seals(trail: Trail, trust: Trust) -> tuple[list[Seal], list[Problem]]:
    """The seals in order, each judged against the one before it; the last against the files."""
    seals: list[Seal] = []
    problems: list[Problem] = []
    for position, (number, files) in enumerate(trail.seals.items(), start=1):
        place = f"{SEALS}/{number}"
        if number != f"{position:04}":
            problems.append(Problem(place, "sello-numero"))
        content = files.get(LIST, b"")
        digests = _list(content)
        if digests is None:
            problems.append(Problem(place, "sello-lista"))
            digests = {}
        instant = tools.token_instant(files[TOKEN], content, trust.authority) if TOKEN in files else ""
        seal = Seal(number, hashlib.sha256(content).hexdigest(), digests, instant)
        problems += [Problem(place, name) for name in _wrong_seal(seal, files, seals, trail, trust)]
        seals.append(seal)
    if seals:
        problems += [
            Problem(path, "sello-archivo")
            for path, digest in seals[-1].digests.items()
            if trail.digests.get(path) != digest
        ]
    return seals, problems


def _wrong_seal(
    seal: Seal, files: Mapping[str, bytes], before: list[Seal], trail: Trail, trust: Trust
) -> Iterator[str]:
    signed = files.get(LIST, b"") + files.get(TOKEN, b"")
    signature, instant = files.get(LIST_SIGNATURE, b""), seal.instant or tools.UNBOUNDED
    if not tools.ssh_verifies(signature, signed, trust.signers, tools.SEALER, tools.SEAL, instant):
        yield "sello-firma"
    known = [one.instant for one in before if one.instant]
    if TOKEN in files and (not seal.instant or (known and seal.instant < known[-1])):
        yield "sello-fecha"
    if before:
        earlier = before[-1]
        own = f"{SEALS}/{earlier.number}/"
        must = dict(earlier.digests) | {p: d for p, d in trail.digests.items() if p.startswith(own)}
        if not must.items() <= seal.digests.items():
            yield "sello-acumula"


def _list(content: bytes) -> dict[str, str] | None:
    """Path → sha256 of a seal's list; None if it is not exactly as `seal` writes one."""
    lines = content.decode("ascii", "replace").split("\n")
    found = [_LIST_LINE.fullmatch(line) for line in lines[:-1]]
    paths = [match[2] for match in found if match and _is_known(match[2])]
    if lines[-1] or len(paths) != len(found) or paths != sorted(set(paths)) or not paths:
        return None
    return {match[2]: match[1] for match in found if match}


def _entry(
    name: str, files: Mapping[str, bytes], seals: list[Seal], trail: Trail, trust: Trust
) -> tuple[Entry | None, list[Problem]]:
    place = f"{ENTRIES}/{name}"
    said = trail.statements.get(name)
    if said is None:
        return None, [Problem(place, "entrada-forma")]
    path = f"{place}/{STATEMENT}"
    position = next((i for i, seal in enumerate(seals) if path in seal.digests), len(seals))
    seal = seals[position] if position < len(seals) else None
    known = [one.instant for one in seals[:position] if one.instant]
    after = known[-1] if known else ""
    instant = (seal.instant if seal else "") or said.date.replace("-", "") + _NOON
    signers = tuple(sorted(set(_signers(files, trust, instant))))
    replaced = [e for e, other in trail.statements.items() if other.replaces == name]
    entry = Entry(name, said, signers, seal, after, replaced[0] if replaced else "")
    problems = [Problem(place, wrong) for wrong in _wrong_entry(entry, files, trust)]
    if said.previous_seal != (seals[position - 1].digest if position else ""):
        problems.append(Problem(place, "entrada-sello"))
    sealed = seal.digests if seal else dict.fromkeys(trail.files, "")
    if any(f"{place}/{file}" not in sealed for file in files):
        problems.append(Problem(place, "entrada-tarde"))
    return entry, problems


def _signers(files: Mapping[str, bytes], trust: Trust, instant: str) -> Iterator[str]:
    for file, signature in files.items():
        name, dot, suffix = file.rpartition(".")
        if file != STATEMENT and signing.is_good(
            dot + suffix, signature, files[STATEMENT], name, trust, instant
        ):
            yield name


def _wrong_entry(entry: Entry, files: Mapping[str, bytes], trust: Trust) -> Iterator[str]:
    said = entry.statement
    if entry.name != statement.entry_name(said.report, files[STATEMENT]):
        yield "entrada-nombre"
    signatures = [file for file in files if file.endswith((SSH, CMS))]
    if len(entry.signers) != len(signatures):
        yield "entrada-firma"
    if len(entry.signers) < max(said.signatures, trust.signatures(said.date)):
        yield "entrada-firmas"
    day = said.date.replace("-", "")
    until = entry.seal.instant[:8] if entry.seal else ""
    if day < entry.after[:8] or (until and day > until):
        yield "entrada-fecha"


def _objects(trail: Trail) -> Iterator[Problem]:
    used = {digest for said in trail.statements.values() for digest in said.objects}
    kept = {match[1] for path in trail.files if (match := OBJECT_FILE.fullmatch(path))}
    for digest in kept:
        if trail.digests[f"{OBJECTS}/{digest}"] != digest:
            yield Problem(f"{OBJECTS}/{digest}", "objeto-alterado")
    yield from (Problem(f"{OBJECTS}/{digest}", "objeto-sobra") for digest in kept - used)
    yield from (Problem(f"{OBJECTS}/{digest}", "objeto-falta") for digest in used - kept)


def _succession(trail: Trail) -> Iterator[Problem]:
    """Each approval of a report but its first replaces one of the same report, which no other replaces."""
    said = trail.statements
    for name, one in said.items():
        other = said.get(one.replaces)
        if one.replaces and (other is None or other.report != one.report or one.replaces == name):
            yield Problem(f"{ENTRIES}/{name}", "entrada-sustituye")
    for name in _repeated((one.report, one.replaces) for one in said.values()):
        yield Problem(name, "entrada-bifurca")


def _repeated(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for pair in pairs:
        if pair in seen:
            yield pair[0]
        seen.add(pair)


def _still_holds(kept: bytes, trail: Trail) -> bool:
    """Whether a kept seal is one of the trail's, and everything it lists still is as it was."""
    digests = _list(kept)
    is_ours = any(files.get(LIST) == kept for files in trail.seals.values())
    return bool(digests) and is_ours and digests.items() <= trail.digests.items()  # type: ignore[union-attr]
