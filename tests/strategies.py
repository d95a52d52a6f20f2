"""Hypothesis strategies: small reports that satisfy every rule, each a folder's tables and prose.

A report is drawn as facts (sessions, agreements, opinions, mailings, events); tables and prose are both
written from them, so figures, dates and weekday words agree by construction.
"""

from __future__ import annotations

import csv
import datetime
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from check_report.document.export.spelled import cardinal, ordinal
from check_report.rulebook import book
from check_report.source.words import dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

Row = dict[str, Any]


def examples(usual: int) -> int:
    """How many reports a property is tried on: `make thorough` asks for a thousand of each."""
    return int(os.environ.get("GENERATED_REPORTS", usual))


BODY = "Comisión Permanente de Vinculación con Organismos Externos"
QUARTERS = {1: "enero a marzo", 2: "abril a junio", 3: "julio a septiembre", 4: "octubre a diciembre"}
CODE = "Código de Instituciones y Procedimientos Electorales de la Ciudad de México"
RULES = "Reglamento Interior del Instituto Electoral de la Ciudad de México"
CITED = (
    "los artículos 37, fracción I; 50, fracción XIII; 52, 53, 56, 57, párrafo segundo; 58, primer párrafo; "
    f"59, fracción VII y 65 del {CODE}, y en el artículo 33 del {RULES} (IECM)"
)
BASIS = [
    ("37", "I", ""), ("50", "XIII", ""), ("52", "", ""), ("53", "", ""), ("56", "", ""),
    ("57", "", "párrafo segundo"), ("58", "", "primer párrafo"), ("59", "VII", ""), ("65", "", ""),
]  # fmt: skip
NAMES = (
    "Noemí Barragán Tovar", "Rodrigo Altamira Sáenz", "Adela Cisneros Rivas", "Íñigo Güemes Peña",
    "Ximena Robledo Fuentes", "Ulises Granados Melo", "Dalia Pineda Arzate", "Tomás Arreola Villegas",
)  # fmt: skip
AREAS = (
    "Unidad Técnica de Asuntos Jurídicos",
    "Unidad Técnica de Comunicación Social y Difusión",
    "Dirección Ejecutiva de Organización Electoral y Geoestadística",
)
PARTNERS = (
    "Colegio Metropolitano de Estudios Cívicos (COMEC)",
    "Red Vecinal Cuenca Viva, A.C. (RVCV)",
    "Fundación Puentes de Participación, A.C. (FPP)",
)
EVENTS = ("Foro Democracia y Juventudes", "Diálogo Regional sobre Observación Ciudadana")
NEWS = (
    "Invitación a la plática informativa sobre el Presupuesto Participativo",
    "Convocatoria del concurso de ensayo “Voces por la Democracia”",
    "Boletín «Corazón Chilango», número especial",
    "Difusión de las sesiones públicas, con interpretación en lengua de señas",
)
LISTS = {
    "red_observacion": ("Tabla 2. Información difundida a la Red de Observación", "la Red de Observación"),
    "voto_chilango": ("Tabla 3. Información difundida a Voto Chilango", "la base de datos Voto Chilango"),
}


