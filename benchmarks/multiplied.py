"""A large warehouse made of a small one: each copy of its documents in other words, numbers and years.

A copy keeps the build of every document, so that all spans hold. Words take the place of others of
the same length and of about the same frequency, in all of a copy alike; numbers of symbols are turned,
years shifted. Names of actors and places, verbs and dates' words stay. Nothing is random. What is said is
kept as lists of pieces, which DuckDB puts together for many copies at once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import duckdb

from warehouse.database import append, open_stage
from warehouse.durable import copy_file
from warehouse.loading import PER_DOCUMENT, POSTINGS
from warehouse.matching_tables import MATCHED
from warehouse.postings import folded
from warehouse.resolve import resolve
from warehouse.schema import BY_NAME, Column, Table
from warehouse.sketches import sketches_of

AT_ONCE = 3_500
"""Documents written at once: enough rows for DuckDB to write them straight to the file."""

WORDS = {
    "text", "quote", "title", "name", "symbol", "issuing_body", "value", "actor", "addressee", "action",
    "deadline_text", "condition_text", "date_text", "participant_count_text", "aliases", "verb", "word",
}  # fmt: skip
"""Columns that hold a document's words."""

LINKS = {"instrument_id", "edition_of_id", "candidate_ids"}
OWN_IDS = {
    "block_id", "sentence_id", "commitment_id", "event_report_id", "statement_id", "parent_event_report_id",
    "main_event_report_id", "chapeau_sentence_id", "compound_group", "event_id", "main_event_id",
}  # fmt: skip
KEPT = """
SELECT unnest(aliases) FROM core.actors UNION SELECT name FROM core.actors
UNION SELECT quote FROM core.actor_mentions UNION SELECT quote FROM core.place_mentions
UNION SELECT place FROM core.place_mentions UNION SELECT place FROM core.documents
UNION SELECT quote FROM core.date_expressions UNION SELECT verb FROM core.commitments
UNION SELECT verb_lemma FROM core.commitments UNION SELECT verb FROM core.statements
UNION SELECT name FROM core.known_instruments UNION SELECT unnest(aliases) FROM core.known_instruments
"""
# What shows the language is the first so many characters: a word cut in two would become another.
WHOLE_WORDS = r"""
UPDATE core.document_fields SET quote = whole, char_end = char_start + length(whole)
FROM (SELECT document_id AS of_document, regexp_extract(quote, '(?s)^.*[^\pL\pN]') AS whole
    FROM core.document_fields WHERE field = 'language')
WHERE document_id = of_document AND field = 'language' AND whole <> ''
"""
ACCOUNT = (
    """INSERT INTO audit.runs BY NAME
    SELECT r.* REPLACE (d.run_id AS run_id, d.n AS loaded_count) FROM audit.runs AS r, (
        SELECT run_id, count(*)::INTEGER AS n FROM core.documents
        WHERE run_id NOT IN (SELECT run_id FROM audit.runs) GROUP BY run_id) AS d""",
    """INSERT INTO core.document_sources SELECT source_uri, document_id, ingested_at, ingested_at
    FROM core.documents WHERE source_uri NOT IN (SELECT source_uri FROM core.document_sources)""",
    """INSERT INTO audit.source_files BY NAME
    SELECT source_uri, file_name, sha256, byte_count, NULL AS modified_at, 'loaded' AS outcome,
        NULL AS reason, document_id, run_id
    FROM core.documents WHERE source_uri NOT IN (SELECT source_uri FROM audit.source_files)""",
)
TEXTS, SKETCHES = BY_NAME["document_texts"], BY_NAME["text_sketches"]
WINDOW = 32  # words of like frequency that take each other's places
YEARS = range(1900, 2100)
SHIFTS = 12  # steps of four years, so that leap years stay
BETWEEN = "\x1f"  # the entries of a list that is one string here
_PIECE = re.compile(r"[^\W_]+|[\W_]+")
_WORD = re.compile(r"[a-z]{3,}")


