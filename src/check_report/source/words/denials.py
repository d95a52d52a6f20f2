"""What a text says was not done: «no se realizaron actos protocolarios de firma»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.source.words.plain import unaccented, word_set
from check_report.source.words.sentences import content, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

_DID = (
    r"celebro|celebraron|realizo|realizaron|efectuo|efectuaron|organizo|organizaron|sostuvo|sostuvieron"
    r"|recibio|recibieron|suscribio|suscribieron|firmo|firmaron|emitio|emitieron|impartio|impartieron"
    r"|aprobo|aprobaron|adopto|adoptaron|convoco|convocaron|ingreso|ingresaron|llevo|llevaron"
)
"""What somebody did who is named: «la Comisión no celebró sesión extraordinaria alguna»."""
_TO_DO = r"celebrar|realizar|efectuar|organizar|convocar|suscribir|firmar|emitir|impartir|llevar a cabo"
_NEEDLESS = (
    r"(?:fue|resulto|hubo|se (?:considero|estimo|tuvo|requirio))\s(?:(?!ni\b)\w+\s){0,3}?"
    rf"(?:\w+[aei]r\s(?:\w+\s){{1,6}}ni\s)?(?P<needless>{_TO_DO})(?:\sa)?"
)
"""«No fue necesario modificar el programa ni celebrar sesiones extraordinarias»."""
_DENIAL = re.compile(
    rf"\b(?:(?:no|tampoco|ni)\s+(?:(?P<active>{_DID})|{_NEEDLESS}|"
    r"(?P<we>\w+[aei]mos)|se\s+(?:han?\s+)?(?P<verb>\w+(?:aron|ieron|eron|o|an|en|a|e|ad[oa]s?|id[oa]s?))"
    r"|(?P<there>hubo|existio|existieron)|(?P<passive>fue|fueron)\s+\w+(?:ad|id|t|ch)[oa]s?)"
    r"|sin\s+que\s+se\s+(?:haya\s+)?(?P<unless>\w+(?:aran|ieran|ara|iera|eran|era|ad[oa]|id[oa])))\b(?:\s+a\s+cabo\b)?"
)
# Where the thing denied ends and the reason, the time or something else begins.
_AFTER = re.compile(
    r"[.;:]|,\s|\s(?:toda vez|ya que|debido|porque|en virtud|dado|dada|pues|por lo que|sino|durante"
    r"|ni(?! del?\s)"
    r"|en el (?:\w+ )?(?:periodo|trimestre)|y (?:fue|fueron|hubo)"
    r"|en este periodo|en el trimestre|en el presente|en este trimestre|a causa|derivado|con motivo"
    r"|y\s+(?:ning\w+|no|tampoco|el|la|l[ao]s|se|su))\b"
)
_WHEN = re.compile(
    r",?\s+(?:en|durante)\s+(?:el|este)\s+(?:\w+\s+)?(?:periodo|trimestre)\b"
    r"(?:\s+que\s+se\s+(?:informa|reporta))?,?(?=\s)"
)
"""What may stand between a verb and what it denies."""
_WHICH = re.compile(
    r"(?:^|[.;:,]\s+)(?:no asi\s+)?(?P<thing>(?:el|la|los|las)\s(?:(?!que\b)\w+\s?){1,6}),"
    r"\s+(?:que|l[ao]s? cual(?:es)?)\s+$"
)
"""What a relative clause denies: «la mesa de análisis, que no se llevó a cabo»."""
_THAT_ONE = re.compile(r"(?:dich[oa]s?|es[ea]|esos|esas|est[ea]|estos|estas|aquel(?:la)?|tal)\b")
_HELD_AT_ALL = frozenset(
    map(stem, word_set("realizó realizaron celebró celebraron efectuó efectuaron llevó llevaron"))
)
_RELATIVE = frozenset(["que", "lo que", "quien", "quienes"])
_BEFORE = re.compile(r"[.;:,]\s")
_ANY = frozenset(map(stem, word_set("alguna algún alguno ninguna ningún ninguno")))
_ANYTHING = frozenset(
    content(
        "actividades acciones tareas labores trabajos resultados avances información novedades asuntos"
        " movimientos rubro apartado materia tema inciso línea periodo referencia trimestre reportado"
        " alguna ninguna ningún algún nada reportar"
    )
)


_HELD = frozenset(
    map(
        stem,
        word_set("""
    realizaron realizó realizamos llevaron llevó llevamos celebraron celebró celebramos efectuaron
    efectuó organizaron organizó desarrollaron desarrolló registraron registró reportan reportaron
    presentaron presentó recibieron recibió emitieron emitió suscribieron suscribió firmaron firmó
    impartieron impartió ofrecieron ofreció enviaron envió enviamos remitieron remitió convocaron
    convocó sostuvieron sostuvo tuvieron tuvo generaron generó publicaron publicó difundieron
    difundió atendieron atendió ejecutaron ejecutó concretaron formalizaron formalizó aprobaron
    aprobó adoptaron adoptó interpusieron interpuso promovieron promovió tramitaron tramitó dictaron dictó
    giraron giró
        """),
    )
)
"""Verbs that say of a thing no more than that it was held, done, sent or received."""


@dataclass(frozen=True, slots=True)
class Denial:
    """Something said not to have been done."""

    start: int
    end: int
    words: str
    """The denial with its object, as printed."""
    thing: str
    """What is denied, as printed; may be empty."""
    stems: tuple[str, ...]
    """What is denied, as stems."""
    verb: str | None
    """The stem of the verb, where it is one that tells more than that something was held or done."""
    in_passing: bool
    """Whether it is of what somebody named did not do, or need not do: it may be of that alone."""

    @property
    def is_general(self) -> bool:
        """Whether it denies activities as such, and no particular one: «a ninguna» speaks of things named."""
        return not set(self.stems) - _ANYTHING and not re.match(r"a\s+ningun", self.thing)


def find(sentence: str) -> Iterator[Denial]:
    """The denials of a sentence."""
    bare = unaccented(sentence)
    for match in _DENIAL.finditer(bare):
        when = _WHEN.match(bare, match.end())
        begin = when.end() if when else match.end()
        after = _AFTER.search(bare, begin)
        end = after.start() if after else len(bare)
        start = match.start()
        thing = sentence[begin:end].strip()
        if match["passive"] or not thing:
            before = [found.end() for found in _BEFORE.finditer(bare, 0, start)]
            start = before[-1] if before else 0
            thing = sentence[start : match.start()].strip()
            end = match.end()
            if unaccented(thing) in _RELATIVE:
                which = _WHICH.search(bare, 0, match.start())
                if not which or not match["verb"] or stem(match["verb"]) not in _HELD_AT_ALL:
                    continue  # «el guion, que no se registró»
                start, thing = which.start("thing"), sentence[slice(*which.span("thing"))]
        told = next((name for name in ("verb", "we") if match[name]), None)
        verb = stem(sentence[slice(*match.span(told))]) if told else ""
        if _THAT_ONE.match(unaccented(thing)):
            continue  # «dicho convenio no se firmó»: of one told before
        words = " ".join(sentence[start:end].split()).rstrip(" .")
        stems = tuple(one for one in content(thing) if one not in _ANY)
        own = verb if verb and verb not in _HELD else None
        in_passing = bool(match["active"] or match["needless"])
        if not in_passing or set(stems) - _ANYTHING:
            yield Denial(start, end, words, thing, stems, own, in_passing)
