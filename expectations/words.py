"""What holds for the words in any table: none blank, none a machine's leavings, none said twice."""

from __future__ import annotations

from collections.abc import Iterator

from expectations.expectation import Expectation
from warehouse.schema import Severity, Table

# What Python's str.isspace calls space, as a class of DuckDB's regular expressions.
SPACE = r"\s\x0b\x1c-\x1f\x{85}\p{Z}"
MAY_BE_BLANK = frozenset({"limits"})
SENTENCES = {"clause_lineage": frozenset({"quote", "earlier_quote"})}
"""Columns that are held against sentences, whose own words are audited."""
NAMES = ("title", "name", "symbol", "issuing_body", "place")
# Only elements that web pages are made of: "<Draft>" and "<info@example.org>" are words.
_ELEMENTS = (
    "a|b|body|br|div|em|font|form|h[1-6]|hr|html|i|iframe|img|input|li|link|meta|object|p|script|span|strong"
    "|style|su[bp]|svg|table|td|tr|u|ul"
)
MARKUP = rf"(?i)<(!--|/?({_ELEMENTS})(\s[^<>]*)?/?>)"
ILLEGIBLE = r"\x{fffd}|\(cid:\d+\)|\p{Co}"


def of_words(table: Table) -> Iterator[Expectation]:
    """Yield what is expected of a table's texts."""
    audited_elsewhere = SENTENCES.get(table.name, frozenset())
    texts = [c.name for c in table.columns if c.sql_type == "VARCHAR" and c.name not in audited_elsewhere]
    cut = {name for name in texts if name == "text" or name.startswith("quote")}
    names = [name for name in texts if name in NAMES]
    yield Expectation(
        table,
        "words_are_not_blank",
        Severity.CRITICAL,
        "No text is empty or blank; what is unknown has no value.",
        where=_any([f"NOT regexp_matches({n}, '[^{SPACE}]')" for n in texts if n not in MAY_BE_BLANK]),
    )
    if names:
        yield Expectation(
            table,
            "names_hold_no_markup",
            Severity.CRITICAL,
            f"No {' or '.join(names)} holds the tags of a web page.",
            where=_any([f"regexp_matches({name}, '{MARKUP}')" for name in names]),
        )
    yield Expectation(
        table,
        "words_are_trimmed",
        Severity.WARNING,
        "No text besides quotes begins or ends with a space.",
        where=_any([f"regexp_matches({n}, '^[{SPACE}]|[{SPACE}]$')" for n in texts if n not in cut]),
    )
    yield Expectation(
        table,
        "words_are_legible",
        Severity.INFO,
        "No text holds characters that could not be read.",
        where=_any([f"regexp_matches({name}, '{ILLEGIBLE}')" for name in texts]),
    )


def of_repetitions(table: Table) -> Iterator[Expectation]:
    """Yield, for facts that have an id of their own, that no two of them say the same."""
    columns = set(table.column_names)
    if len(table.key) > 1 or not {"document_id", "char_start"} <= columns or not table.per_document:
        return
    (key,) = table.key
    others = ", ".join(name for name in table.column_names if name != key)
    twice = f"SELECT unnest(list({key})) FROM audited GROUP BY {others} HAVING count(*) > 1"  # noqa: S608
    yield Expectation(
        table,
        "facts_are_told_once",
        Severity.CRITICAL,
        f"No two rows agree in all but {key}.",
        where=f"{key} IN ({twice})",
        column=key,
    )


def _any(conditions: list[str]) -> str:
    return " OR ".join(conditions)
