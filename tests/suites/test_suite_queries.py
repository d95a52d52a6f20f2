"""Every query of the suites keeps the contract that executors and mappers rely on, on both engines."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from suite_support import BASE, BEFORE, ROOT

from check_report.rulebook.book import load
from check_report.rulebook.suites import BATCH, EXPECTATION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from check_report.rulebook.suites import View

SUITES = sorted((ROOT / "checks" / "suites").glob("*.json"))
NATIVE = [
    pytest.param(entry, id=f"{path.stem}-{index}-{entry['meta']['rule']}")
    for path in SUITES
    for index, entry in enumerate(json.loads(path.read_text(encoding="utf-8"))["expectations"])
]
MEASURES = json.loads((ROOT / "checks" / "medidas.json").read_text(encoding="utf-8"))
RULES = load().rules
VIEWS = load().views
COLUMNS = {"_report", "_table", "_row", "_field", "observed", "expected"}

# Each of these means something else, or nothing, on another engine. LOWER, UPPER and LIKE differ over
# accented letters, TRIM without its second argument over blanks that are not spaces.
UNPORTABLE = [
    r"\bLOWER\s*\(",
    r"\bUPPER\s*\(",
    r"\bI?LIKE\b",
    r"\bGLOB\b",
    r"\bREGEXP",
    r"\bSIMILAR\b",
    r"\bTRIM\s*\([^,()]*\)",
    r"\bQUALIFY\b",
    r"\bRECURSIVE\b",
    r"\b(?:GROUP_CONCAT|STRING_AGG|LIST|ARRAY_AGG|PRINTF|FORMAT|CONCAT|IFNULL|IIF|NVL)\s*\(",
    r"\b(?:DATE|DATETIME|STRFTIME|JULIANDAY|DATE_TRUNC|DATE_PART|EXTRACT|NOW|CURRENT_DATE|CURRENT_TIMESTAMP)\b",
    r"\b(?:TRUE|FALSE)\b",
    r"\b(?:FULL|RIGHT)\s+(?:OUTER\s+)?JOIN\b",
    r"\b(?:ATTACH|COPY|PRAGMA|INSTALL|LOAD|CREATE|INSERT|UPDATE|DELETE|DROP|READ_\w+)\b",
    r'"',
    r"`",
    r"::",
    r"--",
    r";",
    r"[{}]",
    r"(?<!\w)\(\s*\w+(?:\.\w+)?\s*,[^()]*\)\s*(?:=|<>|IN\b)",
]


def queries(entry: dict[str, Any]) -> dict[str, str]:
    """All queries of an expectation by what they are for."""
    named = {
        "failing": entry["kwargs"]["unexpected_rows_query"].replace(BATCH, ""),
        "examined": entry["meta"]["examined"],
    }
    return named | ({"unjudged": entry["meta"]["unjudged"]} if "unjudged" in entry["meta"] else {})


def without_literals(query: str) -> str:
    """The query with every string literal emptied."""
    return re.sub(r"'[^']*'", "''", query)


def without_comments(query: str) -> str:
    """The query without the lines that only a person reads."""
    return re.sub(r"^\s*--.*\n", "", query, flags=re.MULTILINE)


def spelled_out(query: str) -> str:
    """The query followed by the views that it reads, and by those that they read."""
    # A view comes after those it reads; so, from the last to the first, none is passed over.
    for view in reversed(VIEWS):
        if re.search(rf"\b{view.name}\b", query):
            query += "\n" + without_comments(view.query)
    return query


@pytest.mark.parametrize("entry", NATIVE)
def test_an_expectation_is_native_and_says_what_it_expects(entry: dict[str, Any]) -> None:
    assert entry["type"] == EXPECTATION
    assert entry["kwargs"]["unexpected_rows_query"].count(BATCH) == 1
    assert entry["kwargs"]["description"].endswith(".")
    assert set(entry["meta"]) <= {"rule", "examined", "listed", "unjudged"}


@pytest.mark.parametrize("entry", NATIVE)
def test_queries_are_portable(entry: dict[str, Any]) -> None:
    for query in queries(entry).values():
        bare = without_literals(query)
        for pattern in UNPORTABLE:
            assert not re.search(pattern, bare, re.IGNORECASE), pattern
        assert not re.search(r"(?<![:\w\\]):\w", query), "SQLAlchemy would take it for a parameter"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_views_are_portable_and_say_what_a_row_is(view: View) -> None:
    assert view.query.startswith("-- Una fila por ")
    bare = without_literals(without_comments(view.query))
    for pattern in UNPORTABLE:
        assert not re.search(pattern, bare, re.IGNORECASE), pattern


def test_every_view_is_read() -> None:
    read = "\n".join(spelled_out(query) for param in NATIVE for query in queries(param.values[0]).values())
    assert [view.name for view in VIEWS if without_comments(view.query) not in read] == []


@pytest.mark.parametrize(
    "entry", [entry for entry in MEASURES if entry["consulta"]], ids=lambda entry: entry["medida"]
)
def test_measures_are_portable(entry: dict[str, Any]) -> None:
    bare = without_literals(entry["consulta"])
    for pattern in UNPORTABLE:
        assert not re.search(pattern, bare, re.IGNORECASE), pattern


@pytest.mark.parametrize(
    "query",
    [
        "SELECT LOWER(x) FROM t",
        "SELECT x FROM t WHERE x LIKE 'a%'",
        "SELECT TRIM(x) FROM t",
        "SELECT x FROM t QUALIFY ROW_NUMBER() OVER () = 1",
        "SELECT DATE('now')",
        'SELECT "x" FROM t',
        "SELECT x FROM t WHERE (x, y) IN (SELECT x, y FROM u)",
        "SELECT x FROM t WHERE x = TRUE",
    ],
)
def test_the_denylist_notices(query: str) -> None:
    bare = without_literals(query)
    assert any(re.search(pattern, bare, re.IGNORECASE) for pattern in UNPORTABLE)


@pytest.mark.parametrize(
    "folders",
    [
        {"draft": BASE, "before": BEFORE},
        {"draft": BEFORE},
    ],
    ids=["conforming report", "real report"],
)
def test_both_engines_give_the_same_rows_with_the_agreed_columns(
    engines: Callable[..., Any], folders: dict[str, Any]
) -> None:
    both = engines(folders)
    for param in NATIVE:
        (entry,) = param.values
        for purpose, query in queries(entry).items():
            rows = {engine: sorted(run(query), key=repr) for engine, run in both.items()}
            assert rows["duckdb"] == rows["sqlite"], param.id
            wanted = {"failing": COLUMNS, "unjudged": {"_report", "reason"}}.get(purpose, {"_report"})
            if purpose == "examined" and entry["meta"].get("listed"):
                wanted = COLUMNS
            assert all(wanted <= set(row) for row in rows["duckdb"]), (param.id, purpose)


@pytest.mark.parametrize(
    "folders",
    [
        {"draft": BASE, "before": BEFORE},
        {"draft": BEFORE},
    ],
    ids=["conforming report", "real report"],
)
def test_both_engines_see_the_same_in_a_view_and_know_what_fails(
    engines: Callable[..., Any], folders: dict[str, Any]
) -> None:
    both = engines(folders)
    for view in VIEWS:
        seen = {
            engine: sorted(run(f"SELECT * FROM {view.name}"), key=repr)  # noqa: S608
            for engine, run in both.items()
        }
        assert seen["duckdb"] == seen["sqlite"], view.name
        assert {row.get("falla", 0) for row in seen["duckdb"]} <= {0, 1}, view.name


@pytest.mark.parametrize("entry", NATIVE)
def test_failing_rows_have_the_agreed_columns_even_where_nothing_fails(
    engines: Callable[..., Any], entry: dict[str, Any]
) -> None:
    both = engines({"draft": BASE})
    for run in both.values():
        counted = f"SELECT {', '.join(sorted(COLUMNS))} FROM ({queries(entry)['failing']}) q"  # noqa: S608
        assert run(f"SELECT COUNT(*) AS n FROM ({counted}) c")[0]["n"] >= 0  # noqa: S608


def test_the_conforming_report_has_no_finding(engines: Callable[..., Any]) -> None:
    for run in engines({"draft": BASE, "before": BEFORE}).values():
        for param in NATIVE:
            (entry,) = param.values
            assert not [row for row in run(queries(entry)["failing"]) if row["_report"] == "draft"], param.id


def test_a_finding_points_at_a_place_once(engines: Callable[..., Any]) -> None:
    run = engines({"draft": BEFORE})["duckdb"]
    for param in NATIVE:
        (entry,) = param.values
        # A place in the prose is the words themselves, in their line.
        places = [
            (row["_table"], row["_row"], row["_field"])
            if row["_table"]
            else (row["_file"], row["_line"], row["observed"])
            for row in run(queries(entry)["failing"])
        ]
        assert len(places) == len(set(places)), param.id


def test_variants_and_reasons_are_those_of_the_page() -> None:
    named: dict[str, set[str]] = {}
    for param in NATIVE:
        (entry,) = param.values
        spelled = {purpose: spelled_out(query) for purpose, query in queries(entry).items()}
        words = set(re.findall(r"'(\w+)'", " ".join(spelled.values())))
        named.setdefault(entry["meta"]["rule"], set()).update(words)
        variants = re.findall(r"'(\w+)' AS variant", spelled["failing"])
        reasons = re.findall(r"'(\w+)' AS reason", spelled.get("unjudged", ""))
        rule = RULES[entry["meta"]["rule"]]
        assert set(variants) <= set(rule.variants)
        assert set(reasons) <= set(rule.reasons)
    for rule_id, words in named.items():
        assert set(RULES[rule_id].variants) | set(RULES[rule_id].reasons) <= words, rule_id


@pytest.mark.slow
@pytest.mark.parametrize("path", SUITES, ids=lambda path: path.stem)
def test_great_expectations_reads_every_expectation(path: Path) -> None:
    import great_expectations as gx

    descriptor = json.loads(path.read_text(encoding="utf-8"))
    suite = gx.ExpectationSuite(**descriptor)
    assert [one.unexpected_rows_query for one in suite.expectations] == [
        entry["kwargs"]["unexpected_rows_query"] for entry in descriptor["expectations"]
    ]
