"""Tables and columns derived from the words of a report, by what the Table Schemas say of each field.

`derive` names what is sought in a field's text, `printed` the date fields whose words it prints, `links`
the fields whose names or titles it may repeat.
"""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, Any

import polars as pl

from check_report.source import prose_tables, series
from check_report.source.gate import PROSE
from check_report.source.prose_reading import Reading
from check_report.source.registers import contained, named
from check_report.source.typed import ORIGIN
from check_report.source.words import dates, identifiers, instruments, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from check_report.rulebook.suites import Measure
    from check_report.rulebook.tables import Field, Table
    from check_report.source.registers import Registers
    from check_report.source.report import Source

_SEVERAL = 3
"""Rows from which on a table has a way of its own of saying its days."""
_PLACE = {**ORIGIN, "_field": pl.String}
DATES = {
    **_PLACE,
    "also_line": pl.Int64,
    "orden": pl.Int64,
    "observed": pl.String,
    "dia_semana": pl.Int64,
    "dia": pl.Int64,
    "mes": pl.Int64,
    "anio": pl.Int64,
    "fecha": pl.Date,
    "dia_debido": pl.String,
    "existe": pl.Boolean,
    "completa": pl.Boolean,
    "anio_inferido": pl.Boolean,
}
IDENTIFIERS = {
    **_PLACE,
    "observed": pl.String,
    "serie": pl.String,
    "forma": pl.String,
    "numero": pl.Int64,
    "anio": pl.Int64,
    "anio_de_su_fecha": pl.String,
    "forma_debida": pl.String,
    "ejemplo_debido": pl.String,
    "anio_en_otro_lugar": pl.String,
}
INSTRUMENTS = {
    **_PLACE,
    "observed": pl.String,
    "clase": pl.String,
    "contraparte_clave": pl.String,
    "contraparte_sigla": pl.String,
    "firma": pl.Boolean,
}
LINKS = {
    "_report": pl.String,
    "de_tabla": pl.String,
    "de_campo": pl.String,
    "de_fila": pl.Int64,
    "a_tabla": pl.String,
    "a_campo": pl.String,
    "a_fila": pl.Int64,
    "forma": pl.String,
    "parecido": pl.Float64,
}
TABLES = {
    "fechas": DATES,
    "identificadores": IDENTIFIERS,
    "instrumentos_mencionados": INSTRUMENTS,
    "coincidencias": LINKS,
    **prose_tables.TABLES,
}
"""The derived tables and their columns."""


def columns(source: Source, table: Table, known: Registers) -> pl.DataFrame:
    """A report table's frame with the columns derived from its own fields added."""
    frame = source.tables[table.name].frame
    added: list[pl.Series] = []
    for field in table.fields:
        if "identifier" in field.derive:
            added.extend(_identifier_columns(source, table, field, known))
        if "name" in field.derive:
            cells = frame[field.name].to_list()
            added.append(
                _series(f"{field.name}_clave", [names.key(c) if c else None for c in cells], pl.String)
            )
            added.append(
                _series(f"{field.name}_sigla", [names.short(c) if c else None for c in cells], pl.String)
            )
        if field.printed:
            added.extend(_printed_columns(source, table, field))
    return frame.hstack(added)


def tables(
    source: Source, known: Registers, schema: Mapping[str, Table], measures: tuple[Measure, ...]
) -> dict[str, pl.DataFrame]:
    """The derived tables of one report, each with the columns that TABLES gives it."""
    reading = Reading(source, known, schema, measures)
    rows = {
        "fechas": _dates(source, schema),
        "identificadores": _identifiers(source, schema),
        "instrumentos_mencionados": _instruments(reading, schema),
        "coincidencias": list(_links(source, schema, reading.known)),
    }
    frames = {name: pl.DataFrame(some, schema=TABLES[name], orient="row") for name, some in rows.items()}
    return frames | prose_tables.tables(reading)


def _series(name: str, values: list[Any], dtype: Any) -> pl.Series:
    return pl.Series(name, values, dtype=dtype)


def _cells(
    source: Source, schema: Mapping[str, Table], *wanted: str
) -> Iterator[tuple[dict[str, Any], Field, str]]:
    """Place, field and text of every cell whose field says that one of the wanted things is sought in it."""
    for table in schema.values():
        fields = [field for field in table.fields if set(wanted) & set(field.derive)]
        for row in source.tables[table.name].frame.iter_rows(named=True) if fields else ():
            place = {name: row[name] for name in ORIGIN}
            yield from ((place | {"_field": f.name}, f, row[f.name]) for f in fields if row[f.name])


