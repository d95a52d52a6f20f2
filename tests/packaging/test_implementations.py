"""No rule lives on its page alone: without its implementation the page's failing example fails no more."""

from __future__ import annotations

import dataclasses
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.conftest import CONFORMING, REAL
from tests.rules.test_pages import apply, sections

from check_report.layers.rows import pandera
from check_report.layers.structure import frictionless
from check_report.layers.together import duckdb
from check_report.model import Layer, Rule
from check_report.rulebook import book
from check_report.source.report import read
from check_report.source.stack import stack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from check_report.layers.judgement import Judgement
    from check_report.source.report import Source

pytestmark = pytest.mark.slow

BOOK = book.load()


def rules_of(layer: Layer) -> list[Rule]:
    return [rule for rule in BOOK.rules.values() if rule.layer is layer]


def found(judgement: Judgement, rule: Rule) -> bool:
    """Whether a judgement holds the error planted for a rule."""
    return any(f.report == rule.id and f.name in {rule.id, *rule.claims} for f in judgement.failures)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Layer], list[Source]]:
    """Reads, for each rule of a layer, a report with the error of the rule's page, named after the rule."""

    def plant(layer: Layer) -> list[Source]:
        place = tmp_path_factory.mktemp(layer.value)
        sources = []
        for rule in rules_of(layer):
            report = shutil.copytree(CONFORMING, place / rule.id)
            apply(sections(rule.page)["Ejemplo que falla"], report)
            sources.append(read(report, rule.id, BOOK.folder_tables))
        return sources

    return plant


@pytest.fixture(scope="module")
def frames(planted: Callable[[Layer], list[Source]]) -> Callable[[Layer], Mapping[str, Any]]:
    """The stacked frames of a layer's planted reports, with the quarter before; made once."""
    made: dict[Layer, Mapping[str, Any]] = {}

    def make(layer: Layer) -> Mapping[str, Any]:
        if layer not in made:
            before = read(REAL, "anterior", BOOK.folder_tables)
            made[layer] = stack(planted(layer), [before], BOOK).frames
        return made[layer]

    return make


@pytest.mark.parametrize("rule", rules_of(Layer.ROWS), ids=lambda rule: rule.id)
def test_a_rule_of_rows_is_its_check(
    rule: Rule, frames: Callable[[Layer], Mapping[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(pandera.run(frames(Layer.ROWS)), rule)
    for schema in pandera.schemas().values():
        monkeypatch.setattr(schema, "checks", [check for check in schema.checks if check.name != rule.id])
    assert not found(pandera.run(frames(Layer.ROWS)), rule)


@pytest.mark.parametrize("rule", rules_of(Layer.TOGETHER), ids=lambda rule: rule.id)
def test_a_rule_of_suites_is_its_expectations(
    rule: Rule, frames: Callable[[Layer], Mapping[str, Any]]
) -> None:
    without, alone = (
        tuple(
            dataclasses.replace(
                suite, expectations=tuple(e for e in suite.expectations if (e.rule == rule.id) is kept)
            )
            for suite in BOOK.suites
        )
        for kept in (False, True)
    )
    assert found(duckdb.run(frames(Layer.TOGETHER), dataclasses.replace(BOOK, suites=alone)), rule)
    assert not found(duckdb.run(frames(Layer.TOGETHER), dataclasses.replace(BOOK, suites=without)), rule)


def test_a_rule_of_structure_is_what_it_claims(planted: Callable[[Layer], list[Source]]) -> None:
    for source, rule in zip(planted(Layer.STRUCTURE), rules_of(Layer.STRUCTURE), strict=True):
        judgement = frictionless.run(source, BOOK)
        assert found(judgement, rule)
        assert {failure.name for failure in judgement.failures} <= set(BOOK.structure_rules)
        unclaimed = dataclasses.replace(
            BOOK, rules={id_: one for id_, one in BOOK.rules.items() if id_ != rule.id}
        )
        assert not {failure.name for failure in judgement.failures} <= set(unclaimed.structure_rules)


def test_every_check_and_every_expectation_has_a_page_and_every_page_one_of_them() -> None:
    checks = {check.name for schema in pandera.schemas().values() for check in schema.checks}
    expected = {e.rule for suite in BOOK.suites for e in suite.expectations}
    assert checks == {rule.id for rule in rules_of(Layer.ROWS)}
    assert expected == {rule.id for rule in rules_of(Layer.TOGETHER)}


def test_no_two_rules_claim_one_failure() -> None:
    claims = [claim for rule in BOOK.rules.values() for claim in rule.claims]
    assert len(set(claims)) == len(claims)
