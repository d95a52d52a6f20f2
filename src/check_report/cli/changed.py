"""Which reports a change touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check_report.cli import revisions
from check_report.cli.stop import Stop
from check_report.diff import is_rule
from check_report.verdict import Exit

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from check_report.check import Target
    from check_report.language import Translate


def since(revision: str, targets: Sequence[Target], say: Translate) -> list[Target]:
    """The reports with a file that differs from the revision; all of them where a rule differs.

    Args:
        revision: what to compare with; changes since it forked from what is checked out count.
        targets: the reports to choose from.
        say: the language.

    Raises:
        Stop: where no report differs, since then nothing was checked, and for a revision that does not exist.
    """
    start = revisions.fork(revisions.required(revision, say), "HEAD")
    paths = revisions.changed(start)
    if any(is_rule(path) for path in paths):
        return list(targets)
    top = revisions.root().resolve()
    touched = [target for target in targets if _holds(target, [top / path for path in paths])]
    if not touched:
        words = say("Ningún informe cambió desde «{revision}»: no se revisó ninguno.")
        raise Stop(words.format(revision=revision), Exit.NOT_CHECKED)
    return touched


def _holds(target: Target, paths: Sequence[Path]) -> bool:
    folder = target.folder.resolve()
    return any(folder in path.parents for path in paths)
