"""Every table, and every fact of the schema that can be broken, has its expectation."""

from __future__ import annotations

from collections import Counter

import pytest

from expectations.suites import all_suites, suite
from tests.expectations.small_warehouse import OCCASION
from warehouse.schema import TABLES, Table

EXPECTATIONS = [expectation for some in all_suites(OCCASION) for expectation in some]


def names(table: Table) -> set[str]:
    return {expectation.name for expectation in suite(table, OCCASION)}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_suite_covers_every_fact_of_the_schema(table: Table) -> None:
    expected = {"key_is_unique", "words_are_not_blank"}
    expected |= {f"{column.name}_is_given" for column in table.columns if not column.nullable}
    expected |= {f"{column.name}_is_known" for column in table.columns if column.vocabulary}
    expected |= {f"{column.name}_exists" for column in table.columns if column.references}
    expected |= {f"{quote}_is_in_text" for quote, _, _ in table.spans}
    expected |= {"dates_are_possible" for column in table.columns if column.sql_type == "DATE"}
    expected |= {"dates_are_ordered" for name in table.column_names if name in ("start_date", "date_start")}
    assert expected - names(table) == set()


def test_ids_are_unique() -> None:
    assert [name for name, n in Counter(e.expectation_id for e in EXPECTATIONS).items() if n > 1] == []


def test_descriptions_are_sentences() -> None:
    assert [e.expectation_id for e in EXPECTATIONS if not e.description.endswith(".")] == []


def test_named_columns_exist() -> None:
    strange = [e.expectation_id for e in EXPECTATIONS if e.column and e.column not in e.table.column_names]
    assert strange == []


def test_quotes_live_in_tables_with_spans() -> None:
    quoting = {table.name for table in TABLES if "quote" in table.column_names}
    assert {table.name for table in TABLES if ("quote", "char_start", "char_end") in table.spans} == quoting
