"""What words name: dates, identifiers, names and instruments."""

from __future__ import annotations

import datetime

import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from check_report.source.words import dates, identifiers, instruments, names, plain

ORDINARY = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))
MONTHS = {
    plain.unaccented(name)
    for locale in ("es_MX", "es_PE")
    for name in Locale.parse(locale).months["format"]["wide"].values()
}
WEEKDAYS = [dates.weekday_name(number) for number in range(1, 8)]


def read(text: str) -> list[tuple[int | None, int, int, int | None]]:
    """Weekday, day, month and year of each day that a text names."""
    return [(m.weekday, m.day, m.month, m.year) for m in dates.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Viernes 30 de julio de 2021", [(5, 30, 7, 2021)]),
        ("VIERNES 30 DE JULIO DE 2021", [(5, 30, 7, 2021)]),
        ("Miércoles 08 de septiembre de 2021.", [(3, 8, 9, 2021)]),
        ("sabado 4 de setiembre de 2021", [(6, 4, 9, 2021)]),
        ("lunes, 26 de julio de 2021", [(1, 26, 7, 2021)]),
        ("el lunes 26 de julio 2021", [(1, 26, 7, 2021)]),
        ("1º de enero de 2021", [(None, 1, 1, 2021)]),
        ("1° de enero de 2021", [(None, 1, 1, 2021)]),
        ("1o. de enero de 2021", [(None, 1, 1, 2021)]),
        ("el 1ro de enero de 2021", [(None, 1, 1, 2021)]),
        ("primero de enero de 2021", [(None, 1, 1, 2021)]),
        ("5 del mes de mayo del año 2021", [(None, 5, 5, 2021)]),
        ("jueves 23 de septiembre", [(4, 23, 9, None)]),
        ("lunes 26\nde julio\nde 2021", [(1, 26, 7, 2021)]),
        (
            "martes 23 y miércoles 24 de agosto de 2021",
            [(2, 23, 8, 2021), (3, 24, 8, 2021)],
        ),
        (
            "Viernes 9, martes 20 y jueves 22 de julio de 2021",
            [(5, 9, 7, 2021), (2, 20, 7, 2021), (4, 22, 7, 2021)],
        ),
        ("9, 20 y 22 de julio de 2021", [(None, day, 7, 2021) for day in (9, 20, 22)]),
        ("los días 9 y 10 de julio de 2021", [(None, 9, 7, 2021), (None, 10, 7, 2021)]),
        ("los martes 6 y 13 de julio de 2021", [(2, 6, 7, 2021), (2, 13, 7, 2021)]),
        (
            "los sábados 3 de julio y 7 y 14 de agosto de 2021",
            [(6, 3, 7, 2021), (6, 7, 8, 2021), (6, 14, 8, 2021)],
        ),
        ("los días lunes 5 y 6 de julio de 2021", [(1, 5, 7, 2021), (None, 6, 7, 2021)]),
        (
            "los lunes 5 y 12 y el martes 13 de julio de 2021",
            [(d, n, 7, 2021) for d, n in ((1, 5), (1, 12), (2, 13))],
        ),
        ("del 5 al 9 de julio de 2021", [(None, 5, 7, 2021), (None, 9, 7, 2021)]),
        ("5-9 de julio de 2021", [(None, 5, 7, 2021), (None, 9, 7, 2021)]),
        ("28 de junio al 2 de julio de 2021", [(None, 28, 6, 2021), (None, 2, 7, 2021)]),
        (
            "9 de julio, 3 de agosto y 1 de septiembre de 2021",
            [(None, 9, 7, 2021), (None, 3, 8, 2021), (None, 1, 9, 2021)],
        ),
        ("9 de julio de 2020 y 3 de agosto de 2021", [(None, 9, 7, 2020), (None, 3, 8, 2021)]),
        (
            "jueves 9 septiembre y el jueves 23 de septiembre",
            [(4, 9, 9, None), (4, 23, 9, None)],
        ),
        ("31 de junio de 2021", [(None, 31, 6, 2021)]),
        (
            "El 5 de mayo hubo algo. En otro año, el 6 de junio de 2020.",
            [(None, 5, 5, None), (None, 6, 6, 2020)],
        ),
    ],
)
def test_the_days_of_a_text_are_found(text: str, expected: list[tuple[int | None, ...]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021-10-21",
        "artículos 37, fracción I; 50 y 57",
        "de mayo a agosto",
        "julio de 2021",
        "100 de mayoristas",
        "18 de mayoría relativa",
        "123 de abril",
        "veinte de abril",
        "lunes 26",
        "CVOE/018/21",
    ],
)
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("lunes 26 de julio de 2021", True),
        ("26 de julio de 2021", True),
        ("26 de julio del 2021", True),
        ("26 de julio 2021", False),
        ("26 julio de 2021", False),
        ("26 de julio", False),
    ],
)
def test_a_date_is_complete_with_its_two_prepositions_and_its_year(text: str, complete: bool) -> None:
    assert [mention.complete for mention in dates.find(text)] == [complete]


