"""The language a person is spoken to in. Messages are written in Spanish; one catalogue gives the English."""

from __future__ import annotations

import datetime
import string
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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


DATES = {"fecha": marked("d 'de' MMMM 'de' y"), "dia_y_mes": marked("d 'de' MMMM")}
"""Placeholder kind → how a date is written, as a Unicode date pattern (UTS #35)."""
WORD = "palabra"
"""The placeholder kind of a value that is itself a message of the catalogue."""
_LOCALE = marked("es")


def filled(message: str, values: Mapping[str, str], translate: Translate) -> str:
    """The message in the language of `translate`, its placeholders filled.

    Args:
        message: in Spanish; `{name}` is a value as it is, `{name:fecha}` and `{name:dia_y_mes}` an ISO 8601
            date in words, `{name:palabra}` a value that the catalogue translates.
        values: what the placeholders stand for; one that is not there stays empty.
        translate: gives the message its language.
    """
    return _Filler(translate).vformat(translate(message), (), values)


class _Filler(string.Formatter):
    def __init__(self, translate: Translate) -> None:
        self._say = translate

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:  # noqa: ARG002
        return kwargs.get(str(key), "")

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == WORD:
            return self._say(value)
        if format_spec in DATES:
            return self._in_words(value, DATES[format_spec])
        return str(super().format_field(value, format_spec))

    def _in_words(self, value: str, pattern: str) -> str:
        from babel.dates import format_date

        try:
            date = datetime.date.fromisoformat(value)
        except ValueError:
            return value
        return format_date(date, self._say(pattern), locale=self._say(_LOCALE))


def _catalogue(path: Path) -> Mapping[str, str]:
    from babel.messages.pofile import read_po

    with path.open("rb") as stream:
        return {str(entry.id): str(entry.string) for entry in read_po(stream) if entry.id and entry.string}
