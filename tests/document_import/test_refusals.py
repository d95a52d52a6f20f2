"""Documents that cannot be read get one clear sentence, soon, and leave nothing behind."""

from __future__ import annotations

import contextlib
import io
import os
import time
import zipfile
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from tests.conftest import run
from tests.document_import.conftest import imported

from check_report.document import child
from check_report.document.readers.refusal import REASONS, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE = 10


def archive(**parts: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def word(*paragraphs: str) -> bytes:
    buffer = io.BytesIO()
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(buffer)
    return buffer.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return buffer.getvalue()


def workbook() -> bytes:
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def scan() -> bytes:
    buffer = io.BytesIO()
    Image.new("L", (200, 200), 200).save(buffer, "PDF")
    return buffer.getvalue()


def locked() -> bytes:
    buffer = io.BytesIO()
    page = Canvas(buffer, encrypt=StandardEncryption("secreto", ownerPassword="dueño", strength=128))
    page.drawString(72, 720, "Informe")
    page.save()
    return buffer.getvalue()


REFUSED = {
    "empty": ("informe.docx", b""),
    "unknown": ("informe.odg", b"hola"),
    "picture": ("informe.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 100),
    "old": ("informe.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "locked": ("informe.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
    "other-suite": ("informe.docx", archive(content_xml="<x/>")),
    "bomb": ("informe.docx", archive(word__document_xml=b"0" * 60_000_000)),
    "doctype": (
        "informe.docx",
        with_part(word("a"), "word/document.xml", lambda c: DOCTYPE + c[c.find(b"<w:") :]),
    ),
    "damaged": ("informe.pdf", b"esto no es un PDF"),
    "scan": ("informe.pdf", scan()),
    "no-text": ("informe.txt", b"\0\1\2\3"),
    "blank": ("informe.docx", word()),
    "too-large": ("informe.txt", None),
}


SAME = {
    "locked PDF": ("locked", "informe.pdf", locked()),
    "page without words": ("blank", "informe.html", b"<html><head><title>x</title></head></html>"),
    "page of a program": ("blank", "informe.htm", b"<script>document.write('Informe')</script>"),
}


@pytest.mark.parametrize("name", SAME)
def test_refused_for_the_same_reason(tmp_path: Path, name: str) -> None:
    reason, file, content = SAME[name]
    (tmp_path / file).write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        imported(tmp_path / file)
    assert refused.value.reason == reason


def test_a_page_nested_beyond_all_sense_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "informe.html"
    path.write_bytes(b"<div>" * 100_000 + b"<table>" * 1000 + b"Informe de labores")
    started = time.monotonic()
    with contextlib.suppress(Unreadable):
        imported(path)
    assert time.monotonic() - started < PATIENCE


@pytest.mark.parametrize("reason", REFUSED)
def test_refused_with_its_reason_in_time(tmp_path: Path, reason: str) -> None:
    name, content = REFUSED[reason]
    path = tmp_path / name
    if content is None:
        with path.open("wb") as stream:
            stream.truncate(400 * 1024 * 1024)
    else:
        path.write_bytes(content)
    started = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        imported(path)
    assert refused.value.reason == reason
    assert time.monotonic() - started < PATIENCE


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", with_part(word("a"), "word/document.xml", lambda c: c[:200])),
        ("b.docx", archive(word__document_xml="<a/>")),
        ("c.docx", b"PK\x03\x04" + b"\0" * 50),
        ("d.xlsx", archive(xl__workbook_xml="<a>" * 10_000)),
        ("e.pdf", b"%PDF-1.7\n" + os.urandom(2000)),
        (
            "f.xlsx",
            with_part(workbook(), "xl/workbook.xml", lambda c: c.replace(b"<sheets>", b"<sheets><x>")),
        ),
    ],
)
def test_what_breaks_a_parser_is_one_of_the_reasons(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(Unreadable) as refused:
        imported(tmp_path / name)
    assert refused.value.reason in REASONS


def test_a_parser_that_does_not_end_is_stopped() -> None:
    with pytest.raises(Unreadable) as refused:
        child.read("txt", b"hola " * 1_000_000, seconds=0.01)
    assert refused.value.reason == "too-long"


def test_a_fifo_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no such thing here")
    os.mkfifo(tmp_path / "informe.docx")
    with pytest.raises(Unreadable):
        imported(tmp_path / "informe.docx")


def test_the_command_says_so_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "foto.docx").write_bytes(REFUSED["picture"][1] or b"")
    ran = run("foto.docx", cwd=tmp_path)
    assert (ran.code, ran.out.count("Traceback"), ran.err.count("\n")) == (2, 0, 1)
    assert "es una imagen" in ran.err
    ran = run("import", "foto.docx", "-o", "x", cwd=tmp_path)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["foto.docx"]
