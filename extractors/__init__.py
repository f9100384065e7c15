"""From the bytes of a document to the facts in it: pure, and ignorant of Prefect, DuckDB and GX."""
