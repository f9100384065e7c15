"""The questions of pages such as the cookbook with their answers, and how to write the answers anew.

`python -m tests.cookbook WAREHOUSE` puts the answers of a warehouse of the samples below each query.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from tests.clone import ROOT
from warehouse.database import open_reader

COOKBOOK, GUIDE = ROOT / "docs/cookbook.md", ROOT / "docs/documents.md"
RECIPE = re.compile(
    r"^## (?P<question>.*?)\n\n```sql\n(?P<sql>.*?)\n```\n(?P<answer>(?:\n\|[^\n]*|\n)*)", re.M | re.S
)
LONGEST = 160  # characters of a cell; longer ones are cut in the page


def recipes(page: str) -> Iterator[tuple[str, str, str]]:
    """Yield each question with its query and the answer shown."""
    for recipe in RECIPE.finditer(page):
        yield recipe["question"], recipe["sql"], recipe["answer"].strip()


def answer(con: duckdb.DuckDBPyConnection, sql: str) -> str:
    """Return what a query answers, as a Markdown table."""
    result = con.execute(sql)
    names = [name for name, *_ in result.description]
    rows = [names, ["---"] * len(names), *([_cell(value) for value in row] for row in result.fetchall())]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(value: object) -> str:
    if isinstance(value, list):
        value = "; ".join(str(item) for item in value)
    text = "" if value is None else " ".join(str(value).split()).replace("|", "\\|")
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + " …"


def refresh(warehouse: Path, path: Path) -> None:
    """Write a page anew with the answers of a warehouse."""
    with open_reader(warehouse) as con:

        def recipe(found: re.Match[str]) -> str:
            return f"## {found['question']}\n\n```sql\n{found['sql']}\n```\n\n{answer(con, found['sql'])}\n\n"

        page = RECIPE.sub(recipe, path.read_text(encoding="utf-8"))
    path.write_text(page.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    for page in (COOKBOOK, GUIDE):
        refresh(Path(sys.argv[1]), page)
