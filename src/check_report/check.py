"""The order of a check: read, judge the structure, stack, judge the rest, say what became of each rule."""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from check_report import __version__, engines
from check_report.findings import Mapper
from check_report.language import marked
from check_report.layers import acts
from check_report.layers.judgement import Judgement
from check_report.model import Evaluation, Fault, Input, Layer, Outcome, Report, Result
from check_report.source import report as source
from check_report.source.gate import PROSE
from check_report.source.prose_tables import TABLES as PROSE_TABLES
from check_report.source.stack import read_neighbours, stack

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from check_report.language import Translate
    from check_report.model import Failure, Finding, Origin, Rule
    from check_report.rulebook.book import Rulebook
    from check_report.source.report import Source

    Progress = Callable[[str], None]

_UNREAD = marked("No se pudo leer {what}.")
_UNUSABLE = marked("Hay celdas que no se pudieron leer en {what}.")
_FAULT = marked("La herramienta falló antes de poder juzgarla.")
_PROSE_TABLES = {
    "fechas": "dates",
    "identificadores": "identifiers",
    "instrumentos_mencionados": "instruments",
    **dict.fromkeys(PROSE_TABLES, ""),
    "nombres": "body",
    "titulos_distintos": "titles",
    "negaciones": "fact",
}
"""Derived table → what is sought in the fields it is also made of; all are made of the prose."""


@dataclass(frozen=True, slots=True)
class Target:
    """A report folder, and how it is named in the results: never by an absolute path."""

    path: str
    folder: Path
    origin: Origin | None = None
    """The document the folder was imported from, where it was."""
    beside: Path | None = None
    """That document: reports stand beside it, not beside the scratch folder."""

    @property
    def name(self) -> str:
        """The report's name: the folder's."""
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Options:
    """How a check is run."""

    engine: str = engines.DEFAULT
    strict: bool = False
    only: frozenset[str] = frozenset()
    """Rules to say anything of; empty for all."""
    as_of: str = ""
    acts: acts.Known = dataclasses.field(default_factory=acts.Known)
    """What is known of approvals and earlier waivers."""


def check(
    targets: Sequence[Target],
    archive: Iterable[Target],
    book: Rulebook,
    options: Options,
    translate: Translate,
    progress: Progress = lambda _: None,
) -> Result:
    """Checks reports.

    Args:
        targets: the reports to judge.
        archive: reports among which the one before each target is looked for.
        book: the rulebook.
        options: engine, strictness, rules, date.
        translate: gives the findings their language.
        progress: told what is being done.

    Returns:
        One report a target, in their order, and the faults of the tool, if any.
    """
    faults: list[Fault] = []
    judgement = Judgement()
    sources = [source.read(target.folder, target.path, book.folder_tables) for target in targets]
    neighbours = read_neighbours(sources, ((t.path, t.folder) for t in archive), book)

    def attempt(where: str, run: Callable[[], Judgement]) -> None:
        progress(where)
        try:
            judgement.add(run())
        except Exception as error:
            faults.append(Fault(where, f"{type(error).__name__}: {error}"))

    for one in sources:
        attempt(one.name, lambda one=one: engines.judge_structure(one, book))  # type: ignore[misc]
    if sources:
        attempt(options.engine, lambda: engines.judge(stack(sources, neighbours, book), book, options.engine))
    reports = tuple(
        _report(target, one, judgement, book, options, translate, broken=bool(faults))
        for target, one in zip(targets, sources, strict=True)
    )
    return Result(
        version=__version__,
        rules_digest=book.digest,
        as_of=options.as_of,
        engine=options.engine,
        strict=options.strict,
        rules=tuple(book.rules.values()),
        reports=reports,
        faults=tuple(faults),
    )


