"""What a figure of the prose counts by the catalogue of measures, and whether as the report's own count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.source import prose_grids, prose_sums
from check_report.source.prose_claims import is_frame
from check_report.source.words import dates, figures, plain, quarters
from check_report.source.words.sentences import content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from check_report.rulebook.suites import Measure
    from check_report.source.prose_reading import Reading, Said
    from check_report.source.words.figures import Figure

_KNOWN = re.compile(r"\bl[ao]s\s+$")
_OF = re.compile(r"\b(?:al?|de|del|durante el|en el)(?:\s+los)?\s+$")
_OF_THIS = re.compile(
    r"\s+(?:del?|en|durante)\s+(?:el|este)?\s*(?:presente\s+)?(?:periodo|trimestre)\b(?!\s+(?:anterior|previo|pasado))"
)
_OF_BODY = re.compile(r"\s+(?:de la comision|del comite)\b")
_ADOPTED = frozenset(content("aprobados adoptados tomados emitidas suscritos firmados celebradas"))
_ALL_LISTS = re.compile(
    r"\b(?:amb[oa]s|las dos listas|tod[oa]s l[oa]s (?:listas|redes)"
    r"|(?:con|sumad[oa]s a) l[oa]s (?:de|que|anteriores)|en conjunto, entre"
    r"|entre (?:el|l[oa]s?) [^,;.:]+ y (?:el|l[oa]s?) [^,;.:]+ suma(?:n|ron)"
    r"|(?:total|conjunto|suma) (?:general|global|(?:del|en el) (?:trimestre|periodo)))\b"
)
_MORE = re.compile(r"\s+(?:mas|adicional(?:es)?)\b(?!\s+de\b)")
"""What makes a figure one that is added to others: «un punto más»."""
_SORT = re.compile(r"\s+(?:fueron|resultaron)\s+(?!\w+(?:ad|id|t|ch)[oa]s\b)\w+")
"""What tells of what sort some of them were: «dos sesiones fueron presenciales»."""
_REPEATED = re.compile(r"\bcada\b")
"""What was done again and again: «cada viernes envió un reporte»."""
_DONE = re.compile(r"\b(?:se\s+\w+ron|(?:fueron|han sido)\s+\w+d[oa]s)\s+(?:en\s+total\s+)?$")
"""How a sentence tells what was done without telling by whom: «se emitieron en total seis opiniones»."""
_SHOWN = re.compile(r"\b(?:tablas?|cuadros?|anexos?|relacion)\s+[0-9]")
_BESIDE_TABLE = re.compile(r"(?:\s+\w+){0,3}\s+\((?:vease |ver )?(?:tabla|cuadro|anexo)\s+[0-9]")
"""What refers a figure to its table: «emitió siete opiniones de pertinencia (Tabla 5)»."""
_BY = re.compile(r"\bpor\s+(?:el|l[ao]s?)\b|\bconsejo\b")
_SOME = frozenset(content("favorables desfavorables positivas negativas generales específicos marco nuevos"))
_CALLED = frozenset(content("convocó convocaron"))
"""What nobody called was not held."""
_ANY = frozenset(
    content("otros otras instituciones organismos dependencias externos jurídicos nuevos algunos ninguno")
)
"""What tells no particular ones apart: «no se suscribieron instrumentos con otras instituciones»."""
_NOW = frozenset(content("periodo trimestre"))
_DIRECT = re.compile(r"(?P<verb>\b\w{3,}(?:ó|aron|ieron))\s+(?:(?:en total|un total de)\s+)?$")
"""The verb of which a figure is the object: «celebró cinco sesiones y revisó ocho convenios»."""
_DID = re.compile(r"\w{3,}ó\s+$")
_WE = re.compile(r"\b\w{3,}[aei]mos\b")
"""What we ourselves did: «adoptamos dieciséis acuerdos»."""
_NAMED = 4
"""Words of a caption, «Tabla 6» among them, that tell what its table lists."""
_NEAR = 28
"""Letters between a verb and the article that may then be a figure: «se gestionó un convenio»."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A way to call what a measure counts."""

    measure: Measure
    part: str
    stems: tuple[str, ...]


def nouns(reading: Reading) -> list[Noun]:
    """All nouns of the catalogue, but for those by which the report calls what another table lists."""
    return [
        noun
        for measure in reading.measures
        for every in [
            [Noun(measure, part, content(one)) for part, some in measure.nouns.items() for one in some]
        ]
        for noun in every
        if not _calls_another(reading, noun, every)
    ]


