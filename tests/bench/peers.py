"""What a team would write without us: the same package for Frictionless, the same suites through GX."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
import tempfile
import warnings
from pathlib import Path

from check_report.rulebook import ROOT, book


def frictionless_package(report: Path, folder: Path) -> Path:
    """Puts the descriptor, the schemas, the registers and a report's tables into one folder."""
    shutil.copytree(ROOT / "datapackage", folder, dirs_exist_ok=True)
    shutil.copytree(report / "tablas", folder / "tablas")
    return folder / "datapackage.json"


def suites_through_gx(report: Path) -> int:
    """Runs the suites through Great Expectations on the report's tables; how many expectations fail."""
    from check_report.layers.together.tables import portable, views
    from check_report.source.report import read
    from check_report.source.stack import stack

    warnings.simplefilter("ignore")
    rules = book.load()
    frames = portable(stack([read(report, report.name, rules.report_tables)], [], rules).frames)
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    import great_expectations as gx

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "peer.sqlite"
        connection = sqlite3.connect(path)
        for name, frame in frames.items():
            connection.execute(f'CREATE TABLE "{name}" ({", ".join(frame.columns)})')
            marks = ", ".join("?" * frame.width)
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', frame.iter_rows())  # noqa: S608
        for view in views(rules):
            connection.execute(view)
        connection.commit()
        connection.close()
        context = gx.get_context(mode="ephemeral")
        source = context.data_sources.add_sqlite("peer", connection_string=f"sqlite:///{path}")
        asset = source.add_table_asset("informe", table_name="informe")
        batch = asset.add_batch_definition_whole_table("all").get_batch()
        failing = 0
        for suite in rules.suites:
            native = gx.ExpectationSuite(**json.loads(json.dumps(dict(suite.descriptor))))
            failing += sum(not result.success for result in batch.validate(native).results)
    return failing


if __name__ == "__main__":
    sys.exit(0 if suites_through_gx(Path(sys.argv[1])) >= 0 else 1)
