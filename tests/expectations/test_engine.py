"""Great Expectations works without a sound and without a network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.expectations.small_warehouse import RUN

QUIET_AUDIT = """
import socket, sys
from datetime import datetime
from pathlib import Path

def refuse(*args):
    raise AssertionError("the audit opens a connection")

socket.socket.connect = socket.getaddrinfo = refuse
from expectations.audit import audit
from expectations.occasion import Occasion
assert "great_expectations" not in sys.modules
assert audit(Path(sys.argv[1]), Occasion(sys.argv[2], datetime(2024, 5, 2))).passed
"""


def test_audit_is_silent_and_never_calls_home(warehouse: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", QUIET_AUDIT, str(warehouse), RUN]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
