"""Runs reports through the real check, and cases through the real command.

A case is a folder with `caso.json`:

- `base`: `real` or `conforme`, the report that is copied; without it nothing is.
- `cambios/` beside it, if any: files laid over the copy; `faltan`: files taken away from it.
- `arguments`: of the command; `paths`: what is checked (the copy, where not said); `archive`: a folder of the
  repository for `--archive`; `environment`: variables of the process.
- `exit`: the exit code; `says`: words on standard error.
- `expected`: what the JSON must hold: `rules` (by id), `findings` and `verdict`, each in part.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.conftest import CONFORMING, REAL, ROOT, Ran, run

from check_report import check
from check_report.cli import targets
from check_report.render import FORMATS, Style
from check_report.rulebook import book

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from check_report.model import Result

CASES = ROOT / "tests" / "cases"
BASES = {"real": REAL, "conforme": CONFORMING}
AS_OF = "2021-12-31"

_HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def judge(folders: Sequence[Path], archive: Path | None = None, **options: Any) -> Result:
    """Checks report folders in this process, as the command does."""
    found = [check.Target(folder.name, folder) for folder in folders]
    neighbours = targets.archive(found, str(archive) if archive else None)
    return check.check(found, neighbours, book.load(), check.Options(as_of=AS_OF, **options), str)


def rendered(result: Result) -> dict[str, str]:
    """The result as text, as text with colours, and as JSON."""
    return {
        "text": FORMATS["text"](result, str, Style()),
        "color": FORMATS["text"](result, str, Style(color=True)),
        "json": FORMATS["json"](result, str, Style()),
    }


def live(text: str, *, color: bool = False) -> set[str]:
    """The characters of an output that a terminal would obey, our own colours aside."""
    shown = _STYLE.sub("", text) if color else text
    return {c for c in shown if c != "\n" and unicodedata.category(c) in _HIDDEN}


@dataclass(frozen=True)
class Case:
    """One case folder."""

    folder: Path
    said: Mapping[str, Any]

    @property
    def name(self) -> str:
        return self.folder.name

    def lay_out(self, place: Path) -> None:
        """Puts the case's report, if it has one, into a folder."""
        base = BASES.get(self.said.get("base", ""))
        if base is None:
            return
        report = place / base.name
        shutil.copytree(base, report)
        if (self.folder / "cambios").is_dir():
            shutil.copytree(self.folder / "cambios", report, dirs_exist_ok=True)
        for path in self.said.get("faltan", ()):
            (report / path).unlink()

    def run(self, place: Path) -> Ran:
        """Runs the command on the case, laid out in a folder, from that folder."""
        self.lay_out(place)
        base = BASES.get(self.said.get("base", ""))
        paths = self.said.get("paths", [base.name] if base else [])
        archive = self.said.get("archive")
        options = ["--archive", str(ROOT / archive)] if archive else []
        options += ["--format", "json", "--as-of", AS_OF, *self.said.get("arguments", ())]
        return run(*paths, *options, cwd=place, **self.said.get("environment", {}))

    def lacks(self, result: Mapping[str, Any]) -> list[str]:
        """What the case expects of the first report and does not find there."""
        report = result["reports"][0]
        expected = self.said.get("expected", {})
        rules = {one["rule"]: one for one in report["rules"]}
        lacking = [
            f"{rule}: {rules.get(rule)}"
            for rule, part in expected.get("rules", {}).items()
            if not contains(rules.get(rule), part)
        ]
        lacking += [
            f"finding {part}"
            for part in expected.get("findings", ())
            if not any(contains(finding, part) for finding in report["findings"])
        ]
        if "verdict" in expected and report["verdict"] != expected["verdict"]:
            lacking.append(f"verdict {report['verdict']}")
        return lacking


def cases() -> list[Case]:
    """Every case, by name."""
    paths = sorted(CASES.glob("*/caso.json"))
    return [Case(path.parent, json.loads(path.read_text(encoding="utf-8"))) for path in paths]


def contains(whole: Any, part: Any) -> bool:
    """Whether a JSON value holds another: objects by their members, lists by some of their items."""
    match whole, part:
        case dict(), dict():
            return all(name in whole and contains(whole[name], value) for name, value in part.items())
        case list(), list():
            return all(any(contains(item, sought) for item in whole) for sought in part)
        case _:
            return bool(whole == part)
