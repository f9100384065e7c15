-- Events that have a day, planned ones first and the nearest of them on top; then those held, the latest on top.
CREATE OR REPLACE VIEW main.calendar AS
SELECT
    e.event_id,
    e.start_date,
    e.end_date,
    e.date_precision,
    e.kind,
    e.name,
    e.place,
    e.country_code,
    e.status,
    e.status_as_of,
    coalesce(o.organisers, []) AS organisers,
    m.attendance_mode,
    e.parent_event_id,
    e.report_count
FROM core.events AS e
LEFT JOIN (
    SELECT p.event_id, list_sort(list(DISTINCT a.name)) AS organisers
    FROM core.event_participants AS p JOIN core.actors AS a USING (actor_id)
    WHERE p.role IN ('organiser', 'co_organiser', 'host') GROUP BY p.event_id
) AS o USING (event_id)
LEFT JOIN (
    SELECT event_id, min(attendance_mode) AS attendance_mode FROM core.event_reports GROUP BY event_id
) AS m USING (event_id)
WHERE e.start_date IS NOT NULL
ORDER BY
    e.status NOT IN ('planned', 'proposed', 'postponed', 'ongoing'),
    CASE WHEN e.status IN ('planned', 'proposed', 'postponed', 'ongoing') THEN e.start_date END,
    e.start_date DESC, e.name, e.event_id;

COMMENT ON VIEW main.calendar IS
    'Events by day with place and organisers: those to come first, the nearest on top, then those held, the latest on top.';
COMMENT ON COLUMN main.calendar.start_date IS 'First day.';
COMMENT ON COLUMN main.calendar.end_date IS 'Last day.';
COMMENT ON COLUMN main.calendar.kind IS 'Kind of event.';
COMMENT ON COLUMN main.calendar.name IS 'Name, from the best-supported report.';
COMMENT ON COLUMN main.calendar.place IS 'Place.';
COMMENT ON COLUMN main.calendar.status IS 'Status as of status_as_of.';
COMMENT ON COLUMN main.calendar.organisers IS 'Names of organisers, co-organisers and hosts in any document, sorted.';
COMMENT ON COLUMN main.calendar.attendance_mode IS 'In person, online or hybrid, where a document says it.';
COMMENT ON COLUMN main.calendar.report_count IS 'Number of works that report it: copies of one text count once.';
