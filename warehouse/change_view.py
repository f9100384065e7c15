"""The public view `changes`, made from the schema: what was written down, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.differences import COMPARED, NO_DIFFERENCES, record_id, words
from warehouse.schema import BY_NAME, Table

COLUMNS = {
    **{column.name: column.description for column in BY_NAME["changes"].columns},
    "started_at": "Start of the run, UTC.",
    "file_name": "File name of the document, where it is still here.",
}
ORDER = (
    "run_id, started_at, change, table_name, record_id, document_id, file_name, previous_id, differences, "
    "quote_before, quote_after"
)
VIEW = """
CREATE OR REPLACE VIEW main.changes AS
WITH fresh AS (
    SELECT c.run_id, c.document_id
    FROM mart.changes AS c JOIN core.documents AS d ON d.document_id = c.record_id AND d.run_id = c.run_id
    WHERE c.table_name = 'documents' AND c.change = 'added'
), found AS (
    SELECT * FROM mart.changes
    UNION ALL{records}
)
SELECT {columns}
FROM found JOIN (SELECT run_id, started_at FROM audit.runs) USING (run_id)
LEFT JOIN (SELECT document_id, file_name FROM core.documents) USING (document_id);
COMMENT ON VIEW main.changes IS 'What each run added, removed and changed, each record with its quote.';
"""


def statements() -> Iterator[str]:
    """Yield the statements that make the view and say what its columns hold."""
    tables = (table for table in COMPARED if table.per_document and table.name != "documents")
    yield VIEW.format(records="\n    UNION ALL".join(map(_of_new_documents, tables)), columns=ORDER)
    for name in ORDER.split(", "):
        said = COLUMNS[name].replace("'", "''")
        yield f"COMMENT ON COLUMN main.changes.{name} IS '{said}';"


def _of_new_documents(table: Table) -> str:
    """Return the query for records of documents that are still as the run that brought them left them."""
    made, quote = record_id(table, "t"), words(table, "t")
    return f"""
    SELECT run_id, '{table.name}', {made}, 'added', document_id, NULL, {NO_DIFFERENCES}, NULL, {quote}
    FROM fresh JOIN {table.qualified_name} AS t USING (document_id)"""  # noqa: S608
