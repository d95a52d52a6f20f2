"""The statement that an approver signs: an in-toto Statement v1 with the test-result predicate v0.1.

https://github.com/in-toto/attestation: the subjects are the report's files, the configuration is what they
were judged with. `approval` is ours; readers of the predicate ignore what they do not know. The bytes are
canonical JSON (RFC 8785), one line whose shape `_FORM` spells out. Whoever uses a statement takes no other
shape (`parse`); to verify a trail its few facts are found by key in whatever was signed (`read`, `digests`),
as `verificar.sh` finds them.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rfc8785

if TYPE_CHECKING:
    from collections.abc import Mapping

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://in-toto.io/attestation/test-result/v0.1"
PASSED, WARNED = "PASSED", "WARNED"
FINDINGS, WAIVERS, LOCK, PREVIOUS_SEAL = "findings", "waivers", "lock", "previous-seal"
RULES, ARCHIVE = "rules/", "archive/"
"""How the names of rule files and of the files of the report before begin in the configuration."""

_NAME = r"[A-Za-z0-9][A-Za-z0-9._@-]*"
_REPORT = r"[A-Za-z0-9][A-Za-z0-9._-]*"
_ENTRY = rf"{_REPORT}-[0-9a-f]{{12}}"
SIGNER = re.compile(_NAME)
REPORT = re.compile(_REPORT)
ENTRY = re.compile(_ENTRY)
WORDS = re.compile(r'[^"\\\x00-\x1f\x7f]+')
"""What a text of a statement may be: nothing that JSON would have to escape."""

_DAY = "[1-9][0-9]{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TEXT = r'"[^"\\\x00-\x1f\x7f]*"'
_LIST = rf"\[({_TEXT}(,{_TEXT})*)?\]"
_DIGEST = r'\{"sha256":"[0-9a-f]{64}"\}'
_RESOURCE = rf'\{{"digest":{_DIGEST},"name":{_TEXT}\}}'
_RESOURCES = rf"\[({_RESOURCE}(,{_RESOURCE})*)?\]"
_FORM = re.compile(
    rf'\{{"_type":"{re.escape(STATEMENT)}","predicate":\{{"approval":\{{"agreement":{_TEXT},"by":"{_NAME}",'
    rf'"date":"{_DAY}","program":{_TEXT},"replaces":"(?:{_ENTRY})?","report":"{_REPORT}",'
    rf'"signatures":[1-9]\}},"configuration":{_RESOURCES},"failedTests":\[\],"passedTests":{_LIST},'
    rf'"result":"(?:PASSED|WARNED)","warnedTests":{_LIST}\}},"predicateType":"{re.escape(PREDICATE)}",'
    rf'"subject":{_RESOURCES}\}}'
)
_FOUND_RESOURCE = re.compile(r'\{"digest":\{"sha256":"([0-9a-f]{64})"\},"name":"([^"]*)"\}')
_FOUND_DIGEST = re.compile(rf'([0-9a-f]{{64}})"\}},"name":"({PREVIOUS_SEAL}")?')
_FOUND_DAY = re.compile("[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")


class MalformedError(ValueError):
    """Bytes that are no statement of ours."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What an approval says."""

    report: str
    agreement: str
    by: str
    """Who approved first."""
    date: str
    """The date (ISO 8601) that the approver gives; seals say between which instants it must lie."""
    program: str
    signatures: int
    """How many approvers must sign."""
    replaces: str
    """The entry that this approval amends; empty for a report's first."""
    result: str
    passed: tuple[str, ...]
    warned: tuple[str, ...]
    """Rules with findings that do not block: warnings, notes, and waived errors."""
    subject: Mapping[str, str]
    """Path in the report folder → sha256."""
    configuration: Mapping[str, str]
    """Name → sha256 of rules, findings, waivers, lock, the report before, the previous seal."""


def dump(statement: Statement) -> bytes:
    """The statement's canonical bytes.

    Raises:
        MalformedError: when a text holds what a statement may not.
    """
    content = rfc8785.dumps(
        {
            "_type": STATEMENT,
            "predicateType": PREDICATE,
            "subject": _resources(statement.subject),
            "predicate": {
                "result": statement.result,
                "configuration": _resources(statement.configuration),
                "passedTests": list(statement.passed),
                "warnedTests": list(statement.warned),
                "failedTests": [],
                "approval": {
                    "report": statement.report,
                    "agreement": statement.agreement,
                    "by": statement.by,
                    "date": statement.date,
                    "program": statement.program,
                    "signatures": statement.signatures,
                    "replaces": statement.replaces,
                },
            },
        }
    )
    if parse(content) != statement:
        raise MalformedError
    return content


def parse(content: bytes) -> Statement:
    """Reads a statement.

    Raises:
        MalformedError: when the bytes do not have the one shape that a statement has.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise MalformedError from None
    said = read(content)
    if said is None or not _FORM.fullmatch(text):
        raise MalformedError
    return said


def read(content: bytes) -> Statement | None:
    """Reads what bytes of any shape say as a statement would, to be judged as `verificar.sh` judges them.

    Returns:
        None when they give no date that there is: then nothing else of them can be judged.
    """
    text = content.decode("utf-8", "replace")
    date, signatures = _word(text, "date"), _word(text, "signatures")
    if not _is_day(date):
        return None
    head, _, subject = text.rpartition('"subject":')
    before, _, after = head.partition('"configuration":')
    return Statement(
        report=_word(text, "report"),
        agreement=_said(before, "agreement"),
        by=_said(before, "by"),
        date=date,
        program=_said(before, "program"),
        signatures=int(signatures) if re.fullmatch("[1-9]", signatures) else 1,
        replaces=_word(text, "replaces"),
        result=_said(after, "result"),
        passed=_listed(after, "passedTests"),
        warned=_listed(after, "warnedTests"),
        subject={name: digest for digest, name in _FOUND_RESOURCE.findall(subject)},
        configuration={name: digest for digest, name in _FOUND_RESOURCE.findall(after)},
    )


def digests(content: bytes) -> tuple[list[str], set[str]]:
    """What bytes of any shape rest on: the digest of the previous seal (one at most), and of all objects."""
    found = _FOUND_DIGEST.findall(content.decode("utf-8", "replace"))
    return [digest for digest, seal in found if seal], {digest for digest, seal in found if not seal}


def entry_name(report: str, content: bytes) -> str:
    """The folder of a statement: the report's name and twelve digits of the statement's digest."""
    return f"{report}-{hashlib.sha256(content).hexdigest()[:12]}"


def _resources(digests: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{"name": name, "digest": {"sha256": digest}} for name, digest in sorted(digests.items())]


def _is_day(text: str) -> bool:
    if not _FOUND_DAY.fullmatch(text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _word(text: str, key: str) -> str:
    """What stands by a key, if it is a number, or a text of such characters as names are made of."""
    found = re.search(rf'"{key}":"*([A-Za-z0-9._-]*)', text)
    return found[1] if found else ""


def _said(text: str, key: str) -> str:
    return text.partition(f'"{key}":"')[2].partition('"')[0]


def _listed(text: str, key: str) -> tuple[str, ...]:
    return tuple(re.findall(r'"([^"]*)"', text.partition(f'"{key}":[')[2].partition("]")[0]))
