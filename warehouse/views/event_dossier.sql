-- One row for each document, participant, signed or adopted instrument, part and commitment of an event.
CREATE OR REPLACE VIEW main.event_dossier AS
WITH found AS (
    SELECT r.event_id, 'document' AS section, r.document_id AS item_id, d.title AS item, r.status AS detail,
        r.document_id, r.quote, r.char_start, r.char_end
    FROM core.event_reports AS r JOIN core.documents AS d USING (document_id)
    UNION ALL
    SELECT p.event_id, 'participant', p.actor_id, a.name, p.role, p.document_id, p.quote, p.char_start, p.char_end
    FROM core.event_participants AS p JOIN core.actors AS a USING (actor_id)
    UNION ALL
    SELECT coalesce(e.parent_event_id, e.event_id), 'instrument', r.instrument_id, i.name, r.kind, r.document_id,
        r.quote, r.char_start, r.char_end
    FROM core.event_reports AS r
    JOIN core.events AS e USING (event_id)
    JOIN core.instruments AS i USING (instrument_id)
    UNION ALL
    SELECT e.parent_event_id, 'part', e.event_id, e.name, e.kind, r.document_id, r.quote, r.char_start, r.char_end
    FROM core.events AS e JOIN core.event_reports AS r USING (event_id)
    WHERE e.parent_event_id IS NOT NULL
    UNION ALL
    SELECT c.event_id, 'commitment', c.commitment_id, c.action, c.kind, c.document_id, c.quote, c.char_start,
        c.char_end
    FROM core.commitments AS c WHERE c.event_id IS NOT NULL
)
SELECT e.event_id, e.name AS event, f.section, f.item_id, f.item, f.detail, f.document_id, f.quote, f.char_start,
    f.char_end
FROM found AS f JOIN core.events AS e USING (event_id);

COMMENT ON VIEW main.event_dossier IS
    'All that is known of an event: a row for each document, participant, instrument, part and commitment, with its words.';
COMMENT ON COLUMN main.event_dossier.event IS 'Name of the event.';
COMMENT ON COLUMN main.event_dossier.section IS 'document, participant, instrument, part or commitment.';
COMMENT ON COLUMN main.event_dossier.item_id IS 'Key of documents, actors, instruments, events or commitments.';
COMMENT ON COLUMN main.event_dossier.item IS 'Title of the document, name of actor, instrument or part, or the act undertaken.';
COMMENT ON COLUMN main.event_dossier.detail IS
    'Status that the document gives, role of the participant, act on the instrument, or kind of part or commitment.';
COMMENT ON COLUMN main.event_dossier.document_id IS 'The document that says so; a key of documents.';
COMMENT ON COLUMN main.event_dossier.quote IS 'The document''s own words.';
COMMENT ON COLUMN main.event_dossier.char_start IS 'First character of the quote in document_texts.text, from 0.';
COMMENT ON COLUMN main.event_dossier.char_end IS 'Character after the quote''s last.';
