"""A document into a report folder: read in a child process, placed, written whole or not at all."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import stat
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from check_report.document import child
from check_report.document.placing import declared, printed
from check_report.document.placing.place import place
from check_report.document.placing.result import UNPLACED
from check_report.document.placing.rows import Known
from check_report.document.readers import kinds
from check_report.document.readers.refusal import Unreadable
from check_report.model import Origin
from check_report.source import records, report, stack, typed
from check_report.source.gate import MAX_BYTES, PROSE
from check_report.source.prose_reading import Reading
from check_report.source.registers import registers
from check_report.source.words.plain import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from check_report.document.placing.result import Account, Placed
    from check_report.rulebook.book import Rulebook
    from check_report.rulebook.tables import Table


@dataclass(frozen=True)
class Imported:
    """A document and all that it gave."""

    ACCOUNT: ClassVar = ".importacion.json"
    """How the account's file is called, after the folder's name."""

    name: str
    sha256: str
    kind: str
    placed: Placed
    tables: dict[str, Table]

    @property
    def unplaced(self) -> list[Account]:
        """The blocks and rows that belong to no table and no prose."""
        return [one for one in self.placed.account if one.went == UNPLACED]

    def origin(self) -> Origin:
        """Where each row and line stands in the document."""
        rows = {name: tuple(row.place for row in given) for name, given in self.placed.tables.items()}
        return Origin(self.name, self.sha256, rows, tuple(self.placed.prose.places))

    def files(self) -> Iterator[tuple[str, str]]:
        """The report folder's files: path and text."""
        yield PROSE, "\n".join(self.placed.prose.lines) + "\n"
        for name, table in self.tables.items():
            yield table.path, _csv(table, [row.values for row in self.placed.tables[name]])

    def account(self) -> dict[str, Any]:
        """The import report: every block and row of the document and where it went."""
        went = Counter(one.kind for one in self.placed.account)
        return {
            "documento": {"archivo": self.name, "formato": self.kind, "sha256": self.sha256},
            "tablas": {name: len(rows) for name, rows in self.placed.tables.items()},
            "partes": dict(sorted(went.items())),
            "sin_colocar": len(self.unplaced),
            "destinos": [
                {
                    "parte": one.kind,
                    "lugar": {key: value for key, value in asdict(one.place).items() if value is not None},
                    "texto": one.words,
                    "destino": one.went,
                }
                for one in self.placed.account
            ],
        }


def read(path: Path, book: Rulebook) -> Imported:
    """Reads a document and places what it says.

    Args:
        path: the document.
        book: the rulebook.

    Raises:
        Unreadable: when it is no document that can be read.
    """
    content = _content(path)
    kind = kinds.kind(path.name, content)
    document = child.read(kind, content)
    imported = Imported(
        name=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        kind=kind,
        placed=place(document, known(book)),
        tables=book.report_tables,
    )
    if not imported.placed.tables["cifras_declaradas"]:
        _declare(imported, book)
    return imported


def _declare(imported: Imported, book: Rulebook) -> None:
    """Adds the figures that the prose declares: what they count shows once the report is read as a whole."""
    with tempfile.TemporaryDirectory(prefix="check-report-") as scratch:
        fill(imported, Path(scratch))
        source = report.read(Path(scratch), imported.name, book.report_tables)
    frames = {name: stack.register(book, name) for name in book.registers}
    reading = Reading(source, registers(frames), book.report_tables, tuple(book.measures))
    declared.figures(imported.placed, reading)


def known(book: Rulebook) -> Known:
    """What the rulebook says that placing needs."""
    session_kinds = book.tables["sesiones"].field("tipo").descriptor["constraints"]["enum"]
    organs = book.tables["organos"]
    content = (book.root / "datapackage" / organs.path).read_bytes()
    register = typed.type_records(records.parse(organs, organs.name, content), organs.name).frame
    ours = {words(name) for field in ("instituto", "instituto_nombre") for name in register[field] if name}
    return Known(
        printing=printed.load(book.root / "datapackage"),
        tables=book.report_tables,
        kinds=tuple(session_kinds),
        year=None,
        ours=frozenset(ours),
    )


def write(imported: Imported, folder: Path, *, replace: bool = False) -> None:
    """Writes the report folder, whole or not at all, and the account beside it.

    Args:
        imported: what to write.
        folder: the folder to make.
        replace: whether a report that is there may be replaced; what else its folder holds is kept.

    Raises:
        FileExistsError: when the folder is there and may not be replaced.
        OSError: when it cannot be written.
    """
    if folder.exists() and not replace:
        raise FileExistsError(folder)
    folder = folder.absolute()
    scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        made = scratch / "nuevo"
        if folder.exists():
            shutil.copytree(folder, made, symlinks=True)
        fill(imported, made)
        account = json.dumps(imported.account(), ensure_ascii=False, indent=1) + "\n"
        _write(scratch / imported.ACCOUNT, account)
        _swap(made, folder, scratch / "anterior")
        (scratch / imported.ACCOUNT).replace(folder.with_name(folder.name + imported.ACCOUNT))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def fill(imported: Imported, folder: Path) -> None:
    """Writes the files of a report into a folder."""
    for name, text in imported.files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        _write(folder / name, text)


def _swap(made: Path, folder: Path, aside: Path) -> None:
    """Puts the new folder in the old one's place; the old one comes back if that fails."""
    if folder.exists():
        folder.rename(aside)
    try:
        made.rename(folder)
    except OSError:
        if aside.exists():
            aside.rename(folder)
        raise


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _csv(table: Table, rows: list[dict[str, str]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    names = [field.name for field in table.fields]
    writer.writerow(names)
    writer.writerows([row.get(name, "") for name in names] for row in rows)
    return buffer.getvalue()


def _content(path: Path) -> bytes:
    """The document's bytes, read once; nothing but a regular file is opened for reading."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise Unreadable("not-regular")
        descriptor = os.open(path, flags)
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable("missing") from None
    except (OSError, ValueError):
        raise Unreadable("denied") from None
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unreadable("not-regular")
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise Unreadable("too-large")
    return content
