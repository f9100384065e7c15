CREATE OR REPLACE VIEW main.instrument_dossier AS
WITH citing AS (
    SELECT
        l.instrument_id,
        count(DISTINCT d.work_id) FILTER (l.kind = 'cites') AS citing_works,
        list(DISTINCT l.document_id ORDER BY l.document_id) AS citing_document_ids,
        list(DISTINCT l.kind ORDER BY l.kind) AS link_kinds,
        min(coalesce(d.adopted_date, d.published_date, d.date_end)) AS first_cited,
        max(coalesce(d.adopted_date, d.published_date, d.date_end)) AS last_cited,
        any_value(l.target_document_id) AS own_document_id
    FROM core.document_links AS l
    JOIN core.documents AS d USING (document_id)
    GROUP BY l.instrument_id
),
resting AS (
    SELECT
        m.instrument_id,
        list(DISTINCT c.commitment_id ORDER BY c.commitment_id) AS commitment_ids,
        count(DISTINCT (d.work_id, c.kind, c.action)) AS commitment_count
    FROM core.instrument_mentions AS m
    JOIN core.sentences AS s
        ON s.document_id = m.document_id AND s.char_start <= m.char_start AND m.char_start < s.char_end
    JOIN core.commitments AS c ON c.sentence_id = s.sentence_id
    JOIN core.documents AS d ON d.document_id = m.document_id
    WHERE m.role <> 'self'
    GROUP BY m.instrument_id
)
SELECT
    i.instrument_id,
    i.instrument_type,
    i.name,
    i.symbol,
    i.year,
    i.status,
    citing.own_document_id,
    coalesce(citing.citing_works, 0) AS citing_works,
    citing.citing_document_ids,
    citing.link_kinds,
    citing.first_cited,
    citing.last_cited,
    coalesce(resting.commitment_count, 0) AS commitment_count,
    resting.commitment_ids
FROM core.instruments AS i
LEFT JOIN citing USING (instrument_id)
LEFT JOIN resting USING (instrument_id);

COMMENT ON VIEW main.instrument_dossier IS 'Each instrument with who cites it, since when, and the commitments whose sentences name it.';
COMMENT ON COLUMN main.instrument_dossier.instrument_id IS 'The instrument; a key of instruments.';
COMMENT ON COLUMN main.instrument_dossier.instrument_type IS 'Type.';
COMMENT ON COLUMN main.instrument_dossier.name IS 'Name as documents give it.';
COMMENT ON COLUMN main.instrument_dossier.symbol IS 'Symbol.';
COMMENT ON COLUMN main.instrument_dossier.year IS 'Year in its name or symbol.';
COMMENT ON COLUMN main.instrument_dossier.status IS 'Legal state as the documents show it.';
COMMENT ON COLUMN main.instrument_dossier.own_document_id IS 'The document that is this instrument, where it is here and another one names it; a key of documents.';
COMMENT ON COLUMN main.instrument_dossier.citing_works IS 'Number of works that name it; copies of one work count once.';
COMMENT ON COLUMN main.instrument_dossier.citing_document_ids IS 'The documents that name it, sorted.';
COMMENT ON COLUMN main.instrument_dossier.link_kinds IS 'What they do with it, sorted.';
COMMENT ON COLUMN main.instrument_dossier.first_cited IS 'Day of the first of them.';
COMMENT ON COLUMN main.instrument_dossier.last_cited IS 'Day of the last of them.';
COMMENT ON COLUMN main.instrument_dossier.commitment_count IS 'Number of commitments in sentences that name it; copies of one work count once.';
COMMENT ON COLUMN main.instrument_dossier.commitment_ids IS 'These commitments, sorted; keys of commitments.';
