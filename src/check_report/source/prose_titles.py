"""Titles in prose and tables that differ from the approved ones, and those that the prose tells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import polars as pl
from rapidfuzz.distance import LCSseq

from check_report.source.prose_reading import PLACE
from check_report.source.words import names, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.source.prose_reading import Reading

TITLES = {
    **PLACE,
    "observed": pl.String,
    "aprobado": pl.String,
    "aprobado_fila": pl.Int64,
}

TOLD = {**PLACE, "observed": pl.String}
_PAPER = re.compile(r"\b(?:aprob|programa|propuesta|convocatoria|somet)\w*")
_HELD = re.compile(
    r"\b(?:realiz|celebr|efectu|llev|desarroll|inaugur|clausur|asist|particip|reuni|concurr)\w*"
    r"|\btuv(?:o|ieron) lugar\b"
)
"""What tells of an event that took place, not only that its programme was approved."""
_QUOTED = re.compile(r"[“«\"](?P<title>[^”»\"]{12,220})[”»\"]")
_TITLE = 3
"""A title has this many words or more."""
_CLOSE = 0.75
"""From this share of common words on, a text's words are a title written otherwise."""


def titles(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `titulos_distintos`: where an approved title is written with other words."""
    approved = _approved(reading)
    for place, text in _texts(reading):
        # A title that has its own approval is no other title written otherwise.
        own = [title for title, _ in approved if plain.words(title) in plain.words(text)]
        for title, row in approved:
            other = _written_otherwise(title, text) if title not in own else None
            if other and not any(plain.words(other) in plain.words(one) for one in own):
                yield place | {"observed": other, "aprobado": title, "aprobado_fila": row}


def told_titles(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `titulos_contados`: quoted titles of which a sentence tells more than that they were approved."""
    for said in reading.said:
        bare = plain.unaccented(said.text)
        told = said.sentence.done or reading.in_period(said.text)
        if told and (_HELD.search(bare) or not _PAPER.search(bare)):
            for match in _QUOTED.finditer(said.text):
                yield reading.at(said.line_at(match.start()), said.paragraph.section) | {
                    "observed": " ".join(match["title"].split()).strip(" .")
                }


def _approved(reading: Reading) -> list[tuple[str, int]]:
    """Titles of what was approved, with the rows of their agreements.

    They stand in quotation marks; or they are the words in which an agreement names an event.
    """
    agreements = [(place["_row"], text) for place, _, _, text in reading.cells("approved")]
    events = [text for place, _, _, text in reading.cells("fact") if place["_table"] == "eventos"]
    found: dict[str, tuple[str, int]] = {}
    for row, text in agreements:
        for match in _QUOTED.finditer(text):
            if len(plain.words(match["title"]).split()) >= _TITLE:
                found.setdefault(plain.words(match["title"]), (match["title"].strip(" ."), row))
    for event in events:
        if len(plain.words(event).split()) >= _TITLE and not any(_same(event, title) for title in found):
            for row, text in agreements:
                otherwise = _written_otherwise(event, text)
                if otherwise and not _QUOTED.search(text):
                    found.setdefault(plain.words(otherwise), (otherwise, row))
    return list(found.values())


def _same(one: str, other: str) -> bool:
    return plain.words(one) in other or other in plain.words(one)


def _texts(reading: Reading) -> Iterator[tuple[dict[str, Any], str]]:
    """Where approved titles may be repeated: reported facts and the prose."""
    yield from ((place, text) for place, _, _, text in reading.cells("titles"))
    for paragraph in reading.outline.paragraphs:
        yield reading.at(paragraph.line, paragraph.section), paragraph.text


def _written_otherwise(title: str, text: str) -> str | None:
    """The words of a text that are a title written otherwise: neither the title itself nor a part of it."""
    wanted = plain.words(title).split()
    spans = [(match.start(), match.end()) for match in re.finditer(r"\w+", text)]
    words = [plain.words(text[start:end]) for start, end in spans]
    best: tuple[float, int, int] = (0.0, 0, 0)
    opening = [word for word in wanted if not names.is_particle(word)][:2]
    for start, word in enumerate(words):
        if word in opening:
            for end in range(start + max(3, len(wanted) - 2), min(len(words), start + len(wanted) + 4) + 1):
                window = words[start:end]
                common = LCSseq.similarity(wanted, window)
                if window[-1] in wanted[-2:]:
                    best = max(best, (2 * common / (len(wanted) + len(window)), start, end))
    score, start, end = best
    window = words[start:end]
    if score < _CLOSE or score == 1 or _is_part(window, wanted):
        return None
    return " ".join(text[spans[start][0] : spans[end - 1][1]].split())


def _is_part(window: Sequence[str], title: Sequence[str]) -> bool:
    joined = " ".join(title)
    return " ".join(window) in joined or joined in " ".join(window)
