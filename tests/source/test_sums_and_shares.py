"""What figures, tables of the prose and short names say, each beside what it must not be taken for."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.conftest import CONFORMING, check_here

from check_report.source.words import announcements, citations, dates, figures, institutes, propernames

if TYPE_CHECKING:
    from pathlib import Path

GRID = """
## IV. Otros datos

Se atendieron asuntos de la ciudadanía, como dispone el Reglamento Interior en materia de quejas.

| Mes | Mujeres | Hombres | Total |
|---|---|---|---|
| Octubre | 10 | 20 | 30 |
| Noviembre | 1,000 | 5 | {total} |
| Diciembre | 4 | 6 | 10 |
| Total | {mujeres} | 31 | 1,045 |

El Reglamento Interior obliga a dar cuenta de ellos, y el {norma} pide además un resumen.
"""


def told(folder: Path, **cells: str) -> set[tuple[str, str]]:
    """Rules and words of what a section added to a sound report raises."""
    shutil.copytree(CONFORMING, folder)
    prose = folder / "informe.md"
    prose.write_text(prose.read_text(encoding="utf-8") + GRID.format(**cells), encoding="utf-8")
    (report,) = check_here([folder])["reports"]
    return {(f["rule"], f["observed"]) for f in report["findings"] if f["rule"] in ("TOT-002", "LEG-002")}


def test_totals_of_tables_in_the_prose_and_norms_by_two_short_names(tmp_path: Path) -> None:
    wrong = told(tmp_path / CONFORMING.name, total="1,006", mujeres="1,015", norma="Reglamento Interno")
    # The wrong total of November also spoils its column.
    assert wrong == {
        ("TOT-002", "1,006"),
        ("TOT-002", "1,015"),
        ("TOT-002", "1,045"),
        ("LEG-002", "Reglamento Interno"),
    }


def test_right_totals_and_one_short_name_raise_nothing(tmp_path: Path) -> None:
    right = told(tmp_path / CONFORMING.name, total="1,005", mujeres="1,014", norma="Reglamento Interior")
    assert right == set()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("5.1. Octubre", []),
        ("1. Octubre", []),
        ("En cumplimiento del acuerdo CVOE/006/21, el miércoles 17 de febrero de 2021", [17]),
        ("los días 16-17 de agosto de 2021", [16, 17]),
        ("el 1.º de julio de 2021", [1]),
    ],
)
def test_days_are_told_from_other_numbers(text: str, days: list[int]) -> None:
    assert [mention.day for mention in dates.find(text)] == days


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("cuatro apartados, a los que siguen unas consideraciones", [4]),
        ("41 conservan vigencia y 23 han concluido", [41, 23]),
        (
            "Las opiniones ascendieron a seis: cuatro atañen a los firmados y dos, a los que siguen",
            [6, 4, 2],
        ),
    ],
)
def test_figures_that_stand_alone(text: str, values: list[int]) -> None:
    assert [figure.value for figure in figures.find(text)] == values


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("el Código Electoral (Código), que la prevé en los artículos 37 y 52", ["Código Electoral"] * 2),
        ("El Código obliga. El artículo 33 dispone otra cosa", [None]),
    ],
)
def test_a_norm_may_stand_before_its_articles(text: str, norms: list[str | None]) -> None:
    assert [cited.norm for cited in citations.find(text)] == norms


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("El PAT fija las cuatro líneas de acción que guían a la Comisión:", True),
        ("El PAT ordena el trabajo en cuatro líneas de acción:", True),
        ("Se atendieron cuatro quejas, que se clasifican por tipo:", False),
    ],
)
def test_announcements_by_more_words_than_the_noun(text: str, opens: bool) -> None:
    assert [one.opens_list for one in announcements.find(text, figures.find(text))] == [True] * opens


@pytest.mark.parametrize(
    ("one", "other", "kind", "how"),
    [
        ("Beatriz Olmeda Santillán", "Beatriz Olmedo Santillán", propernames.PERSON, "letra"),
        ("Mario Ruiz Paz", "María Ruiz Paz", propernames.PERSON, None),
        ("Urquisa Treviño", "Paulina Urquiza Treviño", propernames.PERSON, "letra"),
        ("Dirección de Capacitación y Organización Electoral",
         "Dirección de Organización y Capacitación Electoral", propernames.BODY, "orden"),
    ],
)  # fmt: skip
def test_forms_of_a_name(one: str, other: str, kind: str, how: str | None) -> None:
    assert propernames.difference(propernames.tokens(one), propernames.tokens(other), kind) == how


@pytest.mark.parametrize(
    "name", ["Mtra. Ana Ruiz Paz", "Lcda. Ana Ruiz Paz", "Doctora Ana Ruiz Paz", "Ana Ruiz Paz"]
)
def test_a_name_is_the_same_whatever_its_degree(name: str) -> None:
    assert propernames.without_office(name) == "Ana Ruiz Paz"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("entre el IEEP y la UNAM; entre el IEEP y el IECM; entre el IECM y la UAM", "IEEP"),
        ("el Instituto Electoral de Jalisco (IEJ) y el Instituto Nacional Electoral (INE)", "IEJ"),
        ("nada de eso", ""),
    ],
)
def test_whose_report_it_is(text: str, own: str) -> None:
    assert institutes.own(text)[0] == own
