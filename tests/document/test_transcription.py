"""The report folder says what the printed report says: nothing is lost, added or mended."""

import copy
import csv
import io
import itertools
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

REPORT = Path(__file__).resolve().parents[2] / "reports" / "cvoe-2021-t3"

Row = dict[str, str]
Tables = dict[str, list[Row]]
Printed = Any  # the reader's record, built in conftest

ROWS = {
    "informe": 1,
    "secciones": 33,
    "sesiones": 4,
    "participantes": 34,
    "asistencia": 136,
    "acuerdos": 18,
    "puntos_presentados": 12,
    "sesiones_ine": 11 + 3,
    "reportes_sivople": 13,
    "convenios_gestionados": 1,
    "convenios_suscritos": 3,
    "convenios_avance": 32,
    "convenios_avance_sesiones": 3 + 28 + 27,
    "convenios_acompanados": 1,
    "opiniones": 7,
    "eventos": 7,
    "evento_participantes": 32,
    "envios": 12 + 9,
    "fundamentos": 12,
    "cifras_declaradas": 25,
}

UNPRINTED = {
    "informe",
    "participantes",
    "asistencia",
    "convenios_avance_sesiones",
    "eventos",
    "fundamentos",
    "cifras_declaradas",
}
"""Tables that the document does not print as such: each has a test of its own."""

MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
MONTH = "|".join(MONTHS)
WEEKDAY = "(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)"
NUMBERS = [
    "cero",
    "un",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
]
ORDINALS = ["primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim"]
CAPITAL = "[A-ZÁÉÍÓÚ][a-záéíóúñ]+"

FACTS = {
    "date": re.compile(
        rf"(?:{WEEKDAY} )?\b\d{{1,2}}(?:(?:, | y )(?:{WEEKDAY} )?\d{{1,2}})* "
        rf"(?:de )?(?:{MONTH})(?: (?:del? )?\d{{4}})?"
    ),
    "months": re.compile(rf"\b(?:{MONTH}) (?:a|y) (?:{MONTH}) de \d{{4}}"),
    "identifier": re.compile(r"\b[A-Z]{2,}(?:[-/][A-Z0-9]+)+\b"),
    "address": re.compile(r"#\w+|\b[\w.]+@[\w.]+\w"),
    "caption": re.compile(r"^Tabla \d.+$", re.MULTILINE),
    "title": re.compile(r"“[^”]+”|\"[^\"]+\""),
}
"""Facts the prose of both must share, section by section."""

DETAILS = {
    "figure": re.compile(r"\b\d{2,}(?:-\d{4})?\b"),
    "acronym": re.compile(r"\b(?:[A-Z]{2,}|FCPyS|IDdeco)\b"),
    "definition": re.compile(r"\b\w+ \([^()\s]+\)"),
    "ordinal": re.compile(rf"\b(?:{'|'.join(ORDINALS)})[oa]? (?!y\b)\w+"),
    "law": re.compile(
        r"\bartículos? \d+|\bfracción [IVX]+|\b(?:primer|segundo) párrafo|\bpárrafo \w+"
        r"|\b(?:Código|Reglamento) (?:de |Inter\w+ del )[A-Z]\w+"
    ),
    "name": re.compile(rf"\b{CAPITAL}(?: (?:(?:de|del|la|los) )*(?:[A-Z]\.|{CAPITAL}))+"),
    "area": re.compile(rf"\b(?:Unidad|Dirección|Junta|Grupo)(?: (?:(?:de|del|la|los|y|para) )*{CAPITAL})+"),
    "denial": re.compile(r"No se reportan [^:]+? referencia|no se realizaron [^.]+"),
}
"""Facts of the printed prose that our prose may not lose."""

OPENINGS = re.compile(r"^(?:El|La|Los|Las|En|De|Éstos|Este) ")


