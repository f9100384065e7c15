-- Filled in by matching, which the first run of another release does anew for all documents.
ALTER TABLE core.sentences ADD COLUMN accounted_as VARCHAR DEFAULT 'none';
ALTER TABLE core.sentences ALTER COLUMN accounted_as SET NOT NULL;
ALTER TABLE core.sentences ALTER COLUMN accounted_as DROP DEFAULT;
ALTER TABLE core.sentences ADD COLUMN not_counted_because VARCHAR;
