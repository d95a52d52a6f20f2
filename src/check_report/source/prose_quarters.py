"""The quarters that the prose names, and whether it says that this report is about them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_counting
from check_report.source.prose_claims import announcing, is_frame, items_after
from check_report.source.prose_reading import PLACE
from check_report.source.words import figures, plain, quarters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from check_report.source.prose_reading import Reading, Said

QUARTERS = {
    **PLACE,
    "observed": pl.String,
    "clase": pl.String,
    "trimestre": pl.Int64,
    "anio": pl.Int64,
    "propio": pl.Boolean,
    "al_paso": pl.Boolean,
}
_LETTERED = re.compile(r"\W*[a-z]\)\s")
"""What opens an item: «a) Informe de la mesa de servicios correspondiente al cuarto trimestre de 2020»."""
_THIS = re.compile(r"\b(?:(?:este|presente|forman? parte del)|(?:da|dan|damos|queda|tiene) por \w+ el)\s+$")
_THIS_REPORT = re.compile(r"\b(?:este|presente)\s+(?:informe|documento|reporte)\b")
_LABEL = 120
"""How long a line of the cover may be that is no text."""
_APART = re.compile(
    r"\b(?:trimestre|periodo) que (?:se (?:informa|reporta)|nos ocupa)\b"
    r"|\b(?:este|presente) (?:trimestre|periodo)\b|;\s+(?:y\s+)?en el (?:trimestre|periodo)\b"
)
"""The report's own quarter without its number: what has one in that sentence is another."""
_QUARTER = 2
"""Months from a quarter's first to its last."""
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
    r"|\b(?:da|dan|damos|queda|se tiene) por (?:rendido|presentado|concluido) el informe\b"
    r"|\b(?:metas|objetivos)\b[^.]*\bse (?:cumplieron|alcanzaron|lograron)\b"
    r"|^[^.;]*\bse (?:exponen|presentan|describen|detallan|muestran) (?:a continuacion|enseguida)\b"
)
_NEAR = 60
"""Letters between what tells of the report and the quarter it is about."""
_WORK_OF = re.compile(
    r"\b(?:(?:balance|recuento|resumen|cierre|termino|conclusion) (?:de las actividades )?del?\s+(?:el\s+)?"
    r"|(?:balance|recuento|resumen)\b[^.;]*\b(?:durante|en)\s+(?:el\s+)?"
    r"|(?:cifras|datos|resultados|logros) (?:(?:mas )?(?:principales|relevantes) )?del\s+"
    r"|cantidades(?: principales)? del\s+"
    r"|lo (?:\w+[ai]do|hecho|resuelto)(?: por (?:la|el) \w+)? (?:en|durante)\s+(?:el\s+)?"
    r"|lo (?:\w+[ai]do|hecho|resuelto)(?: por (?:la|el) \w+)?\s+"
    r"|^los acuerdos (?:que (?:fueron|se) )?\w+(?:ad|id|ar|ier)(?:os|on) (?:en|durante)\s+(?:el\s+)?"
    r"|se (?:cierra|cerro|concluye|concluyo) (?:asi )?el\s+"
    r"|periodo:?\s+(?:de\s+)?"
    r"|(?:comprende|abarca|cubre|al (?:concluir|terminar|finalizar|cerrar))\s+el\s+"
    r"|(?:esto es|es decir|o sea),?\s+(?:en\s+|durante\s+)?el\s+)$"
)
"""What leads on to the quarter of the report itself: «al cierre del», «lo acordado en el», «esto es, el»."""
_PERIOD = re.compile(
    r"\b(?:periodo|informe|trimestre|reporte|comprend\w+|correspond\w+|lo (?:\w+[ai]do|hecho))\b[^.;:]{0,40}$"
)
"""What names the period that the report is about."""
_BODY = re.compile(r",?\s+(?:la comision|el comite)\b")
"""Whose work it is: of others a sentence may tell what came before."""
_OPENS = re.compile(r"\s*(?:durante|en|a lo largo de)\s+(?:el\s+)?")
"""What opens a sentence that tells of a quarter's work."""
_FULFILLED = re.compile(
    r"\bcumpl(?:io|ieron|id[oa]s?)\b|\batendi(?:o|eron)\b|\bdescrit[oa]s\b"
    r"|\bse (?:ejecut|realiz|alcanz|logra|desarroll|desahog)\w*ron\b"
)
"""How a report closes: «se cumplieron», «las actividades descritas»."""
_REASON = re.compile(r"\b(?:ya que|toda vez que|porque|pues|debido a|dado que)\b")
"""What begins to tell why."""
_DONE = re.compile(r",?\s+(?:se \w+ron|fueron \w+)\b")
_CAPTION = re.compile(r"\W*(?:tabla|cuadro|grafica|figura)\s+[0-9ivx]")
_WORK = re.compile(
    r"\b(?:metas|objetivos|actividades|acciones|trabajos|labores|tareas|compromisos|operacion|pat"
    r"|programa anual)\b"
)
_LEFT_OVER = re.compile(
    r"\b(?:pendientes?|rezag\w+|(?<!lo )anterior(?:es)?|antes|quedo|quedaron|reprogram\w+|pospus\w+"
    r"|diferid[oa]s|comparacion|respecto|a diferencia|igual que|(?:ya|como) se inform\w+|en su momento"
    r"|continuidad)\b"
)
"""What tells of the work of another quarter."""
_PLANS = re.compile(
    r"\b(?:plan\w*|(?<!lo )programa\w*(?! (?:anual|de trabajo|específico))|calendari\w+|prev\w+)\b"
    r"|\w(?:ará|erá|irá)n?\b|\bse \w+(?:aría|ería|iría)n?\b"
)
_TO_COME = re.compile(
    r"\b(?:\w+(?:ará|erá|irá)n?|se \w+(?:aría|ería|iría)n?)\s+(?:\w+\s+){0,4}(?:en|durante)\s+el\s+$"
    r"|\b(?:\w+(?:ará|erá|irá)n?|se \w+(?:aría|ería|iría)n?)\s[^.;]*"
    r"\ben el informe (?:correspondiente al|del)\s+$"
    r"|\búltim[oa]s? del\s+$"
    r"|\bcuy[oa]s?\s+\w+\s+(?:abarcan?|comprenden?|continúan?\s+(?:en|durante))\s+el\s+$"
    r"|\b(?:(?:para|hasta|desde)\s+el|a partir del)\s+(?:periodo\s+(?:comprendido\s+|que va\s+)?)?$"
)
_OTHER_TIME = re.compile(
    r"\b(?:(?<!lo )anterior(?:es)?|previ[oa]s?|proxim[oa]s?|siguientes? trimestre|(?<!lo )programad\w+"
    r"|(?<!lo )previst[oa]s?"
    r"|se cumplio|antecedentes?|recordar(?:se)?"
    r"|quedo|dio cuenta|a diferencia|respecto (?:de|al)|comparacion|continuidad|en su momento"
    r"|se report[oa](?:ron)? en|program(?:aron|o|aran?) para"
    r"|se esperan?|pospus\w+|reprogram\w+|se (?:realizara|llevara|celebrara|presentara)n?)\b"
)


