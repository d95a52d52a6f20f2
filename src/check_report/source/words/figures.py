"""Figures in digits or in words, with the noun they count: «18 acuerdos», «siete opiniones»."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from text_to_num import find_numbers

from check_report.source.words import dates
from check_report.source.words.plain import unaccented, word_set
from check_report.source.words.sentences import content, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# A digit group glued to letters, signs or other digits is part of an identifier, an address, an amount.
_TOKEN = re.compile(r"(?<![\w/.#-])[0-9]{1,3}(?:,[0-9]{3})+(?![\w/-])|\w+(?:[-/.@]\w+)*|[^\w\s]")
_DIGITS = re.compile(r"^[0-9]{1,3}(?:,[0-9]{3})+$|^[0-9]{1,6}$")
_ARTICLES = frozenset(["un", "una", "uno"])
# «veintiún» and «treinta y un» are how a number ends before a masculine noun.
_APOCOPE = {"veintiun": "veintiuno"}
# Before a noun these are ordinals too, which text2num takes for numbers.
_ORDINALS = frozenset(["primer", "tercer"])
# text2num takes «unas consideraciones» for one of them.
_SOME = frozenset(["unos", "unas"])
_NOT_NOUNS = word_set("""
    a al ante con continuan corresponden correspondiente correspondientes cual cuales cuya cuyo de
    del durante e el ella ellas ellos en entre es esta este fue fueron la las le les lo los mas
    menos mil no o para permanecen pero pertenecen por que se segun siguen sin sobre son su sus
    tienen u un una uno veces y ya
""")
_QUARTER = re.compile(r"\b(?:trimestre|periodo|mes(?:es)?|ano|ejercicio)\b")
MONTHS_OF_QUARTER = 3
_MONTHS_OF_YEAR = 12
_THE_MONTH = re.compile(r"\b(?:en|durante) (?:el|este|ese|dicho) mes\b(?! de)")
_MARKS = frozenset(".,;:()")
_MARK = re.compile(r"[,;:()]\s")
_PARTITIVE = frozenset(
    [
        "de",
        "del",
        "en",
        "para",
        "con",
        "a",
        "durante",
        "por",
        "dentro",
        "corresponden",
        "pertenecen",
        "fueron",
        "se",
        "son",
    ]
)
_NUMBERED_PARTS = word_set(
    "codigo reglamento estatuto manual decreto acuerdo libro titulo capitulo anexo programa orden mes ano dia"
)
"""What has parts by number: «65 del Código» counts nothing."""
_NUMBERED_BEFORE = word_set(
    "tabla tablas cuadro cuadros anexo anexos grafica figura apartado seccion capitulo numeral inciso punto"
)
_AFTER_COMMA = frozenset(["a", "en", "por"])
_YEAR = re.compile(r"(?<![\w/-])(?:19|20)[0-9]{2}(?![\w/-])")
_SAID_OF = word_set("sumaron suman sumo fueron son totalizaron totalizan")
_HEAD = re.compile(r"(?:^|,)\s*(?:el|la|los|las)\s+(?P<head>\w+)")
_RISES_TO = word_set("asciende ascienden ascendio ascendieron llega llegan llego llegaron equivale equivalen")
_EACH = "cada"
_RATE = re.compile(
    r"\s+(?:(?:por|al|a la|cada)\s+"
    r"(?:mes|semana|dia|quincena|bimestre|sesion|persona|grupo|municipio|distrito)"
    r"|(?:por|en|para|a|de) cada|mensuales|semanales|quincenales|diari[oa]s)\b"
)
"""What makes a figure one of each: «tres envíos por mes»."""
_TOTAL = re.compile(r"\btotal(?:es)?\b|\bsum(?:aron|an|a|o)\b|\bascend(?:ieron|io|en)\b|\ben conjunto\b")
_SINCE = re.compile(
    r"\b(?:a la fecha|entre 20[0-9]{2}|hasta (?:el|la|ahora|hoy)|acumulad\w+"
    r"|desde (?:20|19|(?:el|la)(?! (?:extranjero|exterior|casa|hogar|domicilio|aula|escuela|barrio|sede)))"
    r"|(?:como|a manera de) antecedentes?)\b"
)
_EVER = re.compile(r"\bhist[óo]ric\w+")
"""«El máximo histórico»; a capital letter is of a name: «Archivo Histórico»."""
_TITLE = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_OTHER_TIME = re.compile(
    r"\b(?:habian?|vigentes?|anterior(?:es)?|previs?t[oa]s?|programad[oa]s?|previ[oa]s?|pasad[oa]s?|proxim[oa]s?"
    r"|siguientes? (?:trimestre|periodo|ano)"
    r"|(?:cerr\w+|conclu\w+|termin\w+|durante|en) (?:todo )?el ano|(?:largo|va) del ano)\b"
)

_WHICH = re.compile(r"(?:(?:en|durante)\s+)?(?:el|la|los|las)\s+(?:que|cual(?:es)?)\b|(?:cuando|donde)\b")
"""What goes on of the words before a comma."""
_OPENS_ELSEWHERE = re.compile(
    r"\W*(?:en|durante|para|al cierre de)l?\s+(?:(?:el|la|los|las)\s+)?(?:\w+\s+)?"
    r"(?:trimestres?|periodos?|informes?|semestres?|ejercicios?|ano)\s+(?:\w+\s+)?"
    r"(?:anterior|pasado|previo|proximo|siguiente)(?:e?s)?\b"
)
"""How a sentence opens that as a whole is of other times: «En el trimestre anterior, …»."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and what it counts."""

    start: int
    end: int
    """Where the figure and its noun end in the text."""
    words: str
    """The figure and its noun, as printed."""
    value: int
    noun: tuple[str, ...]
    """Stems of the noun and what qualifies it; empty where the text leaves the noun out («seis de ellos»)."""
    after: tuple[str, ...]
    """Stems of all that follows within the clause."""
    subject: tuple[str, ...]
    """Stems of what stands before it, its head first, where it is said of that: «los puntos sumaron dos»."""
    is_article: bool
    """Whether it may be no figure but an article: «un convenio»."""


