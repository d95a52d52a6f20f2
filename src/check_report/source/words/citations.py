"""Legal citations: «artículos 37, fracción I; 52, 57, párrafo segundo, y 65 del Código …», taken apart.

The grammar follows how Mexican law is cited: articles with their fractions, paragraphs, items and
numerals, listed with commas, semicolons and «y», and after them the norm they all belong to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyparsing as pp

from check_report.source.words.plain import unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEYWORD = re.compile(
    r"\b(?:art[ií]culos?|arts?\.|(?P<loose>numeral(?:es)?|preceptos?|dispositivos?|divers[oa]s?))(?=\s+[0-9])",
    re.IGNORECASE,
)
"""What articles are called; by the loose names other things are too, so a norm must follow."""
_LONGEST_RANGE = 40
"""«artículos 5 al 9» is a range; a wider one is rather a misreading."""

_HEADS = (
    "código|constitución|decreto|estatuto|ley|leyes|lineamientos|manual|norma|políticas|procedimiento|reglamento"
    "|reglas|criterios|acuerdo|convenio|protocolo|bases"
)
_SMALL = r"(?:a|al|de|del|e|el|en|la|las|los|o|para|por|que|sobre|u|y)"
_CAPITAL = r"[A-ZÁÉÍÓÚÑ][\w/-]*"
# «Código Electoral y del Reglamento …» are two norms: where «y» leads to another head, the name has ended.
_NEXT_NORM = rf"(?!\s*,?\s+(?:y|e|así\s+como)\s+(?:{_SMALL}\s+){{1,2}}(?i:{_HEADS})\b)"
_LEADS = re.compile(r"\s*(?:\([^()]*\))?\s*(?:,|:|\ben\b)[^.;:()]{0,60}")
"""What may stand between a norm and the articles that are said to be its own."""
_NORM = (
    rf"(?i:{_HEADS})\b(?:{_NEXT_NORM}(?:\s+(?:{_SMALL}\s+){{0,3}}|\s*,\s+(?=[A-ZÁÉÍÓÚÑ][\w\s]+?(?:,|\sy\s)\s*[A-ZÁÉÍÓÚÑ]))"
    rf"{_CAPITAL})*"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """One article, or one fraction or paragraph of it, of one norm."""

    start: int
    """Where the article's number stands in the text."""
    words: str
    """The article as printed, with its detail."""
    norm: str | None
    """The norm as printed; None if the text does not name it."""
    article: str
    fraction: str | None
    paragraph: str | None
    """As printed: «párrafo segundo»."""
    item: str | None
    """Incisos, numerals, bases and the like, as printed."""

    @property
    def paragraph_ordinal(self) -> str | None:
        """The paragraph without the word: «segundo»."""
        bare = re.sub(r"\s*\bp[áa]rrafos?\b\s*", "", self.paragraph or "", flags=re.IGNORECASE)
        return bare or None

    @property
    def detail(self) -> str:
        """What follows the article's number, in one form: «fracción I», «párrafo segundo»."""
        fraction = f"fracción {self.fraction}" if self.fraction else None
        return ", ".join(part for part in (fraction, self.paragraph, self.item) if part)


def find(text: str) -> list[Citation]:
    """The articles that a text cites, in order."""
    found: list[Citation] = []
    end = 0
    for keyword in _KEYWORD.finditer(text):
        if keyword.start() >= end:
            try:
                groups, end = _parse(text, keyword.end())
            except pp.ParseException:
                continue
            before = _norm_before(text, keyword.start())
            cited = (
                replace(one, norm=before) if one.norm is None else one for one in _citations(text, groups)
            )
            found.extend(one for one in cited if one.norm or not keyword["loose"])
    return _named_once(found)


def written(citations: Iterable[Citation]) -> str:
    """The same citations as one phrase; `find` reads it back."""
    articles = list(citations)
    listed = [f"{c.article}{', ' if c.detail else ''}{c.detail}" for c in articles]
    mark = ";" if any(c.detail for c in articles) else ","
    phrase = f"{mark} ".join(listed[:-1]) + (" y " if len(listed) > 1 else "") + listed[-1]
    return f"{'artículos' if len(listed) > 1 else 'artículo'} {phrase} del {articles[0].norm}"


def _norm_before(text: str, start: int) -> str | None:
    """The norm named just before its articles: «el Código X (Código), que la prevé en los artículos 37 …»."""
    named = [norm for norm in re.finditer(_NORM, text[:start]) if not text.startswith(")", norm.end())]
    last = named[-1] if named else None
    if last is None or not last[0][0].isupper() or not _LEADS.fullmatch(text, last.end(), start):
        return None
    return " ".join(last[0].split())


def _parse(text: str, start: int) -> tuple[list[Any], int]:
    parsed, _, end = next(_grammar().scan_string(text[start:], max_matches=1), (None, 0, 0))
    if parsed is None:
        raise pp.ParseException(text, start)
    return [(start, group) for group in parsed], start + end


def _citations(text: str, groups: list[Any]) -> Iterator[Citation]:
    for offset, group in groups:
        norm = " ".join(group["norm"].split()) if "norm" in group else None
        for article in group["articles"]:
            start, end = offset + article["from"], offset + article["to"]
            words = " ".join(text[start:end].split())
            details = article.get("details", [])
            fractions = [value for kind, value in details if kind == "fraction"] or [None]
            paragraph = ", ".join(value for kind, value in details if kind == "paragraph") or None
            item = ", ".join(value for kind, value in details if kind == "item") or None
            for number in _numbers(article):
                for fraction in fractions:
                    yield Citation(start, words, norm, number, fraction, paragraph, item)


