-- Chosen by their places first, so that the words of others are not unpacked.
CREATE OR REPLACE MACRO main.who_promised(topic) AS TABLE
WITH chosen AS (
    SELECT rowid AS place
    FROM mart.listed_commitments
    WHERE kind IN ('pledge', 'decision')
        AND (list_contains(topics, topic) OR sentence_id IN (SELECT sentence_id FROM main.search(topic, most := 1000)))
    QUALIFY row_number() OVER (PARTITION BY work_id, wording ORDER BY document_id, char_start) = 1
)
SELECT coalesce(a.name, c.actor) AS who, c.kind, c.strength, c.is_binding, c.action, c.deadline_text,
    c.deadline_date, c.quote, c.title, c.document_date, c.page_number, c.commitment_id, c.document_id, c.source_uri
FROM mart.listed_commitments AS c
LEFT JOIN core.actors AS a USING (actor_id)
WHERE c.rowid IN (SELECT place FROM chosen)
ORDER BY c.strength DESC, c.document_date DESC NULLS LAST, c.document_id, c.char_start;

COMMENT ON MACRO TABLE main.who_promised IS
    'Pledges and decisions on a topic of the codebook, such as counter_terrorism, or that hold the words, the firmest first; copies of a work count once, as in FROM who_promised(''border_security'').';
