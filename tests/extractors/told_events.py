"""What is found in one sentence, in lines that a table of expectations can hold."""

from __future__ import annotations

from extractors.extract import extract
from tests.documents import parsed


def told_events(sentence: str) -> list[str]:
    """Return kind, name, days, place and status of each event of a note with this sentence."""
    return [
        f"{e.kind} | {e.name} | {e.start_date or '-'}/{e.end_date or '-'} | {e.place or '-'} | {e.status}"
        for e in extract(parsed(f"Note on lakes\n\n{sentence}")).events
    ]
