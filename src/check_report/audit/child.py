"""`python -m check_report.audit.child RULES ARGUMENT…`: the command, under another rulebook.

A process of its own, because the rulebook's schemas are Python modules: what is stored must not mix with what
is installed.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

from check_report import rulebook

if __name__ == "__main__":
    root = Path(sys.argv.pop(1)).resolve()
    rulebook.ROOT = root
    rulebook.__path__.insert(0, str(root))
    runpy.run_module("check_report", run_name="__main__")