def quarters_named(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `trimestres_mencionados`; `al_paso` where only the sentence tells that it is the report's own."""
    known = prose_counting.nouns(reading)
    cover = reading.outline.headings[:1]
    for heading in cover if cover and cover[0].level == 1 else []:
        year = re.search(r"\b20[0-9]{2}\b", heading.title)
        for mention in quarters.find(heading.title):
            place = reading.at(heading.line, None)
            yield _quarter(place, mention, int(year[0]) if year else None, own=True, implied=False)
    of_whole = [said.paragraph for said, one in announcing(reading) if one.of_whole]
    listed = [item for paragraph in of_whole for item in items_after(reading, paragraph)]
    for said, found in zip(reading.said, reading.figures, strict=True):
        for mention in quarters.find(said.text):
            place = reading.at(said.line_at(mention.start), said.paragraph.section)
            own = _names_itself(said, mention) or _labels_cover(reading, said)
            implied = (
                said.paragraph in listed
                or _is_own(said, mention)
                or _is_implied(said, mention, found, known)
                or (mention.kind == quarters.QUARTER and _closes(reading, said, mention))
            )
            yield _quarter(place, mention, None, own=own or implied, implied=not own)


def _quarter(
    place: dict[str, Any], mention: quarters.Mention, year: int | None, *, own: bool, implied: bool
) -> dict[str, Any]:
    return place | {
        "observed": mention.words,
        "clase": mention.kind,
        "trimestre": mention.last // 3 if mention.is_quarter else 0,
        "anio": mention.year or year,
        "propio": own,
        "al_paso": implied,
    }


def _names_itself(said: Said, mention: quarters.Mention) -> bool:
    """Whether the report names itself by the quarter, or a caption its table: it speaks of no other."""
    bare = plain.unaccented(said.text)
    if mention.kind == quarters.REPORT:
        return bool(_THIS.search(bare[: mention.start]))
    captioned = _CAPTION.match(plain.unaccented(said.paragraph.text)) and not _LEFT_OVER.search(bare)
    return mention.is_quarter and bool(captioned) and not _is_of_other_time(said, mention, bare)


def _is_own(said: Said, mention: quarters.Mention) -> bool:
    """Whether a sentence says that the quarter it names is the one this report is about."""
    bare = plain.unaccented(said.text)
    before = bare[: mention.start]
    if mention.kind == quarters.REPORT or _is_of_other_time(said, mention, bare):
        return False
    if not mention.is_quarter:
        # «24 corresponden al periodo de enero a septiembre» goes back to before the quarter.
        if mention.last - mention.first > _QUARTER:
            return bool(_THIS_REPORT.search(bare))
        return bool(_PERIOD.search(before))  # else «entre febrero y marzo» is a part of the quarter
    if _WORK_OF.search(before) and not _PLANS.search(said.text.lower()):
        return True
    if _APART.search(before):
        return False
    item = said.paragraph.indent is not None or bool(_LETTERED.match(said.text))
    told = any(one.start() - _NEAR <= mention.start <= one.end() + _NEAR for one in _OWN.finditer(bare))
    own = told and (said.sentence.done or not item)
    return own or (_opens(said, mention) and said.sentence.done)


def _labels_cover(reading: Reading, said: Said) -> bool:
    """Whether a text is a line of the cover that says no more than what the report is."""
    title = next(iter(reading.outline.headings), None)
    covers = title is not None and title.level == 1 and title.label is None
    on_cover = said.paragraph.section is None or (
        title is not None and covers and said.paragraph.section == title.path
    )
    return on_cover and len(said.paragraph.text) <= _LABEL and not said.sentence.done


def _opens(said: Said, mention: quarters.Mention) -> bool:
    """Whether a quarter opens a sentence of what was done: «Durante el tercer trimestre la Comisión …»."""
    bare, end = plain.unaccented(said.text), mention.start + len(mention.words)
    return (
        mention.kind == quarters.QUARTER
        and bool(_OPENS.fullmatch(bare[: mention.start]))
        and bool(_BODY.match(bare, end) or _DONE.match(bare, end))
        and not _PLANS.search(said.text.lower())
        and not _APART.search(bare)
    )


def _is_implied(
    said: Said, mention: quarters.Mention, found: list[figures.Figure], known: list[prose_counting.Noun]
) -> bool:
    """Whether only what else a sentence tells shows it: it counts what was done, or leads on to a table."""
    if not mention.is_quarter or mention.kind == quarters.REPORT:
        return False
    bare = plain.unaccented(said.text)
    if _is_of_other_time(said, mention, bare) or _APART.search(bare):
        return False
    if _REASON.search(bare[: mention.start]):
        return False  # «…, ya que el sistema entró en operación en el segundo trimestre»
    counts = {noun.stems[0] for noun in known}
    counted = any(figure.noun and figure.noun[0] in counts and not figure.is_article for figure in found)
    return (counted and said.sentence.done) or bool(said.paragraph.introduces)


def _closes(reading: Reading, said: Said, mention: quarters.Mention) -> bool:
    """Whether a sentence that frames the report says that the work, of the one quarter it names, is done."""
    if not is_frame(reading, said.paragraph.section) or len(list(quarters.find(said.text))) > 1:
        return False
    bare = plain.unaccented(said.text)
    done = _FULFILLED.search(bare) or _DONE.match(bare, mention.start + len(mention.words))
    return bool(done and _WORK.search(bare)) and not _LEFT_OVER.search(bare)


def _is_of_other_time(said: Said, mention: quarters.Mention, bare: str) -> bool:
    """Whether a sentence names a quarter for what went before or is to come."""
    if _OTHER_TIME.search(bare) or re.search(r"\binforme trimestral\b", bare):
        return True
    return bool(_TO_COME.search(said.text[: mention.start].lower()))
