"""A corruption of the small warehouse for every expectation, and which rows must be named for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from expectations.expectation import Expectation
from expectations.suites import all_suites
from expectations.words import NAMES, SENTENCES
from tests.expectations.small_warehouse import BROKEN, OCCASION, RUN, A, B, Row, rows
from warehouse.schema import BY_NAME, Table


@dataclass(frozen=True)
class Corruption:
    """What `sql` does breaks the expectation at the rows `ids`, and with it only those of `also`."""

    expectation_id: str
    sql: str
    ids: tuple[str, ...]
    also: frozenset[str] = frozenset()


def _of(expectation_id: str, sql: str, *ids: str, also: str = "") -> Corruption:
    table = expectation_id.split(".")[0]
    return Corruption(expectation_id, sql, ids, frozenset(f"{table}.{name}" for name in also.split()))


REPORT_A = "UPDATE core.event_reports SET {} WHERE event_report_id = 'rep_a'"
DOCUMENT_A = f"UPDATE core.documents SET {{}} WHERE document_id = '{A.id}'"
DOCUMENT_B = f"UPDATE core.documents SET {{}} WHERE document_id = '{B.id}'"
COMMITMENT = "UPDATE core.commitments SET {} WHERE commitment_id = 'cmt_1'"
OVERRIDE = "UPDATE audit.overrides SET {}"
EVENT = "UPDATE core.events SET {} WHERE event_id = 'evt_1'"
INSTRUMENT = "UPDATE core.{}instruments SET {} WHERE instrument_id = 'ins_1'"
TEXT_A = f"UPDATE raw.document_texts SET text = {{}} WHERE document_id = '{A.id}'"
GROW = "; UPDATE core.sentences SET text = text || {} WHERE sentence_id = 'snt_5'"
FILE_A = f"UPDATE audit.source_files SET {{}} WHERE document_id = '{A.id}'"
DATE_KEY = f"{A.id}/{A.where('1 June 2026')}"
MONTH_KEY = f"{A.id}/{A.where('May 2025')}"
MENTION_KEY = f"rep_b/{A.where('a meeting')}"
OTHER = f"document_id = '{B.id}'"

CID = "repeat('(cid:7)', 200)"
EARLIER_RUN = (
    "INSERT INTO audit.runs SELECT * REPLACE ('2023' AS run_id) FROM audit.runs;"
    "INSERT INTO audit.measures SELECT * REPLACE ('2023' AS run_id) FROM audit.measures;"
    "UPDATE audit.measures SET value = {} WHERE run_id = '2023' AND measure = '{}'"
)
MEASURED = "UPDATE audit.measures SET value = {} WHERE run_id = '" + RUN + "' AND measure = '{}'"


def _copy(table: str, key: str, *also: str) -> Corruption:
    """Return the corruption that tells a fact of a table twice."""
    column = BY_NAME[table].key[0]
    name = BY_NAME[table].qualified_name
    sql = f"INSERT INTO {name} SELECT * REPLACE ('{key}x' AS {column}) FROM {name} WHERE {column} = '{key}'"
    return _of(f"{table}.facts_are_told_once", sql, key, f"{key}x", also=" ".join(also))


HANDWRITTEN = (
    _copy("sentences", "snt_7", "sentences_do_not_overlap", "ordinals_follow_text"),
    _copy("blocks", "blk_2", "blocks_do_not_overlap", "ordinals_follow_text"),
    _copy("event_reports", "rep_a", "is_mentioned"),
    _copy("commitments", "cmt_1"),
    _copy("statements", "stm_1"),
    _of("documents.dates_are_in_order", DOCUMENT_A.format("published_date = '2024-04-30'"), A.id),
    _of("event_reports.held_events_precede_document", REPORT_A.format("status = 'held'"), "rep_a"),
    _of(
        "event_reports.planned_events_follow_document",
        REPORT_A.format(
            "status = 'planned', start_date = '2020-01-01', end_date = '2020-01-01', date_precision = 'day'"
        ),
        "rep_a",
    ),
    _of("commitments.deadlines_follow_document", COMMITMENT.format("deadline_date = '2020-06-01'"), "cmt_1"),
    _of(
        "document_instruments.years_precede_document",
        INSTRUMENT.format("document_", "year = 2100"),
        f"{A.id}/ins_1",
    ),
    _of(
        "date_expressions.days_are_near_document",
        "UPDATE core.date_expressions SET start_date = '1850-06-01', end_date = '1850-06-01' "
        "WHERE role = 'deadline'",
        DATE_KEY,
    ),
    _of("documents.has_sentences", f"DELETE FROM core.sentences WHERE {OTHER}", B.id),
    _of(
        "documents.long_document_says_something",
        DOCUMENT_B.format("char_count = 7000, main_event_report_id = NULL, main_event_id = NULL")
        + "".join(
            f"; DELETE FROM core.{t} WHERE {OTHER}" for t in ("commitments", "statements", "event_reports")
        ),
        B.id,
        also="char_count_agrees_with_text",
    ),
    _of(
        "documents.sentences_are_accounted_for",
        "INSERT INTO core.sentences SELECT s.* REPLACE "
        "('x' || i AS sentence_id, 9000 AS char_start, 9001 AS char_end) "
        "FROM core.sentences AS s, range(40) AS g(i) WHERE s.sentence_id = 'snt_7'",
        B.id,
    ),
    _of("documents.language_agrees_with_script", DOCUMENT_A.format("language = 'ru'"), A.id),
    _of(
        "documents.language_agrees_with_words",
        f"UPDATE raw.document_texts SET text = repeat('parole ', 120) WHERE {OTHER}",
        B.id,
        also="char_count_agrees_with_text",
    ),
    _of(
        "document_texts.text_is_legible",
        TEXT_A.format(f"text || {CID}") + GROW.format(CID),
        A.id,
        also="words_are_legible",
    ),
    _of(
        "sentences.is_no_longer_than_a_page",
        "UPDATE core.sentences SET text = text || repeat('x', 5000) WHERE sentence_id = 'snt_5'",
        "snt_5",
        also="text_is_in_text",
    ),
    _of(
        "commitments.few_are_in_a_sentence",
        "INSERT INTO core.commitments SELECT c.* REPLACE "
        "('cmt_1' || chr(97 + i::INT) AS commitment_id, i / 100 AS confidence) "
        "FROM core.commitments AS c, range(12) AS g(i) WHERE c.commitment_id = 'cmt_1'",
        "cmt_1",
        *(f"cmt_1{letter}" for letter in "abcdefghijkl"),
    ),
    _of(
        "runs.few_documents_are_withdrawn",
        "INSERT INTO audit.source_files "
        "SELECT f.* REPLACE ('x' || i AS source_uri, 'failed_audit' AS reason) "
        "FROM audit.source_files AS f, range(10) AS g(i) WHERE f.outcome = 'quarantined';"
        "INSERT INTO audit.quarantine SELECT q.* REPLACE ('x' || i AS source_uri) "
        "FROM audit.quarantine AS q, range(10) AS g(i)",
        RUN,
    ),
    _of("runs.few_files_are_refused", "UPDATE audit.runs SET quarantined_count = 12", RUN),
    _of("runs.few_files_vanish", "UPDATE audit.runs SET removed_count = 12", RUN),
    _of("runs.something_was_loaded_lately", "UPDATE audit.runs SET started_at = '2024-03-01'", RUN),
    _of("measures.documents_stay", EARLIER_RUN.format(20, "documents"), f"{RUN}/documents"),
    _of("measures.rows_stay", EARLIER_RUN.format(20, "sentences"), f"{RUN}/sentences"),
    _of(
        "measures.commitments_per_page_are_usual",
        f"{MEASURED.format(100, 'loaded_pages')};{EARLIER_RUN.format(1000, 'loaded_commitments')}",
        f"{RUN}/loaded_commitments",
    ),
    _of("measures.load_is_usual", EARLIER_RUN.format(100, "loaded_documents"), f"{RUN}/loaded_documents"),
    _of(
        "measures.sentences_are_accounted_for",
        MEASURED.format(200, "loaded_sentences"),
        f"{RUN}/loaded_accounted",
    ),
    _of("measures.values_are_counts", MEASURED.format(-1, "documents"), f"{RUN}/documents"),
    _of("measures.values_are_counts", MEASURED.format(9, "loaded_accounted"), f"{RUN}/loaded_accounted"),
    _of("overrides.finds_its_record", OVERRIDE.format("status = 'unmatched', matched_id = NULL"), "ovr_1"),
    _of("overrides.breaks_nothing", OVERRIDE.format("status = 'refused'"), "ovr_1"),
    _of("overrides.applied_to_a_record", OVERRIDE.format("matched_id = NULL"), "ovr_1"),
    _of("documents.document_id_is_of_content", DOCUMENT_A.format(f"sha256 = '{'0' * 64}'"), A.id),
    _of(
        "documents.sha256_is_a_digest",
        DOCUMENT_A.format("sha256 = upper(sha256)"),
        A.id,
        also="document_id_is_of_content",
    ),
    _of(
        "documents.sha256_is_unique",
        DOCUMENT_A.format(f"sha256 = '{B.sha256}'"),
        *sorted((A.id, B.id)),
        also="document_id_is_of_content",
    ),
    _of("documents.has_a_source", f"DELETE FROM core.document_sources WHERE document_id = '{A.id}'", A.id),
    _of("documents.has_a_text", f"DELETE FROM raw.document_texts WHERE document_id = '{A.id}'", A.id),
    _of("documents.char_count_agrees_with_text", DOCUMENT_A.format("char_count = 7"), A.id),
    _of("documents.byte_count_is_positive", DOCUMENT_A.format("byte_count = 0"), A.id),
    _of("documents.page_count_agrees_with_pages", DOCUMENT_B.format("page_count = 3"), B.id),
    _of("documents.media_type_agrees_with_reading", DOCUMENT_A.format("encoding = NULL"), A.id),
    _of("documents.run_id_exists", DOCUMENT_A.format("run_id = 'nowhere'"), A.id),
    _of("documents.main_event_is_its_own", DOCUMENT_B.format("main_event_id = 'evt_2'"), B.id),
    _of("documents.main_event_is_its_own", DOCUMENT_B.format("main_event_report_id = 'rep_a'"), B.id),
    _of("documents.dates_precede_ingestion", DOCUMENT_A.format("adopted_date = '2024-06-01'"), A.id),
    _of(
        "documents.resolution_has_operative_sentences",
        DOCUMENT_B.format("doc_type = 'resolution'")
        + "; UPDATE core.sentences SET role = 'other' WHERE sentence_id = 'snt_8'",
        B.id,
    ),
    _of("documents.metadata_are_single_lines", DOCUMENT_A.format("title = 'a' || chr(10) || 'b'"), A.id),
    _of("documents.type_is_told", DOCUMENT_A.format("doc_type = 'unknown'"), A.id),
    _of("documents.title_is_told", DOCUMENT_A.format("title = NULL"), A.id),
    _of("documents.can_be_searched", f"DELETE FROM mart.postings WHERE document_id = '{A.id}'", A.id),
    _of(
        "postings.places_are_complete",
        "UPDATE mart.postings SET lengths = [4, 4] WHERE word = 'riga'",
        f"{B.id}/riga",
    ),
    _of(
        "postings.places_are_in_text",
        "UPDATE mart.postings SET starts = [9999] WHERE word = 'riga'",
        f"{B.id}/riga",
    ),
    _of(
        "postings.word_can_be_looked_for",
        "DELETE FROM mart.search_words WHERE word = 'riga'",
        f"{B.id}/riga",
    ),
    _of("search_words.words_are_those_of_postings", "DELETE FROM mart.postings WHERE word = 'riga'", "riga"),
    _of("documents.has_a_sketch", f"DELETE FROM raw.text_sketches WHERE document_id = '{A.id}'", A.id),
    _of(
        "document_fields.contacts_are_personal",
        "UPDATE core.document_fields SET is_personal = true",
        f"{A.id}/title/{A.where('Resolution 7/3').split('/')[0]}",
    ),
    _of(
        "work_matches.is_of_two_documents",
        f"UPDATE core.work_matches SET other_document_id = '{B.id}'",
        f"{B.id}/{B.id}",
    ),
    _of(
        "work_matches.shares_are_between_zero_and_one",
        "UPDATE core.work_matches SET similarity = 1.5",
        f"{B.id}/{A.id}",
    ),
    _of(
        "clause_lineage.earlier_quote_is_the_sentence",
        "UPDATE core.clause_lineage SET earlier_quote = 'a'",
        "snt_8",
    ),
    _of(
        "listed_commitments.is_the_commitment",
        """INSERT INTO mart.listed_commitments BY NAME
        SELECT c.commitment_id, c.document_id, c.sentence_id, c.kind, c.tier, c.strength, c.is_binding,
            c.verb, c.actor, c.actor_id, c.addressee, c.action, c.deadline_text, c.deadline_date,
            c.deadline_type, c.deadline_rule, c.is_conditional, c.topics, c.quote,
            0 AS wording, c.char_start, c.char_end, c.page_number, d.work_id,
            'Of another document' AS title, d.file_name, d.source_uri, 1 AS copies, true AS is_first
        FROM core.commitments AS c JOIN core.documents AS d USING (document_id)
        WHERE commitment_id = 'cmt_1'""",
        "cmt_1",
    ),
    _of("clause_lineage.is_of_two_works", DOCUMENT_A.format("work_id = 'wrk_b'"), "snt_8"),
    _of("clause_lineage.similarity_is_a_share", "UPDATE core.clause_lineage SET similarity = 2", "snt_8"),
    _of(
        "document_fields.field_is_a_column",
        "UPDATE core.document_fields SET field = 'colour'",
        f"{A.id}/colour/{A.text.index('Resolution 7/3')}",
    ),
    _of(
        "document_texts.sentences_cover_text", "DELETE FROM core.sentences WHERE sentence_id = 'snt_3'", A.id
    ),
    _of(
        "document_texts.sentences_cover_text",
        "UPDATE core.sentences SET text = text[:-2], char_end = char_end - 1 WHERE sentence_id = 'snt_8'",
        B.id,
    ),
    _of(
        "document_texts.replacement_characters_are_rare",
        TEXT_A.format("text || repeat(chr(65533), 9)") + GROW.format("repeat(chr(65533), 9)"),
        A.id,
        also="words_are_legible",
    ),
    _of(
        "document_texts.has_no_control_characters",
        TEXT_A.format("text || chr(27) || 'x'") + GROW.format("chr(27) || 'x'"),
        A.id,
    ),
    _of(
        "document_sources.first_seen_is_not_after_last_seen",
        f"UPDATE core.document_sources SET last_seen_at = '2000-01-01' WHERE document_id = '{A.id}'",
        f"{A.source['source_uri']}/{A.id}",
    ),
    _of(
        "pages.pages_are_numbered_from_one",
        "UPDATE raw.pages SET page_number = 3 WHERE page_number = 2",
        f"{B.id}/3",
    ),
    _of(
        "pages.pages_do_not_overlap",
        "UPDATE raw.pages SET char_start = char_start - 1 WHERE page_number = 2",
        f"{B.id}/2",
    ),
    _of(
        "pages.pages_do_not_overlap",
        "UPDATE raw.pages SET char_end = char_end + 1 WHERE page_number = 2",
        f"{B.id}/2",
    ),
    _of(
        "pages.text_layer_agrees_with_text",
        "UPDATE raw.pages SET has_text_layer = false WHERE page_number = 2",
        f"{B.id}/2",
    ),
    _of("pages.size_is_positive", "UPDATE raw.pages SET width = 0 WHERE page_number = 2", f"{B.id}/2"),
    _of(
        "blocks.blocks_do_not_overlap",
        "UPDATE raw.blocks SET char_start = 1 WHERE block_id = 'blk_2'",
        "blk_2",
    ),
    _of(
        "blocks.blocks_do_not_overlap",
        "UPDATE raw.blocks SET char_end = char_start WHERE block_id = 'blk_2'",
        "blk_2",
    ),
    _of("blocks.ordinals_follow_text", "UPDATE raw.blocks SET ordinal = 2 WHERE block_id = 'blk_2'", "blk_2"),
    _of(
        "blocks.anchor_is_in_running_text",
        "UPDATE raw.blocks SET anchor_start = 0 WHERE block_id = 'blk_4'",
        "blk_4",
    ),
    _of(
        "blocks.anchor_is_in_running_text",
        "UPDATE raw.blocks SET kind = 'footnote', anchor_start = char_start WHERE block_id = 'blk_4'",
        "blk_4",
    ),
    _of("blocks.box_is_whole", "UPDATE raw.blocks SET top = NULL WHERE block_id = 'blk_3'", "blk_3"),
    _of("blocks.box_is_whole", "UPDATE raw.blocks SET x0 = 600 WHERE block_id = 'blk_3'", "blk_3"),
    _of(
        "sentences.sentences_do_not_overlap",
        "UPDATE core.sentences SET char_start = 0 WHERE sentence_id = 'snt_2'",
        "snt_2",
        also="text_is_in_text",
    ),
    _of(
        "sentences.ordinals_follow_text",
        "UPDATE core.sentences SET ordinal = 9 WHERE sentence_id = 'snt_5'",
        "snt_5",
    ),
    _of(
        "sentences.operative_sentence_has_a_commitment",
        "UPDATE core.sentences SET role = 'other' WHERE sentence_id = 'snt_8'",
        "snt_8",
    ),
    _of(
        "sentences.operative_sentence_has_a_commitment",
        "UPDATE core.sentences SET role = 'operative' WHERE sentence_id = 'snt_7'",
        "snt_7",
    ),
    _of(
        "date_expressions.precision_agrees_with_dates",
        "UPDATE core.date_expressions SET date_precision = 'none' WHERE role = 'deadline'",
        DATE_KEY,
    ),
    _of(
        "date_expressions.precision_agrees_with_dates",
        "UPDATE core.date_expressions SET start_date = NULL, end_date = NULL WHERE role = 'deadline'",
        DATE_KEY,
    ),
    _of(
        "date_expressions.precision_agrees_with_dates",
        "UPDATE core.date_expressions SET end_date = end_date + 1 WHERE role = 'deadline'",
        DATE_KEY,
    ),
    _of(
        "date_expressions.partial_dates_are_whole",
        "UPDATE core.date_expressions SET end_date = '2025-05-30' WHERE date_precision = 'month'",
        MONTH_KEY,
    ),
    _of(
        "actors.aliases_are_sorted",
        "UPDATE core.actors SET aliases = ['b', 'a'] WHERE actor_id = 'iso:LV'",
        "iso:LV",
    ),
    _of(
        "actors.country_code_is_that_of_the_id",
        "UPDATE core.actors SET country_code = NULL WHERE actor_id = 'iso:LV'",
        "iso:LV",
    ),
    _of("actors.has_a_document", "DELETE FROM core.document_actors WHERE actor_id = 'iso:LV'", "iso:LV"),
    _of(
        "document_actors.aliases_are_sorted",
        "UPDATE core.document_actors SET aliases = ['a', 'a'] WHERE actor_id = 'iso:LV'",
        f"{A.id}/iso:LV",
    ),
    _of(
        "document_actors.country_code_is_that_of_the_id",
        "UPDATE core.document_actors SET country_code = NULL WHERE actor_id = 'iso:LV'",
        f"{A.id}/iso:LV",
    ),
    _of(
        "instruments.candidates_are_of_the_ambiguous", INSTRUMENT.format("", "candidate_ids = ['x']"), "ins_1"
    ),
    _of("instruments.year_is_usual", INSTRUMENT.format("", "year = 7"), "ins_1"),
    _of("instruments.symbol_resolves", INSTRUMENT.format("", "resolution = 'symbol'"), "ins_1"),
    _of(
        "instruments.has_a_document",
        "DELETE FROM core.document_instruments WHERE instrument_id = 'ins_1'",
        "ins_1",
    ),
    _of(
        "instruments.leads_to_itself_or_one_that_does",
        "UPDATE core.instruments SET canonical_id = if(instrument_id = 'ins_1', 'ins_2', 'ins_1')",
        "ins_1",
        "ins_2",
    ),
    _of(
        "instrument_matches.similarity_is_a_share",
        "UPDATE core.instrument_matches SET similarity = 2",
        "ins_1/ins_2",
    ),
    _of(
        "document_instruments.candidates_are_of_the_ambiguous",
        INSTRUMENT.format("document_", "resolution = 'ambiguous'"),
        f"{A.id}/ins_1",
    ),
    _of("document_instruments.year_is_usual", INSTRUMENT.format("document_", "year = 7"), f"{A.id}/ins_1"),
    _of(
        "document_instruments.is_mentioned",
        "DELETE FROM core.instrument_mentions WHERE instrument_id = 'ins_1'",
        f"{A.id}/ins_1",
    ),
    _of(
        "instrument_mentions.symbol_is_that_of_the_instrument",
        INSTRUMENT.format("document_", "symbol = 'X/1'"),
        f"{A.id}/{A.where('Harbour Convention of 1998')}/ins_1",
    ),
    _of("events.report_count_agrees_with_reports", EVENT.format("report_count = 3"), "evt_1"),
    _of(
        "events.report_count_agrees_with_reports",
        "UPDATE core.event_reports SET event_id = 'evt_1' WHERE event_report_id = 'rep_v'",
        "evt_2",
        also="status_is_that_of_the_report",
    ),
    _of(
        "events.dates_are_reported",
        EVENT.format("start_date = '2025-05-02', date_precision = 'day_range'"),
        "evt_1",
    ),
    _of("events.parents_form_no_circle", EVENT.format("parent_event_id = 'evt_2'"), "evt_1", "evt_2"),
    _of("events.parents_form_no_circle", EVENT.format("parent_event_id = 'evt_1'"), "evt_1"),
    _of(
        "event_reports.parent_is_of_same_document",
        REPORT_A.format("parent_event_report_id = 'rep_b'"),
        "rep_a",
    ),
    _of(
        "event_reports.parent_is_of_same_document",
        REPORT_A.format("parent_event_report_id = 'rep_a'"),
        "rep_a",
    ),
    _of("event_reports.precision_agrees_with_dates", REPORT_A.format("date_precision = 'day'"), "rep_a"),
    _of("event_reports.partial_dates_are_whole", REPORT_A.format("date_precision = 'year'"), "rep_a"),
    _of("event_reports.date_text_is_in_document", REPORT_A.format("date_text = 'June 2025'"), "rep_a"),
    _of("events.status_is_that_of_the_report", EVENT.format("status_report_id = 'rep_a'"), "evt_1"),
    _of(
        "event_reports.participant_count_text_is_in_document",
        REPORT_A.format("participant_count_text = 'ten people'"),
        "rep_a",
    ),
    _of(
        "event_matches.joins_reports_of_one_event",
        "UPDATE core.event_matches SET other_report_id = 'rep_v'",
        "rep_a/rep_v",
    ),
    _of(
        "event_match_candidates.events_are_apart",
        "UPDATE core.event_match_candidates SET other_report_id = 'rep_a'",
        "evt_1/evt_2",
    ),
    _of(
        "event_ids.event_of_today_is_among_them",
        "UPDATE core.event_ids SET event_id = 'evt_3' WHERE event_report_id = 'rep_v'",
        "evt_3/rep_v",
    ),
    _of(
        "event_reports.is_mentioned",
        "DELETE FROM core.event_mentions WHERE event_report_id = 'rep_a'",
        "rep_a",
    ),
    _of(
        "event_mentions.report_is_of_same_document",
        "UPDATE core.event_mentions SET event_report_id = 'rep_b' WHERE event_report_id = 'rep_a'",
        MENTION_KEY,
    ),
    _of(
        "event_participants.event_is_that_of_the_report",
        "UPDATE core.event_participants SET event_id = 'evt_2'",
        f"rep_a/iso:LV/host/{A.text.index('Latvia')}",
    ),
    _of(
        "commitments.sentence_is_of_same_document",
        COMMITMENT.format("sentence_id = 'snt_8'"),
        "cmt_1",
        also="quote_is_in_sentence",
    ),
    _of("commitments.quote_is_in_sentence", COMMITMENT.format("sentence_id = 'snt_5'"), "cmt_1"),
    _of(
        "commitments.event_is_that_of_the_report",
        COMMITMENT.format("event_report_id = 'rep_b', event_id = 'evt_1'"),
        "cmt_1",
    ),
    _of("commitments.event_is_that_of_the_report", COMMITMENT.format("event_id = 'evt_1'"), "cmt_1"),
    _of("commitments.tier_agrees_with_kind", COMMITMENT.format("tier = 'soft'"), "cmt_1"),
    _of("commitments.is_binding_agrees_with_strength", COMMITMENT.format("is_binding = false"), "cmt_1"),
    _of(
        "commitments.strength_agrees_with_kind",
        COMMITMENT.format("strength = 0, is_binding = false"),
        "cmt_1",
    ),
    _of("commitments.words_are_in_document", COMMITMENT.format("verb = 'decided'"), "cmt_1"),
    _of("commitments.words_are_in_document", COMMITMENT.format("addressee = 'Estonia'"), "cmt_1"),
    _of("commitments.deadline_agrees_with_its_type", COMMITMENT.format("deadline_type = 'none'"), "cmt_1"),
    _of("commitments.deadline_date_has_a_rule", COMMITMENT.format("deadline_rule = NULL"), "cmt_1"),
    _of(
        "commitments.is_conditional_agrees_with_condition",
        COMMITMENT.format("condition_text = NULL"),
        "cmt_1",
    ),
    _of("commitments.reaffirmed_is_a_reaffirmation", COMMITMENT.format("status = 'reaffirmed'"), "cmt_1"),
    _of("commitments.topics_are_sorted", COMMITMENT.format("topics = ['youth', 'border_issues']"), "cmt_1"),
    _of(
        "commitments.is_not_in_a_preamble",
        "UPDATE core.sentences SET role = 'preambular' WHERE sentence_id = 'snt_4'",
        "cmt_1",
    ),
    _of(
        "commitment_targets.commitment_is_of_same_document",
        COMMITMENT.format(OTHER),
        f"cmt_1/{A.where('a bureau')}",
    ),
    _of(
        "statements.sentence_is_of_same_document", "UPDATE core.statements SET sentence_id = 'snt_1'", "stm_1"
    ),
    _of("statements.verb_is_in_document", "UPDATE core.statements SET verb = 'thank you'", "stm_1"),
    _of("runs.ends_after_its_start", "UPDATE audit.runs SET finished_at = '2000-01-01'", RUN),
    _of("runs.counts_are_not_negative", "UPDATE audit.runs SET removed_count = -1", RUN),
    _of(
        "source_files.read_file_has_a_document",
        FILE_A.format("document_id = NULL"),
        str(A.source["source_uri"]),
    ),
    _of(
        "source_files.read_file_has_a_document",
        f"DELETE FROM core.document_sources WHERE document_id = '{A.id}'",
        str(A.source["source_uri"]),
    ),
    _of("source_files.quarantined_file_has_a_reason", "DELETE FROM audit.quarantine", BROKEN["source_uri"]),
    _of(
        "source_files.quarantined_file_has_a_reason",
        "UPDATE audit.source_files SET reason = 'encrypted' WHERE outcome = 'quarantined'",
        BROKEN["source_uri"],
    ),
    _of(
        "source_files.only_quarantined_file_has_a_reason",
        FILE_A.format("reason = 'truncated'"),
        str(A.source["source_uri"]),
    ),
    _of(
        "quarantine.file_is_quarantined",
        "UPDATE audit.source_files SET outcome = 'removed' WHERE outcome = 'quarantined'",
        BROKEN["source_uri"],
    ),
    _of(
        "validations.success_has_no_offending_rows",
        "UPDATE audit.validations SET unexpected_count = 1",
        f"{RUN}/actors/actors.key_is_unique",
    ),
    _of(
        "validations.published_run_has_no_critical_failure",
        "UPDATE audit.validations SET success = false",
        f"{RUN}/actors/actors.key_is_unique",
    ),
)


def spoiled(expectation: Expectation) -> Row | None:
    """Return a row that breaks an expectation that follows from the schema; None for other ones."""
    table, column = expectation.table, expectation.column or ""
    some = rows()[table.name]
    row = next((row for row in some if row.get("page_number")), some[0])
    changes = _of_columns(expectation.name, column, row) or _of_tables(expectation.name, table)
    return None if changes is None else {**row, **changes}


def _of_columns(name: str, column: str, row: Row) -> Row | None:
    match name.removeprefix(f"{column}_"):
        case "is_given":
            return {column: None}
        case "is_known" | "is_iso":
            return {column: "Nonsense"}
        case "exists":
            return {column: 99 if column == "page_number" else "nowhere"}
        case "agrees_with_text" if column == "page_number":
            return {"page_number": 2, "char_start": 0}
        case "is_in_range":
            return {column: 7}
        case "is_in_text":
            return {
                "char_start": cast(int, row["char_start"]) + 1,
                "char_end": cast(int, row["char_end"]) + 1,
            }
    return None


def _of_tables(name: str, table: Table) -> Row | None:
    columns = [c for c in table.columns if c.name not in SENTENCES.get(table.name, ())]
    names = {kind: [c.name for c in columns if c.sql_type == kind] for kind in ("DATE", "VARCHAR")}
    match name:
        case "key_is_unique":
            return {}
        case "dates_are_possible":
            return {names["DATE"][-1]: date(999, 12, 31)}
        case "dates_are_usual":
            return {names["DATE"][0]: date(1648, 10, 24)}
        case "dates_are_ordered":
            return {next(d for d in names["DATE"] if d in ("end_date", "date_end")): date(1970, 1, 1)}
        case "words_are_trimmed":
            cut = {name for name in names["VARCHAR"] if name == "text" or name.startswith("quote")}
            return {next(name for name in names["VARCHAR"] if name not in cut): "\u00a0x"}
        case "words_are_legible":
            return {names["VARCHAR"][-1]: "(cid:7)"}
        case "names_hold_no_markup":
            return {next(name for name in names["VARCHAR"] if name in NAMES): "<b>x</b>"}
        case "words_are_not_blank":
            return {names["VARCHAR"][-1]: " \u00a0"}
    return None


def family(expectation: Expectation) -> str:
    """Return the part of the name that says what is expected, without the column's."""
    if expectation.column == "page_number":
        return expectation.name
    return expectation.name.removeprefix(f"{expectation.column}_")


WRITTEN = frozenset(corruption.expectation_id for corruption in HANDWRITTEN)
GENERIC = tuple(
    (expectation, row)
    for suite in all_suites(OCCASION)
    for expectation in suite
    if expectation.expectation_id not in WRITTEN and (row := spoiled(expectation)) is not None
)
