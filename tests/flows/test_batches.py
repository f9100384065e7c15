"""How files are dealt into batches."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.batches import MOST_TASKS, batches_of
from warehouse.landing import FoundFile
from warehouse.plan import ReadTask


def tasks(count: int) -> list[ReadTask]:
    """Return files of 1, 2, 3 … bytes."""
    return [
        ReadTask(f"{n:064x}", (FoundFile(Path(f"/{n}"), f"file:///{n}", str(n), byte_count=n),))
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("files", "workers", "size", "batches"),
    [
        (0, 2, 100, 0),
        (1, 2, 100, 1),
        (20, 2, 100, 2),
        (201, 2, 100, 3),
        (458, 2, 100, 5),
        (50_000, 4, 100, 200),
    ],
)
def test_number_of_batches(files: int, workers: int, size: int, batches: int) -> None:
    dealt = batches_of(tasks(files), workers, size)
    assert len(dealt) == batches <= MOST_TASKS
    assert sum(map(len, dealt)) == files


def test_every_file_is_dealt_once_whatever_the_order() -> None:
    forward, backward = tasks(37), tasks(37)[::-1]
    assert batches_of(forward, 3, 10) == batches_of(backward, 3, 10)
    assert sorted(task.sha256 for batch in batches_of(forward, 3, 10) for task in batch) == [
        task.sha256 for task in forward
    ]


def test_large_files_are_spread() -> None:
    heaviest = [batch[0].files[0].byte_count for batch in batches_of(tasks(40), 4, 10)]
    assert heaviest == [40, 39, 38, 37]
