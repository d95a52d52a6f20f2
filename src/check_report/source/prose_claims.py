"""What the prose says of its own shape: headings, contents, announced parts and items."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source.prose_reading import PLACE
from check_report.source.words import announcements, captions, plain
from check_report.source.words.sentences import content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from check_report.source.outline import Heading, Paragraph
    from check_report.source.prose_reading import Reading, Said
    from check_report.source.words.announcements import Announcement

HEADINGS = {
    **PLACE,
    "observed": pl.String,
    "orden": pl.Int64,
    "nivel": pl.Int64,
    "rotulo": pl.String,
    "titulo_clave": pl.String,
    "seccion": pl.String,
    "padre": pl.String,
    "indizable": pl.Boolean,
    "aparte": pl.Boolean,
}
CONTENTS = {
    **PLACE,
    "observed": pl.String,
    "orden": pl.Int64,
    "rotulo": pl.String,
    "titulo_clave": pl.String,
    "seccion": pl.String,
    "pagina": pl.Int64,
    "pagina_previa": pl.Int64,
}
ANNOUNCED = {
    **PLACE,
    "observed": pl.String,
    "cantidad": pl.Int64,
    "estructura": pl.Boolean,
    "enumerados": pl.Int64,
    "letras": pl.String,
    "apartados": pl.Int64,
    "apartados_sin_marco": pl.Int64,
    "apartados_sin_propio": pl.Int64,
    "letras_apartados": pl.String,
}
ITEMS = {
    **PLACE,
    "observed": pl.String,
    "letra": pl.String,
    "titulo_apartado": pl.String,
    "propias": pl.Float64,
    "ajenas": pl.Float64,
    "titulo_ajeno": pl.String,
}
_FRAME = re.compile(
    r"^(?:introduccion|presentacion|antecedentes|conclusion\w*|consideraciones|anexos?|glosario|marco)\b"
)
"""The titles of sections that a report need not count among its own."""
_OF_WHOLE = re.compile(
    r"^(?:cierre|balance|sintesis|resumen|reflexion\w*"
    r"|(?:palabras|comentarios|notas) (?:finales|de cierre))\b"
    r"|^(?:(?:el|este) )?(?:trimestre|periodo) en (?:cifras|numeros)\b"
)
"""Those of others that speak of the report as a whole."""
_APART = re.compile(r"^(?:relacion de )?(?:anexos?|(?:hoja de )?firmas)$")
"""What closes a report and need not be in its contents."""
_LETTERED = re.compile(
    r"^(?:\(?(?:[a-z]|[ivx]{1,4}|[0-9]{1,2})\)|(?:[IVX]{1,4}|[0-9]{1,2})\.-?)\s", re.MULTILINE
)
"""A paragraph that is an item by its letter or its numeral alone."""
_NUMERAL = re.compile(r"(?:[IVX]{1,4}|[0-9]{1,2})\.")


def is_frame(reading: Reading, section: str | None) -> bool:
    """Whether a section speaks of the report as a whole: it opens it or closes it."""
    heading = reading.outline.heading(section)
    if heading is None:
        return False
    title = plain.words(heading.title)
    own = bool(_FRAME.match(title) or _OF_WHOLE.match(title)) or heading is reading.outline.headings[-1]
    return own or (heading.parent != section and is_frame(reading, heading.parent))


def headings(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `encabezados`."""
    found = reading.outline.headings
    contents_at = next((heading.line for heading in found if heading.is_contents), None)
    for order, heading in enumerate(found, start=1):
        cover = heading is found[0] and heading.level == 1 and heading.label is None
        before = contents_at is not None and heading.line <= contents_at
        yield reading.at(heading.line, heading.parent) | {
            "observed": heading.title,
            "orden": order,
            "nivel": heading.level,
            "rotulo": heading.label,
            "titulo_clave": plain.words(heading.title),
            "seccion": heading.path,
            "padre": heading.parent,
            "indizable": not cover and not before,
            "aparte": bool(_APART.match(plain.words(heading.title))),
        }


