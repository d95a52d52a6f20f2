"""What the prose says of its own shape, of its quarter and of what was not done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_figures, prose_grids
from check_report.source.prose_reading import PLACE
from check_report.source.words import announcements, dates, denials, figures, plain, quarters
from check_report.source.words.sentences import content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.source.outline import Heading, Paragraph
    from check_report.source.prose_reading import Reading, Said
    from check_report.source.words.announcements import Announcement
    from check_report.source.words.denials import Denial

HEADINGS = {
    **PLACE,
    "observed": pl.String,
    "orden": pl.Int64,
    "nivel": pl.Int64,
    "rotulo": pl.String,
    "titulo_clave": pl.String,
    "seccion": pl.String,
    "padre": pl.String,
    "indizable": pl.Boolean,
}
CONTENTS = {
    **PLACE,
    "observed": pl.String,
    "orden": pl.Int64,
    "rotulo": pl.String,
    "titulo_clave": pl.String,
    "seccion": pl.String,
    "pagina": pl.Int64,
    "pagina_previa": pl.Int64,
}
ANNOUNCED = {
    **PLACE,
    "observed": pl.String,
    "cantidad": pl.Int64,
    "estructura": pl.Boolean,
    "enumerados": pl.Int64,
    "letras": pl.String,
    "apartados": pl.Int64,
    "apartados_sin_marco": pl.Int64,
    "apartados_sin_propio": pl.Int64,
    "letras_apartados": pl.String,
}
ITEMS = {
    **PLACE,
    "observed": pl.String,
    "letra": pl.String,
    "titulo_apartado": pl.String,
    "propias": pl.Float64,
    "ajenas": pl.Float64,
    "titulo_ajeno": pl.String,
}
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
    "actividad": pl.String,
    "actividad_linea": pl.Int64,
}
QUARTERS = {
    **PLACE,
    "observed": pl.String,
    "clase": pl.String,
    "trimestre": pl.Int64,
    "anio": pl.Int64,
    "propio": pl.Boolean,
}

_FRAME = re.compile(
    r"^(?:introduccion|presentacion|antecedentes|conclusion\w*|consideraciones|anexos?|glosario|marco)\b"
)
_MEANT = 2 / 3
"""A fact is the thing denied when it has this part of its words, the first among them."""
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
    r"(?i:no|tampoco) se (?:\w+[ae]n?) (?:en|con|por|sin|desde|sobre|a|ante)\b"
    r"(?! (?:el|este) (?:periodo|trimestre))"
)
"""What denies no act: «la coordinación no se agota en la firma», «no se hacen desde un escritorio»."""
_TOLD_OF = frozenset(content("reportar reportan registrar registran realizar celebrar efectuar llevar hubo"))
_ANY_WORK = frozenset(content("actividades acciones desarrollo promoción seguimiento"))
_MONTHS = frozenset(content(" ".join(dates.months())))
_ENOUGH = 3
"""Words of a section's title from which on they name one thing."""
_LETTERED = re.compile(r"^\(?(?:[a-z]|[ivx]{1,4}|[0-9]{1,2})\)\s", re.MULTILINE)
"""A paragraph that is an item by its letter alone."""
_ACRONYM = re.compile(r"\b[A-ZÁÉÍÓÚÑ]{2,}\b")
_STILL = re.compile(
    r"\b(?:no obstante|sin embargo|asimismo|ademas|aun asi|a pesar|pese a|con todo|si se|tambien se"
    r"|adicionalmente"
    r"|cabe (?:senalar|destacar|mencionar))\b"
)
_REASON = re.compile(
    r"\b(?:toda vez que|debido a|en virtud de|ya que|porque|dado que|en razon de|a causa de|pues)\b"
)
_INSTEAD = re.compile(
    r"\b(?:pospus|pospu|reprogram|cancel|difir|difier|suspend|aplaz|program|previ|calendari|redu[cj]|disminu|afect|impid"
    r"|report[oa]|concluy|cumpli|report[oa]r)\w*"
)
_OWN = re.compile(
    r"\b(?:este|presente)\b[^.]{0,30}\b(?:informe|documento|reporte|apartado)\b"
    r"|\b(?:da|rinde) cuentas?\b|\bse (?:informa|reporta)\b"
    r"|\bperiodo (?:comprendido|que se (?:informa|reporta)|reportado|de referencia)\b"
    r"|\bperiodo de (?:enero|abril|julio|octubre)\b"
    r"|\b(?:informe|documento|reporte|periodo|trabajos|labores|actividades|acciones|resultados|cifras|datos)\b"
    r"[^.;]{0,60}\bcorrespond(?:ientes?|en?)(?: \w+mente)? al\b"
    r"|\b(?:resultados|actividades|acciones|labores|trabajos) (?:\w+ ){0,4}(?:del|en el) \w+ trimestre\b"
    r"[^.;]*"
    r"\bse (?:agrupan|presentan|exponen|organizan|ordenan|distribuyen|describen|informan|resumen)\b"
    r"|\b(?:resultados|actividades|acciones|trabajos)"
    r" (?:obtenid|alcanzad|realizad|desarrollad|efectuad|lograd)[oa]s\b"
    r"|\btrimestre de 20[0-9]{2} (?:dej|cerr|cierr|conclu|termin|arroj|represent)\w+"
    r"|\bse (?:cierra|cerro|concluye|concluyo) (?:asi )?el\b"
    r"|\b(?:metas|objetivos)\b[^.]*\bse (?:cumplieron|alcanzaron|lograron)\b"
    r"|\bse (?:exponen|presentan|describen|detallan|muestran) (?:a continuacion|enseguida)\b"
)
_WORK_OF = re.compile(
    r"\b(?:(?:balance|recuento|resumen|cierre|termino|conclusion) (?:de las actividades )?del?\s+(?:el\s+)?"
    r"|(?:balance|recuento|resumen)\b[^.;]*\b(?:durante|en)\s+(?:el\s+)?"
    r"|(?:cifras|datos|resultados|logros) (?:mas )?(?:principales|relevantes) del\s+"
    r"|cantidades(?: principales)? del\s+"
    r"|lo (?:\w+[ai]do|hecho|resuelto) (?:en|durante)\s+(?:el\s+)?"
    r"|(?:comprende|abarca|cubre|al (?:concluir|terminar|finalizar|cerrar))\s+el\s+"
    r"|(?:esto es|es decir|o sea),?\s+(?:en\s+|durante\s+)?el\s+)$"
)
"""What leads on to the quarter of the report itself: «al cierre del», «lo acordado en el», «esto es, el»."""
_PERIOD = re.compile(r"\b(?:periodo|informe|trimestre|reporte|comprend\w+|correspond\w+)\b[^.;:]{0,40}$")
"""What names the period that the report is about."""
_OPENS = re.compile(r"\s*(?:durante|en|a lo largo de)\s+(?:el\s+)?")
"""What opens a sentence that tells of a quarter's work."""
_PLANS = re.compile(
    r"\b(?:plan\w*|(?<!lo )programa\w*(?! (?:anual|de trabajo|específico))|calendari\w+|prev\w+)\b"
    r"|\w(?:ará|erá|irá)n?\b"
)
_TO_COME = re.compile(
    r"\w(?:ará|erá|irá)n?\s+(?:\w+\s+){0,4}(?:en|durante)\s+el\s+$"
    r"|\w(?:ará|erá|irá)n?\s[^.;]*\ben el informe correspondiente al\s+$"
    r"|\b(?:(?:para|hasta|desde)\s+el|a partir del)\s+$"
)
_OTHER_TIME = re.compile(
    r"\b(?:anterior(?:es)?|previ[oa]s?|proxim[oa]s?|siguientes? trimestre|(?<!lo )programad\w+"
    r"|(?<!lo )previst[oa]s?"
    r"|se cumplio"
    r"|quedo|dio cuenta|a diferencia|respecto (?:de|al)|comparacion|continuidad|en su momento"
    r"|se report[oa](?:ron)? en|program(?:aron|o|aran?) para"
    r"|se esperan?|pospus\w+|reprogram\w+|se (?:realizara|llevara|celebrara|presentara)n?)\b"
)


