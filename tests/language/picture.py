"""Makes the README's picture of the terminal anew, from a real check: `python -m tests.language.picture`.

Needs a Chromium or Chrome on the path (CHROMIUM names another).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text
from tests.conftest import ROOT

from check_report import check
from check_report.cli import targets
from check_report.render import FORMATS, Style
from check_report.rulebook import book

PICTURE = ROOT / ".github" / "pictures" / "terminal.png"
RULES = ("CON-002", "FEC-003", "TOT-002", "TOT-003")
"""Few enough that the whole output fits in a picture."""
_WIDTH, _CHARACTER, _LINE = 90, 12.2, 24.4


def main() -> None:
    """Draws what a terminal shows and photographs it."""
    options = " ".join(f"--only {rule}" for rule in RULES)
    shown = f"$ check-report reports/cvoe-2021-t3 \\\n    {options}\n\n{_output()}"
    console = Console(record=True, width=_WIDTH, file=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    console.print(Text.from_ansi(shown))
    lines = len(shown.splitlines())
    with tempfile.TemporaryDirectory() as folder:
        svg = Path(folder) / "terminal.svg"
        svg.write_text(console.export_svg(title="check-report", theme=DIMMED_MONOKAI), encoding="utf-8")
        _photograph(svg, round(_WIDTH * _CHARACTER) + 20, round((lines + 2) * _LINE) + 40)
    # Few colours, a third of the bytes.
    Image.open(PICTURE).convert("RGB").quantize(32).save(PICTURE, optimize=True)


def _output() -> str:
    report = check.Target("reports/cvoe-2021-t3", ROOT / "reports" / "cvoe-2021-t3")
    options = check.Options(only=frozenset(RULES), as_of="2021-12-31")
    result = check.check([report], targets.archive([report], None), book.load(), options, str)
    if result.faults:
        sys.exit(f"The check failed: {result.faults[0].what}")
    return FORMATS["text"](result, str, Style(width=_WIDTH - 2, color=True))


def _photograph(page: Path, width: int, height: int) -> None:
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("No Chromium found; set CHROMIUM to its path.")
    subprocess.run(
        [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--window-size={width},{height}",
            f"--screenshot={PICTURE}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )


if __name__ == "__main__":
    main()
