"""`python -m tests.bench REPORT`: cold processes in turn (A B C A B C …), medians and ratios to the first."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from check_report.document.export import export
from check_report.rulebook import book
from tests.bench.peers import frictionless_package

RUNS = 5


def timed(command: list[str]) -> float:
    """Seconds that a process takes. Raises RuntimeError when it could not do its work at all."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.decode(errors='replace')[-500:]}")
    return seconds


def main(report: Path) -> None:
    """Times the commands and prints one line each."""
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        package = frictionless_package(report, Path(folder))
        document = Path(folder) / "informe.docx"
        document.write_bytes(export(report, "docx", book.load()))
        commands = {
            "check-report": [python, "-m", "check_report", str(report)],
            "check-report --engine reference": [
                python,
                "-m",
                "check_report",
                str(report),
                "--engine",
                "reference",
            ],
            "check-report informe.docx": [python, "-m", "check_report", str(document)],
            "python-docx (reading alone)": [python, "-m", "tests.bench.reading", str(document)],
            "frictionless validate (structure alone)": [
                python,
                "-m",
                "frictionless",
                "validate",
                str(package),
            ],
            "great_expectations script (suites alone)": [python, "-m", "tests.bench.peers", str(report)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(RUNS + 1):
            for name, command in commands.items():
                seconds = timed(command)
                # The first round warms the file cache and is not counted.
                if run:
                    times[name].append(seconds)
    ours = statistics.median(times["check-report"])
    width = max(map(len, commands))
    for name, seconds in times.items():
        median = statistics.median(seconds)
        spread = f"{min(seconds):.2f}–{max(seconds):.2f} s"
        print(f"{name:<{width}}  {median:6.2f} s ({spread})  ×{median / ours:.2f}")  # noqa: T201
    most = 2 * ours + statistics.median(times["python-docx (reading alone)"])
    share = statistics.median(times["check-report informe.docx"]) / most
    print(f"The document takes {share:.0%} of twice its package and the library's own reading.")  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
