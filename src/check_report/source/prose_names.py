"""Names and acronyms in prose and tables, and titles that differ from the approved ones."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl
from rapidfuzz.distance import LCSseq

from check_report.source import prose_grids
from check_report.source.prose_reading import PLACE
from check_report.source.typed import ORIGIN
from check_report.source.words import acronyms, names, plain, propernames
from check_report.source.words.propernames import BODY, PERSON

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from check_report.source.prose_reading import Reading

NAMES = {
    **PLACE,
    "observed": pl.String,
    "clase": pl.String,
    "cargo": pl.String,
    "veces": pl.Int64,
    "debida": pl.String,
    "veces_debida": pl.Int64,
    "motivo": pl.String,
    "cargo_comun": pl.Boolean,
    "registro": pl.String,
    "registro_fila": pl.Int64,
}
ACRONYMS = {
    **PLACE,
    "observed": pl.String,
    "usos": pl.Int64,
    "definida": pl.Boolean,
    "definida_linea": pl.Int64,
    "en_tabla": pl.Boolean,
    "conocida": pl.Boolean,
    "parecida": pl.String,
    "parecida_usos": pl.Int64,
}
TITLES = {
    **PLACE,
    "observed": pl.String,
    "aprobado": pl.String,
    "aprobado_fila": pl.Int64,
}

TOLD = {**PLACE, "observed": pl.String}
_PAPER = re.compile(r"\b(?:aprob|programa|propuesta|convocatoria|somet)\w*")
_HELD = re.compile(
    r"\b(?:realiz|celebr|efectu|llev|desarroll|inaugur|clausur|asist|particip|reuni|concurr)\w*"
    r"|\btuv(?:o|ieron) lugar\b"
)
"""What tells of an event that took place, not only that its programme was approved."""
_QUOTED = re.compile(r"[“«\"](?P<title>[^”»\"]{12,220})[”»\"]")
_RARE = 2
"""A slip is not made more often than this."""
_TITLE = 3
"""A title has this many words or more."""
_CLOSE = 0.75
"""From this share of common words on, a text's words are a title written otherwise."""
_CERTAIN = 4
"""A body's name with this many words or more, and one of them another, contradicts the register."""
_COLLEGIATE = frozenset(["comision", "comite", "consejo", "junta"])
"""What heads the names of bodies that are no areas, and of which there are many alike."""
_OFTEN = 3
"""So often a name is told that one other word, told once, is a slip."""
_AREAS = frozenset(["direccion", "unidad", "coordinacion", "subdireccion", "departamento", "jefatura"])
"""What heads the names of areas."""
_RANKS = plain.word_set("tecnica tecnico ejecutiva ejecutivo general adjunta adjunto de")
"""What many areas have in their names: «Unidad Técnica Jurídica» is no other «Unidad Técnica …»."""


@dataclass(frozen=True)
class _Form:
    """A name as written somewhere."""

    place: dict[str, Any]
    words: str
    kind: str
    office: str | None
    listed: bool
    """Whether it stands where names are kept: the list of those who take part, a register."""

    @property
    def tokens(self) -> tuple[str, ...]:
        return propernames.tokens(self.words)


def rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `nombres`."""
    forms = list(_forms(reading))
    forms += _forms_of_grids(reading, {form.tokens for form in forms if form.kind == PERSON})
    times = Counter(form.tokens for form in forms)
    listed = {form.tokens for form in forms if form.listed}
    offices: dict[tuple[str, ...], set[str]] = {}
    for form in forms:
        offices.setdefault(form.tokens, set()).update((form.office or "").split()[:2])
    first = {form.tokens: form for form in reversed(forms)}
    registered = dict(_registered(reading))
    often = {tokens for tokens, told in times.items() if told >= _OFTEN}
    often |= {one for one in map(propernames.tokens, reading.called.values()) if times[one] > 1}
    due = {tokens: _due(form, first, times, (listed, often), registered) for tokens, form in first.items()}
    for form in forms:
        right, reason, row = due[form.tokens]
        common = offices[form.tokens] & offices.get(right, set()) if right else set()
        yield form.place | {
            "observed": form.words,
            "clase": form.kind,
            "cargo": form.office,
            "veces": times[form.tokens],
            "debida": (registered.get(right, (None, None))[0] or first[right].words) if right else None,
            "veces_debida": times[right] if right else None,
            "motivo": reason,
            "cargo_comun": bool(common),
            "registro": "areas" if row else None,
            "registro_fila": row,
        }


def acronym_rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `siglas`: one row an acronym of the prose, where it is first used or, if never, defined.

    An acronym of the tables has a row where it is a slip of another one.
    """
    prose, cells = list(_acronyms_of_prose(reading)), list(_acronyms_of_cells(reading))
    used = Counter(use.text for _, use in prose if not use.defines)
    everywhere = used + Counter(use.text for _, use in cells)
    defined = {use.text: place["_line"] for place, use in reversed(prose) if use.defines}
    in_tables = {use.text for _, use in cells if use.defines}
    known = _known_acronyms(reading) | in_tables
    first = {use.text: place for place, use in reversed(prose)}
    first |= {use.text: place for place, use in reversed(prose) if not use.defines}
    told = everywhere + Counter(defined.keys())
    meant = {*defined, *known}
    told_once = {
        text
        for text, line in defined.items()
        if text not in known and all(place["_line"] == line for place, use in prose if use.text == text)
    }
    slips = {text: _slip(text, told, meant, told_once) for text in everywhere | first.keys()}
    places = [(text, place) for text, place in first.items()]
    places += [(use.text, place) for place, use in cells if slips[use.text] and use.text not in first]
    for text, place in places:
        slip = slips[text]
        yield place | {
            "observed": text,
            "usos": used[text],
            "definida": text in defined,
            "definida_linea": defined.get(text),
            "en_tabla": any(use.text == text for _, use in cells),
            "conocida": text in known,
            "parecida": slip,
            "parecida_usos": everywhere[slip] if slip else None,
        }


