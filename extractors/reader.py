"""Reading and extraction in a child process that can be killed.

C code inside the parsers cannot be interrupted from within, so each Reader owns one long-lived
child (`child.py`): a file that hangs, crashes or outgrows its limits costs the child and that file
only, and the next file gets a new child.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import weakref
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import msgspec

import extractors
from extractors.child import READY, Failure, Request, StoredParse, Success
from extractors.errors import ReadError, Reason
from extractors.limits import Limits
from extractors.model import Extraction, ParsedDocument
from extractors.passwords import Passwords

_STARTUP_SECONDS = 120.0  # a loaded machine without compiled bytecode needs a good part of it
_LONGEST_REPLY = 1 << 30  # bytes
_TEXTS_PER_FILE = 20  # plain texts that leave no more behind in a process than one file of another kind
_CHUNK = 1 << 20  # bytes
# What the child is told of the world: parsers of hostile files need not know of any secret in it.
_TOLD = (
    "PATH",
    "HOME",
    "LANG",
    "TZ",
    "SYSTEMROOT",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "TESSDATA_PREFIX",
)
_TOLD_PREFIXES = ("LC_", "PYTHON")


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's ParsedDocument and Extraction, still in JSON: who only passes them on need not decode."""

    parsed_json: bytes
    extraction_json: bytes


class ChildStartError(RuntimeError):
    """The child process does not start: that is the installation's fault and not a file's."""


class _Killed(ReadError):
    """The process was killed from outside."""


def decode_parsed(parsed_json: bytes) -> ParsedDocument:
    """Return the parsed document that a reading holds."""
    return msgspec.json.decode(parsed_json, type=ParsedDocument)


def decode_extraction(extraction_json: bytes) -> Extraction:
    """Return the extraction that a reading holds."""
    return msgspec.json.decode(extraction_json, type=Extraction)


