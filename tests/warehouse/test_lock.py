"""One writer at a time, and none after its death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.errors import WarehouseBusy, WarehouseError
from warehouse.lock import hold
from warehouse.paths import WarehousePaths

HOLDER = """
import sys, time
from pathlib import Path
from warehouse.lock import hold
from warehouse.paths import WarehousePaths
with hold(WarehousePaths.of(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(60)
"""


def test_second_writer_is_told_who_holds_the_lock_until_that_one_dies(tmp_path: Path) -> None:
    paths = WarehousePaths.of(tmp_path / "new" / "w.duckdb")
    command = [sys.executable, "-c", HOLDER, str(paths.warehouse)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        with pytest.raises(WarehouseBusy, match=rf"process {other.pid}, since \d{{4}}-.* UTC"), hold(paths):
            pytest.fail("two writers")
        os.kill(other.pid, signal.SIGKILL)
    with hold(paths):
        assert str(os.getpid()) in paths.holder.read_text()


def test_lock_is_let_go_after_an_error(tmp_path: Path) -> None:
    paths = WarehousePaths.of(tmp_path / "w.duckdb")
    with pytest.raises(KeyError), hold(paths):
        raise KeyError
    with hold(paths):
        pass
    assert not paths.holder.exists()


def test_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    paths = WarehousePaths.of(tmp_path / "file" / "w.duckdb")
    with pytest.raises(WarehouseError, match="cannot write to"), hold(paths):
        pytest.fail("no folder")
