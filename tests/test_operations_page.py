"""The files of a permanent installation are what their own programs take, and the page tells of all."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from flows.service.options import ServiceOptions
from tests.clone import ROOT

PAGE = ROOT / "docs/operations.md"
FILES = ROOT / "docs/operations"
UNITS = sorted(path for path in FILES.iterdir() if path.suffix in (".service", ".timer"))


def test_the_page_tells_of_every_setting_file_and_automation() -> None:
    page = PAGE.read_text(encoding="utf-8")
    told = re.findall(r"^\| `([a-z_]+)` \|", page, flags=re.MULTILINE)
    assert [name for name in told if name in ServiceOptions.model_fields] == list(ServiceOptions.model_fields)
    assert not [file.name for file in FILES.iterdir() if f"operations/{file.name}" not in page]
    automations = [
        yaml.safe_load(file.read_text("utf-8"))["name"] for file in ROOT.glob("flows/automations/*.yaml")
    ]
    assert not [name for name in automations if f"| {name} |" not in page]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_the_units(unit: Path, tmp_path: Path) -> None:
    for file in UNITS:  # a timer is checked with its service; what they start is installed elsewhere
        said = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", file.read_text("utf-8"), flags=re.MULTILINE)
        (tmp_path / file.name).write_text(said, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in (done.stdout + done.stderr).splitlines() if unit.name in line]
    assert done.returncode == 0 and not told, told


def _has_compose() -> bool:
    if not shutil.which("docker"):
        return False
    return subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not _has_compose(), reason="docker compose is not installed")
def test_compose_takes_its_file() -> None:
    done = subprocess.run(
        ["docker", "compose", "-f", str(FILES / "compose.yaml"), "config", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_compose_names_what_is_there() -> None:
    (service,) = yaml.safe_load((FILES / "compose.yaml").read_text("utf-8"))["services"].values()
    context = (FILES / service["build"]["context"]).resolve()
    assert context == ROOT
    assert (context / service["build"]["dockerfile"]).exists()
    fields = {f"CHANCERY_SERVICE__{name.upper()}" for name in ServiceOptions.model_fields}
    assert {name for name in service["environment"] if name.startswith("CHANCERY_")} <= fields


def test_the_backup_takes_a_whole_copy(tmp_path: Path) -> None:
    prefect = tmp_path / "data/chancery.service/prefect"
    prefect.mkdir(parents=True)
    (tmp_path / "data/chancery.duckdb").write_bytes(b"published")
    (tmp_path / "data/chancery.runs.jsonl").write_bytes(b"{}\n")
    with sqlite3.connect(prefect / "prefect.db") as con:
        con.execute("PRAGMA journal_mode=WAL")
        con.execute("CREATE TABLE run (id)")
        con.execute("INSERT INTO run VALUES (7)")
        con.commit()
        done = subprocess.run(
            [FILES / "backup.sh", tmp_path / "kept"],
            cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin", "PYTHON": sys.executable},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    kept = Path(done.stdout.strip())
    assert (kept / "chancery.duckdb").read_bytes() == b"published"
    assert (kept / "chancery.runs.jsonl").exists()
    with sqlite3.connect(kept / "prefect.db") as con:
        assert con.execute("SELECT id FROM run").fetchall() == [(7,)]
