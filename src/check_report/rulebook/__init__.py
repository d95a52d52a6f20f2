"""The rulebook: four folders of data that say what a report is and what it must satisfy.

In a checkout they stand at the top of the repository; in an installed wheel, beside this file.
Either way they import as `check_report.rulebook.schemas…` and are found below `ROOT`.
"""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_CHECKOUT = _HERE.parents[2]
_IN_CHECKOUT = not (_HERE / "datapackage").is_dir() and (_CHECKOUT / "datapackage").is_dir()

ROOT = _CHECKOUT if _IN_CHECKOUT else _HERE
"""The folder that holds datapackage/, schemas/ and checks/."""

if _IN_CHECKOUT:
    __path__.append(str(_CHECKOUT))
