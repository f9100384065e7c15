"""Measurements of Chancery beside its peers; nothing here is part of the installed package."""
