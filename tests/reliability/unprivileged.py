"""Permissions that count for root as well: without two capabilities it is stopped as any owner is."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

OVERRIDES = (1, 2)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: to write and to read whatever the permissions
DROP_FROM_BOUNDS = 24  # PR_CAPBSET_DROP
VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint32) for name in ("effective", "permitted", "inheritable"))


@contextmanager
def unprivileged() -> Iterator[None]:
    """Let permissions count in this block, for this thread."""
    if os.geteuid() != 0:
        yield
        return
    libc, header, sets = _libc(), _Header(VERSION_3, 0), (_Sets * 2)()
    assert libc.capget(ctypes.byref(header), sets) == 0
    had = sets[0].effective
    sets[0].effective = had & ~sum(1 << capability for capability in OVERRIDES)
    assert libc.capset(ctypes.byref(header), sets) == 0
    try:
        yield
    finally:
        sets[0].effective = had
        assert libc.capset(ctypes.byref(header), sets) == 0


def give_up_privileges() -> None:
    """Let permissions count for what is executed next (`preexec_fn`)."""
    if os.geteuid() == 0:
        for capability in OVERRIDES:
            assert _libc().prctl(DROP_FROM_BOUNDS, capability, 0, 0, 0) == 0


def _libc() -> ctypes.CDLL:
    if sys.platform != "linux":
        pytest.skip("root is stopped by no permission, and only Linux lets it go without that")
    return ctypes.CDLL(None, use_errno=True)


def snapshot(folder: Path) -> dict[str, bytes | None]:
    """Return what lies in a folder: the bytes of every file, None for folders."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