def find(text: str) -> list[Figure]:
    """The figures of a sentence, in order. Dates, years, identifiers and numbers of order are none."""
    tokens, words, numbers = _read(text)
    starts = frozenset(start for start, _, _ in numbers)
    figures: list[Figure] = []
    for start, end, value in numbers:
        figure = _figure(text, tokens, words, (start, end, value), starts)
        if figure:
            figures.append(figure)
    counted = {figure.noun[0] for figure in figures if figure.noun and not figure.is_article}
    # «tres sesiones ordinarias y una sesión extraordinaria»: beside a figure, an article is one too.
    return [replace(f, is_article=f.is_article and not counted & set(f.noun[:1])) for f in figures]


def how_many(text: str) -> int:
    """How many numbers a text has that may be figures, be it told what they count or not."""
    return len(_read(text)[2])


def is_total(text: str) -> bool:
    """Whether a sentence says that its figure is a total."""
    return bool(_TOTAL.search(unaccented(text)))


def of_another_time(sentence: str, at: int, year: int | None) -> bool:
    """Whether a figure is of other times than the report's year: «de 2019 a la fecha», «vigentes», «en 2020».

    Args:
        sentence: the sentence.
        at: where the figure stands in it.
        year: the report's year.
    """
    # What a title says is of no time: «Contraloría social desde el barrio».
    bare = _TITLE.sub(lambda title: " " * len(title[0]), unaccented(sentence))
    marks = [mark.end() for mark in _MARK.finditer(bare, 0, at)]
    relative = bool(marks) and bool(_WHICH.match(bare, marks[-1]))  # «del trimestre anterior, en el que …»
    start = ([0, *marks])[-2 if relative else -1]
    end = _MARK.search(bare, at)
    clause = bare[start : end.start() if end else len(bare)]
    # «2020-2021» is part of a name.
    years = {int(found) for found in _YEAR.findall(clause)}
    other = bool(years) and year is not None and year not in years
    # What is told after a semicolon is of something else: «nueve debates, con 825 minutos acumulados».
    upto = bare.find(";", at)
    since = _SINCE.search(bare[: upto if upto > 0 else len(bare)])
    elsewhere = any((since, _EVER.search(sentence), _OPENS_ELSEWHERE.match(bare)))
    return other or elsewhere or bool(_OTHER_TIME.search(clause))


