"""What reviewers decide, written down for the next ingest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from flows.console import printable
from flows.settings import settings_for
from warehouse.database import open_present
from warehouse.override_entry import append_entry, entry_of
from warehouse.run import utc_now
from warehouse.vocabulary import OverrideAction


def entry(
    warehouse: Path | None,
    record: str,
    action: OverrideAction,
    corrected: Sequence[str],
    cleared: Sequence[str],
    reason: str,
    author: str,
    day: date | None,
) -> str:
    """Return the entry, dated today where no day is given. Raises OverridesError."""
    said = {"reason": reason, "author": author, "date": day or utc_now().date()}
    with open_present(settings_for(warehouse).warehouse) as con:
        return entry_of(con, record, action, corrected, cleared, said)


def append(warehouse: Path | None, file: Path | None, record: str, made: str) -> None:
    """Add an entry to a file, by default the one that the settings name, and say so."""
    path = file or settings_for(warehouse).overrides_target
    append_entry(path, record, made)
    print(f"Added to {printable(path)}; the next ingest applies it.")
