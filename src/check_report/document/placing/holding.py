"""Which columns of a printed table hold which fields, as their cells say where their headings do not."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from check_report.document.placing import matching, sessions, values
from check_report.document.readers.text import flat
from check_report.source.words import dates, identifiers
from check_report.source.words.plain import words

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from check_report.document.placing.printed import PrintedTable
    from check_report.rulebook.tables import Field, Table

_MOST = 0.8
"""The share of its cells that tells what a column holds: the others may be wrong."""
_SAID = 88.0
"""From this share (0-100) of a name's words on, a heading says it."""
_BESIDE = 3
"""Words that a cell may have beside the date, or the sessions, that it holds."""
_ALONE = frozenset(["y", "e", "a", "la", "las", "ª", "º", "sesion", "sesiones"])
"""What may stand beside the numbers of sessions in bare digits."""
_DATE, _SESSION, _IDENTIFIER, _ORDER, _COUNT, _TEXT = range(6)
"""What a column's cells hold: numbers from one on are an order, any others count."""
_MAY_HOLD = {
    _DATE: {_DATE, _TEXT},
    _SESSION: {_SESSION, _TEXT},
    _IDENTIFIER: {_IDENTIFIER},
    _ORDER: {_ORDER, _COUNT},
    _TEXT: {_TEXT},
}
"""What the cells under a field's own heading may hold."""


class Columns:
    """The columns of one printed table by what their cells hold."""

    def __init__(
        self,
        rows: Sequence[Sequence[str]],
        session_kinds: Sequence[str],
        contents: Mapping[str, re.Pattern[str]],
    ) -> None:
        """Reads a grid.

        Args:
            rows: its cells, the headings first.
            session_kinds: the kinds of session.
            contents: field, of any table or of one (`opiniones.instrumento`) -> what a cell of it looks like.
        """
        self._header, *others = rows
        # A row of one thing alone is a subtitle over the rows that follow.
        body = [row for row in others if len({cell for cell in row if cell}) > 1]
        self._cells = {
            column: [flat(row[column]) for row in body if column < len(row) and words(row[column])]
            for column, heading in enumerate(self._header)
            if heading
        }
        self._held = {column: _held(cells, session_kinds) for column, cells in self._cells.items()}
        self._contents = contents

    def agreeing(self, kind: PrintedTable, table: Table, known: Mapping[int, str]) -> dict[int, str]:
        """Of the columns that the headings tell those whose cells may hold their fields."""
        return {
            column: name
            for column, name in known.items()
            if self._held[column] in {None, *_MAY_HOLD[_sought(kind, table.field(name))]}
            and not self._is_unnumbered(column, _sought(kind, table.field(name)))
            and not self._repeats(column, table.field(name), table)
        }

    def worded(self, kind: PrintedTable, table: Table, known: Mapping[int, str]) -> dict[int, str]:
        """The columns known but for texts that hold identifiers: «Clave del convenio» is no class."""
        return {
            column: name
            for column, name in known.items()
            if self._held[column] != _IDENTIFIER or _sought(kind, table.field(name)) != _TEXT
        }

    def _is_unnumbered(self, column: int, sought: int) -> bool:
        """Whether a column that should name sessions tells only their kind: «Ordinaria»."""
        cells = self._cells[column]
        return sought == _SESSION and bool(cells) and not any(any(sessions.numbers(cell)) for cell in cells)

    def _repeats(self, column: int, field: Field, table: Table) -> bool:
        """Whether a column that should be the rows' key has cells again: «Sesión que aprobó la minuta»."""
        cells = self._cells[column]
        return table.primary_key == (field.name,) and len(set(cells)) < _MOST * len(cells)

    def told(self, kind: PrintedTable, table: Table, known: Mapping[int, str]) -> dict[int, str]:
        """The columns known and those of the fields that no heading tells.

        Dates, sessions, identifiers and the rows' own numbers are told by the cells, a text by what it looks
        like or by words of its heading.
        """
        columns = dict(known)
        for field in (table.field(name) for name in kind.columns if name not in known.values()):
            column = self._of(field, kind, table, columns)
            if column is not None:
                columns[column] = field.name
        return dict(sorted(columns.items()))

    def dates_sessions(self, known: Iterable[int]) -> bool:
        """Whether some of these columns give each row a session and its day, which tells what it lists."""
        return {_SESSION, _DATE} <= {self._held[column] for column in known}

    def left(self, kind: PrintedTable, table: Table, known: Mapping[int, str]) -> dict[int, str]:
        """The columns known and, for the one text that the kind still needs, the longest that is left."""
        missing = [one for one in kind.needed if not one.intersection(known.values())]
        texts = [
            name
            for name in kind.columns
            if any(name in one for one in missing) and _sought(kind, table.field(name)) == _TEXT
        ]
        free = [
            column
            for column, held in self._held.items()
            if held == _TEXT
            and column not in known
            and not any(self._looks_like(column, name, kind) for name in kind.columns)
        ]
        if len(missing) != 1 or not texts or not free:
            return dict(known)
        longest = max(free, key=lambda column: statistics.fmean(map(len, self._cells[column])))
        # What would look like one field and does not is the other: no «Convenio con …», but an institution.
        text = max(texts, key=lambda name: (name not in self._contents, texts.index(name)))
        return dict(sorted([*known.items(), (longest, text)]))

    def _of(self, field: Field, kind: PrintedTable, table: Table, known: Mapping[int, str]) -> int | None:
        """The column of a field: of those that may hold it the one whose heading says most of its names.

        Where the cells tell, any heading is good; where they do not, its words must.
        """
        sought = _sought(kind, field)
        free = [
            column
            for column, held in self._held.items()
            if held == sought
            and column not in known
            and not self._repeats(column, field, table)
            and not matching.is_to_come(self._header[column], field, kind)
        ]
        if self._form(field.name, kind):
            free = [column for column in free if self._looks_like(column, field.name, kind)]
            is_told = True
        elif field.name in kind.descriptor.get("dichas", ()):
            is_told = False  # «Última actuación» is no day of signing
        else:
            is_told = sought != _TEXT and (sought != _DATE or any(field.name in one for one in kind.needed))
        best = max(free, key=lambda column: self._said(column, field), default=None)
        return best if best is not None and (is_told or self._said(best, field) >= _SAID) else None

    def _form(self, name: str, kind: PrintedTable) -> re.Pattern[str] | None:
        """What a cell of a field looks like, where that is known."""
        return self._contents.get(f"{kind.table}.{name}") or self._contents.get(name)

    def _looks_like(self, column: int, name: str, kind: PrintedTable) -> bool:
        """Whether the cells of a column look like those of a field."""
        form = self._form(name, kind)
        return form is not None and _most(self._cells[column], form.search)

    def _said(self, column: int, field: Field) -> float:
        """How much of a name of the field a column's heading says (0-100)."""
        said = matching.key(self._header[column])
        return max(fuzz.token_set_ratio(said, matching.key(name)) for name in matching.names(field))


