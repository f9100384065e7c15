"""Every query of the cookbook runs on the samples, has an answer, and gives the one shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cookbook import COOKBOOK, answer, recipes
from warehouse.database import open_reader

RECIPES = list(recipes(COOKBOOK.read_text(encoding="utf-8")))


def test_cookbook_has_twenty_questions() -> None:
    assert [int(question.split(".")[0]) for question, _, _ in RECIPES] == list(range(1, 21))


@pytest.mark.parametrize(("sql", "shown"), [r[1:] for r in RECIPES], ids=[r[0][:40] for r in RECIPES])
def test_query_gives_the_answer_shown(sql: str, shown: str, warehouse: Path) -> None:
    with open_reader(warehouse) as con:
        given = answer(con, sql)
    assert given.count("\n") >= 2, "a recipe without an answer helps nobody"
    assert given == shown
