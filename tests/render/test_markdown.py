"""Markdown: readable, and nothing in it that a cell wrote is alive, in a parser with GitHub's extensions."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt
from tests.render import hostile

from check_report.render import Style, markdown

if TYPE_CHECKING:
    from check_report.model import Result

EXPECTED = {"details", "summary", "b", "h2", "p", "ul", "li", "code", "strong", "br"}
"""The elements that a comment is made of."""
REFERENCES = re.compile(r"(?<![\w/])@[\w-]|(?<!&)#\d|\bGH-\d|\w/[\w.-]+#\d|https?://|www\.", re.IGNORECASE)
"""What GitHub still links in finished text: mentions, references to issues, addresses."""


class Elements(HTMLParser):
    """The elements of a page, and its text outside of code."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.prose = ""
        self._code = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self._code += tag in {"code", "pre"}

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag in {"code", "pre"}

    def handle_data(self, data: str) -> None:
        self.prose += "" if self._code else data


def rendered(text: str) -> Elements:
    return Elements(MarkdownIt("gfm-like", {"html": True, "linkify": True}).render(text))


def test_the_real_report(result: Result) -> None:
    text = markdown.render(result, str, Style())
    assert text.startswith(f"{markdown.MARK}\n")
    page = rendered(text)
    assert page.tags == EXPECTED
    assert page.attributes == {"open"}
    assert "▸Viernes 2 de agosto de 2021◂" in text


def test_hostile_cells_are_text(hostile_result: Result) -> None:
    page = rendered(markdown.summary(hostile_result, str, Style()))
    assert page.tags <= EXPECTED
    assert page.attributes <= {"open"}
    assert not REFERENCES.search(page.prose)


@pytest.mark.parametrize("name", hostile.CELLS)
def test_a_cell_as_code_is_one_span(name: str) -> None:
    page = rendered(f"- {markdown.code(hostile.CELLS[name])}, fin")
    assert page.tags == {"ul", "li", "code"}
    assert page.prose.strip() == ", fin"


@pytest.mark.parametrize("name", hostile.CELLS)
def test_a_cell_as_prose_is_one_paragraph(name: str) -> None:
    page = rendered(f"a {markdown.prose(hostile.CELLS[name])} z")
    assert page.tags == {"p"}
    assert not REFERENCES.search(page.prose)


@pytest.mark.parametrize("text", ["2021-ORD-07", "CVOE/036/21", "(a) b_c * [d] `e` | ~f~ <g> & $h$ \\"])
def test_prose_reads_as_it_was_written(text: str) -> None:
    assert rendered(markdown.prose(text)).prose.strip() == text


def test_the_lead_comes_first_and_counts(many: Result) -> None:
    lead = "\n## Qué cambia\n\n" + "x" * 30_000 + "\n"
    text = markdown.page(many, str, markdown.COMMENT, lead)
    assert text.startswith(f"{markdown.MARK}\n{lead}")
    assert len(text.encode()) <= markdown.COMMENT
    assert re.search(r"Se muestran \d+ de 30000 hallazgos", text)


def test_a_lead_that_fills_everything_is_cut(many: Result) -> None:
    text = markdown.page(many, str, markdown.COMMENT, "línea\n" * 100_000)
    assert len(text.encode()) <= markdown.COMMENT
    assert text.endswith("\n…\n")
