"""How other authors say the same in prose: each way alone, beside what it must not be taken for."""

from __future__ import annotations

import pytest

from check_report.rulebook import book
from check_report.source import registers, stack
from check_report.source.words import (
    acronyms,
    announcements,
    chapters,
    citations,
    dates,
    denials,
    figures,
    identifiers,
    names,
    propernames,
    quarters,
)


@pytest.mark.parametrize(
    ("heading", "numbered"),
    [
        ("CAPÍTULO SEGUNDO. De los acuerdos", "II. De los acuerdos"),
        ("Título IV - Sesiones", "IV. Sesiones"),
        ("CAPÍTULO 3 DE LOS CONVENIOS", "III. DE LOS CONVENIOS"),
        ("Apartado de acuerdos", "Apartado de acuerdos"),
        ("Parte de la prosa", "Parte de la prosa"),
    ],
)
def test_chapters_numbered_in_words(heading: str, numbered: str) -> None:
    assert chapters.numbered(heading) == numbered


def test_a_figure_in_words_and_digits_is_one() -> None:
    found = figures.find("Se aprobaron quince (15) acuerdos y se celebraron cinco sesiones.")
    assert [(figure.value, figure.noun) for figure in found] == [(15, ("acuerd",)), (5, ("sesion",))]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("seis vertientes, identificadas con los incisos A) a F)", list("ABCDEF")),
        ("dos resultados: a) uno; y b) otro.", ["a", "b"]),
        ("siete opiniones: cinco de lo firmado (Tabla 7) y dos de proyectos (Tabla 9)", []),
        ("cinco (5) sesiones: tres (3) ordinarias y dos (2) extraordinarias", []),
    ],
)
def test_items_that_a_sentence_lists(text: str, labels: list[str]) -> None:
    found = [label for one in announcements.find(text, figures.find(text)) for label, _ in one.items]
    assert found == labels


@pytest.mark.parametrize(
    ("sentence", "some"),
    [
        ("En enero se aprobaron cinco acuerdos.", True),
        ("Se aprobaron cinco acuerdos en enero.", True),
        ("Se aprobaron cinco acuerdos: tres en enero y dos en febrero.", False),
        ("De enero a marzo se aprobaron cinco acuerdos.", False),
        ("Se aprobaron cinco acuerdos el 5 de enero.", False),
    ],
)
def test_figures_of_some_months_only(sentence: str, *, some: bool) -> None:
    assert figures.of_some_months(sentence, sentence.index("cinco")) is some


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("el acuerdo IEC/CG/003/2023, aprobado el miércoles 17 de enero de 2024", 2024),
        (
            "el acuerdo IEC/CG/061/2021, que el Consejo General emitió el viernes 30 de septiembre de 2022",
            2022,
        ),
        (
            "el 3 de octubre de 2022, según el plan que se aprobó mediante el acuerdo IEC/CG/061/2021",
            None,
        ),
        ("el acuerdo IEC/CG/061/2021, por el que se reformó lo publicado el 30 de septiembre de 2022", None),
    ],
)
def test_the_day_on_which_an_act_was_adopted(text: str, year: int | None) -> None:
    (found,) = identifiers.find(text)
    assert identifiers.year_beside(text, found, dates.find(text)) == year


@pytest.mark.parametrize(
    ("text", "code", "padded"),
    [
        ("Acuerdo A-09-COEG/2024: se aprueba", "A-09-COEG/2024", True),
        ("el oficio DEOE/112/2024", "DEOE/112/2024", False),
    ],
)
def test_identifiers_that_open_with_a_letter_and_numbers_filled_up(
    text: str, code: str, *, padded: bool
) -> None:
    (found,) = identifiers.find(text)
    assert (found.text, found.is_padded) == (code, padded)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Informe trimestral · octubre–diciembre de 2021", [(10, 12, 2021)]),
        ("el trimestre de julio a septiembre de 2022", [(7, 9, 2022)]),
        ("los meses de mayo y junio", [(5, 6, None)]),
    ],
)
def test_quarters_by_their_months(text: str, months: list[tuple[int, int, int | None]]) -> None:
    assert [(one.first, one.last, one.year) for one in quarters.find(text)] == months


