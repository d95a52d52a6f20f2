"""Wholes and their parts in a sentence: «nueve documentos: cinco informes, dos notas y dos puntos»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from check_report.source.words import figures, plain
from check_report.source.words.sentences import content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from check_report.source.prose_reading import Said
    from check_report.source.words.figures import Figure

_REST = re.compile(r"\b(?:otr[oa]s?|resto|restantes?|l[oa]s demas)\b")
TELLS_PARTS = re.compile(r"\bde (?:ell[oa]s|est[oa]s|l[oa]s cuales)\b|\b(?:a saber|esto es|es decir)\b")
_VERB = r"(?:se\s|(?!con\b|en\b|sin\b|segun\b)\w{3,}n\b)"
_PREDICATE = re.compile(rf"\w+(?:,|\s+(?:{_VERB}|(?:fue|tuvo|estuvo)\b))")
"""A figure alone and what those counted did: «una se llevó a cabo», «dos fueron presenciales»."""
_AGAIN = re.compile(r"\b(?:avances?|seguimiento)\b|\b(?:report|inform)(?:aron|o|an|ados|adas)\b")
_OTHERS = re.compile(r"\by un[oa],|\b(?:el|l[oa]s?) (?:otr[oa]s?|restantes?|demas|resto)\b")
_ACTS = re.compile(rf"\s+{_VERB}")
_BESIDE_ANOTHER = re.compile(r"\s+[ye]\s+")
_OF_LAST = re.compile(r"\bde (?:est|es)[oa]s ultim[oa]s\b")
_SUMS_UP = re.compile(r",\s*(?:es decir|esto es|o sea|en total|para un total de|(?:lo )?que suman?),?\s+$")
_OVERLAP = re.compile(
    r"\bmas de un[oa]?\b|\ben (?:amb[oa]s|l[oa]s (?:dos|tres)|vari[oa]s)\b|\bse repiten?\b"
    r"|\bno (?:es|son|constituyen?) (?:la |una )?suma\b"
)
"""What a paragraph says of parts that have things in common."""
_EACH = re.compile(r"\s+(?:al?|con|en|para|por)\s")
"""What follows a part told beside others: «41 en las oficinas y 23 por medio de la plataforma»."""
_ADJECTIVE = re.compile(r"(?:al|il|ar|ble|[aei]nte|[ai]d[oa]|iv[oa]|ari[oa]|ic[oa]|os[oa]|brid[oa])(?:e?s)?$")
_COLON = re.compile(r"[^.,;:]*:\s*\S")
_BY_ARTICLE = re.compile(r"(?:,|\s[ye])\s+(?:el|la)\s+\w")
_SEXES = frozenset(content("mujeres hombres"))


def opens_parts(said: Said, figure: Figure) -> bool:
    """Whether the figure is a whole whose parts follow: «11 sesiones: ocho de comisiones y tres …»."""
    return bool(_COLON.match(said.text, figure.end))


def is_shared(said: Said, found: Sequence[Figure]) -> bool:
    """Whether a figure is shared out whole: «nueve documentos: cinco informes, dos notas y dos puntos»."""
    return (
        opens_parts(said, found[0]) and sum(f.value for f in found[1:]) == found[0].value if found else False
    )


def shares(said: Said, found: Sequence[Figure]) -> bool:
    """Whether a figure is one of several shares: «dos sesiones fueron presenciales, dos se tuvieron …»."""
    total, *others = found
    alone = [other for other in others if not other.noun]
    acts = _ACTS.match(plain.unaccented(said.text), total.end)  # «cinco acuerdos corresponden a …, dos a …»
    shares = [o for o in alone if acts or _PREDICATE.match(plain.unaccented(said.text[o.start :]))]
    told = TELLS_PARTS.search(plain.unaccented(said.text)) or opens_parts(said, total)
    if acts and _OTHERS.search(plain.unaccented(said.text), total.end):
        return True
    return bool(shares) and not told and sum(share.value for share in shares) != total.value


def whole_of(said: Said, found: Sequence[Figure]) -> int:
    """Which figure of a sentence may be a whole: the one right before a colon, else the first."""
    return next((index for index, figure in enumerate(found) if opens_parts(said, figure)), 0)


def sum_of(said: Said, found: Sequence[Figure], sorts: frozenset[str]) -> tuple[int, str] | None:
    """What the parts of the first figure add up to, where the sentence lists them, and the sum written out.

    Args:
        said: the sentence.
        found: its figures, from the whole on.
        sorts: stems of words that tell sorts of what is counted: «ordinarias», «favorables».
    """
    if len(found) < 3 or not _may_have_parts(found[0]) or _REST.search(plain.unaccented(said.text)):
        return None
    total, *parts = found
    if _is_otherwise(said, total, parts) or any(figures.is_rate(said.text, _number_end(p)) for p in parts):
        return None
    between = plain.unaccented(said.text[total.end : parts[0].start])
    following = plain.unaccented(said.text[parts[0].start :])[:60]
    if ":" not in between and not TELLS_PARTS.search(between + following) and not _beside(said, found):
        return None
    if any(part.is_article for part in parts) and _BY_ARTICLE.search(said.text, parts[0].end):
        return None  # «tres personas: una académica, una consejera y el titular del área»
    kinds = sorts | set(total.noun[:1])
    by_sex = {figure.noun[0] for figure in parts if figure.noun} >= _SEXES
    same = [f for f in parts if not f.noun or by_sex or f.noun[0] in kinds or _is_adjective(f)]
    # A number that is no part, or that was not understood, makes the sum uncertain.
    if len(same) < 2 or figures.how_many(said.text[total.end :]) != len(same):
        return None
    added = sum(f.value for f in same)
    if _is_shared_again(total.value, same) or total.value in _without_shares_of_last(same):
        added = total.value
    if added > total.value and _AGAIN.search(plain.unaccented(said.text)):
        return None  # what is reported on session by session is reported on more than once
    return added, " + ".join(str(f.value) for f in same)


def _is_shared_again(total: int, parts: Sequence[Figure]) -> bool:
    """Whether a whole is shared out again: «cuatro: tres ordinarias y una …; dos presenciales y dos …»."""
    left = total
    for part in parts:
        left = (left or total) - part.value
        if left < 0:
            return False
    return not left


def _without_shares_of_last(parts: Sequence[Figure]) -> set[int]:
    """What parts add up to if the last ones share out another: «dos en espera, una de X y una de Y»."""
    values = [part.value for part in parts]
    return {sum(values[:cut]) for cut in range(2, len(values) - 1) if sum(values[cut:]) == values[cut - 1]}


def _is_otherwise(said: Said, total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether what follows a figure is not, or not only, shares of it."""
    bare = plain.unaccented(said.text)
    beside = _BESIDE_ANOTHER.fullmatch(bare[total.end : parts[0].start])
    return bool(
        # «dos en la inauguración y ocho en las mesas, cuatro de estas últimas …»
        _OF_LAST.search(bare[total.end :])
        # the whole stands last
        or _SUMS_UP.search(bare[parts[-2].end : parts[-1].start])
        # «tres sesiones ordinarias y una sesión extraordinaria, dos de ellas …»
        or (beside and parts[0].noun[:1] == total.noun[:1])
        or _OVERLAP.search(plain.unaccented(said.paragraph.text))
    )


def _may_have_parts(figure: Figure) -> bool:
    """Whether a figure counts several things: «un reporte con lo que entró: …» does not."""
    return bool(figure.noun or figure.subject) and figure.value > 1


def _beside(said: Said, found: Sequence[Figure]) -> bool:
    """Whether parts stand right beside their whole: «64 solicitudes, 41 en las oficinas y 23 por correo»."""
    total, *parts = found
    between = said.text[total.end : parts[0].start]
    opened = re.fullmatch(r"[^,;:.()]*,\s*", between) and not _EACH.search(plain.unaccented(between))
    last = plain.unaccented(said.text[parts[-2].end : parts[-1].start])
    each = (_EACH.match(plain.unaccented(said.text[_number_end(part) :])) for part in parts)
    return bool(opened) and bool(re.search(r"\s[ye],?\s+$", last)) and all(each)


def _number_end(figure: Figure) -> int:
    return figure.start + len(figure.words.split(" ", 1)[0])


def _is_adjective(figure: Figure) -> bool:
    """Whether a figure's noun is left out and only told what kind they are: «40 presenciales»."""
    said = plain.unaccented(figure.words).split()
    return len(said) == 2 and bool(_ADJECTIVE.search(said[1]))
