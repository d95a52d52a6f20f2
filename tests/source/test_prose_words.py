"""What each kind of words is read as: citations, figures, quarters, denials, acronyms, names."""

from __future__ import annotations

import pytest

from check_report.source.words import (
    acronyms,
    announcements,
    citations,
    denials,
    figures,
    propernames,
    quarters,
    sentences,
    sessions,
)

CODE = "Código de Instituciones y Procedimientos Electorales de la Ciudad de México"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        (
            "los artículos 37, fracción I; 50, fracción XIII; 52, 56, 57, párrafo segundo;"
            " 58, primer párrafo;"
            f" 59, fracción VII y 65 del {CODE}, así como con el artículo 33 del Reglamento Interior (IECM).",
            [
                (CODE, "37", "I", None),
                (CODE, "50", "XIII", None),
                (CODE, "52", None, None),
                (CODE, "56", None, None),
                (CODE, "57", None, "párrafo segundo"),
                (CODE, "58", None, "primer párrafo"),
                (CODE, "59", "VII", None),
                (CODE, "65", None, None),
                ("Reglamento Interior", "33", None, None),
            ],
        ),
        (
            "artículos 5 y 6 del Código Electoral y 33 del Reglamento Interior",
            [
                ("Código Electoral", "5", None, None),
                ("Código Electoral", "6", None, None),
                ("Reglamento Interior", "33", None, None),
            ],
        ),
        (
            "artículo 8, fracciones I y II, de la Ley Electoral; artículo 9 del mismo ordenamiento",
            [
                ("Ley Electoral", "8", "I", None),
                ("Ley Electoral", "8", "II", None),
                ("Ley Electoral", "9", None, None),
            ],
        ),
        ("arts. 3 al 5 de la Ley de Archivos", [("Ley de Archivos", str(n), None, None) for n in (3, 4, 5)]),
        ("El artículo 12 manda otra cosa.", [(None, "12", None, None)]),
        ("El artículo que publicó el diario.", []),
    ],
)
def test_citations_are_taken_apart(text: str, cited: list[tuple[str | None, ...]]) -> None:
    assert [(c.norm, c.article, c.fraction, c.paragraph) for c in citations.find(text)] == cited


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Se tomaron 18 acuerdos: seis de ellos en julio", [(18, "acuerd"), (6, "")]),
        ("emitió treinta y un dictámenes", [(31, "dictam")]),
        ("veintiún convenios y 1,250 correos", [(21, "conveni"), (1250, "corre")]),
        ("el lunes 26 de julio de 2021, con la circular 33 y la tabla 2.2", []),
        ("el tercer trimestre, la Dirección Distrital 13 del IECM y la COVID-19", []),
        ("los puntos presentados sumaron dos.", [(2, "")]),
        ("fueron tres los convenios firmados", [(3, "conveni")]),
    ],
)
def test_figures_have_their_noun(text: str, found: list[tuple[int, str]]) -> None:
    read = [(figure.value, figure.noun[0] if figure.noun else "") for figure in figures.find(text)]
    assert [(value, sentences.stem(noun) if noun else "") for value, noun in read] == [
        (value, sentences.stem(noun) if noun else "") for value, noun in found
    ]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("De 2019 a la fecha se han firmado 103 instrumentos", True),
        ("En 2020 se firmaron 18 convenios", True),
        ("Hay 60 convenios vigentes", True),
        ("De los 41 convenios vigentes, se reportaron 32 convenios", False),
        ("Para el PEL 2020-2021 se enviaron nueve correos", False),
        ("Durante 2021 se enviaron nueve correos", False),
    ],
)
def test_a_figure_of_another_time_is_told(text: str, other: bool) -> None:
    assert figures.of_another_time(text, figures.find(text)[-1].start, 2021) is other


def test_quarters_are_named_in_three_ways() -> None:
    text = "El tercer informe trimestral, del tercer trimestre de 2021, es de julio a septiembre de 2021."
    assert [(q.kind, q.first, q.last, q.year) for q in quarters.find(text)] == [
        (quarters.REPORT, 7, 9, None),
        (quarters.QUARTER, 7, 9, 2021),
        (quarters.MONTHS, 7, 9, 2021),
    ]


def test_sessions_are_named_by_ordinal_and_kind() -> None:
    text = "dos en la segunda sesión extraordinaria y una en la vigésima primera sesión ordinaria"
    assert [(s.number, s.kind) for s in sessions.find(text)] == [(2, "extraordinaria"), (21, "ordinaria")]


