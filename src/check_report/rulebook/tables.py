"""The data package as the rest of the program sees it: tables, fields, keys, what is derived from a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from check_report.rulebook.strict import read_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

REGISTERS = "registros/"
"""Resources below this path outlive one quarter and travel with the rulebook."""


@dataclass(frozen=True, slots=True)
class Link:
    """A field whose text is to be matched with another field by likeness."""

    to_table: str
    to_field: str
    measure: str
    """`name`: the two name one thing; `contains`: the text contains the other as a title."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a Table Schema."""

    name: str
    title: str
    type: str
    required: bool
    whole_or_blank: bool
    """Whether a report may be without the whole column; then none of its cells is required."""
    derive: tuple[str, ...]
    printed: tuple[str, ...]
    """The date fields whose words this field prints."""
    links: tuple[Link, ...]
    descriptor: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """One resource of the data package."""

    name: str
    title: str
    path: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    rows: int | None
    """How many rows the table must have; None for any number."""
    optional: bool
    """Whether a report folder may be without its file."""
    descriptor: Mapping[str, Any]
    """The Table Schema's own descriptor."""

    @property
    def is_register(self) -> bool:
        """Whether the table belongs to the rulebook and not to a report."""
        return self.path.startswith(REGISTERS)

    def field(self, name: str) -> Field:
        """The field of that name. Raises KeyError where there is none."""
        return next((f for f in self.fields if f.name == name), None) or _missing(self.name, name)


def _missing(table: str, field: str) -> Field:
    raise KeyError(f"{table}.{field}")


def load_tables(folder: Path) -> dict[str, Table]:
    """The tables of `datapackage.json`, in its order, each with its Table Schema read in."""
    package = read_json(folder / "datapackage.json")
    return {
        resource["name"]: _table(resource, read_json(folder / resource["schema"]))
        for resource in package["resources"]
    }


def _table(resource: Mapping[str, Any], schema: Mapping[str, Any]) -> Table:
    return Table(
        name=resource["name"],
        title=resource["title"],
        path=resource["path"],
        fields=tuple(_field(descriptor) for descriptor in schema["fields"]),
        primary_key=_names(schema.get("primaryKey")),
        rows=schema.get("rows"),
        optional=resource.get("optional", False),
        descriptor=schema,
    )


def _field(descriptor: Mapping[str, Any]) -> Field:
    return Field(
        name=descriptor["name"],
        title=descriptor["title"],
        type=descriptor["type"],
        required=bool(descriptor.get("constraints", {}).get("required")),
        whole_or_blank=bool(descriptor.get("wholeOrBlank")),
        derive=tuple(descriptor.get("derive", ())),
        printed=tuple(descriptor.get("printed", ())),
        links=tuple(_link(link) for link in descriptor.get("links", ())),
        descriptor=descriptor,
    )


def _link(descriptor: Mapping[str, str]) -> Link:
    table, _, field = descriptor["to"].partition(".")
    return Link(table, field, descriptor["measure"])


def _names(key: str | list[str] | None) -> tuple[str, ...]:
    if key is None:
        return ()
    return (key,) if isinstance(key, str) else tuple(key)
