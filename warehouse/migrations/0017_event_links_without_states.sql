ALTER TABLE mart.event_links DROP COLUMN state;
