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
), promised AS ( -- by their places, so that the words of others are not unpacked
    SELECT c.*, c.actor_id IN (FROM who) AS is_actor, c.addressee_id IN (FROM who) AS is_addressee,
        coalesce(d.adopted_date, d.published_date, d.date_end) AS document_date
    FROM core.commitments AS c
    JOIN core.documents AS d USING (document_id)
    WHERE c.rowid IN (
        SELECT rowid FROM core.commitments WHERE actor_id IN (FROM who) OR addressee_id IN (FROM who))
), entry AS (
    SELECT e.start_date AS date, 'event: ' || p.role AS what, e.name AS subject, e.status, p.quote,
        p.document_id, e.event_id AS record_id, p.char_start
    FROM core.event_participants AS p
    JOIN core.events AS e USING (event_id)
    WHERE p.actor_id IN (FROM who)
    UNION ALL
    SELECT document_date, kind, action, status, quote, document_id, commitment_id, char_start
    FROM promised WHERE is_actor
    UNION ALL
    SELECT document_date, 'asked: ' || kind, action, status, quote, document_id, commitment_id, char_start
    FROM promised WHERE is_addressee
    UNION ALL
    SELECT deadline_date, 'deadline: ' || kind, action, status, quote, document_id, commitment_id, char_start
    FROM promised WHERE deadline_date IS NOT NULL
)
SELECT date, what, subject, status, quote, document_id, record_id
FROM entry
QUALIFY row_number() OVER (PARTITION BY what, record_id ORDER BY document_id, char_start) = 1
ORDER BY date NULLS LAST, what, document_id, record_id;

COMMENT ON MACRO TABLE main.timeline IS
    'What an actor took part in, undertook, was asked to do and has to do by when, by date, as in FROM timeline(''Uzbekistan''). Takes a name, another name or an id.';
