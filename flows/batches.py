"""Which files are read together."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse.plan import ReadTask

MOST_TASKS = 200  # beyond that the orchestrator costs more than it shows


def batches_of(tasks: Sequence[ReadTask], workers: int, size: int) -> list[tuple[ReadTask, ...]]:
    """Deal files into batches of like weight: about `size` files each, one per worker at the least.

    The largest files are dealt first and in turn, so that no batch gets them all.
    """
    count = min(len(tasks), MOST_TASKS, max(workers, -(-len(tasks) // size)))
    by_weight = sorted(tasks, key=lambda task: (-task.byte_count, task.sha256))
    return [tuple(by_weight[start::count]) for start in range(count)]
