"""Overrides in the stage file: taken back before a run is written, applied before it is matched.

What an override changes is kept as it was, so that taking it back needs no document read again, and
what is published follows from what was extracted and the overrides alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import duckdb
import msgspec

from extractors.model import CommitmentKind
from warehouse.database import Row, append
from warehouse.overrides import TABLE_OF, Override
from warehouse.schema import BY_NAME, Table
from warehouse.vocabulary import OverrideAction, OverrideStatus

DEPENDENTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "commitments": (("commitment_targets", "commitment_id"),),
    "event_reports": (("event_mentions", "event_report_id"), ("event_participants", "event_report_id")),
}
"""Rows that go with a rejected record, by table and the column that names it."""

REFERENCES: Mapping[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "event_reports": (
        ("commitments", "event_report_id", ("event_report_id", "event_id")),
        ("documents", "main_event_report_id", ("main_event_report_id", "main_event_id")),
        ("event_reports", "parent_event_report_id", ("parent_event_report_id",)),
    )
}
"""Columns that become empty with it: the table, the column that names it, and all that go with that."""

REFUSALS = "SELECT override_id, detail FROM audit.overrides WHERE status = 'refused'"
ENTRIES = """
SELECT entry, action, record_id, document_id, words, corrections, reason, author, decided_on
FROM audit.overrides ORDER BY entry
"""
# The last change first: a row comes back before what another override emptied in it.
KEPT = """
SELECT k.table_name, k.record_id, k.is_removed, k.content
FROM mart.overridden AS k JOIN audit.overrides AS o USING (override_id) ORDER BY o.entry DESC, k.ordinal DESC
"""
TYPES = "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name || '.' || table_name = ?"
MARK_EVENTS = """
UPDATE core.events SET is_overridden = true
WHERE event_id IN (SELECT event_id FROM core.event_reports WHERE is_overridden)
"""


def entries(con: duckdb.DuckDBPyConnection) -> tuple[Override, ...]:
    """Return the overrides that a warehouse was published with."""
    return tuple(
        Override(n, OverrideAction(action), record, document, quote, _values(record, corrections), *said)
        for n, action, record, document, quote, corrections, *said in con.execute(ENTRIES).fetchall()
    )


def refusals(con: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the ids of the overrides that were refused, and why."""
    return dict(con.execute(REFUSALS).fetchall())


def take_back(con: duckdb.DuckDBPyConnection) -> None:
    """Give every overridden record back what it was, and forget the overrides."""
    for table_name, record, is_removed, content in con.execute(KEPT).fetchall():
        types = dict(con.execute(TYPES, [table_name]).fetchall())
        columns = list(msgspec.json.decode(content))
        given = [content, msgspec.json.encode({name: _shape(types[name]) for name in columns}).decode()]
        kept = "(SELECT unnest(from_json(?, ?)))"
        if is_removed:
            con.execute(f"INSERT INTO {table_name} BY NAME FROM {kept}", given)
        else:
            key = BY_NAME[table_name.split(".")[1]].key[0]
            assigned = ", ".join(f"{name} = kept.{name}" for name in columns)
            restored = f"UPDATE {table_name} AS t SET {assigned} FROM {kept} AS kept"  # noqa: S608
            con.execute(f"{restored} WHERE t.{key} = ?", [*given, record])
    con.execute("DELETE FROM mart.overridden")
    con.execute("DELETE FROM audit.overrides")


def apply(con: duckdb.DuckDBPyConnection, overrides: Iterable[Override], refused: Mapping[str, str]) -> None:
    """Apply overrides to what was extracted, and write down what became of each.

    `refused` gives the ids of overrides that are not to be applied, and why.
    """
    writer = _Writer(con)
    for override in overrides:
        writer.decide(override, refused.get(override.override_id))
    append(con, "audit.overrides", writer.account)
    append(con, "mart.overridden", writer.kept)


def mark_events(con: duckdb.DuckDBPyConnection) -> None:
    """Mark the events of which a report was accepted or corrected; they are made anew by each run."""
    con.execute(MARK_EVENTS)


