-- "We", "the Parties" and the like are the states that speak in a document: those that take part in its event,
-- and those whose bodies issued it.
CREATE OR REPLACE MACRO main.promised_by(country_codes, topic) AS TABLE
WITH document AS (
    SELECT document_id, main_event_id FROM core.documents WHERE list_contains(topics, topic)
), promised AS (
    SELECT rowid AS place, commitment_id, document_id, char_start, char_end, actor, actor_id
    FROM mart.listed_commitments
    WHERE kind IN ('pledge', 'decision') AND document_id IN (SELECT document_id FROM document)
    QUALIFY row_number() OVER (PARTITION BY work_id, wording ORDER BY document_id, char_start) = 1
), speaking AS (
    SELECT document_id, list_sort(list(DISTINCT country_code)) AS countries FROM (
        SELECT d.document_id, a.country_code
        FROM document AS d
        JOIN core.event_participants AS p ON p.event_id = d.main_event_id
        JOIN core.actors AS a USING (actor_id)
        WHERE a.kind = 'state'
        UNION ALL
        SELECT d.document_id, a.country_code
        FROM document AS d
        JOIN core.document_fields AS f ON f.document_id = d.document_id AND f.field = 'issuing_body'
        JOIN core.actor_mentions AS m ON m.document_id = d.document_id
            AND f.char_start <= m.char_start AND m.char_end <= f.char_end
        JOIN core.actors AS a USING (actor_id)
    ) WHERE country_code IS NOT NULL GROUP BY document_id
), named AS (
    SELECT p.commitment_id, list_sort(list(DISTINCT a.country_code)) AS countries
    FROM promised AS p
    JOIN core.actor_mentions AS m ON m.document_id = p.document_id
        AND p.char_start <= m.char_start AND m.char_end <= p.char_end AND contains(p.actor, m.quote)
    JOIN core.actors AS a ON a.actor_id = m.actor_id AND a.country_code IS NOT NULL
    WHERE p.actor_id IS NULL AND p.actor NOT IN ('We', 'They', 'we', 'they', '(participants)')
    GROUP BY p.commitment_id
), told AS (
    SELECT p.place, coalesce(a.name, p.actor) AS who,
        CASE
            WHEN a.country_code IS NOT NULL THEN [a.country_code]
            WHEN a.kind IN ('organisation', 'person') THEN []
            WHEN named.countries IS NOT NULL THEN named.countries
            WHEN regexp_matches(lower(p.actor), '\b(we|they|each of them|sides|participants?|part(y|ies)|states'
                || '|(each|participating|member) state|ministers|presidents|secretaries|delegations|authorities'
                || '|coordinators)\b')
                THEN coalesce(speaking.countries, [])
            ELSE []
        END AS countries
    FROM promised AS p
    LEFT JOIN core.actors AS a USING (actor_id)
    LEFT JOIN named USING (commitment_id)
    LEFT JOIN speaking ON speaking.document_id = p.document_id
)
SELECT c.deadline_date AS due, c.deadline_text AS by_when, t.who, c.action, t.countries, c.kind, c.strength,
    list_contains(c.topics, topic) AS is_on_topic, c.quote, c.title, c.file_name, c.document_date, c.page_number,
    c.commitment_id, c.document_id, c.source_uri
FROM told AS t
JOIN mart.listed_commitments AS c ON c.rowid = t.place -- by its place, so that the words of others are not unpacked
WHERE list_has_any(t.countries, country_codes)
ORDER BY due NULLS LAST, strength DESC, document_date, commitment_id;

COMMENT ON MACRO TABLE main.promised_by IS
    'What states promise or decide in documents on a topic of the codebook, by when, and where that stands: what falls due first on top, copies of a work once, as in FROM promised_by([''KZ'', ''KG''], ''counter_terrorism''). countries are the states meant: those named, or by "we" and the like those that speak in the document. is_on_topic says whether its own words are on the topic too.';
