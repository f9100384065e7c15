"""The entry that is written for a decision reads back as that decision, whatever the words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.expectations.small_warehouse import A, publish
from warehouse.database import open_reader
from warehouse.override_entry import append_entry, entry_of
from warehouse.overrides import OverridesError, read_overrides
from warehouse.vocabulary import OverrideAction

HOSTILE = "Says \"no\" \\ [[override]]\naction = 'reject' \x7f é"
SAID = {"reason": HOSTILE, "author": "A. Reviewer", "date": date(2031, 6, 1)}
CORRECT, ACCEPT, REJECT = OverrideAction.CORRECT, OverrideAction.ACCEPT, OverrideAction.REJECT


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small warehouse, with ids of the usual form."""
    path = publish(tmp_path_factory.mktemp("entry") / "w.duckdb")
    with duckdb.connect(path) as made:
        for table, key, old in (
            ("commitments", "commitment_id", "cmt_1"),
            ("event_reports", "event_report_id", "rep_b"),
        ):
            new = old.split("_")[0] + "_" + "0" * 20
            made.execute(f"UPDATE core.{table} SET {key} = '{new}' WHERE {key} = '{old}'")
    with open_reader(path) as made:
        yield made


CMT, REP = f"cmt_{'0' * 20}", f"rep_{'0' * 20}"


def test_correction_reads_back(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    pairs = [
        "deadline_date=2033-06-30",
        "strength=3",
        "is_negative=true",
        "topics=youth, a=b",
        f"actor={HOSTILE}",
    ]
    entry = entry_of(con, CMT, CORRECT, pairs, ["addressee_id"], SAID)
    (tmp_path / "o.toml").write_text(entry, encoding="utf-8")
    [made] = read_overrides(tmp_path / "o.toml")
    assert made.values == {
        "addressee_id": None, "deadline_date": date(2033, 6, 30), "strength": 3, "is_negative": True,
        "topics": ["a=b", "youth"], "actor": HOSTILE,
    }  # fmt: skip
    assert (made.reason, made.author, made.decided_on) == (HOSTILE, "A. Reviewer", date(2031, 6, 1))
    place = con.execute(
        "SELECT document_id, quote FROM commitments WHERE commitment_id = ?", [CMT]
    ).fetchall()
    assert [(made.document_id, made.quote)] == place


@pytest.mark.parametrize(("record", "action"), [(CMT, ACCEPT), (REP, REJECT), (A.id, ACCEPT)])
def test_acceptance_and_rejection_read_back(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, record: str, action: OverrideAction
) -> None:
    (tmp_path / "o.toml").write_text(entry_of(con, record, action, [], [], SAID), encoding="utf-8")
    [made] = read_overrides(tmp_path / "o.toml")
    assert (made.record_id, made.action, made.values) == (record, action, {})


@pytest.mark.parametrize(
    ("record", "action", "given", "cleared", "says"),
    [
        (f"cmt_{'1' * 20}", ACCEPT, [], [], "there is no cmt_1"),
        ("evt_1", ACCEPT, [], [], f"made from reports; decide on those: {REP}, rep_a"),
        ("ins_1", ACCEPT, [], [], "event report, commitment or statement; what holds for all"),
        ("org:UNODC", ACCEPT, [], [], "is corrected in extractors/lexicons/organisations.toml"),
        ("'; DROP TABLE core.commitments; --", ACCEPT, [], [], "is no document"),
        (A.id, REJECT, [], [], "cannot be rejected"),
        (CMT, CORRECT, ["speed=3"], [], "speed of commitments cannot be corrected; these can: kind"),
        (CMT, CORRECT, ["strength=strong"], [], "must be a whole number, not 'strong'"),
        (CMT, CORRECT, ["is_negative=1"], [], "must be true or false"),
        (CMT, CORRECT, ["deadline_date=soon"], [], "must be a date such as"),
        (CMT, CORRECT, ["kind=vow"], [], "must be one of pledge"),
        (CMT, CORRECT, ["actor="], [], "to empty it write clear"),
        (CMT, CORRECT, ["strength"], [], "write column=value"),
        (CMT, CORRECT, [], ["kind"], "cannot be cleared"),
    ],
)  # fmt: skip
def test_mistakes_are_named(
    con: duckdb.DuckDBPyConnection,
    record: str,
    action: OverrideAction,
    given: list[str],
    cleared: list[str],
    says: str,
) -> None:
    with pytest.raises(OverridesError) as raised:
        entry_of(con, record, action, given, cleared, SAID)
    assert says in str(raised.value)


def test_entries_are_added_to_what_is_there(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = tmp_path / "overrides.toml"
    path.write_text("# Decided by the committee.\n", encoding="utf-8")
    for record in (CMT, REP):
        append_entry(path, record, entry_of(con, record, ACCEPT, [], [], SAID))
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Decided by the committee.\n\n[[override]]\n")
    assert [entry["id"] for entry in tomllib.loads(text)["override"]] == [CMT, REP]
    with pytest.raises(OverridesError, match=r"decides on .* in entry 1; change it there"):
        append_entry(path, CMT, entry_of(con, CMT, REJECT, [], [], SAID))
    assert path.read_text(encoding="utf-8") == text
    assert [found.name for found in tmp_path.iterdir()] == ["overrides.toml"]


def test_file_that_cannot_be_written_is_named(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    entry = entry_of(con, CMT, ACCEPT, [], [], SAID)
    with pytest.raises(OverridesError, match="cannot write"):
        append_entry(tmp_path / "none" / "overrides.toml", CMT, entry)
