"""Numbers in words agree with their noun."""

from __future__ import annotations

import pytest

from check_report.document.export.spelled import cardinal, is_feminine, ordinal


@pytest.mark.parametrize(
    ("value", "noun", "words"),
    [
        (1, "", "uno"),
        (1, "acuerdo", "un"),
        (1, "sesión", "una"),
        (18, "acuerdos", "dieciocho"),
        (21, "acuerdos", "veintiún"),
        (21, "opiniones", "veintiuna"),
        (31, "correos", "treinta y un"),
        (31, "personas", "treinta y una"),
        (200, "noticias", "doscientas"),
        (500, "urnas", "quinientas"),
        (700, "programas", "setecientos"),
        (1021, "boletines", "mil veintiún"),
        (0, "eventos", "cero"),
    ],
)
def test_cardinals_agree(value: int, noun: str, words: str) -> None:
    assert cardinal(value, noun) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(1, "primera"), (3, "tercera"), (7, "séptima"), (10, "décima"), (11, "undécima"), (12, "duodécima"),
     (13, "décima tercera"), (20, "vigésima"), (21, "vigésima primera")],
)  # fmt: skip
def test_ordinals_of_sessions(value: int, words: str) -> None:
    assert ordinal(value, feminine=True) == words
    assert ordinal(value, feminine=False) == words[:-1].replace("a ", "o ") + "o"


@pytest.mark.parametrize(
    "noun", ["sesión", "sesiones", "opinión", "minuta", "universidad", "Secretaría", "firmas"]
)
def test_feminine_nouns(noun: str) -> None:
    assert is_feminine(noun)


@pytest.mark.parametrize(
    "noun", ["acuerdo", "programas", "temas", "días", "informes", "Consejo", "convenio", "Órgano"]
)
def test_masculine_nouns(noun: str) -> None:
    assert not is_feminine(noun)
