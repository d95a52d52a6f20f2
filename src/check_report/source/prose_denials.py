"""What the prose says was not done, and what the report says to the contrary."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_classes, prose_counting, prose_grids
from check_report.source.prose_claims import is_frame
from check_report.source.prose_reading import PLACE
from check_report.source.words import dates, denials, figures, plain
from check_report.source.words.sentences import content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.source.prose_reading import Reading, Said
    from check_report.source.words.denials import Denial

DENIALS = {
    **PLACE,
    "observed": pl.String,
    "objeto": pl.String,
    "generica": pl.Boolean,
    "medida": pl.String,
    "hecho": pl.String,
    "hecho_tabla": pl.String,
    "hecho_fila": pl.Int64,
    "hecho_linea": pl.Int64,
    "al_paso": pl.Boolean,
    "de_alguien": pl.Boolean,
    "actividad": pl.String,
    "actividad_linea": pl.Int64,
}
_MEANT = 2 / 3
"""A fact is the thing denied when it has this part of its words, the first among them."""
_WHERE_OR_HOW = frozenset(
    content("municipio comunidad localidad región distrito demarcación entidad ciudad modalidad manera forma")
)
"""What only leads to where or how something was done."""
_CAPITALS = re.compile(
    r"\b[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+(?:\s+(?:(?:de|del|la|las|los)\s+){0,2}[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+)*"
)
_LISTS = frozenset(content("red lista base padrón directorio"))
"""What those to whom something is sent are called together."""
_NEAR = 3
"""Words of content between two that are of one thing."""
_HAPPENED = frozenset(
    content(
        "realización celebración participación asistencia organización firma suscripción emisión entrega"
        " realizado realizada celebrado celebrada efectuado llevado"
    )
)
_HELD = re.compile(r"\b(?:realizad|celebrad|efectuad|llevad)[oa]s?\s+(?:a cabo\s+)?(?:el|del|los)\b")
"""How a sentence tells of an act in passing: «el acto, celebrado el jueves 15 de febrero»."""
_OPINES = re.compile(
    r"(?i:no|tampoco) se (?:\w+[ae]n?|present\w+(?= a)) (?:en|con|por|sin|desde|sobre|a|ante|como)\b"
    r"(?! (?:el|este) (?:periodo|trimestre))"
)
"""What denies no act: «la coordinación no se agota en la firma», «no se hacen desde un escritorio»."""
_NAMED_BY = 2
"""Words of a row that its caption does not say, from which on they tell whom it is about."""
_ELSEWHERE = frozenset(content("otras entidades federativas estados país locales nacionales"))
"""What tells only whence somebody came."""
_TOLD_OF = frozenset(content("reportar reportan registrar registran realizar celebrar efectuar llevar hubo"))
_ANY_WORK = frozenset(content("actividades acciones desarrollo promoción seguimiento"))
_BODIES = frozenset(content("comisión comité instituto"))
"""What every report says in every other sentence: «sesiones conjuntas con otras comisiones»."""
_MONTHS = frozenset(content(" ".join(dates.months())))
_NONE = re.compile(r"\b(?:ningun[ao]?|algun[ao]?)\b")
_ENOUGH = 3
"""Words of a section's title from which on they name one thing."""
_ACRONYM = re.compile(r"\b[A-ZÁÉÍÓÚÑ]{2,}\b")
_STILL = re.compile(
    r"\b(?:no obstante|sin embargo|asimismo|ademas|aun asi|a pesar|pese a|con todo|si se|tambien se"
    r"|adicionalmente"
    r"|cabe (?:senalar|destacar|mencionar))\b"
)
_REASON = re.compile(
    r"\b(?:toda vez que|debido a|en virtud de|ya que|porque|dado que|en razon de|a causa de|pues|y que)\b"
)
"""Where a sentence goes on from what it denies."""
_GOES_ON = re.compile(r"\s+y\s+(?:el|la|l[ao]s|se|su)\b|,\s+(?:que|l[ao]s cuales|mism[oa]s)\b")
"""What else a sentence tells after it."""
_LABEL = re.compile(r"\W*(?P<thing>\w+(?:\s+\w+){1,7}):\s*")
"""What an item denies: «Visitas a radios comunitarias: no se reportan actividades»."""
_NONE_OF = re.compile(r"ningun[ao]\b")
_TOPIC = re.compile(
    r"(?:^|[.;]\s+|\by\s+)(?:en cuanto a|(?:con )?respecto (?:de|a)|en (?:materia|el caso) de|tratandose de"
    r"|por lo que (?:hace|toca|respecta|concierne|se refiere) a|en relacion con"
    r"|en lo (?:relativo|que toca) a)l?\s+"
    r"(?P<topic>[^,;.]{3,80}),\s*$"
)
"""What a denial is of: «En cuanto a los organismos internacionales, no se firmó instrumento alguno»."""
_INSTEAD = re.compile(
    r"\b(?:pospus|pospu|reprogram|cancel|difir|difier|suspend|aplaz|program|previ|calendari|redu[cj]|disminu|afect"
    r"|impid|report[oa]|concluy|cumpli|report[oa]r)\w*"
)


