"""The one model of the warehouse: tables, columns, keys, vocabularies, references, descriptions.

From it come the DDL, the comments, the public views and the audit's generic expectations. A drift
test holds the migrations, the rows and the suites to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from extractors import model
from warehouse.account_tables import ACCOUNT
from warehouse.columns import code as _code
from warehouse.columns import key_of as _key_of
from warehouse.columns import maybe as _maybe
from warehouse.columns import text as _text
from warehouse.matching_tables import MATCHED
from warehouse.table import Column as Column
from warehouse.table import Table as Table
from warehouse.vocabulary import MatchBasis as MatchBasis
from warehouse.vocabulary import Measure as Measure
from warehouse.vocabulary import Outcome as Outcome
from warehouse.vocabulary import RunStatus as RunStatus
from warehouse.vocabulary import SentenceUse as SentenceUse
from warehouse.vocabulary import Severity as Severity
from warehouse.vocabulary import WorkBasis as WorkBasis

QUOTE = ("quote", "char_start", "char_end")


DOCUMENT_ID = _key_of("documents", "document_id", "The document; a key of documents.")
RULE_ID = _text("rule_id", "The extractor's rule that found this.")
CONFIDENCE = Column("confidence", "DOUBLE", "How sure the rule is, from 0 to 1.")
PAGE_NUMBER = _maybe("page_number", "INTEGER", "Page, from 1; empty for text files.")
IS_OVERRIDDEN = Column(
    "is_overridden", "BOOLEAN", "Whether a reviewer accepted or corrected it: see audit.overrides."
)
COUNTRY_CODE = _maybe("country_code", "VARCHAR", "Country, ISO 3166-1 alpha-2.")


_NAMED = (
    Column("aliases", "VARCHAR[]", "Other names and acronyms, of the documents and the lexicon, sorted."),
    Column("parties", "VARCHAR[]", "Ids of the actors that its name calls its parties, such as iso:KZ."),
    _maybe("edition_of_id", "VARCHAR", "Id of the instrument that it is, or is to be, a new edition of."),
)


def _quote(what: str) -> tuple[Column, ...]:
    return (
        _text("quote", f"{what}: the document's own words.", compressed=True),
        Column("char_start", "INTEGER", "First character of the quote in document_texts.text, from 0."),
        Column("char_end", "INTEGER", "Character after the quote's last."),
    )


TABLES: tuple[Table, ...] = (
    Table(
        "documents",
        "core",
        "One row per document, that is per distinct content (sha256).",
        ("document_id",),
        (
            _text("document_id", "Stable id, derived from sha256."),
            _text("source_uri", "Where the document was first seen, as a URI."),
            _text("file_name", "Last part of source_uri, readable."),
            _code("media_type", model.MediaType, "What the content is, told from the content."),
            _text("sha256", "SHA-256 of the file's bytes, hexadecimal."),
            Column("byte_count", "BIGINT", "Size of the file in bytes."),
            _maybe("page_count", "INTEGER", "Number of pages; empty for files without pages."),
            Column("char_count", "INTEGER", "Length of the text in code points."),
            _maybe("encoding", "VARCHAR", "Encoding the characters were decoded from; empty for PDF."),
            Column("is_partial", "BOOLEAN", "Whether some pages of a damaged PDF could not be read."),
            Column("is_ocr", "BOOLEAN", "Whether the text was recognised from images."),
            _maybe("language", "VARCHAR", "Language, ISO 639-1."),
            _code("doc_type", model.DocType, "Type of document."),
            _maybe("title", "VARCHAR", "Title, joined over broken lines."),
            _maybe("symbol", "VARCHAR", "Document symbol, such as A/RES/75/272."),
            _maybe("issuing_body", "VARCHAR", "Who issued it, as the document names them."),
            _maybe("adopted_date", "DATE", "Day of adoption (the last day of the meeting)."),
            _maybe("published_date", "DATE", "Day of publication or release."),
            _maybe("date_start", "DATE", "First day of the meeting that issued it."),
            _maybe("date_end", "DATE", "Last day of the meeting that issued it."),
            _maybe("place", "VARCHAR", "Place of adoption or of the event it is about."),
            COUNTRY_CODE,
            _key_of(
                "event_reports",
                "main_event_report_id",
                "The document's own report of the event it is of; a key of event_reports.",
                nullable=True,
            ),
            _key_of("events", "main_event_id", "Event it is of; a key of events.", nullable=True),
            _code("version_status", model.VersionStatus, "Draft, final or revised."),
            _code("structure", model.Structure, "Structure class, on which sentence roles depend."),
            Column("topics", "VARCHAR[]", "Topics of the title and of the commitments, sorted."),
            _text("work_id", "Work the document is a version of; documents of the same work share it."),
            _text("parser_version", "Version of the reader that made the text."),
            _text("extractor_version", "Version of the extractors and a digest of their lexicons."),
            _text("run_id", "Run that loaded the rows; a key of audit.runs."),
            Column("ingested_at", "TIMESTAMP", "When that run loaded them, UTC."),
            Column(
                "is_extracted",
                "BOOLEAN",
                "Whether events and commitments are looked for in its language; else it is loaded only.",
            ),
            IS_OVERRIDDEN,
        ),
        indexed=True,
    ),
    Table(
        "document_fields",
        "core",
        "Evidence for the fields of documents: the words each value rests on.",
        ("document_id", "field", "char_start"),
        (
            DOCUMENT_ID,
            _text("field", "Column of documents, or session, agenda_item, meeting, sponsor or contact."),
            _text("value", "The value, as text."),
            *_quote("The words the value rests on"),
            RULE_ID,
            Column(
                "is_personal",
                "BOOLEAN",
                "Whether it is personal data, such as a contact: exports leave it out unless asked.",
            ),
        ),
        spans=(QUOTE,),
    ),
    Table(
        "document_texts",
        "raw",
        "The text of each document, to which all offsets refer.",
        ("document_id",),
        (
            DOCUMENT_ID,
            _text(
                "text",
                "A text file exactly as decoded; for a PDF the text its layout was read into.",
                compressed=True,
            ),
        ),
    ),
    Table(
        "text_sketches",
        "raw",
        "What the wording of each document is compared by, to find documents of one work.",
        ("document_id",),
        (
            DOCUMENT_ID,
            _text("words_id", "Id of its words in their order; letter case and white space do not count."),
            Column("sketch", "UINTEGER[]", "MinHash of its runs of three words."),
            Column("figures", "UINTEGER[]", "MinHash of its runs of three numbers; empty where it has few."),
        ),
    ),
    Table(
        "work_matches",
        "core",
        "Pairs of documents found to be of one work, with the evidence.",
        ("document_id", "other_document_id"),
        (
            DOCUMENT_ID,
            _key_of("documents", "other_document_id", "The other document; a key of documents."),
            Column("sketch_similarity", "DOUBLE", "Share of runs of three words in common, estimated."),
            Column("similarity", "DOUBLE", "Share of words or numbers that stand in both in the same order."),
            _code("basis", WorkBasis, "What the similarity is of: words, or the numbers of a translation."),
        ),
        per_document=False,
    ),
    Table(
        "document_sources",
        "core",
        "Every place a document was seen at.",
        ("source_uri", "document_id"),
        (
            _text("source_uri", "Where the document was seen, as a URI."),
            DOCUMENT_ID,
            Column("first_seen_at", "TIMESTAMP", "First run that saw it there, UTC."),
            Column("last_seen_at", "TIMESTAMP", "Last published run that saw it there, UTC."),
        ),
        per_document=False,
        indexed=True,
    ),
    Table(
        "pages",
        "raw",
        "One row per page of a PDF.",
        ("document_id", "page_number"),
        (
            DOCUMENT_ID,
            Column("page_number", "INTEGER", "Page, from 1."),
            Column("char_start", "INTEGER", "First character of the page in document_texts.text."),
            Column("char_end", "INTEGER", "Character after the page's last; equals char_start if empty."),
            Column("width", "DOUBLE", "Width in points."),
            Column("height", "DOUBLE", "Height in points."),
            Column("has_text_layer", "BOOLEAN", "Whether the page holds any text."),
        ),
    ),
    Table(
        "blocks",
        "raw",
        "One row per layout block: title, heading, paragraph, list item, header …",
        ("block_id",),
        (
            _text("block_id", "Stable id."),
            DOCUMENT_ID,
            Column("ordinal", "INTEGER", "Position among the document's blocks, from 0."),
            _code("kind", model.BlockKind, "Layout role."),
            Column("char_start", "INTEGER", "First character of the block in document_texts.text."),
            Column("char_end", "INTEGER", "Character after the block's last."),
            PAGE_NUMBER,
            _maybe("x0", "DOUBLE", "Left edge on the page, in points."),
            _maybe("top", "DOUBLE", "Upper edge, in points from the page's top."),
            _maybe("x1", "DOUBLE", "Right edge, in points."),
            _maybe("bottom", "DOUBLE", "Lower edge, in points from the page's top."),
            _maybe("anchor_start", "INTEGER", "Of a footnote: where its mark stands in the running text."),
        ),
    ),
    Table(
        "sentences",
        "core",
        "One row per sentence; together they hold every non-space character of the text once.",
        ("sentence_id",),
        (
            _text("sentence_id", "Stable id."),
            DOCUMENT_ID,
            Column("ordinal", "INTEGER", "Position among the document's sentences, from 0."),
            _text("text", "The sentence, exactly as in the text.", compressed=True),
            Column("char_start", "INTEGER", "First character in document_texts.text."),
            Column("char_end", "INTEGER", "Character after the last."),
            PAGE_NUMBER,
            _code("role", model.SentenceRole, "Preambular, operative or other."),
            _maybe("paragraph_label", "VARCHAR", "Number or letter of its paragraph, such as 3 or (a)."),
            RULE_ID,
            _code("accounted_as", SentenceUse, "What was found in it: see sentence_ledger."),
            _maybe(
                "not_counted_because",
                "VARCHAR",
                "Its speech acts that are no commitments, each with the rule that says so.",
            ),
        ),
        spans=(("text", "char_start", "char_end"),),
    ),
    Table(
        "date_expressions",
        "core",
        "One row per date in words, with the calendar days it stands for.",
        ("document_id", "char_start", "char_end"),
        (
            DOCUMENT_ID,
            *_quote("The date"),
            _maybe("start_date", "DATE", "First day."),
            _maybe("end_date", "DATE", "Last day."),
            _code("date_precision", model.DatePrecision, "How exactly it is known."),
            _code("role", model.DateRole, "What it dates."),
            RULE_ID,
        ),
        spans=(QUOTE,),
    ),
    Table(
        "place_mentions",
        "core",
        "One row per mention of a place.",
        ("document_id", "char_start", "char_end"),
        (DOCUMENT_ID, *_quote("The place"), _text("place", "Its standard name."), COUNTRY_CODE, RULE_ID),
        spans=(QUOTE,),
    ),
    Table(
        "actors",
        "core",
        "States, organisations, groups and persons, across documents.",
        ("actor_id",),
        (
            _text("actor_id", "Stable id, such as iso:UZ or org:UNODC."),
            _code("kind", model.ActorKind, "What sort of actor."),
            _text("name", "Standard name."),
            COUNTRY_CODE,
            Column("aliases", "VARCHAR[]", "Other names found in the documents or the lexicon, sorted."),
        ),
        per_document=False,
    ),
    Table(
        "document_actors",
        "core",
        "Actors as each document knows them; actors is made from these.",
        ("document_id", "actor_id"),
        (
            DOCUMENT_ID,
            _key_of("actors", "actor_id", "The actor; a key of actors."),
            _code("kind", model.ActorKind, "What sort of actor."),
            _text("name", "Standard name."),
            COUNTRY_CODE,
            Column("aliases", "VARCHAR[]", "Other names of it in this document or the lexicon, sorted."),
        ),
    ),
    Table(
        "actor_mentions",
        "core",
        "One row per mention of an actor.",
        ("document_id", "char_start", "char_end", "actor_id"),
        (
            _key_of("actors", "actor_id", "The actor; a key of actors."),
            DOCUMENT_ID,
            *_quote("The actor as named"),
            RULE_ID,
        ),
        spans=(QUOTE,),
    ),
    Table(
        "instruments",
        "core",
        "Treaties, resolutions, declarations … across documents.",
        ("instrument_id",),
        (
            _text("instrument_id", "Stable id."),
            _code("instrument_type", model.InstrumentType, "Type."),
            _text("name", "Name as documents give it."),
            _maybe("symbol", "VARCHAR", "Symbol, such as A/RES/60/288."),
            _maybe("year", "INTEGER", "Year in its name or symbol."),
            _code("status", model.InstrumentStatus, "Legal state as the documents show it."),
            _code("resolution", model.Resolution, "How its identity was established."),
            Column("candidate_ids", "VARCHAR[]", "Possible identities of an ambiguous one, sorted."),
            *_NAMED,
            _key_of(
                "instruments",
                "canonical_id",
                "The instrument that it proved to be by other documents, else itself; a key of instruments.",
            ),
        ),
        per_document=False,
    ),
    Table(
        "instrument_matches",
        "core",
        "What instruments that documents leave open proved to be, by what other documents say.",
        ("instrument_id", "other_instrument_id"),
        (
            _key_of("instruments", "instrument_id", "The instrument; a key of instruments."),
            _key_of("instruments", "other_instrument_id", "What it may be; a key of instruments."),
            _code(
                "basis",
                MatchBasis,
                "What shows it: a name, a second name, or a later adoption.",
            ),
            Column("similarity", "DOUBLE", "Share of the names' words in common; 1 for the same name."),
            Column("is_certain", "BOOLEAN", "Whether it is the only one; of several none is picked."),
        ),
        per_document=False,
    ),
    Table(
        "known_instruments",
        "core",
        "The gazetteer: instruments known before any document, with where each can be checked.",
        ("instrument_id",),
        (
            _text("instrument_id", "Id that the instrument has, or would have, in instruments."),
            _code("instrument_type", model.InstrumentType, "Type."),
            _text("name", "Full name."),
            Column("aliases", "VARCHAR[]", "Other names and acronyms, sorted."),
            _maybe("symbol", "VARCHAR", "Symbol, such as A/RES/60/288."),
            _maybe("year", "INTEGER", "Year of adoption."),
            _text("source", "Where it can be checked: a treaty series or the adopting document or body."),
        ),
        per_document=False,
    ),
    Table(
        "document_instruments",
        "core",
        "Instruments as each document knows them; instruments is made from these.",
        ("document_id", "instrument_id"),
        (
            DOCUMENT_ID,
            _key_of("instruments", "instrument_id", "The instrument; a key of instruments."),
            _code("instrument_type", model.InstrumentType, "Type."),
            _text("name", "Name as the document gives it."),
            _maybe("symbol", "VARCHAR", "Symbol, such as A/RES/60/288."),
            _maybe("year", "INTEGER", "Year in its name or symbol."),
            _code("status", model.InstrumentStatus, "Legal state as the document shows it."),
            _code("resolution", model.Resolution, "How its identity was established."),
            Column("candidate_ids", "VARCHAR[]", "Possible identities of an ambiguous one, sorted."),
            *_NAMED,
        ),
    ),
    Table(
        "instrument_mentions",
        "core",
        "One row per mention of an instrument.",
        ("document_id", "char_start", "char_end", "instrument_id"),
        (
            _key_of("instruments", "instrument_id", "The instrument; a key of instruments."),
            DOCUMENT_ID,
            _maybe("symbol", "VARCHAR", "Symbol the mention resolves to."),
            *_quote("The instrument as named"),
            _code("role", model.InstrumentRole, "What it is to the text: basis, object, title or self."),
            RULE_ID,
        ),
        spans=(QUOTE,),
    ),
    Table(
        "document_links",
        "core",
        "What each document does with an instrument: cites it, adopts it, implements it …",
        ("document_id", "instrument_id", "kind"),
        (
            DOCUMENT_ID,
            _key_of("instruments", "instrument_id", "The instrument; a key of instruments."),
            _code("kind", model.LinkKind, "What the document does with it."),
            _key_of(
                "documents",
                "target_document_id",
                "The document that is this instrument, where it is here; a key of documents.",
                nullable=True,
            ),
            *_quote("The words that say so first"),
            PAGE_NUMBER,
            RULE_ID,
        ),
        spans=(QUOTE,),
    ),
    Table(
        "clause_lineage",
        "core",
        "Operative sentences that re-use the wording of an earlier document, each with the nearest one.",
        ("sentence_id",),
        (
            _key_of("sentences", "sentence_id", "The later sentence; a key of sentences."),
            DOCUMENT_ID,
            _key_of("sentences", "earlier_sentence_id", "The earlier sentence; a key of sentences."),
            _key_of("documents", "earlier_document_id", "Its document; a key of documents."),
            Column("similarity", "DOUBLE", "Share of words that stand in both in the same order."),
            *_quote("The later sentence"),
            _text("earlier_quote", "The earlier sentence: its document's own words.", compressed=True),
        ),
        per_document=False,
        spans=(QUOTE,),
    ),
    Table(
        "events",
        "core",
        "Real-world events, across documents.",
        ("event_id",),
        (
            _text("event_id", "Stable id."),
            _code("kind", model.EventKind, "Kind of event."),
            _text("name", "Name, from the best-supported report."),
            _maybe("start_date", "DATE", "First day."),
            _maybe("end_date", "DATE", "Last day."),
            _code("date_precision", model.DatePrecision, "How exactly the dates are known."),
            _maybe("place", "VARCHAR", "Place."),
            COUNTRY_CODE,
            _code("status", model.EventStatus, "Status as of status_as_of."),
            _maybe("status_as_of", "DATE", "Date of the document that the status is taken from."),
            _key_of(
                "event_reports",
                "status_report_id",
                "Report that the status is taken from; a key of event_reports.",
            ),
            _key_of("events", "parent_event_id", "Event it is part of; a key of events.", nullable=True),
            Column(
                "report_count", "INTEGER", "Number of works that report it: copies of one text count once."
            ),
            Column("is_generic", "BOOLEAN", "Whether it is a series or an observance, not an instance."),
            IS_OVERRIDDEN,
        ),
        per_document=False,
    ),
    Table(
        "event_reports",
        "core",
        "What one document says of one event.",
        ("event_report_id",),
        (
            _text("event_report_id", "Stable id."),
            _key_of("events", "event_id", "The event; a key of events."),
            DOCUMENT_ID,
            _code("kind", model.EventKind, "Kind of event."),
            _text("name", "Name as the document gives it."),
            _maybe("start_date", "DATE", "First day."),
            _maybe("end_date", "DATE", "Last day."),
            _maybe("date_text", "VARCHAR", "The date in the document's words."),
            _code("date_precision", model.DatePrecision, "How exactly the dates are known."),
            _maybe("place", "VARCHAR", "Place."),
            COUNTRY_CODE,
            _code("status", model.EventStatus, "Status as of the document's date."),
            _key_of(
                "event_reports",
                "parent_event_report_id",
                "Report of the event this one is part of; a key of event_reports.",
                nullable=True,
            ),
            Column("is_generic", "BOOLEAN", "Whether it is a series or an observance, not an instance."),
            *_quote("The words that report the event"),
            _code("attendance_mode", model.AttendanceMode, "In person, online or hybrid.", nullable=True),
            _maybe("participant_count", "VARCHAR", "Number of participants with its bound, such as >600."),
            _maybe("participant_count_text", "VARCHAR", "That number in the document's words."),
            _key_of(
                "instruments",
                "instrument_id",
                "Instrument that was signed or adopted; a key of instruments.",
                nullable=True,
            ),
            PAGE_NUMBER,
            RULE_ID,
            CONFIDENCE,
            IS_OVERRIDDEN,
        ),
        spans=(QUOTE,),
    ),
    Table(
        "event_mentions",
        "core",
        "Every place where a document names an event.",
        ("event_report_id", "char_start", "char_end"),
        (
            _key_of("event_reports", "event_report_id", "The report; a key of event_reports."),
            DOCUMENT_ID,
            *_quote("The event as named"),
        ),
        spans=(QUOTE,),
    ),
    Table(
        "event_participants",
        "core",
        "Actors in an event, with their role.",
        ("event_report_id", "actor_id", "role", "char_start"),
        (
            _key_of("events", "event_id", "The event; a key of events."),
            _key_of("event_reports", "event_report_id", "The report that says so; a key of event_reports."),
            DOCUMENT_ID,
            _key_of("actors", "actor_id", "The actor; a key of actors."),
            _code("role", model.ParticipantRole, "Role in the event."),
            *_quote("The words that name the actor"),
        ),
        spans=(QUOTE,),
    ),
    Table(
        "event_matches",
        "core",
        "Why reports of different documents are taken for one event: the pairs that joined them.",
        ("event_report_id", "other_report_id"),
        (
            _key_of("events", "event_id", "The event; a key of events."),
            _key_of("event_reports", "event_report_id", "One report; a key of event_reports."),
            _key_of("event_reports", "other_report_id", "The other report; a key of event_reports."),
            Column("score", "DOUBLE", "How sure the match is, from 0 to 1."),
            Column(
                "evidence",
                "VARCHAR[]",
                "What agrees: name, words, days, place, organisers, instrument, copies.",
            ),
        ),
        per_document=False,
    ),
    Table(
        "event_match_candidates",
        "core",
        "Pairs of events that may be one and were not merged, for a reader to decide.",
        ("event_id", "other_event_id"),
        (
            _key_of("events", "event_id", "One event; a key of events."),
            _key_of("events", "other_event_id", "The other event; a key of events."),
            _key_of("event_reports", "event_report_id", "Its most similar report; a key of event_reports."),
            _key_of("event_reports", "other_report_id", "The other's; a key of event_reports."),
            Column("score", "DOUBLE", "How alike the two are, from 0 to 1."),
            Column("evidence", "VARCHAR[]", "What agrees, and what is missing for a match."),
        ),
        per_document=False,
    ),
    Table(
        "event_ids",
        "core",
        "Every id that a report's event has been published under: an id once cited leads to today's event.",
        ("event_id", "event_report_id"),
        (
            _text("event_id", "Id of an event, of today or retired when two events proved to be one."),
            _key_of("event_reports", "event_report_id", "Report published under it; a key of event_reports."),
        ),
        per_document=False,
    ),
    Table(
        "commitments",
        "core",
        "One row per governing verb and top-level act: who promised or asked what, how firmly.",
        ("commitment_id",),
        (
            _text("commitment_id", "Stable id."),
            DOCUMENT_ID,
            _key_of("sentences", "sentence_id", "The sentence; a key of sentences."),
            _key_of(
                "event_reports",
                "event_report_id",
                "The document's report of the event it was made at; a key of event_reports.",
                nullable=True,
            ),
            _key_of("events", "event_id", "The event it was made at; a key of events.", nullable=True),
            _code("kind", model.CommitmentKind, "Pledge, decision, call, recommendation or endorsement."),
            _code("tier", model.Tier, "strict for pledges, decisions and calls; soft for the rest."),
            Column("strength", "INTEGER", "Strength from 0 to 5, comparable within a kind."),
            Column("is_binding", "BOOLEAN", "Pledge or decision of strength 4 or more."),
            _text("verb", "Governing verb in the document's words."),
            _text("verb_lemma", "Lexicon entry of the verb."),
            _maybe("actor", "VARCHAR", "Who speaks or undertakes; in parentheses where only implied."),
            _key_of("actors", "actor_id", "That actor; a key of actors.", nullable=True),
            _maybe("addressee", "VARCHAR", "Who is asked to act, in the document's words."),
            _key_of("actors", "addressee_id", "That actor; a key of actors.", nullable=True),
            _text("action", "What is to be done, in the document's words.", compressed=True),
            _maybe("deadline_text", "VARCHAR", "The deadline in the document's words."),
            _maybe("deadline_date", "DATE", "Its last day, where the text allows to tell."),
            _code("deadline_type", model.DeadlineType, "Kind of deadline."),
            _maybe("deadline_rule", "VARCHAR", "Rule that told deadline_date from the words."),
            _code("frequency", model.Frequency, "How often, where the act recurs.", nullable=True),
            _code("status", model.CommitmentStatus, "Made, reaffirmed, announced or reported."),
            Column("is_reaffirmation", "BOOLEAN", "Whether it repeats or continues an earlier one."),
            Column("is_negative", "BOOLEAN", "Whether the act is one not to be done."),
            Column("is_conditional", "BOOLEAN", "Whether it is subject to a condition."),
            _maybe("condition_text", "VARCHAR", "The condition in the document's words."),
            Column("qualifiers", "VARCHAR[]", "Adverbs of the verb and hedges, in the document's words."),
            Column("topics", "VARCHAR[]", "Topics, sorted."),
            _key_of(
                "sentences",
                "chapeau_sentence_id",
                "The line that governs it, where it is an item of a list; a key of sentences.",
                nullable=True,
            ),
            _maybe("compound_group", "VARCHAR", "Shared by the records split from one sentence part."),
            *_quote("The commitment"),
            PAGE_NUMBER,
            RULE_ID,
            CONFIDENCE,
            IS_OVERRIDDEN,
        ),
        spans=(QUOTE,),
    ),
    Table(
        "commitment_targets",
        "core",
        "Listed objects of a commitment.",
        ("commitment_id", "char_start", "char_end"),
        (
            _key_of("commitments", "commitment_id", "The commitment; a key of commitments."),
            DOCUMENT_ID,
            *_quote("The object"),
        ),
        spans=(QUOTE,),
    ),
    Table(
        "statements",
        "core",
        "Speech acts that are no commitments, and why a sentence was not counted.",
        ("statement_id",),
        (
            _text("statement_id", "Stable id."),
            DOCUMENT_ID,
            _key_of("sentences", "sentence_id", "The sentence; a key of sentences."),
            _code("kind", model.StatementKind, "Kind of speech act."),
            _maybe("verb", "VARCHAR", "Its verb in the document's words."),
            *_quote("The statement"),
            RULE_ID,
            IS_OVERRIDDEN,
        ),
        spans=(QUOTE,),
    ),
    Table(
        "postings",
        "mart",
        "Where each word of a document stands, for search(); accents and case do not count.",
        ("document_id", "word"),
        (
            DOCUMENT_ID,
            _text("word", "The word in small letters, without accents."),
            Column("ordinals", "INTEGER[]", "Ordinal of each occurrence's sentence, ascending."),
            Column("starts", "INTEGER[]", "First character of each occurrence in document_texts.text."),
            Column("lengths", "UTINYINT[]", "Number of characters of each occurrence."),
        ),
    ),
    Table(
        "search_words",
        "mart",
        "Every word of the postings with its stem, so that search() finds all forms of a word.",
        ("word",),
        (
            _text("word", "The word in small letters, without accents."),
            _text("stem", "What its forms have in common."),
        ),
        per_document=False,
    ),
    Table(
        "extractions",
        "mart",
        "What each document's rows were made from: extracting it anew changes none where that is the same.",
        ("document_id",),
        (
            DOCUMENT_ID,
            _text("digest", "Digest of its parse, of what was extracted, and of the code that makes rows."),
        ),
    ),
    *MATCHED,
    *ACCOUNT,
)

BY_NAME: dict[str, Table] = {table.name: table for table in TABLES}


def public_tables() -> Iterator[Table]:
    """Yield the tables that readers see in schema main: all outside `audit` and `mart`."""
    return (table for table in TABLES if table.schema not in {"audit", "mart"})
