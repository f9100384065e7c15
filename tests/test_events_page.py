"""Every query of the page on events runs on the samples and has an answer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.clone import ROOT
from warehouse.database import open_reader

QUERIES = re.findall(r"```sql\n(.*?)\n```", (ROOT / "docs/events.md").read_text("utf-8"), re.S)


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_query_has_an_answer(query: str, warehouse: Path) -> None:
    with open_reader(warehouse) as con:
        assert con.execute(query).fetchall()
