"""A child whose extraction does what the file tells it to: hang, crash, print, eat memory, fail."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import tempfile
import time
import types
from collections.abc import Callable
from pathlib import Path

from extractors import child
from extractors.model import DocumentMetadata, Extraction, ParsedDocument


def _work(seconds: float) -> None:
    started = time.process_time()
    while time.process_time() < started + seconds:
        pass


def _print() -> None:
    print("a stray line")
    ctypes.CDLL(None).puts(b"a stray line from C")


def _litter() -> None:
    tempfile.mkdtemp()
    time.sleep(60)


def _kill_once(mark: str) -> None:
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)


def _recurse() -> None:
    _recurse()


def _fail() -> None:
    raise KeyError("missing")


_ORDERS: dict[str, Callable[..., object]] = {
    "hang": lambda: time.sleep(60),
    "work": lambda seconds: _work(float(seconds)),
    "litter": _litter,
    "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "kill-once": _kill_once,
    "abort": os.abort,
    "exit": lambda: os._exit(3),
    "print": _print,
    "memory": lambda: bytearray(1 << 40),
    "recurse": _recurse,
    "fail": _fail,
}


def _extract(parsed: ParsedDocument) -> Extraction:
    order, *arguments = parsed.text.split()
    if order in _ORDERS:
        _ORDERS[order](*arguments)
    return Extraction(parsed.document_id, str(os.getpid()), DocumentMetadata())


if __name__ == "__main__":
    stub = types.ModuleType("extractors.extract")
    stub.extract = _extract  # type: ignore[attr-defined]
    sys.modules["extractors.extract"] = stub
    child.main()
