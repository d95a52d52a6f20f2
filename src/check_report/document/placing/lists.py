"""Lists that are tables: agreements told by their identifiers, documents told one an item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from check_report.document.readers.text import flat
from check_report.source.words import identifiers
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from check_report.document.placing.printed import PrintedTable

_BEFORE_CODE = re.compile(
    r"^[*_\s]*(?:(?:el\s+)?acuerdo\s+"
    r"(?:(?:n[uú]m(?:ero|\.)|no\.|(?:con\s+|identificado con la\s+)?clave)\s+)?)?[*_\s]*$",
    re.IGNORECASE,
)
"""What may stand before the identifier that opens an item: nothing, or «Acuerdo número»."""
_AFTER_CODE = re.compile(r"[*_\s]*[.:)–—-]+[*_\s]*(?=\S)")
_AFTER_CODE_OF_ITEM = re.compile(r"[*_\s]*[.,:;)–—-]+[*_\s]*(?=\S)")
_ARTICLE = re.compile(r"^(?:el|la|los|las)\s+")


def coded(text: str, *, is_item: bool) -> tuple[str, str] | None:
    """Identifier and rest of a text that opens with an identifier; None for any other.

    Args:
        text: «CVOE/018/21. Se aprueba …», «Acuerdo CVOE/018/21, por el que …».
        is_item: whether it is an item of a list: only in these a comma may follow the identifier.
    """
    code = next(identifiers.find(text), None)
    if code is None or not _BEFORE_CODE.match(text[: code.start]):
        return None
    rest = (_AFTER_CODE_OF_ITEM if is_item else _AFTER_CODE).match(text, code.start + len(code.text))
    return (code.text, flat(text[rest.end() :])) if rest else None


def is_near(kind: PrintedTable, item: str, sections: Sequence[str], before: Sequence[str]) -> bool:
    """Whether what stands around speaks of a list, and an item may be one of it.

    Args:
        kind: the list.
        item: the item's text.
        sections: the titles of its section and of those above it, bare.
        before: the paragraphs before it in the section, bare, the nearest first.
    """
    close = [words(said) for said in kind.descriptor.get("cerca", ())]
    opens = kind.descriptor.get("abre", ())
    first = next(iter(_ARTICLE.sub("", words(item)).split()), "")
    of_kind = not opens or first in opens
    return _any_says([*sections, *before], kind.context) or (of_kind and _any_says(before[:1], close))


def _any_says(texts: Iterable[str], sought: Iterable[str]) -> bool:
    """Whether one of the texts has one of the words, or begins of words, sought."""
    said = list(sought)
    return any(f" {one}" in f" {text}" for text in texts for one in said)
