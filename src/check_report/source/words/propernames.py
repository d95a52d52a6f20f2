"""Names of persons and of bodies in a text, and how two written forms of a name differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from check_report.source.words.plain import unaccented, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

PERSON, BODY = "persona", "organizacion"

_CAPITAL = r"(?:[A-ZÁÉÍÓÚÑÜ][\w’'-]*|[A-ZÁÉÍÓÚÑÜ]\.)"
_SMALL = r"(?:a|al|con|de|del|e|el|en|la|las|los|para|por|y)"
_HEADS = (
    "Academia|Agencia|Alianza|Alcaldía|Archivo|Asociación|Ayuntamiento|Cámara|Centro|Colegio|Comisaría|Comisión|Comité|Confederación"
    "|Congreso|Consejo|Contraloría"
    r"|Coordinación(?=\s(?:de|General|Ejecutiva|Técnica|Jurídica|Administrativa|Municipal|Distrital|Estatal|Nacional)\b)"
    "|Defensoría|Demarcación|Dirección|Escuela|Facultad|Federación|Fideicomiso"
    "|Fiscalía|Fundación|Gobierno|Instituto|Junta|Observatorio|Oficialía|Oficina|Organismo|Organización|Partido|Procuraduría"
    "|Red|Registraduría|Secretaría|Sindicato|Sociedad|Subdirección|Tribunal|Unidad|Universidad|Vocalía"
)
_NEXT = rf"(?!\s+[ye]\s+(?:{_SMALL}\s+){{0,2}}(?:{_HEADS}|[A-ZÁÉÍÓÚÑ]{{2,}})\b)"
_BODY = re.compile(
    rf"\b(?:{_HEADS})\b(?:{_NEXT}(?:\s+(?:{_SMALL}\s+){{0,3}}{_CAPITAL}|,\s+{_CAPITAL}(?=[\w\s]*\s[ye]\s+(?:{_SMALL}\s+)?[A-Z])))+"
)
_OFFICE = (
    r"(?:consejer[oa]s?|president[ea]s?|maestr[oa]s?|licenciad[oa]s?|doctor(?:a|es|as)?|ingenier[oa]s?|titular(?:es)?"
    r"|secretari[oa]s?|magistrad[oa]s?|diputad[oa]s?|senador(?:a|es|as)?|director(?:a|es|as)?|encargad[oa]s?|vocal(?:es)?"
    r"|representantes?|ciudadan[oa]s?|profesor(?:a|es|as)?|acad[ée]mic[oa]s?|investigador(?:a|es|as)?|fiscal(?:es)?"
    r"|comisionad[oa]s?|alcald(?:e|esa|es|esas)|jef[ea]s?|registrador(?:a|es|as)?|coordinador(?:a|es|as)?|integrantes?"
    r"|subdirector(?:a|es|as)?|contralor(?:a|es|as)?|ponentes?|moderador(?:a|es|as)?|especialistas?"
    r"|contador(?:a|es|as)?|abogad[oa]s?|arquitect[oa]s?|(?:antrop|soci|psic)[óo]log[oa]s?|rector(?:a|es|as)?"
    r"|gobernador(?:a|es|as)?|embajador(?:a|es|as)?|c[óo]nsul(?:es)?"
    r"|mtr[oa]s?\.|lics?\.|li?cd[oa]s?\.|dr[a]?s?\.|ings?\.|arqs?\.|profra?s?\.|cc?\.)"
)
_KIND_OF_OFFICE = (
    r"(?:electoral(?:es)?|president[ea]|ejecutiv[oa]s?|t[ée]cnic[oa]s?|administrativ[oa]s?|general(?:es)?|local(?:es)?"
    r"|distrital(?:es)?|nacional(?:es)?|provisional(?:es)?|interin[oa]s?|estatal(?:es)?|municipal(?:es)?|delegad[oa]s?"
    r"|p[úu]blic[oa]s?|jur[íi]dic[oa]s?|acad[ée]mic[oa]s?|operativ[oa]s?|adjunt[oa]s?)"
)
_OFFICES = rf"{_OFFICE}(?:\s+{_KIND_OF_OFFICE})*"
_GIVEN = rf"(?:\s+(?:(?:de|del|la|las|los)\s+){{0,2}}{_CAPITAL})"
# «de la Torre y Villaseñor» is one surname; where more names follow «y», it is another person.
_JOINED = rf"(?:\s+[ye]\s+(?!(?:{_HEADS})\b){_CAPITAL}\b(?!{_GIVEN}))?"
_FULL_NAME = rf"(?P<name>{_CAPITAL}{_GIVEN}{{1,5}}{_JOINED})"
_BEFORE = re.compile(rf"\b(?P<office>(?i:{_OFFICES})),?\s+{_FULL_NAME}")
_AFTER = re.compile(rf"{_FULL_NAME}(?:,\s+|\s*\n\s*|\s+[-–—]\s+)(?P<office>(?i:{_OFFICES}))\b")
_WHOLE = re.compile(
    r"[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]+(?:\s+(?:(?:de|del|la|las|los|y)\s+){0,2}[A-ZÁÉÍÓÚÑÜ][a-záéíóúñü]+){2,4}"
)
_IN_AREA = re.compile(
    rf"(?:\b(?i:{_OFFICES})\s+(?:del|de\s+la|de)\s+[A-ZÁÉÍÓÚÑ]{{2,}}|{_BODY.pattern}(?:\s+\([^()]{{2,15}}\))?)"
    rf",\s+{_FULL_NAME}(?=[,;.])"
)
"""Who heads an area: «el titular del OIC, Efraín Solís Mora,», «de la Unidad Jurídica, Ana Ruiz Paz;»."""
_LISTED = re.compile(rf"(?:,|\s[ye]|;)\s+{_FULL_NAME}")
_LONG = 4
"""Bodies whose names have this many words, and the same ones, are one body."""
_LEAD = re.compile(rf"^(?:{_OFFICES}\s+)+", re.IGNORECASE)
_TRAIL = re.compile(rf"(?:\s+(?:{_OFFICE}|{_KIND_OF_OFFICE}))+$", re.IGNORECASE)
"""An office on the line below a name that signs: «Alma Ochoa / Consejera presidenta»."""
_OFFICE_AFTER = re.compile(rf",\s+(?:{_OFFICE})\b.*$", re.IGNORECASE | re.DOTALL)
_NOTE_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Marks of notes, which a name may end with: «Fundación Puentes²»."""
_STEM = 4
"""Letters with which a second surname and its slip both begin: «Quijano», «Quijada»."""
_PARTICLES = word_set("a al con de del e el en la las los para por y")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text."""

    start: int
    words: str
    kind: str
    office: str | None
    """Of a person: the office named with it, bare."""


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name that count, lower case, with their accents."""
    return tuple(word.lower() for word in re.findall(r"\w+", name) if word not in _PARTICLES)


