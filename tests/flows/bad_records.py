"""Documents read as the pipeline reads them, and ways in which a record of one can be bad."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from extractors.extract import extract
from tests.documents import parsed
from tests.warehouse.builders import plan_of
from warehouse.paths import WarehousePaths
from warehouse.run import Run
from warehouse.spool import SpoolEntry, write_spool
from warehouse.staging import StagedRun, stage

SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo"]
WORDS = (
    "amber bread bridge candle chalk copper cotton field flower forest garden glass harvest honey island "
    "ladder lake lamp linen maple market meadow mountain orchard paper pepper plain river salt silver stone "
    "summer table timber valley village wall water window winter wool yard"
)
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]

TEXT = """Joint statement of the {name} Conference

The {name} Conference was held in Tashkent from {day} to {later} {month} {year}.

The Ministers of Kazakhstan and Latvia will establish a joint training centre by 1 June {next}.

They call upon all States to publish {filler} reports under the {thing} Convention of 1998.

They thanked the host for the {filler} dinner.
"""


def document(number: int) -> str:
    """Return a document of its own: by its words no two are of one work, by its days of one event."""
    seeded = random.Random(number)
    name, thing = ("".join(seeded.choices(SYLLABLES, k=3)) for _ in range(2))
    filler = " ".join(seeded.choices(WORDS.split(), k=40))
    day, year = 1 + number % 25, 2004 + number // 25
    return TEXT.format(
        name=name.capitalize(),
        thing=thing.capitalize(),
        filler=filler,
        day=day,
        later=day + 2,
        month=MONTHS[number % 10],
        year=year,
        next=year + 1,
    )


def staged(paths: WarehousePaths, inbox: Path, run: Run) -> StagedRun:
    """Read and extract an inbox's text files, and stage what is in them."""
    todo = plan_of(paths, [inbox], run.versions)
    spool = paths.work_of(run.run_id) / "batch.jsonl"
    write_spool(spool, (_entry(task.sha256, task.path.read_text()) for task in todo.to_read))
    return stage(paths, run, todo, [spool])


def _entry(sha256: str, text: str) -> SpoolEntry:
    read = parsed(text)
    return SpoolEntry.of_result(sha256, msgspec.json.encode(read), msgspec.json.encode(extract(read)))


@dataclass(frozen=True)
class Badness:
    """What `sql` does to the document `$id` breaks the expectation; `$n` tells bad documents apart."""

    expectation_id: str
    sql: str


def _each(table: str, changes: dict[str, str]) -> Iterable[Badness]:
    """Return ways to change rows of a table, by the expectation that each breaks."""
    for name, change in changes.items():
        where = "" if table.startswith("raw.") or table == "core.documents" else f" AND {FIRST[table]}"
        sql = f"UPDATE {table} SET {change} WHERE document_id = $id{where}"
        yield Badness(f"{table.split('.')[1]}.{name}", sql)


def _first(table: str, key: str) -> str:
    return f"{key} = (SELECT min({key}) FROM {table} WHERE document_id = $id)"


FIRST = {
    "core.commitments": _first("core.commitments", "commitment_id"),
    "core.event_reports": _first("core.event_reports", "event_report_id"),
    "core.statements": _first("core.statements", "statement_id"),
    "core.sentences": "ordinal = 1",
    "core.actor_mentions": _first("core.actor_mentions", "char_start"),
    "core.place_mentions": _first("core.place_mentions", "char_start"),
}


def _twice(table: str, key: str) -> Badness:
    name = f"core.{table}"
    copy = f"SELECT * REPLACE ({key} || 'x' AS {key}) FROM {name} WHERE document_id = $id AND {FIRST[name]}"
    return Badness(f"{table}.facts_are_told_once", f"INSERT INTO {name} {copy}")


def _invented(table: str, key: str, made_up: str) -> Badness:
    """Return the badness of what no document tells of."""
    row = f"SELECT * REPLACE ('{made_up}' AS {key}) FROM core.{table} LIMIT 1"
    return Badness(f"{table}.has_a_document", f"INSERT INTO core.{table} {row}")


