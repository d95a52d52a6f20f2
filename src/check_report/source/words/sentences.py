"""Sentences, and what a sentence tells of its verbs: what was done, what was denied, when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import snowballstemmer

from check_report.source.words.plain import unaccented, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

# A full stop ends a sentence unless an abbreviation or an initial stands before it.
_END = re.compile(r"(?P<last>\w*)[.!?]+[”\"»)]?\s+(?=[«“\"¿¡(]?[A-ZÁÉÍÓÚÑ0-9{])")
_ABBREVIATIONS = word_set("art arts dr dra fracc ing lic mtra mtro mro núm num")
_WORD = re.compile(r"\w+(?:-\w+)*")
# «opinion|es», «dictámen|es», «acuerdo|s», «reporte|s»; but «realizamos» is no plural of a noun
_PLURAL = re.compile(r"(?<=\w{2}[dlnrsyz])es$|(?<=\w{2}[aeiouáéó])(?<!amo)s$")
_DONE = re.compile(r"\b\w+(?:ó|aron|ieron|eron)\b|\b(?:hubo|hizo|fue|dio|tuvo|vio)\b")
_FUNCTION_WORDS = word_set("""
    a al ante con contra de del desde durante e el en entre es esta este esto estos ha han hasta la
    las le les lo los mas me mediante mi ni no o para pero por que se sin sobre son su sus tras u
    un una unas uno unos y ya asi como cual cuales cada dicha dicho dichas dichos otra otro otras
    otros fue fueron sea sido ser todo toda todas todos misma mismo traves respecto
""")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it starts in its text."""

    start: int
    text: str

    @property
    def done(self) -> bool:
        """Whether it says that something was done: it has a verb in the simple past."""
        return bool(_DONE.search(self.text))


def split(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order."""
    start = 0
    for match in _END.finditer(text):
        last = match["last"].lower()
        if last not in _ABBREVIATIONS and not (len(last) == 1 and last.isalpha()):
            yield Sentence(start, text[start : match.end()].rstrip())
            start = match.end()
    if text[start:].strip():
        yield Sentence(start, text[start:].rstrip())


@lru_cache(maxsize=32768)
def stem(word: str) -> str:
    """A word without ending: «actos», «acto» → «act»; by the Snowball algorithm for Spanish, number aside."""
    bare = unaccented(_stemmer().stemWord(_PLURAL.sub("", word.lower())))
    return bare.rstrip("aeo") if len(bare) > 3 else bare


def content(text: str) -> tuple[str, ...]:
    """The stems of a text's words that mean something by themselves, in order, each once."""
    words = (match[0] for match in _WORD.finditer(text))
    return tuple(dict.fromkeys(stem(w) for w in words if unaccented(w) not in _FUNCTION_WORDS and len(w) > 1))


@lru_cache(maxsize=1)
def _stemmer() -> snowballstemmer.SpanishStemmer:
    return snowballstemmer.stemmer("spanish")
