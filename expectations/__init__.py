"""The audit: Great Expectations suites for every public table, and the gate before publication."""
