"""Figures in the prose, what they count, and the declared ones found again."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import polars as pl
from text_to_num import alpha2digit

from check_report.source import prose_counting, prose_sums
from check_report.source.prose_reading import PLACE
from check_report.source.prose_sums import opens_parts
from check_report.source.words import dates, figures, plain, quarters, sessions
from check_report.source.words.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.source.prose_counting import Noun
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


_IN_ONE = re.compile(
    r"\ben la (?:primera|segunda|tercera|cuarta|quinta|sexta|septima|octava|novena|decima"
    r"|undecima|duodecima)\b"
)
"""What tells of one session: «en la cuarta se habló de cuatro convenios»."""


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `cifras_prosa`."""
    known = prose_counting.nouns(reading)
    overlapping = {measure.name for measure in reading.measures if measure.parts_overlap}
    for said, found in zip(reading.said, reading.figures, strict=True):
        yield from _without_kinds(said, found, list(_told(reading, said, found, known, overlapping)))


def _told(
    reading: Reading, said: Said, found: Sequence[Figure], known: Sequence[Noun], overlapping: set[str]
) -> Iterator[dict[str, Any]]:
    """The rows of one sentence."""
    whole = prose_sums.whole_of(said, found)
    shared = prose_sums.is_shared(said, found[whole:])
    sorts = frozenset(stem for noun in known for stem in noun.stems[1:])
    total = prose_sums.sum_of(said, found[whole:], sorts)
    if total and any(figure.value == total[0] for figure in found[:whole]):
        total = None  # «cinco reuniones, con duración de 20 horas: tres con … y dos con …»
    counted = ""
    for index, figure in enumerate(found):
        inherited = next((f.noun[0] for f in reversed(found[:index]) if f.noun), None)
        measure, asserts = prose_counting.measure_of(reading, said, figure, inherited, known)
        asserts = asserts and not (index == whole and prose_sums.shares(said, found[index:]))
        if index == whole and measure:
            shared = False
        asserts = asserts and not (index > whole and shared)
        if not figure.noun and not figure.subject and counted:
            measure, asserts = _of_session(reading, said, found, index, counted), True
        bare = len(figure.noun) == 1  # «tres sesiones de la primera», not «tres sesiones ordinarias»
        again = bare and any(opens_parts(said, f) and f.noun[:1] == figure.noun for f in found[:index])
        same = index > whole and measure and measure == counted and opens_parts(said, found[whole])
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
            and not _of_other_quarter(reading, said, figure)
            and not figures.of_some_months(said.text, figure.start)
            and not figures.is_rate(said.text, figure.end)
            and not (_IN_ONE.search(plain.unaccented(said.text)) and not _by_session(reading, measure))
            and not _is_of_part(reading, said),
            "articulo": figure.is_article,
            "en_periodo": figures.speaks_of_period(said.text),
            "total": figures.is_total(said.text),
            "suma": total[0] if total and index == whole and measure not in overlapping else None,
            "sumandos": total[1] if total and index == whole and measure not in overlapping else None,
        }


def _by_session(reading: Reading, measure: str | None) -> bool:
    """Whether a measure is told apart by sessions: agreements are, instruments are not."""
    name = (measure or "").partition(":")[0]
    return any(one.family == (name, "sesion_id") for one in reading.measures)


def _of_other_quarter(reading: Reading, said: Said, figure: Figure) -> bool:
    """Whether the quarter that a sentence names, of several the last before it, is not the report's."""
    named = [one for one in quarters.find(said.text) if one.kind == quarters.QUARTER]
    before = [one for one in named if one.start < figure.start]
    last = (before or named)[-1:]
    own = reading.source.about.get("trimestre"), reading.source.year
    return any((one.last // 3, one.year or own[1]) != own for one in last)


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
    whole = any(opens_parts(said, figure) for figure in found)
    summed = whole or prose_sums.TELLS_PARTS.search(plain.unaccented(said.text))
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
