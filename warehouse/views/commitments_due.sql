CREATE OR REPLACE VIEW main.commitments_due AS
SELECT
    deadline_date,
    deadline_rule,
    deadline_text,
    deadline_type,
    deadline_rule = 'expiry_date' AS is_expiry,
    commitment_id,
    document_id,
    title,
    document_date,
    kind,
    strength,
    actor,
    addressee,
    action,
    is_conditional,
    quote,
    page_number,
    source_uri,
    copies
FROM mart.listed_commitments
WHERE is_first AND deadline_date IS NOT NULL
ORDER BY deadline_date, document_id, char_start;

COMMENT ON VIEW main.commitments_due IS
    'Commitments whose deadline is a day, the earliest first; copies of one text count once. No calendar is consulted: overdue(day) tells what was due before a day.';
COMMENT ON COLUMN main.commitments_due.deadline_date IS 'Last day by which the act is due.';
COMMENT ON COLUMN main.commitments_due.deadline_rule IS 'Rule that told the day from the words.';
COMMENT ON COLUMN main.commitments_due.deadline_type IS 'Kind of deadline.';
COMMENT ON COLUMN main.commitments_due.is_expiry IS
    'Whether the act lasts until that day ("extends the mandate until …") and falls due on none.';
COMMENT ON COLUMN main.commitments_due.kind IS 'Pledge, decision, call, recommendation or endorsement.';
COMMENT ON COLUMN main.commitments_due.actor IS 'Who speaks or undertakes; in parentheses where only implied.';
COMMENT ON COLUMN main.commitments_due.addressee IS 'Who is asked to act, in the document''s words.';
COMMENT ON COLUMN main.commitments_due.is_conditional IS 'Whether it is subject to a condition.';
COMMENT ON COLUMN main.commitments_due.quote IS 'The commitment: the document''s own words.';

CREATE OR REPLACE MACRO main.overdue(as_of) AS TABLE
SELECT as_of::DATE - deadline_date AS days_past, due.*
FROM main.commitments_due AS due
WHERE deadline_date < as_of::DATE AND NOT is_expiry
ORDER BY deadline_date, document_id, commitment_id;

COMMENT ON MACRO TABLE main.overdue IS
    'What was due before a day, what merely expired left out, as in FROM overdue(''2026-01-01''); whether it was done, the documents do not tell.';

CREATE OR REPLACE MACRO main.due(day) AS TABLE
SELECT deadline_date - day::DATE AS days_left, coming.*
FROM main.commitments_due AS coming
WHERE deadline_date >= day::DATE
ORDER BY deadline_date, document_id, commitment_id;

COMMENT ON MACRO TABLE main.due IS
    'What falls due or expires on a day or later, the soonest first, as in FROM due(''2026-01-01'') WHERE days_left <= 90.';
