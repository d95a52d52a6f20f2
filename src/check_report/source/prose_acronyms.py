"""Acronyms in prose and tables: where each is used and defined, and of which other it is a slip."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_grids
from check_report.source.prose_reading import PLACE
from check_report.source.typed import ORIGIN
from check_report.source.words import acronyms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from check_report.source.prose_reading import Reading

ACRONYMS = {
    **PLACE,
    "observed": pl.String,
    "usos": pl.Int64,
    "definida": pl.Boolean,
    "definida_linea": pl.Int64,
    "en_tabla": pl.Boolean,
    "conocida": pl.Boolean,
    "parecida": pl.String,
    "parecida_usos": pl.Int64,
}
_RARE = 2
"""A slip is not made more often than this."""


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `siglas`: one row an acronym of the prose, where it is first used or, if never, defined.

    An acronym of the tables has a row where it is a slip of another one.
    """
    prose, cells = list(_acronyms_of_prose(reading)), list(_acronyms_of_cells(reading))
    used = Counter(use.text for _, use in prose if not use.defines)
    everywhere = used + Counter(use.text for _, use in cells)
    defined = {use.text: place["_line"] for place, use in reversed(prose) if use.defines}
    in_tables = {use.text for _, use in cells if use.defines}
    known = _known_acronyms(reading) | in_tables
    first = {use.text: place for place, use in reversed(prose)}
    first |= {use.text: place for place, use in reversed(prose) if not use.defines}
    told = everywhere + Counter(defined.keys())
    meant = {*defined, *known}
    told_once = {
        text
        for text, line in defined.items()
        if text not in known and all(place["_line"] == line for place, use in prose if use.text == text)
    }
    slips = {text: _slip(text, told, meant, told_once) for text in everywhere | first.keys()}
    places = [(text, place) for text, place in first.items()]
    places += [(use.text, place) for place, use in cells if slips[use.text] and use.text not in first]
    for text, place in places:
        slip = slips[text]
        yield place | {
            "observed": text,
            "usos": used[text],
            "definida": text in defined,
            "definida_linea": defined.get(text),
            "en_tabla": any(use.text == text for _, use in cells),
            "conocida": text in known,
            "parecida": slip,
            "parecida_usos": everywhere[slip] if slip else None,
        }


def _acronyms_of_prose(reading: Reading) -> list[tuple[dict[str, Any], acronyms.Use]]:
    found = [
        (reading.at(said.line_at(use.start), said.paragraph.section), use)
        for said in reading.said
        for use in acronyms.find(said.text)
    ]
    found += [
        (reading.at(heading.line, heading.parent), use)
        for heading in reading.outline.headings
        for use in acronyms.find(heading.title)
    ]
    found += _acronyms_of_glossaries(reading)
    defined = {use.text for _, use in found if use.defines}
    whole = [(place, replace(use, text=_singular(use.text, defined))) for place, use in found]
    return sorted(whole, key=lambda one: int(one[0]["_line"]))


def _acronyms_of_glossaries(reading: Reading) -> Iterator[tuple[dict[str, Any], acronyms.Use]]:
    """The acronyms that stand alone beside what they are short for."""
    section = {paragraph.line: paragraph.section for paragraph in reading.outline.paragraphs}
    for line, short, whole in prose_grids.pairs(reading):
        use = next(acronyms.find(short), None)
        if use and use.text == short and len(whole.split()) > 1:
            yield reading.at(line, section.get(line)), replace(use, defines=True)


def _acronyms_of_cells(reading: Reading) -> Iterator[tuple[dict[str, Any], acronyms.Use]]:
    for table in reading.schema.values():
        fields = [field.name for field in table.fields if field.type == "string"]
        for row in reading.source.tables[table.name].frame.iter_rows(named=True):
            place = {name: row[name] for name in ORIGIN} | {"_section": row.get("seccion_id")}
            for name in fields:
                yield from ((place | {"_field": name}, use) for use in acronyms.find(row[name] or ""))


def _singular(text: str, defined: set[str]) -> str:
    """«OPLES» uses the acronym «OPL», where that is the one defined."""
    return next(
        (one for one in (text, text.removesuffix("S"), text.removesuffix("ES")) if one in defined), text
    )


def _slip(text: str, used: Counter[str], meant: set[str], told_once: set[str]) -> str | None:
    """The frequent acronym of which a rare, nowhere defined one is a slip.

    So is one that only its entry in the glossary has, if it has the letters of another in another order.
    """
    if text in told_once:
        same = (one for one in meant - {text} if sorted(one) == sorted(text) and acronyms.is_slip(text, one))
        return max((one for one in same if used[one] > _RARE), key=lambda one: used[one], default=None)
    if text in meant or not 0 < used[text] <= _RARE:
        return None
    others = [
        other
        for other in used
        # The same letters in another order are a slip, however seldom the right one is used; but three
        # letters may well be another body's.
        if used[other] >= (1 if sorted(text) == sorted(other) and len(text) > 3 else 3) * used[text]
        and acronyms.is_slip(text, other)
    ]
    return max((other for other in others if other in meant), key=lambda other: used[other], default=None)


def _known_acronyms(reading: Reading) -> set[str]:
    frames = reading.every.frames
    columns = [("organos", "organo"), ("organos", "instituto"), ("areas", "sigla"), ("normas", "sigla")]
    return {str(short) for table, column in columns for short in frames[table][column] if short} | {
        str(reading.source.about.get("organo") or "")
    }
