"""Properties of the prose: citations read back, and generated reports with and without a planted error."""

from __future__ import annotations

import datetime
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import CONFORMING, REAL

from check_report.engines import judge
from check_report.rulebook import book
from check_report.source.report import Source, read
from check_report.source.stack import stack
from check_report.source.words import citations, dates

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from check_report.model import Failure

BOOK = book.load()
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XIII", "XXIV"]
ORDINALS = ["primero", "segundo", "tercero", "cuarto", "último"]
NORMS = ["Código Electoral del Estado de Puebla", "Reglamento Interior", "Ley General de Partidos Políticos"]
QUARTER = st.dates(datetime.date(2021, 10, 1), datetime.date(2021, 12, 31))


@st.composite
def cited(draw: st.DrawFn) -> list[citations.Citation]:
    norm = draw(st.sampled_from(NORMS))
    articles = draw(st.lists(st.integers(1, 999), min_size=1, max_size=7, unique=True))
    found = []
    for article in articles:
        fraction = draw(st.none() | st.sampled_from(ROMAN))
        paragraph = draw(st.none() | st.sampled_from(ORDINALS).map("párrafo {}".format))
        found.append(citations.Citation(0, "", norm, str(article), fraction, paragraph, None))
    return found


@given(cited())
def test_citations_written_are_read_back(written: list[citations.Citation]) -> None:
    def parts(some: list[citations.Citation]) -> list[tuple[str | None, ...]]:
        return [(c.norm, c.article, c.fraction, c.paragraph) for c in some]

    text = f"Con fundamento en {citations.written(written)}, se informa."
    assert parts(citations.find(text)) == parts(written)


@given(st.text(max_size=200))
def test_any_text_is_read_without_breaking(text: str) -> None:
    citations.find(f"artículos 3 y {text}")


@st.composite
def prose(draw: st.DrawFn) -> dict[str, str]:
    """Sentences that are true of the conforming report, by what they speak of."""
    day, other = draw(QUARTER), draw(QUARTER)
    verb = draw(st.sampled_from(["adoptó un total de", "aprobó", "tomó"]))
    introduced = draw(st.sampled_from(["la consejera electoral", "por el IECM"]))
    opinions = draw(
        st.sampled_from(["Fueron emitidas tres opiniones", "Se emitieron 3 opiniones de pertinencia"])
    )
    code = "Código de Instituciones y Procedimientos Electorales de la Ciudad de México"
    sessions = draw(st.sampled_from(["cuatro", "4"]))
    name = draw(st.sampled_from(["Rodrigo Altamira Sáenz", "Noemí Barragán Tovar", "Marcela Ibáñez Quiroz"]))
    return {
        "date": f"El {dates.in_words(day)} se recibió la respuesta y el {dates.in_words(other)} se contestó.",
        "agreements": f"De octubre a diciembre de 2021 la Comisión {verb} 11 acuerdos.",
        "opinions": f"{opinions}, en los términos de siempre:",
        "sessions": f"Durante el cuarto trimestre de 2021 la Comisión celebró {sessions} sesiones.",
        "citation": f"En términos del artículo 57, párrafo segundo, del {code}, se presentó el informe.",
        "name": f"Asistió {introduced} {name}.",
        "acronym": "El Instituto Electoral de la Ciudad de México (IECM) informa:"
        " el IECM cumplió y el IECM dio cuenta.",
    }


def written(said: Mapping[str, str]) -> str:
    return f"""# Cuarto informe trimestral de actividades 2021

## I. Sesiones

{said["sessions"]} {said["acronym"]}

{{{{ tabla: sesiones }}}}

## II. Acuerdos

{said["agreements"]} {said["citation"]}

{{{{ tabla: acuerdos }}}}

## III. Resultados

{said["date"]} {said["name"]}

{said["opinions"]}

{{{{ tabla: opiniones }}}}
"""


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the conforming report whose prose is written anew; it alone declares figures and cites."""
    folder = tmp_path_factory.mktemp("prosa") / CONFORMING.name
    shutil.copytree(CONFORMING, folder)
    for table in ("fundamentos", "cifras_declaradas"):
        path = folder / "tablas" / f"{table}.csv"
        kept = path.read_text(encoding="utf-8").splitlines()[:1]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def before() -> Source:
    return read(REAL, REAL.name, BOOK.report_tables)


def failures(draft: Path, before: Source, text: str) -> list[Failure]:
    (draft / "informe.md").write_text(text, encoding="utf-8")
    source = read(draft, "draft", BOOK.report_tables)
    found = judge(stack([source], [before], BOOK), BOOK, "columnar").failures
    return [one for one in found if one.report == "draft" and one.file == "informe.md"]


def errors(found: list[Failure]) -> set[str]:
    return {one.name for one in found if BOOK.rules[one.name].severity == "error"}


GENERATED = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.slow
@GENERATED
@given(said=prose())
def test_true_prose_raises_no_error(draft: Path, before: Source, said: dict[str, str]) -> None:
    assert errors(failures(draft, before, written(said))) == set()


PLANTS = {
    "FEC-001": ("date", "martes", "miércoles"),
    "TOT-001": ("agreements", "11 acuerdos", "{n} acuerdos"),
    "PER-002": ("sessions", "cuarto trimestre", "segundo trimestre"),
    "SIG-001": ("acronym", "el IECM cumplió", "el IEMC cumplió"),
    "LEG-002": ("citation", "Código de Instituciones y Procedimientos", "Código de Instituciones y Procesos"),
    "NOM-001": ("name", "Altamira Sáenz", "Altamira Saenz"),
}


@pytest.mark.slow
@pytest.mark.parametrize("rule", PLANTS)
@GENERATED
@given(said=prose(), number=st.integers(12, 99))
def test_a_planted_error_is_found(
    draft: Path, before: Source, rule: str, said: dict[str, str], number: int
) -> None:
    where, right, wrong = PLANTS[rule]
    if rule == "FEC-001":
        said["date"] = "El martes 5 de octubre de 2021 se contestó."
    if rule == "NOM-001":
        said["name"] = "Asistió el consejero electoral Rodrigo Altamira Sáenz."
    said[where] = said[where].replace(right, wrong.format(n=number))
    found = failures(draft, before, written(said))
    assert rule in {one.name for one in found}
    named = [one for one in found if one.name == rule]
    assert any(str(one.observed) and one.line for one in named)