def _numbers(article: Any) -> list[str]:
    first = " ".join(article["number"].split())
    last = article.get("last")
    if last and first.isdigit() and 0 < int(last) - int(first) <= _LONGEST_RANGE:
        return [str(number) for number in range(int(first), int(last) + 1)]
    return [first, last] if last else [first]


def _named_once(found: list[Citation]) -> list[Citation]:
    """«del mismo ordenamiento» is the norm named before."""
    named: list[Citation] = []
    before: str | None = None
    for citation in found:
        norm = citation.norm
        if norm and unaccented(norm).startswith("ordenamiento"):
            norm = before
        named.append(replace(citation, norm=norm))
        before = norm or before
    return named


@lru_cache(maxsize=1)
def _grammar() -> pp.ParserElement:
    """One or more lists of articles, each followed by its norm."""
    bis = r"(?:\s+(?:bis|ter|qu[áa]ter|quinquies)\b)?"
    number = pp.Regex(rf"[0-9]{{1,4}}(?![0-9/])(?:[°º]|o\b\.?)?{bis}", re.IGNORECASE)
    number.set_parse_action(lambda tokens: re.sub(r"[°º]|o\b\.?", "", tokens[0], count=1))
    roman = pp.Regex(rf"[IVXLCDM]+\b{bis}")
    ordinal = pp.Regex(
        r"(?:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|s[ée]ptim[oa]|octav[oa]|noven[oa]"
        r"|d[ée]cim[oa]|und[ée]cim[oa]|duod[ée]cim[oa]|[úu]ltim[oa]|pen[úu]ltim[oa]|[úu]nic[oa])\b",
        re.IGNORECASE,
    )
    comma = pp.Suppress(pp.Regex(r"\s*,(?:\s*y\b|\s*e\b)?|\s*\b[ye]\b"))
    small = pp.Suppress(pp.Opt(pp.Regex(r",")) + pp.Opt(pp.Regex(r"(?:en\s+)?(?:su|sus|de\s+la|del)\b")))

    def detail(kind: str, element: pp.ParserElement) -> pp.ParserElement:
        return element.set_parse_action(lambda tokens: [(kind, " ".join(" ".join(tokens).split()))])

    fractions = pp.Suppress(pp.Regex(r"frac(?:ciones\b|ci[óo]n\b|\.)", re.IGNORECASE)) + pp.DelimitedList(
        detail("fraction", roman), comma
    )
    paragraph_word = pp.Regex(r"p[áa]rrafos?\b", re.IGNORECASE)
    ordinals = pp.original_text_for(pp.DelimitedList(ordinal, pp.Regex(r",|\by\b")))
    paragraphs = detail("paragraph", (paragraph_word + ordinals) | (ordinals + paragraph_word))
    letters = pp.original_text_for(
        pp.DelimitedList(pp.Regex(r"[a-zñA-ZÑ](?:\)|\b)"), pp.Regex(r",|\by\b(?=\s+[a-zñ]\))"))
    )
    numerals = pp.original_text_for(pp.DelimitedList(pp.Regex(r"[0-9]{1,2}\b"), pp.Regex(r"\by\b")))
    items = detail(
        "item",
        (pp.Regex(r"incisos?\b", re.IGNORECASE) + letters)
        | (pp.Regex(r"numeral(?:es)?\b", re.IGNORECASE) + numerals)
        | (pp.Regex(r"(?:bases?|apartados?)\b", re.IGNORECASE) + pp.Regex(r"[IVX]+\b|[A-D]\b")),
    )
    details = pp.ZeroOrMore(small + (fractions | paragraphs | items))
    here = pp.Empty().set_parse_action(lambda _, location, __: location)
    there = pp.Empty().leave_whitespace().set_parse_action(lambda _, location, __: location)
    range_end = pp.Suppress(pp.Regex(r"al?\b")) + pp.Regex(r"[0-9]{1,4}\b")("last")
    article = pp.Group(
        here("from") + number("number") + pp.Opt(range_end) + pp.Group(details)("details") + there("to")
    )
    between = pp.Suppress(pp.Regex(r";\s*(?:y|e|as[íi]\s+como)\b|;|,\s*(?:y|e)\b|,|\by\b|\be\b"))
    keyword = pp.Suppress(
        pp.Opt(
            pp.Regex(
                r"(?:(?:de\s+)?l?os\s+|el\s+)?"
                r"(?:art[ií]culos?|arts?\.|numeral(?:es)?|preceptos?|dispositivos?|divers[oa]s?)\b",
                re.IGNORECASE,
            )
        )
    )
    articles = pp.Group(article + pp.ZeroOrMore(between + article))("articles")
    of = pp.Suppress(pp.Regex(r",?\s*(?:todos\s+)?(?:del|de\s+las?|de\s+los|de)\b"))
    same = pp.Suppress(
        pp.Opt(pp.Regex(r"(?:mism[oa]|propi[oa]|citad[oa]|referid[oa]|mencionad[oa]|invocad[oa]|dich[oa])\b"))
    )
    norm = pp.Regex(_NORM) | pp.Regex(r"ordenamiento(?:\s+legal)?\b")
    group = pp.Group(articles + pp.Opt(of + same + norm("norm")))
    more = (
        pp.Suppress(pp.Regex(r",?\s*(?:as[íi]\s+como|y|e)\b(?:\s+con\b)?|,|;"))
        + keyword
        + pp.Group(articles + of + same + norm("norm"))
    )
    return (group + pp.ZeroOrMore(more)).parse_with_tabs()
