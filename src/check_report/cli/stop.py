"""How a command ends early."""

from __future__ import annotations

from check_report.verdict import Exit


class Stop(Exception):  # noqa: N818 - an answer to the user, not an error of the program
    """Ends the command with one sentence and an exit code."""

    def __init__(self, message: str, code: Exit = Exit.USAGE) -> None:
        super().__init__(message)
        self.code = code
