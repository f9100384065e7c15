"""A warehouse of two documents, written by hand: a few rows in every table, all of them right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import duckdb

from expectations.occasion import Occasion
from expectations.suites import rule_ids
from extractors.identity import content_sha256, document_id
from warehouse.describe import VIEWS, describe
from warehouse.migrate import migrate
from warehouse.schema import TABLES, Measure, Table

RULE = rule_ids()[0]
NOW = datetime(2024, 5, 2, 8, 0)
RUN = "20240502T080000Z-00000000"
OCCASION = Occasion(RUN, datetime(2024, 5, 2, 8, 0))

RESOLUTION = """Council of River States\r
\r
Resolution 7/3\r
\r
Recalling the Harbour Convention of 1998,\r
\r
1. Decides to found a bureau «Дельта» in Riga by 1 June 2026, if funds allow;\r
2. Invites Latvia to host a meeting in May 2025 and a visit in 2026.\r
"""
RELEASE = """Ministers meet in Riga
The meeting of River States was held in Riga on 3 May 2025.
They thanked Latvia and will support the bureau."""

EARLIER = "1. Decides to found a bureau «Дельта» in Riga by 1 June 2026, if funds allow;"
LATER = "They thanked Latvia and will support the bureau."

Row = dict[str, object]
DEFAULTS = {"is_overridden": False, "accounted_as": "none"}


class Document:
    """Makes rows of one document, so that no row names its document or cuts a quote by hand."""

    def __init__(self, file_name: str, text: str) -> None:
        self.text = text
        self.sha256 = content_sha256(text.encode())
        self.id = document_id(self.sha256)
        self.source = {"source_uri": f"file:///inbox/{file_name}", "file_name": file_name}

    def row(self, **values: object) -> Row:
        """Return a row of the document."""
        return {"document_id": self.id, "rule_id": RULE, **values}

    def cut(self, words: str, **values: object) -> Row:
        """Return a row with a quote: the first place where the document has these words."""
        start = self.text.index(words)
        span = {"quote": words, "char_start": start, "char_end": start + len(words)}
        return self.row(**span, **values)

    def where(self, words: str) -> str:
        """Return the offsets of such a quote as they stand in keys."""
        start = self.text.index(words)
        return f"{start}/{start + len(words)}"

    def sentences(self, *sentences: tuple[str, str, str, int | None]) -> list[Row]:
        """Return rows of sentences: key, role, words and page of each."""
        return [
            self.cut(words, text=words, sentence_id=key, ordinal=ordinal, role=role, page_number=page)
            for ordinal, (key, role, words, page) in enumerate(sentences)
        ]

    def blocks(self, *blocks: tuple[str, str, str, int | None]) -> list[Row]:
        """Return rows of blocks: key, kind, words and page of each."""
        return [
            self.cut(words, block_id=key, ordinal=ordinal, kind=kind, page_number=page)
            for ordinal, (key, kind, words, page) in enumerate(blocks)
        ]


A = Document("resolution.txt", RESOLUTION)
B = Document("release.pdf", RELEASE)
BROKEN = {
    "source_uri": "file:///inbox/broken.pdf",
    "file_name": "broken.pdf",
    "sha256": content_sha256(b"%PDF"),
}
PAGE_BREAK = RELEASE.index("They")
BOX = {"x0": 72.0, "top": 72.0, "x1": 500.0, "bottom": 90.0}


def day(year: int, month: int, number: int) -> Row:
    return {
        "start_date": date(year, month, number),
        "end_date": date(year, month, number),
        "date_precision": "day",
    }


MAY = {"start_date": date(2025, 5, 1), "end_date": date(2025, 5, 31), "date_precision": "month"}
YEAR = {"start_date": date(2026, 1, 1), "end_date": date(2026, 12, 31), "date_precision": "year"}
PLACE = {"place": "Riga", "country_code": "LV"}
MEETING = {
    "kind": "meeting",
    "name": "meeting of River States",
    "is_generic": False,
    "confidence": 0.9,
    **PLACE,
}
VERSIONS = {"code_version": "0", "parser_version": "1", "extractor_version": "1"}


def rows() -> dict[str, list[Row]]:
    """Return the rows of every table, as column and value; a column left out has no value."""
    return {
        "documents": [
            A.row(
                **A.source,
                media_type="text/plain",
                sha256=A.sha256,
                byte_count=len(A.text.encode()),
                char_count=len(A.text),
                encoding="utf-8",
                is_partial=False,
                is_ocr=False,
                language="en",
                doc_type="resolution",
                title="Resolution 7/3",
                adopted_date=date(2024, 5, 1),
                structure="formal_resolution",
                topics=["regional_cooperation"],
                version_status="final",
                work_id="wrk_a",
                run_id=RUN,
                ingested_at=NOW,
                is_extracted=True,
                **VERSIONS,
            ),
            B.row(
                **B.source,
                media_type="application/pdf",
                sha256=B.sha256,
                byte_count=len(B.text.encode()),
                char_count=len(B.text),
                page_count=2,
                is_partial=False,
                is_ocr=False,
                language="en",
                doc_type="press_release",
                title="Ministers meet in Riga",
                date_start=date(2025, 5, 3),
                date_end=date(2025, 5, 3),
                main_event_report_id="rep_b",
                main_event_id="evt_1",
                structure="press",
                topics=[],
                **PLACE,
                version_status="final",
                work_id="wrk_b",
                run_id=RUN,
                ingested_at=NOW,
                is_extracted=True,
                **VERSIONS,
            ),
        ],
        "document_fields": [
            A.cut("Resolution 7/3", field="title", value="Resolution 7/3", is_personal=False)
        ],
        "document_texts": [A.row(text=A.text), B.row(text=B.text)],
        "postings": [
            A.row(word="bureau", ordinals=[3], starts=[A.text.index("bureau")], lengths=[6]),
            B.row(word="riga", ordinals=[1], starts=[B.text.index("Riga")], lengths=[4]),
        ],
        "extractions": [A.row(digest="1a"), B.row(digest="1b")],
        "search_words": [{"word": "bureau", "stem": "bureau"}, {"word": "riga", "stem": "riga"}],
        "text_sketches": [d.row(words_id=f"wrk_{d.id}", sketch=[1, 2], figures=[]) for d in (A, B)],
        "work_matches": [
            B.row(other_document_id=A.id, sketch_similarity=0.6, similarity=0.9, basis="words"),
        ],
        "document_sources": [d.row(**d.source, first_seen_at=NOW, last_seen_at=NOW) for d in (A, B)],
        "pages": [
            B.row(
                page_number=1,
                char_start=0,
                char_end=PAGE_BREAK,
                width=595.0,
                height=842.0,
                has_text_layer=True,
            ),
            B.row(
                page_number=2,
                char_start=PAGE_BREAK,
                char_end=len(B.text),
                width=595.0,
                height=842.0,
                has_text_layer=True,
            ),
        ],
        "blocks": [
            *A.blocks(
                ("blk_1", "heading", "Council of River States", None),
                ("blk_2", "title", "Resolution 7/3", None),
            ),
            *(
                {**row, **BOX}
                for row in B.blocks(
                    ("blk_3", "title", "Ministers meet in Riga", 1),
                    ("blk_4", "paragraph", "They thanked Latvia and will support the bureau.", 2),
                )
            ),
        ],
        "sentences": [
            *A.sentences(
                ("snt_1", "other", "Council of River States", None),
                ("snt_2", "other", "Resolution 7/3", None),
                ("snt_3", "preambular", "Recalling the Harbour Convention of 1998,", None),
                (
                    "snt_4",
                    "operative",
                    EARLIER,
                    None,
                ),
                (
                    "snt_5",
                    "operative",
                    "2. Invites Latvia to host a meeting in May 2025 and a visit in 2026.",
                    None,
                ),
            ),
            *B.sentences(
                ("snt_6", "other", "Ministers meet in Riga", 1),
                ("snt_7", "other", "The meeting of River States was held in Riga on 3 May 2025.", 1),
                ("snt_8", "operative", LATER, 2),
            ),
        ],
        "date_expressions": [
            A.cut("1 June 2026", role="deadline", **day(2026, 6, 1)),
            A.cut("May 2025", role="event", **MAY),
            B.cut("3 May 2025", role="event", **day(2025, 5, 3)),
        ],
        "place_mentions": [A.cut("Riga", **PLACE), B.cut("Riga", **PLACE)],
        "actors": [
            {
                "actor_id": "iso:LV",
                "kind": "state",
                "name": "Latvia",
                "country_code": "LV",
                "aliases": ["Lettland"],
            },
            {"actor_id": "grp:river-states", "kind": "group", "name": "River States", "aliases": []},
        ],
        "document_actors": [
            A.row(actor_id="iso:LV", kind="state", name="Latvia", country_code="LV", aliases=["Lettland"]),
            B.row(actor_id="grp:river-states", kind="group", name="River States", aliases=[]),
        ],
        "actor_mentions": [
            A.cut("Latvia", actor_id="iso:LV"),
            B.cut("River States", actor_id="grp:river-states"),
        ],
        "instruments": [
            {
                "instrument_id": "ins_1",
                "instrument_type": "treaty",
                "name": "Harbour Convention",
                "year": 1998,
                "status": "in_force_or_adopted",
                "resolution": "name_year",
                "candidate_ids": [],
                "aliases": [],
                "parties": [],
                "canonical_id": "ins_1",
            },
            {
                "instrument_id": "ins_2",
                "instrument_type": "resolution",
                "name": "Resolution 7/3",
                "symbol": "RS/7/3",
                "status": "in_force_or_adopted",
                "resolution": "symbol",
                "candidate_ids": [],
                "aliases": [],
                "parties": [],
                "canonical_id": "ins_2",
            },
        ],
        "known_instruments": [
            {
                "instrument_id": "ins_1",
                "instrument_type": "treaty",
                "name": "Harbour Convention",
                "aliases": [],
                "year": 1998,
                "source": "River States",
            }
        ],
        "instrument_matches": [
            {
                "instrument_id": "ins_1",
                "other_instrument_id": "ins_2",
                "basis": "second_name",
                "similarity": 1.0,
                "is_certain": False,
            }
        ],
        "document_instruments": [
            A.row(
                instrument_id="ins_1",
                instrument_type="treaty",
                name="Harbour Convention",
                year=1998,
                status="in_force_or_adopted",
                resolution="name_year",
                candidate_ids=[],
                aliases=[],
                parties=[],
            ),
            A.row(
                instrument_id="ins_2",
                instrument_type="resolution",
                name="Resolution 7/3",
                symbol="RS/7/3",
                status="in_force_or_adopted",
                resolution="symbol",
                candidate_ids=[],
                aliases=[],
                parties=[],
            ),
        ],
        "instrument_mentions": [
            A.cut("Harbour Convention of 1998", instrument_id="ins_1", role="basis"),
            A.cut("Resolution 7/3", instrument_id="ins_2", symbol="RS/7/3", role="self"),
        ],
        "document_links": [
            A.cut("Harbour Convention of 1998", instrument_id="ins_1", kind="cites"),
            B.cut("the bureau", instrument_id="ins_1", kind="implements", page_number=2),
        ],
        "clause_lineage": [
            B.cut(
                LATER,
                sentence_id="snt_8",
                earlier_sentence_id="snt_4",
                earlier_document_id=A.id,
                similarity=0.8,
                earlier_quote=EARLIER,
            )
        ],
        "events": [
            {
                "event_id": "evt_1",
                **MEETING,
                **day(2025, 5, 3),
                "status": "held",
                "status_report_id": "rep_b",
                "report_count": 2,
            },
            {
                "event_id": "evt_2",
                "kind": "visit",
                "name": "visit to Riga",
                **YEAR,
                "status": "planned",
                "status_as_of": date(2024, 5, 1),
                "status_report_id": "rep_v",
                "parent_event_id": "evt_1",
                "report_count": 1,
                "is_generic": False,
            },
        ],
        "event_reports": [
            A.cut(
                "host a meeting in May 2025",
                event_report_id="rep_a",
                event_id="evt_1",
                status="planned",
                **MEETING,
                **MAY,
                date_text="May 2025",
            ),
            A.cut(
                "a visit in 2026",
                event_report_id="rep_v",
                event_id="evt_2",
                status="planned",
                **YEAR,
                kind="visit",
                name="visit to Riga",
                is_generic=False,
                confidence=0.5,
                parent_event_report_id="rep_a",
            ),
            B.cut(
                "was held in Riga on 3 May 2025",
                event_report_id="rep_b",
                event_id="evt_1",
                status="held",
                **MEETING,
                **day(2025, 5, 3),
                date_text="3 May 2025",
                attendance_mode="hybrid",
                page_number=1,
            ),
        ],
        "event_matches": [
            {
                "event_id": "evt_1",
                "event_report_id": "rep_a",
                "other_report_id": "rep_b",
                "score": 0.9,
                "evidence": ["name", "same place"],
            }
        ],
        "event_match_candidates": [
            {
                "event_id": "evt_1",
                "other_event_id": "evt_2",
                "event_report_id": "rep_b",
                "other_report_id": "rep_v",
                "score": 0.4,
                "evidence": ["same place"],
            }
        ],
        "event_ids": [
            {"event_id": event, "event_report_id": report}
            for event, report in (("evt_1", "rep_a"), ("evt_1", "rep_b"), ("evt_2", "rep_v"))
        ],
        "event_mentions": [
            A.cut("a meeting", event_report_id="rep_a"),
            A.cut("a visit", event_report_id="rep_v"),
            B.cut("The meeting of River States", event_report_id="rep_b"),
        ],
        "event_participants": [
            A.cut("Latvia", event_id="evt_1", event_report_id="rep_a", actor_id="iso:LV", role="host"),
        ],
        "commitments": [
            A.cut(
                "Decides to found a bureau «Дельта» in Riga by 1 June 2026, if funds allow",
                commitment_id="cmt_1",
                sentence_id="snt_4",
                kind="decision",
                tier="strict",
                strength=5,
                is_binding=True,
                verb="Decides",
                verb_lemma="decide",
                action="found a bureau «Дельта»",
                deadline_text="by 1 June 2026",
                deadline_date=date(2026, 6, 1),
                deadline_rule="deadline_date",
                deadline_type="absolute",
                status="made",
                is_reaffirmation=False,
                is_negative=False,
                qualifiers=[],
                is_conditional=True,
                condition_text="if funds allow",
                topics=["regional_cooperation", "youth"],
                confidence=0.9,
            ),
            A.cut(
                "Invites Latvia to host a meeting",
                commitment_id="cmt_2",
                sentence_id="snt_5",
                event_id="evt_1",
                event_report_id="rep_a",
                kind="call",
                tier="strict",
                strength=2,
                is_binding=False,
                verb="Invites",
                verb_lemma="invite",
                addressee="Latvia",
                addressee_id="iso:LV",
                action="host a meeting",
                deadline_type="none",
                status="made",
                is_reaffirmation=False,
                is_negative=False,
                qualifiers=[],
                is_conditional=False,
                topics=[],
                confidence=0.8,
            ),
            B.cut(
                "will support the bureau",
                commitment_id="cmt_3",
                sentence_id="snt_8",
                kind="pledge",
                tier="strict",
                strength=4,
                is_binding=True,
                verb="will",
                verb_lemma="will",
                actor="They",
                actor_id="grp:river-states",
                action="support the bureau",
                deadline_type="none",
                status="reaffirmed",
                is_reaffirmation=True,
                is_negative=False,
                qualifiers=[],
                is_conditional=False,
                topics=[],
                page_number=2,
                confidence=0.7,
            ),
        ],
        "commitment_targets": [A.cut("a bureau", commitment_id="cmt_1")],
        "statements": [
            B.cut(
                "They thanked Latvia",
                statement_id="stm_1",
                sentence_id="snt_8",
                kind="appreciation",
                verb="thanked",
            )
        ],
        "runs": [
            {
                "run_id": RUN,
                "started_at": NOW,
                "finished_at": NOW,
                "status": "published",
                "loaded_count": 2,
                "unchanged_count": 0,
                "quarantined_count": 1,
                "removed_count": 0,
                **VERSIONS,
            }
        ],
        "source_files": [
            A.row(**A.source, sha256=A.sha256, byte_count=9, outcome="loaded", run_id=RUN),
            B.row(**B.source, sha256=B.sha256, byte_count=9, outcome="unchanged", run_id=RUN),
            {**BROKEN, "byte_count": 4, "outcome": "quarantined", "reason": "truncated", "run_id": RUN},
        ],
        "overrides": [
            {
                "override_id": "ovr_1",
                "entry": 1,
                "action": "correct",
                "record_id": "cmt_1",
                "corrections": "{}",
                "reason": "It says so.",
                "author": "A reviewer",
                "decided_on": date(2024, 5, 1),
                "status": "applied",
                "matched_id": "cmt_1",
                "matched_document_id": A.id,
            }
        ],
        "overridden": [
            {
                "override_id": "ovr_1",
                "ordinal": 0,
                "table_name": "core.commitments",
                "record_id": "cmt_1",
                "is_removed": False,
                "content": "{}",
            }
        ],
        "changes": [
            {
                "run_id": RUN,
                "table_name": "documents",
                "record_id": A.id,
                "change": "added",
                "document_id": A.id,
                "differences": {},
            }
        ],
        "file_history": [
            {
                "source_uri": A.source["source_uri"],
                "run_id": RUN,
                "outcome": "loaded",
                "sha256": A.sha256,
                "document_id": A.id,
                **{name: VERSIONS[name] for name in ("parser_version", "extractor_version")},
            }
        ],
        "quarantine": [
            {
                **BROKEN,
                "reason": "truncated",
                "detail": "It has no end.",
                "advice": "Fetch it again.",
                "limits": "{}",
                "run_id": RUN,
                "quarantined_at": NOW,
                **VERSIONS,
            }
        ],
        "measures": [
            {"run_id": RUN, "measure": measure.value, "value": value}
            for measure, value in zip(Measure, (2, 8, 3, 3, 2, 3, 8, 8, 3), strict=True)
        ],
        "validations": [
            {
                "run_id": RUN,
                "table_name": "actors",
                "expectation_id": "actors.key_is_unique",
                "expectation_type": "expect_column_values_to_be_unique",
                "description": "Each once.",
                "severity": "critical",
                "success": True,
                "unexpected_count": 0,
                "offending_ids": [],
                "withdrawn_ids": [],
            }
        ],
    }


def build(path: Path) -> Path:
    """Write the warehouse as it ought to be."""
    return write(path, TABLES, rows())


def build_unguarded(path: Path, more: dict[str, list[Row]]) -> Path:
    """Write the warehouse with more rows, and without the constraints that would refuse them."""
    content = {name: some + more.get(name, []) for name, some in rows().items()}
    return write(path, [_unguarded(table) for table in TABLES], content)


def write(path: Path, tables: Sequence[Table], content: dict[str, list[Row]]) -> Path:
    """Write tables with these rows into a new file and return its path."""
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{path}' AS small (BLOCK_SIZE 16384)")  # a tenth of the usual file size
        con.execute("USE small")
        for schema in sorted({table.schema for table in tables}):
            con.execute(f"CREATE SCHEMA {schema}")
        for table in tables:
            con.execute(table.ddl)
            with con.appender(table.qualified_name) as appender:
                appender.append_rows(
                    [
                        [row.get(c, DEFAULTS.get(c)) for c in table.column_names]
                        for row in content.get(table.name, [])
                    ]
                )
        con.execute((VIEWS / "sentence_ledger.sql").read_text())
    return path


def _unguarded(table: Table) -> Table:
    columns = tuple(replace(column, nullable=True) for column in table.columns)
    return replace(table, key=(), columns=columns)


def publish(path: Path) -> Path:
    """Make a warehouse as readers meet it: migrated and described, with the same rows."""
    rows_only = build(path.with_name("rows.duckdb"))
    with duckdb.connect(path) as con:
        migrate(con)
        con.execute(f"ATTACH '{rows_only}' AS small")
        for table in TABLES:
            con.execute(f"INSERT INTO {table.qualified_name} SELECT * FROM small.{table.qualified_name}")
        describe(con)
    return path
