"""A process that ends with the one that started it, on any system."""

from __future__ import annotations

import os
import threading
import time

from extractors.confinement import die_with_parent

STARTER = "CHANCERY_STARTER"
LOOK_SECONDS = 1.0


def hold_on_to_starter() -> None:
    """End this process as soon as its parent has ended; at once if that is gone already.

    Linux sees to it by itself. Elsewhere a thread looks who the parent is.
    """
    die_with_parent()
    parent = int(os.environ.pop(STARTER, os.getppid()))
    threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os._exit(1)
