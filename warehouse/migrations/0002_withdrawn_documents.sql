ALTER TABLE audit.validations ADD COLUMN withdrawn_ids VARCHAR[] DEFAULT [];

ALTER TABLE audit.validations ALTER COLUMN withdrawn_ids SET NOT NULL;

ALTER TABLE audit.validations ALTER COLUMN withdrawn_ids DROP DEFAULT;
