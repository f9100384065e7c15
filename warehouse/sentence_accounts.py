"""What became of each sentence, kept with it so that the ledger is read and not put together."""

from __future__ import annotations

import duckdb

from warehouse.schema import SentenceUse

# Rows of the touched documents only, looked up once each: to follow single sentences would read all tables.
ACCOUNT = """
UPDATE core.sentences SET accounted_as = found.accounted_as, not_counted_because = found.reasons
FROM (
    WITH here AS MATERIALIZED (
        SELECT rowid AS place, sentence_id, document_id, char_start, char_end FROM core.sentences
        WHERE document_id IN (SELECT document_id FROM touched)
    ), made AS MATERIALIZED (
        SELECT sentence_id, chapeau_sentence_id FROM core.commitments
        WHERE document_id IN (SELECT document_id FROM touched)
    ), said AS MATERIALIZED (
        SELECT sentence_id, string_agg(kind || ': ' || rule_id, '; ' ORDER BY char_start, rule_id) AS reasons
        FROM core.statements WHERE document_id IN (SELECT document_id FROM touched) GROUP BY sentence_id
    ), named AS MATERIALIZED (
        SELECT document_id, char_start, char_end, 'event' AS use FROM core.event_reports
        WHERE document_id IN (SELECT document_id FROM touched)
        UNION ALL
        SELECT document_id, char_start, char_end, 'reference' FROM core.instrument_mentions
        WHERE document_id IN (SELECT document_id FROM touched)
        UNION ALL
        SELECT document_id, char_start, char_end, 'document_field' FROM core.document_fields
        WHERE document_id IN (SELECT document_id FROM touched)
    ), used AS (
        SELECT sentence_id, 'commitment' AS use FROM made
        UNION ALL SELECT chapeau_sentence_id, 'commitment' FROM made
        UNION ALL SELECT sentence_id, 'statement' FROM said
        UNION ALL
        SELECT here.sentence_id, named.use FROM here JOIN named ON named.document_id = here.document_id
            AND named.char_start < here.char_end AND here.char_start < named.char_end
    ), first AS (
        SELECT sentence_id, arg_min(use, list_position($uses, use)) AS use FROM used GROUP BY sentence_id
    )
    SELECT place, coalesce(first.use, 'none') AS accounted_as, reasons
    FROM here LEFT JOIN first USING (sentence_id) LEFT JOIN said USING (sentence_id)
) AS found
WHERE sentences.rowid = found.place
"""


def account_for_sentences(con: duckdb.DuckDBPyConnection) -> None:
    """Tell of each sentence of the `touched` documents what was found in it, and what was not counted."""
    con.execute(ACCOUNT, {"uses": [use.value for use in SentenceUse]})
