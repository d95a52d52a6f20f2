"""What a file is, by its first bytes; and the guard that every archive passes before it is unpacked."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from check_report.document.readers.refusal import Unreadable

DOCX, PDF, XLSX, MARKDOWN, TEXT, HTML = "docx", "pdf", "xlsx", "md", "txt", "html"
KINDS = (DOCX, PDF, XLSX, MARKDOWN, TEXT, HTML)

MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
MAX_PARTS = 5000
_RATIO_FROM = 1024 * 1024
"""Below this size no part can do harm, however well it was packed."""

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\x01\0", b"8BPS")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPES = [
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!doctype")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
]
_SUFFIXES = {".md": MARKDOWN, ".markdown": MARKDOWN, ".txt": TEXT, ".text": TEXT, ".html": HTML, ".htm": HTML}


def kind(name: str, content: bytes) -> str:
    """What a file is.

    Args:
        name: its name, whose extension tells text from Markdown.
        content: its bytes.

    Raises:
        Unreadable: when it is none of KINDS.
    """
    if not content:
        raise Unreadable("empty")
    if content.startswith(b"PK\x03\x04"):
        return _archive(content)
    if b"%PDF-" in content[:1024]:
        return PDF
    if content.startswith(_COMPOUND):
        raise Unreadable("locked" if _ENCRYPTED in content else "old")
    if _is_picture(content):
        raise Unreadable("picture")
    suffix = PurePath(name).suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    raise Unreadable("damaged" if suffix.removeprefix(".") in KINDS else "unknown")


def _is_picture(content: bytes) -> bool:
    return (
        content.startswith(_PICTURES)
        or content[8:12] == b"WEBP"
        or content[4:12] in {b"ftypheic", b"ftypavif", b"ftypmif1"}
    )


def _archive(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unreadable("damaged") from None
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    raise Unreadable("other-suite" if "content.xml" in names else "unknown")


def guard(content: bytes) -> None:
    """Looks an archive over before anything unpacks it.

    Raises:
        Unreadable: for one that unpacks to too much, is locked, or carries a DOCTYPE.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _sizes(parts, len(content))
            for part in parts:
                if part.flag_bits & 1:
                    raise Unreadable("locked")
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _doctype(archive.read(part))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, RuntimeError):
        raise Unreadable("damaged") from None


def _sizes(parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * packed:
        raise Unreadable("bomb")
    if any(p.file_size > _RATIO_FROM and p.file_size > MAX_RATIO * max(p.compress_size, 1) for p in parts):
        raise Unreadable("bomb")


def _doctype(content: bytes) -> None:
    if any(word in content for word in _DOCTYPES):
        raise Unreadable("doctype")
