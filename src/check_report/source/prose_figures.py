"""Figures in the prose, what they count by the catalogue of measures, and the declared ones found again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl
from text_to_num import alpha2digit

from check_report.source.prose_claims import is_frame
from check_report.source.prose_reading import PLACE
from check_report.source.words import dates, figures, plain, quarters, sessions
from check_report.source.words.sentences import content, split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from check_report.rulebook.suites import Measure
    from check_report.source.prose_reading import Reading, Said
    from check_report.source.words.figures import Figure

FIGURES = {
    **PLACE,
    "observed": pl.String,
    "valor": pl.Int64,
    "sustantivo": pl.String,
    "medida": pl.String,
    "afirma": pl.Boolean,
    "articulo": pl.Boolean,
    "en_periodo": pl.Boolean,
    "total": pl.Boolean,
    "suma": pl.Int64,
    "sumandos": pl.String,
}
QUOTED = {
    **PLACE,
    "observed": pl.String,
    "valor": pl.Int64,
    "declarada_fila": pl.Int64,
    "declarada": pl.Int64,
    "texto": pl.String,
}
_REST = re.compile(r"\b(?:otr[oa]s?|resto|restantes?|l[oa]s demas)\b")
_KNOWN = re.compile(r"\bl[ao]s\s+$")
_OF = re.compile(r"\b(?:al?|de|del|durante el|en el)(?:\s+los)?\s+$")
_OF_THIS = re.compile(
    r"\s+(?:del?|en|durante)\s+(?:el|este)?\s*(?:presente\s+)?(?:periodo|trimestre)\b(?!\s+(?:anterior|previo|pasado))"
)
_ALL_LISTS = re.compile(
    r"\b(?:amb[oa]s|las dos listas|tod[oa]s l[oa]s (?:listas|redes)"
    r"|(?:con|sumad[oa]s a) l[oa]s (?:de|que|anteriores)|en conjunto, entre"
    r"|entre (?:el|l[oa]s?) [^,;.:]+ y (?:el|l[oa]s?) [^,;.:]+ suma(?:n|ron)"
    r"|(?:total|conjunto|suma) (?:general|global|(?:del|en el) (?:trimestre|periodo)))\b"
)
_TELLS_PARTS = re.compile(r"\bde (?:ell[oa]s|est[oa]s|l[oa]s cuales)\b|\b(?:a saber|esto es|es decir)\b")
_VERB = r"(?:se\s|(?!con\b|en\b|sin\b|segun\b)\w{3,}n\b)"
_PREDICATE = re.compile(rf"\w+(?:,|\s+(?:{_VERB}|(?:fue|tuvo|estuvo)\b))")
"""A figure alone and what those counted did: «una se llevó a cabo», «dos fueron presenciales»."""
_AGAIN = re.compile(r"\b(?:avances?|seguimiento)\b|\b(?:report|inform)(?:aron|o|an|ados|adas)\b")
_OTHERS = re.compile(r"\by un[oa],|\b(?:el|l[oa]s?) (?:otr[oa]s?|restantes?|demas|resto)\b")
_ACTS = re.compile(rf"\s+{_VERB}")
_OF_LAST = re.compile(r"\bde (?:est|es)[oa]s ultim[oa]s\b")
_SUMS_UP = re.compile(r",\s*(?:es decir|esto es|o sea|en total|para un total de|(?:lo )?que suman?),?\s+$")
_OVERLAP = re.compile(
    r"\bmas de un[oa]?\b|\ben (?:amb[oa]s|l[oa]s (?:dos|tres)|vari[oa]s)\b|\bse repiten?\b"
    r"|\bno (?:es|son|constituyen?) (?:la |una )?suma\b"
)
"""What a paragraph says of parts that have things in common."""
_MORE = re.compile(r"\s+(?:mas|adicional(?:es)?)\b(?!\s+de\b)")
"""What makes a figure one that is added to others: «un punto más»."""
_SORT = re.compile(r"\s+(?:fueron|resultaron)\s+(?!\w+(?:ad|id|t|ch)[oa]s\b)\w+")
"""What tells of what sort some of them were: «dos sesiones fueron presenciales»."""
_REPEATED = re.compile(r"\bcada\b")
"""What was done again and again: «cada viernes envió un reporte»."""
_DONE = re.compile(r"\b(?:se\s+\w+ron|(?:fueron|han sido)\s+\w+d[oa]s)\s+(?:en\s+total\s+)?$")
"""How a sentence tells what was done without telling by whom: «se emitieron en total seis opiniones»."""
_SHOWN = re.compile(r"\b(?:tablas?|cuadros?|anexos?|relacion)\s+[0-9]")
_BY = re.compile(r"\bpor\s+(?:el|l[ao]s?)\b|\bconsejo\b")
_EACH = re.compile(r"\s+(?:al?|con|en|para|por)\s")
"""What follows a part told beside others: «41 en las oficinas y 23 por medio de la plataforma»."""
_ADJECTIVE = re.compile(r"(?:al|il|ar|ble|[aei]nte|[ai]d[oa]|iv[oa]|ari[oa]|ic[oa]|os[oa]|brid[oa])(?:e?s)?$")
_COLON = re.compile(r"[^.,;:]*:\s*\S")
_SOME = frozenset(content("favorables desfavorables positivas negativas generales específicos marco nuevos"))
_SEXES = frozenset(content("mujeres hombres"))
_NEAR = 28
"""Letters between a verb and the article that may then be a figure: «se gestionó un convenio»."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A way to call what a measure counts."""

    measure: Measure
    part: str
    stems: tuple[str, ...]


