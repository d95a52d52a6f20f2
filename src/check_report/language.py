"""The language a person is spoken to in. Messages are written in Spanish; one catalogue gives the English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Translate = Callable[[str], str]

SOURCE = "es"
LANGUAGES = (SOURCE, "en")


def translator(language: str, catalogues: Path) -> Translate:
    """What turns a Spanish message into the language's.

    Args:
        language: one of LANGUAGES.
        catalogues: the folder with a gettext catalogue `<language>.po` for each but Spanish.

    Returns:
        A function that gives back a message it does not know as it is.
    """
    if language == SOURCE:
        return str
    known = _catalogue(catalogues / f"{language}.po")
    return lambda message: known.get(message, message)


def marked(message: str) -> str:
    """Marks a message for the catalogue where it is written before it can be translated."""
    return message


def _catalogue(path: Path) -> Mapping[str, str]:
    from babel.messages.pofile import read_po

    with path.open("rb") as stream:
        return {str(message.id): str(message.string) for message in read_po(stream) if message.id}
