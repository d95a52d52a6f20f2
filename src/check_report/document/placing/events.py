"""Events told in prose: that they took place, when, under what title, how they were held."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report.document.placing import values
from check_report.document.readers.text import flat
from check_report.source.words import dates
from check_report.source.words.names import is_particle
from check_report.source.words.plain import unaccented

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from check_report.document.placing.printed import Events

_SENTENCE = re.compile(r"(?<=[a-záéíóúñ0-9)”\"][.;])\s+(?=[A-ZÁÉÍÓÚÑ“«\"#])")
_QUOTE = re.compile(r"[“«\"](?P<title>[^”»\"]{4,}?)[”»\"]")
_QUOTED_SOON = re.compile(r"^(?:[a-záéíóúñ]+\s+){1,2}[“«\"]")
_HASHTAG = re.compile(r"#\w+")
_LEADING = re.compile(r"^(?:el|la|los|las|un|una|unos|unas)\s+")
_ENDS = re.compile(
    r",|;|\.(?=\s|$)|:"
    r"|\s(?:en modalidad|a traves de|por medio de|con el objetivo|con el fin|con la finalidad)\b"
    r"|\s(?:con|en|a|por)\s(?:el|l[ao]s?)\s(?:que|cual(?:es)?)\b"
    r"|\s(?:(?:organizad|realizad|celebrad)[oa]s?|que)\b"
    r"|\s(?:d?el|los dias) (?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b"
)
_SAID_OF = re.compile(r"\b(?:tuvo|tuvieron|hubo|fue|fueron|hizo|dio)\b")
"""What makes of words a sentence, not a title: «la otra tuvo mesa, mantel verde y fotógrafo»."""
_MANNER_ENDS = re.compile(r",|;|\.(?=\s|$)|\s(?:el|la|con|y|durante|los dias|de manera)\s")
_ANAPHORA = re.compile(r"\b(?:dich[oa]s?|est[ea]|ese|esa|el citado|la citada|el mismo)\s+(?P<noun>\w+)")


@dataclass(frozen=True, slots=True)
class Event:
    """An event as a paragraph tells it."""

    title: str
    first: datetime.date
    last: datetime.date
    words: str
    """The date as printed."""
    manner: str


def _own_title(phrase: str) -> str:
    """A quoted title alone where only common words open it: «evento “X”», not «Mesa de Análisis “X”»."""
    quote = _QUOTE.search(phrase)
    before = phrase[: quote.start()] if quote else ""
    return (
        quote["title"].strip() if quote and before == before.lower() and len(before.split()) < 4 else phrase
    )


def _is_nameless(title: str) -> bool:
    """Whether a phrase only says what kind of meeting it was: «segunda sesión», «mesas 2 y 3»."""
    spoken = [word for word in title.split() if not is_particle(word) and not word.isdigit()]
    return title == title.lower() and len(spoken) < 3


_OF_PAPER = re.compile(
    r"(?:el|la|los|las|un|una)?\s*(?:programa|convocatoria|informe|propuesta|proyecto|minuta|acuerdo)s?\b"
)
"""What opens a sentence that tells of a document, not of the event that it is about."""


class Reader:
    """Reads the events of a report's prose, paragraph by paragraph, in order."""

    def __init__(self, spoken: Events, year: int | None) -> None:
        self._spoken = spoken
        self._year = year
        self._before = ""
        self._heading = ""
        happen = "|".join(re.escape(said).replace(r"\ ", r"\s+") for said in spoken.happen)
        self._happen = re.compile(rf"\b(?:{happen})\b")
        nouns = "|".join(sorted(spoken.nouns, key=len, reverse=True))
        self._noun = re.compile(rf"\b(?:{nouns})\b")
        named = "|".join(spoken.named)
        self._named = re.compile(rf"\b(?:{named})\b[\s:]*(?P<quote>[“«\"])")
        manner = "|".join(re.escape(said).replace(r"\ ", r"\s+") for said in spoken.manner)
        self._manner = re.compile(rf"\b(?:{manner})\s+(?:(?:la|el|los|las)\s+)?")

    def read(self, paragraph: str) -> Iterator[Event]:
        """The events that a paragraph tells."""
        text = flat(paragraph)
        for sentence in _SENTENCE.split(text):
            event = self._event(sentence)
            if event:
                yield event
        self._before = text

    def enter(self, heading: str) -> None:
        """Goes on to a section, whose heading may name the event that it then calls «el encuentro»."""
        self._heading = heading

    def announced(self, paragraphs: Iterable[str]) -> Event | None:
        """The event that paragraphs before a list of persons are about, whatever verb they tell it with."""
        for paragraph in paragraphs:
            for sentence in _SENTENCE.split(flat(paragraph)):
                bare = unaccented(sentence)
                mentions = dates.find(sentence) if not _OF_PAPER.match(bare) else []
                title = self._in_full(self._title(sentence, bare, 0)) if mentions else ""
                days = self._days(sentence, mentions) if mentions else []
                if title and days and not _is_nameless(title):
                    words = values.span(sentence, mentions)
                    return Event(title, days[0], days[-1], words, self._how(sentence, bare, title))
        return None

    def _event(self, sentence: str) -> Event | None:
        bare = unaccented(sentence)
        happened = self._happen.search(bare)
        mentions = dates.find(sentence)
        if not happened or not mentions:
            return None
        title = self._in_full(
            self._title(sentence, bare, happened.end()) or self._subject(sentence, happened.start())
        )
        mention = self._when(mentions, happened.start())
        days = self._days(sentence, mentions[mentions.index(mention) :])
        if not title or not days or _is_nameless(title):
            return None
        words = values.span(sentence, mentions[mentions.index(mention) :])
        return Event(title, days[0], days[-1], words, self._how(sentence, bare, title))

    def _title(self, sentence: str, bare: str, after: int) -> str:
        rest, bare_rest = sentence[after:], bare[after:]
        named = self._named.search(bare)
        if named:
            quote = _QUOTE.match(sentence, named.start("quote"))
            if quote:
                return quote["title"].strip()
        said_before = self._recalled(bare_rest)
        if said_before:
            return said_before
        noun = self._noun.search(bare_rest)
        tag = _HASHTAG.search(rest)
        if tag and noun and noun.start() < tag.start():
            return tag[0]
        return self._phrase(rest, bare_rest)

    def _in_full(self, title: str) -> str:
        """A title, or the heading's where it only says the kind: «encuentro», under «Encuentro de Redes»."""
        kind = unaccented(title)
        named = re.search(rf"\b{re.escape(kind)}\b", unaccented(self._heading))
        if named and _is_nameless(title) and self._noun.fullmatch(kind):
            return self._heading[named.start() :].rstrip(" .")
        return title

    def _subject(self, sentence: str, verb: int) -> str:
        """The event that the sentence opens with: «La Mesa de Análisis … se realizó»."""
        before = sentence[:verb].rstrip(" ,")
        return self._phrase(before, unaccented(before))

    def _phrase(self, rest: str, bare: str) -> str:
        """The first noun phrase that names an event or opens with a quoted title."""
        for article in re.finditer(r"(?<!\w)(?:el|la|los|las|un|una|al|del)\s+(?=\S)", bare):
            start = article.end()
            quote = _QUOTE.match(rest, start)
            if quote:
                return quote["title"].strip()
            end = self._end(rest, bare, start)
            if _QUOTED_SOON.match(rest[start:end]):
                return _own_title(rest[start:end].strip())
            opening = " ".join(bare[start:end].split()[:3])
            if self._noun.search(opening) and not _SAID_OF.search(opening):
                return _own_title(rest[start:end].strip())
            if _ENDS.match(bare, end) and bare[end : end + 1] in {".", ";"}:
                break
        return ""

    def _end(self, rest: str, bare: str, start: int) -> int:
        """Where a phrase ends: at the first stop outside quotation marks; a quoted title closes it."""
        position = start
        while True:
            stops = filter(None, (_ENDS.search(bare, position), self._happen.search(bare, position)))
            stop = min(stops, key=lambda match: match.start(), default=None)
            quote = _QUOTE.search(rest, position)
            if quote and (stop is None or quote.start() < stop.start()):
                return quote.end()
            if stop is None:
                return len(rest.rstrip(" ."))
            return len(rest[: stop.start()].rstrip())

    def _recalled(self, bare: str) -> str:
        """The event of the paragraph before that «dicho encuentro» speaks of."""
        recalled = _ANAPHORA.search(bare)
        if not recalled or not self._noun.fullmatch(recalled["noun"]):
            return ""
        before = unaccented(self._before)
        found = re.search(rf"\b{recalled['noun']}\b", before)
        return (
            self._before[found.start() : self._end(self._before, before, found.start())].strip()
            if found
            else ""
        )

    def _when(self, mentions: list[dates.Mention], verb: int) -> dates.Mention:
        """The date that goes with the verb: the nearest in its own clause, before it or after."""
        sentence_dates = [m for m in mentions if m.weekday is not None] or mentions
        first = min(sentence_dates, key=lambda m: abs(m.start - verb))
        position = mentions.index(first)
        while position and mentions[position - 1].start + 40 > mentions[position].start:
            position -= 1  # a list of days starts with its first
        return mentions[position]

    def _days(self, sentence: str, mentions: list[dates.Mention]) -> list[datetime.date]:
        end = mentions[0].start + len(values.span(sentence, mentions))
        days = [m.date(self._year) for m in mentions if m.start < end]
        return [day for day in days if day]

    def _how(self, sentence: str, bare: str, title: str) -> str:
        for manner in self._manner.finditer(bare):
            end = _MANNER_ENDS.search(bare, manner.end())
            said = sentence[manner.end() : end.start() if end else len(sentence)].strip(" .")
            if said and said not in title and len(said.split()) <= 5:
                return said
        return ""
