"""Failures → findings: the rule's own words, the row as printed, a fingerprint."""

from __future__ import annotations

import dataclasses
import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any

from check_report.doubt import doubt_what_is_misread, doubted
from check_report.language import filled, marked
from check_report.model import Cell, Finding, Held, Location, Related
from check_report.source.gate import PROSE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from check_report.language import Translate
    from check_report.model import Failure, Origin, Place, Rule, Wording
    from check_report.rulebook.book import Rulebook
    from check_report.source.report import Source

_TYPES = {
    "integer": marked("un número entero"),
    "date": marked("una fecha (AAAA-MM-DD)"),
    "boolean": marked("verdadero o falso (true/false)"),
    "string": marked("un texto"),
}
_PHRASES = {
    "constraint-enum": marked("uno de: {expected}"),
    "constraint-pattern": marked("con la forma {expected}"),
    "constraint-minimum": marked("no menor que {expected}"),
    "constraint-maximum": marked("no mayor que {expected}"),
    "constraint-minLength": marked("con {expected} caracteres o más"),
    "constraint-maxLength": marked("con {expected} caracteres o menos"),
    "foreign-key": marked("una clave de {expected}"),
}
_LINE = "_linea"
"""How columns are named that hold a line of the prose."""
_AT_LINE = marked("línea {n}")
_ALSO = marked("Las mismas palabras están también aquí.")
_RELATED = marked("El otro lugar del que habla el hallazgo.")


