"""Two states of the warehouse compared, record by record, in SQL.

Both are attached databases. A record is the same where its key is; as keys are made from spans, a
record whose words moved gets another, so that what vanished and what appeared in one document is
paired where it overlaps, the closest first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import duckdb

from warehouse.schema import TABLES, Table

BOOKKEEPING = frozenset(
    {"document_sources", "event_ids", "document_actors", "document_instruments", "known_instruments"}
)
"""Tables of the core that say nothing which others do not, or that come with the program."""

NO_DIFFERENCES = "MAP {}::MAP(VARCHAR, STRUCT(before VARCHAR, after VARCHAR))"

COMPARED = tuple(table for table in TABLES if table.schema == "core" and table.name not in BOOKKEEPING)

IGNORED = frozenset(
    {"run_id", "ingested_at", "parser_version", "extractor_version", "quote", "text"}
    | {"accounted_as", "not_counted_because"}
)
"""Columns that differ from run to run, that the quotes show, and that follow from other tables."""

NAMES = {"documents": "title", "events": "name", "actors": "name", "instruments": "name"}
"""What stands for the quote in tables without one."""


class Scope(StrEnum):
    """Which records are compared."""

    ALL = "all"
    TOUCHED = "touched"
    """Those of documents in the table `touched`, and all that belong to no single document."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The names of two attached databases; without the first, everything is new."""

    before: str | None
    after: str

    def earlier(self, table: str) -> str:
        """Return what to select the earlier rows of a table from."""
        if self.before:
            return f"{self.before}.{table}"
        return f"(SELECT rowid, * FROM {self.after}.{table} WHERE false)"  # noqa: S608

    def later(self, table: str) -> str:
        """Return what to select the later rows of a table from."""
        return f"{self.after}.{table}"


def differences(con: duckdb.DuckDBPyConnection, sides: Sides, scope: Scope) -> str:
    """Return the query that lists all differences; columns that one side lacks are passed over.

    Its columns are those of `mart.changes` but for the run. With Scope.TOUCHED it reads the temporary
    table `touched (document_id, is_new)` and leaves out the records of new documents.
    """
    tables = COMPARED
    if (
        scope is Scope.TOUCHED
        and not con.execute("SELECT 1 FROM touched WHERE NOT is_new LIMIT 1").fetchall()
    ):
        tables = tuple(table for table in COMPARED if not table.per_document or table.name == "documents")
    known = _common_columns(con, sides)
    shared = [(table, [c for c in table.column_names if (table.name, c) in known]) for table in tables]
    return "\nUNION ALL\n".join(
        _compared(table, columns, sides, scope) for table, columns in shared if set(table.key) <= set(columns)
    )


def record_id(table: Table, alias: str) -> str:
    """Return the SQL expression of a record's id: the parts of its key joined by a slash."""
    if len(table.key) == 1:
        return f"{alias}.{table.key[0]}"
    return f"concat_ws('/', {', '.join(f'{alias}.{name}' for name in table.key)})"


def words(table: Table, alias: str) -> str:
    """Return the SQL expression of a record's quote, or of what stands for it."""
    column = table.spans[0][0] if table.spans else NAMES.get(table.name)
    return f"{alias}.{column}" if column else "NULL::VARCHAR"


def _common_columns(con: duckdb.DuckDBPyConnection, sides: Sides) -> set[tuple[str, str]]:
    """Return the tables of the core and their columns that both sides have."""
    sql = """
        SELECT table_name, column_name FROM duckdb_columns()
        WHERE schema_name = 'core' AND database_name IN (SELECT unnest($databases))
        GROUP BY ALL HAVING count(*) = len($databases)
    """
    databases = [name for name in (sides.before, sides.after) if name]
    return set(con.execute(sql, {"databases": databases}).fetchall())


