"""Tables that pages cut: in the middle of a row, of a word, of the headings; and those that only look cut."""

from __future__ import annotations

import pytest

from check_report.document.blocks import Grid, Place
from check_report.document.placing import grids

HEAD = ("Clave", "Fecha", "Parte", "Sentido")
ROWS = (
    ("OP-01/2022", "lunes 4 de julio de 2022", "Ateneo Norte", "Favorable"),
    ("OP-02/2022", "martes 5 de julio de 2022", "Colegio Sur", "Favorable"),
    ("OP-03/2022", "lunes 11 de julio de 2022", "Casa Poniente", "Negativa"),
    ("OP-04/2022", "martes 12 de julio de 2022", "Red Oriente", "Favorable"),
)


def _over_pages(
    above: tuple[tuple[str, ...], ...], below: tuple[tuple[str, ...], ...]
) -> list[tuple[str, ...]]:
    """The rows, each cell on one line, of a table that stands on two pages."""
    blocks = [
        Grid(rows, Place(page=page), tuple(Place(page=page, row=at) for at in range(1, len(rows) + 1)))
        for page, rows in ((1, above), (2, below))
    ]
    (whole,) = grids.join(blocks, lambda cells: tuple(cells) == HEAD)
    assert isinstance(whole, grids.Whole)
    return [tuple(" ".join(cell.split()) for cell in line.cells) for line in whole.lines]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        # Nothing is cut: cells that open in lower case do so in every row.
        ((HEAD, *ROWS[:2]), ROWS[2:]),
        # A row goes on: half of it is blank, which none of the others is.
        (
            (HEAD, *ROWS[:1], ("OP-02/2022", "martes 5 de julio de", "Colegio Sur", "Favorable")),
            (("", "2022", "", ""), *ROWS[2:]),
        ),
        # An identifier goes on.
        (
            (HEAD, *ROWS[:1], ("OP-", "martes 5 de julio", "Colegio", "Favorable")),
            (("02/2022", "de 2022", "Sur", ""), *ROWS[2:]),
        ),
        # A word goes on.
        (
            (HEAD, *ROWS[:1], ("OP-02/2022", "martes 5 de julio de 2022", "Colegio Sur", "Favorabl")),
            (("", "", "", "e"), *ROWS[2:]),
        ),
        # The headings go on.
        ((("Clave", "Fecha", "Parte", ""),), (("", "", "", "Sentido"), *ROWS)),
    ],
    ids=["whole", "row", "identifier", "word", "headings"],
)
def test_what_a_page_cuts_is_joined(
    above: tuple[tuple[str, ...], ...], below: tuple[tuple[str, ...], ...]
) -> None:
    assert _over_pages(above, below) == [HEAD, *ROWS]