def titles(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `titulos_distintos`: where an approved title is written with other words."""
    approved = _approved(reading)
    for place, text in _texts(reading):
        # A title that has its own approval is no other title written otherwise.
        own = [title for title, _ in approved if plain.words(title) in plain.words(text)]
        for title, row in approved:
            other = _written_otherwise(title, text) if title not in own else None
            if other and not any(plain.words(other) in plain.words(one) for one in own):
                yield place | {"observed": other, "aprobado": title, "aprobado_fila": row}


def _forms(reading: Reading) -> Iterator[_Form]:
    for place, table, field, text in reading.cells("person", "body", "name"):
        listed = "listed" in field.derive
        if "person" in field.derive and not propernames.is_body(text):
            row = reading.source.tables[table.name].frame.row(place["_row"] - 1, named=True)
            bare = propernames.without_office(names.PARENTHESIS.sub("", text).strip())
            yield _Form(place, bare, PERSON, plain.unaccented(row.get("cargo") or ""), listed)
        else:
            for body in propernames.find_bodies(names.PARENTHESIS.sub(" ", text)):
                yield _Form(place, body.words, BODY, None, listed)
    for said in reading.said:
        for name in (*propernames.find_persons(said.text), *propernames.find_bodies(said.text)):
            place = reading.at(said.line_at(name.start), said.paragraph.section)
            yield _Form(place, name.words, name.kind, name.office, listed=False)


def _forms_of_grids(reading: Reading, persons: set[tuple[str, ...]]) -> Iterator[_Form]:
    """The cells of the prose's tables, and the lines, that are a name, like one known or told twice."""
    places = [
        (number, [line.strip()])
        for paragraph in reading.outline.paragraphs
        for number, line in enumerate(paragraph.text.split("\n"), start=paragraph.line)
    ]
    for header, body in prose_grids.grids(reading):
        places += [header, *body]
    found = [
        _Form(reading.at(line, None), propernames.without_office(cell), PERSON, None, listed=False)
        for line, cells in places
        for cell in filter(propernames.is_person, cells)
    ]
    times = Counter(form.tokens for form in found)
    known = persons | {tokens for tokens, times in times.items() if times > 1}
    for form in found:
        if any(len({*form.tokens} & {*other}) > 1 for other in known):
            yield form


def _registered(reading: Reading) -> Iterator[tuple[tuple[str, ...], tuple[str, int]]]:
    """Tokens of each name that the registers have → the name, its row in `areas` (0: another register)."""
    known = reading.known.frames
    for row in known["areas"].iter_rows(named=True):
        for name in (row["nombre"], *(row["alias"] or "").split("|")):
            yield propernames.tokens(name), (row["nombre"], row["_row"])
    for table, field in (("organos", "nombre"), ("organos", "instituto_nombre")):
        yield from ((propernames.tokens(name), (name, 0)) for name in known[table][field] if name)


def _due(
    form: _Form,
    first: Mapping[tuple[str, ...], _Form],
    times: Counter[tuple[str, ...]],
    known: tuple[set[tuple[str, ...]], set[tuple[str, ...]]],
    registered: Mapping[tuple[str, ...], tuple[str, int]],
) -> tuple[tuple[str, ...] | None, str | None, int | None]:
    """The form that a form should have, how they differ, and the register's row that says so.

    `known` are the names of the list of those who take part, and those told often.
    """
    mine, (listed, often) = form.tokens, known
    if mine in registered or not mine:
        return None, None, None
    if form.kind == BODY:
        for tokens, (_, row) in registered.items():
            reason = _against_register(mine, tokens, row)
            if reason:
                return tokens, reason, row or None
    best: tuple[tuple[bool, int, bool], tuple[str, ...], str] | None = None
    for tokens, other in first.items():
        reason = propernames.difference(mine, tokens, form.kind) if other.kind == form.kind else None
        reason = reason or _listed_area(form, tokens, listed) or _told_more(form, other, times, often)
        both_listed = mine in listed and tokens in listed and reason != "acentos"
        rank = (tokens in listed, times[tokens], True)
        if (
            reason
            and not both_listed
            and _outranks(rank, (mine in listed, times[mine], _earlier(first, mine, tokens)))
        ):
            best = max(best or (rank, tokens, reason), (rank, tokens, reason))
    return (best[1], best[2], None) if best else (None, None, None)


def _outranks(other: tuple[bool, int, bool], mine: tuple[bool, int, bool]) -> bool:
    """The majority decides, then the list of participants, then what comes first."""
    return (other[1], other[0], not mine[2]) > (mine[1], mine[0], False)


def _earlier(first: Mapping[tuple[str, ...], _Form], mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    order = list(first)
    return order.index(mine) > order.index(other)


def _against_register(mine: tuple[str, ...], registered: tuple[str, ...], row: int) -> str | None:
    reason = propernames.difference(mine, registered, BODY)
    # Of institutes there is one in each state: a word that differs makes another of them, not a mistake.
    return reason or ("contradice" if row and _one_word_other(mine, registered) else None)


def _listed_area(form: _Form, tokens: tuple[str, ...], listed: set[tuple[str, ...]]) -> str | None:
    apart = form.kind == BODY and tokens in listed and form.tokens not in listed
    apart = apart and plain.unaccented(tokens[0]) not in _COLLEGIATE
    fewest = _CERTAIN - 1 if tokens[1:2] and plain.unaccented(tokens[1]) not in _RANKS else _CERTAIN
    return "palabra" if apart and _one_word_other(form.tokens, tokens, fewest) else None


def _told_more(
    form: _Form, other: _Form, times: Counter[tuple[str, ...]], often: set[tuple[str, ...]]
) -> str | None:
    """Whether an area named once is like one named often, but for a word or its end.

    They must be alike beyond what many areas have in their names, or begin alike.
    """
    one, two = ([plain.unaccented(word) for word in name] for name in (form.tokens, other.tokens))
    once = form.kind == BODY and times[form.tokens] == 1 and form.tokens not in often
    if not once or other.tokens not in often or len(one) != len(two):
        return None
    if one[0] not in _AREAS or one[0] != two[0]:
        return None
    own = [pair for pair in zip(one[1:], two[1:], strict=True) if not set(pair) <= _RANKS]
    others = [at for at, (a, b) in enumerate(own) if a != b]
    half = len(own) // 2
    end_differs = bool(others) and half > 0 and others[0] >= half  # «… de Debates y Cultura Cívica»
    alike = end_differs or (len(others) == 1 and len(own) >= _CERTAIN)
    return "parecida" if alike else None


def _one_word_other(one: tuple[str, ...], other: tuple[str, ...], fewest: int = _CERTAIN) -> bool:
    """Whether two long names have all words in common but one, the same kind of body at their head."""
    if len(one) != len(other) or len(one) < fewest or one[:2] != other[:2]:
        return False
    return (
        sum(a != b for a, b in zip(map(plain.unaccented, one), map(plain.unaccented, other), strict=True))
        == 1
    )


def _acronyms_of_prose(reading: Reading) -> list[tuple[dict[str, Any], acronyms.Use]]:
    found = [
        (reading.at(said.line_at(use.start), said.paragraph.section), use)
        for said in reading.said
        for use in acronyms.find(said.text)
    ]
    found += [
        (reading.at(heading.line, heading.parent), use)
        for heading in reading.outline.headings
        for use in acronyms.find(heading.title)
    ]
    found += _acronyms_of_glossaries(reading)
    defined = {use.text for _, use in found if use.defines}
    whole = [(place, replace(use, text=_singular(use.text, defined))) for place, use in found]
    return sorted(whole, key=lambda one: int(one[0]["_line"]))


def _acronyms_of_glossaries(reading: Reading) -> Iterator[tuple[dict[str, Any], acronyms.Use]]:
    """The acronyms that stand alone beside what they are short for."""
    section = {paragraph.line: paragraph.section for paragraph in reading.outline.paragraphs}
    for line, short, whole in prose_grids.pairs(reading):
        use = next(acronyms.find(short), None)
        if use and use.text == short and len(whole.split()) > 1:
            yield reading.at(line, section.get(line)), replace(use, defines=True)


def _acronyms_of_cells(reading: Reading) -> Iterator[tuple[dict[str, Any], acronyms.Use]]:
    for table in reading.schema.values():
        fields = [field.name for field in table.fields if field.type == "string"]
        for row in reading.source.tables[table.name].frame.iter_rows(named=True):
            place = {name: row[name] for name in ORIGIN} | {"_section": row.get("seccion_id")}
            for name in fields:
                yield from ((place | {"_field": name}, use) for use in acronyms.find(row[name] or ""))


def _singular(text: str, defined: set[str]) -> str:
    """«OPLES» uses the acronym «OPL», where that is the one defined."""
    return next(
        (one for one in (text, text.removesuffix("S"), text.removesuffix("ES")) if one in defined), text
    )


def _slip(text: str, used: Counter[str], meant: set[str], told_once: set[str]) -> str | None:
    """The frequent acronym of which a rare, nowhere defined one is a slip.

    So is one that only its entry in the glossary has, if it has the letters of another in another order.
    """
    if text in told_once:
        same = (one for one in meant - {text} if sorted(one) == sorted(text) and acronyms.is_slip(text, one))
        return max((one for one in same if used[one] > _RARE), key=lambda one: used[one], default=None)
    if text in meant or not 0 < used[text] <= _RARE:
        return None
    others = [
        other
        for other in used
        # The same letters in another order are a slip, however seldom the right one is used; but three
        # letters may well be another body's.
        if used[other] >= (1 if sorted(text) == sorted(other) and len(text) > 3 else 3) * used[text]
        and acronyms.is_slip(text, other)
    ]
    return max((other for other in others if other in meant), key=lambda other: used[other], default=None)


def _known_acronyms(reading: Reading) -> set[str]:
    frames = reading.every.frames
    columns = [("organos", "organo"), ("organos", "instituto"), ("areas", "sigla"), ("normas", "sigla")]
    return {str(short) for table, column in columns for short in frames[table][column] if short} | {
        str(reading.source.about.get("organo") or "")
    }


def told_titles(reading: Reading) -> Iterator[dict[str, Any]]:
    """Table `titulos_contados`: quoted titles of which a sentence tells more than that they were approved."""
    for said in reading.said:
        bare = plain.unaccented(said.text)
        told = said.sentence.done or reading.in_period(said.text)
        if told and (_HELD.search(bare) or not _PAPER.search(bare)):
            for match in _QUOTED.finditer(said.text):
                yield reading.at(said.line_at(match.start()), said.paragraph.section) | {
                    "observed": " ".join(match["title"].split()).strip(" .")
                }


def _approved(reading: Reading) -> list[tuple[str, int]]:
    """Titles of what was approved, with the rows of their agreements.

    They stand in quotation marks; or they are the words in which an agreement names an event.
    """
    agreements = [(place["_row"], text) for place, _, _, text in reading.cells("approved")]
    events = [text for place, _, _, text in reading.cells("fact") if place["_table"] == "eventos"]
    found: dict[str, tuple[str, int]] = {}
    for row, text in agreements:
        for match in _QUOTED.finditer(text):
            if len(plain.words(match["title"]).split()) >= _TITLE:
                found.setdefault(plain.words(match["title"]), (match["title"].strip(" ."), row))
    for event in events:
        if len(plain.words(event).split()) >= _TITLE and not any(_same(event, title) for title in found):
            for row, text in agreements:
                otherwise = _written_otherwise(event, text)
                if otherwise and not _QUOTED.search(text):
                    found.setdefault(plain.words(otherwise), (otherwise, row))
    return list(found.values())


def _same(one: str, other: str) -> bool:
    return plain.words(one) in other or other in plain.words(one)


def _texts(reading: Reading) -> Iterator[tuple[dict[str, Any], str]]:
    """Where approved titles may be repeated: reported facts and the prose."""
    yield from ((place, text) for place, _, _, text in reading.cells("titles"))
    for paragraph in reading.outline.paragraphs:
        yield reading.at(paragraph.line, paragraph.section), paragraph.text


def _written_otherwise(title: str, text: str) -> str | None:
    """The words of a text that are a title written otherwise: neither the title itself nor a part of it."""
    wanted = plain.words(title).split()
    spans = [(match.start(), match.end()) for match in re.finditer(r"\w+", text)]
    words = [plain.words(text[start:end]) for start, end in spans]
    best: tuple[float, int, int] = (0.0, 0, 0)
    opening = [word for word in wanted if not names.is_particle(word)][:2]
    for start, word in enumerate(words):
        if word in opening:
            for end in range(start + max(3, len(wanted) - 2), min(len(words), start + len(wanted) + 4) + 1):
                window = words[start:end]
                common = LCSseq.similarity(wanted, window)
                if window[-1] in wanted[-2:]:
                    best = max(best, (2 * common / (len(wanted) + len(window)), start, end))
    score, start, end = best
    window = words[start:end]
    if score < _CLOSE or score == 1 or _is_part(window, wanted):
        return None
    return " ".join(text[spans[start][0] : spans[end - 1][1]].split())


def _is_part(window: Sequence[str], title: Sequence[str]) -> bool:
    joined = " ".join(title)
    return " ".join(window) in joined or joined in " ".join(window)
