"""Who of those that attend has a vote, where the attendance list does not print it but another place does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from check_report.document.blocks import Grid, as_printed
from check_report.document.readers.text import flat
from check_report.source.words import propernames
from check_report.source.words.plain import unaccented, words
from check_report.source.words.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from check_report.document.blocks import Block
    from check_report.document.placing.outline import Section
    from check_report.document.placing.printed import Office
    from check_report.document.placing.result import Row

_APART = re.compile(r"[,;:()|]+|\s[–—-]\s")
_VOTE = re.compile(r"\b(?:con|y) (?:derecho a )?voto\b")
_WITHOUT = re.compile(r"\bsin voto\b")
_MEMBERS = re.compile(
    r"\b(?:(?:se )?(?:integra|integrada|integran|conforma|conformada|compone|compuesta)"
    r"|la preside|form(?:a|an|aron) parte de (?:ella|la comision))\b"
)
_MEMBERSHIP = re.compile(r"\bintegra(?:cion|ntes)\b")
"""What heads the section that tells who they are."""
_COUNCILLOR = re.compile(r"consejer[oa](?: electoral)?(?!.*\binvitad)")
_INITIALS = re.compile(r"[A-ZÁÉÍÓÚÑ]{2,5}")
"""By which the attendance list may call them."""
_LINE = 200
"""How long a line may be that says no more than who somebody is."""
_FEWEST = 2
"""With so many votes told by the list itself, nothing else is asked."""


def give_votes(participants: Sequence[Row], sections: Iterable[Section], offices: Sequence[Office]) -> None:
    """Gives the vote to participants that a table, a list or a sentence of the document names as members.

    Args:
        participants: the rows of table `participantes`, which it changes.
        sections: the document's.
        offices: those that vote among them tell a member, the last of them any member.
    """
    if sum(row.values["con_voto"] == "true" for row in participants) >= _FEWEST:
        return
    members: dict[str, Office] = {}
    for section in sections:
        of_members = bool(_MEMBERSHIP.search(unaccented(section.title)))
        for block in section.blocks:
            members |= _members(block, offices, of_members=of_members)
    for row in participants:
        office = members.get(words(propernames.without_office(row.values["nombre"])))
        if office is not None and row.values["calidad"] in {"invitado", "integrante", "presidencia"}:
            row.values |= {"calidad": office.quality, "con_voto": "true"}


def _members(block: Block, known: Sequence[Office], *, of_members: bool) -> Iterator[tuple[str, Office]]:
    """The members that a block names, each with the office that votes."""
    for parts in _lines(block):
        yield from _of_line(parts, known, of_members=of_members)
    for sentence in split(as_printed(block)):
        if _MEMBERS.search(unaccented(sentence.text)):
            named = propernames.find_persons(sentence.text)
            yield from (
                (words(one.words), _any(known)) for one in named if (one.office or "").startswith("consejer")
            )


def _lines(block: Block) -> Iterator[list[str]]:
    """The rows of a table, or the short lines of a text in the parts that commas and the like make."""
    if isinstance(block, Grid):
        yield from ([flat(cell) for cell in row] for row in block.rows)
    for line in as_printed(block).split("\n"):
        if len(line) <= _LINE:
            yield [part.strip(" .") for part in _APART.split(line) if part.strip(" .")]


def _of_line(
    cells: Sequence[str], known: Sequence[Office], *, of_members: bool
) -> Iterator[tuple[str, Office]]:
    """Somebody whom a row or a short line names, if it also says that this is a member."""
    names = [cell for cell in cells if propernames.is_person(cell)]
    if len(names) != 1:
        return
    name = propernames.without_office(names[0])
    titled = names[0][: -len(name)]
    said = [unaccented(part).strip() for cell in [titled, *cells] for part in _APART.split(cell)]
    offices = (next((one for one in known if _opens(part, one)), None) for part in said)
    office = next((one for one in offices if one and one.votes), None)
    told = " ".join(said)
    member = bool(office or _VOTE.search(told) or (of_members and any(map(_COUNCILLOR.match, said))))
    if member and not _WITHOUT.search(told):
        short = filter(_INITIALS.fullmatch, cells)
        yield from ((words(called), office or _any(known)) for called in (name, *short))


def _any(known: Sequence[Office]) -> Office:
    """The office of any member: the last of those that vote."""
    return [one for one in known if one.votes][-1]


def _opens(text: str, office: Office) -> bool:
    return any(re.match(rf"{re.escape(one)}\b", text) for one in office.opens if one)
