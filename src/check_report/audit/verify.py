"""Whether a trail is whole and unaltered. `verificar.sh` says the same with the same words.

Every problem has a name and a place. What nobody could tell from the trail alone (a history rebuilt with all
keys, a roll-back) shows against a seal that the auditor kept.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.audit import signing, statement, tools
from check_report.audit.trail import (
    ENTRIES,
    ENTRY_FILE,
    LIST,
    LIST_SIGNATURE,
    OBJECT_FILE,
    OBJECTS,
    SCRIPT,
    SEAL_FILE,
    SEALS,
    STATEMENT,
    TOKEN,
    script,
    signature_file,
    signed_by,
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
    "alterado": marked("el contenido no es el que su nombre dice"),
    "objeto-sobra": marked("ninguna aprobación usa este objeto"),
    "objeto-falta": marked("falta un objeto que una aprobación usa"),
    "sello-incompleto": marked("falta un sello anterior, o a éste le falta su lista o su firma"),
    "sello-lista": marked("la lista del sello no tiene la forma debida"),
    "sello-archivo": marked("un archivo sellado cambió o falta"),
    "sello-acumula": marked("el sello no contiene todo lo que había sellado el anterior"),
    "sello-firma": marked("la firma del sello no es de la llave de sellar"),
    "sello-fecha": marked("el sello de tiempo no vale o es anterior al del sello previo"),
    "entrada-nombre": marked("el nombre de la aprobación no es el de su contenido"),
    "entrada-forma": marked("la aprobación no tiene declaración o ésta no da una fecha"),
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
_LINE = re.compile(r"[0-9a-f]{64}  (.+)")
_DIGEST = 64
_NOON, _ORIGIN = "120000", "19700101"
_NO_SEAL = {"sello-incompleto", "sello-lista"}
"""Problems of a seal that leave nothing to judge what comes after by."""
_UNSEEN = re.compile(rb"[^A-Za-z0-9._@/ -]")
"""Characters that no name in a trail has; a stranger's name might mislead a terminal with them."""
_FOLDER = re.compile(rf"{OBJECTS}|{ENTRIES}|{SEALS}|{ENTRIES}/{statement.ENTRY.pattern}|{SEALS}/[0-9]{{4}}")


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing that is not as it must be."""

    name: str
    place: str


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal as verified."""

    number: str
    digest: str
    """Of its list."""
    lines: frozenset[str]
    """Of its list: digest and path of everything it seals."""
    paths: frozenset[str]
    """Of everything it seals."""
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
    strangers = set(_strangers(trail))
    if strangers:
        # Whatever else is said of a folder that is not a trail might be said of another file.
        return Verification(tuple(sorted(strangers)), (), (), ())
    now = _lines(trail.digests)
    seals, problems = _seals(trail, trust, now)
    if any(one.name in _NO_SEAL for one in problems):
        return Verification(tuple(sorted(problems)), (), (), ())
    last = seals[-1] if seals else Seal("", "", frozenset(), frozenset(), "")
    problems += [Problem("sello-archivo", _path(line)) for line in last.lines - now]
    if SCRIPT not in last.paths and trail.files.get(SCRIPT) != script():
        problems.append(Problem("guion", SCRIPT))
    entries: list[Entry] = []
    for name in _folders(trail, ENTRIES):
        entry, found = _entry(name, seals, trail, trust)
        problems += found
        entries += [entry] if entry else []
    problems += _contents(trail)
    problems += _objects(trail, entries)
    problems += [Problem("entrada-bifurca", report) for report in _forked(entries)]
    if kept is not None and not _still_holds(kept, trail, now):
        problems.append(Problem("conservado", ""))
    own = f"{SEALS}/{last.number}/" if seals else "\0"
    unsealed = sorted(path for path in trail.files if path not in last.paths and not path.startswith(own))
    return Verification(tuple(sorted(set(problems))), tuple(seals), tuple(entries), tuple(unsealed))


def _strangers(trail: Trail) -> Iterator[Problem]:
    """What has no place in a trail."""
    strange = [*trail.strange]
    strange += [path for path in trail.folders if not _FOLDER.fullmatch(path)]
    strange += [path for path in trail.files if not _is_known(path)]
    for path in strange:
        yield Problem("ajeno", _UNSEEN.sub(b"?", os.fsencode(path)).decode("ascii"))


def _is_known(path: str) -> bool:
    return any(form.fullmatch(path) for form in _FILES)


def _folders(trail: Trail, kind: str) -> list[str]:
    """The names of all entries or seals, in order, even of those whose folder is empty."""
    paths = (*trail.folders, *trail.files)
    return sorted({path.split("/")[1] for path in paths if path.startswith(f"{kind}/")})


