"""What an author may leave for the program to fill in, and what is told of what cannot be filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import run

from check_report.document.export.compose import compose
from check_report.document.export.placeholders import PlaceholderError
from check_report.rulebook import book

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from check_report.document.blocks import Document


def last_text(document: Document) -> str:
    return document.blocks[-1].text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("{{ cifra: acuerdos }} acuerdos", "11 acuerdos"),
        ("{{cifra:acuerdos en letra}} acuerdos", "once acuerdos"),
        ("{{ cifra: sesiones:extraordinaria en letra }} sesión", "una sesión"),
        ("{{ cifra: convenios_acompanados en letra }} convenio", "un convenio"),
        ("{{ cifra: convenios_acompanados en letra }}.", "uno."),
        ("hubo {{ cifra: envios:red_observacion en letra }} correos", "hubo cuatro correos"),
        ("el {{ fecha: sesiones.fecha 2021-ORD-10 }}.", "el jueves 21 de octubre de 2021."),
        ("el {{ fecha: envios.fecha voto_chilango/1 }}", "el martes 12 de octubre de 2021"),
        ("el {{ fecha: informe.fecha_aprobacion CVOE-2021-T4 }}", "el jueves 27 de enero de 2022"),
    ],
)
def test_figures_and_dates_come_from_the_tables(
    with_prose: Callable[[str], Path], written: str, printed: str
) -> None:
    folder = with_prose(f"# Informe\n\n## I. Sesiones\n\nEn el periodo {written}\n")
    assert last_text(compose(folder, book.load())) == f"En el periodo {printed}"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("{{ cifra: acuerdo }}", "no hay en el catálogo una medida «acuerdo»"),
        ("{{ cifra: no_verificable }}", "no hay en el catálogo"),
        ("{{ fecha: sesiones.fecha 2021-ORD-99 }}", "no existe «2021-ORD-99»"),
        ("{{ fecha: sesiones.dia 2021-ORD-10 }}", "no existe «sesiones.dia»"),
        ("{{ fecha: juntas.fecha 1 }}", "no existe «juntas»"),
        ("{{ fecha: sesiones.tipo 2021-ORD-10 }}", "ahí no hay una fecha"),
        ("{{ total: acuerdos }}", "sólo se entienden"),
        ("{{ }}", "sólo se entienden"),
        ("va {{ tabla: acuerdos }}", "sola en su renglón"),
        ("{{ tabla: juntas }}", "no hay una tabla «juntas»"),
        ("{{ tabla: envios listas=x }}", "no tiene el campo «listas»"),
        ("{{ tabla: envios red_observacion }}", "filtros como"),
    ],
)
def test_one_clear_sentence_for_what_cannot_be_filled(
    with_prose: Callable[[str], Path], tmp_path: Path, written: str, why: str
) -> None:
    folder = with_prose(f"# Informe\n\n## I. Sesiones\n\n{written}\n")
    with pytest.raises(PlaceholderError) as raised:
        compose(folder, book.load())
    assert raised.value.line == 5
    ran = run("export", str(folder), "--to", "html", "-o", str(tmp_path / "x.html"))
    assert ran.code == 2
    assert ran.err.startswith("informe.md, renglón 5: no se pudo llenar {{")
    assert why in ran.err
    assert ran.err.count("\n") == 1
    assert not (tmp_path / "x.html").exists()


def test_a_table_alone_on_its_line_may_follow_its_caption(with_prose: Callable[[str], Path]) -> None:
    folder = with_prose(
        '# Informe\n\n## I\n\nTabla 1. Correos\n{{ tabla: envios lista="voto_chilango" }}\n\nFin.\n'
    )
    *_, caption, grid, end = compose(folder, book.load()).blocks
    assert (caption.text, caption.caption) == ("Tabla 1. Correos", True)  # type: ignore[union-attr]
    assert len(grid.rows) == 4  # type: ignore[union-attr]
    assert end.text == "Fin."  # type: ignore[union-attr]
