"""`check-report export` as a user types it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conftest import CONFORMING, run

if TYPE_CHECKING:
    from pathlib import Path

SIGNS = {"docx": b"PK", "html": b"<!DOCTYPE html>", "pdf": b"%PDF-"}


@pytest.mark.parametrize("form", SIGNS)
def test_writes_the_document_beside_one(tmp_path: Path, form: str) -> None:
    ran = run("export", str(CONFORMING), "--to", form, cwd=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, "", f"Se escribió cvoe-2021-t4.{form}.\n")
    assert [path.name for path in tmp_path.iterdir()] == [f"cvoe-2021-t4.{form}"]
    assert (tmp_path / f"cvoe-2021-t4.{form}").read_bytes().startswith(SIGNS[form])


def test_never_overwrites_unasked(tmp_path: Path) -> None:
    target = tmp_path / "informe.html"
    target.write_text("lo de antes", encoding="utf-8")
    ran = run("export", str(CONFORMING), "--to", "html", "-o", str(target))
    assert ran.code == 2
    assert "--force" in ran.err
    assert target.read_text(encoding="utf-8") == "lo de antes"
    assert run("export", str(CONFORMING), "--to", "html", "-o", str(target), "--force").code == 0
    assert target.read_bytes().startswith(SIGNS["html"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("no-existe", "--to", "pdf"), "no es la carpeta de un informe"),
        ((str(CONFORMING), "--to", "odt"), "docx, html, pdf"),
        ((), "Falta"),
        ((str(CONFORMING), "--to", "html", "-o", "no/hay/x.html"), "No se pudo escribir"),
    ],
)
def test_one_sentence_for_wrong_usage(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    ran = run("export", *arguments, cwd=tmp_path)
    assert ran.code == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_a_report_that_lacks_a_table_is_refused_by_name(base: Path, tmp_path: Path) -> None:
    (base / "tablas" / "acuerdos.csv").unlink()
    ran = run("export", str(base), "--to", "html", "-o", str(tmp_path / "x.html"))
    assert (ran.code, ran.err) == (2, "No se pudo leer «tablas/acuerdos.csv» del informe.\n")


def test_speaks_english_when_asked(tmp_path: Path) -> None:
    ran = run("export", "no-existe", "--lang", "en", cwd=tmp_path)
    assert ran.code == 2
    assert "informe" not in ran.err
