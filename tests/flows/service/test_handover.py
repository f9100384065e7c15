"""No file is announced for ever, and none is forgotten."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.service.handover import FIRST_PAUSE, PATIENCE, Handover


@dataclass
class Server:
    """A server whose runs the test makes up."""

    active: bool = False
    ended: list[tuple[float, str]] = field(default_factory=list)
    announced: list[list[str]] = field(default_factory=list)

    def is_active(self) -> bool:
        """Return what the test said."""
        return self.active

    def begun_since(self, moment: datetime) -> list[dict[str, Any]]:
        """Return the runs as the API would."""
        begun = [(datetime.fromtimestamp(at, UTC), state) for at, state in self.ended]
        return [
            {"id": f"run at {at}", "start_time": at.isoformat(), "state_name": state}
            for at, state in begun
            if at > moment
        ]

    def announce(self, names: list[str]) -> None:
        """Remember it."""
        self.announced.append(names)


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def handover(server: Server, tmp_path: Path) -> Handover:
    return Handover(server, tmp_path / "seen.json")


def test_a_burst_is_announced_once(server: Server, handover: Handover) -> None:
    files = {f"{number}.txt": "1" for number in range(20)}
    for now in range(10, 10 + int(PATIENCE), 5):
        handover.see(files, dict.fromkeys(files, 5.0), now)
    assert server.announced == [sorted(files)]


def test_what_a_run_has_read_is_done_with_also_after_a_restart(
    server: Server, handover: Handover, tmp_path: Path
) -> None:
    handover.see({"a": "1"}, {"a": 5}, 10)
    server.ended = [(12, "Completed")]
    handover.see({"a": "1"}, {"a": 5}, 20)
    again = Handover(server, tmp_path / "seen.json")
    for one in (handover, again):
        one.see({"a": "1"}, {"a": 5}, 100)
        assert not one.waiting({"a": "1"})
    assert len(server.announced) == 1


def test_a_file_that_came_during_a_run_is_announced_after_it(server: Server, handover: Handover) -> None:
    server.active = True
    handover.see({"a": "1"}, {"a": 15}, 20)
    assert server.announced == []
    server.active, server.ended = False, [(10, "Completed")]
    handover.see({"a": "1"}, {"a": 15}, 30)
    assert server.announced == [["a"]]


def test_a_file_written_again_is_announced_again(server: Server, handover: Handover) -> None:
    handover.see({"a": "1"}, {"a": 5}, 10)
    server.ended = [(12, "Completed")]
    handover.see({"a": "1"}, {"a": 5}, 20)
    handover.see({"a": "2"}, {"a": 25}, 50)
    assert server.announced == [["a"], ["a"]]


def test_an_announcement_that_came_to_nothing_is_repeated(server: Server, handover: Handover) -> None:
    for now in (10, 10 + PATIENCE - 1, 10 + PATIENCE):
        handover.see({"a": "1"}, {"a": 5}, now)
    assert server.announced == [["a"], ["a"]]


@pytest.mark.parametrize("state", ["Failed", "Rejected", "Cancelled", "Completed"])
def test_a_run_that_ended_is_not_repeated(server: Server, handover: Handover, state: str) -> None:
    server.ended = [(12, state)]
    handover.see({"a": "1"}, {"a": 5}, 20)
    assert server.announced == []
    assert not handover.waiting({"a": "1"})


@pytest.mark.parametrize("state", ["Crashed", "Busy"])
def test_a_run_that_read_nothing_is_repeated_ever_more_slowly(
    server: Server, handover: Handover, state: str
) -> None:
    server.ended = [(12, state)]
    handover.see({"a": "1"}, {"a": 5}, 20)
    handover.see({"a": "1"}, {"a": 5}, 20 + FIRST_PAUSE - 1)
    assert server.announced == []
    handover.see({"a": "1"}, {"a": 5}, 20 + FIRST_PAUSE)
    server.ended.append((85, state))
    handover.see({"a": "1"}, {"a": 5}, 90)
    handover.see({"a": "1"}, {"a": 5}, 90 + 2 * FIRST_PAUSE - 1)
    assert server.announced == [["a"]]
    handover.see({"a": "1"}, {"a": 5}, 90 + 2 * FIRST_PAUSE)
    assert server.announced == [["a"], ["a"]]


def test_a_file_that_has_not_settled_waits(server: Server, handover: Handover) -> None:
    handover.see({"a": "1"}, {}, 10)
    assert server.announced == []
    assert handover.waiting({"a": "1"}) == {"a"}


def test_what_was_kept_may_be_broken(server: Server, tmp_path: Path) -> None:
    (tmp_path / "seen.json").write_text("{", encoding="utf-8")
    assert Handover(server, tmp_path / "seen.json").waiting({"a": "1"}) == {"a"}
