"""The data package is the contract of a report: its descriptor, its tables, its fields and their keys."""

from __future__ import annotations

import copy
import csv
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, Report

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "datapackage"
PROFILES = "https://datapackage.org/profiles/2.0/"

REPORT_TABLES = {
    "informe": "informe_id organo organo_nombre anio trimestre ordinal periodo_inicio periodo_fin"
    " acuerdo_aprobacion sesion_aprobacion fecha_aprobacion punto",
    "secciones": "seccion_id titulo nivel pagina sin_actividad motivo",
    "sesiones": "sesion_id tipo numero fecha fecha_texto modalidad",
    "participantes": "participante_id nombre cargo unidad calidad con_voto",
    "asistencia": "sesion_id participante_id asistio",
    "acuerdos": "clave sesion_id asunto tipo sesion_referida fecha_referida",
    "puntos_presentados": "no clase texto",
    "sesiones_ine": "ambito no fecha fecha_texto instancia",
    "reportes_sivople": "no fecha fecha_texto sistema",
    "convenios_gestionados": "no instrumento tipo contraparte objeto fecha_suscripcion fecha_texto",
    "convenios_suscritos": "no instrumento tipo contraparte objeto fecha_suscripcion fecha_texto",
    "convenios_avance": "no tipo contraparte sesiones_texto",
    "convenios_avance_sesiones": "no sesion_id",
    "convenios_acompanados": "no instrumento contraparte objeto area_responsable",
    "opiniones": "clave instrumento contraparte area_responsable sentido",
    "eventos": "evento_id titulo fecha_inicio fecha_fin fecha_texto modalidad seccion_id",
    "evento_participantes": "evento_id orden mesa nombre cargo papel",
    "envios": "lista no fecha fecha_texto informacion",
    "fundamentos": "no norma articulo fraccion parrafo seccion_id",
    "cifras_declaradas": "no seccion_id texto valor medida",
    "dispensas": "regla huella tabla clave motivo fundamento autoriza documento fecha vence",
}
REGISTERS = {
    "organos": "organo nombre instituto instituto_nombre desde hasta sucede_a fuente estado",
    "areas": "area_id nombre sigla alias instituto desde hasta fuente estado",
    "normas": "norma_id nombre sigla alias instituto desde hasta fuente estado",
    "leyes": "ley_id nombre sigla desde hasta fuente estado",
    "clases_de_organismos": "clase llamada nombres fuente estado",
    "series": "organo serie desde hasta forma fuente estado",
    "fundamentos_requeridos": "organo norma_id articulo fraccion desde hasta fuente estado",
}
PRIMARY_KEYS = {
    "informe": "informe_id",
    "secciones": "seccion_id",
    "sesiones": "sesion_id",
    "participantes": "participante_id",
    "asistencia": "sesion_id participante_id",
    "acuerdos": "clave",
    "puntos_presentados": "no",
    "sesiones_ine": "ambito no",
    "reportes_sivople": "no",
    "convenios_gestionados": "no",
    "convenios_suscritos": "no",
    "convenios_avance": "no",
    "convenios_avance_sesiones": "no sesion_id",
    "convenios_acompanados": "no",
    "opiniones": "clave",
    "eventos": "evento_id",
    "evento_participantes": "evento_id orden",
    "envios": "lista no",
    "fundamentos": "no",
    "cifras_declaradas": "no",
    "dispensas": "regla huella",
    "organos": "organo",
    "areas": "area_id",
    "normas": "norma_id",
    "leyes": "ley_id",
    "clases_de_organismos": "clase",
    "series": "organo serie desde",
    "fundamentos_requeridos": "organo norma_id articulo",
}
FOREIGN_KEYS = {
    ("asistencia", "sesion_id", "sesiones", "sesion_id"),
    ("asistencia", "participante_id", "participantes", "participante_id"),
    ("acuerdos", "sesion_id", "sesiones", "sesion_id"),
    ("convenios_avance_sesiones", "no", "convenios_avance", "no"),
    ("convenios_avance_sesiones", "sesion_id", "sesiones", "sesion_id"),
    ("eventos", "seccion_id", "secciones", "seccion_id"),
    ("evento_participantes", "evento_id", "eventos", "evento_id"),
    ("fundamentos", "seccion_id", "secciones", "seccion_id"),
    ("cifras_declaradas", "seccion_id", "secciones", "seccion_id"),
    ("series", "organo", "organos", "organo"),
    ("fundamentos_requeridos", "organo", "organos", "organo"),
    ("fundamentos_requeridos", "norma_id", "normas", "norma_id"),
}
ENUMS = {
    ("sesiones", "tipo"): "ordinaria extraordinaria urgente especial solemne conjunta",
    ("participantes", "calidad"): "presidencia integrante secretaria_tecnica partido invitado encargado"
    " representante",
    ("puntos_presentados", "clase"): "informe nota punto",
    ("sesiones_ine", "ambito"): "comision consejo_local",
    ("evento_participantes", "papel"): "inauguracion ponente moderacion comentarista",
    **{(register, "estado"): "confirmado por_confirmar" for register in REGISTERS},
}
BOOLEANS = {("secciones", "sin_actividad"), ("participantes", "con_voto"), ("asistencia", "asistio")}

