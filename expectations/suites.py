"""The suite of each table: what follows from the schema's facts, then the rules written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

import pycountry

from expectations.expectation import Expectation
from expectations.occasion import Occasion
from expectations.rules import handwritten
from expectations.spans import words_source
from expectations.words import of_repetitions, of_words
from extractors.lexicon import Rule, load
from warehouse.database import literal
from warehouse.matching_tables import MATCHED
from warehouse.schema import BY_NAME, TABLES, Column, Severity, Table

POSSIBLE_DATES = ("1000-01-01", "2999-12-31")
USUAL_DATES = ("1800-01-01", "2199-12-31")
RANGES = {"confidence": (0, 1), "score": (0, 1), "strength": (0, 5)}
KOSOVO = "XK"  # has no official code; this is the one in general use


def all_suites(occasion: Occasion) -> tuple[tuple[Expectation, ...], ...]:
    """Return all tables' suites in the order of the schema; of what matching keeps for itself, the rules."""
    return tuple(
        tuple(handwritten(table, occasion)) if table in MATCHED else suite(table, occasion)
        for table in TABLES
    )


def suite(table: Table, occasion: Occasion) -> tuple[Expectation, ...]:
    """Return the expectations of a table, always in the same order."""
    return (*_generic(table), *handwritten(table, occasion))


@cache
def _generic(table: Table) -> tuple[Expectation, ...]:
    return (
        *_of_the_key(table),
        *_of_columns(table),
        *_of_spans(table),
        *_of_dates(table),
        *of_words(table),
        *of_repetitions(table),
    )


def _of_the_key(table: Table) -> Iterator[Expectation]:
    columns = ", ".join(table.key)
    single = len(table.key) == 1
    yield Expectation(
        table,
        "key_is_unique",
        Severity.CRITICAL,
        f"No two rows have the same {' and '.join(table.key)}.",
        where=f"({columns}) IN (SELECT ({columns}) FROM audited GROUP BY {columns} HAVING count(*) > 1)",  # noqa: S608
        column=table.key[0] if single else None,
        kind="expect_column_values_to_be_unique" if single else "expect_compound_columns_to_be_unique",
        arguments={"column": table.key[0]} if single else {"column_list": list(table.key)},
    )


def _of_columns(table: Table) -> Iterator[Expectation]:
    for column in table.columns:
        if not column.nullable:
            yield _is_given(table, column)
        if column.vocabulary:
            yield _is_one_of(
                table, column, "is_known", list(column.vocabulary), "one of the codebook's values"
            )
        if column.references:
            yield _exists(table, column, BY_NAME[column.references])
        if column.name in RANGES:
            yield _is_between(table, column, *RANGES[column.name])
        if column.name == "country_code":
            yield _is_one_of(table, column, "is_iso", _countries(), "a country of ISO 3166-1 alpha-2")
        if column.name == "language":
            yield _is_one_of(table, column, "is_iso", _languages(), "a language of ISO 639-1")
        if column.name == "rule_id":
            known = "a rule of the extractors in use"
            yield _is_one_of(table, column, "is_known", rule_ids(), known, Severity.WARNING)


def _is_given(table: Table, column: Column) -> Expectation:
    return Expectation(
        table,
        f"{column.name}_is_given",
        Severity.CRITICAL,
        f"Every row has a value in {column.name}.",
        where=f"{column.name} IS NULL",
        column=column.name,
        kind="expect_column_values_to_not_be_null",
        arguments={"column": column.name},
    )


def _is_one_of(
    table: Table,
    column: Column,
    name: str,
    values: Iterable[str],
    meaning: str,
    severity: Severity = Severity.CRITICAL,
) -> Expectation:
    allowed = [str(value) for value in values]
    return Expectation(
        table,
        f"{column.name}_{name}",
        severity,
        f"Every value of {column.name} is {meaning}.",
        where=f"{column.name} NOT IN ({', '.join(literal(value) for value in allowed)})",
        column=column.name,
        kind="expect_column_values_to_be_in_set",
        arguments={"column": column.name, "value_set": allowed},
    )


