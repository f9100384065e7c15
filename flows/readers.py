"""Readers that are kept from batch to batch: their processes start more slowly than small files are read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractors.limits import Limits
from extractors.passwords import Passwords
from extractors.reader import Reader

_kept: dict[Path, list[Reader]] = {}
"""Idle readers of this process, by the folder of the run that they read for."""


@contextmanager
def readers_kept(work: Path) -> Iterator[None]:
    """Keep the readers that batches of a run leave in this process until the block ends."""
    idle = _kept[work] = []
    try:
        yield
    finally:
        del _kept[work]
        while idle:
            idle.pop().close()


@contextmanager
def reader_of(work: Path, limits: Limits, passwords: Passwords) -> Iterator[Reader]:
    """Lend a batch a reader of its own; it is closed after it where none are kept, as on another machine."""
    idle = _kept.get(work, [])
    try:
        reader = idle.pop()  # one step: no other batch gets the same
    except IndexError:
        reader = Reader(limits, passwords=passwords, scratch=work)
    try:
        yield reader
    finally:
        if _kept.get(work) is idle:
            idle.append(reader)
        else:
            reader.close()
