"""What each run changed: written into the stage file as it is about to be published.

Of a document that came with the run only its own row is written: its records are all new, and the view
`changes` reads them from the tables as long as no later run has loaded the document anew.
"""

from __future__ import annotations

import duckdb

from warehouse.database import literal
from warehouse.differences import Scope, Sides, differences
from warehouse.history import record_files
from warehouse.paths import WarehousePaths
from warehouse.schema import BY_NAME
from warehouse.staging import StagedRun, explained, writing

# A run leaves its id on the documents it loads; matching may give others another work or event,
# and so may the reviewers' say.
TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched AS
SELECT document_id, b.document_id IS NULL AS is_new
FROM {before} AS b FULL JOIN {after} AS a USING (document_id)
WHERE b.run_id IS DISTINCT FROM a.run_id OR b.work_id IS DISTINCT FROM a.work_id
    OR b.main_event_id IS DISTINCT FROM a.main_event_id
    OR document_id IN (SELECT matched_document_id FROM {after_overrides})
    OR document_id IN (SELECT matched_document_id FROM {before_overrides})
"""
HAS_OVERRIDES = "SELECT 1 FROM duckdb_tables() WHERE database_name = ? AND table_name = 'overrides'"
RECORD = """
INSERT INTO mart.changes SELECT $run_id, * FROM found ORDER BY table_name, document_id, record_id
"""
FORGET = """
DELETE FROM mart.changes
WHERE run_id NOT IN (SELECT run_id FROM audit.runs ORDER BY run_id DESC LIMIT $kept)
"""


@explained
def record_changes(paths: WarehousePaths, staged: StagedRun, kept_runs: int) -> None:
    """Compare a staged run with the published file and write down what it changes.

    The changes of the last `kept_runs` runs are kept. Raises WarehouseError.
    """
    with writing(staged.path) as con:
        sides = Sides(None, staged.path.stem)
        if paths.warehouse.exists():
            con.execute(f"ATTACH {literal(str(paths.warehouse))} AS published (READ_ONLY)")
            sides = Sides("published", staged.path.stem)
        con.execute(_touched(con, sides))
        found = differences(con, sides, Scope.TOUCHED)
        con.execute(f"CREATE OR REPLACE TEMP TABLE found AS {found}")
        con.execute(RECORD, {"run_id": staged.run_id})
        con.execute(FORGET, {"kept": kept_runs})
        record_files(con, staged.run_id)


def _touched(con: duckdb.DuckDBPyConnection, sides: Sides) -> str:
    documents, overrides = BY_NAME["documents"].qualified_name, BY_NAME["overrides"].qualified_name
    known = sides if con.execute(HAS_OVERRIDES, [sides.before]).fetchall() else Sides(None, sides.after)
    return TOUCHED.format(
        before=sides.earlier(documents),
        after=sides.later(documents),
        before_overrides=known.earlier(overrides),
        after_overrides=sides.later(overrides),
    )
