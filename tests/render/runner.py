"""What a GitHub runner sees in a line of a step's output.

The rules are those of `ActionCommand.TryParseV2` and, where that finds nothing, `ActionCommand.TryParse` in
github.com/actions/runner; any name counts here, known to the runner or not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINES = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class Command:
    """A workflow command: its name, its properties and its data, unescaped."""

    name: str
    properties: dict[str, str]
    data: str


def commands(output: str) -> list[Command]:
    """The commands in a step's output, in order."""
    return [command for line in _LINES.split(output) if (command := parse(line)) is not None]


def parse(line: str) -> Command | None:
    """The command of one line, or None."""
    return _second(line) or _first(line)


def _second(line: str) -> Command | None:
    stripped = line.lstrip()
    end = stripped.find("::", 2)
    if not stripped.startswith("::") or end < 0:
        return None
    return _command(stripped[2:end], stripped[end + 2 :], ",", {"%3A": ":", "%2C": ","})


def _first(line: str) -> Command | None:
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    return _command(line[start + 3 : end], line[end + 1 :], ";", {"%3B": ";", "%5D": "]"})


def _command(head: str, data: str, separator: str, escapes: dict[str, str]) -> Command | None:
    name, _, rest = head.partition(" ")
    if not name:
        return None
    pairs = (pair.partition("=") for pair in rest.split(separator) if pair)
    return Command(name, {key.strip(): _plain(value, escapes) for key, _, value in pairs}, _plain(data, {}))


def _plain(text: str, escapes: dict[str, str]) -> str:
    for escape, sign in {**escapes, "%0D": "\r", "%0A": "\n", "%25": "%"}.items():
        text = text.replace(escape, sign)
    return text