@dataclass(frozen=True)
class Generated:
    """A report as data."""

    name: str
    tables: Mapping[str, Sequence[Row]] = field(repr=False)
    prose: str = field(repr=False)

    def write(self, folder: Path) -> Path:
        """Writes the report below a folder; its own folder."""
        home = folder / self.name
        (home / "tablas").mkdir(parents=True)
        (home / "informe.md").write_text(self.prose, encoding="utf-8", newline="\n")
        for name, table in book.load().report_tables.items():
            with (home / table.path).open("w", encoding="utf-8", newline="") as stream:
                labels = [field.name for field in table.fields]
                writer = csv.DictWriter(stream, labels, restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(self.tables.get(name, []))
        return home


QUARTER = st.tuples(st.integers(2019, 2021), st.integers(1, 4))


@st.composite
def reports(draw: st.DrawFn, when: tuple[int, int] | None = None) -> Generated:
    """A report of one quarter of the Commission that this repository's real report is of."""
    year, quarter = when or draw(QUARTER)
    facts = _Facts(draw, year, quarter)
    return Generated(f"cvoe-{year}-t{quarter}", facts.tables(), facts.prose())


class _Facts:
    """The facts of one report, and both ways of telling them."""

    def __init__(self, draw: st.DrawFn, year: int, quarter: int) -> None:
        self.draw, self.year, self.quarter = draw, year, quarter
        self.first = datetime.date(year, 3 * quarter - 2, 1)
        self.last = (self.first + datetime.timedelta(days=100)).replace(day=1) - datetime.timedelta(days=1)
        self.sessions = self._sessions()
        self.agreements = self._agreements()
        self.partners = draw(st.lists(st.sampled_from(PARTNERS), max_size=3, unique=True))
        self.opinion = self._number(60)
        self.events = self._events()
        self.mailings = {name: self._dated(5) for name in LISTS}
        self.answers = self._dated(4)
        self.watched = self._dated(3)
        self.figures: list[Row] = []

    def _days(self, count: int) -> list[datetime.date]:
        span = st.integers(0, (self.last - self.first).days)
        days = self.draw(st.lists(span, min_size=count, max_size=count, unique=True))
        return [self.first + datetime.timedelta(days=day) for day in sorted(days)]

    def _number(self, highest: int) -> int:
        """Where a numbering starts: with the year, at 1; later on, where the quarter before left it."""
        return 1 if self.quarter == 1 else self.draw(st.integers(1, highest))

    def _dated(self, most: int) -> list[Row]:
        """Rows with a date, in words or left to be written from the date."""
        days = self._days(self.draw(st.integers(0, most)))
        texts = [(_words(day) if self.draw(st.booleans()) else "") for day in days]
        return [
            {"no": no, "fecha": day, "fecha_texto": text, "informacion": self.draw(st.sampled_from(NEWS))}
            for no, (day, text) in enumerate(zip(days, texts, strict=True), start=1)
        ]

    def _sessions(self) -> list[Row]:
        kinds = [
            "ordinaria",
            *self.draw(st.lists(st.sampled_from(["ordinaria", "extraordinaria"]), max_size=3)),
        ]
        first = {"ordinaria": self._number(20), "extraordinaria": self._number(9)}
        rows: list[Row] = []
        for kind, day in zip(kinds, self._days(len(kinds)), strict=True):
            number = first[kind] + sum(row["tipo"] == kind for row in rows)
            rows.append({
                "sesion_id": f"{self.year}-{kind[:3].upper()}-{number:02}",
                "tipo": kind,
                "numero": number,
                "fecha": day,
                "fecha_texto": _words(day),
                "modalidad": "a distancia",
            })  # fmt: skip
        return rows

    def _agreements(self) -> list[Row]:
        number = self._number(60)
        rows: list[Row] = []
        before: Row | None = None
        for session in self.sessions:
            said = [("orden_del_dia", "del orden del día", session)]
            said += [("minuta", "de la minuta", before)] if before else []
            for kind, what, about in said:
                rows.append({
                    "clave": f"CVOE/{number + len(rows):03}/{self.year % 100:02}",
                    "sesion_id": session["sesion_id"],
                    "asunto": f"Aprobación {what} de la {_session(about)} de {self.year} de la {BODY}, "
                    f"celebrada el {dates.in_words(about['fecha'])}.",
                    "tipo": kind,
                    "sesion_referida": about["sesion_id"],
                    "fecha_referida": about["fecha"],
                })  # fmt: skip
            before = session
        return rows

    def _events(self) -> list[Row]:
        titles = self.draw(st.lists(st.sampled_from(EVENTS), max_size=2, unique=True))
        return [
            {
                "evento_id": f"E{number:02}",
                "titulo": title,
                "fecha_inicio": day,
                "fecha_fin": day,
                "fecha_texto": dates.in_words(day),
                "modalidad": "virtual",
                "seccion_id": "III.3.A",
            }
            for number, (title, day) in enumerate(zip(titles, self._days(len(titles)), strict=True), start=1)
        ]

    def _people(self) -> tuple[list[Row], list[Row]]:
        who = [("Presidencia", "", "presidencia", True), ("Integrante", "", "integrante", True)]
        who += [
            ("Integrante", "", "integrante", True),
            ("Secretaria técnica", "", "secretaria_tecnica", False),
        ]
        who += [("", area, "invitado", False) for area in AREAS]
        people = [
            {
                "participante_id": f"P{number:02}",
                "nombre": name,
                "cargo": office,
                "unidad": area,
                "calidad": quality,
                "con_voto": str(votes).lower(),
            }
            for number, (name, (office, area, quality, votes)) in enumerate(
                zip(NAMES, who, strict=False), start=1
            )
        ]
        # Whoever is missing never breaks the quorum: at most one of three with a vote.
        absent = {s["sesion_id"]: self.draw(st.sampled_from(["", "P02", "P03"])) for s in self.sessions}
        return people, [
            {
                "sesion_id": session["sesion_id"],
                "participante_id": one["participante_id"],
                "asistio": str(absent[session["sesion_id"]] != one["participante_id"]).lower(),
            }
            for one in people
            for session in self.sessions
        ]

    def tables(self) -> dict[str, Sequence[Row]]:
        self.prose()
        people, attendance = self._people()
        return {
            "informe": [self._about()],
            "secciones": [dict(zip(_SECTION, row, strict=True)) for row in self._sections()],
            "sesiones": self.sessions,
            "participantes": people,
            "asistencia": attendance,
            "acuerdos": self.agreements,
            "puntos_presentados": self._points(),
            "sesiones_ine": [
                {
                    "ambito": "consejo_local",
                    "instancia": "Consejo Local del INE en la Ciudad de México",
                    **_when(row),
                }
                for row in self.watched
            ],
            "reportes_sivople": [
                {
                    "sistema": "Sistema de Vinculación con los Organismos Públicos Locales Electorales",
                    **_when(row),
                }
                for row in self.answers
            ],
            "convenios_suscritos": self._signed(),
            "convenios_gestionados": self._signed(),
            "opiniones": self._opinions(),
            "eventos": self.events,
            "evento_participantes": self._speakers(),
            "envios": [
                {"lista": name, "informacion": row["informacion"], **_when(row)}
                for name, rows in self.mailings.items()
                for row in rows
            ],
            "fundamentos": [
                {"no": no, "norma": CODE, "articulo": a, "fraccion": f, "parrafo": p, "seccion_id": "INTRO"}
                for no, (a, f, p) in enumerate(BASIS, start=1)
            ]
            + [{"no": len(BASIS) + 1, "norma": RULES, "articulo": "33", "seccion_id": "INTRO"}],
            "cifras_declaradas": [{"no": no, **row} for no, row in enumerate(self.figures, start=1)],
        }

    def _about(self) -> Row:
        next_quarter = self.last + datetime.timedelta(days=21)
        number = f"{next_quarter.year % 100:02}"
        return {
            "informe_id": f"CVOE-{self.year}-T{self.quarter}",
            "organo": "CVOE",
            "organo_nombre": BODY,
            "anio": self.year,
            "trimestre": self.quarter,
            "ordinal": _ORDINALS[self.quarter],
            "periodo_inicio": self.first,
            "periodo_fin": self.last,
            "acuerdo_aprobacion": f"CVOE/099/{number}",
            "sesion_aprobacion": f"{next_quarter.year}-ORD-21",
            "fecha_aprobacion": next_quarter,
            "punto": "3",
        }

    def _points(self) -> list[Row]:
        said = [f"Informe sobre la realización del evento denominado “{e['titulo']}”." for e in self.events]
        said.insert(0, "Informes sobre la suscripción y seguimiento de convenios interinstitucionales.")
        return [{"no": no, "clase": "informe", "texto": text} for no, text in enumerate(said, start=1)]

    def _signed(self) -> list[Row]:
        return [
            {
                "no": no,
                "instrumento": f"Convenio Específico entre el IECM y {_the(partner)}",
                "tipo": "Convenio Específico",
                "contraparte": partner,
                "objeto": "Organizar de manera conjunta actividades de educación cívica.",
                "fecha_suscripcion": self.first + datetime.timedelta(days=10 * no),
                "fecha_texto": _words(self.first + datetime.timedelta(days=10 * no)),
            }
            for no, partner in enumerate(self.partners, start=1)
        ]

    def _opinions(self) -> list[Row]:
        return [
            {
                "clave": f"IECM/UTVOE/OP{self.opinion + no:02}/{self.year}",
                "instrumento": "Opinión de pertinencia del proyecto de convenio a celebrarse entre el IECM y "
                f"{_the(partner)}",
                "contraparte": partner,
                "area_responsable": AREAS[2],
                "sentido": "Favorable",
            }
            for no, partner in enumerate(self.partners)
        ]

    def _speakers(self) -> list[Row]:
        said = [("Inauguración", "inauguracion"), ("Mesa 1. Juventudes y voto informado", "ponente")]
        said += [("Mesa 1. Juventudes y voto informado", "moderacion")]
        return [
            {
                "evento_id": event["evento_id"],
                "orden": order,
                "mesa": table,
                "nombre": NAMES[order],
                "cargo": "consejera electoral del IECM.",
                "papel": part,
            }
            for event in self.events
            for order, (table, part) in enumerate(said, start=1)
        ]

    def _sections(self) -> list[tuple[object, ...]]:
        def quiet(rows: Iterable[Any]) -> str:
            return str(not list(rows)).lower()

        return [
            ("INTRO", "Introducción", 1, 2, "false", ""),
            ("I", "Sesiones de la Comisión y asistencia", 1, 3, "false", ""),
            ("II", "Acuerdos y puntos presentados a la Comisión", 1, 4, "false", ""),
            ("III", "Principales resultados", 1, 5, "false", ""),
            ("III.1", "Vinculación con el Instituto Nacional Electoral", 2, 5, "false", ""),
            ("III.1.A", "Sesiones del Consejo Local", 3, "", quiet(self.watched), ""),
            ("III.1.B", "Reportes del Sistema de Vinculación (SIVOPLE)", 3, "", quiet(self.answers), ""),
            ("III.2", "Convenios interinstitucionales", 2, 6, "false", ""),
            ("III.2.A", "Gestión de convenios", 3, "", quiet(self.partners), ""),
            ("III.2.B", "Suscripción de convenios", 3, "", quiet(self.partners), ""),
            ("III.2.C", "Opiniones de pertinencia", 3, "", quiet(self.partners), ""),
            ("III.3", "Eventos y difusión", 2, 7, "false", ""),
            ("III.3.A", "Foros y encuentros", 3, "", quiet(self.events), ""),
            ("III.3.B", "Envíos a la Red de Observación", 3, "", quiet(self.mailings["red_observacion"]), ""),
            ("III.3.C", "Envíos a Voto Chilango", 3, "", quiet(self.mailings["voto_chilango"]), ""),
        ]

    def prose(self) -> str:
        """informe.md; what it declares is remembered in `figures`."""
        self.figures = []
        about = self._about()
        heads = {str(row[0]): f"{_lead(str(row[0]))}{row[1]}" for row in self._sections()}
        index = "\n".join(
            f"{'  ' * (int(str(level)) - 1)}- {heads[str(key)]} … {page}"
            for key, _, level, page, *_ in self._sections()
            if page
        )
        told = {
            "INTRO": self._introduction(),
            "I": self._meetings(),
            "II": self._resolutions(),
            "III": ["Los apartados siguientes reúnen los resultados del periodo."],
            "III.1.A": self._counted(
                "III.1.A", self.watched, "sesiones del Consejo Local del INE", "sesiones_ine:consejo_local",
                "{{ tabla: sesiones_ine ambito=consejo_local }}"),
            "III.1.B": self._counted(
                "III.1.B", self.answers, "reportes", "reportes_sivople", "{{ tabla: reportes_sivople }}"),
            "III.2.A": self._counted(
                "III.2.A", self.partners, "convenios gestionados", "convenios_gestionados",
                "Tabla 1.1. Gestión directa de convenios\n\n{{ tabla: convenios_gestionados }}"),
            "III.2.B": self._counted(
                "III.2.B", self.partners, "instrumentos jurídicos suscritos", "convenios_suscritos",
                "Tabla 1.2. Instrumentos jurídicos suscritos\n\n{{ tabla: convenios_suscritos }}"),
            "III.2.C": self._counted(
                "III.2.C", self.partners, "opiniones de pertinencia", "opiniones", "{{ tabla: opiniones }}"),
            "III.3.A": self._held(),
            **{f"III.3.{letter}": self._sent(name, f"III.3.{letter}")
               for letter, name in zip("BC", LISTS, strict=True)},
        }  # fmt: skip
        title = f"# {about['ordinal']} informe trimestral de actividades de la {BODY} {self.year}"
        approved = [f"Aprobado mediante acuerdo {about['acuerdo_aprobacion']}", "Punto 3"]
        approved += ["Vigésima primera sesión ordinaria", _words(about["fecha_aprobacion"])]
        blocks = [title, *approved, "## Índice", index]
        for key, _, level, *_ in self._sections():
            blocks += [f"{'#' * (int(str(level)) + 1)} {heads[str(key)]}", *told.get(str(key), [])]
        return "\n\n".join(blocks) + "\n"

    def _introduction(self) -> list[str]:
        self._declare("INTRO", "se divide en tres apartados", 3, "secciones:1")
        return [
            f"Este informe se presenta con fundamento en {CITED}.",
            f"Da cuenta de las actividades de {QUARTERS[self.quarter]} de {self.year} y se divide en tres "
            "apartados.",
        ]

    def _meetings(self) -> list[str]:
        count = {
            kind: sum(row["tipo"] == kind for row in self.sessions)
            for kind in ("ordinaria", "extraordinaria")
        }
        said = []
        for kind, number in count.items():
            if number:
                noun = f"sesión {kind}" if number == 1 else f"sesiones {kind}s"
                said.append(f"{cardinal(number, 'sesión')} {noun}")
                self._declare("I", said[-1], number, f"sesiones:{kind}")
        return [
            f"En el trimestre la Comisión celebró, en modalidad a distancia, {' y '.join(said)}:",
            "{{ tabla: sesiones }}",
            "La asistencia a cada una fue la siguiente:",
            "{{ tabla: asistencia }}",
            f"Presidió la consejera electoral {NAMES[0]}.",
        ]

    def _resolutions(self) -> list[str]:
        total = len(self.agreements)
        words = f"un total de {total} {'acuerdo' if total == 1 else 'acuerdos'}"
        self._declare("II", words, total, "acuerdos")
        return [
            f"La Comisión adoptó {words}, que se enlistan a continuación:",
            "{{ tabla: acuerdos }}",
            "Los puntos presentados a la Comisión fueron los siguientes:",
            "{{ tabla: puntos_presentados }}",
        ]

    def _counted(self, section: str, rows: Sequence[Any], noun: str, measure: str, then: str) -> list[str]:
        if not rows:
            return ["No se reportan actividades en el periodo de referencia."]
        one = " ".join(_singular(word) for word in noun.split()) if len(rows) == 1 else noun
        words = f"{cardinal(len(rows), noun.split()[0])} {one}"
        self._declare(section, words, len(rows), measure)
        return [f"En el periodo se cuentan {words}:", then]

    def _held(self) -> list[str]:
        if not self.events:
            return ["No se reportan actividades en el periodo de referencia."]
        told: list[str] = []
        for event in self.events:
            told += [
                f"El {event['fecha_texto']} se llevó a cabo, en modalidad virtual, el evento denominado "
                f"“{event['titulo']}”, con la participación de las personas siguientes:",
                f"{{{{ tabla: evento_participantes evento_id={event['evento_id']} }}}}",
            ]
        return told

    def _sent(self, name: str, section: str) -> list[str]:
        caption, whom = LISTS[name]
        rows = self.mailings[name]
        if not rows:
            return ["No se reportan actividades en el periodo de referencia."]
        words = f"{cardinal(len(rows), 'correos')} {'correo' if len(rows) == 1 else 'correos'}"
        self._declare(section, words, len(rows), f"envios:{name}")
        return [f"Se enviaron {words} a {whom}:", caption, f"{{{{ tabla: envios lista={name} }}}}"]

    def _declare(self, section: str, text: str, value: int, measure: str) -> None:
        self.figures.append({"seccion_id": section, "texto": text, "valor": value, "medida": measure})


_SECTION = ("seccion_id", "titulo", "nivel", "pagina", "sin_actividad", "motivo")
_ORDINALS = {1: "Primer", 2: "Segundo", 3: "Tercer", 4: "Cuarto"}


def _lead(section: str) -> str:
    """What stands before a section's title: «II. », «1. », «A) », nothing before the introduction's."""
    last = section.split(".")[-1]
    if section == "INTRO":
        return ""
    return f"{last}) " if section.count(".") == 2 else f"{last}. "


def _session(row: Row) -> str:
    return f"{ordinal(row['numero'], feminine=True)} sesión {row['tipo']}"


def _words(day: datetime.date) -> str:
    said = dates.in_words(day)
    return said[0].upper() + said[1:]


def _when(row: Row) -> Row:
    return {name: row[name] for name in ("no", "fecha", "fecha_texto")}


def _the(partner: str) -> str:
    return f"{'el' if partner.startswith('Colegio') else 'la'} {partner}"


def _singular(word: str) -> str:
    known = {"sesiones": "sesión", "opiniones": "opinión", "reportes": "reporte"}
    return known.get(word, word[:-1] if word.endswith("s") else word)
