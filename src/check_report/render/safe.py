"""Text from a report, made harmless before anybody sees it."""

from __future__ import annotations

import re
import unicodedata

# Control, format (bidirectional marks), private-use and surrogate characters, and line separators.
_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_SPACES = re.compile(r"[\t\n\r]+")
_COMMAND_AT_START = re.compile(r"^([^\S\n]*:):", re.MULTILINE)


def visible(text: str) -> str:
    r"""The text on one line, with every character that a terminal would obey written as \uXXXX."""
    line = _SPACES.sub(" ", text)
    if line.isascii() and line.isprintable():
        return line
    return "".join(escaped(c) if unicodedata.category(c) in _HIDDEN else c for c in line)


def inert(text: str) -> str:
    r"""Finished lines in which a GitHub runner sees no command that a cell wrote.

    The runner obeys `##[name]` anywhere in a line and `::name::` at its start, blanks aside. One character of
    each becomes \uXXXX: the same to a reader as any other hidden danger, and the same string inside JSON.
    """
    return _COMMAND_AT_START.sub(r"\1\\u003a", text.replace("##[", r"#\u0023["))


def escaped(character: str) -> str:
    r"""A character as JSON writes it: \uXXXX, or two of them beyond the first plane."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
