"""The same input gives the same bytes, wherever, whenever and however it is checked."""

from __future__ import annotations

import csv
import random
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cases.runner import AS_OF
from tests.conftest import REAL, check_here, run

from check_report.findings import Mapper
from check_report.language import translator
from check_report.layers.rows import pandera
from check_report.rulebook import ROOT, book
from check_report.source.report import read
from check_report.source.stack import stack

if TYPE_CHECKING:
    from pathlib import Path

BOOK = book.load()
SENDINGS = list(csv.reader((REAL / "tablas" / "envios.csv").read_text(encoding="utf-8").splitlines()))
WRONG_WEEKDAYS = 4


def locales() -> list[str]:
    """The locales that this machine has among those that change letter case, order or encoding."""
    try:
        have = subprocess.run(["locale", "-a"], capture_output=True, encoding="utf-8", check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return []
    wanted = {"c": "C", "posix": "POSIX", "tr_tr.utf8": "tr_TR.UTF-8", "es_mx.utf8": "es_MX.UTF-8"}
    return [name for form, name in wanted.items() if form in have.lower().split()]


@pytest.fixture(scope="module", params=["json", "text"])
def form(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def first(form: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the command prints of the real report, checked from the folder it stands in."""
    place = tmp_path_factory.mktemp("first")
    shutil.copytree(REAL, place / REAL.name)
    return run(REAL.name, "--as-of", AS_OF, "--format", form, cwd=place, PYTHONHASHSEED="0").out


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2", "POLARS_MAX_THREADS": "1"},
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "random"},
        {"PYTHONUTF8": "0", "COLUMNS": "200", "FORCE_COLOR": "1", "TERM": "xterm-256color"},
        *({"LC_ALL": name, "LANG": name, "PYTHONUTF8": "0"} for name in locales()),
    ],
    ids=str,
)
def test_the_surroundings_change_nothing(form: str, first: str, environment: dict[str, str]) -> None:
    ran = run(REAL.name, "--as-of", AS_OF, "--format", form, cwd=REAL.parent, **environment)
    assert (ran.out, ran.err) == (first, "")


def test_the_way_to_the_folder_changes_nothing(form: str, first: str, tmp_path: Path) -> None:
    for path, cwd in ((str(REAL), tmp_path), (f"./{REAL.name}/", REAL.parent), (f"../{REAL.name}", REAL)):
        assert run(path, "--as-of", AS_OF, "--format", form, cwd=cwd).out == first


def test_the_dates_of_files_and_their_order_on_disk_change_nothing(
    first: str, form: str, tmp_path: Path
) -> None:
    copy = tmp_path / REAL.name
    (copy / "tablas").mkdir(parents=True)
    files = sorted(path for path in REAL.rglob("*") if path.is_file())
    random.Random(1).shuffle(files)  # noqa: S311 - an order, not a secret
    for path in files:
        shutil.copyfile(path, copy / path.relative_to(REAL))
    assert run(REAL.name, "--as-of", AS_OF, "--format", form, cwd=tmp_path).out == first


def fingerprints(rows: list[list[str]], place: Path) -> dict[str, str]:
    """The fingerprint of each wrong weekday in `envios`, by the words it quotes and its number."""
    with (place / "tablas" / "envios.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    source = read(place, "r", BOOK.report_tables)
    judgement = pandera.run(stack([source], [], BOOK).frames)
    mapper = Mapper(source, BOOK, translator("es", ROOT))
    wrong = [f for f in judgement.failures if f.name == "FEC-001" and f.table == "envios"]
    return {f"{f.location.key} {f.observed}": f.fingerprint for f in mapper.findings(wrong)}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(REAL, tmp_path_factory.mktemp("huellas") / REAL.name)


@pytest.fixture(scope="module")
def before(place: Path) -> dict[str, str]:
    found = fingerprints(SENDINGS, place)
    assert len(set(found.values())) == WRONG_WEEKDAYS
    return found


FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.slow
@FEW
@given(order=st.permutations(SENDINGS[1:]))
def test_another_order_of_rows_keeps_the_fingerprints(
    order: list[list[str]], place: Path, before: dict[str, str]
) -> None:
    assert fingerprints([SENDINGS[0], *order], place) == before


@pytest.mark.slow
@FEW
@given(at=st.integers(1, len(SENDINGS)), no=st.integers(100, 999))
def test_a_row_added_keeps_the_fingerprints(at: int, no: int, place: Path, before: dict[str, str]) -> None:
    added = ["red_observacion", str(no), "2021-09-01", "Miércoles 1 de septiembre de 2021", "Aviso"]
    assert fingerprints([*SENDINGS[:at], added, *SENDINGS[at:]], place) == before


def test_another_cell_has_another_fingerprint(place: Path, before: dict[str, str]) -> None:
    rows = [[cell.replace("Viernes 2 de", "Jueves 2 de") for cell in row] for row in SENDINGS]
    after = fingerprints(rows, place)
    assert len(after) == WRONG_WEEKDAYS
    assert len(set(after.values()) & set(before.values())) == WRONG_WEEKDAYS - 1


def test_fingerprints_of_one_report_are_all_different() -> None:
    found = [finding["fingerprint"] for finding in check_here([REAL])["reports"][0]["findings"]]
    assert len(set(found)) == len(found)


def test_findings_are_ordered_by_place() -> None:
    result = check_here([REAL])["reports"][0]
    order = list(BOOK.report_tables)
    places = [
        (order.index(f["table"]) if f["table"] else len(order), f["row"] or 0, f["line"] or 0)
        for f in result["findings"]
    ]
    assert places == sorted(places)
