"""What binds the process that reads files, set by the system and out of the parsers' reach."""

from __future__ import annotations

import contextlib
import ctypes
import math
import os
import signal
import sys

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def confine(memory_bytes: int, parent: int) -> None:
    """Limit the memory, leave no core files, and die with the parent: each where the system can do it."""
    if resource is not None:
        for limit, most in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))
    die_with_parent()
    if sys.platform == "linux" and os.getppid() != parent:  # it was gone before we asked
        sys.exit(1)


def die_with_parent() -> None:
    """Let the system kill this process when the one that started it ends."""
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def grant_processor_time(seconds: float) -> None:
    """Let the system end this process (SIGXCPU) after so much more time on a processor.

    The limit is one on the process as a whole, in full seconds, so each file is granted its own anew.
    """
    if resource is not None:
        used = math.fsum(os.times()[:2])
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used + seconds), resource.RLIM_INFINITY))
