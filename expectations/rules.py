"""The expectations written by hand, `rules/*.toml`: what the schema's facts cannot say."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

import msgspec

from expectations.expectation import Expectation
from warehouse.schema import BY_NAME, Severity


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of a rules file; `where` and `source` are as in Expectation."""

    table: str
    name: str
    severity: Severity
    description: str
    where: str
    source: str = "audited"
    column: str | None = None


@cache
def handwritten() -> tuple[Expectation, ...]:
    """Return all rules, file by file in the order of their names. Raises msgspec.ValidationError."""
    folder = resources.files("expectations") / "rules"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )
    return tuple(_expectation(rule) for file in files for rule in _rules(file.read_text(encoding="utf-8")))


def _rules(toml: str) -> list[Rule]:
    return msgspec.convert(tomllib.loads(toml)["rule"], list[Rule])


def _expectation(rule: Rule) -> Expectation:
    return Expectation(
        table=BY_NAME[rule.table],
        name=rule.name,
        severity=rule.severity,
        description=rule.description,
        where=rule.where.strip(),
        source=rule.source.strip(),
        column=rule.column,
    )