PER_DOCUMENT = (
    *_each(
        "core.documents",
        {
            "names_hold_no_markup": "title = ['<script>alert(1)</script>', '<b>Bold</b>', "
            "'<img src=x onerror=alert(1)>', '<a href=\"x\">', '</div>', '<!--'][1 + $n % 6]",
            "words_are_not_blank": "title = repeat(chr(160), 1 + $n)",
            "doc_type_is_known": "doc_type = 'gossip' || $n",
            "language_is_iso": "language = 'x' || $n",
            "country_code_is_iso": "country_code = 'Q' || $n",
            "document_id_is_of_content": "sha256 = md5($n::VARCHAR) || md5($id)",
            "byte_count_is_positive": "byte_count = -$n",
            "media_type_agrees_with_reading": "encoding = NULL",
            "dates_are_ordered": "date_start = DATE '2020-01-02' + $n::INT, date_end = DATE '2020-01-01'",
            "char_count_agrees_with_text": "char_count = char_count + 1 + $n",
        },
    ),
    *_each(
        "raw.document_texts",
        {
            "words_are_not_blank": "text = repeat(' ', $n)",
            "sentences_cover_text": "text = text || repeat('x', 1 + $n)",
            "text_is_legible": "text = repeat('(cid:' || $n || ')', 1000) || text",
        },
    ),
    *_each(
        "core.sentences",
        {
            "text_is_in_text": "char_end = char_end - 1 - $n",
            "sentences_do_not_overlap": "char_start = 0",
            "ordinals_follow_text": "ordinal = 100 + $n",
            "role_is_known": "role = 'chorus'",
        },
    ),
    *_each(
        "core.event_reports",
        {
            "quote_is_in_text": "quote = quote || $n",
            "dates_are_possible": "start_date = make_date(1 + $n::INT, 1, 1)",
            "dates_are_ordered": "end_date = start_date - 1 - $n::INT",
            "names_hold_no_markup": "name = '<i>' || name || '</i>'",
            "confidence_is_in_range": "confidence = 1.5 + $n",
            "date_text_is_in_document": "date_text = 'Friday ' || $n",
        },
    ),
    *_each(
        "core.commitments",
        {
            "quote_is_in_text": "char_start = char_start + 1 + $n, char_end = char_end + 1 + $n",
            "sentence_id_exists": "sentence_id = 'snt_' || $n",
            "event_report_id_exists": "event_report_id = 'evr_' || $n, event_id = 'evt_' || $n",
            "dates_are_possible": "deadline_date = make_date(3000 + $n::INT, 2, 28)",
            "kind_is_known": "kind = 'wish'",
            "strength_is_in_range": "strength = 6 + $n",
            "is_binding_agrees_with_strength": "is_binding = NOT is_binding",
            "words_are_in_document": "verb = 'swear ' || $n",
            "topics_are_sorted": "topics = ['z' || $n, 'a']",
            "page_number_exists": "page_number = 1 + $n",
            "sentence_is_of_same_document": "sentence_id = "
            "(SELECT min(sentence_id) FROM core.sentences WHERE document_id <> $id)",
        },
    ),
    *_each(
        "core.statements", {"kind_is_known": "kind = 'song'", "verb_is_in_document": "verb = 'sing' || $n"}
    ),
    *_each("core.actor_mentions", {"actor_id_exists": "actor_id = 'iso:Q' || $n"}),
    *_each("core.place_mentions", {"country_code_is_iso": "country_code = 'Q' || $n"}),
    _twice("commitments", "commitment_id"),
    _twice("statements", "statement_id"),
    _twice("event_reports", "event_report_id"),
    Badness("documents.has_sentences", "DELETE FROM core.sentences WHERE document_id = $id"),
    Badness("documents.has_a_text", "DELETE FROM raw.document_texts WHERE document_id = $id"),
    Badness("documents.can_be_searched", "DELETE FROM mart.postings WHERE document_id = $id"),
)

OF_NO_DOCUMENT = (
    Badness("runs.ends_after_its_start", "UPDATE audit.runs SET finished_at = started_at - INTERVAL 1 DAY"),
    Badness("runs.counts_are_not_negative", "UPDATE audit.runs SET removed_count = -1"),
    Badness("source_files.run_id_exists", "UPDATE audit.source_files SET run_id = 'none'"),
    Badness("source_files.outcome_is_known", "UPDATE audit.source_files SET outcome = 'eaten'"),
    Badness(
        "document_sources.first_seen_is_not_after_last_seen",
        "UPDATE core.document_sources SET first_seen_at = last_seen_at + INTERVAL 1 DAY",
    ),
    Badness("search_words.words_are_those_of_postings", "INSERT INTO mart.search_words VALUES ('zz', 'zz')"),
    Badness("actors.names_hold_no_markup", "UPDATE core.actors SET name = '<b>' || name || '</b>'"),
    _invented("actors", "actor_id", "iso:QQ"),
    Badness("events.report_count_agrees_with_reports", "UPDATE core.events SET report_count = 9"),
    _invented("instruments", "instrument_id", "ins_x"),
)
