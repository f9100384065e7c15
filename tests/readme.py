"""The README's sessions: its commands, what it shows below them, and how to write that anew.

`python -m tests.readme` runs every command in a copy of the checkout and puts its output in place.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.clone import ROOT, copy_checkout, user_environment

README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=^```console\n)\$ (.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
RUN = re.compile(r"\b\d{8}T\d{6}Z-[0-9a-f]{8}\b")
TIME = re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d\b")


def sessions(readme: str) -> Iterator[tuple[str, str]]:
    """Yield each command with the output shown below it; a command goes on to its closing quotation mark."""
    for block in BLOCK.findall(readme):
        yield split_session(block)


def split_session(block: str) -> tuple[str, str]:
    """Tell a block's command from its output."""
    command, _, output = block.partition("\n")
    while command.count('"') % 2:
        line, _, output = output.partition("\n")
        command += "\n" + line
    return command, output


def perform(command: str, clone: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of the README in a copy of the checkout."""
    words = shlex.split(command)
    return subprocess.run(
        words, cwd=clone, env=environment, capture_output=True, text=True, timeout=300, check=False
    )


def comparable(output: str, clone: Path) -> str:
    """Return an output as the README shows it: runs, times and folders that vary are made alike."""
    for folder in (str(clone), str(clone.resolve())):
        output = output.replace(folder + os.sep, "")
    output = RUN.sub("20261122T090000Z-1f3a5c7e", output)
    output = TIME.sub("2026-11-22 09:00", output)
    return "\n".join(line.rstrip() for line in output.strip().splitlines()) + "\n"


def refresh() -> None:
    """Write the README anew with what its commands print now."""
    with tempfile.TemporaryDirectory() as folder:
        clone = copy_checkout(Path(folder))
        environment = user_environment(Path(folder))

        def session(block: re.Match[str]) -> str:
            command, _ = split_session(block[1])
            done = perform(command, clone, environment)
            if done.returncode:
                raise SystemExit(f"{command}\n{done.stderr}")
            return f"$ {command}\n{comparable(done.stdout, clone)}"

        README.write_text(BLOCK.sub(session, README.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    refresh()