def test_each_day_of_a_list_is_quoted_from_its_own_word_on() -> None:
    found = dates.find("fue el martes 23 y  miércoles 24 de\nagosto de 2021, en línea")
    assert [mention.words for mention in found] == [
        "martes 23 y miércoles 24 de agosto de 2021",
        "miércoles 24 de agosto de 2021",
    ]
    assert [mention.start for mention in found] == [7, 20]


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    (mention,) = dates.find("31 de junio")
    assert mention.date(2021) is None
    assert dates.find("29 de febrero")[0].date(2020) == datetime.date(2020, 2, 29)
    assert dates.find("29 de febrero")[0].date(2021) is None
    assert dates.find("29 de enero")[0].date() is None
    assert dates.find("29 de enero")[0].date(10**15) is None


@given(date=ORDINARY, locale=st.sampled_from(["es_MX", "es_ES", "es_PE"]), upper=st.booleans())
def test_any_date_in_full_words_is_found_again(date: datetime.date, locale: str, upper: bool) -> None:
    words = format_date(date, "full", locale=locale)
    (mention,) = dates.find(f"Se celebró el {words.upper() if upper else words}, a distancia.")
    assert (mention.date(), mention.weekday, mention.complete) == (date, date.isoweekday(), True)


@given(date=ORDINARY)
def test_our_own_words_for_a_date_are_found_again(date: datetime.date) -> None:
    (mention,) = dates.find(dates.in_words(date))
    assert (mention.words, mention.date(), mention.weekday) == (
        dates.in_words(date),
        date,
        date.isoweekday(),
    )


@given(one=ORDINARY, other=ORDINARY, joined=st.sampled_from([" y el ", ", ", "; ", " al ", " a ", " – "]))
def test_two_dates_of_a_list_are_both_found(one: datetime.date, other: datetime.date, joined: str) -> None:
    found = dates.find(f"{dates.in_words(one)}{joined}{dates.in_words(other)}")
    assert [mention.date() for mention in found] == [one, other]
    # The first one's year may stand with the second alone.
    short = f"{dates.day_and_month(one)}{joined}{dates.in_words(other)}"
    assert [mention.year for mention in dates.find(short)] == [other.year, other.year]


@given(
    days=st.lists(st.integers(1, 31), min_size=2, max_size=12, unique=True).map(sorted),
    weekday=st.sampled_from(["", *(f"{name} " for name in WEEKDAYS)]),
)
def test_every_day_of_a_list_is_found(days: list[int], weekday: str) -> None:
    *head, tail = (f"{weekday}{day}" for day in days)
    found = dates.find(f"{', '.join(head)} y {tail} de mayo de 2021")
    assert [(m.day, m.month, m.year) for m in found] == [(day, 5, 2021) for day in days]
    assert {m.weekday for m in found} == {WEEKDAYS.index(weekday.strip()) + 1 if weekday else None}


@given(text=st.text(max_size=200))
def test_a_text_without_a_month_names_no_day(text: str) -> None:
    if not any(month in plain.unaccented(text) for month in MONTHS):
        assert dates.find(text) == []


@pytest.mark.parametrize(
    ("text", "series", "form", "number", "year"),
    [
        ("IECM-ACU-CG-075-2020", "IECM ACU CG", "IECM-ACU-CG-000-0000", 75, 2020),
        ("IECM/ACU-CG-031/2020", "IECM ACU CG", "IECM/ACU-CG-000/0000", 31, 2020),
        ("CVOE/018/21", "CVOE", "CVOE/000/00", 18, 2021),
        ("IECM/UTVOE/OP22/2021", "IECM UTVOE OP", "IECM/UTVOE/OP00/0000", 22, 2021),
        ("IECM-JA145-19", "IECM JA", "IECM-JA000-00", 145, 2019),
        ("IECM/PR/UTVOE/SGCE/01/2017", "IECM PR UTVOE SGCE", "IECM/PR/UTVOE/SGCE/00/0000", 1, 2017),
    ],
)
def test_an_identifier_is_taken_apart(text: str, series: str, form: str, number: int, year: int) -> None:
    (found,) = identifiers.find(f"el acuerdo {text}, aprobado")
    assert (found.text, found.series, found.form, found.number, found.year) == (
        text,
        series,
        form,
        number,
        year,
    )
    assert found.start == 11


@pytest.mark.parametrize("text", ["COVID-19", "A/1/2", "2020-2021", "SCR 202", "y/o", "OP22", "iecm-01-20"])
def test_what_is_no_identifier_is_not_found(text: str) -> None:
    assert list(identifiers.find(text)) == []


def test_numbers_of_another_length_have_one_shape() -> None:
    assert identifiers.read("CVOE/7/21").shape == identifiers.read("CVOE/018/21").shape
    assert identifiers.read("CVOE/7/21").form != identifiers.read("CVOE/018/21").form
    assert identifiers.read("CVOE/1234567890123456/21").number is None


def test_a_whole_cell_is_read_even_where_it_is_no_identifier() -> None:
    read_ = identifiers.read("s/n")
    assert (read_.number, read_.year, read_.form) == (None, None, "s/n")


