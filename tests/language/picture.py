"""Makes the README's pictures anew, from a real check: `python -m tests.language.picture`.

Needs a Chromium or Chrome on the path (CHROMIUM names another).
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text
from tests.conftest import ROOT

from check_report import check
from check_report.cli import targets
from check_report.render import FORMATS, Style
from check_report.rulebook import book

if TYPE_CHECKING:
    from check_report.model import Result

TERMINAL = ROOT / ".github" / "pictures" / "terminal.png"
PAGE = ROOT / ".github" / "pictures" / "pagina.png"
RULES = ("CON-002", "FEC-003", "TOT-002", "TOT-003")
"""Few enough that the whole output fits in a picture."""
_COLUMNS, _CHARACTER, _LINE = 90, 12.2, 24.4
_PAGE_SIZE = (1100, 860)


def main() -> None:
    """Draws what a terminal and a browser show, and photographs both."""
    result = _result()
    with tempfile.TemporaryDirectory() as folder:
        drawing, lines = _terminal(result)
        svg, html = Path(folder) / "terminal.svg", Path(folder) / "pagina.html"
        svg.write_text(drawing, encoding="utf-8")
        html.write_text(FORMATS["html"](result, str, Style()), encoding="utf-8")
        _photograph(svg, TERMINAL, round(_COLUMNS * _CHARACTER) + 20, round((lines + 2) * _LINE) + 40)
        _photograph(html, PAGE, *_PAGE_SIZE)


def _result() -> Result:
    report = check.Target("reports/cvoe-2021-t3", ROOT / "reports" / "cvoe-2021-t3")
    options = check.Options(only=frozenset(RULES), as_of="2021-12-31")
    result = check.check([report], targets.archive([report], None), book.load(), options, str)
    if result.faults:
        sys.exit(f"The check failed: {result.faults[0].what}")
    return result


def _terminal(result: Result) -> tuple[str, int]:
    """A drawing of the terminal, and its number of lines."""
    options = " ".join(f"--only {rule}" for rule in RULES)
    output = FORMATS["text"](result, str, Style(width=_COLUMNS - 2, color=True))
    shown = f"$ check-report reports/cvoe-2021-t3 \\\n    {options}\n\n{output}"
    console = Console(record=True, width=_COLUMNS, file=io.StringIO())
    console.print(Text.from_ansi(shown))
    return console.export_svg(title="check-report", theme=DIMMED_MONOKAI), len(shown.splitlines())


def _photograph(page: Path, picture: Path, width: int, height: int) -> None:
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
            f"--screenshot={picture}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    # Few colours, a third of the bytes.
    Image.open(picture).convert("RGB").quantize(32).save(picture, optimize=True)


if __name__ == "__main__":
    main()
