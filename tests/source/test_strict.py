"""The rulebook's own files are read strictly: whatever is wrong in one is an error that names the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from check_report.rulebook.pages import load_rules
from check_report.rulebook.strict import RulebookError, read_front_matter, read_json
from check_report.rulebook.suites import load_suites

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """+++
id = "XXX-001"
titulo = "Título"
resumen = "Resumen."
severidad = "error"
dispensable = false
obligatoria = true
capa = "filas"
lee = []
mensaje = "m"
remedio = "r"
[[fundamento]]
norma = "n"
articulo = ""
estado = "por_confirmar"
fuente = "f"
+++

Cuerpo
"""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"a": 1,}',
        b'{"a": 1, "a": 2}',
        b'{"a": {"b": 1, "c": 2, "b": 3}}',
        b'[{"a": 1, "a": 1}]',
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b"[-Infinity]",
        b"{'a': 1}",
        b'{"a": 1} {"b": 2}',
        b'{"a": "\xff"}',
        b"\xff\xfe{\x00}\x00",
        b"a: 1\nb: NO\n",
        b"&a [*a]",
        b'// comment\n{"a": 1}',
    ],
)
def test_bad_json_is_one_error_that_names_its_file(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "suite.json"
    path.write_bytes(content)
    with pytest.raises(RulebookError, match=r"suite\.json"):
        read_json(path)


def test_an_absent_file_is_such_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match=r"nada\.json"):
        read_json(tmp_path / "nada.json")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "sin encabezado",
        "+++\nid = 1",
        "+++\nid = \n+++\n",
        '+++\nid = "a"\nid = "b"\n+++\n',
        "+++\nid: NO\n+++\n",
        "---\nid: a\n---\n",
        "+++\n[a]\nb = 1\n[a]\nc = 2\n+++\n",
        "+++\nfecha = 2021-02-30\n+++\n",
        "+++\nid = no\n+++\n",
    ],
)
def test_a_bad_head_is_one_error_that_names_its_file(content: str, tmp_path: Path) -> None:
    path = tmp_path / "XXX-001.md"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(RulebookError, match=r"XXX-001\.md"):
        read_front_matter(path)


def test_a_whole_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "XXX-001.md").write_text(PAGE, encoding="utf-8")
    assert load_rules(tmp_path)["XXX-001"].page == "Cuerpo\n"


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ('id = "XXX-001"', 'id = "XXX-002"'),
        ('titulo = "Título"\n', ""),
        ('"error"', '"grave"'),
        ('"filas"', '"columnas"'),
        ('mensaje = "m"\n', ""),
        ('fuente = "f"\n', ""),
        ("[[fundamento]]", "[[fundamentos]]"),
        ("obligatoria = true\n", ""),
    ],
)
def test_a_page_that_lacks_or_misspells_something_is_an_error(found: str, put: str, tmp_path: Path) -> None:
    (tmp_path / "XXX-001.md").write_text(PAGE.replace(found, put), encoding="utf-8")
    with pytest.raises(RulebookError, match=r"XXX-001\.md"):
        load_rules(tmp_path)


@pytest.mark.parametrize(
    "content",
    [
        '{"expectations": []}',
        '{"name": "a"}',
        '{"name": "a", "expectations": [{"type": "expect_column_values_to_not_be_null"}]}',
        '{"name": "a", "expectations": [{"type": "unexpected_rows_expectation", "kwargs": {}}]}',
        '{"name": "a", "expectations": [{"type": "unexpected_rows_expectation", "meta": {"rule": "A"}}]}',
    ],
)
def test_a_suite_that_is_not_understood_is_an_error(content: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(RulebookError):
        load_suites(tmp_path)
