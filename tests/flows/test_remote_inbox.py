"""A run over an inbox in S3: the same rows as from a folder, and the same account of the files."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import fsspec
import pytest

from flows.exits import BAD_REQUEST
from flows.parameters import IngestRequest
from flows.settings import Settings
from tests.clone import ROOT
from tests.conftest import Runner
from tests.object_store import BUCKET, SECRET, s3
from tests.reliability.runs import audited_briefly, contents, ingest, left_behind
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths
from warehouse.run import Counts

INBOX = f"s3://{BUCKET}/inbox"
SAMPLES = sorted((ROOT / "samples/inbox").glob("2026-0[36]*"))
TEXT = b"Joint Statement\n\n1. The Ministers agreed to open a customs post by 1 September 2026.\n"


@pytest.fixture
def store() -> Iterator[Mapping[str, str]]:
    with s3() as found_by:
        yield found_by


@pytest.fixture
def bucket(store: Mapping[str, str]) -> fsspec.AbstractFileSystem:
    """An S3 store whose inbox holds some samples."""
    filesystem = fsspec.filesystem("s3")
    for sample in SAMPLES:
        filesystem.pipe(f"{BUCKET}/inbox/{sample.name}", sample.read_bytes())
    return filesystem


def sources(warehouse: Path) -> dict[str, str]:
    """Return the last state of each file, by the end of its URI."""
    with open_reader(warehouse) as con:
        rows = con.execute(
            "SELECT source_uri, concat_ws(' ', outcome, reason) FROM audit.source_files"
        ).fetchall()
    assert all(uri.startswith(f"{INBOX}/") for uri, _ in rows)
    return {uri.removeprefix(f"{INBOX}/"): state for uri, state in rows}


def test_rows_are_those_of_a_folder_but_for_where_the_files_are(
    bucket: fsspec.AbstractFileSystem, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for sample in SAMPLES:
        (folder / sample.name).write_bytes(sample.read_bytes())
    with audited_briefly():
        ingest([folder], tmp_path / "here/w.duckdb")
        ingest([INBOX], tmp_path / "there/w.duckdb")
    here, there = contents(tmp_path / "here/w.duckdb"), contents(tmp_path / "there/w.duckdb")
    differ = {name for name in here if here[name] != there[name]}
    assert differ == {
        "audit.file_history",
        "audit.source_files",
        "core.document_sources",
        "core.documents",
        "mart.listed_commitments",
    }
    assert left_behind(tmp_path / "there/w.duckdb") == []
    with open_reader(tmp_path / "there/w.duckdb") as con:
        uris = con.execute("SELECT source_uri FROM documents ORDER BY 1").fetchall()
    assert uris == [(f"{INBOX}/{sample.name}",) for sample in SAMPLES]


def test_what_comes_changes_and_goes_is_told(bucket: fsspec.AbstractFileSystem, tmp_path: Path) -> None:
    warehouse, kept = tmp_path / "w.duckdb", SAMPLES[0].name
    inbox = f"{BUCKET}/inbox"
    with audited_briefly():
        ingest([INBOX], warehouse)
        assert ingest([INBOX], warehouse).counts == Counts(unchanged=len(SAMPLES))
        bucket.pipe(f"{inbox}/{kept}", TEXT)
        bucket.pipe(f"{inbox}/new.txt", TEXT + b"\n2. They met.\n")
        bucket.pipe(f"{inbox}/large.txt", TEXT * 30_000)
        bucket.rm([f"{inbox}/{sample.name}" for sample in SAMPLES[1:]])
        ingest([INBOX], warehouse, bytes_per_file=1_000_000)
    gone = {sample.name: "removed" for sample in SAMPLES[1:]}
    told = {kept: "loaded", "new.txt": "loaded", "large.txt": "quarantined too_large"}
    assert sources(warehouse) == gone | told


def test_an_object_that_vanishes_before_it_is_read_is_tried_again(
    bucket: fsspec.AbstractFileSystem, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, warehouse = f"{BUCKET}/inbox/{SAMPLES[0].name}", tmp_path / "w.duckdb"
    monkeypatch.setattr("flows.progress.begin", lambda _: bucket.rm(lost))
    with audited_briefly():
        ingest([INBOX], warehouse)
        assert sources(warehouse)[SAMPLES[0].name] == "quarantined unreadable"
        bucket.pipe(lost, SAMPLES[0].read_bytes())
        monkeypatch.setattr("flows.progress.begin", lambda _: None)
        ingest([INBOX], warehouse)
    assert set(sources(warehouse).values()) == {"loaded", "unchanged"}


def test_decisions_about_what_another_store_holds_stand_beside_the_warehouse(tmp_path: Path) -> None:
    settings = Settings(inbox=[INBOX], warehouse=tmp_path / "w.duckdb")
    assert settings.overrides_file is None
    settings.overrides_target.touch()
    assert settings.overrides_file == settings.overrides_target == tmp_path / "overrides.toml"
    assert settings.watched == (INBOX,)


def test_the_form_asks_for_the_same_as_ever() -> None:
    asked = IngestRequest(inbox=["inbox", INBOX, "file:///srv/inbox"])
    assert asked.settings().inbox == [Path("inbox"), INBOX, Path("/srv/inbox")]
    items = IngestRequest.model_json_schema()["properties"]["inbox"]["anyOf"][0]["items"]
    assert items == {"type": "string", "format": "path"}


@pytest.mark.parametrize(
    ("inbox", "said"),
    [
        (f"s3://key:{SECRET}@{BUCKET}/inbox", "a URL may hold no credentials"),
        (f"s3://{BUCKET}/elsewhere", "no such bucket or folder"),
        ("abc://inbox", "abc://inbox is of no kind that can be read"),
    ],
)
def test_a_wrong_url_is_told_in_a_line_without_secrets(
    run: Runner, store: Mapping[str, str], tmp_path: Path, inbox: str, said: str
) -> None:
    variables = [f"{name}={value}" for name, value in store.items()]
    done = run("env", *variables, "chancery", "ingest", inbox, "--warehouse", str(tmp_path / "w.duckdb"))
    assert (done.returncode, done.stdout) == (BAD_REQUEST, "")
    assert said in done.stderr
    assert SECRET not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
@pytest.mark.usefixtures("bucket")
def test_no_secret_of_the_store_is_kept_anywhere(
    run: Runner, environment: dict[str, str], store: Mapping[str, str], tmp_path: Path
) -> None:
    warehouse = tmp_path / "data/w.duckdb"
    variables = [f"{name}={value}" for name, value in store.items()]
    done = run("env", *variables, "chancery", "ingest", INBOX, "--warehouse", str(warehouse), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["loaded_count"] == len(SAMPLES)
    assert left_behind(warehouse) == []
    kept = [warehouse.parent, Path(environment["HOME"])]
    assert not [
        path
        for folder in kept
        for path in folder.rglob("*")
        if path.is_file() and SECRET.encode() in path.read_bytes()
    ]
    assert WarehousePaths.of(warehouse).run_log.exists()