class Reader:
    """Reads files one at a time in a child process. Close it, or use it in a `with` statement.

    What the child leaves in temporary files goes with it; they lie in a folder of their own in
    `scratch`. Give each thread its own Reader: a lock makes sharing safe but not parallel. On Linux
    the child dies with the thread that started it.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        passwords: Passwords | None = None,
        scratch: Path | None = None,
        files_per_child: int = 500,
        module: str = "extractors.child",
    ) -> None:
        self._limits = limits or Limits()
        self._passwords = passwords or Passwords()
        self._scratch = scratch
        self._most_worn = files_per_child * _TEXTS_PER_FILE  # what the parsers leak goes with the child
        self._module = module
        self._child: _Child | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path, sha256: str) -> Reading:
        """Read the file with these contents and extract what it says.

        Raises ReadError with the reason, timed_out and crashed among them; ChildStartError where no
        child can be started at all.
        """
        passwords = self._passwords.of(path, sha256)
        return self._answered(Request(os.fsencode(path).decode("latin-1"), sha256, passwords))

    def extract(self, parsed_json: bytes) -> Reading:
        """Extract from a parse that is kept, without its file. Raises as `read` does."""
        return self._answered(StoredParse(msgspec.Raw(parsed_json)))

    def _answered(self, request: Request | StoredParse) -> Reading:
        with self._lock:
            try:
                reply = self._reply(request)
            except BaseException:  # an interrupt too leaves the child in the middle of something
                self._drop()
                raise
        if isinstance(reply, Failure):
            raise ReadError(reply.reason, reply.detail)
        return Reading(bytes(reply.parsed), bytes(reply.extraction))

    def close(self) -> None:
        """Kill the child, if there is one."""
        with self._lock:
            self._drop()

    def _reply(self, request: Request | StoredParse) -> Success | Failure:
        message = msgspec.json.encode(request) + b"\n"
        is_text = isinstance(request, StoredParse) or request.path.endswith(".txt")
        try:
            child, line = self._exchange(message)
        except _Killed:  # perhaps for the memory that others took: only a second time is this file's fault
            self._drop()
            child, line = self._exchange(message)
        reply: Success | Failure = msgspec.json.decode(line, type=Success | Failure)
        exhausted = isinstance(reply, Failure) and reply.reason is Reason.OUT_OF_MEMORY
        child.worn += 1 if is_text else _TEXTS_PER_FILE
        if exhausted or child.worn >= self._most_worn:
            self._drop()
        return reply

    def _exchange(self, message: bytes) -> tuple[_Child, bytes]:
        child = self._living_child()
        try:
            child.send(message)
        except BrokenPipeError:  # it died idle, which is not this file's fault
            self._drop()
            child = self._living_child()
            child.send(message)
        return child, child.line(self._limits.seconds)

    def _living_child(self) -> _Child:
        if self._child is None or not self._child.is_usable():
            self._drop()
            self._child = _Child(self._module, self._limits, self._scratch)
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None


class _Child:
    """A child process, its two pipes and its folder for temporary files."""

    def __init__(self, module: str, limits: Limits, scratch: Path | None) -> None:
        self.worn = 0  # in plain texts
        self._limits = limits
        self._owner = os.getpid()
        folder = tempfile.mkdtemp(prefix="chancery-", dir=scratch)
        self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and module)
            [sys.executable, "-m", module, msgspec.json.encode(limits).decode(), str(self._owner)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=_environment(folder),
            start_new_session=True,  # an interrupt from the terminal is the parent's to handle
        )
        self._finalizer = weakref.finalize(self, _kill, self._process, self._owner, folder)
        self._rest = bytearray()
        self._await_start()

    def _await_start(self) -> None:
        try:
            greeting = self.line(_STARTUP_SECONDS)
        except ReadError as error:
            self.kill()
            raise ChildStartError(f"the reading process does not start: {error.detail}") from error
        if greeting + b"\n" != READY:
            self.kill()
            raise ChildStartError(f"the reading process does not start: it said {greeting[:100]!r}")

    def is_usable(self) -> bool:
        """Tell whether the process lives and is ours: after a fork it is still the parent's alone."""
        return self._owner == os.getpid() and self._process.poll() is None

    def send(self, message: bytes) -> None:
        """Write a request. Raises BrokenPipeError where the process is gone."""
        assert self._process.stdin is not None
        rest = memoryview(message)
        while rest:  # a pipe may take a long message in parts
            rest = rest[self._process.stdin.write(rest) :]

    def line(self, seconds: float) -> bytes:
        """Return the next line the child writes, without its end.

        Raises ReadError: timed_out after so many seconds, crashed or out_of_memory where the
        process ends, too_large where the line does not.
        """
        assert self._process.stdout is not None
        deadline = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            searched = 0
            while (end := self._rest.find(b"\n", searched)) < 0:
                searched = len(self._rest)
                if searched > _LONGEST_REPLY:
                    raise ReadError(Reason.TOO_LARGE, "What it holds is too much to hand over.")
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise ReadError(Reason.TIMED_OUT, f"Reading took more than {seconds:g} seconds.")
                chunk = os.read(self._process.stdout.fileno(), _CHUNK)
                if not chunk:
                    raise self._death()
                self._rest += chunk
        line = bytes(self._rest[:end])
        del self._rest[: end + 1]
        return line

    def _death(self) -> ReadError:
        """Return the error that tells how the process ended."""
        try:
            status = self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            return ReadError(Reason.CRASHED, "The reading process closed its output.")
        if status == -signal.SIGKILL:
            return _Killed(
                Reason.OUT_OF_MEMORY, "The system killed the reading process twice, as it does for memory."
            )
        if status == -signal.SIGABRT:
            return ReadError(
                Reason.OUT_OF_MEMORY,
                "The reading process gave up (SIGABRT), as PDFium does for want of memory.",
            )
        if status == -getattr(signal, "SIGXCPU", 0):
            spent = f"{self._limits.cpu_seconds:g} seconds of processor time"
            return ReadError(Reason.TIMED_OUT, f"Reading took more than {spent}.")
        cause = f"signal {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
        return ReadError(Reason.CRASHED, f"The reading process ended with {cause}.")

    def kill(self) -> None:
        """End the process at once and let go of its pipes."""
        self._finalizer()


def _environment(folder: str) -> dict[str, str]:
    """Return the child's environment, with the folder for its temporary files."""
    root = Path(extractors.__file__).resolve().parents[1]
    told = {name: v for name, v in os.environ.items() if name in _TOLD or name.startswith(_TOLD_PREFIXES)}
    told["PYTHONPATH"] = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))
    return told | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)


def _kill(process: subprocess.Popen[bytes], owner: int, folder: str) -> None:
    if os.getpid() == owner and process.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
