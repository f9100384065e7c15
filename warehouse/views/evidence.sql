CREATE OR REPLACE MACRO main.evidence(id) AS TABLE
WITH record AS MATERIALIZED (
    SELECT 'commitment' AS record, document_id, quote, char_start, char_end, rule_id
    FROM core.commitments WHERE commitment_id = id
    UNION ALL
    SELECT 'event_report', document_id, quote, char_start, char_end, rule_id
    FROM core.event_reports WHERE event_report_id = id OR event_id = id
    UNION ALL
    SELECT 'statement', document_id, quote, char_start, char_end, rule_id
    FROM core.statements WHERE statement_id = id
    UNION ALL
    SELECT 'sentence', document_id, text, char_start, char_end, rule_id
    FROM core.sentences WHERE sentence_id = id
    UNION ALL
    SELECT 'instrument_mention', document_id, quote, char_start, char_end, rule_id
    FROM core.instrument_mentions WHERE instrument_id = id
    UNION ALL
    SELECT 'actor_mention', document_id, quote, char_start, char_end, rule_id
    FROM core.actor_mentions WHERE actor_id = id
    UNION ALL
    SELECT 'document_field: ' || field, document_id, quote, char_start, char_end, rule_id
    FROM core.document_fields WHERE document_id = id
), boxed AS (
    SELECT r.document_id, r.char_start, r.char_end,
        list({'page_number': b.page_number, 'x0': b.x0, 'top': b.top, 'x1': b.x1, 'bottom': b.bottom}
            ORDER BY b.ordinal) AS boxes
    FROM (SELECT DISTINCT document_id, char_start, char_end FROM record) AS r
    JOIN raw.blocks AS b
        ON b.document_id = r.document_id AND b.char_start < r.char_end AND r.char_start < b.char_end
    WHERE b.x0 IS NOT NULL
    GROUP BY ALL
), told AS ( -- by their places, so that other texts are not unpacked
    SELECT document_id, text FROM raw.document_texts WHERE rowid IN (
        SELECT rowid FROM raw.document_texts WHERE document_id IN (SELECT document_id FROM record))
)
SELECT r.record,
    substring(t.text, greatest(1, r.char_start - 199), least(200, r.char_start)) AS before,
    r.quote,
    substring(t.text, r.char_end + 1, 200) AS after,
    boxed.boxes[1].page_number AS page_number,
    coalesce(boxed.boxes, []) AS boxes,
    r.char_start, r.char_end, r.rule_id, d.title, d.source_uri, d.document_id
FROM record AS r
JOIN core.documents AS d USING (document_id)
JOIN told AS t USING (document_id)
LEFT JOIN boxed USING (document_id, char_start, char_end)
ORDER BY d.document_id, r.char_start, r.record;

COMMENT ON MACRO TABLE main.evidence IS
    'The words that a record rests on, with 200 characters on either side, their page and the boxes of their paragraphs (points from the page''s upper left), as in FROM evidence(''cmt_…''). Takes the id of a commitment, event, event report, statement, sentence, instrument, actor or document.';