def headings(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `encabezados`."""
    found = reading.outline.headings
    contents_at = next((heading.line for heading in found if heading.is_contents), None)
    for order, heading in enumerate(found, start=1):
        cover = heading is found[0] and heading.level == 1 and heading.label is None
        before = contents_at is not None and heading.line <= contents_at
        yield reading.at(heading.line, heading.parent) | {
            "observed": heading.title,
            "orden": order,
            "nivel": heading.level,
            "rotulo": heading.label,
            "titulo_clave": plain.words(heading.title),
            "seccion": heading.path,
            "padre": heading.parent,
            "indizable": not cover and not before,
        }


def contents(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `indice`."""
    before: int | None = None
    for order, entry in enumerate(reading.outline.contents, start=1):
        yield reading.at(entry.line, None) | {
            "observed": entry.title,
            "orden": order,
            "rotulo": entry.label,
            "titulo_clave": plain.words(entry.title),
            "seccion": entry.path,
            "pagina": entry.page,
            "pagina_previa": before,
        }
        before = entry.page or before


def announcing(reading: Reading) -> Iterator[tuple[Said, Announcement]]:
    """The sentences that announce a number of items, and what they announce."""
    for said, found in zip(reading.said, reading.figures, strict=True):
        yield from ((said, one) for one in announcements.find(said.text, found))


def announced(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `anuncios`: what is announced, what is listed, and what headings there are."""
    for said, one in announcing(reading):
        below = _below(reading, said, one)
        framed = [heading for heading in below if not _FRAME.match(plain.words(heading.title))]
        others = [heading for heading in below if heading.path != said.paragraph.section]
        listed = len(one.items) or (_how_many(_items_after(reading, said.paragraph)) if one.opens_list else 0)
        if one.is_loose and not one.items and abs(listed - one.count) > 1:
            listed = 0  # a list of something else
        yield reading.at(said.line_at(one.start), said.paragraph.section) | {
            "observed": one.words,
            "cantidad": one.count,
            "estructura": one.is_structure,
            "enumerados": listed or None,
            "letras": ", ".join(label for label, _ in one.items) or None,
            "apartados": len(below) or None,
            "apartados_sin_marco": len(framed) or None,
            "apartados_sin_propio": len(others) or None,
            "letras_apartados": ", ".join(heading.label or "" for heading in below) or None,
        }


def items(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `anuncio_incisos`: each announced item beside the heading of its letter."""
    for said, one in announcing(reading):
        below = {heading.label: heading for heading in _below(reading, said, one)}
        for label, title in one.items:
            words = set(content(title or ""))
            if title and words and label in below:
                shares = {other: _share(words, heading) for other, heading in below.items()}
                own = shares.pop(label)
                best = max(shares, key=lambda other: shares[other], default=None)
                yield reading.at(said.line_at(one.start), said.paragraph.section) | {
                    "observed": title,
                    "letra": label,
                    "titulo_apartado": below[label].title,
                    "propias": own,
                    "ajenas": shares[best] if best else 0.0,
                    "titulo_ajeno": below[best].title if best else None,
                }


def denied(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `negaciones`: what is denied, and what the report says to the contrary."""
    known = prose_figures.nouns(reading.measures)
    for index, said in enumerate(reading.said):
        for denial in denials.find(said.text):
            reason = _REASON.search(plain.unaccented(said.text), denial.start)
            told = said.text[: reason.start()] if reason else said.text
            if figures.of_another_time(told, denial.start, reading.source.year) or _OPINES.match(
                denial.words
            ):
                continue
            row = reading.at(said.line_at(denial.start), said.paragraph.section) | {
                "observed": denial.words,
                "objeto": denial.thing,
                "generica": denial.is_general,
            }
            if denial.is_general:
                yield row | _activity(reading, index) | _event_of_section(reading, said)
            else:
                measure = prose_figures.measure_of_nothing(reading, said, denial.stems, known)
                yield row | {"medida": measure} | _fact(reading, said, denial)


def quarters_named(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `trimestres_mencionados`."""
    known = prose_figures.nouns(reading.measures)
    cover = reading.outline.headings[:1]
    for heading in cover if cover and cover[0].level == 1 else []:
        year = re.search(r"\b20[0-9]{2}\b", heading.title)
        for mention in quarters.find(heading.title):
            yield _quarter(reading.at(heading.line, None), mention, int(year[0]) if year else None, own=True)
    of_whole = [said.paragraph for said, one in announcing(reading) if one.of_whole]
    listed = [item for paragraph in of_whole for item in _items_after(reading, paragraph)]
    for said, found in zip(reading.said, reading.figures, strict=True):
        for mention in quarters.find(said.text):
            place = reading.at(said.line_at(mention.start), said.paragraph.section)
            own = said.paragraph in listed or _is_own(said, mention, found, known)
            yield _quarter(place, mention, None, own=own)


def _quarter(
    place: dict[str, Any], mention: quarters.Mention, year: int | None, *, own: bool
) -> dict[str, Any]:
    return place | {
        "observed": mention.words,
        "clase": mention.kind,
        "trimestre": mention.last // 3 if mention.is_quarter else 0,
        "anio": mention.year or year,
        "propio": own,
    }


def _is_own(
    said: Said, mention: quarters.Mention, found: list[figures.Figure], known: list[prose_figures.Noun]
) -> bool:
    """Whether a sentence says that the quarter it names is the one this report is about."""
    bare = plain.unaccented(said.text)
    before = bare[: mention.start]
    if mention.kind == quarters.REPORT:
        return bool(re.search(r"\b(?:este|presente)\s+$", before))
    if _is_of_other_time(said, mention, bare):
        return False
    if not mention.is_quarter:
        return bool(_PERIOD.search(before))  # else «entre febrero y marzo» is a part of the quarter
    if _WORK_OF.search(before) and not _PLANS.search(said.text.lower()):
        return True
    counts = {noun.stems[0] for noun in known}
    counted = any(figure.noun and figure.noun[0] in counts and not figure.is_article for figure in found)
    opened = mention.kind == quarters.QUARTER and bool(_OPENS.fullmatch(before))
    opened = opened and not _PLANS.search(said.text.lower())
    told = (counted or opened) and said.sentence.done
    return told or bool(_OWN.search(bare)) or bool(said.paragraph.introduces)


def _is_of_other_time(said: Said, mention: quarters.Mention, bare: str) -> bool:
    """Whether a sentence names a quarter for what went before or is to come."""
    if _OTHER_TIME.search(bare) or re.search(r"\binforme trimestral\b", bare):
        return True
    return bool(_TO_COME.search(said.text[: mention.start].lower()))


def _below(reading: Reading, said: Said, one: Announcement) -> list[Heading]:
    """The headings an announcement may speak of: those below its section, or those of the whole report."""
    section = said.paragraph.section
    below = reading.outline.children(section)
    letters = {label for label, _ in one.items}
    if below and (one.is_structure or any(heading.label in letters for heading in below)):
        return below
    if one.of_whole and not below:
        return [h for h in reading.outline.headings if h.parent is None and h.label]
    return []


def _items_after(reading: Reading, paragraph: Paragraph) -> list[Paragraph]:
    """The items of the list that follows a paragraph directly, those of lists within it left out."""
    every = reading.outline.paragraphs
    found: list[Paragraph] = []
    for item in every[every.index(paragraph) + 1 :]:
        if item.section != paragraph.section or not (item.indent is not None or _LETTERED.match(item.text)):
            break
        found.append(item)
    return [item for item in found if item.indent == found[0].indent]


def _how_many(items: Sequence[Paragraph]) -> int:
    """How many items they are: of those told by letters, a paragraph may hold several, a line each."""
    return sum(max(1, len(_LETTERED.findall(item.text))) for item in items)


def _share(words: set[str], heading: Heading) -> float:
    title = set(content(heading.title))
    return len(words & title) / min(len(words), len(title)) if title else 0.0


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
    if len(denial.stems) < 2:
        return _event_of_kind(reading, said, denial)
    for place, _, _, text in reading.cells("fact"):
        stems = content(text)
        event = place["_table"] == "eventos"
        if (
            _means(denial, stems)
            and (event or _HAPPENED.intersection(stems))
            and reading.in_period(text) is not False
        ):
            return {"hecho": text, "hecho_tabla": place["_table"], "hecho_fila": place["_row"]}
    return _counted_fact(reading, denial) or _told_fact(reading, said, denial)


def _event_of_kind(reading: Reading, said: Said, denial: Denial) -> dict[str, Any]:
    """An event of the kind that the report as a whole denies: «en el periodo no se realizaron foros»."""
    heading = reading.outline.heading(said.paragraph.section)
    if not heading or not _FRAME.match(plain.words(heading.title)) or not figures.speaks_of_period(said.text):
        return {}
    for place, _, field, text in reading.cells("fact"):
        if place["_table"] == "eventos" and field.name == "titulo" and content(text)[:1] == denial.stems:
            return {"hecho": text, "hecho_tabla": "eventos", "hecho_fila": place["_row"]}
    return {}


def _counted_fact(reading: Reading, denial: Denial) -> dict[str, Any]:
    """A row of the table of what is denied that has all other words of the denial: of whom, with whom."""
    acronyms = set(content(" ".join(_ACRONYM.findall(denial.thing))))
    verbs = set(content(denial.words))
    for noun in prose_figures.nouns(reading.measures):
        rest = set(denial.stems) - set(noun.stems) - acronyms
        table = noun.measure.table
        if not table or not verbs & (_TOLD_OF | prose_figures.verb_stems(noun.measure)):
            continue
        if denial.stems[:1] != noun.stems[:1] or not set(noun.stems) <= set(denial.stems):
            continue
        frame = reading.source.tables[table].frame
        for row in frame.iter_rows(named=True) if rest else ():
            words = [value for name, value in row.items() if isinstance(value, str) and name[0] != "_"]
            text = next((value for value in words if rest & set(content(value))), None)
            if text and rest <= set(content(" ".join(words))):
                return {"hecho": text, "hecho_tabla": table, "hecho_fila": row["_row"]}
    return {}


def _told_fact(reading: Reading, said: Said, denial: Denial) -> dict[str, Any]:
    """The same of another section's sentences, and of the tables that stand in the prose itself."""
    for other in reading.said:
        done = other.sentence.done or _HELD.search(plain.unaccented(other.text))
        if other.paragraph.section == said.paragraph.section or not done:
            continue
        dated = reading.in_period(other.text)
        now = figures.speaks_of_period(other.text) and not figures.of_another_time(
            other.text, 0, reading.source.year
        )
        if (
            _means(denial, content(other.text))
            and (now if dated is None else dated)
            and not any(denials.find(other.text))
        ):
            return {"hecho": " ".join(other.text.split()), "hecho_linea": other.line_at(0)}
    for line, text in prose_grids.facts(reading):
        if _means(denial, content(text)) and reading.in_period(text):
            return {"hecho": text, "hecho_linea": line}
    return {}


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
    said = [stem for stem in denial.stems if not stem.isdigit() and stem not in _MONTHS]
    particular = [stem for stem in said if stem not in _ANY_WORK]
    own = particular if len(particular) > 1 else said
    common = [stem for stem in own if stem in stems]
    if len(common) < 2 or common[0] != own[0] or len(common) < _MEANT * len(own):
        return False
    first, last = ([at for at, stem in enumerate(stems) if stem == one] for one in (common[0], common[-1]))
    return len(common) > 2 or min(abs(one - other) for one in first for other in last) <= _NEAR