def _calls_another(reading: Reading, noun: Noun, every: Sequence[Noun]) -> bool:
    """Whether the caption of a table in the prose has a noun, and its own table's another instead.

    So «opiniones» where «Dictámenes aprobados» are one table, and «Opiniones jurídicas emitidas» another.
    """
    own = {stem for said in prose_grids.captions_of(reading, noun.measure.table) for stem in content(said)}
    others = {stem for said, _, _ in prose_grids.captioned(reading) for stem in content(said)[:_NAMED]}
    called = own & {other.stems[0] for other in every}
    return bool(called) and noun.stems[0] not in called and noun.stems[0] in others


def measure_of_nothing(
    reading: Reading, said: Said, stems: Sequence[str], known: Sequence[Noun]
) -> str | None:
    """The measure that a denial says is nought: «no se suscribieron convenios»."""
    verbs = set(content(said.text))
    told = set(stems) - _ANY
    keys = {
        _key(noun, part)
        for noun in known
        if noun.stems and set(noun.stems) == told and verbs & (_CALLED | verb_stems(noun.measure))
        for part in _parts(noun, reading, said)
    }
    return keys.pop() if len(keys) == 1 else None


def measure_of(
    reading: Reading, said: Said, figure: Figure, inherited: str | None, known: Sequence[Noun]
) -> tuple[str | None, bool]:
    """What a figure counts, and whether the sentence asserts it as this report's own count."""
    fits = [noun for noun in known if _fits(noun, figure, inherited)]
    here = [
        (noun, part) for noun in fits for part in _parts(noun, reading, said) if _at_home(noun, reading, said)
    ]
    if here and _is_of_another(said, figure, fits, [noun for noun, _ in here]):
        return None, False
    if here:
        several = len({part for noun, part in here if _told_by_place(noun)}) > 1
        opens = prose_sums.opens_parts(said, figure) and not _by_month(said, figure)
        if _ALL_LISTS.search(plain.unaccented(said.text)) or (several and opens):
            here = [(noun, noun.part) for noun in fits if not _told_by_place(noun)]
        if opens:
            # «16 envíos en el trimestre: nueve a la Red y siete a …» does not count the list of this place.
            here = [(noun, part) for noun, part in here if not _told_by_place(noun)]
        key = _one(_narrow(here, said, figure)) if here else None
        return key, bool(key) and _asserted(reading, said, figure, [noun for noun, _ in here])
    # A list among several is not told from all of them by a noun alone.
    listed = {noun.measure.table for noun in fits if _told_by_place(noun) and not _is_one_list(noun, reading)}
    away = [
        (noun, noun.part)
        for noun in fits
        if not _told_by_place(noun)
        and _is_printed(noun, reading)
        and not reading.outline.tables.get(said.paragraph.section)
        and (noun.measure.table not in listed or _is_total(said, figure))
    ]
    restated = _restated(reading, said, figure)
    if not away and restated:
        away = [(noun, noun.part) for noun in fits if noun.part]
        return _one(away), True
    key = _one(_narrow(away, said, figure)) if away else None
    summed_up = restated and is_frame(reading, said.paragraph.section)
    alone = len({noun.measure.name for noun, _ in away}) == 1 and is_frame(reading, said.paragraph.section)
    summed_up = summed_up or (alone and _enumerates(said, figure))
    asserted = summed_up or _asserted_elsewhere(reading, said, figure, [noun for noun, _ in away])
    return key, bool(key) and asserted


def _is_of_another(said: Said, figure: Figure, fits: Sequence[Noun], here: Sequence[Noun]) -> bool:
    """Whether the verb right before is of another table's count: «estaban en trámite tres instrumentos»."""
    near = set(content(said.text[max(0, figure.start - _NEAR) : figure.start]))
    return not any(near & verb_stems(noun.measure) for noun in here) and any(
        near & verb_stems(noun.measure) for noun in fits
    )


def _is_total(said: Said, figure: Figure) -> bool:
    """Whether a figure itself, not another one of its sentence, is said to be a total."""
    return figures.is_total(said.text[max(0, figure.start - _NEAR) : figure.end])


def _by_month(said: Said, figure: Figure) -> bool:
    """Whether those parts are months: «12 sesiones: cinco en julio y siete en agosto»."""
    return any(word in dates.months() for word in plain.words(said.text[figure.end :]).split())


