CREATE OR REPLACE MACRO main.compare_reports(event) AS TABLE
WITH reported AS (
    FROM core.event_reports AS r
    WHERE r.event_id = event
        OR r.event_id IN (
            SELECT now.event_id FROM core.event_ids AS retired
            JOIN core.event_reports AS now USING (event_report_id) WHERE retired.event_id = event
        )
), field AS (
    UNPIVOT (
        SELECT event_id, document_id, name, kind, CAST(start_date AS VARCHAR) AS start_date,
            CAST(end_date AS VARCHAR) AS end_date, place, country_code, status, attendance_mode, participant_count
        FROM reported
    ) ON name, kind, start_date, end_date, place, country_code, status, attendance_mode, participant_count
    INTO NAME field VALUE value
), chosen AS (
    UNPIVOT (
        SELECT event_id, name, kind, CAST(start_date AS VARCHAR) AS start_date, CAST(end_date AS VARCHAR) AS end_date,
            place, country_code, status
        FROM core.events
    ) ON name, kind, start_date, end_date, place, country_code, status
    INTO NAME field VALUE value
)
SELECT f.field, f.value, c.value IS NOT NULL AS is_chosen, count(DISTINCT d.work_id) AS works,
    list(DISTINCT d.file_name ORDER BY d.file_name) AS documents
FROM field AS f
JOIN core.documents AS d USING (document_id)
LEFT JOIN chosen AS c USING (event_id, field, value)
GROUP BY f.field, f.value, c.value
ORDER BY list_position(['name', 'kind', 'start_date', 'end_date', 'place', 'country_code', 'status',
    'attendance_mode', 'participant_count'], f.field), is_chosen DESC, works DESC, f.value;

COMMENT ON MACRO TABLE main.compare_reports IS
    'What the documents say of an event, value by value, how many works say so and which value stands in events, as in FROM compare_reports(''evt_…'').';