class _Writer:
    """Carries decisions out, in the order of the entries."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self.account: list[Row] = []
        self.kept: list[Row] = []
        self.taken: set[str] = set()

    def decide(self, override: Override, refusal: str | None) -> None:
        found = self.match(override)
        if refusal is not None:
            self.tell(override, OverrideStatus.REFUSED, found, None, refusal)
        elif found is None:
            why = (
                "No such record, and none in the place of its quote: extraction changed, or the id is wrong."
            )
            self.tell(override, OverrideStatus.UNMATCHED, None, None, why)
        else:
            self.taken.add(found[0])
            self.tell(override, OverrideStatus.APPLIED, found, self.carry_out(override, found[0]), None)

    def carry_out(self, override: Override, record: str) -> str | None:
        """Change the record and return the corrected columns as they were."""
        if override.action is OverrideAction.REJECT:
            self.reject(override, record)
            return None
        values = {**self.corrected(override, record), "is_overridden": True}
        before = self.change(override, override.table, record, values)
        if override.action is OverrideAction.ACCEPT:
            return None
        return msgspec.json.encode({name: before[name] for name in override.values}).decode()

    def corrected(self, override: Override, record: str) -> Mapping[str, object]:
        if override.table.name != "commitments":
            return override.values
        sql = "SELECT kind, strength FROM core.commitments WHERE commitment_id = ?"
        [(kind, strength)] = self.con.execute(sql, [record]).fetchall()
        return _with_derived(override, kind, strength)

    def match(self, override: Override) -> tuple[str, str] | None:
        """Return the ids of the record and its document; by its words where the id is gone."""
        table = override.table
        sql = f"SELECT {table.key[0]}, document_id FROM {table.qualified_name} WHERE {table.key[0]} = ?"  # noqa: S608
        for record, document in self.con.execute(sql, [override.record_id]).fetchall():
            return record, document
        return self.match_by_words(table, override) if override.quote and table.spans else None

    def match_by_words(self, table: Table, override: Override) -> tuple[str, str] | None:
        sql = f"""
            WITH quoted AS (
                SELECT strpos(text, $quote) - 1 AS first, first + length($quote) AS past
                FROM raw.document_texts WHERE document_id = $document AND strpos(text, $quote) > 0
            )
            SELECT {table.key[0]}, document_id FROM {table.qualified_name}, quoted
            WHERE document_id = $document AND char_start < past AND first < char_end
                AND {table.key[0]} NOT IN (SELECT unnest($taken))
            ORDER BY (least(char_end, past) - greatest(char_start, first))
                / (greatest(char_end, past) - least(char_start, first)) DESC, {table.key[0]} LIMIT 1
        """  # noqa: S608
        given = {"quote": override.quote, "document": override.document_id, "taken": sorted(self.taken)}
        found: list[tuple[str, str]] = self.con.execute(sql, given).fetchall()
        return found[0] if found else None

    def reject(self, override: Override, record: str) -> None:
        table = override.table
        for name, column, emptied in REFERENCES.get(table.name, ()):
            other = BY_NAME[name]
            sql = f"SELECT {other.key[0]} FROM {other.qualified_name} WHERE {column} = ? ORDER BY ALL"  # noqa: S608
            for (key,) in self.con.execute(sql, [record]).fetchall():
                self.change(override, other, key, dict.fromkeys(emptied))
        for name, column in (*DEPENDENTS.get(table.name, ()), (table.name, table.key[0])):
            self.remove(override, BY_NAME[name], column, record)

    def remove(self, override: Override, table: Table, column: str, record: str) -> None:
        rows = f"FROM {table.qualified_name} AS t WHERE {column} = ?"
        for (content,) in self.con.execute(f"SELECT to_json(t) {rows} ORDER BY ALL", [record]).fetchall():
            self.keep(override, table, record, content, is_removed=True)
        self.con.execute(f"DELETE {rows}", [record])

    def change(
        self, override: Override, table: Table, record: str, values: Mapping[str, object]
    ) -> dict[str, Any]:
        """Set columns of a record and return what they held."""
        held = ", ".join(f"{name} := {name}" for name in values)
        where = f"WHERE {table.key[0]} = ?"
        sql = f"SELECT to_json(struct_pack({held})) FROM {table.qualified_name} {where}"  # noqa: S608
        [(content,)] = self.con.execute(sql, [record]).fetchall()
        assigned = ", ".join(f"{name} = ?" for name in values)
        self.con.execute(f"UPDATE {table.qualified_name} SET {assigned} {where}", [*values.values(), record])  # noqa: S608
        self.keep(override, table, record, content, is_removed=False)
        before: dict[str, Any] = msgspec.json.decode(content)
        return before

    def keep(self, override: Override, table: Table, record: str, content: str, *, is_removed: bool) -> None:
        ordinal = sum(row[0] == override.override_id for row in self.kept)
        self.kept.append((override.override_id, ordinal, table.qualified_name, record, is_removed, content))

    def tell(
        self,
        override: Override,
        status: OverrideStatus,
        found: tuple[str, str] | None,
        original: str | None,
        detail: str | None,
    ) -> None:
        corrections = msgspec.json.encode(dict(sorted(override.values.items()))).decode()
        said = (override.record_id, override.document_id, override.quote, corrections, override.reason,
                override.author, override.decided_on)  # fmt: skip
        matched = found or (None, None)
        self.account.append(
            (override.override_id, override.entry, override.action.value, *said, status.value, *matched,
             original, detail)
        )  # fmt: skip


def _with_derived(override: Override, kind: str, strength: int) -> Mapping[str, object]:
    """Return the corrected columns of a commitment with those that follow from them.

    `kind` and `strength` are what it held.
    """
    values = dict(override.values)
    if "deadline_date" in values:
        values["deadline_rule"] = None if values["deadline_date"] is None else "reviewer"
    if "condition_text" in values:
        values["is_conditional"] = values["condition_text"] is not None
    if values.keys() & {"kind", "strength"}:
        made = CommitmentKind(str(values.get("kind", kind)))
        firm = int(str(values.get("strength", strength))) >= 4
        values["tier"] = made.tier.value
        values["is_binding"] = firm and made in (CommitmentKind.PLEDGE, CommitmentKind.DECISION)
    return values


def _values(record_id: str, corrections: str) -> Mapping[str, object]:
    """Return stored corrections as they were read: days stand in JSON as text."""
    table = BY_NAME[TABLE_OF[record_id.partition("_")[0]]]
    return {
        name: date.fromisoformat(value) if value and table.column(name).sql_type == "DATE" else value
        for name, value in msgspec.json.decode(corrections).items()
    }


def _shape(sql_type: str) -> object:
    """Return a type as from_json takes it."""
    return [sql_type.removesuffix("[]")] if sql_type.endswith("[]") else sql_type
