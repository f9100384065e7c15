"""What a run counts, so that the next can be held against it: `audit.measures`."""

from __future__ import annotations

from pathlib import Path

import duckdb

from extractors.language import EXTRACTED
from warehouse.database import append
from warehouse.schema import Measure
from warehouse.staging import StagedRun, explained, writing

PAGE = 3_000
"""Characters that count as a page where a document has none."""

HELD = "SELECT count(*) FROM core.{}"
LOADED = """
WITH loaded AS (SELECT * FROM core.documents WHERE run_id = $run_id),
    extracted AS (SELECT * FROM loaded WHERE language IN (SELECT unnest($languages)))
SELECT (SELECT count(*) FROM loaded),
    (SELECT coalesce(sum(coalesce(page_count, ceil(char_count / $page))), 0) FROM extracted),
    (SELECT count(*) FROM core.sentences JOIN extracted USING (document_id)),
    (SELECT count(*) FROM main.sentence_ledger JOIN extracted USING (document_id)
        WHERE accounted_as <> 'none'),
    (SELECT count(*) FROM core.commitments JOIN extracted USING (document_id))
"""


@explained
def record_measures(staged: StagedRun, part: Path) -> None:
    """Count what a staged run leaves and loaded, in place of what was counted of it before.

    `part` is a file with the rows of the documents that it loaded. Raises WarehouseError.
    """
    loaded = {"run_id": staged.run_id, "languages": sorted(EXTRACTED), "page": PAGE}
    with duckdb.connect(part, read_only=True) as con:
        ((*counts,),) = con.execute(LOADED, loaded).fetchall()
    with writing(staged.path) as con:
        held = [con.execute(HELD.format(measure.value)).fetchall()[0][0] for measure in list(Measure)[:4]]
        con.execute("DELETE FROM audit.measures WHERE run_id = ?", [staged.run_id])
        values = zip(Measure, (*held, *counts), strict=True)
        append(con, "audit.measures", [(staged.run_id, measure.value, value) for measure, value in values])
