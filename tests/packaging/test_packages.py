"""Wheel, source archive and editable install: what travels in them, and that they check a report anywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from tests.conftest import CONFORMING, REAL, ROOT

from check_report.rulebook import book

pytestmark = pytest.mark.slow

IGNORED = [
    "src/check_report/__pycache__/check.cpython-311.pyc",
    "schemas/__pycache__/envios.cpython-311.pyc",
    "datapackage/build/borrador.tmp",
    "checks/dist/copia.tmp",
    "check_report.egg-info/PKG-INFO",
]
"""Files that .gitignore names; they must not travel."""


def command(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs a program away from the checkout's own settings."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [str(argument) for argument in arguments],
        cwd=cwd,
        env=environment | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout with files in it that nobody committed."""
    copy = tmp_path_factory.mktemp("checkout") / "check-report"
    unwanted = shutil.ignore_patterns(
        ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "node_modules"
    )
    shutil.copytree(ROOT, copy, ignore=unwanted)
    for path in IGNORED:
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(b"x")
    return copy


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive."""
    out = tmp_path_factory.mktemp("dist")
    done = command(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, cwd=checkout)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (found,) = built.glob("*.whl")
    return found


def environment(place: Path) -> Path:
    """A fresh environment that sees the libraries of this one, but not its check_report; its Python."""
    venv.create(place, with_pip=False)
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    paths = {"base": str(place), "platbase": str(place)}
    packages = Path(sysconfig.get_path("purelib", "venv", vars=paths))
    # A .pth found through another one is not read, so an editable install of ours stays out of sight.
    (packages / "bibliotecas.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    assert command(python, "-c", "import check_report", cwd=place).returncode
    return python


def install(python: Path, *what: str | Path) -> None:
    done = command(
        *(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index"),
        *("--no-build-isolation", "--quiet", "--disable-pip-version-check"),
        *what,
        cwd=python.parent,
    )
    assert done.returncode == 0, done.stderr


def test_the_wheel_carries_the_rulebook_and_nothing_that_git_ignores(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name.removeprefix("check_report/rulebook/") for name in names if "/rulebook/" in name}
    policy = {name for name, _ in book.policy_files(ROOT)}
    assert policy <= inside
    assert {name for name in inside if name.partition("/")[0] in book.FOLDERS} == policy
    assert not [
        name
        for name in names
        if "__pycache__" in name or name.endswith((".pyc", "borrador.tmp", "copia.tmp"))
    ]
    assert {name.partition("/")[0] for name in names} == {
        "check_report",
        wheel.name[: -len("-py3-none-any.whl")] + ".dist-info",
    }
    assert not [name for name in names if "test" in name.partition("/")[2].split("/")[0]]


def test_the_source_archive_carries_what_a_wheel_is_made_of(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", *(name for name, _ in book.policy_files(ROOT))} <= names
    assert not set(IGNORED) & names


@pytest.mark.parametrize("kind", ["wheel", "editable", "from source archive"])
def test_an_installed_command_checks_a_report_outside_the_repository(
    kind: str, built: Path, wheel: Path, checkout: Path, tmp_path: Path
) -> None:
    python = environment(tmp_path / "entorno")
    match kind:
        case "wheel":
            install(python, wheel)
        case "editable":
            install(python, "--editable", checkout)
        case _:
            install(python, next(built.glob("*.tar.gz")))
    place = tmp_path / "vacía"
    place.mkdir()
    shutil.copytree(REAL, place / REAL.name)
    shutil.copytree(CONFORMING, place / CONFORMING.name)
    program = python.parent / ("check-report.exe" if os.name == "nt" else "check-report")
    good = command(program, CONFORMING.name, "--format", "json", cwd=place)
    assert (good.returncode, good.stderr) == (0, "")
    assert f'"rules_digest": "{book.load().digest}"' in good.stdout
    bad = command(python, "-m", "check_report", REAL.name, cwd=place)
    assert (bad.returncode, bad.stderr) == (1, "")
    assert "NO CONFORME" in bad.stdout
    explained = command(program, "explain", "FEC-001", cwd=place)
    assert "Día de la semana equivocado" in explained.stdout
    assert command(program, cwd=place / REAL.name).returncode == 1


def test_what_is_installed_holds_no_path_of_this_machine(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        for name in opened.namelist():
            assert str(ROOT).encode() not in opened.read(name), name
