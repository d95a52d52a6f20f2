"""What the commands of official acts share: one report, the day, the check of that report."""

from __future__ import annotations

import datetime
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from check_report import check, engines
from check_report.audit import replay, seals, signing, statement, tools, trail
from check_report.audit import trust as trusted
from check_report.audit.verify import verify
from check_report.cli import output, revisions, targets
from check_report.cli.stop import Stop
from check_report.language import LANGUAGES, SOURCE, marked
from check_report.layers.acts import Known
from check_report.layers.acts.waivers import TABLE, written
from check_report.rulebook import book
from check_report.verdict import Exit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from check_report.audit.trust import Trust
    from check_report.audit.verify import Entry, Verification
    from check_report.language import Translate
    from check_report.layers.acts.approvals import Approved
    from check_report.layers.acts.waivers import Row
    from check_report.model import Result

LANGUAGE = click.option(
    "--lang", type=click.Choice(LANGUAGES), default=SOURCE, help=marked("Idioma de los mensajes: es o en.")
)
AS_OF = click.option(
    "--as-of", metavar="AAAA-MM-DD", help=marked("Fecha en que se revisa (por omisión, hoy en UTC).")
)


def date(given: str | None, say: Translate) -> str:
    """The date asked for, or today's.

    Raises:
        Stop: when it is no date.
    """
    if given is None:
        return check.today()
    try:
        return datetime.datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=datetime.UTC).date().isoformat()
    except ValueError:
        raise Stop(
            say("--as-of lleva una fecha como 2021-10-21, no «{given}».").format(given=given)
        ) from None


def one_report(path: str, say: Translate) -> check.Target:
    """The one report that a path names.

    Raises:
        Stop: when it names none, or several.
    """
    found, refused = targets.find([path], say)
    if refused:
        raise Stop(refused[0])
    if len(found) != 1:
        raise Stop(say("Indique la carpeta de un solo informe, no «{path}».").format(path=path))
    return found[0]


def known(found: Iterable[check.Target], since: str | None, say: Translate) -> Known:
    """The approvals of reports, from the trail beside each.

    Args:
        found: the reports.
        since: a git revision, if a change is under review: what it did to approvals and waivers has no effect
            until it is merged.
        say: the language.
    """
    if since is None:
        return Known({one.path: trail.approved([parent(one)], one.folder.resolve().name) for one in found})
    top = revisions.root().resolve()
    fork = revisions.fork(revisions.required(since, say), "HEAD")
    table = book.load().tables[TABLE]
    with tempfile.TemporaryDirectory() as scratch:
        approved: dict[str, tuple[Approved, ...]] = {}
        merged: dict[str, frozenset[Row]] = {}
        for one in found:
            folder = one.folder.resolve()
            if not folder.is_relative_to(top):
                continue
            inside = folder.relative_to(top)
            wanted = (inside / table.path, inside.parent / trail.FOLDER / trail.ENTRIES)
            earlier = Path(scratch) / str(len(merged))
            revisions.export(fork, [path.as_posix() for path in wanted], earlier)
            approved[one.path] = trail.approved([earlier / inside.parent, folder.parent], folder.name)
            merged[one.path] = written(earlier / wanted[0], table)
        return Known(approved, merged)


def trust(given: str | None, place: Path, say: Translate) -> Trust:
    """Whom to trust: the folder given, or the one beside the trail.

    Raises:
        Stop: when it cannot be read.
    """
    folder = Path(given) if given else place.parent / trail.TRUST
    if not folder.is_dir():
        raise Stop(
            say("Falta la carpeta «{path}» con las llaves y certificados de quienes firman.").format(
                path=folder
            )
        )
    try:
        return trusted.read(folder)
    except ValueError as error:
        raise Stop(
            say("No se entiende el renglón «{line}» de {file}.").format(line=error, file=trusted.REQUIRED)
        ) from None


def approval(found: Verification, report: str, entry: str | None, say: Translate) -> Entry:
    """One approval of a report: the one named, or the one in force.

    Raises:
        Stop: when there is none.
    """
    of_report = [one for one in found.entries if one.statement.report == report]
    for one in of_report:
        if one.name == entry or (entry is None and not one.replaced_by):
            return one
    raise Stop(say("El expediente no tiene esa aprobación de «{report}».").format(report=report))


def replayed(path: str, entry: str, shown: Sequence[str], engine: str, say: Translate) -> Exit:
    """Runs an approved report again under the rules then in force, and says whether the result is the same.

    Raises:
        Stop: when the trail does not verify, or the approval is not sealed.
    """
    target = one_report(path, say)
    place = parent(target) / trail.FOLDER
    with explained(say):
        kept = trail.read(place)
        found = verify(kept, trust(None, place, say))
        if found.problems:
            raise Stop(say("El expediente NO se verifica: vea check-report audit verify."), Exit.FINDINGS)
        chosen = approval(found, target.folder.resolve().name, entry, say)
        try:
            again = replay.replay(kept, chosen, shown, stored_rules=True, engine=engine)
        except replay.UnsealedError:
            raise Stop(say("Esa aprobación no está sellada: sus reglas guardadas no se ejecutan.")) from None
    output.show(again.shown)
    if not again.is_same_version:
        output.tell(
            say("La aprobó otra versión del programa: las reglas son las mismas, lo que las juzga no.")
        )
    if not again.is_same:
        output.tell(say("El resultado NO es el que se aprobó."))
        return Exit.FINDINGS
    output.tell(say("El resultado es el mismo que se aprobó."))
    return Exit(again.code)


@contextmanager
def explained(say: Translate) -> Iterator[None]:
    """Says in a sentence why an act could not be done."""
    try:
        yield
    except tools.MissingToolError as error:
        raise Stop(say("Hace falta el programa {tool} para firmar y verificar.").format(tool=error)) from None
    except (tools.RefusedError, signing.BadKeyError) as error:
        raise Stop(say("No se pudo firmar: {why}.").format(why=error)) from None
    except statement.MalformedError as error:
        words = say("La declaración de «{entry}» no tiene la forma que este programa lee.")
        raise Stop(words.format(entry=error)) from None
    except trail.AlteredError as error:
        raise Stop(say("«{path}» cambió desde que se revisó o se aprobó.").format(path=error)) from None
    except seals.AuthorityError as error:
        raise Stop(
            say("La autoridad de tiempo «{url}» no dio un sello que valga.").format(url=error)
        ) from None
    except OSError as error:
        raise Stop(
            say("No se pudo leer o escribir «{path}»: {why}.").format(
                path=error.filename, why=error.strerror or error
            )
        ) from None


def judged(
    target: check.Target,
    as_of: str,
    say: Translate,
    engine: str = engines.DEFAULT,
    *,
    with_approvals: bool = True,
) -> Result:
    """The check of one report, as the command `check` does it.

    Raises:
        Stop: when the tool itself broke.
    """
    acts = known([target], None, say) if with_approvals else Known()
    options = check.Options(engine=engine, as_of=as_of, acts=acts)
    with output.progress() as progress:
        result = check.check([target], targets.archive([target], None), book.load(), options, say, progress)
    if result.faults:
        fault = result.faults[0]
        words = say("Falla de la herramienta en {where}: {what}").format(where=fault.where, what=fault.what)
        raise Stop(words, Exit.FAULT)
    return result


def parent(target: check.Target) -> Path:
    """The folder in which a report stands, links followed."""
    return target.folder.resolve().parent