def _enumerates(said: Said, figure: Figure) -> bool:
    """Whether a figure opens an item of what a sentence enumerates: «… : cuatro sesiones; 15 acuerdos; …»."""
    opens = re.search(r"[:;]\s+(?:[ye]\s+)?$", said.text[: figure.start])
    return bool(opens and ":" in said.text[: figure.start] and said.text.count(";") > 1)


def _restated(reading: Reading, said: Said, figure: Figure) -> bool:
    """Whether a figure is given again, as known: «las tres sesiones ordinarias del tercer trimestre»."""
    if not _KNOWN.search(plain.unaccented(said.text[: figure.start])):
        return False
    named = next(quarters.find(said.text[figure.start :]), None)
    if named is None or named.last - named.first != 2:
        rest = plain.unaccented(said.text[figure.end :])
        whole = bool(set(figure.noun[1:]) & _ADOPTED or _OF_BODY.match(rest))
        return (whole and is_frame(reading, said.paragraph.section)) or bool(_OF_THIS.match(rest))
    counted = said.text[figure.start :][: named.start]
    return bool(_OF.search(plain.unaccented(counted))) and counted == counted.lower()


def _fits(noun: Noun, figure: Figure, inherited: str | None) -> bool:
    head, *rest = noun.stems
    if figure.subject:
        return figure.subject[0] == head and set(rest) <= set(figure.subject)
    near = set(figure.after[:6])
    if figure.noun and figure.noun[0] == head:
        # «dos convenios generales», «cinco opiniones favorables»: only some of them.
        return set(rest) <= near and not (set(figure.noun[1:]) - set(rest)) & _SOME
    return head == inherited and bool(rest) and set(rest) <= near


def _told_by_place(noun: Noun) -> bool:
    """Whether only the table that stands there tells which part of the family is meant."""
    return noun.measure.family[1] is not None and not noun.part


def _is_one_list(noun: Noun, reading: Reading) -> bool:
    """Whether the rows that a noun counts are all of one part: it then needs no place to tell it."""
    by = noun.measure.family[1] or ""
    frame = reading.source.tables[noun.measure.table or ""].frame
    return by in frame.columns and frame[by].n_unique() == 1


def _parts(noun: Noun, reading: Reading, said: Said) -> Iterator[str]:
    """The parts of the noun's family that may be meant in a section."""
    by = noun.measure.family[1]
    if by is None or noun.part:
        yield noun.part
        return
    for place in reading.outline.tables.get(said.paragraph.section, []):
        if place.table == noun.measure.table:
            yield from (value for field, value in place.filter if field == by)


def _is_printed(noun: Noun, reading: Reading) -> bool:
    """Whether the report has the table that a noun counts; without rows, if the prose has its place."""
    table = noun.measure.table
    placed = (place.table for places in reading.outline.tables.values() for place in places)
    return not table or reading.source.tables[table].frame.height > 0 or table in placed


def _at_home(noun: Noun, reading: Reading, said: Said) -> bool:
    by = noun.measure.family[1]
    return any(
        place.table == noun.measure.table and (not place.filter or bool(by))
        for place in reading.outline.tables.get(said.paragraph.section, [])
    )


def _narrow(found: list[tuple[Noun, str]], said: Said, figure: Figure) -> list[tuple[Noun, str]]:
    """Of several readings: of the verb right before, of the table that follows, of any verb, the longest."""
    verbs = set(content(said.text))
    near = set(content(said.text[max(0, figure.start - _NEAR) : figure.start]))
    tests: tuple[Callable[[Noun, str], bool], ...] = (
        lambda noun, _: bool(near & verb_stems(noun.measure)),
        lambda noun, part: any(
            place.table == noun.measure.table and (not place.filter or part in dict(place.filter).values())
            for place in said.paragraph.introduces
        ),
        lambda noun, _: bool(verbs & verb_stems(noun.measure)),
        lambda noun, _: len(noun.stems) == max(len(other.stems) for other, _ in found),
    )
    for test in tests:
        if len({_key(*pair) for pair in found}) > 1:
            found = [pair for pair in found if test(*pair)] or found
    return found


def _one(found: Sequence[tuple[Noun, str]]) -> str | None:
    keys = {_key(noun, part) for noun, part in found}
    return keys.pop() if len(keys) == 1 else None


def _key(noun: Noun, part: str) -> str:
    name, by = noun.measure.family
    return f"{name}:{part}" if by and part else noun.measure.name