def nouns(measures: Sequence[Measure]) -> list[Noun]:
    """All nouns of the catalogue."""
    return [
        Noun(measure, part, content(noun))
        for measure in measures
        for part, some in measure.nouns.items()
        for noun in some
    ]


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `cifras_prosa`."""
    known = nouns(reading.measures)
    overlapping = {measure.name for measure in reading.measures if measure.parts_overlap}
    for said, found in zip(reading.said, reading.figures, strict=True):
        yield from _without_kinds(said, found, list(_told(reading, said, found, known, overlapping)))


def _told(
    reading: Reading, said: Said, found: Sequence[Figure], known: Sequence[Noun], overlapping: set[str]
) -> Iterator[dict[str, Any]]:
    """The rows of one sentence."""
    whole = _whole(said, found)
    shared = _is_shared(said, found[whole:])
    total = _sum(said, found[whole:], known)
    counted = ""
    for index, figure in enumerate(found):
        inherited = next((f.noun[0] for f in reversed(found[:index]) if f.noun), None)
        measure, asserts = _measure(reading, said, figure, inherited, known)
        asserts = asserts and not (index == whole and _shares(said, found[index:]))
        if index == whole and measure:
            shared = False
        asserts = asserts and not (index > whole and shared)
        if not figure.noun and not figure.subject and counted:
            measure, asserts = _of_session(reading, said, found, index, counted), True
        bare = len(figure.noun) == 1  # «tres sesiones de la primera», not «tres sesiones ordinarias»
        again = bare and any(_opens_parts(said, f) and f.noun[:1] == figure.noun for f in found[:index])
        same = index > whole and measure and measure == counted and _opens_parts(said, found[whole])
        if again or same:
            measure = None  # «cinco instrumentos: un convenio …»: a part, told by what tells it apart
        counted = measure if measure and (figure.noun or figure.subject) else counted
        yield reading.at(said.line_at(figure.start), said.paragraph.section) | {
            "observed": figure.words,
            "valor": figure.value,
            "sustantivo": " ".join(figure.noun),
            "medida": measure,
            "afirma": bool(measure)
            and asserts
            and not figures.of_another_time(said.text, figure.start, reading.source.year)
            and not figures.of_some_months(said.text, figure.start)
            and not _is_of_part(reading, said),
            "articulo": figure.is_article,
            "en_periodo": figures.speaks_of_period(said.text),
            "total": figures.is_total(said.text),
            "suma": total[0] if total and index == whole and measure not in overlapping else None,
            "sumandos": total[1] if total and index == whole and measure not in overlapping else None,
        }


def _is_of_part(reading: Reading, said: Said) -> bool:
    """Whether a figure is of one month or session: that of the title, or of the words it runs on from."""
    heading = reading.outline.heading(said.paragraph.section)
    while heading:
        named = [word for word in plain.words(heading.title).split() if word in dates.months()]
        if 0 < len(named) < figures.MONTHS_OF_QUARTER:
            return True
        heading = reading.outline.heading(heading.parent)
    first = next(split(said.paragraph.text))
    runs_on = first.text != said.text and not first.done
    return runs_on and len(list(sessions.find(first.text))) == 1


def _without_kinds(
    said: Said, found: Sequence[Figure], told: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """The rows; kinds of one thing told apart are no count: «tres convenios de apoyo, dos específicos»."""
    pairs = [(figure.noun[0], row["medida"]) for figure, row in zip(found, told, strict=True) if figure.noun]
    nouns, measures = Counter(noun for noun, _ in pairs), Counter(pairs)
    kinds = {n for n, m in pairs if nouns[n] > 1 and (m is None or measures[n, m] > 1)}
    whole = any(_opens_parts(said, figure) for figure in found)
    summed = whole or _TELLS_PARTS.search(plain.unaccented(said.text))
    for figure, row in zip(found, told, strict=True):
        apart = bool(figure.noun) and figure.noun[0] in kinds and not summed
        yield row | {"afirma": False} if apart else row


def quoted(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `cifras_citadas`: a declared figure whose words the section has, but with another figure."""
    for row in reading.source.tables["cifras_declaradas"].frame.iter_rows(named=True):
        text, value, section = row["texto"], row["valor"], row["seccion_id"]
        mine = [said for said in reading.said if said.paragraph.section == section]
        if text is None or value is None or any(_digits(text) in _digits(said.text) for said in mine):
            continue
        pattern = re.compile(
            re.sub(rf"(?<![0-9]){value}(?![0-9])", "([0-9]+)", re.escape(_digits(text)), count=1)
        )
        for said in mine:
            match = pattern.search(_digits(said.text))
            if match and match.groups():
                other = int(match[1])
                words = next((f for f in figures.find(said.text) if f.value == other), None)
                yield reading.at(said.line_at(words.start if words else 0), section) | {
                    "observed": words.words if words else match[0],
                    "valor": other,
                    "declarada_fila": row["_row"],
                    "declarada": value,
                    "texto": text,
                }


