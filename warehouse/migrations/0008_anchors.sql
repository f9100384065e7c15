-- Where in the running text the mark of a footnote stands.
ALTER TABLE raw.blocks ADD COLUMN anchor_start INTEGER;