def of_some_months(sentence: str, at: int) -> bool:
    """Whether a figure is of other months than a quarter's: «En enero se aprobaron cinco acuerdos».

    Args:
        sentence: the sentence.
        at: where the figure stands in it.
    """
    bare = unaccented(sentence)
    if _THE_MONTH.search(bare):
        return True
    start = max((mark.end() for mark in _MARK.finditer(bare, 0, at)), default=0)
    end = _MARK.search(bare, at)
    stop = end.start() if end else len(bare)
    number = dates.months()
    spans = ((number[one], number[other]) for one, other in _months().findall(bare, at, stop))
    if any((last - first) % _MONTHS_OF_YEAR + 1 != MONTHS_OF_QUARTER for first, last in spans):
        return True  # «los treinta acuerdos tomados entre enero y septiembre»
    found = list(_month().finditer(bare))
    if not 0 < len({match[1] for match in found}) < MONTHS_OF_QUARTER:
        return False
    return any(match.start() == 0 or start <= match.start() < stop for match in found)


def is_rate(sentence: str, end: int) -> bool:
    """Whether a figure, its noun ending there, is of each of several: «tres envíos por mes»."""
    return bool(_RATE.match(unaccented(sentence), end))


def speaks_of_period(text: str) -> bool:
    """Whether a sentence names the quarter, the period or its months."""
    return bool(_QUARTER.search(unaccented(text)))


def _read(text: str) -> tuple[list[re.Match[str]], list[str], list[tuple[int, int, int]]]:
    """A text's tokens, bare, and its numbers but for those of dates."""
    tokens = list(_TOKEN.finditer(text))
    words = [unaccented(token[0]) for token in tokens]
    taken = dates.spans(text)

    def dated(at: int) -> bool:
        inside = bisect_right(taken, (at, len(text)))
        return bool(inside) and at < taken[inside - 1][1]

    numbers = [number for number in _numbers(tokens, words) if not dated(tokens[number[0]].start())]
    return tokens, words, _once(numbers, words)


def _once(numbers: Sequence[tuple[int, int, int]], words: Sequence[str]) -> list[tuple[int, int, int]]:
    """The numbers, those in words and digits both as one: «quince (15) acuerdos»."""
    found: list[tuple[int, int, int]] = []
    for start, end, value in numbers:
        opened = found and words[found[-1][1] : start] == ["("] and words[end : end + 1] == [")"]
        if opened and not words[found[-1][0]].isdigit():
            found[-1] = (found[-1][0], end + 1, found[-1][2])
        else:
            found.append((start, end, value))
    return found


