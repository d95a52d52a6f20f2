"""The real report made approvable, in a copy: what may be waived is waived, the rest is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check_report.audit import waivers
from check_report.cli import acts
from check_report.rulebook import book

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = "2021-10-21"
_EVENT = "martes 23 y miércoles 24 de agosto de 2021"
MENDS = {
    "tablas/puntos_presentados.csv": [
        ("convenio general de apoyo y colaboración", "convenio específico de apoyo y colaboración")
    ],
    "tablas/eventos.csv": [(_EVENT, "lunes 23 y martes 24 de agosto de 2021")],
    "tablas/evento_participantes.csv": [("Mauricio Rodríguez Huesca", "Mauricio Huesca Rodríguez")],
    "tablas/envios.csv": [
        ("Viernes 2 de agosto", "Lunes 2 de agosto"),
        ("Miércoles 28 de agosto", "Sábado 28 de agosto"),
        ("Miércoles 28 de septiembre", "Martes 28 de septiembre"),
        ("Viernes 9, martes 20 y jueves 22 de julio de 2021", "Viernes 9 de julio de 2021"),
    ],
    "tablas/cifras_declaradas.csv": [
        (
            "tres instrumentos jurídicos durante el tercer trimestre de 2021,3,",
            "dos instrumentos jurídicos durante el tercer trimestre de 2021,2,",
        )
    ],
    "informe.md": [
        ("tres instrumentos jurídicos durante", "dos instrumentos jurídicos durante"),
        (_EVENT, "lunes 23 y martes 24 de agosto de 2021"),
        (
            "dos resultados: A) los convenios celebrados que ampliaron los alcances y recursos del IECM y B)"
            " el seguimiento de las actividades que derivan de ellos",
            "sus resultados",
        ),
        ("no se realizaron actos protocolarios de firmas", "se realizaron actos protocolarios de firmas"),
        ("Comunicación Social y Desarrollo", "Comunicación Social y Difusión"),
        ("lunes 23 de julio de 2021", "viernes 23 de julio de 2021"),
        ("IEMC", "IECM"),
    ],
}
SAID = {
    "motivo": "La actividad se conoció después del cierre y se reporta por única vez en este informe.",
    "fundamento": "Reglamento Interior del IECM, artículo 33",
    "autoriza": "Presidencia de la Comisión",
    "documento": "CVOE/037/21",
    "fecha": "2021-10-14",
    "vence": "2021-12-31",
}


def mend(report: Path) -> None:
    """Mends and waives, in a copy of the real report."""
    for name, changes in MENDS.items():
        path = report / name
        text = path.read_text(encoding="utf-8")
        for before, after in changes:
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8", newline="")
    for finding in waivers.waivable(acts.judged(acts.one_report(str(report), str), AS_OF, str)):
        waivers.add(report, finding, SAID, book.load())
