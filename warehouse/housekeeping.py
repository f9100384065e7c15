"""What is kept beside the published file, cut back to its bounds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warehouse.database import open_reader
from warehouse.paths import WarehousePaths
from warehouse.versions import Retention, prune, versions

UNCLAIMED_DAYS = 30
"""Age at which a parse goes that no document rests on. Till then a run that was cut short may take it up."""

PARSES = "SELECT sha256, parser_version FROM core.documents"


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many versions, rejected runs and parses were removed."""

    versions: int
    rejected: int
    parses: int


def tidy(
    paths: WarehousePaths, retention: Retention, keep_rejected: int, parser_version: str, now: datetime
) -> Tidied:
    """Remove the versions and rejected runs beyond their bounds, and parses that nothing needs.

    Parses are needed by the published documents and those of kept versions, and all of `parser_version`
    that are younger than UNCLAIMED_DAYS. `now` is UTC.
    """
    kept = len(_files(paths.versions, "*.duckdb"))
    prune(paths, retention, now)
    rejected = sorted(paths.warehouse.parent.glob(paths.rejected("*").name), reverse=True)[keep_rejected:]
    for run in rejected:
        run.unlink()
        run.with_suffix(".json").unlink(missing_ok=True)
    parses = list(_unneeded(paths, parser_version, now))
    for parse in parses:
        parse.unlink()
    return Tidied(kept - len(_files(paths.versions, "*.duckdb")), len(rejected), len(parses))


def _unneeded(paths: WarehousePaths, parser_version: str, now: datetime) -> Iterator[Path]:
    needed = {
        f"{sha256}.{version}.json.gz" for kept in versions(paths) for sha256, version in _parses_of(kept.path)
    }
    oldest = (now.replace(tzinfo=UTC) - timedelta(days=UNCLAIMED_DAYS)).timestamp()
    for parse in _files(paths.parses, "*/*.json.gz"):
        is_current = parse.name.endswith(f".{parser_version}.json.gz")
        if parse.name not in needed and not (is_current and parse.stat().st_mtime >= oldest):
            yield parse


def _parses_of(warehouse: Path) -> list[tuple[str, str]]:
    with open_reader(warehouse) as con:
        return [(sha256, version) for sha256, version in con.execute(PARSES).fetchall()]


def _files(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))
