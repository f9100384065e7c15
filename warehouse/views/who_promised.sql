CREATE OR REPLACE MACRO main.who_promised(topic) AS TABLE
SELECT coalesce(a.name, c.actor) AS who, c.kind, c.strength, c.is_binding, c.action, c.deadline_text,
    c.deadline_date, c.quote, d.title, coalesce(d.adopted_date, d.published_date, d.date_end) AS document_date,
    c.page_number, c.commitment_id, d.document_id, d.source_uri
FROM core.commitments AS c
JOIN core.documents AS d USING (document_id)
LEFT JOIN core.actors AS a USING (actor_id)
WHERE c.kind IN ('pledge', 'decision')
    AND (list_contains(c.topics, topic) OR c.sentence_id IN (SELECT sentence_id FROM main.search(topic, most := 1000)))
QUALIFY row_number() OVER (PARTITION BY d.work_id, lower(c.quote) ORDER BY d.document_id, c.char_start) = 1
ORDER BY c.strength DESC, document_date DESC NULLS LAST, d.document_id, c.char_start;

COMMENT ON MACRO TABLE main.who_promised IS
    'Pledges and decisions on a topic of the codebook, such as counter_terrorism, or that hold the words, the firmest first; copies of a work count once, as in FROM who_promised(''border_security'').';
