"""Data Docs: the results of an audit as pages, made by Great Expectations, that need no network."""
