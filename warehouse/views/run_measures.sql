CREATE OR REPLACE VIEW main.run_measures AS
SELECT
    r.run_id,
    r.started_at,
    m.measure,
    m.value,
    m.value - lag(m.value) OVER (PARTITION BY m.measure ORDER BY r.run_id) AS change
FROM audit.measures AS m JOIN audit.runs AS r USING (run_id);

COMMENT ON VIEW main.run_measures IS 'What each run counted, and how that differs from the run before.';
COMMENT ON COLUMN main.run_measures.run_id IS 'The run.';
COMMENT ON COLUMN main.run_measures.started_at IS 'Its start, UTC.';
COMMENT ON COLUMN main.run_measures.measure IS 'What was counted; loaded_… of what the run loaded, the rest of the warehouse after it.';
COMMENT ON COLUMN main.run_measures.value IS 'How many there were.';
COMMENT ON COLUMN main.run_measures.change IS 'How many more than in the run before.';