def _compared(table: Table, columns: list[str], sides: Sides, scope: Scope) -> str:
    """Return the query for one table; `b` are its rows before, `a` those after."""
    told = [name for name in columns if name not in table.key and name not in IGNORED]
    document = "coalesce(a.document_id, b.document_id)" if "document_id" in columns else "NULL::VARCHAR"
    unlike = (
        " OR ".join(f"b.{c} IS DISTINCT FROM a.{c}" for c in (*told, *_quoted(table, columns))) or "false"
    )
    name = table.qualified_name
    earlier, later = sides.earlier(name), sides.later(name)
    return f"""(
    WITH b AS ({_rows(table, earlier, later, columns, scope)}),
        a AS ({_rows(table, later, earlier, columns, scope, is_later=True)}),
    pairs AS ({_pairs(table, told)})
    SELECT '{table.name}' AS table_name, coalesce(a.record_id, b.record_id) AS record_id,
        CASE WHEN b.record_id IS NULL THEN 'added' WHEN a.record_id IS NULL THEN 'removed'
            ELSE 'changed' END AS change,
        {document} AS document_id,
        CASE WHEN b.record_id <> a.record_id THEN b.record_id END AS previous_id,
        {_told(told)} AS differences,
        {words(table, "b")} AS quote_before, {words(table, "a")} AS quote_after
    FROM b LEFT JOIN pairs ON pairs.before_id = b.record_id FULL JOIN a ON a.record_id = pairs.after_id
    WHERE b.record_id IS NULL OR a.record_id IS NULL OR b.record_id <> a.record_id OR {unlike}
)"""  # noqa: S608


def _rows(
    table: Table, source: str, other: str, columns: list[str], scope: Scope, *, is_later: bool = False
) -> str:
    """Return the query for one side's rows: of a table across documents those that the other side has not."""
    limit = ""
    if scope is Scope.TOUCHED and table.per_document:
        known = " WHERE NOT is_new" if is_later and table.name != "documents" else ""
        limit = f" WHERE document_id IN (SELECT document_id FROM touched{known})"  # noqa: S608
    elif scope is Scope.TOUCHED:
        limit = f" WHERE rowid IN ({_places(table, source, other, columns)})"
    return f"SELECT *, {record_id(table, 't')} AS record_id FROM {source} AS t{limit}"  # noqa: S608


def _places(table: Table, source: str, other: str, columns: list[str]) -> str:
    """Return the query for the places of rows that the other side lacks, told without unpacking their quotes.

    The quotes of a table across documents follow from its ids.
    """
    told = ", ".join(name for name in columns if not table.column(name).compressed and name not in IGNORED)
    return (
        f"SELECT place FROM (SELECT rowid AS place, hash({told}) AS state FROM {source}) "  # noqa: S608
        f"ANTI JOIN (SELECT hash({told}) AS state FROM {other}) USING (state)"
    )


def _quoted(table: Table, columns: list[str]) -> Iterator[str]:
    return (quote for quote, _, _ in table.spans if quote in columns)


def _pairs(table: Table, told: list[str]) -> str:
    """Return the query for pairs of ids: equal ones, then each other's best match by overlap."""
    same = "SELECT b.record_id AS before_id, a.record_id AS after_id FROM b JOIN a USING (record_id)"
    if not table.spans or not table.per_document:
        return same
    _, start, end = table.spans[0]
    agreement = " + ".join(f"(b.{name} IS NOT DISTINCT FROM a.{name})::INTEGER" for name in told) or "0"
    return f"""{same} UNION ALL
    SELECT before_id, after_id FROM (
        SELECT b.record_id AS before_id, a.record_id AS after_id,
            (least(b.{end}, a.{end}) - greatest(b.{start}, a.{start}))
                / (greatest(b.{end}, a.{end}) - least(b.{start}, a.{start})) AS share,
            {agreement} AS agreement
        FROM (FROM b ANTI JOIN a USING (record_id)) AS b
        JOIN (FROM a ANTI JOIN b USING (record_id)) AS a
            ON b.document_id = a.document_id AND b.{start} < a.{end} AND a.{start} < b.{end}
    ) QUALIFY row_number() OVER (PARTITION BY before_id ORDER BY share DESC, agreement DESC, after_id) = 1
        AND row_number() OVER (PARTITION BY after_id ORDER BY share DESC, agreement DESC, before_id) = 1"""  # noqa: S608


def _told(columns: list[str]) -> str:
    """Return the map from each column that differs to its values as text; empty unless both rows exist."""
    if not columns:
        return NO_DIFFERENCES
    entries = ", ".join(
        f"CASE WHEN b.{c} IS DISTINCT FROM a.{c} THEN "
        f"{{'key': '{c}', 'value': {{'before': b.{c}::VARCHAR, 'after': a.{c}::VARCHAR}}}} END"
        for c in columns
    )
    told = f"list_filter([{entries}], lambda entry: entry IS NOT NULL)"
    both = "b.record_id IS NOT NULL AND a.record_id IS NOT NULL"
    return f"map_from_entries(CASE WHEN {both} THEN {told} ELSE [] END)"
