"""A conforming report that a test changes to its liking."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "cases" / "conforme" / "cvoe-2021-t4"
BEFORE = ROOT / "reports" / "cvoe-2021-t3"


class Draft:
    """A copy of the conforming report, to be spoilt or legitimately altered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(BASE, folder)

    def change(self, table: str, row: int, **cells: str) -> None:
        """Replaces cells of one row (from 1)."""
        head, rows = self._read(table)
        rows[row - 1].update(cells)
        self._write(table, head, rows)
        if table == "informe":
            # The prose speaks of the quarter too; here the tables alone are judged.
            (self.folder / "informe.md").write_text("# Informe\n", encoding="utf-8")

    def drop(self, table: str, **cells: str) -> None:
        """Drops the rows that hold all these cells."""
        head, rows = self._read(table)
        kept = [row for row in rows if not cells.items() <= row.items()]
        assert len(kept) < len(rows)
        self._write(table, head, kept)

    def add(self, table: str, **cells: str) -> None:
        """Adds a row; the cells not named stay empty."""
        head, rows = self._read(table)
        self._write(table, head, [*rows, dict.fromkeys(head, "") | cells])

    def _read(self, table: str) -> tuple[list[str], list[dict[str, str]]]:
        with (self.folder / "tablas" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
            return list(reader.fieldnames or ()), rows

    def _write(self, table: str, head: list[str], rows: list[dict[str, str]]) -> None:
        with (self.folder / "tablas" / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, head, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
