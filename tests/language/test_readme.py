"""The README and the community files say what is so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.conftest import ROOT
from tests.language.picture import PAGE, RULES, TERMINAL
from tests.language.readme import README, current

from check_report.rulebook import book
from check_report.verdict import Exit

if TYPE_CHECKING:
    from pathlib import Path

COMMUNITY = [ROOT / ".github" / "CONTRIBUTING.md", ROOT / ".github" / "SECURITY.md", ROOT / "CHANGELOG.md"]
TEXT = README.read_text(encoding="utf-8")


def test_the_rules_and_the_help_are_those_of_the_program() -> None:
    assert current(TEXT) == TEXT, "run `make messages`"
    assert all(rule.summary in TEXT for rule in book.load().rules.values())


def test_the_readme_is_short() -> None:
    assert len(TEXT.splitlines()) <= 250


@pytest.mark.parametrize("page", [README, *COMMUNITY], ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https:)([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", [README, *COMMUNITY], ids=lambda page: page.name)
def test_every_folder_and_file_it_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`([\w.-]+(?:/[\w.-]+)*/|[\w.-]+(?:/[\w.-]+)+\.\w+)`", text)
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", [README, *COMMUNITY], ids=lambda page: page.name)
def test_every_make_target_it_names_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake ([a-z]+)(?=`| +#)", page.read_text(encoding="utf-8")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_the_exit_codes_are_those_of_the_program() -> None:
    codes = [int(code) for code in re.findall(r"^\| [A-Z ]*\| ([0-9]) \|", TEXT, re.MULTILINE)]
    assert codes == sorted(Exit)


@pytest.mark.parametrize("picture", [TERMINAL, PAGE], ids=lambda picture: picture.name)
def test_a_picture_is_there_and_small_and_its_rules_exist(picture: Path) -> None:
    assert picture.relative_to(ROOT).as_posix() in TEXT
    content = picture.read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) <= 300_000
    assert set(RULES) <= set(book.load().rules)