def _numbers(tokens: Sequence[re.Match[str]], words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Start, end (in tokens) and value of each whole number."""
    spoken = [_Token(_APOCOPE.get(word, token[0].lower())) for word, token in zip(words, tokens, strict=True)]
    for position, word in enumerate(words):
        if word == "un" and position > 1 and words[position - 1] == "y":
            spoken[position] = _Token("uno")
    found = {
        one.start: (one.end, int(one.value))
        for one in find_numbers(spoken, "es", 1.0)
        if not one.is_ordinal and words[one.start] not in _ORDINALS | _SOME
    }
    for position, token in enumerate(tokens):
        if position and words[position - 1] == _EACH and words[position] in _ARTICLES:
            continue  # «de cada una»
        if _DIGITS.match(token[0]):
            yield position, position + 1, int(token[0].replace(",", ""))
        elif position in found:
            yield position, *found[position]


def _figure(
    text: str,
    tokens: Sequence[re.Match[str]],
    words: Sequence[str],
    number: tuple[int, int, int],
    starts: frozenset[int],
) -> Figure | None:
    start, end, value = number
    if 1900 <= value < 2100 and end - start == 1 and tokens[start][0].isdigit():
        return None
    if start and tokens[start][0].isdigit() and words[start - 1] in _NUMBERED_BEFORE:
        return None  # «la Tabla 4 muestra»
    following = _clause(words, end, starts)
    noun = _noun(tokens, following, value)
    subject = _subject(text, tokens, words, start) if not noun else ()
    alone = _stands_alone(words, end, value)
    if (not noun and not subject and not alone) or (noun and words[noun[0]] == "total"):
        return None
    # «Distrital 13 del IECM», «tabla 2»: what stands before names it, so it counts nothing.
    if (
        not noun
        and not subject
        and start
        and tokens[start][0].isdigit()
        and words[start - 1] not in _NOT_NOUNS | {",", ":", ";", "("}
    ):
        return None
    last = tokens[noun[-1] if noun else end - 1 if subject or not following else _said(words, following[:6])]
    begin = tokens[start - 1].start() if subject else tokens[start].start()
    return Figure(
        start=tokens[start].start(),
        end=last.end(),
        words=" ".join(text[begin : last.end()].split()),
        value=value,
        noun=tuple(stem(tokens[i][0]) for i in noun),
        after=content(" ".join(tokens[i][0] for i in following)),
        subject=subject,
        is_article=end - start == 1 and words[start] in _ARTICLES,
    )


def _subject(text: str, tokens: Sequence[re.Match[str]], words: Sequence[str], start: int) -> tuple[str, ...]:
    verb = start - 2 if start > 1 and words[start - 1] == "a" and words[start - 2] in _RISES_TO else start - 1
    if verb < 0 or (verb == start - 1 and words[verb] not in _SAID_OF):
        return ()
    said = re.split(r"[.;:]", text[: tokens[verb].start()])[-1]
    *_, head = (0, *(match.start("head") for match in _HEAD.finditer(unaccented(said))))
    return content(said[head:])


def _clause(words: Sequence[str], start: int, starts: frozenset[int]) -> list[int]:
    """The tokens that follow, to the next mark or number."""
    found: list[int] = []
    for position in range(start, min(len(words), start + 14)):
        if words[position] in _MARKS or position in starts:
            break
        found.append(position)
    return found


def _noun(tokens: Sequence[re.Match[str]], following: Sequence[int], value: int) -> list[int]:
    """The noun and the words after it that may qualify it: «sesiones ordinarias»; «opiniones»."""
    if following and _is_verb(tokens[following[0]][0], value):
        return []
    found: list[int] = []
    # «fueron tres los convenios»
    skipped = bool(following) and tokens[following[0]][0] in ("los", "las")
    for position in following[skipped : skipped + 3]:
        word = tokens[position][0]
        verb = found and _is_verb(word, value)
        if verb or unaccented(word) in _NOT_NOUNS or not word.isalpha() or not word.islower():
            break
        found.append(position)
    return found


def _said(words: Sequence[str], following: Sequence[int]) -> int:
    """Where the words end that tell what is counted, but for the article or «y» that leads on to more."""
    whole = [position for position in following if words[position] not in _NOT_NOUNS]
    return whole[-1] if whole else following[-1]


def _stands_alone(words: Sequence[str], end: int, value: int) -> bool:
    following = words[end + 1] if end + 1 < len(words) else ""
    if following and words[end] == ",":
        return following in _AFTER_COMMA  # «cuatro atañen a …, y dos, a …»
    if following in _NUMBERED_PARTS and words[end] == "del":
        return False  # «los artículos 57 y 65 del Código»
    return end < len(words) and (words[end] in _PARTITIVE or _is_verb(words[end], value))


def _is_verb(word: str, value: int) -> bool:
    """Whether what follows a figure is a verb («26 quedaron»): no plural noun ends in «n»."""
    return value > 1 and len(word) > 2 and word.endswith("n") and word.islower()


@lru_cache(maxsize=1)
def _month() -> re.Pattern[str]:
    """A month alone: neither of a date nor the first or last one of a range."""
    names = "|".join(dates.months())
    return re.compile(
        rf"\b(?:en|durante)\s+(?:el mes de\s+)?({names})\b(?!\s+(?:a|al|y|hasta)\s+(?:{names})\b)"
    )


@lru_cache(maxsize=1)
def _months() -> re.Pattern[str]:
    """A span of months: «entre enero y septiembre»."""
    names = "|".join(dates.months())
    return re.compile(rf"\b(?:entre|desde|de)\s+({names})\s+(?:a|al|y|hasta)\s+({names})\b")


class _Token:
    """A token as text2num wants it. Numbers in digits are read without it."""

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: _Token) -> bool:
        return self._text[:1].isdigit() or previous.text()[:1].isdigit()

    def not_a_number_part(self) -> bool:
        return self._text[:1].isdigit()
