CREATE OR REPLACE VIEW main.instrument_dossier AS
WITH citing AS (
    SELECT
        i.canonical_id AS instrument_id,
        count(DISTINCT d.work_id) FILTER (l.kind = 'cites') AS citing_works,
        list(DISTINCT l.document_id ORDER BY l.document_id) AS citing_document_ids,
        list(DISTINCT l.kind ORDER BY l.kind) AS link_kinds,
        min(coalesce(d.adopted_date, d.published_date, d.date_end)) AS first_cited,
        max(coalesce(d.adopted_date, d.published_date, d.date_end)) AS last_cited,
        any_value(l.target_document_id) AS own_document_id
    FROM core.document_links AS l
    JOIN core.instruments AS i USING (instrument_id)
    JOIN core.documents AS d USING (document_id)
    GROUP BY i.canonical_id
),
resting AS (
    SELECT
        i.canonical_id AS instrument_id,
        list(DISTINCT c.commitment_id ORDER BY c.commitment_id) AS commitment_ids,
        count(DISTINCT (d.work_id, c.kind, c.action)) AS commitment_count
    FROM core.instrument_mentions AS m
    JOIN core.instruments AS i USING (instrument_id)
    JOIN core.sentences AS s
        ON s.document_id = m.document_id AND s.char_start <= m.char_start AND m.char_start < s.char_end
    JOIN core.commitments AS c ON c.sentence_id = s.sentence_id
    JOIN core.documents AS d ON d.document_id = m.document_id
    WHERE m.role <> 'self'
    GROUP BY i.canonical_id
),
merged AS (
    SELECT
        canonical_id AS instrument_id,
        list_sort(list_distinct(flatten(list(list_append(aliases, name))))) AS names,
        list(instrument_id ORDER BY instrument_id) AS instrument_ids
    FROM core.instruments
    GROUP BY canonical_id
)
SELECT
    i.instrument_id,
    i.instrument_type,
    i.name,
    list_filter(merged.names, lambda other: other <> i.name) AS other_names,
    i.symbol,
    i.year,
    i.status,
    i.parties,
    i.edition_of_id,
    merged.instrument_ids,
    citing.own_document_id,
    coalesce(citing.citing_works, 0) AS citing_works,
    citing.citing_document_ids,
    citing.link_kinds,
    citing.first_cited,
    citing.last_cited,
    coalesce(resting.commitment_count, 0) AS commitment_count,
    resting.commitment_ids
FROM core.instruments AS i
JOIN merged USING (instrument_id)
LEFT JOIN citing USING (instrument_id)
LEFT JOIN resting USING (instrument_id);

COMMENT ON VIEW main.instrument_dossier IS 'Each instrument with who cites it, since when, and the commitments whose sentences name it; what proved to be one instrument is one row.';
COMMENT ON COLUMN main.instrument_dossier.instrument_id IS 'The instrument; a key of instruments.';
COMMENT ON COLUMN main.instrument_dossier.instrument_type IS 'Type.';
COMMENT ON COLUMN main.instrument_dossier.name IS 'Name as documents give it.';
COMMENT ON COLUMN main.instrument_dossier.other_names IS 'Its other names and acronyms, sorted, those of what proved to be it among them.';
COMMENT ON COLUMN main.instrument_dossier.symbol IS 'Symbol.';
COMMENT ON COLUMN main.instrument_dossier.year IS 'Year in its name or symbol.';
COMMENT ON COLUMN main.instrument_dossier.status IS 'Legal state as the documents show it.';
COMMENT ON COLUMN main.instrument_dossier.parties IS 'Ids of the actors that its name calls its parties.';
COMMENT ON COLUMN main.instrument_dossier.edition_of_id IS 'Id of the instrument that it is, or is to be, a new edition of.';
COMMENT ON COLUMN main.instrument_dossier.instrument_ids IS 'All instruments that proved to be it, itself among them, sorted; keys of instruments.';
COMMENT ON COLUMN main.instrument_dossier.own_document_id IS 'The document that is this instrument, where it is here and another one names it; a key of documents.';
COMMENT ON COLUMN main.instrument_dossier.citing_works IS 'Number of works that name it; copies of one work count once.';
COMMENT ON COLUMN main.instrument_dossier.citing_document_ids IS 'The documents that name it, sorted.';
COMMENT ON COLUMN main.instrument_dossier.link_kinds IS 'What they do with it, sorted.';
COMMENT ON COLUMN main.instrument_dossier.first_cited IS 'Day of the first of them.';
COMMENT ON COLUMN main.instrument_dossier.last_cited IS 'Day of the last of them.';
COMMENT ON COLUMN main.instrument_dossier.commitment_count IS 'Number of commitments in sentences that name it; copies of one work count once.';
COMMENT ON COLUMN main.instrument_dossier.commitment_ids IS 'These commitments, sorted; keys of commitments.';
