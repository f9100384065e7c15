"""Files that survive a power cut, and copies that cost little."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

AT_ONCE = 1 << 26
"""Bytes that are copied before a copy is asked whether to go on."""


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, written to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def copy_file(source: Path, target: Path, is_unwanted: Callable[[], bool] = lambda: False) -> None:
    """Copy a file with its mode; on file systems that can, the copy shares the original's blocks.

    A copy that has become unwanted is left as it is, in part.
    """
    if not _copied_by_the_system(source, target, is_unwanted):
        shutil.copyfile(source, target)
    shutil.copymode(source, target)


def _copied_by_the_system(source: Path, target: Path, is_unwanted: Callable[[], bool]) -> bool:
    """Tell whether the system could copy without handing the bytes through memory, or need not."""
    if not hasattr(os, "copy_file_range"):
        return False
    with source.open("rb") as reader, target.open("wb") as writer:
        left = os.fstat(reader.fileno()).st_size
        try:
            while left > 0 and not is_unwanted():
                copied = os.copy_file_range(reader.fileno(), writer.fileno(), min(left, AT_ONCE))
                if not copied:
                    return False
                left -= copied
        except OSError:  # such as from one file system to another
            return False
    return True
