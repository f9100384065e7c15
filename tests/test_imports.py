"""Imports run one way: flows → expectations → warehouse → extractors."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = {
    "extractors": {"warehouse", "expectations", "flows", "prefect", "duckdb", "great_expectations"},
    "warehouse": {"expectations", "flows", "prefect", "great_expectations"},
    "expectations": {"flows", "prefect"},
    "flows": set(),
    "samples": {"extractors", "warehouse", "expectations", "flows"},
}
MODULES = [path for package in FORBIDDEN for path in sorted((ROOT / package).rglob("*.py"))]


def imported(path: Path) -> Iterator[str]:
    """Yield the top-level package of every import anywhere in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} uses a relative import"
            yield (node.module or "").split(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    assert not FORBIDDEN[package] & set(imported(path))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_stay_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    declarations = {"model.py", "schema.py"}  # one list of types or tables each, best kept whole
    limit = 800 if path.name in declarations else 400
    assert lines <= limit, f"{path.name} has {lines} lines: split it by meaning"


READING = ("files", "pdf")
MEANING = ("grammar", "mentions", "documents", "instruments", "commitments", "events")
KNOWN = {
    package: order[: position + 1] for order in (READING, MEANING) for position, package in enumerate(order)
}


@pytest.mark.parametrize("package", KNOWN)
def test_packages_of_extractors_know_only_those_before_them(package: str) -> None:
    for path in sorted((ROOT / "extractors" / package).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("extractors."):
                other = (node.module or "").split(".")[1]
                assert other not in KNOWN or other in KNOWN[package], f"{path.name} imports {node.module}"


def test_nothing_is_called_utils() -> None:
    banned = {"utils", "util", "helpers", "common", "misc"}
    assert not [path for path in MODULES if path.stem in banned]