def _report(
    target: Target,
    one: Source,
    judgement: Judgement,
    book: Rulebook,
    options: Options,
    translate: Translate,
    *,
    broken: bool,
) -> Report:
    # What a document's reading left out stops no rule: it makes what the rule finds uncertain.
    rules = book.rules.values() if target.origin else ()
    uncertain = frozenset(rule.id for rule in rules if any(_unusable(rule, one)))
    mapper = Mapper(one, book, translate, target.origin, uncertain)
    by_rule: dict[str, list[Failure]] = defaultdict(list)
    for failure in judgement.failures:
        if failure.report == one.name:
            by_rule[mapper.rule(failure).id].append(failure)
    evaluations: list[Evaluation] = []
    failures: list[Failure] = []

    def evaluate(rules: Iterable[Rule]) -> None:
        for rule in rules:
            reason = _FAULT if broken else _unjudged(rule, one, judgement, book, translate, uncertain)
            # What tables say together means nothing once one of them could not be read; a row that was
            # read is wrong all the same.
            kept = [] if reason and rule.layer is Layer.TOGETHER else by_rule[rule.id]
            failures.extend(kept)
            evaluations.append(_evaluation(rule, one, judgement, mapper, mapper.findings(kept), reason))

    asked = [rule for rule in book.rules.values() if not options.only or rule.id in options.only]
    evaluate(rule for rule in asked if rule.layer is not Layer.ACTS)
    said = acts.judge(one, mapper.findings(failures), evaluations, book, options.as_of, options.acts)
    judgement.add(said.judgement)
    for failure in said.judgement.failures:
        by_rule[mapper.rule(failure).id].append(failure)
    evaluate(rule for rule in asked if rule.layer is Layer.ACTS)
    about = one.about
    return Report(
        name=target.name,
        path=target.path,
        title=" ".join(str(about[part]) for part in ("organo", "anio", "ordinal") if about.get(part)),
        titles=tuple((table.path, table.title) for table in book.folder_tables.values()),
        inputs=(*_document(target.origin), *one.inputs),
        evaluations=tuple(sorted(evaluations, key=lambda evaluation: evaluation.rule)),
        findings=tuple(
            dataclasses.replace(finding, waived=finding.fingerprint in said.waived)
            for finding in mapper.findings(failures)
        ),
    )


def _document(origin: Origin | None) -> Iterator[Input]:
    if origin:
        yield Input(origin.file, origin.sha256, None)


def _evaluation(
    rule: Rule,
    one: Source,
    judgement: Judgement,
    mapper: Mapper,
    findings: tuple[Finding, ...],
    reason: str | None,
) -> Evaluation:
    outcome = Outcome.FAILED if findings else Outcome.NOT_EVALUATED if reason else Outcome.PASSED
    skipped = outcome is Outcome.NOT_EVALUATED
    return Evaluation(
        rule=rule.id,
        severity=rule.severity,
        required=rule.required,
        outcome=outcome,
        examined=0 if skipped else judgement.examined.get((rule.id, one.name), 0),
        findings=len(findings),
        reason=reason if skipped else None,
        held=() if skipped else tuple(map(mapper.held, judgement.held.get((rule.id, one.name), ()))),
    )


def _unjudged(
    rule: Rule,
    one: Source,
    judgement: Judgement,
    book: Rulebook,
    translate: Translate,
    uncertain: Collection[str],
) -> str | None:
    """Why a rule could not be judged on a report, or None."""
    reason = judgement.unjudged.get((rule.id, one.name))
    if reason is not None:
        return translate(rule.reasons[reason])
    unread = sorted(set(_unread(rule, one, book)))
    if unread:
        return translate(_UNREAD).format(what=", ".join(unread))
    unusable = sorted(set(_unusable(rule, one))) if rule.id not in uncertain else []
    return translate(_UNUSABLE).format(what=", ".join(unusable)) if unusable else None


def _unread(rule: Rule, one: Source, book: Rulebook) -> Iterator[str]:
    tables = book.folder_tables
    if rule.layer is Layer.STRUCTURE:
        yield from (table.path for name, table in tables.items() if name not in one.records)
    for read in rule.reads:
        name = read.partition(".")[0]
        if name in tables and name not in one.records:
            yield tables[name].path
        if name in _PROSE_TABLES:
            sought = _PROSE_TABLES[name]
            yield from (
                table.path
                for table in tables.values()
                for field in table.fields
                if sought in field.derive and not _has(one, table.name, field.name)
            )
            if one.prose is None:
                yield PROSE


def _has(one: Source, table: str, field: str) -> bool:
    return table in one.records and field in one.records[table].labels


def _unusable(rule: Rule, one: Source) -> Iterator[str]:
    for read in rule.reads:
        name, _, field = read.partition(".")
        if name in one.tables:
            # A derived column (clave_numero) is as good as the field it comes from (clave).
            yield from (
                f"{name}.{base}"
                for base in one.tables[name].unusable
                if field == base
                or (field.startswith(f"{base}_") and field not in one.tables[name].frame.columns)
            )


def today() -> str:
    """Today's date in UTC, ISO 8601: the same in every time zone."""
    return datetime.datetime.now(datetime.UTC).date().isoformat()
