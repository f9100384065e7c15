"""`chancery override`: the entry printed or appended, and what is wrong with a request in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli.app import app
from flows.exits import BAD_REQUEST
from flows.settings import Settings
from flows.steps import discover_files
from tests.expectations.small_warehouse import A, publish
from tests.warehouse.builders import a_run
from warehouse.overrides import OverridesError, read_overrides
from warehouse.paths import WarehousePaths

SAID = ("--reason", "The annex names the day.", "--author", "A. Reviewer", "--date", "2031-06-01")
ENTRY = f"""[[override]]
action = "correct"
id = "{A.id}"
set = {{ title = "River States" }}
clear = ["symbol"]
reason = "The annex names the day."
author = "A. Reviewer"
date = 2031-06-01
"""


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("reviewing") / "w.duckdb")


def override(warehouse: Path, *options: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["override", *options, "--warehouse", str(warehouse)])
    return done.exit_code, done.stdout, done.stderr


def test_entry_is_printed(warehouse: Path) -> None:
    done = override(warehouse, A.id, "--set", "title=River States", "--clear", "symbol", *SAID)
    assert done == (0, ENTRY, "")


def test_entry_is_appended_where_the_next_ingest_looks(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHANCERY_INBOX", f'["{tmp_path}/inbox"]')
    code, shown, _ = override(warehouse, A.id, "--accept", "--append", *SAID)
    assert (code, shown) == (0, f"Added to {tmp_path}/overrides.toml; the next ingest applies it.\n")
    [made] = read_overrides(tmp_path / "overrides.toml")
    assert (made.action, made.record_id) == ("accept", A.id)
    code, _, told = override(warehouse, A.id, "--accept", "--append", *SAID)
    assert code == BAD_REQUEST
    assert "in entry 1; change it there" in told


def test_overrides_stand_in_the_inbox_or_beside_it(tmp_path: Path) -> None:
    inside, beside = tmp_path / "inbox/overrides.toml", tmp_path / "overrides.toml"
    inside.parent.mkdir()
    settings = Settings(inbox=[inside.parent])
    assert (settings.overrides_file, settings.overrides_target) == (None, beside)
    inside.touch()
    assert (settings.overrides_file, settings.overrides_target) == (inside, inside)
    beside.touch()
    with pytest.raises(OverridesError, match=r"there are both .*; join them in one"):
        _ = settings.decisions
    assert Settings(inbox=[inside.parent], overrides=beside).overrides_file == beside
    inside.unlink()
    assert settings.overrides_file == beside


def test_overrides_in_the_inbox_are_no_document(tmp_path: Path) -> None:
    (tmp_path / "overrides.toml").touch()
    (tmp_path / "other.txt").touch()
    settings = Settings(inbox=[tmp_path], warehouse=tmp_path / "data/w.duckdb")
    paths = WarehousePaths.of(settings.warehouse)
    found = discover_files.fn(settings, paths, a_run())
    assert [file.file_name for file in (*found.unchanged, *(r.file for r in found.refused))] == []
    assert [file.file_name for task in found.to_read for file in task.files] == ["other.txt"]


def test_entry_is_appended_to_a_file_that_is_named(warehouse: Path, tmp_path: Path) -> None:
    override(warehouse, A.id, "--accept", "--file", str(tmp_path / "mine.toml"), *SAID)
    assert len(read_overrides(tmp_path / "mine.toml")) == 1


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((A.id,), "decide one thing"),
        ((A.id, "--accept", "--reject"), "decide one thing"),
        (("cmt_" + "0" * 20, "--accept"), "there is no cmt_0"),
        ((A.id, "--set", "colour=red"), "colour of documents cannot be corrected; these can: language"),
    ],
)
def test_mistakes_end_in_one_line(warehouse: Path, options: tuple[str, ...], says: str) -> None:
    code, shown, told = override(warehouse, *options, *SAID)
    assert (code, shown) == (BAD_REQUEST, "")
    assert told.startswith("chancery: ") and told.count("\n") == 1
    assert says in told
