CREATE OR REPLACE VIEW main.upcoming_events AS
SELECT event_id, kind, name, start_date, end_date, date_precision, place, country_code, status, status_as_of,
    parent_event_id
FROM core.events
WHERE status IN ('planned', 'proposed', 'postponed') AND NOT is_generic;

COMMENT ON VIEW main.upcoming_events IS
    'Events that documents announce and none reports as held. No calendar is consulted: compare the days with current_date.';
COMMENT ON COLUMN main.upcoming_events.kind IS 'Kind of event.';
COMMENT ON COLUMN main.upcoming_events.name IS 'Name, from the best-supported report.';
COMMENT ON COLUMN main.upcoming_events.start_date IS 'First day.';
COMMENT ON COLUMN main.upcoming_events.end_date IS 'Last day.';
COMMENT ON COLUMN main.upcoming_events.place IS 'Place.';
COMMENT ON COLUMN main.upcoming_events.status IS 'Planned, proposed or postponed as of status_as_of.';
