"""The English catalogue: whole, without leftovers, faithful, and enough for all that the program says."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import pytest
from tests.conftest import CONFORMING, REAL, run
from tests.language.extract import CATALOGUE, catalogue, in_program, messages, updated

from check_report import check
from check_report.cli import targets
from check_report.cli.main import cli
from check_report.language import DATES, WORD, filled, translator
from check_report.render import FORMATS, Style, rulebook
from check_report.rulebook import book

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = catalogue()
SAME = {"error", "{n} error", "BASE", "URL"}
"""Messages that are the same words in both languages."""


def placeholders(message: str) -> set[str]:
    """The placeholders with their kinds: `fecha:dia_y_mes`."""
    return {f"{name}:{kind}" for _, name, kind, _ in string.Formatter().parse(message) if name is not None}


def test_the_catalogue_has_every_message_and_no_other() -> None:
    used = messages()
    assert sorted(used - set(ENGLISH)) == [], "missing: run `make messages` and translate them"
    assert sorted(set(ENGLISH) - used) == [], "no longer used: run `make messages`"


def test_the_file_is_sorted_and_stable() -> None:
    assert CATALOGUE.read_text(encoding="utf-8") == updated(ENGLISH, messages())


def test_every_message_is_translated() -> None:
    assert [message for message, english in ENGLISH.items() if not english] == []
    assert {message for message, english in ENGLISH.items() if english == message} <= SAME


@pytest.mark.parametrize("message", sorted(ENGLISH))
def test_a_translation_keeps_the_placeholders_and_the_final_stop(message: str) -> None:
    english = ENGLISH[message]
    assert placeholders(english) == placeholders(message)
    assert english.endswith((".", ":")) == message.endswith((".", ":"))
    assert not set("«»¿¡") & set(english)


def test_every_placeholder_is_a_name_of_a_known_kind() -> None:
    known = {"", WORD, *DATES}
    for message in ENGLISH:
        for placeholder in placeholders(message):
            name, _, kind = placeholder.partition(":")
            assert name.isidentifier(), message
            assert kind in known, message


def test_nothing_is_said_that_the_catalogue_does_not_know() -> None:
    asked: set[str] = set()

    def listen(message: str) -> str:
        asked.add(message)
        return message

    found = [check.Target(folder.name, folder) for folder in (REAL, CONFORMING)]
    rules = book.load()
    archive = targets.archive(found, None)
    result = check.check(found, archive, rules, check.Options(as_of="2021-12-31"), listen)
    for render in FORMATS.values():
        render(result, listen, Style())
    for render_catalogue in rulebook.CATALOGUES.values():
        render_catalogue(rules.rules.values(), listen, 80, color=False)
    for rule in rules.rules.values():
        rulebook.explain(rule, listen, 80, color=False)
    assert sorted(asked - set(ENGLISH)) == []


@pytest.mark.parametrize("name", cli.commands)
def test_the_help_of_a_command_is_in_the_catalogue(name: str) -> None:
    command = cli.commands[name]
    assert command.help in ENGLISH
    for param in command.params:
        assert getattr(param, "help", None) in {None, *ENGLISH}
        assert param.metavar in {None, *ENGLISH}


def test_the_help_speaks_english() -> None:
    for words in ([], ["check"]):
        text = run("--lang", "en", *words, "--help").out
        assert text.startswith("Usage: check-report")
        assert "Show this help." in text
    assert run("--nada", "--lang=en").err == "There is no option --nada. See: check-report --help\n"


def test_a_date_is_written_as_the_language_writes_it() -> None:
    english = translator("en", CATALOGUE.parent)
    message = "{inicio:dia_y_mes} – {fin:fecha}"
    values = {"inicio": "2021-07-01", "fin": "2021-09-30"}
    assert filled(message, values, str) == "1 de julio – 30 de septiembre de 2021"
    assert filled(message, values, english) == "1 July – 30 September 2021"


def test_a_placeholder_without_a_value_stays_empty_and_a_bad_date_as_it_is() -> None:
    assert (
        filled("[{nada}] [{nada:fecha}] [{mala:fecha}]", {"mala": "2021-13-01"}, str) == "[] [] [2021-13-01]"
    )


def test_a_message_without_english_stays_in_spanish(tmp_path: Path) -> None:
    (tmp_path / "en.po").write_text(updated({"uno": "one"}, ["uno", "dos"]), encoding="utf-8")
    english = translator("en", tmp_path)
    assert [english("uno"), english("dos"), english("tres")] == ["one", "dos", "tres"]


def test_the_extractor_sees_every_way_to_say_something() -> None:
    source = """
a = marked("uno"); b = self._say("dos" " y medio"); c = say(f"no {a}"); text.translate({}); d = say(a)
@click.option("--x", metavar="CARPETA", help=marked("tres"))
def f(translate): return translate("cuatro").format(say("cinco"))
"""
    assert set(in_program(source)) == {"uno", "dos y medio", "tres", "CARPETA", "cuatro", "cinco"}
