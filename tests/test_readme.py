"""The README does what it says: its commands are run, and print what it shows."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, Runner

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
VARYING = {re.compile(r"\b\d{8}T\d{6}Z-[0-9a-f]{8}\b"): "RUN", re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\b"): "TIME"}


def sessions() -> list[tuple[str, str]]:
    """Return the README's commands, each with the output shown below it, in order."""
    found = []
    for block in BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8")):
        for session in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, rest = session.partition("\n")
            while command.count('"') % 2:  # a query goes on until its quotation mark is closed
                line, _, rest = rest.partition("\n")
                command += "\n" + line
            found.append((command, rest))
    return found


def comparable(output: str, clone: Path) -> str:
    """Return an output without what differs from run to run, and without trailing blanks."""
    for pattern, name in VARYING.items():
        output = pattern.sub(name, output)
    output = output.replace(str(clone), "…").replace(str(clone.resolve()), "…")
    return "\n".join(line.rstrip() for line in output.strip().splitlines())


def test_readme_has_the_commands_it_promises() -> None:
    commands = [command for command, _ in sessions()]
    assert commands[0] == "make ingest"
    assert sum("chancery sql" in command for command in commands) >= 5


def test_first_command_prints_what_the_readme_shows(
    first_ingest: subprocess.CompletedProcess[str], clone: Path
) -> None:
    assert first_ingest.returncode == 0, first_ingest.stderr
    assert comparable(first_ingest.stdout, clone) == comparable(sessions()[0][1], clone)


@pytest.mark.parametrize(("command", "shown"), sessions()[1:], ids=lambda text: text[:40])
def test_commands_print_what_the_readme_shows(
    command: str, shown: str, run: Runner, clone: Path, warehouse: Path
) -> None:
    done = run(*shlex.split(command), cwd=clone)
    assert done.returncode == 0, done.stderr
    assert comparable(done.stdout, clone) == comparable(shown, clone)


def test_make_help_lists_every_target_of_the_readme(run: Runner) -> None:
    targets = set(re.findall(r"`make ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    listed = set(re.findall(r"^([a-z]+) ", run("make", "help").stdout, flags=re.MULTILINE))
    assert targets <= listed
