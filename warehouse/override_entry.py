"""A decision on a record written down: the entry for `overrides.toml`, checked as that file is read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from warehouse.overrides import TABLE_OF, OverridesError, checked_entry, hint_for, read_overrides
from warehouse.schema import BY_NAME, Column
from warehouse.vocabulary import OverrideAction

REPORTS = "SELECT event_report_id FROM core.event_reports WHERE event_id = ? ORDER BY ALL"


def entry_of(
    con: duckdb.DuckDBPyConnection,
    record_id: str,
    action: OverrideAction,
    given: Sequence[str],
    cleared: Sequence[str],
    said: Mapping[str, object],
) -> str:
    """Return the entry in TOML; `given` are `column=value`, `said` is reason, author and date.

    With it stand the record's document and words, by which it is found if its id changes. Raises
    OverridesError where there is no such record, column or value.
    """
    raw: dict[str, Any] = {"action": action.value, "id": record_id, **_place(con, record_id)}
    table = BY_NAME[TABLE_OF[record_id.partition("_")[0]]]
    columns = {column.name: column for column in table.columns}
    if given:
        raw["set"] = dict(_value(columns, pair) for pair in given)
    if cleared:
        raw["clear"] = list(cleared)
    raw |= said
    try:
        checked_entry(1, raw)
    except ValueError as error:
        raise OverridesError(str(error)) from None
    return "".join(f"{line}\n" for line in ("[[override]]", *(f"{k} = {_toml(v)}" for k, v in raw.items())))


def append_entry(path: Path, record_id: str, entry: str) -> None:
    """Add an entry to a file of overrides, whole or not at all. Raises OverridesError."""
    known = read_overrides(path) if path.exists() else ()
    for override in known:
        if override.record_id == record_id:
            raise OverridesError(f"{path} decides on {record_id} in entry {override.entry}; change it there")
    before = path.read_text(encoding="utf-8").rstrip("\n") if path.exists() else ""
    made = path.with_name(f".{path.name}.new")
    try:
        made.write_text(f"{before}\n\n{entry}" if before else entry, encoding="utf-8")
        read_overrides(made)
        os.replace(made, path)  # noqa: PTH105
    except OSError as error:
        raise OverridesError(f"cannot write {path}: {error.strerror}") from None
    finally:
        made.unlink(missing_ok=True)


def _place(con: duckdb.DuckDBPyConnection, record_id: str) -> dict[str, str]:
    """Return the document and the words of a record."""
    if record_id.startswith("evt_"):
        reports = ", ".join(report for (report,) in con.execute(REPORTS, [record_id]).fetchall())
        raise OverridesError(
            f"{record_id} is made from reports; decide on those: {reports or 'there are none'}"
        )
    table = BY_NAME.get(TABLE_OF.get(record_id.partition("_")[0], ""))
    if table is None:
        what = "no document, event report, commitment or statement"
        raise OverridesError(f"{record_id} is {what}; {hint_for(record_id)}")
    columns = "document_id, quote" if table.spans else "document_id, NULL"
    sql = f"SELECT {columns} FROM {table.qualified_name} WHERE {table.key[0]} = ?"  # noqa: S608
    found = con.execute(sql, [record_id]).fetchall()
    if not found:
        raise OverridesError(f"there is no {record_id} in {table.name}; the view review_queue lists ids")
    [(document, quote)] = found
    return {} if quote is None else {"document": document, "quote": quote}


def _value(columns: Mapping[str, Column], pair: str) -> tuple[str, object]:
    """Return a column's name and its value as the column's type has it, or as it was given."""
    name, sign, text = pair.partition("=")
    if not sign:
        raise OverridesError(f"{pair!r} sets nothing; write column=value")
    sql_type = columns[name].sql_type if name in columns else "VARCHAR"
    try:
        return name, _PARSED.get(sql_type, str)(text)
    except (ValueError, KeyError):
        return name, text  # which the check of the entry refuses, saying what it ought to be


_PARSED: Mapping[str, Any] = {
    "DATE": date.fromisoformat,
    "INTEGER": int,
    "BOOLEAN": {"true": True, "false": False}.__getitem__,
    "VARCHAR[]": lambda text: [part.strip() for part in text.split(",")],
}


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_toml(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, str):
        told = json.dumps(value, ensure_ascii=False)  # which leaves in what acts on a terminal
        return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in told)
    return str(value).lower() if isinstance(value, bool) else str(value)
