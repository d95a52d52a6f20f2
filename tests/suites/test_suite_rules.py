"""What each rule of the suites finds in a spoilt report, and what it leaves alone in a sound one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from _pytest.mark import ParameterSet
    from suite_support import Draft

    from check_report.rulebook.book import Rulebook

FPP = "Fundación Puentes de Participación, A.C. (FPP)"
COMEC = "Colegio Metropolitano de Estudios Cívicos (COMEC)"


def spoilt(rule: str, name: str, *found: tuple[Any, ...], steps: list[tuple[Any, ...]]) -> ParameterSet:
    """A case: the steps that alter the draft, and the places (table, row, field, variant) then found."""
    return pytest.param(rule, steps, list(found), id=f"{rule} {name}")


def change(table: str, row: int, **cells: str) -> tuple[Any, ...]:
    return "change", (table, row), cells


def drop(table: str, **cells: str) -> tuple[Any, ...]:
    return "drop", (table,), cells


def add(table: str, **cells: str) -> tuple[Any, ...]:
    return "add", (table,), cells


def figure(valor: str, medida: str, seccion: str = "II", no: str = "90") -> tuple[Any, ...]:
    return add("cifras_declaradas", no=no, seccion_id=seccion, texto="cifra", valor=valor, medida=medida)


ONLY_TOTAL = drop("cifras_declaradas", seccion_id="II")
UNSIGNED = {"fecha_suscripcion": "", "fecha_texto": ""}

WRONG = [
    spoilt(
        "PER-002", "ordinal", ("informe", 1, "ordinal", None), steps=[change("informe", 1, ordinal="Tercer")]
    ),
    spoilt(
        "PER-002",
        "no ordinal",
        ("informe", 1, "ordinal", None),
        steps=[change("informe", 1, ordinal="Quinto")],
    ),
    spoilt(
        "PER-002", "trimestre", ("informe", 1, "trimestre", None), steps=[change("informe", 1, trimestre="3")]
    ),
    spoilt(
        "PER-002",
        "clave",
        ("informe", 1, "informe_id", None),
        steps=[change("informe", 1, informe_id="CVOE-2020-T4")],
    ),
    spoilt("PER-002", "año", ("informe", 1, "anio", None), steps=[change("informe", 1, anio="2022")]),
    spoilt(
        "PER-002",
        "periodo corto",
        ("informe", 1, "periodo_fin", None),
        steps=[change("informe", 1, periodo_fin="2021-12-30")],
    ),
    spoilt(
        "PER-002",
        "periodo de otro trimestre",
        ("informe", 1, "periodo_fin", None),
        ("informe", 1, "periodo_inicio", None),
        steps=[change("informe", 1, periodo_inicio="2021-07-01", periodo_fin="2021-09-30")],
    ),
    spoilt(
        "CNT-001", "acuerdos", ("acuerdos", 1, "clave", None), steps=[drop("acuerdos", clave="CVOE/036/21")]
    ),
    spoilt(
        "CNT-001",
        "opiniones",
        ("opiniones", 1, "clave", None),
        steps=[change("opiniones", 1, clave="IECM/UTVOE/OP28/2021")],
    ),
    spoilt(
        "CNT-001", "ordinarias", ("sesiones", 1, "numero", None), steps=[change("sesiones", 1, numero="9")]
    ),
    spoilt(
        "CNT-001",
        "extraordinarias",
        ("sesiones", 3, "numero", None),
        steps=[change("sesiones", 3, numero="1")],
    ),
    spoilt(
        "TOT-001",
        "cifra",
        ("cifras_declaradas", 5, "valor", None),
        steps=[change("cifras_declaradas", 5, valor="12")],
    ),
    spoilt(
        "TOT-001",
        "cero",
        ("cifras_declaradas", 21, "valor", None),
        steps=[figure("1", "sesiones:urgente", "I")],
    ),
    spoilt(
        "TOT-001",
        "en periodo, con otra cifra",
        ("cifras_declaradas", 16, "valor", "lejana"),
        steps=[change("cifras_declaradas", 16, valor="5")],
    ),
    spoilt(
        "TOT-002",
        "total",
        ("cifras_declaradas", 5, "valor", None),
        steps=[change("cifras_declaradas", 5, valor="12")],
    ),
    spoilt(
        "TOT-002",
        "parte",
        ("cifras_declaradas", 2, "valor", None),
        steps=[change("cifras_declaradas", 3, valor="2")],
    ),
    spoilt(
        "TOT-002",
        "algunas partes suman más",
        ("cifras_declaradas", 14, "valor", "incompleta"),
        steps=[
            ONLY_TOTAL,
            figure("5", "acuerdos", no="91"),
            figure("4", "acuerdos:2021-ORD-10"),
            figure("3", "acuerdos:2021-ORD-12", no="92"),
        ],
    ),
    spoilt(
        "TOT-003",
        "firma anterior",
        ("cifras_declaradas", 16, "valor", None),
        steps=[change("convenios_suscritos", 2, fecha_suscripcion="2021-09-09")],
    ),
    spoilt(
        "TOT-004",
        "no verificable",
        ("cifras_declaradas", 21, "valor", None),
        steps=[figure("98", "no_verificable")],
    ),
    spoilt(
        "TOT-005",
        "sesión ajena",
        ("cifras_declaradas", 21, "medida", None),
        steps=[figure("4", "acuerdos:2021-ORD-09")],
    ),
    spoilt("TOT-005", "nombre", ("cifras_declaradas", 21, "medida", None), steps=[figure("4", "acuerdo")]),
    spoilt("TOT-005", "lista", ("cifras_declaradas", 21, "medida", None), steps=[figure("4", "envios:red")]),
    spoilt(
        "LEG-001",
        "artículo",
        ("fundamentos", None, "articulo", None),
        steps=[drop("fundamentos", articulo="65")],
    ),
    spoilt(
        "LEG-001",
        "fracción",
        ("fundamentos", None, "articulo", None),
        steps=[change("fundamentos", 8, fraccion="VI")],
    ),
    spoilt(
        "LEG-002",
        "nombre",
        ("fundamentos", 12, "norma", None),
        steps=[change("fundamentos", 12, norma="Reglamento Interno del IECM")],
    ),
    spoilt(
        "REF-001",
        "otra fecha",
        ("acuerdos", 6, "fecha_referida", "otra_fecha"),
        steps=[change("acuerdos", 6, fecha_referida="2021-10-22")],
    ),
    spoilt(
        "REF-001",
        "otra fecha del trimestre anterior",
        ("acuerdos", 2, "fecha_referida", "otra_fecha"),
        steps=[change("acuerdos", 2, fecha_referida="2021-09-27")],
    ),
    spoilt(
        "REF-001",
        "sesión no celebrada",
        ("acuerdos", 6, "sesion_referida", "no_celebrada"),
        steps=[change("acuerdos", 6, sesion_referida="2021-URG-01")],
    ),
    spoilt(
        "REF-001",
        "sesión futura",
        ("acuerdos", 6, "sesion_referida", "no_celebrada"),
        steps=[change("acuerdos", 6, sesion_referida="2021-ORD-13", fecha_referida="")],
    ),
    spoilt(
        "REF-001",
        "orden del día ajena",
        ("acuerdos", 5, "sesion_referida", "orden_ajena"),
        steps=[change("acuerdos", 5, sesion_referida="2021-ORD-10")],
    ),
    spoilt(
        "REF-002",
        "evento sin resultado",
        ("acuerdos", 4, "asunto", "evento_contado"),
        steps=[drop("eventos", evento_id="E01")],
    ),
    spoilt(
        "REF-002",
        "evento sin acuerdo",
        ("eventos", 4, "titulo", "evento_sin_acuerdo"),
        steps=[
            add(
                "eventos",
                evento_id="E09",
                titulo="Feria Capitalina del Libro Electoral",
                fecha_inicio="2021-11-03",
                fecha_fin="2021-11-03",
                seccion_id="III.3.A",
            )
        ],
    ),
    spoilt(
        "REF-002",
        "informe sin punto",
        ("acuerdos", 3, "asunto", "informe_ajeno"),
        steps=[
            change("acuerdos", 3, asunto="Aprobación del informe final de la Red de Observación."),
            drop("puntos_presentados", no="6"),
        ],
    ),
    spoilt(
        "REF-002",
        "punto sin acuerdo",
        ("puntos_presentados", 6, "texto", "punto_sin_acuerdo"),
        steps=[drop("acuerdos", clave="CVOE/038/21")],
    ),
    spoilt(
        "ASI-001",
        "sin quórum",
        ("sesiones", 3, "sesion_id", None),
        steps=[drop("asistencia", sesion_id="2021-EXT-02", participante_id=one) for one in ("P01", "P02")]
        + [
            add("asistencia", sesion_id="2021-EXT-02", participante_id=one, asistio="false")
            for one in ("P01", "P02")
        ],
    ),
    spoilt(
        "ASI-002",
        "área ausente",
        ("participantes", 11, "unidad", None),
        steps=[
            drop("asistencia", sesion_id="2021-ORD-12", participante_id="P11"),
            add("asistencia", sesion_id="2021-ORD-12", participante_id="P11", asistio="false"),
        ],
    ),
    spoilt(
        "ASI-003",
        "sin lista",
        ("sesiones", 3, "sesion_id", None),
        steps=[drop("asistencia", sesion_id="2021-EXT-02")],
    ),
    spoilt(
        "ASI-003",
        "sesión no celebrada",
        ("asistencia", 3, "sesion_id", "no_celebrada"),
        steps=[drop("sesiones", sesion_id="2021-EXT-02")],
    ),
    spoilt(
        "ASI-003",
        "falta una fila",
        ("participantes", 2, "participante_id", "falta_fila"),
        steps=[drop("asistencia", sesion_id="2021-EXT-02", participante_id="P02")],
    ),
    spoilt(
        "CON-001",
        "sin renglón",
        ("convenios_gestionados", 2, "contraparte", None),
        steps=[drop("convenios_suscritos", no="2")],
    ),
    spoilt(
        "CON-001",
        "otra fecha",
        ("convenios_gestionados", 2, "contraparte", "otra_fecha"),
        steps=[change("convenios_suscritos", 2, fecha_suscripcion="2021-12-08")],
    ),
    spoilt(
        "CON-002",
        "otra clase en el avance de los suscritos",
        ("convenios_avance", 5, "tipo", "convenios_avance"),
        steps=[
            change("convenios_avance", 5, tipo="Convenio General"),
            add("convenios_avance", no="6", tipo="Convenio", contraparte=COMEC, sesiones_texto="Duodécima"),
        ],
    ),
    spoilt(
        "CON-002",
        "otra clase en la opinión",
        ("opiniones", 1, "instrumento", "opiniones"),
        steps=[change("opiniones", 1, instrumento=f"Convenio General entre el IECM y la {FPP}")],
    ),
    spoilt(
        "CON-002",
        "entre tablas",
        ("convenios_gestionados", 1, "tipo", None),
        steps=[
            change(
                "convenios_suscritos",
                1,
                tipo="Convenio General",
                instrumento=f"Convenio General entre el IECM y la {FPP}",
            )
        ],
    ),
    spoilt(
        "CON-002",
        "en un punto",
        ("puntos_presentados", 7, "texto", "punto"),
        steps=[
            add(
                "puntos_presentados",
                no="7",
                clase="informe",
                texto=f"Informe sobre la firma del convenio general celebrado entre el IECM y la {FPP}.",
            )
        ],
    ),
    spoilt(
        "OPI-001",
        "sin opinión",
        ("convenios_suscritos", 2, "contraparte", None),
        steps=[drop("opiniones", clave="IECM/UTVOE/OP30/2021")],
    ),
    spoilt(
        "OPI-001",
        "sólo gestionado",
        ("convenios_gestionados", 2, "contraparte", None),
        steps=[drop("opiniones", clave="IECM/UTVOE/OP30/2021"), drop("convenios_suscritos", no="2")],
    ),
]

RIGHT = [
    *(
        spoilt("PER-002", f"ordinal {word}", steps=[change("informe", 1, ordinal=word)])
        for word in ("cuarto", "CUARTO", "4.º", "IV", "Cuarta")
    ),
    spoilt(
        "PER-002",
        "proyecto sin aprobar",
        steps=[change("informe", 1, fecha_aprobacion="", acuerdo_aprobacion="", sesion_aprobacion="")],
    ),
    spoilt("CNT-001", "sin extraordinarias", steps=[drop("sesiones", tipo="extraordinaria")]),
    spoilt("CNT-001", "clave ilegible", steps=[change("acuerdos", 1, clave="s/n")]),
    spoilt("TOT-001", "lista vacía", steps=[figure("0", "envios:boletines")]),
    spoilt("TOT-001", "tipo de sesión sin ninguna", steps=[figure("0", "sesiones:urgente", "I")]),
    spoilt("TOT-005", "lista vacía", steps=[figure("0", "envios:boletines")]),
    spoilt("TOT-002", "sin partes", steps=[ONLY_TOTAL, figure("11", "acuerdos")]),
    spoilt(
        "TOT-002",
        "algunas partes",
        steps=[ONLY_TOTAL, figure("11", "acuerdos"), figure("4", "acuerdos:2021-ORD-10", no="91")],
    ),
    spoilt("TOT-002", "parte repetida", steps=[figure("4", "acuerdos:2021-ORD-10")]),
    spoilt(
        "TOT-002",
        "partes en otro apartado",
        steps=[figure("3", "acuerdos", "III.3.A"), figure("4", "acuerdos:2021-ORD-10", "III.3.B", "91")],
    ),
    spoilt("TOT-003", "todo fechado dentro", steps=[]),
    spoilt(
        "LEG-001", "norma abreviada", steps=[change("fundamentos", 10, norma="Reglamento Interior del IECM")]
    ),
    spoilt(
        "LEG-002", "norma abreviada", steps=[change("fundamentos", 10, norma="Reglamento Interior del IECM")]
    ),
    spoilt(
        "LEG-002",
        "norma de un tribunal",
        steps=[
            change(
                "fundamentos", 12, norma="Reglamento Interior del Tribunal Electoral de la Ciudad de México"
            )
        ],
    ),
    spoilt(
        "LEG-002",
        "norma desconocida",
        steps=[change("fundamentos", 12, norma="Ley de Archivos de la Ciudad de México")],
    ),
    spoilt(
        "REF-001",
        "minuta antigua",
        steps=[change("acuerdos", 2, sesion_referida="2021-ORD-06", fecha_referida="2021-06-24")],
    ),
    spoilt(
        "REF-001",
        "minuta antigua sin fecha",
        steps=[change("acuerdos", 2, sesion_referida="2021-ORD-06", fecha_referida="")],
    ),
    spoilt("REF-001", "minuta sin fecha", steps=[change("acuerdos", 2, fecha_referida="")]),
    spoilt(
        "REF-002",
        "evento para después",
        steps=[
            add(
                "acuerdos",
                clave="CVOE/047/21",
                sesion_id="2021-ORD-12",
                tipo="programa_evento",
                asunto="Aprobación de la Feria del Libro, a celebrarse el jueves 17 de febrero de 2022.",
            )
        ],
    ),
    spoilt(
        "REF-002",
        "evento aprobado en el trimestre anterior",
        steps=[
            add(
                "eventos",
                evento_id="E09",
                titulo="concurso de cortometrajes Vota Film Fest",
                fecha_inicio="2021-11-03",
                fecha_fin="2021-11-03",
                seccion_id="III.3.A",
            )
        ],
    ),
    spoilt(
        "ASI-001",
        "mayoría justa",
        steps=[
            drop("asistencia", sesion_id="2021-ORD-12", participante_id="P02"),
            add("asistencia", sesion_id="2021-ORD-12", participante_id="P02", asistio="false"),
        ],
    ),
    spoilt(
        "ASI-001",
        "sin voto declarado",
        steps=[change("participantes", one, con_voto="false") for one in (1, 2, 3)],
    ),
    spoilt(
        "ASI-002",
        "área escrita de dos maneras",
        steps=[
            drop("asistencia", sesion_id="2021-ORD-12", participante_id="P22"),
            add("asistencia", sesion_id="2021-ORD-12", participante_id="P22", asistio="false"),
            add(
                "participantes",
                participante_id="P26",
                nombre="Bruno Salas Ibarra",
                cargo="En representación",
                unidad="Unidad Técnica de Servicio Informáticos",
                calidad="representante",
                con_voto="false",
            ),
            add("asistencia", sesion_id="2021-ORD-12", participante_id="P26", asistio="true"),
        ],
    ),
    spoilt(
        "CON-001",
        "en negociación",
        steps=[change("convenios_gestionados", 2, **UNSIGNED), drop("convenios_suscritos", no="2")],
    ),
    spoilt(
        "CON-001",
        "sin sigla",
        steps=[change("convenios_suscritos", 1, contraparte="Fundación Puentes de Participación")],
    ),
    spoilt(
        "CON-001",
        "sólo la sigla coincide",
        steps=[change("convenios_suscritos", 1, contraparte="Fundación Puentes (FPP)")],
    ),
    spoilt(
        "CON-002",
        "otra clase en un avance que no da cuenta de los suscritos",
        steps=[change("convenios_avance", 5, tipo="Convenio General")],
    ),
    spoilt(
        "CON-002",
        "una parte que se llama general",
        steps=[change("opiniones", 1, instrumento=f"Proyecto de convenio con el Archivo General y la {FPP}")],
    ),
    spoilt(
        "CON-002",
        "un general y un específico",
        steps=[
            add(
                table,
                no="3",
                instrumento=f"Convenio General entre el IECM y la {FPP}",
                tipo="Convenio General",
                contraparte=FPP,
                objeto="Colaborar.",
                fecha_suscripcion="2021-11-05",
            )
            for table in ("convenios_gestionados", "convenios_suscritos")
        ],
    ),
    spoilt(
        "CON-002",
        "un punto sobre otro convenio, con su fecha",
        steps=[
            add(
                "puntos_presentados",
                no="7",
                clase="informe",
                texto="Informe sobre la firma, el martes 3 de marzo de 2020, del "
                f"convenio general celebrado entre el IECM y la {FPP}.",
            )
        ],
    ),
    spoilt(
        "CON-002",
        "un punto sobre convenio sin clase",
        steps=[
            add(
                "puntos_presentados",
                no="7",
                clase="informe",
                texto=f"Informe sobre la firma del convenio específico celebrado entre el IECM y el {COMEC}.",
            )
        ],
    ),
    spoilt(
        "OPI-001",
        "opinión con el nombre más largo",
        steps=[change("opiniones", 2, contraparte="Colegio Metropolitano de Estudios Cívicos, plantel Sur")],
    ),
    spoilt(
        "OPI-001",
        "firmado fuera del trimestre",
        steps=[
            drop("opiniones", clave="IECM/UTVOE/OP30/2021"),
            change("convenios_gestionados", 2, **UNSIGNED),
            change("convenios_suscritos", 2, fecha_suscripcion="2021-09-09"),
        ],
    ),
]


def alter(draft: Draft, steps: list[tuple[Any, ...]]) -> None:
    for verb, where, cells in steps:
        getattr(draft, verb)(*where, **cells)


@pytest.mark.parametrize(("rule", "steps", "found"), [*WRONG, *RIGHT])
def test_a_rule_finds_what_is_wrong_and_nothing_else(
    draft: Draft,
    findings: Callable[..., Any],
    rule: str,
    steps: list[tuple[Any, ...]],
    found: list[tuple[Any, ...]],
) -> None:
    alter(draft, steps)
    assert findings(draft, rule) == sorted(found, key=repr)


def test_every_rule_of_the_suites_has_a_case_that_fails(book: Rulebook) -> None:
    # What the prose says is tried on whole reports, in tests/source.
    ours = {
        one.rule
        for suite in book.suites
        for one in suite.expectations
        if any(book.rules[one.rule].reads[0].startswith(f"{table}.") for table in book.report_tables)
    }
    # What the prose says is tested on whole reports: tests/source/test_prose_cases.py.
    of_prose = {rule for rule in ours if rule[:3] in ("NAR", "NOM", "SIG")} | {
        "LEG-003",
        "LEG-004",
        "LEG-005",
    }
    assert ours - of_prose - {case.values[0] for case in WRONG} == {"CNT-002"}


def test_without_the_quarter_before_only_the_warning_stands(
    draft: Draft, findings: Callable[..., Any], engines: Callable[..., Any], book: Rulebook
) -> None:
    assert findings(draft, "CNT-001", before=None) == []
    assert findings(draft, "CNT-002", before=None) == [("informe", 1, "informe_id", None)]
    (unjudged,) = (
        one.unjudged for suite in book.suites for one in suite.expectations if one.rule == "CNT-001"
    )
    for run in engines({"draft": draft.folder}).values():
        assert run(unjudged) == [{"_report": "draft", "reason": "sin_anterior"}]


def test_in_the_first_quarter_numbering_begins_anew(draft: Draft, findings: Callable[..., Any]) -> None:
    draft.change(
        "informe", 1, informe_id="CVOE-2022-T1", anio="2022", trimestre="1", ordinal="Primer",
        periodo_inicio="2022-01-01", periodo_fin="2022-03-31",
    )  # fmt: skip
    draft.drop("opiniones", sentido="Favorable")
    draft.drop("sesiones", tipo="extraordinaria")
    for row, number in enumerate(("1", "2", "3"), start=1):
        draft.change("sesiones", row, numero=number)
    assert findings(draft, "CNT-002", before=None) == []
    assert findings(draft, "CNT-001", before=None) == [("acuerdos", 1, "clave", "reinicio")]
    # The prose goes on naming the quarter that the tables no longer have.
    assert {table for table, *_ in findings(draft, "PER-002", before=None)} <= {None}


def test_a_body_without_register_is_not_judged_on_its_legal_basis(
    draft: Draft, findings: Callable[..., Any], engines: Callable[..., Any], book: Rulebook
) -> None:
    draft.change("informe", 1, organo="COEC")
    assert findings(draft, "LEG-001") == []
    (unjudged,) = (
        one.unjudged for suite in book.suites for one in suite.expectations if one.rule == "LEG-001"
    )
    for run in engines({"draft": draft.folder}).values():
        assert run(unjudged) == [{"_report": "draft", "reason": "sin_registro"}]
