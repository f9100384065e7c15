"""Two whole warehouse files compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

from warehouse.database import open_present
from warehouse.differences import Scope, Sides, differences

ROWS = """
SELECT f.change, f.table_name, f.record_id, f.document_id, coalesce(a.file_name, b.file_name) AS file_name,
    f.previous_id, f.differences, f.quote_before, f.quote_after
FROM ({found}) AS f
LEFT JOIN later.core.documents AS a USING (document_id)
LEFT JOIN earlier.core.documents AS b USING (document_id)
"""


def compare(before: Path, after: Path) -> list[tuple[Any, ...]]:
    """Return all differences between two files; the columns are those of the view `changes` but for the run.

    Raises WarehouseError where one of them cannot be read.
    """
    for path in (before, after):
        open_present(path).close()
    with duckdb.connect() as con:
        for name, path in (("earlier", before), ("later", after)):
            quoted = str(path).replace("'", "''")
            con.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
        found = differences(con, Sides("earlier", "later"), Scope.ALL)
        rows: list[tuple[Any, ...]] = con.execute(ROWS.format(found=found)).fetchall()
    return rows
