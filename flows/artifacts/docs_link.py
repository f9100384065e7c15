"""Where a person who looks at the Prefect UI finds the Data Docs of a run."""

from __future__ import annotations

import os
from pathlib import Path

from flows.artifacts.markup import link, plain
from flows.service.places import DOCS_URL
from flows.settings import Settings
from warehouse.paths import WarehousePaths


def docs_link(index: Path) -> str | None:
    """Return Markdown that leads to the Data Docs, or names them where nobody serves them."""
    if not index.exists():
        return None
    address = os.environ.get(DOCS_URL)
    served = WarehousePaths.of(Settings().warehouse).docs
    if address is None or not index.is_relative_to(served):
        return plain(index)
    return link("Data Docs", f"{address}/{index.relative_to(served).as_posix()}")
