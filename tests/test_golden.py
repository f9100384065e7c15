"""The samples still say what they said: after a wanted change run `python -m tests.golden`, read the diff."""

from __future__ import annotations

import pytest

from tests.golden import FOLDER, SAMPLES, facts_of, golden_path


@pytest.mark.parametrize("name", SAMPLES)
def test_facts(name: str) -> None:
    kept = golden_path(name).read_text("utf-8").splitlines()
    made = facts_of(name).splitlines()
    lost = [line for line in kept if line not in made]
    gained = [line for line in made if line not in kept]
    assert made == kept, "\n".join([*(f"- {line}" for line in lost), *(f"+ {line}" for line in gained)])


def test_no_stale_facts() -> None:
    assert sorted(path.name for path in FOLDER.glob("*.json")) == [f"{name}.json" for name in SAMPLES]
