"""Thin Prefect flows and the `chancery` command."""