def _seals(trail: Trail, trust: Trust, now: frozenset[str]) -> tuple[list[Seal], list[Problem]]:
    """The seals in order, each judged against the one before it, as far as there is one to judge."""
    seals: list[Seal] = []
    problems: list[Problem] = []
    earlier: frozenset[str] = frozenset()
    after = ""
    for position, number in enumerate(_folders(trail, SEALS), start=1):
        place = f"{SEALS}/{number}"
        files = trail.seals.get(number, {})
        content, signature = files.get(LIST, b""), files.get(LIST_SIGNATURE, b"")
        if number != f"{position:04}" or not content or not signature:
            return seals, [*problems, Problem("sello-incompleto", place)]
        lines = _list(content)
        if lines is None:
            return seals, [*problems, Problem("sello-lista", place)]
        if not earlier <= lines:
            problems.append(Problem("sello-acumula", place))
        instant = tools.token_instant(files[TOKEN], content, trust.authority) if TOKEN in files else ""
        if TOKEN in files and (not instant or instant < after):
            problems.append(Problem("sello-fecha", place))
            instant = ""
        signed = content + files.get(TOKEN, b"")
        when = instant or tools.UNBOUNDED
        if not tools.ssh_verifies(signature, signed, trust.signers, tools.SEALER, tools.SEAL, when):
            problems.append(Problem("sello-firma", place))
        digest = hashlib.sha256(content).hexdigest()
        seals.append(Seal(number, digest, lines, frozenset(map(_path, lines)), instant))
        after = instant or after
        earlier = lines | {line for line in now if _path(line).startswith(f"{place}/")}
    return seals, problems


def _list(content: bytes) -> frozenset[str] | None:
    """The lines of a seal's list; None if one of them lists nothing that may be in a trail."""
    lines = content.decode("ascii", "replace").removesuffix("\n").split("\n")
    found = [_LINE.fullmatch(line) for line in lines]
    return frozenset(lines) if all(match and _is_known(match[1]) for match in found) else None


def _lines(digests: Mapping[str, str]) -> frozenset[str]:
    return frozenset(f"{digest}  {path}" for path, digest in digests.items())


def _path(line: str) -> str:
    return line[_DIGEST + 2 :]


def _entry(name: str, seals: list[Seal], trail: Trail, trust: Trust) -> tuple[Entry | None, list[Problem]]:
    place = f"{ENTRIES}/{name}"
    said = trail.statements.get(name)
    if said is None:
        return None, [Problem("entrada-forma", place)]
    files = trail.entries[name]
    path = f"{place}/{STATEMENT}"
    position = next((i for i, seal in enumerate(seals) if path in seal.paths), len(seals))
    seal = seals[position] if position < len(seals) else None
    known = [one.instant for one in seals[:position] if one.instant]
    after = known[-1] if known else ""
    instant = (seal.instant if seal else "") or said.date.replace("-", "") + _NOON
    signatures = {file: signed_by(file) for file in files if file != STATEMENT}
    signers = {
        file: who
        for file, (who, suffix) in signatures.items()
        if signing.is_good(suffix, files[file], files[STATEMENT], who, trust, instant)
    }
    replaced = next((e for e, other in trail.statements.items() if other.replaces == name), "")
    entry = Entry(name, said, tuple(sorted(set(signers.values()))), seal, after, replaced)
    problems = [Problem(wrong, place) for wrong in _wrong_entry(entry, files, trail, trust)]
    previous, _ = statement.digests(files[STATEMENT])
    if previous != ([seals[position - 1].digest] if position else []):
        problems.append(Problem("entrada-sello", place))
    if len(signers) < len(signatures):
        problems.append(Problem("entrada-firma", place))
    if seal and any(f"{place}/{file}" not in seal.paths for file in signatures):
        problems.append(Problem("entrada-tarde", place))
    return entry, problems


def _wrong_entry(entry: Entry, files: Mapping[str, bytes], trail: Trail, trust: Trust) -> Iterator[str]:
    said = entry.statement
    if entry.name != statement.entry_name(said.report, files[STATEMENT]):
        yield "entrada-nombre"
    if len(entry.signers) < max(said.signatures, trust.signatures(said.date)):
        yield "entrada-firmas"
    day = said.date.replace("-", "")
    until = entry.seal.instant[:8] if entry.seal else ""
    if day < (entry.after[:8] or _ORIGIN) or (until and day > until):
        yield "entrada-fecha"
    if said.replaces and (
        said.replaces.rpartition("-")[0] != said.report
        or f"{ENTRIES}/{said.replaces}/{STATEMENT}" not in trail.files
    ):
        yield "entrada-sustituye"


def _contents(trail: Trail) -> Iterator[Problem]:
    """Objects and CMS signatures that are not what their names say."""
    for path, content in trail.files.items():
        if match := OBJECT_FILE.fullmatch(path):
            is_named = match[1] == trail.digests[path]
        elif match := ENTRY_FILE.fullmatch(path):
            is_named = match[2] == STATEMENT or match[2] == signature_file(*signed_by(match[2]), content)
        else:
            continue
        if not is_named:
            yield Problem("alterado", path)


def _objects(trail: Trail, entries: Iterable[Entry]) -> Iterator[Problem]:
    statements = (trail.entries[entry.name][STATEMENT] for entry in entries)
    used = {digest for content in statements for digest in statement.digests(content)[1]}
    kept = {match[1] for path in trail.files if (match := OBJECT_FILE.fullmatch(path))}
    yield from (Problem("objeto-sobra", f"{OBJECTS}/{digest}") for digest in kept - used)
    yield from (Problem("objeto-falta", f"{OBJECTS}/{digest}") for digest in used - kept)


def _forked(entries: Iterable[Entry]) -> Iterator[str]:
    """The reports of which two approvals replace the same one, or none."""
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        pair = (entry.statement.report, entry.statement.replaces)
        if pair in seen:
            yield pair[0]
        seen.add(pair)


def _still_holds(kept: bytes, trail: Trail, now: frozenset[str]) -> bool:
    """Whether a kept seal is one of the trail's, and everything it lists still is as it was."""
    lines = _list(kept)
    return lines is not None and lines <= now and any(f.get(LIST) == kept for f in trail.seals.values())