def measure_of_nothing(
    reading: Reading, said: Said, stems: Sequence[str], known: Sequence[Noun]
) -> str | None:
    """The measure that a denial says is nought: «no se suscribieron convenios»."""
    verbs = set(content(said.text))
    keys = {
        _key(noun, part)
        for noun in known
        if noun.stems and set(noun.stems) == set(stems) and verbs & verb_stems(noun.measure)
        for part in _parts(noun, reading, said)
    }
    return keys.pop() if len(keys) == 1 else None


def _measure(
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
        opens = _opens_parts(said, figure) and not _by_month(said, figure)
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
    if not away and _restated(said, figure):
        away = [(noun, noun.part) for noun in fits if noun.part]
        return _one(away), True
    key = _one(_narrow(away, said, figure)) if away else None
    return key, bool(key) and _asserted_elsewhere(reading, said, figure, [noun for noun, _ in away])


def _is_of_another(said: Said, figure: Figure, fits: Sequence[Noun], here: Sequence[Noun]) -> bool:
    """Whether the verb right before is of another table's count: «estaban en trámite tres instrumentos»."""
    near = set(content(said.text[max(0, figure.start - _NEAR) : figure.start]))
    return not any(near & verb_stems(noun.measure) for noun in here) and any(
        near & verb_stems(noun.measure) for noun in fits
    )


def _is_total(said: Said, figure: Figure) -> bool:
    """Whether a figure itself, not another one of its sentence, is said to be a total."""
    return figures.is_total(said.text[max(0, figure.start - _NEAR) : figure.end])


def _opens_parts(said: Said, figure: Figure) -> bool:
    """Whether the figure is a whole whose parts follow: «11 sesiones: ocho de comisiones y tres …»."""
    return bool(_COLON.match(said.text, figure.end))


def _by_month(said: Said, figure: Figure) -> bool:
    """Whether those parts are months: «12 sesiones: cinco en julio y siete en agosto»."""
    return any(word in dates.months() for word in plain.words(said.text[figure.end :]).split())


def _is_shared(said: Said, found: Sequence[Figure]) -> bool:
    """Whether a figure is shared out whole: «nueve documentos: cinco informes, dos notas y dos puntos»."""
    return (
        _opens_parts(said, found[0]) and sum(f.value for f in found[1:]) == found[0].value if found else False
    )


def _restated(said: Said, figure: Figure) -> bool:
    """Whether a figure is given again, as known: «las tres sesiones ordinarias del tercer trimestre»."""
    if not _KNOWN.search(plain.unaccented(said.text[: figure.start])):
        return False
    named = next(quarters.find(said.text[figure.start :]), None)
    if named is None or named.last - named.first != 2:
        return bool(_OF_THIS.match(plain.unaccented(said.text[figure.end :])))
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
        return True
    # What a section counts it says before its table; what it says afterwards is of other things.
    places = reading.outline.tables.get(said.paragraph.section, [])
    before = any(place.table in tables and place.line > said.paragraph.line for place in places)
    return before and bool(verbs & set(content(said.text)))


def _asserted_elsewhere(reading: Reading, said: Said, figure: Figure, found: Sequence[Noun]) -> bool:
    """Whether a figure is asserted away from its table.

    It is this body's own only where the body itself is said to have done it, or where it is said to be done,
    by nobody else, as a table of this report shows or in total.
    """
    body = str(reading.source.about.get("organo_nombre") or "").partition(" ")[0]
    before = said.text[: figure.start]
    acting = (
        bool(body)
        and bool(re.search(rf"\b{re.escape(body)}\b(?!\s+de\b)", before))
        and "Consejo" not in said.text
    )
    verbs = set[str]().union(*(verb_stems(noun.measure) for noun in found))
    timed = figures.speaks_of_period(said.text) or figures.is_total(said.text)
    bare = plain.unaccented(said.text)
    timed = timed or is_frame(reading, said.paragraph.section)
    shown = bool(_DONE.search(bare[: figure.start])) and not _BY.search(bare)
    shown = shown and (timed or bool(_SHOWN.search(bare)))
    return ((acting and timed) or shown) and not figure.is_article and bool(verbs & set(content(before)))


def _shares(said: Said, found: Sequence[Figure]) -> bool:
    """Whether a figure is one of several shares: «dos sesiones fueron presenciales, dos se tuvieron …»."""
    total, *others = found
    alone = [other for other in others if not other.noun]
    acts = _ACTS.match(plain.unaccented(said.text), total.end)  # «cinco acuerdos corresponden a …, dos a …»
    shares = [o for o in alone if acts or _PREDICATE.match(plain.unaccented(said.text[o.start :]))]
    told = _TELLS_PARTS.search(plain.unaccented(said.text)) or _opens_parts(said, total)
    if acts and _OTHERS.search(plain.unaccented(said.text), total.end):
        return True
    return bool(shares) and not told and sum(share.value for share in shares) != total.value


def _whole(said: Said, found: Sequence[Figure]) -> int:
    """Which figure of a sentence may be a whole: the one right before a colon, else the first."""
    return next((index for index, figure in enumerate(found) if _opens_parts(said, figure)), 0)


def _sum(said: Said, found: Sequence[Figure], known: Sequence[Noun]) -> tuple[int, str] | None:
    """What the parts of the first figure add up to, where the sentence lists them."""
    if len(found) < 3 or not _may_have_parts(found[0]) or _REST.search(plain.unaccented(said.text)):
        return None
    total, *parts = found
    if _OF_LAST.search(plain.unaccented(said.text[total.end :])):
        return None  # «dos en la inauguración y ocho en las mesas, cuatro de estas últimas …»
    if _SUMS_UP.search(plain.unaccented(said.text[parts[-2].end : parts[-1].start])):
        return None  # the whole stands last
    if _OVERLAP.search(plain.unaccented(said.paragraph.text)):
        return None
    between = plain.unaccented(said.text[total.end : parts[0].start])
    following = plain.unaccented(said.text[parts[0].start :])[:60]
    if ":" not in between and not _TELLS_PARTS.search(between + following) and not _beside(said, found):
        return None
    kinds = {stem for noun in known for stem in noun.stems[1:]} | set(total.noun[:1])
    by_sex = {figure.noun[0] for figure in parts if figure.noun} >= _SEXES
    same = [f for f in parts if not f.noun or by_sex or f.noun[0] in kinds or _is_adjective(f)]
    # A number that is no part, or that was not understood, makes the sum uncertain.
    if len(same) < 2 or figures.how_many(said.text[total.end :]) != len(same):
        return None
    added = sum(f.value for f in same)
    if added > total.value and _AGAIN.search(plain.unaccented(said.text)):
        return None  # what is reported on session by session is reported on more than once
    return added, " + ".join(str(f.value) for f in same)


def _may_have_parts(figure: Figure) -> bool:
    """Whether a figure counts several things: «un reporte con lo que entró: …» does not."""
    return bool(figure.noun or figure.subject) and figure.value > 1


def _beside(said: Said, found: Sequence[Figure]) -> bool:
    """Whether parts stand right beside their whole: «64 solicitudes, 41 en las oficinas y 23 por correo»."""
    total, *parts = found
    between = said.text[total.end : parts[0].start]
    opened = re.fullmatch(r"[^,;:.()]*,\s*", between) and not _EACH.search(plain.unaccented(between))
    last = plain.unaccented(said.text[parts[-2].end : parts[-1].start])
    each = (_EACH.match(plain.unaccented(said.text[_number_end(part) :])) for part in parts)
    return bool(opened) and bool(re.search(r"\s[ye],?\s+$", last)) and all(each)


def _number_end(figure: Figure) -> int:
    return figure.start + len(figure.words.split(" ", 1)[0])


def _is_adjective(figure: Figure) -> bool:
    """Whether a figure's noun is left out and only told what kind they are: «40 presenciales»."""
    said = plain.unaccented(figure.words).split()
    return len(said) == 2 and bool(_ADJECTIVE.search(said[1]))


def _of_session(
    reading: Reading, said: Said, found: Sequence[Figure], index: int, counted: str
) -> str | None:
    """The measure of a part told by its session: «seis de ellos en la séptima sesión ordinaria»."""
    family = next((m for m in reading.measures if m.family == (counted, "sesion_id")), None)
    end = found[index + 1].start if index + 1 < len(found) else len(said.text)
    named = next(sessions.find(said.text[found[index].start : end]), None)
    if family is None or named is None:
        return None
    frame = reading.source.tables["sesiones"].frame
    same = frame.filter((pl.col("numero") == named.number) & (pl.col("tipo") == named.kind))[
        "sesion_id"
    ].to_list()
    return f"{counted}:{same[0]}" if len(same) == 1 else None


def _digits(text: str) -> str:
    return plain.words(alpha2digit(text, "es"))