def _is_between(table: Table, column: Column, low: int, high: int) -> Expectation:
    return Expectation(
        table,
        f"{column.name}_is_in_range",
        Severity.CRITICAL,
        f"Every value of {column.name} is from {low} to {high}.",
        where=f"{column.name} NOT BETWEEN {low} AND {high}",
        column=column.name,
        kind="expect_column_values_to_be_between",
        arguments={"column": column.name, "min_value": low, "max_value": high},
    )


def _exists(table: Table, column: Column, target: Table) -> Expectation:
    found = f"SELECT 1 FROM {target.qualified_name} AS t WHERE t.{target.key[0]} = r.{column.name}"  # noqa: S608
    return Expectation(
        table,
        f"{column.name}_exists",
        Severity.CRITICAL,
        f"Every value of {column.name} is a key of {target.name}.",
        where=f"r.{column.name} IS NOT NULL AND NOT EXISTS ({found})",
        column=column.name,
        # Another document's facts are no business of a row; what is made from all documents changes.
        whole=target.name == "documents" or not target.per_document,
    )


def _of_spans(table: Table) -> Iterator[Expectation]:
    for quote, start, end in table.spans:
        where = f"{quote} IS DISTINCT FROM words OR length({quote}) <> {end} - {start}"
        source = words_source(start, end)
        if (
            not table.per_document
        ):  # made from sentences, which were held against the text; to cut all is dear
            span = f"s.char_start = r.{start} AND s.char_end = r.{end}"
            same = f"s.sentence_id = r.sentence_id AND s.text = r.{quote} AND {span}"
            where, source = f"NOT EXISTS (SELECT 1 FROM core.sentences AS s WHERE {same})", "audited"  # noqa: S608
        yield Expectation(
            table,
            f"{quote}_is_in_text",
            Severity.CRITICAL,
            f"The document's text from {start} to {end} is exactly the {quote}.",
            where=where,
            source=source,
            column=quote,
        )
    if {"document_id", "page_number", "char_start"} <= set(table.column_names) and table.name != "pages":
        yield from _of_pages(table)


def _of_pages(table: Table) -> Iterator[Expectation]:
    page = "SELECT 1 FROM raw.pages AS p WHERE p.document_id = r.document_id"
    yield Expectation(
        table,
        "page_number_exists",
        Severity.CRITICAL,
        "Every page_number is a page of the same document.",
        where=f"r.page_number IS NOT NULL AND NOT EXISTS ({page} AND p.page_number = r.page_number)",
        column="page_number",
    )
    # Footnotes and running headers know their page, but stand in the text after the last one.
    elsewhere = (
        "p.char_start <= r.char_start AND r.char_start < p.char_end AND p.page_number <> r.page_number"
    )
    yield Expectation(
        table,
        "page_number_agrees_with_text",
        Severity.WARNING,
        "No row begins on another page than the one that page_number names.",
        where=f"EXISTS ({page} AND {elsewhere})",
        column="page_number",
    )


def _of_dates(table: Table) -> Iterator[Expectation]:
    dates = [column.name for column in table.columns if column.sql_type == "DATE"]
    for name, severity, (low, high) in (
        ("dates_are_possible", Severity.CRITICAL, POSSIBLE_DATES),
        ("dates_are_usual", Severity.WARNING, USUAL_DATES),
    ):
        if dates:
            yield Expectation(
                table,
                name,
                severity,
                f"Every date lies between {low} and {high}.",
                where=" OR ".join(f"{date} NOT BETWEEN DATE '{low}' AND DATE '{high}'" for date in dates),
            )
    for start, end in (("start_date", "end_date"), ("date_start", "date_end")):
        if start in dates:
            yield Expectation(
                table,
                "dates_are_ordered",
                Severity.CRITICAL,
                f"{start} and {end} are both given or both empty, and {start} is not after {end}.",
                where=f"({start} IS NULL) <> ({end} IS NULL) OR {start} > {end}",
            )


def _countries() -> list[str]:
    return sorted({country.alpha_2 for country in pycountry.countries} | {KOSOVO})


def _languages() -> list[str]:
    return sorted(language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2"))


def rule_ids() -> list[str]:
    """Return the ids of all rules of extraction."""
    folder = resources.files("extractors") / "lexicons"
    names = (file.name.removesuffix(".toml") for file in folder.iterdir() if file.name.startswith("rules_"))
    return sorted({rule.id for name in names for rule in load(name, Rule)})
