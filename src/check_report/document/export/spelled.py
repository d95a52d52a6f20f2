"""Numbers in Spanish words, agreeing with the noun they stand before."""

from __future__ import annotations

import re

from num2words import num2words

from check_report.source.words.plain import unaccented

# What num2words calls «décimoprimero» and «décimosegundo».
_ORDINALS = {11: "undécimo", 12: "duodécimo"}
_FEMININE = re.compile(r"(?:a|[cgnsx]ion|dad|tud|umbre)(?:e?s)?$")
# Masculine in spite of their ending.
_MASCULINE = re.compile(r"^(?:dia|mapa|planeta|(?:proble|progra|siste|te|esque|diplo|idio|dra|cli)ma)s?$")


def cardinal(value: int, noun: str = "") -> str:
    """«dieciocho», «veintiún» before «acuerdos», «una» before «sesión»; the bare form without a noun."""
    words = str(num2words(value, lang="es"))
    if not noun:
        return words
    if is_feminine(noun):
        return re.sub(r"uno$", "una", re.sub(r"(cient|quinient)os\b", r"\1as", words))
    return re.sub(r"\buno$", "un", re.sub(r"veintiuno$", "veintiún", words))


def ordinal(value: int, *, feminine: bool) -> str:
    """«séptimo», «undécima»."""
    words = _ORDINALS.get(value) or str(num2words(value, lang="es", to="ordinal"))
    return re.sub(r"o\b", "a", words) if feminine else words


def is_feminine(noun: str) -> bool:
    """Whether a noun is feminine, by its ending."""
    bare = unaccented(noun)
    return bool(_FEMININE.search(bare)) and not _MASCULINE.match(bare)
