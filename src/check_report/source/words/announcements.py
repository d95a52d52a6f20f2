"""What a text announces: «dos resultados: A) … y B) …», «tres apartados», «seis incisos, del A) al F)»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from text_to_num import alpha2digit

from check_report.source.words.plain import unaccented, word_set
from check_report.source.words.sentences import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from check_report.source.words.figures import Figure

_PARTS = frozenset(
    map(stem, word_set("apartados secciones capítulos incisos rubros partes numerales subapartados"))
)
_GROUPS = frozenset(map(stem, word_set("vertientes ejes líneas bloques temas grupos ámbitos rubros")))
_GROUPED = re.compile(
    r"\b(?:(?:este|el presente) (?:apartado|capitulo)|esta seccion)\b[^.;]{0,40}"
    r"\bse (?:agrupan?|organizan?|ordenan?|dividen?|distribuyen?|estructuran?)\s+en\s+(?:\w+\s+)?$"
)
"""What makes of the groups that follow parts of the section: «lo que este apartado reporta se agrupa en»."""
_TOLD_IN = re.compile(
    r"\bse\s+(?:expone|comenta|presenta|desarrolla|detalla|describe|aborda|trata|informa|explica)n?\b"
    r"[^.;:]{0,60}\ben\s+(?:l[ao]s\s+)?(?:siguientes\s+)?$"
)
_OF_TEXT = frozenset(map(stem, word_set("apartados secciones incisos numerales subapartados")))
"""Parts that only a text has: «los resultados se comentan en cuatro incisos»."""
_ORDER = frozenset(map(stem, word_set("primeras primeros últimas últimos restantes anteriores")))
"""What tells some of others: «las cuatro primeras» announces nothing."""
_TIME = frozenset(map(stem, word_set("días semanas años horas minutos")))
"""What nobody lists: «dentro de los tres días siguientes:»."""
_SELF = re.compile(
    r"\b(?:(?:este|presente|siguiente|el)\s+(?:informe|documento|apartado|capitulo|seccion|reporte)|esta\s+seccion"
    r"|se\s+(?:divide|estructura|integra|compone|organiza|conforma|desglosa|ordena|articula|distribuye)|consta"
    r"|comprende)\b"
)
_WHOLE = re.compile(r"\b(?:informe|documento|reporte|(?:la|esta) exposicion)\b")
_ITEM = re.compile(r"(?:^|(?<=[\s:;,(]))(?P<label>[A-Z]|[a-z]|[IVX]+|[0-9]{1,2})\)\s+")
_FIRST = frozenset(["A", "a", "I", "1"])
_MOST = 30
"""More things than these nobody announces one by one: «204 personas:»."""
_BESIDE = re.compile(r",?\s+[ye]\s+|,\s+")
_JOINED = re.compile(r"\b[ye]\s+(?:(?:con|de|por)\s+)?(?:el|la|los|las|un|una)\s+(?:\w+\s+){0,3}$")
_DEFINITE = re.compile(r"\b(?:los|las)(?:\s+siguientes)?\s+$")
_COMPLEMENT = re.compile(r"(?:a|con|de|del|en|entre|para)\s+(?:\w+\s+){0,8}\w+\s*:")
_THESE = re.compile(
    r"\bque se (?:describen|enumeran|detallan|enlistan|listan|presentan|mencionan|explican|desglosan)\s+"
    r"(?:en l[oa]s (?:incisos|puntos|numerales|lineas) siguientes|a continuacion|en ?seguida)\s*:$"
    r"|\b(?:que\s+son|son|a\s+saber|es\s+decir|esto\s+es)\b\W*?(?:l[ao]s\s+)?(?:siguientes\s*)?:$"
)
_FOLLOWING = re.compile(
    r"(?<!meses )(?<!mes )(?<!dias )(?<!semanas )(?<!trimestre )(?<!periodo )\bsiguientes?\b"
)
_QUALIFIED = re.compile(r",?\s*(?:\w+,?\s+){0,4}que\b|,\s+(?:\w+[ai]d[oa]s|cada un[oa])\b")
"""What tells more of the things counted: «cuatro líneas de trabajo que ordenan el año:»."""
_SORTED = re.compile(r"\b(?:clasific|distribu|agrup|desglos|segun|por (?:tipo|area|mes|sesion)|reparti)")
"""What says that the list is of groups, not of the things counted."""
_RANGE = re.compile(
    r"(?:\b(?:del?|desde)\s+(?:(?:la|el)\s+(?:(?:letra|inciso)\s+)?)?(?P<from>[A-Z])\)?|(?P<start>[A-Z])\))"
    r"\s+(?:a|al|hasta)\s+(?:(?:la|el)\s+)?(?:(?:letra|inciso)\s+)?(?P<to>[A-Z])\b\)?"
)


@dataclass(frozen=True, slots=True)
class Announcement:
    """A number of items that a text announces, and the items it then lists itself."""

    start: int
    words: str
    count: int
    is_structure: bool
    """Whether it speaks of the parts of this document."""
    of_whole: bool
    """Whether of the document as a whole, not of the section it stands in."""
    items: tuple[tuple[str, str | None], ...]
    """Label and title of each item listed in the text itself."""
    opens_list: bool
    """Whether the items are to follow: it ends in a colon."""
    is_loose: bool
    """Whether more words than the noun stand before that colon: what follows may be sorted otherwise."""


def find(text: str, counted: Iterable[Figure]) -> Iterator[Announcement]:
    """The announcements of a sentence, given its figures."""
    bare = unaccented(text)
    every = list(counted)
    found = [figure for figure in every if figure.noun[:1] and not figure.is_article]
    found = [figure for figure in found if figure.noun[0] not in _ORDER | _TIME]
    # «nueve documentos, siete de ellos informes y dos notas:» announces nine.
    parts = every[1:] if every and sum(part.value for part in every[1:]) == every[0].value else []
    for index, figure in enumerate(found):
        end = next((one.start for one in found[index + 1 :] if _opens_items(text, one)), len(text))
        items = tuple(_items(text, figure.end, end))
        structure = figure.noun[0] in _PARTS and bool(_SELF.search(bare))
        before = bare[: figure.start]
        structure = structure or (figure.noun[0] in _GROUPS and bool(_GROUPED.search(before)))
        structure = structure or (figure.noun[0] in _OF_TEXT and bool(_TOLD_IN.search(before)))
        tail = text[figure.end :].strip()
        direct = bool(re.fullmatch(r"(?:siguientes\s*)?:", tail))
        loose = tail.endswith(":") and len(found) == 1 and (structure or _names_them(bare, figure, tail))
        shared = bool(parts) and figure is every[0] and text.rstrip().endswith(":")
        opens = figure not in parts and (direct or loose or shared) and not _is_of(bare, figure, every)
        opens = opens and figure.value <= _MOST and not _goes_on(bare, every, figure)
        if items or structure or opens:
            last = items[-1][1] if items else None
            stop = text.find(last, figure.start) + len(last) if last else figure.end
            yield Announcement(
                start=figure.start,
                words=" ".join(text[figure.start : stop].split()),
                count=figure.value,
                is_structure=structure,
                of_whole=structure and bool(_WHOLE.search(bare)),
                items=items,
                opens_list=opens,
                is_loose=not direct,
            )


def _opens_items(text: str, figure: Figure) -> bool:
    """Whether the items after a figure begin there: «a)», or none. Else it is told within another's."""
    first = _ITEM.search(text, figure.end)
    return first is None or first["label"] in _FIRST


