CREATE OR REPLACE MACRO main.actors_named(name_or_id) AS TABLE
SELECT actor_id, name, kind
FROM core.actors
WHERE actor_id = name_or_id
    OR strip_accents(lower(name_or_id))
        IN (SELECT strip_accents(lower(unnest(list_append(aliases, name)))));

COMMENT ON MACRO TABLE main.actors_named IS
    'The actors of that id, name or other name, whatever its case and accents, as in FROM actors_named(''UNODC'').';

CREATE OR REPLACE MACRO main.timeline(actor) AS TABLE
WITH who AS (
    SELECT actor_id FROM main.actors_named(actor)
), entry AS (
    SELECT e.start_date AS date, 'event: ' || p.role AS what, e.name AS subject, e.status, p.quote,
        p.document_id, e.event_id AS record_id, p.char_start
    FROM core.event_participants AS p
    JOIN core.events AS e USING (event_id)
    WHERE p.actor_id IN (FROM who)
    UNION ALL
    SELECT coalesce(d.adopted_date, d.published_date, d.date_end), c.kind, c.action, c.status, c.quote,
        d.document_id, c.commitment_id, c.char_start
    FROM core.commitments AS c
    JOIN core.documents AS d USING (document_id)
    WHERE c.actor_id IN (FROM who)
    UNION ALL
    SELECT coalesce(d.adopted_date, d.published_date, d.date_end), 'asked: ' || c.kind, c.action, c.status,
        c.quote, d.document_id, c.commitment_id, c.char_start
    FROM core.commitments AS c
    JOIN core.documents AS d USING (document_id)
    WHERE c.addressee_id IN (FROM who)
    UNION ALL
    SELECT c.deadline_date, 'deadline: ' || c.kind, c.action, c.status, c.quote, c.document_id,
        c.commitment_id, c.char_start
    FROM core.commitments AS c
    WHERE c.deadline_date IS NOT NULL AND (c.actor_id IN (FROM who) OR c.addressee_id IN (FROM who))
)
SELECT date, what, subject, status, quote, document_id, record_id
FROM entry
QUALIFY row_number() OVER (PARTITION BY what, record_id ORDER BY document_id, char_start) = 1
ORDER BY date NULLS LAST, what, document_id, record_id;

COMMENT ON MACRO TABLE main.timeline IS
    'What an actor took part in, undertook, was asked to do and has to do by when, by date, as in FROM timeline(''Uzbekistan''). Takes a name, another name or an id.';
