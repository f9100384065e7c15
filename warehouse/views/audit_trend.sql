CREATE OR REPLACE VIEW main.audit_trend AS
SELECT
    v.expectation_id,
    v.table_name,
    max_by(v.severity, v.run_id) AS severity,
    max_by(v.description, v.run_id) AS description,
    count(*) AS run_count,
    count_if(v.success) AS success_count,
    max_by(v.success, v.run_id) AS is_met,
    min(r.started_at) FILTER (NOT v.success) AS first_failed_at,
    max(r.started_at) FILTER (NOT v.success) AS last_failed_at,
    sum(v.unexpected_count)::BIGINT AS unexpected_count,
    sum(len(v.withdrawn_ids))::BIGINT AS withdrawn_count,
    list(coalesce(v.error, v.observed) ORDER BY v.run_id DESC)[:10] AS last_observed
FROM audit.validations AS v JOIN audit.runs AS r USING (run_id)
GROUP BY v.expectation_id, v.table_name;

COMMENT ON VIEW main.audit_trend IS 'Every expectation over all runs: how often it was met, and when it was not.';
COMMENT ON COLUMN main.audit_trend.expectation_id IS 'Name of the expectation.';
COMMENT ON COLUMN main.audit_trend.table_name IS 'Table that is audited.';
COMMENT ON COLUMN main.audit_trend.severity IS 'Weight of a failure, in the last run.';
COMMENT ON COLUMN main.audit_trend.description IS 'What is expected, in words.';
COMMENT ON COLUMN main.audit_trend.run_count IS 'Number of runs held against it.';
COMMENT ON COLUMN main.audit_trend.success_count IS 'Number of these that met it.';
COMMENT ON COLUMN main.audit_trend.is_met IS 'Whether the last run met it.';
COMMENT ON COLUMN main.audit_trend.first_failed_at IS 'Start of the first run that did not meet it, UTC.';
COMMENT ON COLUMN main.audit_trend.last_failed_at IS 'Start of the last run that did not meet it, UTC.';
COMMENT ON COLUMN main.audit_trend.unexpected_count IS 'Offending rows of all runs together.';
COMMENT ON COLUMN main.audit_trend.withdrawn_count IS 'Documents withdrawn because of it, in all runs together; of a run at most 100 are counted.';
COMMENT ON COLUMN main.audit_trend.last_observed IS 'What the last ten runs observed, the latest first.';