def find_bodies(text: str) -> Iterator[Name]:
    """The bodies that a text names by a name of two words or more."""
    for match in _BODY.finditer(text):
        yield Name(match.start(), " ".join(match[0].split()).rstrip(_NOTE_MARKS), BODY, None)


def find_persons(text: str) -> Iterator[Name]:
    """The persons that a text names in full with their office, or in a list after such a one."""
    taken = [match.span() for match in _BODY.finditer(text)]
    seen: set[int] = set()
    for after in _AFTER.finditer(text):
        for found in _person(after, taken, seen):
            seen.add(found.start)
            yield found
    for headed in _IN_AREA.finditer(text):
        if is_person(headed["name"]):
            for found in _person(headed, taken, seen, office="titular"):
                seen.add(found.start)
                yield found
    position = 0
    while before := _BEFORE.search(text, position):
        position = before.end()
        people = list(_person(before, taken, seen))
        while people and (listed := _LISTED.match(text, position)):
            position = listed.end()
            people.extend(_person(listed, taken, seen, office=unaccented(before["office"])))
        yield from people


def without_office(name: str) -> str:
    """A person's name without titles and offices: «Mtra. Ana Ruiz, presidenta del Comité» → «Ana Ruiz»."""
    return _OFFICE_AFTER.sub("", _LEAD.sub("", name, count=1))


