"""`chancery diff` and `chancery history`, as a user runs them."""

from __future__ import annotations

import json
from dataclasses import replace
from unittest import mock

import pytest

from flows.exits import BAD_REQUEST
from tests.conftest import Runner
from tests.flows.test_cli import complaint
from tests.warehouse import builders
from tests.warehouse.builders import PLEDGE, TEXT, VERSIONS, a_run, commitment, facts, inbox_with, ingest
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> WarehousePaths:
    """A warehouse of two runs: the second has newer extractors, which tell another deadline."""
    folder = tmp_path_factory.mktemp("two_runs")
    made = WarehousePaths.of(folder / "w.duckdb")
    ingest(made, inbox_with(folder / "in", TEXT), a_run())
    newer = replace(facts(version="e2"), commitments=(replace(commitment(), strength=3),))
    with mock.patch.object(builders, "facts", lambda *_: newer):
        ingest(made, folder / "in", a_run(1, replace(VERSIONS, extractor="e2")))
    return made


def shown(run: Runner, paths: WarehousePaths, *arguments: str) -> list[dict[str, object]]:
    done = run("chancery", *arguments, "--warehouse", str(paths.warehouse), "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


CHANGED = {
    "strength": {"before": "4", "after": "3"},
    "is_binding": {"before": "true", "after": "false"},
}


@pytest.mark.parametrize(
    "arguments",
    [(), (a_run(1).run_id,), (a_run(0).run_id, a_run(1).run_id), ("{}", a_run(1).run_id)],
    ids=["last run", "one run", "two runs", "file and run"],
)
def test_diff(run: Runner, paths: WarehousePaths, arguments: tuple[str, ...]) -> None:
    earlier = str(paths.version(a_run(0).run_id))
    [row] = shown(run, paths, "diff", *(argument.format(earlier) for argument in arguments))
    assert (row["change"], row["table_name"], row["quote_after"]) == ("changed", "commitments", PLEDGE)
    assert row["differences"] == CHANGED


def test_diff_backwards_and_by_table(run: Runner, paths: WarehousePaths) -> None:
    runs = (a_run(1).run_id, a_run(0).run_id)
    [row] = shown(run, paths, "diff", *runs, "--table", "commitments")
    assert row["differences"]["strength"] == {"before": "3", "after": "4"}  # type: ignore[index]
    assert shown(run, paths, "diff", *runs, "--table", "events") == []
    counted = shown(run, paths, "diff", "--counts")
    assert counted == [{"table": "commitments", "change": "changed", "records": 1}]


def test_diff_reads_well_in_the_terminal(run: Runner, paths: WarehousePaths) -> None:
    printed = run("chancery", "diff", "--warehouse", str(paths.warehouse)).stdout
    assert "strength: 4 → 3" in " ".join(printed.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["diff", "2031"], "2031 is none of the published runs"),
        (["diff", "2099"], "2099 may be one of several"),
        (["diff", "2031", a_run(1).run_id], "no version of run 2031 is kept"),
        (["history", "cmt_unknown"], "no run knows"),
    ],
)
def test_wrong_requests_are_told(run: Runner, paths: WarehousePaths, arguments: list[str], says: str) -> None:
    done = run("chancery", *arguments, "--warehouse", str(paths.warehouse))
    assert done.returncode == BAD_REQUEST
    assert says in complaint(done)


@pytest.mark.parametrize("asked", ["0.txt", "path", "uri"])
def test_history_of_a_file(run: Runner, paths: WarehousePaths, asked: str) -> None:
    path = paths.warehouse.parent / "in" / "0.txt"
    name = {"path": str(path), "uri": path.as_uri()}.get(asked, asked)
    told = [(e["run_id"], e["what"], e["extractor_version"]) for e in shown(run, paths, "history", name)]
    assert told == [(a_run(0).run_id, "loaded", "e1"), (a_run(1).run_id, "loaded", "e2")]


def test_history_of_a_record(run: Runner, paths: WarehousePaths) -> None:
    with open_reader(paths.warehouse) as con:
        [(made,)] = con.execute("SELECT commitment_id FROM commitments").fetchall()
    told = shown(run, paths, "history", str(made))
    assert [(e["run_id"], e["what"], e["subject"], e["differences"]) for e in told] == [
        (a_run(0).run_id, "loaded", "0.txt", None),
        (a_run(1).run_id, "loaded", "0.txt", None),
        (a_run(1).run_id, "changed", made, CHANGED),
    ]