def _goes_on(bare: str, every: Iterable[Figure], figure: Figure) -> bool:
    """Whether a figure goes on from another: «cuatro informes y dos notas:» announces not just the notes."""
    before = [other for other in every if other.start < figure.start]
    between = bare[before[-1].end : figure.start] if before else ""
    return bool(_BESIDE.fullmatch(between) or _JOINED.search(between))


def _names_them(bare: str, figure: Figure, tail: str) -> bool:
    """Whether what is to be listed is known one by one: «las cuatro líneas de acción que guían …:»."""
    rest = unaccented(tail)
    known = _DEFINITE.search(bare[: figure.start]) or _THESE.search(rest)
    # What is said to follow need not be what was counted: «tres sesiones … los acuerdos siguientes:».
    told = not figure.start or _QUALIFIED.match(rest) or _COMPLEMENT.fullmatch(rest)
    return bool(known or (told and not _FOLLOWING.search(rest))) and not _SORTED.search(rest)


def _is_of(bare: str, figure: Figure, every: Iterable[Figure]) -> bool:
    """Whether only some of them are meant: «tres de las cinco personas»."""
    return any(
        other is not figure and re.search(r"\bde\s+l[ao]s\s*$", bare[other.start : figure.start])
        for other in every
        if other.start < figure.start
    )


def _items(text: str, start: int, end: int) -> Iterator[tuple[str, str | None]]:
    """«A) una cosa y B) otra», or the bare labels of «del A) al F)»."""
    span = _RANGE.search(text, start, end)
    if span:
        first = span["from"] or span["start"]
        yield from ((chr(code), None) for code in range(ord(first), ord(span["to"]) + 1))
        return
    matches = [
        match
        for match in _ITEM.finditer(text, start, end)
        if not _closes(text, match.start("label")) and not _says_again(text, match)
    ]
    if matches and matches[0]["label"] not in _FIRST:
        return  # they go on from others: «a) voto a los 16 años; b) …»
    for match, after in zip(matches, [*matches[1:], None], strict=False):
        title = text[match.end() : after.start() if after else end]
        yield match["label"], re.sub(r"(?:[;,.]|\b[ye])\s*$", "", title.strip()).strip(" ;,.")


def _closes(text: str, at: int) -> bool:
    """Whether the parenthesis after a label closes one that words opened: «(Tabla 7)»."""
    before = text[:at].rstrip()
    return before.count("(") > before.count(")") and not before.endswith("(")


def _says_again(text: str, label: re.Match[str]) -> bool:
    """Whether digits in parentheses only say again the number before: «cinco (5) sesiones»."""
    before = " ".join(re.findall(r"\w+", text[: label.start("label")])[-3:])
    return label["label"].isdigit() and alpha2digit(before, "es", 0.0).split()[-1:] == [label["label"]]
