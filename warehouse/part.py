"""The part of a staged warehouse that a run loaded, as a small warehouse of its own."""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.describe import VIEWS
from warehouse.loading import PER_DOCUMENT
from warehouse.staging import StagedRun, explained

LARGE = 0.3
"""From this share of the documents on, the part is as slow to write and read as the whole."""

SHARE = "SELECT count(*) FILTER (run_id = ?) / greatest(count(*), 1) FROM core.documents"


@explained
def part_of(staged: StagedRun) -> Path:
    """Write the rows of documents that a run loaded, or reviewers decided on, to a file; return it.

    The stage file itself is returned where the run loaded a large part of it. Raises WarehouseError.
    """
    with duckdb.connect(staged.path, read_only=True) as con:
        ((share,),) = con.execute(SHARE, [staged.run_id]).fetchall()
    if share > LARGE:
        return staged.path
    part = staged.path.with_name("part.duckdb")
    part.unlink(missing_ok=True)
    with duckdb.connect(part) as con:
        source = str(staged.path).replace("'", "''")
        con.execute(f"ATTACH '{source}' AS stage (READ_ONLY)")
        con.execute(
            "CREATE TEMP TABLE loaded AS SELECT document_id FROM stage.core.documents WHERE run_id = ? "
            "OR document_id IN (SELECT matched_document_id FROM stage.audit.overrides)",
            [staged.run_id],
        )
        for schema in sorted({table.schema for table in PER_DOCUMENT}):
            con.execute(f"CREATE SCHEMA {schema}")
        for table in PER_DOCUMENT:
            name = f"stage.{table.qualified_name}"
            # Whole rows are fetched by their place: to look through all texts would take seconds.
            places = f"SELECT rowid FROM {name} WHERE document_id IN (SELECT document_id FROM loaded)"  # noqa: S608
            con.execute(
                f"CREATE TABLE {table.qualified_name} AS SELECT * FROM {name} WHERE rowid IN ({places})"  # noqa: S608
            )
        con.execute("CREATE SCHEMA audit; CREATE TABLE audit.overrides AS FROM stage.audit.overrides")
        con.execute((VIEWS / "sentence_ledger.sql").read_text(encoding="utf-8"))
    return part


def is_empty(part: Path) -> bool:
    """Tell whether a run loaded nothing, and reviewers decided on nothing."""
    with duckdb.connect(part, read_only=True) as con:
        return not con.execute("SELECT 1 FROM core.documents LIMIT 1").fetchall()
