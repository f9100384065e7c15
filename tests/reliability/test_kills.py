"""Kill -9: what `python -m tests.reliability.kills` does 200 times (`make torture`), a few times."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

from tests.clone import ROOT


def kills(environment: dict[str, str], *options: str, module: str = "kills") -> Sequence[str]:
    command = [sys.executable, "-m", f"tests.reliability.{module}", *options]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=7200, check=False
    )
    lines = done.stdout.splitlines()
    assert done.returncode == 0, "\n".join([*(line for line in lines if "harmless" not in line), done.stderr])
    return lines


def test_a_few_kills_and_two_ingests_at_once_do_no_harm(environment: dict[str, str]) -> None:
    """One before and one after the replacement, one at an instant, two in a row, one reading process."""
    lines = kills(environment, "--first", "96", "--kills", "5", "--crowds", "2")
    assert "before the replacement" in lines[0] and "after the replacement" in lines[4]
    assert sum("harmless" in line for line in lines) == 5


@pytest.mark.slow
def test_a_few_kills_with_everything_as_users_run_it(environment: dict[str, str]) -> None:
    kills(environment, "--first", "50", "--kills", "3", "--crowds", "--really")


@pytest.mark.slow
def test_a_command_that_is_killed_with_its_server_leaves_nothing(environment: dict[str, str]) -> None:
    lines = kills(environment, "--kills", "2", module="whole_kills")
    assert sum("harmless" in line and "killed after" in line for line in lines) == 2


@pytest.mark.slow
def test_extraction_anew_is_taken_up_wherever_it_was_killed(environment: dict[str, str]) -> None:
    lines = kills(environment, module="kills_anew")
    assert sum("harmless" in line for line in lines) == len(lines) - 1 > 9