def denied(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `negaciones`: what is denied, and what the report says to the contrary."""
    known = prose_counting.nouns(reading)
    for index, said in enumerate(reading.said):
        found = list(denials.find(said.text))
        for denial, following in itertools.zip_longest(found, found[1:]):
            none_of = _none_of(said, denial)
            reason = _REASON.search(plain.unaccented(said.text), denial.start)
            told = said.text[: reason.start() if reason else following.start if following else None]
            told = told[: denial.end] if _GOES_ON.match(plain.unaccented(told), denial.end) else told
            elsewhen = figures.of_another_time(told, denial.start, reading.source.year) and not none_of
            if elsewhen or _OPINES.match(denial.words):
                continue
            row = reading.at(said.line_at(denial.start), said.paragraph.section) | {
                "observed": denial.words,
                "objeto": denial.thing,
                "generica": denial.is_general,
            }
            whole = _LABEL.fullmatch(said.text[: denial.start]) if denial.is_general else None
            label = whole or none_of
            if label:
                yield (
                    row
                    | {"objeto": label["thing"], "generica": False}
                    | _fact(
                        reading, said, replace(denial, thing=label["thing"], stems=content(label["thing"]))
                    )
                )
            elif denial.is_general:
                yield row | _activity(reading, index) | _event_of_section(reading, said)
            else:
                stems = _with_topic(said, denial)
                measure = prose_counting.measure_of_nothing(reading, said, stems, known)
                fact = _fact(reading, said, denial)
                other = fact or prose_classes.fact(reading, said, denial) or _any_event(reading, said, denial)
                al_paso = denial.in_passing or not fact
                yield row | {"medida": measure, "al_paso": al_paso, "de_alguien": denial.in_passing} | other


def _none_of(said: Said, denial: Denial) -> re.Match[str] | None:
    """The label of an item that denies each of what it names: «Foros: …, pues no se celebró ninguno»."""
    return _LABEL.match(said.text) if _NONE_OF.match(plain.unaccented(denial.thing)) else None


def _with_topic(said: Said, denial: Denial) -> tuple[str, ...]:
    """What is denied, with what its sentence opens with: of that alone, not of all, there is none."""
    topic = _TOPIC.search(plain.unaccented(said.text[: denial.start])) or prose_classes.opening(said, denial)
    return (*denial.stems, *content(topic["topic"])) if topic else denial.stems


def _activity(reading: Reading, index: int) -> dict[str, Any]:
    """An activity reported in the section after it was said that there was none."""
    section = reading.said[index].paragraph.section
    for said in reading.said[index + 1 :]:
        if said.paragraph.section != section:
            break
        if _reports_activity(reading, said):
            return {"actividad": " ".join(said.text.split()), "actividad_linea": said.line_at(0)}
    place = next(
        (p for p in reading.outline.tables.get(section, []) if p.line > reading.said[index].line_at(0)), None
    )
    return {"actividad": f"tabla {place.table}", "actividad_linea": place.line} if place else {}


def _reports_activity(reading: Reading, said: Said) -> bool:
    bare = plain.unaccented(said.text)
    if not said.sentence.done or any(denials.find(said.text)) or _INSTEAD.search(bare):
        return False
    return bool(_STILL.search(bare)) or reading.in_period(said.text) is True


def _fact(reading: Reading, said: Said, denial: Denial) -> dict[str, Any]:
    """A fact of the tables or of another section that is what a denial denies."""
    if len(denial.stems) == 1:
        return _event_of_kind(reading, said, denial)
    for place, _, field, text in reading.cells("fact"):
        event = place["_table"] == "eventos"
        stems = content(f"{_kind(reading, text)} {text}" if event and field.name == "titulo" else text)
        if (
            _means(denial, stems)
            and (event or _HAPPENED.intersection(stems))
            and reading.in_period(text) is not False
        ):
            return {"hecho": text, "hecho_tabla": place["_table"], "hecho_fila": place["_row"]}
    counted = _counted_fact(reading, denial)
    return counted | {"al_paso": True} if counted else _told_fact(reading, said, denial)


def _event_of_kind(reading: Reading, said: Said, denial: Denial) -> dict[str, Any]:
    """An event of the kind that the whole report, or its own section, denies: «no se realizaron foros»."""
    if not figures.speaks_of_period(said.text):
        return {}
    framed = is_frame(reading, said.paragraph.section)
    for place, _, field, text in reading.cells("fact"):
        if place["_table"] == "eventos" and field.name == "titulo":
            stems = content(text)[:1] + content(_kind(reading, text))[-1:]
            here = place["_section"] == said.paragraph.section
            if denial.stems[0] in stems and (framed or here):
                return {"hecho": text, "hecho_tabla": "eventos", "hecho_fila": place["_row"]}
    return {}


def _any_event(reading: Reading, said: Said, denial: Denial) -> dict[str, Any]:
    """An event of the kind of which the quarter is said to have none: «no se impartió ningún taller»."""
    none = len(denial.stems) == 1 and not denial.verb and _NONE.search(plain.unaccented(denial.words))
    if not none or not figures.speaks_of_period(said.text):
        return {}
    for place, _, field, text in reading.cells("fact"):
        if place["_table"] == "eventos" and field.name == "titulo" and denial.stems[0] in content(text)[:1]:
            return {"hecho": text, "hecho_tabla": "eventos", "hecho_fila": place["_row"]}
    for line, _, row in prose_grids.facts(reading):
        if denial.stems[0] == _calls(row) and reading.in_period(row):
            return {"hecho": row, "hecho_linea": line}
    return {}


def _calls(row: str) -> str:
    """The first word of a row that is of no day: what it is."""
    rest = row
    for day in reversed(dates.find(row)):
        rest = rest[: day.start] + rest[day.start + len(day.words) :]
    return next((stem for stem in content(rest) if not stem.isdigit()), "")


def _kind(reading: Reading, title: str) -> str:
    """What the prose calls the event of a title: the word before it, «el foro “…”»."""
    before = re.compile(rf"\b(?P<kind>\w+)\s+[«“\"]?{re.escape(title)}")
    return next((match["kind"] for said in reading.said if (match := before.search(said.text))), "")


def _counted_fact(reading: Reading, denial: Denial) -> dict[str, Any]:
    """A row of the table of what is denied that has all other words of the denial: of whom, with whom."""
    acronyms = set(content(" ".join(_ACRONYM.findall(denial.thing))))
    verbs = set(content(denial.words))
    for noun in prose_counting.nouns(reading):
        table = noun.measure.table
        titles = " ".join(field.title for field in reading.schema[table].fields) if table else ""
        rest = set(denial.stems) - set(noun.stems) - acronyms - set(content(titles)) - _LISTS
        if not table or not verbs & (_TOLD_OF | prose_counting.verb_stems(noun.measure)):
            continue
        if denial.stems[:1] != noun.stems[:1] or not set(noun.stems) <= set(denial.stems):
            continue
        frame = reading.source.tables[table].frame
        for row in frame.iter_rows(named=True) if rest else ():
            words = [
                value.replace("_", " ")
                for name, value in row.items()
                if isinstance(value, str) and name[0] != "_"
            ]
            text = next((value for value in words if rest & set(content(value))), None)
            if text and rest <= set(content(" ".join(words))):
                return {"hecho": text, "hecho_tabla": table, "hecho_fila": row["_row"]}
    return {}


def _told_fact(reading: Reading, said: Said, denial: Denial) -> dict[str, Any]:
    """The same of another section's sentences, and of the tables that stand in the prose itself."""
    for other in reading.said:
        done = other.sentence.done or _HELD.search(plain.unaccented(other.text))
        if prose_grids.is_grid(other.text):
            continue  # its rows are asked one by one
        if other.paragraph.section == said.paragraph.section or not done:
            continue
        dated = reading.in_period(other.text)
        if dated is None and reading.in_period(other.paragraph.text):
            dated = True  # «Se organizaron dos actos. El primero tuvo lugar el …»
        now = figures.speaks_of_period(other.text) and not figures.of_another_time(
            other.text, 0, reading.source.year
        )
        if (
            _means(denial, content(other.text))
            and (now if dated is None else dated)
            and not any(denials.find(other.text))
        ):
            return {"hecho": " ".join(other.text.split()), "hecho_linea": other.line_at(0)}
    for line, caption, row in prose_grids.facts(reading):
        told = row if _means(denial, content(row)) else None
        whole = set(denial.stems) - _BODIES <= {*content(caption), *content(row)}
        told = told or (caption if whole and _means(denial, content(caption)) else None)
        told = told or (row if _is_row_of(denial, content(caption), content(row)) else None)
        if told and reading.in_period(row):
            return {"hecho": told, "hecho_linea": line}
    return {}


def _is_row_of(denial: Denial, caption: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a table lists what is denied, and a row of it has all else: «solicitudes» of «plebiscito».

    Or, of something in a place or with somebody, these names and most of the rest.
    """
    if not denial.stems or denial.verb:
        return False
    first, *others = denial.stems
    rest = set(others) - _WHERE_OR_HOW
    places = [set(content(name)) for name in _CAPITALS.findall(denial.thing)]
    own = next((one for one in places if one and one <= rest & set(row)), set[str]())
    rest -= set[str]().union(*places) - own  # «en los municipios de Viesca y Tlahualilo»: one is enough
    if not rest or first not in caption:
        return False
    both = rest & {*caption, *row}
    if both == rest and len(rest.difference(caption)) >= _NAMED_BY:
        return True
    return rest <= set(row) or (bool(own) and len(both) >= _MEANT * len(rest))


def _event_of_section(reading: Reading, said: Said) -> dict[str, Any]:
    """An event of another section that is the very thing which the section that denies is about."""
    path = said.paragraph.section
    title = next((h.title for h in reading.outline.headings if h.path == path), "") if path else ""
    sought = set(content(title)) - _HAPPENED - _ANY_WORK
    if len(sought) < _ENOUGH:
        return {}
    for place, _, field, text in reading.cells("fact"):
        elsewhere = place["_table"] == "eventos" and place["_section"] != path
        if elsewhere and field.name == "titulo" and sought <= set(content(text)):
            return {"hecho": text, "hecho_tabla": place["_table"], "hecho_fila": place["_row"]}
    return {}


def _means(denial: Denial, stems: Sequence[str]) -> bool:
    """Whether words are of what is denied; «actividades de observación» is observation.

    Two words alone must stand near each other: «jornada electoral» is no «Jornadas … de autoridades
    electorales».
    """
    if denial.verb and denial.verb not in stems:
        return False  # «no se destruyó documentación»: that some was delivered is another thing
    said = [one for one in denial.stems if not one.isdigit() and one not in _MONTHS | _BODIES]
    near = [stem for stem in said if stem not in _ELSEWHERE]
    said = near if len(near) >= _ENOUGH else said
    particular = [stem for stem in said if stem not in _ANY_WORK]
    own = particular if len(particular) > 1 else said
    common = [stem for stem in own if stem in stems]
    if len(common) < 2 or common[0] != own[0] or len(common) < _MEANT * len(own):
        return False
    first, last = ([at for at, stem in enumerate(stems) if stem == one] for one in (common[0], common[-1]))
    return len(common) > 2 or min(abs(one - other) for one in first for other in last) <= _NEAR