def load() -> Tables:
    tables = {}
    for path in sorted((REPORT / "tablas").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return tables


@pytest.fixture
def tables() -> Tables:
    return load()


@pytest.fixture
def prose() -> str:
    return (REPORT / "informe.md").read_text(encoding="utf-8")


def differences(printed: Tables, loaded: Tables) -> list[str]:
    """Every printed row or cell that a table does not repeat to the letter, in order."""
    found = []
    for name, rows in printed.items():
        if len(rows) != len(loaded[name]):
            found.append(f"{name}: {len(rows)} rows printed, {len(loaded[name])} transcribed")
        for number, (row, copied) in enumerate(zip(rows, loaded[name], strict=False), 1):
            found += [
                f"{name}/{number}/{field}: {cell!r} printed, {copied[field]!r} transcribed"
                for field, cell in row.items()
                if copied[field] != cell
            ]
    return found


def attendance(loaded: Tables) -> dict[str, list[bool]]:
    """The attendance table as printed: a label a line, a tick a session."""
    sessions = [row["sesion_id"] for row in loaded["sesiones"]]
    came = {
        (row["participante_id"], row["sesion_id"]): row["asistio"] == "true" for row in loaded["asistencia"]
    }
    return {
        label(row): [came[row["participante_id"], session] for session in sessions]
        for row in loaded["participantes"]
    }


def label(row: Row) -> str:
    name, post, area = row["nombre"], row["cargo"], row["unidad"]
    if row["calidad"] in ("presidencia", "integrante", "secretaria_tecnica"):
        return f"{post}: {name}"
    link = " de la " if not area.startswith("Dirección") else " "
    return ", ".join(filter(None, (link.join(filter(None, (post, area))), name)))


def facts(text: str, patterns: dict[str, re.Pattern[str]]) -> set[str]:
    """What the patterns find, with the words that only open a sentence taken off."""
    return {
        OPENINGS.sub("", match.group()) for pattern in patterns.values() for match in pattern.finditer(text)
    }


def divided(markdown: str, headings: Iterable[str]) -> dict[str, str]:
    """The text under each heading, heading and footnotes included, placeholders left out."""
    text = re.sub(r"\{\{.*?\}\}", "", markdown)
    parts: dict[str, str] = {}
    last = len(text)
    for heading in reversed(list(headings)):
        start = text.rindex(f"# {heading}\n", 0, last)
        parts[heading] = text[start:last].strip("#\n ")
        last = start
    return parts


def prose_differences(printed: Printed, markdown: str) -> list[str]:
    """Facts that the two proses do not share, section by section."""
    parts = divided(markdown, (section.heading for section in printed.sections))
    found = []
    for section in printed.sections:
        source = printed.prose[section.seccion_id]
        ours = parts[section.heading]
        lost = facts(source, FACTS | DETAILS) - facts(ours, FACTS | DETAILS)
        added = facts(ours, FACTS) - facts(source, FACTS)
        added |= {figure for figure in facts(ours, {"": DETAILS["figure"]}) if figure not in source}
        found += [f"{section.seccion_id}: lost {fact!r}" for fact in sorted(lost)]
        found += [f"{section.seccion_id}: added {fact!r}" for fact in sorted(added)]
    return found


def days(text: str) -> list[str]:
    """The days a text names, in ISO form; a day without month or year takes the next one's."""
    named = re.findall(rf"\b(\d{{1,2}})\b(?! de 20)|\b({MONTH})\b", text.lower())
    found: list[str] = []
    month = ""
    for day, name in reversed(named):
        month = f"{MONTHS.index(name) + 1:02}" if name else month
        found += [f"2021-{month}-{int(day):02}"] if day else []
    return found[::-1]


def number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.index(re.sub("^una$", "un", word))


def citations(text: str, section: str) -> list[Row]:
    """Articles, fractions and paragraphs of every «artículo … del Código o Reglamento …»."""
    found = []
    cited = re.compile(r"artículos? ([^.]+?) del ((?:Código|Reglamento) [^,.(]+)")
    for articles, norm in cited.findall(text):
        for piece in re.split(r"[;,] | y ", articles):
            if piece.isdigit():
                row = {"norma": norm.strip().removesuffix(" y"), "articulo": piece}
                found.append(row | {"fraccion": "", "parrafo": "", "seccion_id": section})
            elif piece.startswith("fracción "):
                found[-1]["fraccion"] = piece.removeprefix("fracción ")
            else:
                found[-1]["parrafo"] = piece
    return found


def test_every_table_has_the_rows_of_the_printed_report(tables: Tables) -> None:
    assert {name: len(rows) for name, rows in tables.items()} == ROWS


@pytest.mark.parametrize("name", ROWS)
def test_csv_form(name: str, tables: Tables) -> None:
    raw = (REPORT / "tablas" / f"{name}.csv").read_bytes()
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, tables[name][0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(tables[name])
    assert raw.decode("utf-8") == out.getvalue()


def test_every_printed_cell_is_transcribed(printed: Printed, tables: Tables) -> None:
    assert differences(printed.tables, tables) == []


def test_no_line_of_a_table_is_overlooked(printed: Printed, tables: Tables, prose: str) -> None:
    """Takes each tabbed line as it is, without the reader's idea of tables, rows and pages."""
    copied = [*prose.splitlines(), *attendance(tables), "✓"]
    for rows in tables.values():
        copied += [cell for row in rows for cell in row.values()]
        copied += [f"{row['nombre']}, {row['cargo']}" for row in rows if "mesa" in row]
    missing = []
    for before, line in itertools.pairwise(printed.lines):
        if "\t" not in before or "\t" not in line:
            continue
        for cell in re.split(r"\t|<[^i/][^>]*>|</[^i][^>]*>| - |Moderación: ", line):
            text = re.sub(r"</?i>|^(\d+)\.$", r"\1", cell.strip()).strip(" -")
            missing += [text] if not any(text in other for other in copied) else []
    assert missing == []


def test_every_tick_is_transcribed(printed: Printed, tables: Tables) -> None:
    assert list(attendance(tables).items()) == list(printed.attendance.items())
    assert sum(row["asistio"] == "true" for row in tables["asistencia"]) == 89


def test_attendance_is_complete_and_ordered(tables: Tables) -> None:
    assert [(row["participante_id"], row["sesion_id"]) for row in tables["asistencia"]] == [
        (person["participante_id"], session["sesion_id"])
        for person in tables["participantes"]
        for session in tables["sesiones"]
    ]


def test_cover(printed: Printed, tables: Tables) -> None:
    (report,) = tables["informe"]
    cover = printed.cover.casefold()
    assert f"acuerdo {report['acuerdo_aprobacion']} ".casefold() in cover
    assert f"punto {report['punto']} ".casefold() in cover
    assert f"{report['ordinal']} informe trimestral".casefold() in cover
    assert report["organo_nombre"].casefold() in cover
    assert report["anio"] in cover
    assert report["sesion_aprobacion"] == "2021-ORD-10" and "décima sesión ordinaria" in cover
    assert [report["fecha_aprobacion"]] == days(cover.partition("ordinaria")[2])


def test_index(printed: Printed, prose: str) -> None:
    index = prose.partition("## Índice\n")[2].partition("\n## ")[0]
    entries = re.findall(r"^(?:- |  )(.+) … (\d+)$", index, flags=re.MULTILINE)
    assert entries == printed.index


def test_headings(printed: Printed, prose: str) -> None:
    headings = re.findall(r"^(##+) (.+)$", prose, flags=re.MULTILINE)
    assert headings == [("##", "Índice")] + [
        ("#" * (section.nivel + 1), section.heading) for section in printed.sections
    ]


def test_denials(printed: Printed, tables: Tables) -> None:
    for row in tables["secciones"]:
        words = printed.prose[row["seccion_id"]]
        denied = re.search(r"\bno se (?:reportan|realizaron)\b", words, re.IGNORECASE)
        assert (row["sin_actividad"] == "true") == bool(denied)
        assert row["motivo"] in words
        assert bool(row["motivo"]) == bool(re.search(r"referencia (?:toda vez|debido)", words))


def test_prose_shares_its_facts(printed: Printed, prose: str) -> None:
    assert prose_differences(printed, prose) == []


def test_prose_places_every_printed_table(tables: Tables, prose: str) -> None:
    places = re.findall(r"^\{\{ tabla: (\w+)(?: (\w+)=(\w+))? \}\}$", prose, flags=re.MULTILINE)
    assert [name for name, *_ in places] == [
        "sesiones",
        "asistencia",
        "acuerdos",
        "puntos_presentados",
        "sesiones_ine",
        "sesiones_ine",
        "reportes_sivople",
        "convenios_gestionados",
        "convenios_suscritos",
        "convenios_avance",
        "convenios_acompanados",
        "opiniones",
        "evento_participantes",
        "evento_participantes",
        "envios",
        "envios",
    ]
    assert prose.count("{{") == len(places)
    placed = [
        (name, number)
        for name, field, value in places
        for number, row in enumerate(tables[name])
        if not field or row[field] == value
    ]
    assert len(placed) == len(set(placed)) == sum(len(tables[name]) for name in dict(placed))


def test_dates_are_those_of_their_words(tables: Tables) -> None:
    for rows in tables.values():
        for row in rows:
            named = days(row.get("fecha_texto", ""))
            if named:
                first = [row[f] for f in ("fecha", "fecha_inicio", "fecha_suscripcion") if f in row]
                assert first == named[:1]
                assert row.get("fecha_fin", named[-1]) == named[-1]


def test_instruments_are_their_kind_and_counterpart(tables: Tables) -> None:
    for row in tables["convenios_gestionados"] + tables["convenios_suscritos"]:
        joined = re.escape(row["tipo"]) + " en?tr?e el IECM y (?:el|la) "
        assert re.fullmatch(joined + re.escape(row["contraparte"]), row["instrumento"])
    for row in tables["convenios_acompanados"] + tables["opiniones"]:
        joined = ".+ entre el IECM y (?:(?:el|las?) )?"
        assert re.fullmatch(joined + re.escape(row["contraparte"]), row["instrumento"])
        assert not re.match(r"(?:el|las?) ", row["contraparte"])


def test_sessions_of_each_agreement_reported(tables: Tables) -> None:
    words = {"Séptima": "2021-ORD-07", "Octava": "2021-ORD-08", "Novena": "2021-ORD-09"}
    assert tables["convenios_avance_sesiones"] == [
        {"no": row["no"], "sesion_id": words[word]}
        for row in tables["convenios_avance"]
        for word in re.split(", | y ", row["sesiones_texto"])
    ]


def test_agreements_name_the_session_they_approve(tables: Tables) -> None:
    kinds = {"orden del día": "orden_del_dia", "minuta": "minuta"}
    named = re.compile(
        r"Aprobación (?:de la|del) (orden del día|minuta)\b.*? la (\w+)a sesión (\w+) .* celebrada el"
    )
    for row in tables["acuerdos"]:
        referred = (row["sesion_referida"], row["fecha_referida"])
        if match := named.match(row["asunto"]):
            code = {"ordinaria": "ORD", "extraordinaria": "EXT"}[match[3]]
            session = f"2021-{code}-{ORDINALS.index(match[2].removesuffix('a')) + 1:02}"
            assert row["tipo"] == kinds[match[1]]
            assert referred == (session, *days(row["asunto"].rpartition("celebrada")[2]))
        else:
            assert referred == ("", "")
            assert row["tipo"] not in kinds.values()


def test_events_are_as_printed(printed: Printed, tables: Tables) -> None:
    for row in tables["eventos"]:
        words = printed.prose[row["seccion_id"]]
        assert row["titulo"] in words
        assert row["fecha_texto"] in words
        assert row["modalidad"] in words


def test_legal_basis_is_as_printed(printed: Printed, tables: Tables) -> None:
    cited = [row for section, words in printed.prose.items() for row in citations(words, section)]
    assert tables["fundamentos"] == [{"no": str(no), **row} for no, row in enumerate(cited, 1)]


def test_declared_figures_are_as_printed(printed: Printed, tables: Tables, prose: str) -> None:
    headings = {section.seccion_id: section.heading for section in printed.sections}
    parts = divided(prose, headings.values())
    for no, row in enumerate(tables["cifras_declaradas"], 1):
        assert row["no"] == str(no)
        assert row["texto"] in printed.prose[row["seccion_id"]]
        assert row["texto"] in parts[headings[row["seccion_id"]]]
        figures = re.findall(rf"\b(?:\d+|una|{'|'.join(NUMBERS)})\b", row["texto"])
        assert int(row["valor"]) in map(number, figures)


def test_no_declared_figure_is_missing(printed: Printed, tables: Tables) -> None:
    counted = re.compile(
        rf"\b(\d+|una|{'|'.join(NUMBERS)}) (?:de ellos|en la \w+ sesión|se encuentran"
        r"|sesi[oó]n\w*|acuerdos|reportes|convenios?|instrumentos|opiniones|correos|noticias"
        r"|espacios|países|mesas|especialistas|comentaristas|apartados)\b"
    )
    stated = [
        (section, number(match[1]))
        for section, words in printed.prose.items()
        for match in counted.finditer(words)
    ]
    listed = [(row["seccion_id"], int(row["valor"])) for row in tables["cifras_declaradas"]]
    assert sorted(listed) == sorted(stated)


def mend(table: str, row: int, field: str, old: str, new: str) -> Callable[[Tables], None]:
    def change(tables: Tables) -> None:
        cell = tables[table][row - 1][field]
        assert old in cell
        tables[table][row - 1][field] = cell.replace(old, new)

    return change


def drop(table: str) -> Callable[[Tables], None]:
    return lambda tables: tables[table].__delitem__(-1)


def repeat(table: str) -> Callable[[Tables], None]:
    return lambda tables: tables[table].append(tables[table][-1])


@pytest.mark.parametrize(
    "change",
    [
        mend("convenios_suscritos", 3, "instrumento", "ente el", "entre el"),
        mend("convenios_suscritos", 1, "objeto", "SCR 202)", "SCR 2021)"),
        mend("convenios_suscritos", 2, "objeto", "cancelles", "canceles"),
        mend("envios", 2, "informacion", "2 ^{da}", "2a"),
        mend("envios", 5, "fecha_texto", "Viernes", "Lunes"),
        mend("envios", 19, "fecha_texto", "08", "8"),
        mend("sesiones_ine", 12, "fecha_texto", "2021.", "2021"),
        mend("opiniones", 1, "area_responsable", "Organismo ", "Organismos "),
        mend("puntos_presentados", 8, "texto", "análisis y", "análisis"),
        mend("puntos_presentados", 10, "texto", "informe", "Informe"),
        mend("evento_participantes", 32, "nombre", "Rodríguez Huesca", "Huesca Rodríguez"),
        mend("secciones", 4, "pagina", "6", "5"),
        *(drop(table) for table in ROWS if table not in UNPRINTED),
        *(repeat(table) for table in ROWS if table not in UNPRINTED),
    ],
)
def test_a_change_is_noticed(change: Callable[[Tables], None], printed: Printed, tables: Tables) -> None:
    changed = copy.deepcopy(tables)
    change(changed)
    assert differences(printed.tables, changed)


@pytest.mark.parametrize(
    "change",
    [
        mend("participantes", 1, "nombre", "Ruíz", "Ruiz"),
        mend("participantes", 30, "unidad", "Servicio ", "Servicios "),
        mend("asistencia", 17, "asistio", "false", "true"),
        mend("asistencia", 1, "asistio", "true", "false"),
    ],
)
def test_a_changed_attendance_is_noticed(
    change: Callable[[Tables], None], printed: Printed, tables: Tables
) -> None:
    changed = copy.deepcopy(tables)
    change(changed)
    assert attendance(changed) != printed.attendance


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("IEMC", "IECM"),
        ("lunes 23 de julio", "viernes 23 de julio"),
        ("martes 23 y miércoles 24", "lunes 23 y martes 24"),
        ("jueves 9 septiembre", "jueves 9 de septiembre"),
        ("lunes 26 de julio 2021", "lunes 26 de julio de 2021"),
        ("Social y Desarrollo", "Social y Difusión"),
        ("Reglamento Interno", "Reglamento Interior"),
        ("IECM-JA145-19", "IECM-JA-145-19"),
        ("Didier Chilito Velasco", "Didier Velasco"),
        ("IECM/ACU-CG-031/2020", "IECM-ACU-CG-031-2020"),
        ("no se realizaron", "se realizaron"),
        ("un total de 103", "un total de 104"),
        ("fracción XIII", "fracción XII"),
        ("cuarto trimestre", "tercer trimestre"),
        ("La Comisión supo", "El viernes 1 de enero de 2021 la Comisión supo"),
    ],
)
def test_changed_prose_is_noticed(old: str, new: str, printed: Printed, prose: str) -> None:
    assert old in prose
    assert prose_differences(printed, prose.replace(old, new, 1))
