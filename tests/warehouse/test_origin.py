"""What decides the rows of a document is part of their origin's digest."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from importlib import resources

from tests.warehouse.builders import TEXT, facts, parsed
from warehouse.origin import MAKERS, origin_of

NO_MAKERS = {"columns", "database", "errors", "run", "table", "vocabulary"}
OF_OTHER_TABLES = {"account_tables", "instrument_identity", "matching_tables"}
WORDS = re.compile(r'word_group\("(\w+)"')


def source(package: str, name: str) -> str:
    return (resources.files(package) / name).read_text(encoding="utf-8")


def test_the_makers_of_rows_are_all_named() -> None:
    apart = {("warehouse", f"{name}.py") for name in NO_MAKERS | OF_OTHER_TABLES}
    for maker in (maker for maker in MAKERS if maker[0] == "warehouse"):
        nodes = ast.walk(ast.parse(source(*maker)))
        modules = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
        ours = [module.split(".") for module in modules if module.startswith(("warehouse.", "extractors."))]
        assert {(package, "/".join(path) + ".py") for package, *path in ours} - apart <= set(MAKERS), maker
        lexicons = {("extractors", f"lexicons/{name}.toml") for name in WORDS.findall(source(*maker))}
        assert lexicons <= set(MAKERS), maker


def test_versions_are_no_part_of_it_and_facts_are() -> None:
    first = origin_of(parsed(TEXT, "p1"), facts(TEXT, "e1"))
    assert first == origin_of(parsed(TEXT, "p2"), facts(TEXT, "e2"))
    assert first != origin_of(parsed(TEXT), replace(facts(TEXT), statements=()))
    assert first != origin_of(replace(parsed(TEXT), is_ocr=True), facts(TEXT))
