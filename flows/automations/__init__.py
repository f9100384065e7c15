"""Automations, one a file, as `flows/service/automations.py` reads them."""
