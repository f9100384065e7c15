"""Reading processes forked from this one, which has imported what they need: starting them takes no time."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from unittest import mock

from extractors import child


class ForkedChild:
    """As much of `subprocess.Popen` as `extractors.reader` uses. It works in its temporary folder."""

    def __init__(self, command: Sequence[str], *, env: Mapping[str, str], **_: object) -> None:
        requests, to_child = os.pipe()
        from_child, replies = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _serve(command[-2:], env, requests, replies)
        os.close(requests)
        os.close(replies)
        self.stdin = os.fdopen(to_child, "wb", buffering=0)
        self.stdout = os.fdopen(from_child, "rb", buffering=0)
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return how the process ended, None where it has not."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def wait(self, timeout: float = 60) -> int:
        """Wait for the end of the process."""
        ends = time.monotonic() + timeout
        while (status := self.poll()) is None:
            if time.monotonic() > ends:
                raise subprocess.TimeoutExpired("child", timeout)
            time.sleep(0.002)
        return status


def _serve(arguments: Sequence[str], env: Mapping[str, str], requests: int, replies: int) -> None:
    try:
        os.setsid()
        os.dup2(requests, 0)
        os.dup2(replies, 1)
        os.closerange(3, 1024)  # the warehouse's lock among them, which must not outlive its holder
        os.environ.update(env)
        tempfile.tempdir = None
        os.chdir(env["TMPDIR"])
        sys.stdin = os.fdopen(0, closefd=False)
        sys.argv = ["child", *arguments]
        child.main()
    except BaseException:
        traceback.print_exc()
    os._exit(1)


@contextmanager
def forked_children() -> Iterator[None]:
    """Let readers fork their processes."""
    import extractors.extract
    import extractors.pdf.pdf
    import extractors.read  # noqa: F401

    with mock.patch("extractors.reader.subprocess.Popen", ForkedChild):
        yield