def _sought(kind: PrintedTable, field: Field) -> int:
    """What the cells of a field's column hold."""
    if field.type == "date":
        return _DATE
    if field.type == "integer":
        return _ORDER
    spread = kind.descriptor.get("reparte", {})
    if field.name in kind.readings or field.name == spread.get("de"):
        return _SESSION
    return _IDENTIFIER if field.name == kind.descriptor.get("identificador") else _TEXT


def _held(cells: Sequence[str], session_kinds: Sequence[str]) -> int | None:
    """What most cells of a column hold; None where there is nothing to tell by."""
    numbers = [values.integer(cell) for cell in cells]
    if _most(numbers, lambda number: number is not None):
        in_order = [number == str(place) for place, number in enumerate(numbers, 1)]
        return _ORDER if _most(in_order, bool) else _COUNT
    tests = (
        (_SESSION, lambda cell: sessions.only(cell, session_kinds)),  # its date may stand beside it
        (_DATE, _is_date),
        (_IDENTIFIER, _is_identifier),
        (_SESSION, lambda cell: sessions.only(cell, session_kinds) or _is_ordinals(cell)),
        (_TEXT, bool),
    )
    return next((holds for holds, test in tests if _most(cells, test)), None)


def _most(given: Sequence[Any], test: Callable[[Any], object]) -> bool:
    """Whether most of some things pass a test; nothing does not."""
    return bool(given) and sum(bool(test(one)) for one in given) >= _MOST * len(given)


def _is_ordinals(cell: str) -> bool:
    """Whether a cell names sessions by their ordinals alone: «Séptima y octava»."""
    ordinals, said = list(sessions.numbers(cell)), words(cell).split()
    bare = any(map(str.isdigit, said))  # «7 y 8», but not «3 a favor»
    beside = 0 if bare and not _ALONE.issuperset(one for one in said if not one.isdigit()) else _BESIDE
    return bool(ordinals) and len(said) <= 2 * len(ordinals) + beside


def _is_identifier(cell: str) -> bool:
    return any(one.text == cell.strip(" .*") for one in identifiers.find(cell))


def _is_date(cell: str) -> bool:
    found = dates.find(cell)
    rest = cell
    for day in reversed(found):
        rest = rest[: day.start] + rest[day.start + len(day.words) :]
    return bool(found or values.days(cell, 1)) and len(words(rest).split()) <= _BESIDE
