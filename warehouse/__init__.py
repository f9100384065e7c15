"""From facts to published DuckDB tables: landing, rows, staging, resolution, publication, views."""