def is_body(name: str) -> bool:
    """Whether a name begins as a body's does."""
    return bool(re.match(rf"(?:{_HEADS})\b", name))


def is_person(text: str) -> bool:
    """Whether a text is no more than a person's name in full: three words or more, none of a body."""
    return bool(_WHOLE.fullmatch(without_office(text))) and not _BODY.search(text)


def _person(
    match: re.Match[str], taken: list[tuple[int, int]], seen: set[int], office: str | None = None
) -> Iterator[Name]:
    start = match.start("name")
    first, _, below = match["name"].partition("\n")
    whole = first if re.match(_OFFICE, below.strip(), re.IGNORECASE) else match["name"]
    name = " ".join(whole.split()).rstrip(".,")
    lead = _LEAD.match(name)
    if lead:
        start, name = start + lead.end(), name[lead.end() :]
    name = _TRAIL.sub("", name)
    if (
        start in seen
        or len(tokens(name)) < 2
        or any(a <= start < b for a, b in taken)
        or not name[0].isupper()
    ):
        return
    yield Name(start, name, PERSON, office or unaccented(match["office"]))


def difference(one: tuple[str, ...], other: tuple[str, ...], kind: str) -> str | None:
    """How a form differs from another form of the same name; None if it does not, or is no form of it.

    `acentos`, `letra` (one letter), `orden` (of words), and for persons `apellidos` (surnames changed
    places), `inicial`, `omision` (one name less).
    """
    bare, bare_other = _bare(one), _bare(other)
    if one == other:
        return None
    if bare == bare_other:
        return "acentos"
    if len(one) == len(other) and _one_letter(bare, bare_other, kind):
        return "letra"
    if kind == BODY:
        return "orden" if len(one) >= _LONG and sorted(bare) == sorted(bare_other) else None
    short, long = sorted((bare, bare_other), key=len)
    if len(short) == 2 < len(long) and _one_letter((*long[:-2], *short), long, PERSON):
        return "letra"  # «Lic. Urquisa Treviño»
    return _persons_differ(bare, bare_other)


@lru_cache(maxsize=8192)
def _bare(name: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(unaccented, name))


def _one_letter(one: tuple[str, ...], other: tuple[str, ...], kind: str) -> bool:
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(pairs) != 1 or len(one) < (2 if kind == PERSON else 3):
        return False
    (a, b) = pairs[0]
    # Mario and María, Francisco and Francisca are two persons.
    given = one.index(a) < max(len(one) - 2, 1)
    sexes = kind == PERSON and given and a[:-1] == b[:-1] and {a[-1], b[-1]} <= {"a", "o"}
    short = 3 if len(one) > 2 and not given else 4  # «Fabián Cetina Ruz», «… Ruiz»
    shortest = short if kind == PERSON else 5
    swapped = sorted(a) == sorted(b) and a[0] == b[0]  # «Paderes» for «Paredes»
    last = kind == PERSON and len(one) > 2 and one[-1] != other[-1] and a[:_STEM] == b[:_STEM]
    slip = OSA.distance(a, b) == 1 or ((swapped or last) and OSA.distance(a, b) == 2)
    return min(len(a), len(b)) >= shortest and slip and not sexes and not (a + b).isdigit()


def _persons_differ(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    if sorted(one) == sorted(other):
        swapped = len(one) > 2 and one[:-2] == other[:-2]
        return "apellidos" if swapped else "orden"
    if len(one) == len(other) and _initials(one, other):
        return "inicial"
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) == 1 and len(short) >= 3 and _within(short, long):
        return "omision"
    return None


def _initials(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(pairs) == 1 and min(map(len, pairs[0])) == 1 and pairs[0][0][0] == pairs[0][1][0]


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)
