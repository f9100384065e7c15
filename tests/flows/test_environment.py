"""Prefect's settings: the names are known to Prefect, and both places where they stand say the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from flows.environment import SERVER
from tests.clone import FOREIGN, ROOT

SHOW = """
import json
from prefect.settings import get_current_settings
settings = get_current_settings()
print(json.dumps({"url": settings.api.url, **settings.to_environment_variables()}))
"""


def resolved(cwd: Path, home: Path, **variables: str) -> dict[str, str]:
    """Return all of Prefect's settings as a process of its own resolves them in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    env = {**kept, "HOME": str(home), **variables}
    done = subprocess.run(
        [sys.executable, "-c", SHOW], cwd=cwd, env=env, capture_output=True, text=True, check=True
    )
    shown: dict[str, str] = json.loads(done.stdout)
    return shown


def test_checkout_and_command_set_the_same(tmp_path: Path) -> None:
    """Also that every name is one that Prefect knows: an unknown one would change nothing."""
    plain = resolved(tmp_path, tmp_path)
    checkout = resolved(ROOT, tmp_path)
    command = resolved(tmp_path, tmp_path, **SERVER)
    assert checkout == command
    assert {name for name in plain if plain[name] != command[name]} == set(SERVER)


def test_no_server_is_needed(tmp_path: Path) -> None:
    """An address in the checkout would make every command look for a server there."""
    assert resolved(ROOT, tmp_path)["url"] is None
