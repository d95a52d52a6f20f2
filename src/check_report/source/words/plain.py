"""Text without what does not distinguish it: accents, case, punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w]+")


def unaccented(text: str) -> str:
    """The text in lower case without accents, every character still in its place.

    «Miércoles» → «miercoles». The length never changes, so positions can be carried back.
    """
    return "".join(_bare(character) for character in text)


def words(text: str) -> str:
    """The text's words in lower case without accents, one blank between them."""
    return _NOT_WORD.sub(" ", unaccented(unicodedata.normalize("NFC", text))).strip()


def word_set(text: str) -> frozenset[str]:
    """The words of a text: for lists of words too long to be written one by one."""
    return frozenset(text.split())


@lru_cache(maxsize=4096)
def _bare(character: str) -> str:
    bare = unicodedata.normalize("NFD", character)[0].lower()
    return bare if len(bare) == 1 else character
