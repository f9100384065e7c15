"""Words, clauses, sentences and their roles."""