def verb_stems(measure: Measure) -> set[str]:
    """The stems of the verbs that say that it was done."""
    return {stem for verb in measure.verbs for stem in content(verb)}


def _asserted(reading: Reading, said: Said, figure: Figure, found: Sequence[Noun]) -> bool:
    verbs = set[str]().union(*(verb_stems(noun.measure) for noun in found))
    after = plain.unaccented(said.text[figure.end :])
    if _MORE.match(after) or (_SORT.match(after) and not _KNOWN.search(said.text[: figure.start])):
        return False
    if figure.is_article and (
        dates.find(said.text) or _REPEATED.search(plain.unaccented(said.text[: figure.start]))
    ):
        return False  # «el 16 de marzo se suscribió un convenio» tells of one, whatever others there were
    if figure.is_article:
        near = content(said.text[max(0, figure.start - _NEAR) : figure.start])
        return said.sentence.done and bool(verbs & set(near))
    if figure.subject or figures.is_total(said.text):
        return True
    tables = {noun.measure.table for noun in found}
    if any(place.table in tables for place in said.paragraph.introduces):
        return not (said.text.rstrip().endswith(":") and _is_of_first_list(reading, figure, found))
    # What a section counts it says before its table; what it says afterwards is of other things.
    places = reading.outline.tables.get(said.paragraph.section, [])
    before = any(place.table in tables and place.line > said.paragraph.line for place in places)
    return before and bool(verbs & set(content(said.text)))


def _is_of_first_list(reading: Reading, figure: Figure, found: Sequence[Noun]) -> bool:
    """Whether what opens a list counts fewer than all that are listed, where others may follow elsewhere."""
    tables = (reading.source.tables[noun.measure.table].frame for noun in found if noun.measure.table)
    in_lists = all(noun.measure.in_lists for noun in found)
    return in_lists and all(figure.value < frame.height for frame in tables)


def _asserted_elsewhere(reading: Reading, said: Said, figure: Figure, found: Sequence[Noun]) -> bool:
    """Whether a figure is asserted away from its table.

    It is this body's own only where the body itself is said to have done it, or where it is said to be done,
    by nobody else, as a table of this report shows or in total.
    """
    body = str(reading.source.about.get("organo_nombre") or "").partition(" ")[0].capitalize()
    before = said.text[: figure.start]
    acting = (
        bool(body)
        and bool(re.search(rf"\b{re.escape(body)}\b(?!\s+de\b)", before))
        and "Consejo" not in said.text
    )
    acting = acting or bool(_WE.search(before[-_NEAR:])) or _is_of_body_before(reading, said, figure, body)
    verbs = set[str]().union(*(verb_stems(noun.measure) for noun in found))
    timed = figures.speaks_of_period(said.text) or figures.is_total(said.text)
    bare = plain.unaccented(said.text)
    timed = timed or is_frame(reading, said.paragraph.section)
    shown = bool(_DONE.search(bare[: figure.start])) and not _BY.search(bare)
    shown = shown and (timed or bool(_SHOWN.search(bare)))
    shown = shown or (timed and bool(_BESIDE_TABLE.match(bare, figure.end)))
    direct = _DIRECT.search(before)
    told = bool(verbs & set(content(direct["verb"] if direct else before))) and ((acting and timed) or shown)
    return (told or (timed and _is_whole_item(said, figure, found, verbs))) and not figure.is_article


def _is_of_body_before(reading: Reading, said: Said, figure: Figure, body: str) -> bool:
    """Whether a sentence of the opening or the closing goes on of the body: «…, la Comisión … . Adoptó …»."""
    frame = body and said.sentence.start and is_frame(reading, said.paragraph.section)
    if not frame or not _DID.search(said.text[: figure.start]):
        return False
    return bool(re.search(rf"\b[Ll]a {re.escape(body)}\b", said.paragraph.text[: said.sentence.start]))


def _is_whole_item(said: Said, figure: Figure, found: Sequence[Noun], verbs: set[str]) -> bool:
    """Whether an item of a list is nothing but a count: «- Seis opiniones de pertinencia emitidas»."""
    stems = {stem for noun in found for stem in noun.stems}
    whole = said.paragraph.indent is not None and said.text.strip().startswith(figure.words)
    return (
        whole
        and set(content(said.text[figure.start + len(figure.words.split()[0]) :])) <= stems | verbs | _NOW
    )
