"""Which process does a part's work: each writes it down once it can."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

READY_FILE = "CHANCERY_READY_FILE"


def say_ready(file: Path | None = None) -> None:
    """Write down that this process now does its part, where its starter wants to read it."""
    told = file or Path(os.environ[READY_FILE])
    told.write_text(json.dumps({"pid": os.getpid()}), encoding="utf-8")


def process_of(file: Path) -> int | None:
    """Return the process that a file of `say_ready` names, if it lives."""
    try:
        record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        os.kill(record["pid"], 0)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return int(record["pid"])
