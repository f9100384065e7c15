"""Tests of landing, rows, staging, resolution and publication."""
