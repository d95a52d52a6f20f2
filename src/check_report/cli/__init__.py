"""The command line: arguments, files, exit code and wiring; everything else is done elsewhere."""

from check_report.cli.main import main

__all__ = ["main"]