def contents(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `indice`: the entries of the contents, but for those of tables whose caption says the same."""
    before: int | None = None
    said = {
        plain.words(line) for paragraph in reading.outline.paragraphs for line in paragraph.text.split("\n")
    }
    listed = (
        entry
        for entry in reading.outline.contents
        if not (captions.opens(entry.title) and plain.words(entry.title) in said)
    )
    for order, entry in enumerate(listed, start=1):
        yield reading.at(entry.line, None) | {
            "observed": entry.title,
            "orden": order,
            "rotulo": entry.label,
            "titulo_clave": plain.words(entry.title),
            "seccion": entry.path,
            "pagina": entry.page,
            "pagina_previa": before,
        }
        before = entry.page or before


def announcing(reading: Reading) -> Iterator[tuple[Said, Announcement]]:
    """The sentences that announce a number of items, and what they announce."""
    for said, found in zip(reading.said, reading.figures, strict=True):
        yield from ((said, one) for one in announcements.find(said.text, found))


def announced(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `anuncios`: what is announced, what is listed, and what headings there are."""
    for said, one in announcing(reading):
        below = _below(reading, said, one)
        framed = [heading for heading in below if not _FRAME.match(plain.words(heading.title))]
        others = [heading for heading in below if heading.path != said.paragraph.section]
        listed = len(one.items) or (_listed(reading, said.paragraph, one.count) if one.opens_list else 0)
        if one.is_structure and not (listed or below or one.of_whole):
            listed = _lettered(reading, said.paragraph)
        loose = one.is_loose or _is_numbered(items_after(reading, said.paragraph))
        if loose and not one.items and abs(listed - one.count) > 1:
            listed = 0  # a list of something else
        yield reading.at(said.line_at(one.start), said.paragraph.section) | {
            "observed": one.words,
            "cantidad": one.count,
            "estructura": one.is_structure,
            "enumerados": listed or None,
            "letras": ", ".join(label for label, _ in one.items) or None,
            "apartados": len(below) or None,
            "apartados_sin_marco": len(framed) or None,
            "apartados_sin_propio": len(others) or None,
            "letras_apartados": ", ".join(heading.label or "" for heading in below) or None,
        }


def items(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `anuncio_incisos`: each announced item beside the heading of its letter."""
    for said, one in announcing(reading):
        below = {heading.label: heading for heading in _below(reading, said, one)}
        for label, title in one.items:
            words = set(content(title or ""))
            if title and words and label in below:
                shares = {other: _share(words, heading) for other, heading in below.items()}
                own = shares.pop(label)
                best = max(shares, key=lambda other: shares[other], default=None)
                yield reading.at(said.line_at(one.start), said.paragraph.section) | {
                    "observed": title,
                    "letra": label,
                    "titulo_apartado": below[label].title,
                    "propias": own,
                    "ajenas": shares[best] if best else 0.0,
                    "titulo_ajeno": below[best].title if best else None,
                }


def _listed(reading: Reading, paragraph: Paragraph, announced: int) -> int:
    """How many items follow a paragraph, in a list or in a table that is too short for what is announced.

    A table may have more rows than that: those of another list.
    """
    items = _how_many(items_after(reading, paragraph))
    whole = [place for place in paragraph.introduces if not place.filter]
    rows = reading.source.tables[whole[0].table].frame.height if whole and not items else announced
    return items or (rows if rows < announced else 0)


def _lettered(reading: Reading, paragraph: Paragraph) -> int:
    """How many paragraphs of a section, after one, letters tell apart from «a)» on; nought for one alone."""
    every = reading.outline.paragraphs
    rest = [one for one in every[every.index(paragraph) + 1 :] if one.section == paragraph.section]
    letters = "".join(match[0][0] for one in rest if (match := _LETTERED.match(one.text.strip())))
    return len(letters) if len(letters) > 1 and letters == string.ascii_lowercase[: len(letters)] else 0


def _below(reading: Reading, said: Said, one: Announcement) -> list[Heading]:
    """The headings an announcement may speak of: those below its section, or those of the whole report."""
    section = said.paragraph.section
    below = reading.outline.children(section)
    letters = {label for label, _ in one.items}
    if below and (one.is_structure or any(heading.label in letters for heading in below)):
        return below
    if one.of_whole and not below:
        return [h for h in reading.outline.headings if h.parent is None and h.label]
    return []


def items_after(reading: Reading, paragraph: Paragraph) -> list[Paragraph]:
    """The items of the list that follows a paragraph directly, those of lists within it left out."""
    every = reading.outline.paragraphs
    found: list[Paragraph] = []
    for item in every[every.index(paragraph) + 1 :]:
        if item.section != paragraph.section or not (item.indent is not None or _LETTERED.match(item.text)):
            break
        found.append(item)
    return [item for item in found if item.indent == found[0].indent]


def _is_numbered(items: Sequence[Paragraph]) -> bool:
    """Whether items are told by numerals with a dot, as headings and contents are too."""
    return any(_NUMERAL.match(item.text) for item in items[:1])


def _how_many(items: Sequence[Paragraph]) -> int:
    """How many items they are: of those told by letters, a paragraph may hold several, a line each."""
    return sum(max(1, len(_LETTERED.findall(item.text))) for item in items)


def _share(words: set[str], heading: Heading) -> float:
    title = set(content(heading.title))
    return len(words & title) / min(len(words), len(title)) if title else 0.0
