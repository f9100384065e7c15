"""Overrides as a user writes them: beside the inbox, applied by the next ingest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.exits import BAD_REQUEST
from tests.conftest import Runner
from tests.flows.test_cli import complaint
from tests.flows.test_ingest import TEXT
from warehouse.database import open_reader

ENTRY = """[[override]]
action = "{action}"
id = "{record}"
reason = "Nothing of the sort was agreed."
author = "A. Reviewer"
date = 2031-06-01
"""


@pytest.mark.slow
def test_an_edit_of_the_overrides_alone_is_published(run: Runner, tmp_path: Path) -> None:
    inbox, warehouse, overrides = tmp_path / "inbox", tmp_path / "w.duckdb", tmp_path / "overrides.toml"
    inbox.mkdir()
    (inbox / "statement.txt").write_text(TEXT, encoding="utf-8")

    def ingest() -> str:
        done = run("chancery", "ingest", str(inbox), "--warehouse", str(warehouse), "--json")
        assert done.returncode == 0, done.stderr
        return str(json.loads(done.stdout)["status"])

    def commitments() -> list[str]:
        with open_reader(warehouse) as con:
            rows = con.execute("SELECT commitment_id FROM commitments ORDER BY ALL").fetchall()
        return [record for (record,) in rows]

    assert ingest() == "published"
    first, second = commitments()
    overrides.write_text(ENTRY.format(action="reject", record=first), encoding="utf-8")
    assert (ingest(), commitments(), ingest()) == ("published", [second], "unchanged")
    overrides.write_text(ENTRY.format(action="rejct", record=first), encoding="utf-8")
    wrong = run("chancery", "ingest", str(inbox), "--warehouse", str(warehouse))
    assert wrong.returncode == BAD_REQUEST
    assert "overrides.toml, entry 1: Invalid enum value" in complaint(wrong)
    overrides.unlink()
    assert (ingest(), commitments()) == ("unchanged", [second])
    overrides.write_text("", encoding="utf-8")
    assert (ingest(), commitments()) == ("published", [first, second])