def multiply(base: Path, target: Path, copies: int) -> None:
    """Write a warehouse with a base's documents and that many copies of each, all matched anew."""
    copy_file(base, target)
    with open_stage(target) as con:
        ((documents,),) = con.execute("SELECT count(*) FROM core.documents").fetchall()
        con.begin()
        wording = _wording(con)
        step = max(1, AT_ONCE // documents)
        for first in range(1, copies + 1, step):
            _write(con, wording, range(first, min(first + step, copies + 1)))
            _sketch(con)
        for statement in ACCOUNT:
            con.execute(statement)
        for table in MATCHED:
            con.execute(f"DELETE FROM {table.qualified_name}")
        resolve(con)
        con.commit()
        con.execute("CHECKPOINT")


class Wording:
    """Strings in pieces, and what each copy makes of these."""

    def __init__(self, names: Mapping[str, Sequence[str | None]], kept: Iterable[str]) -> None:
        """Take names and symbols of instruments by their ids, and what has words that stay."""
        self.names = names
        self.pieces: dict[str, int] = {}
        self.counts: Counter[str] = Counter()
        self.kept = {piece.lower() for name in kept for piece in _PIECE.findall(name)}
        self.windows: dict[str, tuple[list[str], int]] = {}
        for instrument in names.items():
            for string in (instrument[0], *instrument[1]):
                self.take(string or "")

    def take(self, string: str) -> list[int]:
        """Take a string in and return its pieces by their numbers, from 1."""
        is_id = string.startswith("ins_")
        found = re.split(f"({BETWEEN})", string) if is_id else _PIECE.findall(string)
        self.counts.update(map(str.lower, found))
        return [self.pieces.setdefault(piece, len(self.pieces) + 1) for piece in found]

    def settle(self) -> None:
        """Decide which words may take each other's places, once all strings are in."""
        kept = self.kept | {folded(piece) for piece in self.pieces if not piece.isascii()}
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in sorted(self.counts, key=lambda word: (-self.counts[word], word)):
            if _WORD.fullmatch(word) and word not in kept:
                by_length[len(word)].append(word)
        for alike in by_length.values():
            for first in range(0, len(alike), WINDOW):
                window = alike[first : first + WINDOW]
                self.windows.update({word: (window, place) for place, word in enumerate(window)})

    def of_copy(self, number: int) -> list[str]:
        """Return every piece as the copy has it, in the order of their numbers."""
        forms = {piece: self.form(piece, number) for piece in self.pieces}
        for instrument, names in self.names.items():
            made = [name and "".join(forms[piece] for piece in _PIECE.findall(name)) for name in names]
            if made != list(names):
                forms[instrument] = f"ins_{_digest(instrument, *made)}"
        return list(forms.values())

    def form(self, piece: str, number: int) -> str:
        """Return what a word or a number becomes in a copy."""
        if piece.isdecimal() and piece.isascii():
            return _number(piece, number)
        if (word := piece.lower()) not in self.windows:
            return piece
        window, place = self.windows[word]
        turn = int(_digest(window[0], str(number))[:4], 16)
        other = window[(place + turn) % len(window)]
        return other.capitalize() if piece.istitle() else other.upper() if piece.isupper() else other


def _number(digits: str, number: int) -> str:
    value, low = int(digits), 10 ** (len(digits) - 1)
    if len(digits) == 4 and value in YEARS:
        return str(YEARS[0] + (value - YEARS[0] - _earlier(number)) % len(YEARS))
    if len(digits) != 3 or value < low:
        return digits
    return str(low + (value - low + 37 * number) % (9 * low))


def _earlier(number: int) -> int:
    """Return by how many years a copy's dates are earlier than the original's."""
    return 4 * (number % SHIFTS)


def _digest(*parts: str | None) -> str:
    return blake2b("\x1f".join(part or "" for part in parts).encode(), digest_size=10).hexdigest()


def _wording(con: duckdb.DuckDBPyConnection) -> Wording:
    """Keep the rows of all tables apart as `original_…`, numbered and with their words in pieces."""
    named = con.execute("SELECT instrument_id, name, symbol FROM core.instruments ORDER BY ALL").fetchall()
    kept = (words for (words,) in con.execute(KEPT).fetchall() if words)
    wording = Wording({made: names for made, *names in named}, kept)
    worded = [(table, column) for table in PER_DOCUMENT for column in _worded(table)]
    said = " UNION ALL ".join(
        f"SELECT {_string(c)} AS string FROM {t.qualified_name} AS o" for t, c in worded
    )
    counted = f"SELECT string, count(*) FROM ({said}) WHERE string <> '' GROUP BY string ORDER BY string"
    con.execute(WHOLE_WORDS)
    con.execute("CREATE TEMP TABLE phrases (string VARCHAR, pieces INTEGER[])")
    append(con, "phrases", [(s, wording.take(s)) for s, _ in con.execute(counted).fetchall()])
    wording.settle()
    for table in PER_DOCUMENT:
        pieces = "".join(f", s_{c.name}.pieces AS p_{c.name}" for c in _worded(table))
        joins = " ".join(
            f"LEFT JOIN phrases AS s_{c.name} ON s_{c.name}.string = {_string(c)}" for c in _worded(table)
        )
        numbered = f"SELECT *, row_number() OVER () AS n FROM {table.qualified_name}"
        con.execute(
            f"CREATE TEMP TABLE original_{table.name} AS SELECT o.*{pieces} FROM ({numbered}) AS o {joins}"
        )
    return wording


def _worded(table: Table) -> list[Column]:
    return [column for column in table.columns if column.name in WORDS | LINKS]


def _string(column: Column) -> str:
    return f"array_to_string(o.{column.name}, '{BETWEEN}')" if _is_list(column) else f"o.{column.name}"


def _is_list(column: Column) -> bool:
    return column.sql_type.endswith("[]")


def _write(con: duckdb.DuckDBPyConnection, wording: Wording, numbers: Iterable[int]) -> None:
    con.execute("CREATE OR REPLACE TEMP TABLE copies (copy INTEGER, forms VARCHAR[])")
    append(con, "copies", [(number, wording.of_copy(number)) for number in numbers])
    for table in PER_DOCUMENT:
        if table is SKETCHES:
            continue
        columns = ", ".join(f"{_made(column)} AS {column.name}" for column in table.columns)
        order = f"{_said('word')}, " if table is POSTINGS else ""  # as they are loaded
        con.execute(
            f"INSERT INTO {table.qualified_name} SELECT {columns} "
            f"FROM copies AS w CROSS JOIN original_{table.name} AS o ORDER BY w.copy, {order}o.n"
        )


def _said(name: str) -> str:
    return f"array_to_string(list_select(w.forms, o.p_{name}), '')"


def _made(column: Column) -> str:
    """Return the SQL of a column in a copy: its words, ids that are a document's own, earlier dates."""
    name, earlier = column.name, f"4 * (w.copy % {SHIFTS})"
    special = {
        "sha256": "sha256(o.document_id || '/' || w.copy)",
        "document_id": "'doc_' || left(sha256(o.document_id || '/' || w.copy), 20)",
        "run_id": "'20000101T000000Z-' || lpad(w.copy::VARCHAR, 8, '0')",
        "year": f"o.year - CASE WHEN {_said('instrument_id')} = o.instrument_id THEN 0 ELSE {earlier} END",
        "work_id": "'wrk_' || left(md5(o.document_id || '/' || w.copy), 20)",
    }
    if name in special:
        return special[name]
    if name in WORDS | LINKS:
        return f"coalesce(string_split({_said(name)}, '{BETWEEN}'), [])" if _is_list(column) else _said(name)
    if column.sql_type == "DATE":
        return f"CASE WHEN year(o.{name}) < {YEARS[0]} THEN o.{name} ELSE o.{name} - to_years({earlier}) END"
    if name in ("source_uri", "file_name"):
        return f"o.{name} || '.' || w.copy"
    return (
        f"left(o.{name}, 4) || left(md5(o.{name} || '/' || w.copy), 20)" if name in OWN_IDS else f"o.{name}"
    )


def _sketch(con: duckdb.DuckDBPyConnection) -> None:
    """Write down what the texts of the copies are compared by."""
    made = ", ".join(_made(column) for column in TEXTS.columns)
    rows = con.execute(f"SELECT {made} FROM copies AS w CROSS JOIN original_document_texts AS o").fetchall()
    append(con, SKETCHES.qualified_name, [(document, *sketches_of(text)) for document, text in rows])
