"""Every query of the cookbook and the guide to documents runs on the samples and gives the answer shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cookbook import COOKBOOK, GUIDE, answer, recipes
from warehouse.database import open_reader

RECIPES = list(recipes(COOKBOOK.read_text(encoding="utf-8")))
QUERIES = [*RECIPES, *recipes(GUIDE.read_text(encoding="utf-8"))]


def test_cookbook_has_twenty_questions() -> None:
    assert [int(question.split(".")[0]) for question, _, _ in RECIPES] == list(range(1, 21))


@pytest.mark.parametrize(("sql", "shown"), [q[1:] for q in QUERIES], ids=[q[0][:40] for q in QUERIES])
def test_query_gives_the_answer_shown(sql: str, shown: str, warehouse: Path) -> None:
    with open_reader(warehouse) as con:
        given = answer(con, sql)
    assert given.count("\n") >= 2, "a recipe without an answer helps nobody"
    assert given == shown