@pytest.mark.parametrize(
    ("text", "thing", "general"),
    [
        ("Durante el periodo no se realizaron actos de firma, toda vez que…", "actos de firma", False),
        ("No se reportan actividades en el periodo.", "actividades", True),
        ("Los foros previstos no fueron realizados.", "Los foros previstos", False),
        ("No hubo sesiones urgentes.", "sesiones urgentes", False),
    ],
)
def test_denials_say_what_they_deny(text: str, thing: str, general: bool) -> None:
    (denial,) = denials.find(text)
    assert (denial.thing, denial.is_general) == (thing, general)


@pytest.mark.parametrize(
    "text", ["No obstante, se envió un correo.", "No es un informe.", "Se realizaron foros."]
)
def test_what_denies_nothing_is_no_denial(text: str) -> None:
    assert list(denials.find(text)) == []


@pytest.mark.parametrize(
    ("text", "count", "labels"),
    [
        ("Reporta dos resultados: A) los convenios firmados y B) su seguimiento.", 2, ["A", "B"]),
        ("Este apartado tiene seis incisos, del A) al F).", 6, list("ABCDEF")),
        ("El informe se divide en tres apartados:", 3, []),
    ],
)
def test_announcements_have_their_items(text: str, count: int, labels: list[str]) -> None:
    (one,) = announcements.find(text, figures.find(text))
    assert (one.count, [label for label, _ in one.items]) == (count, labels)


def test_acronyms_are_found_and_told_from_numerals_and_identifiers() -> None:
    text = "La Unidad Técnica de Vinculación (UTVOE) del IECM, apartado III, IECM/ACU-CG-031/2020, COVID-19"
    assert [(use.text, use.defines) for use in acronyms.find(text)] == [("UTVOE", True), ("IECM", False)]


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("IEMC", "IECM", True),
        ("IECMM", "IECM", True),
        ("UTVOF", "UTVOE", True),
        ("SIVOPL", "SIVOPLE", False),
        ("UNAM", "UAM", False),
        ("IEEM", "IECM", False),
        ("PRI", "PRD", False),
        ("OPLES", "OPLE", False),
    ],
)
def test_a_slip_is_told_from_another_body(one: str, other: str, slip: bool) -> None:
    assert acronyms.is_slip(one, other) is slip


def test_persons_are_known_by_their_office() -> None:
    text = (
        "Asistieron las consejeras electorales Erika Estrada Ruiz y Sonia Pérez Pérez,"
        " y Cecilia A. Hernández Cruz,"
        " titular de la UTVOE. El Proceso Electoral Local terminó."
    )
    found = {name.words for name in propernames.find_persons(text)}
    assert found == {"Erika Estrada Ruiz", "Sonia Pérez Pérez", "Cecilia A. Hernández Cruz"}


def test_bodies_end_where_the_next_begins() -> None:
    text = "la Dirección Ejecutiva de Educación Cívica y Dirección Ejecutiva de Organización Electoral"
    assert [name.words for name in propernames.find_bodies(text)] == [
        "Dirección Ejecutiva de Educación Cívica",
        "Dirección Ejecutiva de Organización Electoral",
    ]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("Erika Estrada Ruíz", "Erika Estrada Ruiz", "acentos"),
        ("Mauricio Rodríguez Huesca", "Mauricio Huesca Rodríguez", "apellidos"),
        ("Huesca Rodríguez Mauricio", "Mauricio Huesca Rodríguez", "orden"),
        ("Celso Rangel Ugarde", "Celso Rangel Ugalde", "letra"),
        ("Cecilia A. Hernández Cruz", "Cecilia Aída Hernández Cruz", "inicial"),
        ("Ernesto Ramos Mega", "César Ernesto Ramos Mega", "omision"),
        ("Erika Estrada", "Erika Estrada Ruiz", None),
        ("Mario Pérez López", "María Pérez López", None),
        ("Ana Ruiz López", "Ana Ruiz Torres", None),
    ],
)
def test_two_forms_of_a_name_differ_in_one_way(one: str, other: str, how: str | None) -> None:
    found = propernames.difference(propernames.tokens(one), propernames.tokens(other), propernames.PERSON)
    assert found == how


def test_sentences_end_at_full_stops_that_are_none_of_an_abbreviation() -> None:
    text = "Asistió Cecilia A. Hernández. El art. 5 lo manda. Fin (IECM). Otra."
    assert [s.text for s in sentences.split(text)] == [
        "Asistió Cecilia A. Hernández.",
        "El art. 5 lo manda.",
        "Fin (IECM).",
        "Otra.",
    ]
