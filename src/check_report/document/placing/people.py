"""Persons as reports print them: attendance labels, lists of speakers inside a cell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from check_report.document.readers.text import flat, without_bullet
from check_report.source.words import propernames
from check_report.source.words.plain import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.document.placing.printed import Office

GUEST = "invitado"
_STAND_INS = ("representante", "encargado")
"""Those of whom the label says for what area they attend."""
_INVITED = re.compile(
    r",\s+(?:persona\s+)?invitad[oa]s?(?:\s+(?:permanente|especial))?(?=\W*$|:)", re.IGNORECASE
)
_OF = re.compile(r"^(?:de la|de los|de las|del|de)\s+", re.IGNORECASE)
_NAME_THEN_OFFICE = re.compile(r"^(?P<name>[^,(:]+?)(?:,\s+|\s+\()(?P<office>[^():]+)\)?$")
_LABEL = re.compile(r"^(?P<label>[^\W\d_][^:,\n]{2,40}):\s+(?P<rest>\S.*)$", re.DOTALL)
_INLINE = re.compile(r"(?<=[.;:)])\s+-\s+|(?<=[.;])\s+(?=[A-ZÁÉÍÓÚÑ][a-záéíóúñ]{4,20}:\s)")
_CAPITAL = re.compile(r"^[A-ZÁÉÍÓÚÜÑ]")


def participant(label: str, offices: Sequence[Office]) -> dict[str, str]:
    """Name, office, area and quality that a label of an attendance list gives.

    «Presidencia: X», «Titular de la Contraloría Interna, X», «Partido del Trabajo», «X (presidenta)»…
    """
    whole = flat(label)
    text = _INVITED.sub("", whole)
    if text != whole:  # nobody expects that they come, nor somebody of their area
        return participant(text, offices) | {"unidad": "", "calidad": GUEST, "con_voto": "false"}
    text = _office_first(text, offices)
    office = _office(text, offices)
    if office.whole:
        return _values(text, "", "", office)
    before, separator, name = text.partition(":")
    if not separator:
        before, separator, name = text.rpartition(",")
    if not separator:
        return _values(text, "", "", office)
    said = max(_opening(text, words) for words in office.opens)
    cargo, rest = before[:said].strip(), before[said:].strip(" ,:")
    area = _OF.sub("", rest)
    stands_in = office.quality in _STAND_INS and area != rest and area[:1].isupper()
    if separator == ":" and rest and said and not stands_in and not propernames.is_body(area):
        cargo, rest = before.strip(), ""
    if not rest and propernames.is_body(cargo) and office.quality == GUEST:
        cargo, rest = "", cargo  # «Secretaría Ejecutiva, X»: the area, not an office
    return _values(name.strip(), cargo, _OF.sub("", rest), office)


def _office_first(text: str, offices: Sequence[Office]) -> str:
    """A label that names a person first, or no separator, as others do: «integrante: Ana Paz Río».

    «Ana Paz Río, integrante», «Ana Paz Río (presidenta)», «Consejera electoral Ana Paz Río».
    """
    told = _NAME_THEN_OFFICE.match(text)
    whose = told["office"] if told and not propernames.is_person(told["office"]) else ""
    if told and propernames.is_person(told["name"]) and (whose[:1].isupper() or _is_known(whose, offices)):
        return f"{told['office']}: {propernames.without_office(told['name'])}"
    name = propernames.without_office(text)
    if name != text and text.endswith(name) and propernames.is_person(name):
        return f"{text[: -len(name)].strip()}: {name}"
    return text


def _is_known(office: str, offices: Sequence[Office]) -> bool:
    """Whether a text opens with the words of some office."""
    return any(_opening(office, said) > 0 for one in offices for said in one.opens)


def is_party(label: str, offices: Sequence[Office]) -> bool:
    """Whether a label is itself a name of those that attend as one body: a party's."""
    return _office(flat(label), offices).whole


def is_whole(label: str, offices: Sequence[Office]) -> bool:
    """Whether a label names somebody: an office or an area and then a name, or a party."""
    text = flat(label)
    office = _office(text, offices)
    before, separator, name = text.partition(":") if ":" in text else text.rpartition(",")
    return office.whole or bool(separator and before and looks_like_name(name.strip()))


def speakers(cell: str) -> Iterator[tuple[str, str, str]]:
    """The persons that a cell lists: label («Moderación», or none), name, post.

    One a line, an item or between « - »; a line that starts with neither bullet nor label goes on with
    the one before.
    """
    for line in _persons(cell):
        label = _LABEL.match(line)
        name, _, post = (label["rest"] if label else line).partition(",")
        yield (label["label"] if label else ""), flat(name), flat(post)


def looks_like_name(text: str) -> bool:
    """Whether a text can be a person's name: two to eight words, the first capital."""
    return 2 <= len(text.split()) <= 8 and bool(_CAPITAL.match(text))


def _persons(cell: str) -> Iterator[str]:
    pieces: list[str] = []
    listed = any(without_bullet(line) is not None for line in cell.split("\n"))
    for line in cell.split("\n"):
        for part in _INLINE.split(line) if listed else [line]:
            text = without_bullet(part)
            starts = text is not None or (part is not line and not line.startswith(part))
            starts = (
                starts or bool(_LABEL.match(part)) or (not listed and looks_like_name(part.split(",")[0]))
            )
            if pieces and not starts:
                pieces[-1] = f"{pieces[-1]} {part}"
            else:
                pieces.append(part if text is None else text)
    yield from filter(None, map(flat, pieces))


def _office(text: str, offices: Sequence[Office]) -> Office:
    """The first office whose words open a label."""
    return next(one for one in offices if any(_opening(text, said) >= 0 for said in one.opens))


def _opening(text: str, said: str) -> int:
    """Where the words that open a text end, a comma or «y» among them aside; -1 where they do not open it."""
    spaced = r",?\s+(?:[ey]\s+)?".join(map(re.escape, said.split()))
    match = re.match(rf"{spaced}\b", unaccented(text)) if said else None
    return match.end() if match else -1 if said else 0


def _values(name: str, cargo: str, area: str, office: Office) -> dict[str, str]:
    return {
        "nombre": name,
        "cargo": cargo,
        "unidad": area,
        "calidad": office.quality,
        "con_voto": str(office.votes).lower(),
    }
