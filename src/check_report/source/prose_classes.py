"""What was done with bodies of a class that a denial names: «no se firmaron convenios con universidades»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from check_report.source import prose_grids
from check_report.source.words import denials, plain
from check_report.source.words.sentences import content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from check_report.source.prose_reading import Reading, Said
    from check_report.source.words.denials import Denial

_REASON = re.compile(
    r"[.;:]|\b(?:toda vez|debido|en virtud|ya que|porque|dado que|pues|por lo que|si bien|aunque|sino"
    r"|salvo)\b"
)
"""Where a sentence goes on from what it denies."""
_OPENS = re.compile(
    r"\W*(?:con|ante|hacia|en (?:el|la|los|las)(?! (?:presente |mismo )?(?:trimestre|periodo|mes\b)))"
    r"\s+(?P<topic>(?:(?!\bno\b)[^,;.]){3,80}?)\s+no\s+se\b"
)
"""«Con otros institutos no se firmó …», «En asuntos generales no se adoptó …»: of that alone."""
_NONE = re.compile(r"ningun[ao]\b")
_NOR = re.compile(r"\bni\s+(\w+)")
"""What else is denied: «no se impartieron cursos ni talleres»."""
_WHOLE = re.compile(r"\s*(?:$|[.,;:]|\s(?:ni|y|e|o|en (?:el|este)|durante|por|pues|no|al?)\b)")
"""What may follow a class's name: any other word tells some of the class from others."""
_OTHERS = re.compile(r"\b(?:otr[oa]s|mas|demas|nuev[oa]s)\s+(?:\w+\s+)?$")


def fact(reading: Reading, said: Said, denial: Denial) -> dict[str, Any]:
    """What the report tells of the thing denied with a body of a class that the sentence names.

    That is a row of what was signed, an event, a row of a table in the prose, another section's sentence.
    """
    bare = plain.unaccented(said.text)
    reason = _REASON.search(bare, denial.start)
    opened = opening(said, denial)
    span = opened.start("topic") if opened else denial.start, reason.start() if reason else len(bare)
    named = [re.compile(rf"(?<!\w)(?:{one})(?!\w)") for one in _names(reading, bare, span)]
    if not named or not denial.stems or denial.verb:
        return {}

    def is_theirs(text: str) -> bool:
        return any(name.search(text) for name in named)

    kinds = {denial.stems[0], *content(" ".join(_NOR.findall(said.text[slice(*span)])))}
    if _NONE.match(plain.unaccented(denial.thing)):
        kinds = _told_before(reading, said)
    return (
        _signed(reading, kinds, is_theirs)
        or _held(reading, kinds, is_theirs)
        or _told(reading, said, kinds, is_theirs)
    )


def opening(said: Said, denial: Denial) -> re.Match[str] | None:
    """What a sentence opens with and denies something of: «Con otros institutos no se firmó convenio»."""
    opened = _OPENS.match(plain.unaccented(said.text))
    return opened if opened and opened.end("topic") < denial.start else None


def _told_before(reading: Reading, said: Said) -> set[str]:
    """What the sentence before counts: «Se impartieron tres talleres. No se impartió ninguno en …»."""
    for other, found in zip(reading.said, reading.figures, strict=True):
        after = other.sentence.start + len(other.text) + 1 >= said.sentence.start > other.sentence.start
        if other.paragraph is said.paragraph and after:
            return {figure.noun[0] for figure in found if figure.noun}
    return set()


def _names(reading: Reading, bare: str, span: tuple[int, int]) -> Iterator[str]:
    """How bodies of the classes are called that a span of a sentence names, as alternatives of a pattern."""
    for called, names in reading.known.frames["clases_de_organismos"].select("llamada", "nombres").rows():
        for call in called.split("|"):
            at = bare.find(plain.unaccented(call), *span)
            if at >= 0 and _WHOLE.match(bare, at + len(call)) and not _OTHERS.search(bare[:at]):
                yield "|".join(map(re.escape, [call, *names.split("|")]))
                break


def _signed(reading: Reading, kinds: set[str], is_theirs: Callable[[str], bool]) -> dict[str, Any]:
    """A row of what was signed, if that is what is denied."""
    for measure in reading.measures:
        things = {content(noun)[0] for some in measure.nouns.values() for noun in some}
        if not measure.with_another or not measure.table or not kinds & things:
            continue
        parties = [field.name for field in reading.schema[measure.table].fields if "name" in field.derive]
        for row in reading.source.tables[measure.table].frame.iter_rows(named=True):
            for party in (row[name] or "" for name in parties):
                if is_theirs(party) or is_theirs(reading.called.get(party, "")):
                    return {"hecho": party, "hecho_tabla": measure.table, "hecho_fila": row["_row"]}
    return {}


def _held(reading: Reading, kinds: set[str], is_theirs: Callable[[str], bool]) -> dict[str, Any]:
    """A row that tells of such a thing, in a table of the package or of the prose."""
    for place, _, _, text in reading.cells("fact"):
        if kinds & set(content(text)) and is_theirs(text) and reading.in_period(text) is not False:
            return {"hecho": text, "hecho_tabla": place["_table"], "hecho_fila": place["_row"]}
    for line, caption, row in prose_grids.facts(reading):
        if kinds & set(content(f"{caption} {row}")) and is_theirs(row) and reading.in_period(row):
            return {"hecho": row, "hecho_linea": line}
    return {}


def _told(reading: Reading, said: Said, kinds: set[str], is_theirs: Callable[[str], bool]) -> dict[str, Any]:
    """A sentence of another section that tells of such a thing with its day."""
    for other in reading.said:
        if other.paragraph.section == said.paragraph.section or not other.sentence.done:
            continue
        told = kinds & set(content(other.text)) and is_theirs(other.text) and reading.in_period(other.text)
        if told and not any(denials.find(other.text)):
            return {"hecho": " ".join(other.text.split()), "hecho_linea": other.line_at(0)}
    return {}
