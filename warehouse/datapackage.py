"""The description beside an export: a Frictionless data package (specs.frictionlessdata.io, v1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from warehouse.schema import BY_NAME, Column, Table, public_tables

MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}
TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "DOUBLE": "number",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
}


def describe_package(files: Mapping[str, Sequence[str]], form: str, version: str) -> dict[str, Any]:
    """Return the package of exported tables; `files` are the paths of each, relative to the package."""
    return {
        "profile": "data-package",
        "name": "chancery",
        "title": "Documents, events and commitments",
        "created_by": f"chancery {version}",
        "resources": [
            _resource(table, files[table.name], form) for table in public_tables() if files.get(table.name)
        ],
    }


def _resource(table: Table, paths: Sequence[str], form: str) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "title": table.name,
        "description": table.description,
        "path": paths[0] if len(paths) == 1 else list(paths),
        "format": form,
        "mediatype": MEDIA[form],
        "encoding": "utf-8",
        "profile": "tabular-data-resource" if form == "csv" else "data-resource",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                _foreign_key(column, BY_NAME[column.references])
                for column in table.columns
                if column.references and BY_NAME[column.references] in tuple(public_tables())
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        "type": TYPES.get(column.sql_type, "array"),
        "description": column.description,
    }
    constraints: dict[str, Any] = {} if column.nullable else {"required": True}
    if column.vocabulary:
        constraints["enum"] = [value.value for value in column.vocabulary]
    return described | ({"constraints": constraints} if constraints else {})


def _foreign_key(column: Column, target: Table) -> dict[str, Any]:
    reference = {"resource": target.name.replace("_", "-"), "fields": target.key[0]}
    return {"fields": column.name, "reference": reference}
