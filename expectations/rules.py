"""The expectations written by hand, `rules/*.toml`: what the schema's facts cannot say."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

import msgspec

from expectations.expectation import Expectation
from expectations.occasion import Occasion
from warehouse.schema import BY_NAME, Severity, Table


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry of a rules file; `where`, `source` and `whole` are as in Expectation.

    Names with a `$` in the SQL stand for the occasion's values.
    """

    table: str
    name: str
    severity: Severity
    description: str
    where: str
    source: str = "audited"
    column: str | None = None
    whole: bool = False


def handwritten(table: Table, occasion: Occasion) -> Iterator[Expectation]:
    """Yield the rules on a table. Raises msgspec.ValidationError, and KeyError for an unknown name."""
    return (_expectation(rule, occasion) for rule in _all_rules() if rule.table == table.name)


@cache
def _all_rules() -> tuple[Rule, ...]:
    """Return all rules, file by file in the order of their names."""
    folder = resources.files("expectations") / "rules"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name
    )
    return tuple(rule for file in files for rule in _rules(file.read_text(encoding="utf-8")))


def _rules(toml: str) -> list[Rule]:
    return msgspec.convert(tomllib.loads(toml)["rule"], list[Rule])


def _expectation(rule: Rule, occasion: Occasion) -> Expectation:
    return Expectation(
        table=BY_NAME[rule.table],
        name=rule.name,
        severity=rule.severity,
        description=occasion.fill(rule.description),
        where=occasion.fill(rule.where.strip()),
        source=occasion.fill(rule.source.strip()),
        column=rule.column,
        whole=rule.whole,
    )