def _paragraphs(source: Source) -> Iterator[tuple[dict[str, Any], Any]]:
    for block in source.prose or ():
        yield {**dict.fromkeys(_PLACE), "_report": source.name, "_file": PROSE}, block


def _dates(source: Source, schema: Mapping[str, Table]) -> list[dict[str, Any]]:
    rows = [
        _date_row(place, mention, order, source.year)
        for place, _, text in _cells(source, schema, "dates")
        for order, mention in enumerate(dates.find(text), start=1)
    ]
    # The prose repeats what tables say: the same words of the same day are one date in two places.
    in_tables = {_same_date(row): row for row in reversed(rows)}
    for place, block in _paragraphs(source):
        told = [
            _date_row(place, mention, order, source.year) | {"_line": block.line_at(mention.start)}
            for order, mention in enumerate([*dates.find(block.text), *dates.impossible(block.text)], start=1)
        ]
        if block.text.startswith("|") and _is_short(told):
            told = [row | {"completa": None} if row["anio_inferido"] else row for row in told]
        for row in told:
            twin = in_tables.get(_same_date(row))
            if twin is None:
                rows.append(row)
            elif twin["also_line"] is None:
                twin["also_line"] = row["_line"]
    return _given_again(rows)


def _given_again(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The dates, but that one without year need not be complete if another place has it in full."""
    whole = {(row["dia"], row["mes"], row["anio"]) for row in rows if row["completa"]}
    short = {column for column, found in _by_column(rows).items() if _is_short(found)}
    return [
        row | {"completa": None}
        if row["anio_inferido"]
        and ((row["dia"], row["mes"], row["anio"]) in whole or (row["_table"], row["_field"]) in short)
        else row
        for row in rows
    ]


def _by_column(rows: Iterable[dict[str, Any]]) -> dict[tuple[str | None, str | None], list[dict[str, Any]]]:
    found: dict[tuple[str | None, str | None], list[dict[str, Any]]] = {}
    for row in rows:
        if row["_table"]:
            found.setdefault((row["_table"], row["_field"]), []).append(row)
    return found


def _is_short(told: Sequence[dict[str, Any]]) -> bool:
    """Whether rows say their days without the year throughout: that of the report goes without saying."""
    short = {(row["_row"], row["_line"]) for row in told if row["anio_inferido"]}
    return len(short) >= _SEVERAL and all((row["_row"], row["_line"]) in short for row in told)


def _date_row(place: dict[str, Any], mention: dates.Mention, order: int, year: int | None) -> dict[str, Any]:
    date = mention.date(year)
    return place | {
        "also_line": None,
        "orden": order,
        "observed": mention.quoted,
        "dia_semana": mention.weekday,
        "dia": mention.day,
        "mes": mention.month,
        "anio": mention.year or year,
        "fecha": date,
        "dia_debido": dates.weekday_name(date.isoweekday()) if date else None,
        "existe": date is not None if mention.year or year else None,
        "completa": mention.complete,
        "anio_inferido": mention.year is None,
    }


def _same_date(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("dia_semana", "dia", "mes", "anio", "completa"))


def _identifiers(source: Source, schema: Mapping[str, Table]) -> list[dict[str, Any]]:
    found: list[tuple[dict[str, Any], identifiers.Identifier]] = []
    for place, field, text in _cells(source, schema, "identifier", "identifiers"):
        whole = [identifiers.read(text)] if "identifier" in field.derive else identifiers.find(text)
        mentions = dates.find(text)
        found.extend((place | _dated(text, mentions, identifier), identifier) for identifier in whole)
    for place, block in _paragraphs(source):
        mentions = dates.find(block.text)
        for identifier in identifiers.find(block.text):
            line = {"_line": block.line_at(identifier.start)}
            found.append((place | line | _dated(block.text, mentions, identifier), identifier))
    found = series.with_letters_in_order(found)
    told = {
        name: series.told_forms([i for _, i in found if i.series == name])
        for name in {i.series for _, i in found}
    }
    usual = {
        name: series.usual([forms[i.text] for _, i in found if i.series == name])
        for name, forms in told.items()
    }
    example = {(i.series, told[i.series][i.text]): i.text for _, i in reversed(found)}
    years: dict[tuple[str, int | None], Counter[int | None]] = {}
    for _, i in found:
        years.setdefault((i.series, i.number), Counter())[i.year] += 1
    return [
        place
        | {
            "observed": identifier.text,
            "serie": identifier.series,
            "forma": told[identifier.series][identifier.text],
            "numero": identifier.number,
            "anio": identifier.year,
            "forma_debida": usual[identifier.series],
            "ejemplo_debido": example[identifier.series, usual[identifier.series] or ""],
            "anio_en_otro_lugar": series.year_elsewhere(identifier, years, source.year),
        }
        for place, identifier in found
    ]


def _dated(
    text: str, mentions: list[dates.Mention], identifier: identifiers.Identifier
) -> dict[str, str | None]:
    year = identifiers.year_beside(text, identifier, mentions)
    return {"anio_de_su_fecha": str(year) if year else None}


def _identifier_columns(source: Source, table: Table, field: Field, known: Registers) -> Iterator[pl.Series]:
    frame = source.tables[table.name].frame
    read = [identifiers.read(cell) if cell else None for cell in frame[field.name]]
    forms = [identifier.form if identifier else None for identifier in read]
    registered = _registered_form(source, f"{table.name}.{field.name}", known)
    due = [registered or series.usual_like(form, forms) for form in forms]
    yield _series(f"{field.name}_numero", [i.number if i else None for i in read], pl.Int64)
    yield _series(f"{field.name}_cuenta", series.counts(read), pl.String)
    yield _series(f"{field.name}_anio", [i.year if i else None for i in read], pl.Int64)
    yield _series(f"{field.name}_forma", forms, pl.String)
    yield _series(f"{field.name}_forma_debida", due, pl.String)


def _registered_form(source: Source, series: str, known: Registers) -> str | None:
    body, day = source.about.get("organo"), source.about.get("periodo_fin")
    if known.institute_of(body, source.words) is None:
        return None
    rows = known.frames["series"].filter(pl.col("organo") == pl.lit(body), pl.col("serie") == series)
    for row in rows.iter_rows(named=True):
        if (
            isinstance(day, datetime.date)
            and row["desde"] <= day
            and (row["hasta"] is None or day <= row["hasta"])
        ):
            return str(row["forma"])
    return None


def _printed_columns(source: Source, table: Table, field: Field) -> Iterator[pl.Series]:
    frame = source.tables[table.name].frame
    counts: list[int | None] = []
    agree: list[bool | None] = []
    last: list[datetime.date | None] = []
    due: list[str | None] = []
    for row in frame.select(field.name, *field.printed).iter_rows():
        text, *stored = row
        mentions = dates.find(text) if text else []
        given = next((day for day in stored if day), None)
        days = [m.date(given.year if given else source.year) for m in mentions]
        counts.append(len(mentions) if text else None)
        agree.append(_agree([day for day in days if day], stored))
        last.append(max((day for day in days if day), default=None))
        due.append(" – ".join(dict.fromkeys(dates.in_words(day) for day in stored if day)) or None)
    yield _series(f"{field.name}_dias", counts, pl.Int64)
    yield _series(f"{field.name}_coincide", agree, pl.Boolean)
    yield _series(f"{field.name}_ultima", last, pl.Date)
    yield _series(f"{field.name}_debida", due, pl.String)


def _agree(named: list[datetime.date], stored: list[datetime.date | None]) -> bool | None:
    """Whether the words name the stored dates: the one among them, or first and last of the range."""
    if not named or None in stored:
        return None
    if len(stored) == 1:
        return stored[0] in named
    return [min(named), max(named)] == stored


def _instruments(reading: Reading, schema: Mapping[str, Table]) -> list[dict[str, Any]]:
    cells = [(place, text) for place, _, text in _cells(reading.source, schema, "instruments")]
    return [
        place
        | {
            "observed": found.words,
            "clase": found.kind,
            "contraparte_clave": names.key(found.counterpart),
            "contraparte_sigla": names.short(found.counterpart),
            "firma": found.signing,
        }
        for place, text in cells
        for found in instruments.find(text, reading.ours)
    ]


def _links(source: Source, schema: Mapping[str, Table], known: Registers) -> Iterator[dict[str, Any]]:
    for table in schema.values():
        for field in table.fields:
            for link in field.links:
                target = known.frames.get(link.to_table)
                if target is None:
                    target = source.tables[link.to_table].frame
                for row in source.tables[table.name].frame.iter_rows(named=True):
                    if row[field.name]:
                        match = named if link.measure == "name" else contained
                        for to_row, form, likeness in match(row[field.name], target, link.to_field, known):
                            yield {
                                "_report": source.name,
                                "de_tabla": table.name,
                                "de_campo": field.name,
                                "de_fila": row["_row"],
                                "a_tabla": link.to_table,
                                "a_campo": link.to_field,
                                "a_fila": to_row,
                                "forma": form,
                                "parecido": likeness,
                            }