STANDARD_PROPERTIES = {"name", "type", "title", "description", "example", "constraints"}
CUSTOM_PROPERTIES = {"aliases", "derive", "printed", "links", "minWords", "wholeOrBlank"}
DERIVATIONS = {"dates", "name", "identifier", "identifiers", "instruments", "person", "body", "listed"} | {
    "fact",
    "titles",
    "approved",
}
MEASURES = {"contains", "name"}

Row = dict[str, str]
Tables = dict[str, list[Row]]


def load(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return document


DESCRIPTOR = load(PACKAGE / "datapackage.json")
RESOURCES = {resource["name"]: resource for resource in DESCRIPTOR["resources"]}
SCHEMAS = {name: load(PACKAGE / resource["schema"]) for name, resource in RESOURCES.items()}
FIELDS = {(table, field["name"]): field for table, schema in SCHEMAS.items() for field in schema["fields"]}
KEYS = [
    (table, key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
    for table, schema in SCHEMAS.items()
    for key in schema.get("foreignKeys", [])
]
FIELD_IDS = [".".join(key) for key in FIELDS]
every_field = pytest.mark.parametrize(("table", "name"), FIELDS, ids=FIELD_IDS)


# The descriptor


def test_descriptor_is_valid_metadata() -> None:
    Package.from_descriptor(copy.deepcopy(DESCRIPTOR), basepath=str(PACKAGE))
    assert list(Package.metadata_validate(DESCRIPTOR)) == []


def test_a_damaged_descriptor_is_not_valid_metadata() -> None:
    damaged = copy.deepcopy(DESCRIPTOR)
    del damaged["resources"][0]["name"]
    assert list(Package.metadata_validate(damaged))


def test_every_descriptor_follows_version_two() -> None:
    assert DESCRIPTOR["$schema"] == PROFILES + "datapackage.json"
    assert {resource["$schema"] for resource in RESOURCES.values()} == {PROFILES + "dataresource.json"}
    assert {schema["$schema"] for schema in SCHEMAS.values()} == {PROFILES + "tableschema.json"}


def test_package_has_title_and_description() -> None:
    assert DESCRIPTOR["title"].strip()
    assert DESCRIPTOR["description"].strip()


@pytest.mark.parametrize("name", RESOURCES)
def test_resource_is_described_and_in_its_place(name: str) -> None:
    resource = RESOURCES[name]
    folder = "" if resource.get("optional") else "registros/" if name in REGISTERS else "tablas/"
    assert resource["title"].strip()
    assert resource["description"].strip()
    assert resource["path"] == f"{folder}{name}.csv"
    assert resource["schema"] == f"esquemas/{name}.json"
    assert (resource["type"], resource["format"], resource["encoding"]) == ("table", "csv", "utf-8")


def test_no_schema_is_orphaned() -> None:
    assert {path.stem for path in (PACKAGE / "esquemas").iterdir()} == set(RESOURCES)


# The contract: tables, fields, keys, closed lists


def test_tables_are_those_of_the_contract() -> None:
    assert list(RESOURCES) == [*REPORT_TABLES, *REGISTERS]


@pytest.mark.parametrize(("table", "names"), [*REPORT_TABLES.items(), *REGISTERS.items()])
def test_fields_are_those_of_the_contract(table: str, names: str) -> None:
    assert [field["name"] for field in SCHEMAS[table]["fields"]] == names.split()


def test_keys_are_those_of_the_contract() -> None:
    primary_keys = {table: " ".join(schema["primaryKey"]) for table, schema in SCHEMAS.items()}
    assert primary_keys == PRIMARY_KEYS
    assert set(KEYS) == FOREIGN_KEYS


def test_closed_lists_are_those_of_the_contract() -> None:
    enums = {
        key: " ".join(field["constraints"]["enum"])
        for key, field in FIELDS.items()
        if "enum" in field.get("constraints", {})
    }
    assert enums == ENUMS


@pytest.mark.parametrize("table", SCHEMAS)
def test_key_fields_are_required_and_blank_is_missing(table: str) -> None:
    assert SCHEMAS[table]["missingValues"] == [""]
    for name in SCHEMAS[table]["primaryKey"]:
        assert FIELDS[table, name]["constraints"]["required"] is True


# Every field


@every_field
def test_field_is_described(table: str, name: str) -> None:
    field = FIELDS[table, name]
    assert field["title"].strip()
    assert field["description"].strip().endswith((".", "…"))


@every_field
def test_field_type_is_plain(table: str, name: str) -> None:
    kind = FIELDS[table, name]["type"]
    assert kind in {"string", "integer", "date", "boolean"}
    assert (kind == "boolean") == ((table, name) in BOOLEANS)


@every_field
def test_field_with_a_pattern_shows_an_example_that_follows_it(table: str, name: str) -> None:
    field = FIELDS[table, name]
    pattern = field.get("constraints", {}).get("pattern")
    if pattern:
        assert re.fullmatch(pattern, field["example"])


@every_field
def test_field_uses_known_properties_only(table: str, name: str) -> None:
    assert set(FIELDS[table, name]) <= STANDARD_PROPERTIES | CUSTOM_PROPERTIES


@every_field
def test_derivations_are_known_and_read_text(table: str, name: str) -> None:
    field = FIELDS[table, name]
    assert set(field.get("derive", [])) <= DERIVATIONS
    assert "derive" not in field or field["type"] == "string"


@every_field
def test_printed_words_name_dates_of_their_own_table(table: str, name: str) -> None:
    for date in FIELDS[table, name].get("printed", []):
        assert FIELDS[table, date]["type"] == "date"


@every_field
def test_links_point_at_existing_fields(table: str, name: str) -> None:
    for link in FIELDS[table, name].get("links", []):
        assert set(link) == {"to", "measure"}
        assert link["measure"] in MEASURES
        assert tuple(link["to"].split(".")) in FIELDS


def test_words_of_a_date_are_searched_and_tied_to_it() -> None:
    for (_, name), field in FIELDS.items():
        if name == "fecha_texto":
            assert field["derive"] == ["dates"]
            assert field["printed"]
            assert not field.get("constraints", {}).get("required")


def test_every_counterpart_is_compared_by_name() -> None:
    derivations = [field["derive"] for (_, name), field in FIELDS.items() if name == "contraparte"]
    assert derivations == [["name"]] * 5


@pytest.mark.parametrize("table", SCHEMAS)
def test_headings_name_one_field_each(table: str) -> None:
    owners: dict[str, str] = {}
    for field in SCHEMAS[table]["fields"]:
        for heading in (field["name"], field["title"], *field.get("aliases", [])):
            assert owners.setdefault(heading.casefold().rstrip("."), field["name"]) == field["name"]


# The keys at work: a package of one row a table, then one row that points at nothing


def minimal_cell(field: dict[str, Any]) -> str:
    constraints = field.get("constraints", {})
    if not constraints.get("required"):
        return ""
    plain = {"string": "texto", "integer": "1", "date": "2021-07-01", "boolean": "true"}
    fallback = constraints.get("enum", [plain[field["type"]]])[0]
    return str(field.get("example", fallback))


def minimal_tables() -> Tables:
    tables = {
        table: [{field["name"]: minimal_cell(field) for field in schema["fields"]}]
        for table, schema in SCHEMAS.items()
    }
    for table, name, target, target_name in KEYS:
        tables[table][0][name] = tables[target][0][target_name]
    return tables


def other(cell: str) -> str:
    """Another cell of the same form: its last character moves on to the next of its kind."""
    following = {"9": "0", "Z": "A", "z": "a"}.get(cell[-1], chr(ord(cell[-1]) + 1))
    return cell[:-1] + following


def validate(tables: Tables, folder: Path) -> Report:
    shutil.copytree(PACKAGE / "esquemas", folder / "esquemas")
    shutil.copy(PACKAGE / "datapackage.json", folder)
    for table, rows in tables.items():
        path = folder / RESOURCES[table]["path"]
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return Package(str(folder / "datapackage.json")).validate()


def errors(report: Report) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (task.name, error.type, tuple(getattr(error, "field_names", ())))
        for task in report.tasks
        for error in task.errors
    ]


def test_a_package_of_minimal_rows_is_valid(tmp_path: Path) -> None:
    report = validate(minimal_tables(), tmp_path)
    assert report.errors == []
    assert errors(report) == []


@pytest.mark.parametrize(("table", "name", "target", "target_name"), KEYS)
def test_broken_reference_is_reported(
    table: str, name: str, target: str, target_name: str, tmp_path: Path
) -> None:
    tables = minimal_tables()
    tables[table][0][name] = other(tables[target][0][target_name])
    report = validate(tables, tmp_path)
    assert report.errors == []
    assert errors(report) == [(table, "foreign-key", (name,))]


@pytest.mark.parametrize("table", SCHEMAS)
def test_repeated_primary_key_is_reported(table: str, tmp_path: Path) -> None:
    tables = minimal_tables()
    tables[table] *= 2
    report = validate(tables, tmp_path)
    assert [(name, kind) for name, kind, _ in errors(report)] == [(table, "primary-key")]
