"""Where a warehouse keeps what belongs to it: all beside the published file, under its stem."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WarehousePaths:
    """The published file and its companions. All are in one folder, so that renames are atomic."""

    warehouse: Path

    @classmethod
    def of(cls, warehouse: Path) -> WarehousePaths:
        """Return the paths of a warehouse; a link is followed, so that the file itself is replaced."""
        return cls(warehouse.resolve())

    def _beside(self, suffix: str) -> Path:
        return self.warehouse.with_name(self.warehouse.stem + suffix)

    @property
    def lock(self) -> Path:
        """File that the one writer holds locked."""
        return self._beside(".lock")

    @property
    def holder(self) -> Path:
        """File in which the holder of the lock tells who it is."""
        return self._beside(".lock.json")

    @property
    def work(self) -> Path:
        """Folder of what runs leave behind while they last."""
        return self._beside(".work")

    @property
    def salvaged(self) -> Path:
        """Folder of the results that runs had when they were killed."""
        return self.work / "salvaged"

    def work_of(self, run_id: str) -> Path:
        """Folder of one run: its spool files and its stage file."""
        return self.work / run_id

    def stage(self, run_id: str) -> Path:
        """Return the file that a run writes to: a copy of the warehouse."""
        return self.work_of(run_id) / "stage.duckdb"

    def copy(self, run_id: str) -> Path:
        """Return the copy of the warehouse that becomes the stage file."""
        return self.work_of(run_id) / "copy.duckdb"

    @property
    def parses(self) -> Path:
        """Folder of the stored parses."""
        return self._beside(".parses")

    @property
    def key(self) -> Path:
        """The warehouse's own secret key."""
        return self._beside(".key")

    @property
    def run_log(self) -> Path:
        """Log of all runs, also of those that published nothing."""
        return self._beside(".runs.jsonl")

    @property
    def versions(self) -> Path:
        """Folder of the versions that were published before."""
        return self._beside(".versions")

    def version(self, run_id: str) -> Path:
        """Where the version that a run published is kept."""
        return self.versions / f"{run_id}.duckdb"

    @property
    def docs(self) -> Path:
        """Folder of the Data Docs, a folder for each run."""
        return self._beside(".docs")

    @property
    def service(self) -> Path:
        """Folder of what `chancery up` keeps: Prefect's own database, logs, who runs."""
        return self._beside(".service")

    def docs_index(self, run_id: str) -> Path:
        """Where the Data Docs of a run begin."""
        return self.docs / run_id / "index.html"

    def rejected(self, run_id: str) -> Path:
        """Where a run that the audit rejected is set aside."""
        return self._beside(f".rejected-{run_id}.duckdb")

    def rejection_report(self, run_id: str) -> Path:
        """Why that run was rejected."""
        return self._beside(f".rejected-{run_id}.json")

    def owns(self, path: Path) -> bool:
        """Tell whether a path is the warehouse's own, so that an inbox around it passes it over."""
        folder = self.warehouse.parent
        if path == folder or not path.is_relative_to(folder):
            return False
        top = folder / path.relative_to(folder).parts[0]
        own = {self.warehouse, self.lock, self.holder, self.key, self.work, self.parses, self.run_log}
        kept = {self.versions, self.docs, self.service}
        return top in own | kept or top.name.startswith(f"{self.warehouse.stem}.rejected-")
