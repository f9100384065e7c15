"""A PostgreSQL of a test's own: Debian's binaries, a folder that goes again, and never as root."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from extractors.confinement import die_with_parent

USERS = ("postgres", "nobody")  # PostgreSQL refuses to run as root


@contextmanager
def postgres(seconds: float = 60) -> Iterator[str]:
    """Run a server with an empty database; yield its address, as in `127.0.0.1:5432/prefect`."""
    programs = _programs()
    owner = next((user for user in USERS if os.geteuid() == 0 and _exists(user)), None)
    folder = Path(tempfile.mkdtemp(prefix="chancery-postgres-"))
    port = _free_port()
    try:
        if owner:
            shutil.chown(folder, owner)
        data = folder / "data"
        made = [programs / "initdb", "-D", data, "-U", "chancery", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(made, user=owner, cwd=folder, check=True, capture_output=True)
        own = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder}
        runs = [programs / "postgres", "-D", data, *(f"-c{name}={value}" for name, value in own.items())]
        server = subprocess.Popen(
            runs, user=owner, cwd=folder, stderr=subprocess.DEVNULL, preexec_fn=die_with_parent
        )
        try:
            _create(programs, server, port, seconds)
            yield f"127.0.0.1:{port}/prefect"
        finally:
            server.send_signal(signal.SIGINT)  # at once, whoever is connected
            server.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Return the folder of PostgreSQL's programs; where there is none, the test is skipped."""
    installed = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    installed += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)  # Debian puts them there
    for folder in installed:
        if (folder / "initdb").exists():
            return folder
    pytest.skip("PostgreSQL is not installed")


def _create(programs: Path, server: subprocess.Popen[bytes], port: int, seconds: float) -> None:
    """Create the database as soon as the server takes it."""
    create = [programs / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "chancery", "prefect"]
    end = time.monotonic() + seconds
    while subprocess.run(create, capture_output=True, check=False).returncode:
        assert server.poll() is None, "PostgreSQL ended at once"
        assert time.monotonic() < end, "PostgreSQL does not answer"
        time.sleep(0.2)


def _exists(user: str) -> bool:
    try:
        return bool(pwd.getpwnam(user))
    except KeyError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
