"""A child whose extraction does what the file tells it to: hang, crash, print, eat memory, fail."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
import types

from extractors import child
from extractors.model import DocumentMetadata, Extraction, ParsedDocument


def _extract(parsed: ParsedDocument) -> Extraction:
    order = parsed.text.split()[0]
    if order == "hang":
        time.sleep(60)
    elif order == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif order == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "exit":
        os._exit(3)
    elif order == "print":
        print("a stray line")
        ctypes.CDLL(None).puts(b"a stray line from C")
    elif order == "memory":
        bytearray(1 << 40)
    elif order == "recurse":
        _extract(parsed)
    elif order == "fail":
        raise KeyError("missing")
    return Extraction(parsed.document_id, str(os.getpid()), DocumentMetadata())


if __name__ == "__main__":
    stub = types.ModuleType("extractors.extract")
    stub.extract = _extract  # type: ignore[attr-defined]
    sys.modules["extractors.extract"] = stub
    child.main()
