"""The README does what it says: its commands are run, and print what it shows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Runner
from tests.readme import README, comparable, perform, sessions

SESSIONS = list(sessions(README.read_text(encoding="utf-8")))


def test_readme_has_the_commands_it_promises() -> None:
    commands = [command for command, _ in SESSIONS]
    assert commands[0] == "make ingest"
    assert sum("chancery sql" in command for command in commands) >= 6


def test_first_command_prints_what_the_readme_shows(
    first_ingest: subprocess.CompletedProcess[str], clone: Path
) -> None:
    assert first_ingest.returncode == 0, first_ingest.stderr
    assert comparable(first_ingest.stdout, clone) == comparable(SESSIONS[0][1], clone)


@pytest.mark.parametrize(("command", "shown"), SESSIONS[1:], ids=range(2, len(SESSIONS) + 1))
def test_commands_print_what_the_readme_shows(
    command: str, shown: str, clone: Path, warehouse: Path, environment: dict[str, str]
) -> None:
    done = perform(command, clone, environment)
    assert done.returncode == 0, done.stderr
    assert comparable(done.stdout, clone) == comparable(shown, clone)


def test_make_help_lists_every_target_of_the_readme(run: Runner) -> None:
    targets = set(re.findall(r"`make ([a-z]+)", README.read_text(encoding="utf-8")))
    listed = set(re.findall(r"^([a-z]+) ", run("make", "help").stdout, flags=re.MULTILINE))
    assert targets
    assert targets <= listed
