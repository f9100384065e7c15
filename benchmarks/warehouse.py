"""A large warehouse: how long a run of ten documents, queries and search take, and how large the file is.

usage: python -m benchmarks.warehouse [--inbox FOLDER] [--commitments N] [--work FOLDER] [--only STEP ...]

The files of the inbox (the samples unless another is named) but for ten are read into a warehouse, and this
is multiplied until it holds the commitments asked for. Then the ten are ingested, without and with the audit.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

from benchmarks.multiplied import multiply
from benchmarks.warehouse_run import Steps, ingest
from warehouse.database import open_reader

ROOT = Path(__file__).parent.parent
RECIPE = re.compile(r"^## (\d+)\. (.*?)\n\n```sql\n(.*?)\n```", re.M | re.S)
APART = 10
SHOWN = 100
SEARCHES = (
    "terrorism",
    "border security cooperation",
    "virtual assets",
    "terror*",
    "sustainable development",
)
MOST_REPORTED = "(SELECT max_by(event_id, (report_count, event_id)) FROM events)"
ASKED = {
    "calendar": "FROM calendar",
    "commitments_due": "FROM commitments_due",
    "firm_commitments": "FROM firm_commitments ORDER BY strength DESC",
    "event_dossier": f"FROM event_dossier WHERE event_id = {MOST_REPORTED}",
    "evidence()": "FROM evidence((SELECT max(commitment_id) FROM commitments))",
    "timeline()": "FROM timeline('Kazakhstan')",
    "who_promised() of a topic": "FROM who_promised('counter_terrorism')",
    "who_promised() of words": "FROM who_promised('border security')",
    "due()": "FROM due('2026-01-01')",
    "compare_reports()": f"FROM compare_reports({MOST_REPORTED})",
}
COUNTED = ("wait for the copy", "stage", "audit", "publish")
TARGETS = {"publish": 10.0, "publish, audited": 20.0, "query": 0.1, "search": 0.7}


def main() -> None:
    """Make what is missing, measure, and print a table."""
    given = _arguments()
    work: Path = given.work
    work.mkdir(parents=True, exist_ok=True)
    base, large = work / "base.duckdb", work / "large.duckdb"
    inbox, ten = _dealt(given.inbox, work)
    if not base.exists():
        ingest(inbox, base)
        _print("a file of the documents as they are", "bytes a document", *_sizes(base))
    if not large.exists():
        begun = time.perf_counter()
        multiply(base, large, _copies(base, given.commitments))
        print(f"multiplied in {time.perf_counter() - begun:.0f} s\n")
    _print("the large file", "bytes a document", *_sizes(large))
    if "run" in given.only:
        for audited in (False, True):
            _show_run(ingest(ten, _fresh(large, work), audited=audited), audited=audited)
    if "queries" in given.only:
        with open_reader(large) as con:
            for name, sql, target in _queries():
                _print(name, "CPU ms", f"{1000 * _median(con, sql):.0f}", f"{1000 * target:.0f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inbox", type=Path, default=ROOT / "samples/inbox", help="documents to begin with")
    parser.add_argument("--commitments", type=int, default=1_000_000, help="least number of commitments")
    parser.add_argument("--work", type=Path, default=Path("data/benchmark"), help="where to keep the files")
    parser.add_argument("--only", nargs="+", choices=("run", "queries"), default=("run", "queries"))
    return parser.parse_args()


def _dealt(inbox: Path, work: Path) -> tuple[Path, Path]:
    """Link ten files of an inbox to one folder, and the others to another."""
    files = sorted(path for path in inbox.iterdir() if path.is_file())
    apart = set(files[:: max(1, len(files) // APART)][:APART])
    folders = work / "inbox", work / "ten"
    for folder in folders:
        folder.mkdir(exist_ok=True)
    for path in files:
        shutil.copy(path, folders[path in apart])
    return folders


def _copies(base: Path, commitments: int) -> int:
    with duckdb.connect(base, read_only=True) as con:
        ((count,),) = con.execute("SELECT count(*) FROM core.commitments").fetchall()
    return -(-commitments // count) - 1


def _fresh(large: Path, work: Path) -> Path:
    """Return a copy of the file that a run may change, written to the disk."""
    path = work / "run.duckdb"
    shutil.copyfile(large, path)
    return path


def _sizes(path: Path) -> tuple[str, str]:
    with duckdb.connect(path, read_only=True) as con:
        ((documents, commitments),) = con.execute(
            "SELECT (SELECT count(*) FROM core.documents), (SELECT count(*) FROM core.commitments)"
        ).fetchall()
    size = path.stat().st_size
    print(f"{documents} documents, {commitments} commitments, {size / 1e6:.0f} MB")
    return f"{size / documents:.0f}", ""


def _show_run(steps: Steps, *, audited: bool) -> None:
    kind = "publish, audited" if audited else "publish"
    counted = sum(s for name, s in steps.seconds.items() if name in COUNTED)
    for name, seconds in steps.seconds.items():
        _print(f"  {name}", "s", f"{seconds:.2f}", "")
    _print(f"{kind}: ten documents", "s", f"{counted:.1f}", f"{TARGETS[kind]:.0f}")


def _queries() -> Iterator[tuple[str, str, float]]:
    for name, sql in ASKED.items():
        yield name, _limited(sql), TARGETS["query"]
    for number, question, sql in RECIPE.findall((ROOT / "docs/cookbook.md").read_text(encoding="utf-8")):
        target = TARGETS["search" if "FROM search(" in sql else "query"]
        yield f"cookbook {number}: {question}"[:60], _limited(sql), target
    for words in SEARCHES:
        yield f"search('{words}')", f"FROM search('{words}')", TARGETS["search"]


def _limited(sql: str) -> str:
    """Return the query for the first rows of a list, as many as somebody reads."""
    return sql if " LIMIT " in sql else f"FROM ({sql}\n) LIMIT {SHOWN}"


def _median(con: duckdb.DuckDBPyConnection, sql: str, times: int = 3) -> float:
    """Return the median of the CPU seconds that a query takes with its answer fetched, once it was asked."""
    taken = []
    con.execute(sql).fetchall()
    for _ in range(times):
        begun = time.process_time()
        con.execute(sql).fetchall()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def _print(what: str, unit: str, value: str, target: str) -> None:
    print(f"{what:62} {value:>9} {unit:18} {target and 'asked ' + target}", flush=True)


if __name__ == "__main__":
    main()
