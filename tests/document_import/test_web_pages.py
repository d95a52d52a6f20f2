"""Web pages, read as what they show."""

from __future__ import annotations

import pytest

from check_report.document.blocks import Block, Grid, Heading, Item, Note, Paragraph
from check_report.document.readers import html


def blocks(page: str) -> tuple[Block, ...]:
    return html.read(page.encode()).blocks


def said(page: str) -> list[tuple[str, str]]:
    return [(type(block).__name__, getattr(block, "text", "")) for block in blocks(page)]


def test_words_are_those_that_a_browser_shows() -> None:
    page = """<head><title>no</title><style>p{}</style></head><!-- no --><script>no()</script>
        <p>Uno   <b>dos</b>,
           tres<br>cuatro</p>cinco<div>seis<p>siete</p>ocho</div>"""
    assert said(page) == [
        ("Paragraph", text) for text in ("Uno dos, tres\ncuatro", "cinco", "seis", "siete", "ocho")
    ]


def test_one_first_heading_is_the_title() -> None:
    levels = [
        (b.text, b.level) for b in blocks("<h1>Informe</h1><h2>I. A</h2><h3>B</h3>") if isinstance(b, Heading)
    ]
    assert levels == [("Informe", 0), ("I. A", 1), ("B", 2)]
    assert [b.level for b in blocks("<h1>I</h1><h1>II</h1>") if isinstance(b, Heading)] == [1, 1]


def test_lists_keep_their_numbers_and_depth() -> None:
    page = (
        "<ol start=3><li>tres<ul><li>hondo</li></ul></li><li><p>cuatro</p></li></ol><ul><li>b) otro</li></ul>"
    )
    found = [(b.marker, b.text, b.level) for b in blocks(page) if isinstance(b, Item)]
    assert found == [("3.", "tres", 1), ("-", "hondo", 2), ("4.", "cuatro", 1), ("b)", "otro", 1)]


def test_joined_cells_go_on_blank() -> None:
    page = """<table><caption>Tabla 1. Sesiones</caption>
        <thead><tr><th rowspan=2>Quién</th><th colspan=2>Sesión</th></tr>
        <tr><th>1a</th><th>2a</th></tr></thead>
        <tr><td>A &amp; B<br>C</td><td rowspan="2">sí</td><td>no</td></tr>
        <tr><td>D</td><td>&lt;i&gt;</td></tr></table>"""
    caption, grid = blocks(page)
    assert isinstance(caption, Paragraph)
    assert caption.caption
    assert isinstance(grid, Grid)
    assert grid.header == 2
    assert grid.rows == (
        ("Quién", "Sesión", ""), ("", "1a", "2a"), ("A & B\nC", "sí", "no"), ("D", "", "<i>"),
    )  # fmt: skip
    assert [place.row for place in grid.places] == [1, 2, 3, 4]


def test_a_table_within_a_table_is_told_once() -> None:
    grids = [
        b
        for b in blocks("<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>")
        if isinstance(b, Grid)
    ]
    assert [cell for grid in grids for row in grid.rows for cell in row if "b" in cell] == ["a\nb"]


def test_raised_numbers_are_notes() -> None:
    paragraph, note = blocks("<p>Tres.<sup>1</sup></p><p><sup>1</sup> La nota.</p>")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "Tres.¹"
    assert note == Note("1", "La nota.", note.place)


@pytest.mark.parametrize(
    "page",
    [
        "<meta charset=windows-1252><p>Sesión</p>".encode("cp1252"),
        "<p>Sesión</p>".encode(),
        "\ufeff<p>Sesión</p>".encode(),
        "<p>Sesión</p>".encode("cp1252"),
        '<?xml version="1.0" encoding="utf-8"?><html><body><p>Sesión</p></body></html>'.encode(),
        "<meta charset=nada><p>Sesión</p>".encode(),
    ],
)
def test_letters_are_right_however_they_are_encoded(page: bytes) -> None:
    assert [block.text for block in html.read(page).blocks if isinstance(block, Paragraph)] == ["Sesión"]