def test_surnames_joined_by_y() -> None:
    text = (
        "Asistieron la doctora María de la Torre y Villaseñor y el maestro Juan Pérez Ruiz y Ana López Gil."
    )
    assert [one.words for one in propernames.find_persons(text)] == [
        "María de la Torre y Villaseñor",
        "Juan Pérez Ruiz",
        "Ana López Gil",
    ]


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("los numerales 37, fracción I, y 52 del Código Electoral", ["37", "52"]),
        ("el diverso 33 del Reglamento Interior", ["33"]),
        ("los seis numerales de este bloque y el numeral 3 que sigue", []),
    ],
)
def test_articles_by_looser_names(text: str, articles: list[str]) -> None:
    assert [cited.article for cited in citations.find(text)] == articles


@pytest.mark.parametrize(
    ("sentence", "general"),
    [
        ("No se reportan actividades en este rubro.", True),
        ("No se reportan actividades en el segundo trimestre de 2021.", True),
        ("No se reportan actividades en julio de 2021.", False),
    ],
)
def test_denials_of_any_activity(sentence: str, *, general: bool) -> None:
    (found,) = denials.find(sentence)
    assert found.is_general is general


def test_names_by_which_others_may_call_a_body() -> None:
    whole = "Fundación Puentes Nayaritas (Fundación Puentes)"
    assert names.short(whole) == names.short("la Fundación Puentes")
    assert names.short("Universidad X (UX)") == "UX"
    assert names.short("Instituto X (antes Centro Y)") == names.key("Instituto X")


def test_an_acronym_with_its_place() -> None:
    defined = [use.text for use in acronyms.find("el Instituto Electoral (IEPC Durango)") if use.defines]
    assert defined == ["IEPC"]


def test_identifiers_that_begin_with_their_number_and_end_with_their_day() -> None:
    text = "acuerdo 048/CPISN/SO/26-10-2023, del 26/OCT/2023; y 12/IX/2023"
    (found,) = identifiers.find(text)
    assert (found.text, found.number, found.year) == ("048/CPISN/SO/26-10-2023", 48, 2023)
    assert identifiers.read("IEE/26-10-23").number == 10  # no day: its year has two figures


def test_identifiers_may_tell_the_kind_of_session() -> None:
    ordinary, extraordinary = (identifiers.read(f"048/CQ/{kind}/26-10-2023").form for kind in ("SO", "SE"))
    assert identifiers.kindless(ordinary) == identifiers.kindless(extraordinary)
    assert identifiers.kindless(ordinary) != identifiers.kindless("000/CG/SO/00-00-0000")


def test_three_letters_that_changed_places() -> None:
    assert acronyms.is_slip("IEN", "INE")
    assert not acronyms.is_slip("UAM", "UNAM")
    assert not acronyms.is_slip("PRI", "PRD")


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("No realizamos envíos a la Red.", "envíos a la Red"),
        ("No se recibieron quejas ni se realizaron foros.", "foros"),
        ("No se llevaron a cabo recorridos de verificación.", "recorridos de verificación"),
    ],
)
def test_ways_of_denying(sentence: str, denied: str) -> None:
    *_, last = denials.find(sentence)
    assert last.thing.rstrip(".") == denied


@pytest.mark.parametrize(
    ("report", "institute"),
    [
        ("La CVOE del Instituto Electoral del Estado de Atoyac (IEEA) informa.", None),
        ("La CVOE del Instituto Electoral de la Ciudad de México (IECM) informa.", "IECM"),
        ("Convenio entre el INE y el IECM.", "IECM"),
        ("La CVOE informa.", "IECM"),
    ],
)
def test_a_body_of_another_institute_is_not_the_registered_one(report: str, institute: str | None) -> None:
    rulebook = book.load()
    known = registers.registers({name: stack.register(rulebook, name) for name in rulebook.registers})
    assert known.institute_of("CVOE", report) == institute