class Mapper:
    """Gives one report's failures their words."""

    def __init__(
        self,
        source: Source,
        book: Rulebook,
        translate: Translate,
        origin: Origin | None = None,
        uncertain: Collection[str] = (),
    ) -> None:
        """Takes the report and the document it was read from, if any.

        `uncertain` are the rules that ask for cells which could not be read in it.
        """
        self._source = source
        self._origin = origin
        self._uncertain = uncertain
        self._book = book
        self._say = translate
        self._order = {name: position for position, name in enumerate(book.tables)}

    def findings(self, failures: Iterable[Failure]) -> tuple[Finding, ...]:
        """The findings of the failures, in order of place and rule, each once."""
        once = {self._identity(failure): failure for failure in failures}
        repeats: Counter[str] = Counter()
        found = [
            self._finding(failure, repeats) for _, failure in sorted(once.items(), key=lambda item: item[0])
        ]
        if self._origin:
            # What stands in one place of the document may have gone to a table and to the prose.
            first: dict[tuple[str | None, ...], Finding] = {}
            for one in found:
                first.setdefault((one.rule, one.location.place, one.observed, one.message), one)
            rows = {name: table.frame.height for name, table in self._source.tables.items()}
            return doubt_what_is_misread(first.values(), rows, self._book.rules, self._say)
        return tuple(found)

    def held(self, failure: Failure) -> Held:
        """A thing that holds, with the words it was declared in."""
        text = next((cell.text for cell in self._row(failure) if cell.field == "texto"), "")
        location = self._in_document(self._location(failure))
        return Held(location, _shown(failure.observed), _shown(failure.expected), text)

    def rule(self, failure: Failure) -> Rule:
        """The rule that reports a failure."""
        return self._book.rules[self._book.claimed.get(failure.name, failure.name)]

    def _identity(self, failure: Failure) -> tuple[Any, ...]:
        return (
            self._order.get(failure.table or "", len(self._order)),
            "" if failure.table else failure.file or "",
            failure.row or 0,
            0 if failure.row else failure.line or 0,
            self.rule(failure).id,
            failure.field or "",
            failure.name,
            str(failure.observed),
            str(failure.expected),
        )

    def _finding(self, failure: Failure, repeats: Counter[str]) -> Finding:
        rule = self.rule(failure)
        location = self._location(failure)
        shown = self._in_document(location)
        expected = self._expected(failure)
        wording = rule.wording_for(failure.variant or failure.name)
        values = {name: self._extra(name, value) for name, value in failure.extras.items()} | {
            "observed": _shown(failure.observed),
            "expected": expected or "",
            "table": self._title(failure),
            "field": self._field_title(failure),
            "row": _shown(failure.row),
            "key": location.key or "",
            "file": shown.file,
            "line": _shown(shown.line),
        }
        return Finding(
            rule=rule.id,
            severity=doubted(rule.severity) if self._doubts(rule, wording) else rule.severity,
            location=shown,
            observed=None if failure.observed is None else str(failure.observed),
            expected=expected,
            message=filled(wording.message, values, self._say),
            hint=filled(wording.hint, values, self._say),
            fingerprint=self._fingerprint(rule, failure, location, repeats),
            related=tuple(self._related(failure)),
            row=self._row(failure),
            before=self._record(failure, -1),
            after=self._record(failure, +1),
        )

    def _doubts(self, rule: Rule, wording: Wording) -> bool:
        """Whether what a rule finds in a document may come from its reading."""
        return self._origin is not None and (wording.doubtful or rule.id in self._uncertain)

    def _extra(self, name: str, value: object) -> str:
        """A value that a rule brings for its message; lines of the prose as the reader finds them."""
        if value is None or not name.endswith(_LINE):
            return _shown(value)
        shown = self._in_document(Location(PROSE, int(str(value))))
        return shown.place or self._say(_AT_LINE).format(n=shown.line)

    def _location(self, failure: Failure) -> Location:
        table = self._book.tables.get(failure.table or "")
        file = failure.file or (table.path if table else PROSE)
        line, key = failure.line, None
        if failure.table and failure.table in self._source.tables and failure.row is not None:
            frame = self._source.tables[failure.table].frame
            place = frame.filter(frame["_row"] == failure.row)
            if place.height:
                line, key = line or place["_line"][0], place["_key"][0]
        return Location(file, line, failure.table, failure.row, failure.field, key)

    def _in_document(self, location: Location) -> Location:
        """The same place in the document that the report was imported from, if it was."""
        if self._origin is None:
            return location
        place = self._origin.place(location.table, location.row, location.line)
        words = place_words(place, self._say) if place else None
        return dataclasses.replace(
            location, file=self._origin.file, line=place.line if place else None, place=words or None
        )

    def _row(self, failure: Failure) -> tuple[Cell, ...]:
        if failure.table is None and failure.line is not None:
            block = next(
                (b for b in self._source.prose or () if b.line <= failure.line <= b.line_at(len(b.text))),
                None,
            )
            return (Cell("", "", block.text),) if block else ()
        return self._record(failure)

    def _record(self, failure: Failure, offset: int = 0) -> tuple[Cell, ...]:
        """The failing row's cells, or those of the row as many rows away."""
        records = self._source.records.get(failure.table or "")
        if records is None or failure.row is None:
            return ()
        titles = {field.name: field.title for field in records.table.fields}
        if not 1 <= failure.row + offset <= len(records.rows):
            return ()
        record = records.rows[failure.row + offset - 1]
        return tuple(
            Cell(label, titles.get(label, label), cell)
            for label, cell in zip(records.labels, record.cells, strict=False)
        )

    def _expected(self, failure: Failure) -> str | None:
        if failure.expected is None:
            return None
        expected = str(failure.expected)
        if failure.name == "type-error":
            return self._say(_TYPES[expected])
        if failure.name in _PHRASES:
            return self._say(_PHRASES[failure.name]).format(expected=expected)
        return expected

    def _related(self, failure: Failure) -> Iterator[Related]:
        also = failure.extras.get("also_line")
        if also is not None:
            yield Related(self._in_document(Location(PROSE, int(also))), self._say(_ALSO))
        if failure.related and failure.related[0] in self._book.report_tables:
            table, row = failure.related
            frame = self._source.tables[table].frame
            place = frame.filter(frame["_row"] == row)
            line, key = (place["_line"][0], place["_key"][0]) if place.height else (None, None)
            where = Location(self._book.tables[table].path, line, table, row, None, key)
            yield Related(self._in_document(where), self._say(_RELATED))

    def _title(self, failure: Failure) -> str:
        table = self._book.tables.get(failure.table or "")
        return table.title if table else ""

    def _field_title(self, failure: Failure) -> str:
        table = self._book.tables.get(failure.table or "")
        fields = table.fields if table else ()
        return next((f.title for f in fields if f.name == failure.field), failure.field or "")

    def _fingerprint(self, rule: Rule, failure: Failure, location: Location, repeats: Counter[str]) -> str:
        about = self._source.about.get("informe_id") or self._source.name
        place = [location.table or location.file, location.key or "", failure.field or ""]
        parts = [rule.id, str(about), *place, failure.name, " ".join(str(failure.observed).split())]
        plain = "\x1f".join(parts)
        repeats[plain] += 1
        return hashlib.sha256(f"{plain}\x1f{repeats[plain]}".encode()).hexdigest()[:32]


def place_words(place: Place, translate: Translate) -> str:
    """«tabla 4, fila 5, página 9»: where something stands in a document, as far as is known."""
    said = (
        (marked("hoja «{n}»"), place.sheet),
        (marked("tabla {n}"), place.table if place.sheet is None else None),
        (marked("fila {n}"), place.row),
        (marked("página {n}"), place.page),
        (marked("párrafo {n}"), place.paragraph if place.table is None else None),
        (marked("línea {n}"), place.line),
    )
    return ", ".join(translate(words).format(n=number) for words, number in said if number is not None)


def _shown(value: object) -> str:
    return "" if value is None else str(value)