@given(number=st.integers(0, 999), year=st.integers(2000, 2099))
def test_any_identifier_of_the_series_is_found_again(number: int, year: int) -> None:
    short = list(identifiers.find(f"CVOE/{number:03}/{year % 100:02}"))
    long = list(identifiers.find(f"IECM-ACU-CG-{number:03}-{year}"))
    assert [(one.number, one.year) for one in short + long] == [(number, year)] * 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("El Colegio de México, A.C.", "colegio de mexico"),
        ("Instituto Mora (IM)", "INSTITUTO MORA"),
        ("Fundación Puentes, A. C.", "Fundacion Puentes AC"),
        ("Encuestas y Datos, S.A. de C.V.", "Encuestas y Datos"),
        ("Centro de Estudios S.C. (CE)", "Centro de Estudios"),
        ("Hogar, I.A.P.", "Hogar"),
        ("La  Universidad\nNacional.", "universidad nacional"),
        ("«Vaivenes»", "vaivenes"),
    ],
)
def test_two_writings_of_a_name_have_one_key(one: str, other: str) -> None:
    assert names.key(one) == names.key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Demarcación Tlalpan", "Demarcación Tláhuac"),
        ("Escuela Nacional de Música", "Escuela Nacional de Artes"),
        ("Academia", "Academia AC de Letras"),
        ("Casa", "Casas"),
    ],
)
def test_two_names_keep_two_keys(one: str, other: str) -> None:
    assert names.key(one) != names.key(other)


@pytest.mark.parametrize(
    ("name", "acronym"),
    [
        ("Instituto para el Desarrollo (IDdeco)", "IDdeco"),
        ("Universidad Nacional (UNAM)", "UNAM"),
        ("Comité (en adelante, el comité)", None),
        ("Comité (antes Junta) Técnico (COTEC)", "COTEC"),
        ("Universidad Nacional", None),
        ("Sin cerrar (UNAM", None),
    ],
)
def test_the_acronym_of_a_name(name: str, acronym: str | None) -> None:
    assert names.acronym(name) == acronym


def test_likeness_tells_a_misprint_from_another_name() -> None:
    official = names.key("Unidad Técnica de Servicios Informáticos")
    assert names.likeness(names.key("Unidad Técnica de Servicio Informáticos"), official) >= names.ALIKE
    assert names.likeness(names.key("Servicios Informáticos, Unidad Técnica de"), official) >= names.ALIKE
    assert names.likeness(names.key("Unidad Técnica de Asuntos Jurídicos"), official) < names.ALIKE
    assert names.likeness(official, official) == 100


def test_acronyms_are_spelled_out_word_by_word() -> None:
    known = {"iecm": "instituto electoral de la ciudad de mexico"}
    assert names.spelled_out("reglamento del iecm", known).endswith(
        "del instituto electoral de la ciudad de mexico"
    )
    assert names.spelled_out("reglamento del iecmx", known) == "reglamento del iecmx"


def test_a_text_contains_a_title_whatever_stands_between() -> None:
    title = "Foro Democracia y Juventudes 2021"
    assert (
        names.contained(title, "Aprobación del programa del Foro «Democracia y Juventudes 2021».")
        >= names.ALIKE
    )
    assert names.contained(title, "Aprobación de la minuta de la décima sesión.") < names.ALIKE


OURS = frozenset({"iecm", "instituto electoral de la ciudad de mexico"})


@pytest.mark.parametrize(
    ("text", "kind", "counterpart", "signing"),
    [
        (
            "Convenio Específico entre el IECM y el Instituto para el Desarrollo S.C. (IDdeco)",
            instruments.SPECIFIC,
            "Instituto para el Desarrollo S.C. (IDdeco)",
            False,
        ),
        (
            "Informe de la firma del convenio general de apoyo celebrado entre el IECM y la Casa Abierta.",
            instruments.GENERAL,
            "Casa Abierta",
            True,
        ),
        (
            "suscribió el Convenio Marco entre la Casa y el Instituto Electoral de la Ciudad de México",
            instruments.GENERAL,
            "la Casa",
            True,
        ),
    ],
)
def test_an_instrument_is_found_with_its_kind_and_counterpart(
    text: str, kind: str, counterpart: str, signing: bool
) -> None:
    (found,) = instruments.find(text, OURS)
    assert (found.kind, names.key(found.counterpart), found.signing) == (
        kind,
        names.key(counterpart),
        signing,
    )


def test_two_instruments_of_one_text_are_two() -> None:
    text = "convenio general entre el IECM y la Casa; convenio específico entre el IECM y el Foro"
    assert [(i.kind, i.counterpart) for i in instruments.find(text, OURS)] == [
        ("general", "Casa"),
        ("especifico", "Foro"),
    ]


@pytest.mark.parametrize(
    "text", ["Convenio de Colaboración entre el IECM y la UNAM", "convenio general de colaboración", ""]
)
def test_what_is_no_instrument_of_a_known_kind_is_not_found(text: str) -> None:
    assert list(instruments.find(text, OURS)) == []
