"""What reviewers decided: a TOML file of records accepted, rejected or corrected, checked entry by entry."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec

from warehouse.errors import WarehouseError
from warehouse.schema import BY_NAME, Column, Table
from warehouse.vocabulary import OverrideAction

CORRECTABLE: Mapping[str, tuple[str, ...]] = {
    "documents": (
        "language", "doc_type", "title", "symbol", "issuing_body", "adopted_date", "published_date",
        "date_start", "date_end", "place", "country_code", "version_status", "topics",
    ),
    "event_reports": (
        "kind", "name", "start_date", "end_date", "date_precision", "place", "country_code", "status",
        "is_generic", "attendance_mode",
    ),
    "commitments": (
        "kind", "strength", "actor", "actor_id", "addressee", "addressee_id", "action", "deadline_text",
        "deadline_date", "deadline_type", "frequency", "status", "is_reaffirmation", "is_negative",
        "condition_text", "topics",
    ),
    "statements": ("kind",),
}  # fmt: skip
"""The tables that reviewers may decide on, and the columns that they may correct."""

TABLE_OF = {"doc": "documents", "rep": "event_reports", "cmt": "commitments", "stm": "statements"}
_ID = re.compile(r"([a-z]+)_[0-9a-f]{20}")
_TYPES: Mapping[str, tuple[type, str]] = {
    "VARCHAR": (str, "text"),
    "DATE": (date, "a date such as 2027-07-01, without quotation marks"),
    "INTEGER": (int, "a whole number"),
    "BOOLEAN": (bool, "true or false"),
    "VARCHAR[]": (list, "a list of texts"),
}


class OverridesError(WarehouseError):
    """The overrides cannot be used; the message names file, entry and cause, and says what to do."""


@dataclass(frozen=True, slots=True)
class Override:
    """One decision. `values` are the corrected columns, None for one that is to be empty.

    `document_id` and `quote` find the record again where extraction gives it another id.
    """

    entry: int
    action: OverrideAction
    record_id: str
    document_id: str | None
    quote: str | None
    values: Mapping[str, object]
    reason: str
    author: str
    decided_on: date

    @property
    def table(self) -> Table:
        """The table of the record."""
        return BY_NAME[TABLE_OF[self.record_id.partition("_")[0]]]

    @property
    def override_id(self) -> str:
        """Id made from all that the entry says, so that another entry is another override."""
        found_by = (self.record_id, self.document_id, self.quote)
        decided = (sorted(self.values.items()), self.reason, self.author, self.decided_on)
        said = msgspec.json.encode([self.entry, self.action, *found_by, *decided])
        return f"ovr_{hashlib.blake2b(said, digest_size=10).hexdigest()}"


class _Entry(msgspec.Struct, forbid_unknown_fields=True):
    action: OverrideAction
    id: str
    reason: str
    author: str
    date: date
    document: str | None = None
    quote: str | None = None
    set: dict[str, Any] = {}
    clear: list[str] = []


def read_overrides(path: Path) -> tuple[Override, ...]:
    """Return the entries of a file in order. Raises OverridesError."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise OverridesError(f"cannot read {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OverridesError(f"{path} is no TOML file: {error}") from None
    entries = found.get("override", [])
    if set(found) - {"override"} or not isinstance(entries, list):
        raise OverridesError(f"{path} may hold [[override]] entries only; remove what else stands at its top")
    made = []
    for number, entry in enumerate(entries, start=1):
        try:
            made.append(checked_entry(number, entry))
        except ValueError as error:
            raise OverridesError(f"{path}, entry {number}: {error}") from None
    _check_once(path, made)
    return tuple(made)


def checked_entry(number: int, raw: object) -> Override:
    """Return an entry as read from TOML. Raises ValueError, which says what is wrong with it."""
    entry = msgspec.convert(raw, _Entry)
    prefix = _ID.fullmatch(entry.id)
    if prefix is None or prefix[1] not in TABLE_OF:
        raise ValueError(
            f"{entry.id!r} is no document, event report, commitment or statement; {hint_for(entry.id)}"
        )
    for name in ("reason", "author"):
        if not getattr(entry, name).strip():
            raise ValueError(f"{name} is empty; say it")
    if (entry.document is None) != (entry.quote is None):
        raise ValueError("document and quote find a record together; give both or neither")
    table = BY_NAME[TABLE_OF[prefix[1]]]
    values = dict(_values(table, entry))
    if bool(values) is not (entry.action is OverrideAction.CORRECT):
        raise ValueError("give set or clear with action correct, and with no other")
    if entry.action is OverrideAction.REJECT and table.name == "documents":
        raise ValueError("a document cannot be rejected; take its file out of the inbox and its run back")
    return Override(number, entry.action, entry.id, entry.document, entry.quote, values,
                    entry.reason.strip(), entry.author.strip(), entry.date)  # fmt: skip


def hint_for(record_id: str) -> str:
    """Return what to do about a record that cannot be decided on itself."""
    if record_id.startswith("evt_"):
        return "it is made from its reports: decide on those (rep_…)"
    if record_id.startswith("ins_") or ":" in record_id:
        where = "instruments.toml" if record_id.startswith("ins_") else "organisations.toml or states.toml"
        return f"what holds for all documents is corrected in extractors/lexicons/{where}"
    return "give an id such as cmt_…"


def _values(table: Table, entry: _Entry) -> Iterator[tuple[str, object]]:
    for name in (*entry.set, *entry.clear):
        if name not in CORRECTABLE[table.name]:
            allowed = ", ".join(CORRECTABLE[table.name])
            raise ValueError(f"{name} of {table.name} cannot be corrected; these can: {allowed}")
    for name in entry.clear:
        if name in entry.set or not table.column(name).nullable:
            raise ValueError(f"{name} cannot be cleared; it is never empty, or also set")
        yield name, None
    for name, value in entry.set.items():
        yield name, _checked(table.column(name), value)


def _checked(column: Column, value: object) -> object:
    """Return a value that is one of the column. Raises ValueError."""
    kind, said = _TYPES[column.sql_type]
    right = isinstance(value, kind) and (kind is bool or not isinstance(value, bool | datetime))
    if not right or value in ("", []) or (kind is list and not all(isinstance(v, str) for v in value)):  # type: ignore[attr-defined]
        raise ValueError(f"{column.name} must be {said}, not {value!r}; to empty it write clear")
    allowed = tuple(column.vocabulary) if column.vocabulary else (value,)
    if value not in allowed:
        raise ValueError(f"{column.name} is {value!r}; it must be one of {', '.join(map(str, allowed))}")
    return sorted(set(value)) if isinstance(value, list) else value


def _check_once(path: Path, overrides: Sequence[Override]) -> None:
    seen: dict[str, int] = {}
    for override in overrides:
        first = seen.setdefault(override.record_id, override.entry)
        if first != override.entry:
            problem = f"{override.record_id} is decided on in entry {first} too; join them"
            raise OverridesError(f"{path}, entry {override.entry}: {problem}")
