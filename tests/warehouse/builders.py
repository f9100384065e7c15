"""Documents, facts and runs made by hand, so that the warehouse is tested without the extractors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import msgspec

from extractors.errors import Reason
from extractors.identity import content_sha256, document_id
from extractors.model import (
    Actor,
    ActorKind,
    ActorMention,
    Commitment,
    CommitmentKind,
    CommitmentStatus,
    DateExpression,
    DatePrecision,
    DateRole,
    DeadlineType,
    DocType,
    DocumentLink,
    DocumentMetadata,
    EventKind,
    EventReport,
    EventStatus,
    Extraction,
    FieldEvidence,
    Instrument,
    InstrumentMention,
    InstrumentRole,
    InstrumentStatus,
    InstrumentType,
    LinkKind,
    MediaType,
    ParsedDocument,
    ParticipantRole,
    Participation,
    PlaceMention,
    Resolution,
    Sentence,
    SentenceRole,
    Span,
    Statement,
    StatementKind,
)
from warehouse.landing import discover, identify
from warehouse.manifest import read_manifest
from warehouse.overrides import Override
from warehouse.paths import WarehousePaths
from warehouse.plan import Plan, ReadTask, plan
from warehouse.publish import publish
from warehouse.run import Run, Versions
from warehouse.spool import SpoolEntry, write_spool
from warehouse.staging import StagedRun, stage

VERSIONS = Versions("p1", "e1", "60 s")

MEETING = "On 4 May 2031 the Ministers of Arland and Borland met in Velm for the Lakes Forum."
PLEDGE = "The Ministers will open a joint office under the Velm Treaty by 2033."
THANKS = "They thanked the host."
TEXT = f"{MEETING} {PLEDGE} {THANKS}\n"


def span_of(text: str, words: str, start: int = 0) -> Span:
    """Return the span of the first occurrence of some words."""
    found = text.index(words, start)
    return Span(found, found + len(words))


def parsed(text: str, version: str = "p1") -> ParsedDocument:
    """Return a text file's parse."""
    content = text.encode()
    sha256 = content_sha256(content)
    return ParsedDocument(
        document_id(sha256), sha256, len(content), MediaType.TEXT, text, (), (), version, "utf-8"
    )


def event(text: str, words: str = "Lakes Forum", **changes: object) -> EventReport:
    """Return a report of a meeting held on 4 May 2031 in Velm."""
    made = EventReport(
        span=span_of(text, words),
        kind=EventKind.CONFERENCE,
        name=words,
        start_date=date(2031, 5, 4),
        end_date=date(2031, 5, 4),
        date_precision=DatePrecision.DAY,
        date_span=None,
        place="Velm",
        country_code=None,
        status=EventStatus.HELD,
        is_generic=False,
        mentions=(span_of(text, words),),
        participants=(),
        parent=None,
        rule_id="event.test",
        confidence=0.9,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def facts(text: str = TEXT, version: str = "e1") -> Extraction:
    """Return facts of every sort about TEXT, or about a text that holds the same sentences."""
    sentences = [span_of(text, words) for words in (MEETING, PLEDGE, THANKS)]
    arland = span_of(text, "Arland")
    return Extraction(
        document_id=parsed(text).document_id,
        extractor_version=version,
        metadata=DocumentMetadata(
            language="en",
            doc_type=DocType.COMMUNIQUE,
            title="Lakes Forum",
            adopted_date=date(2031, 5, 4),
            evidence=(FieldEvidence("title", "Lakes Forum", span_of(text, "Lakes Forum"), "title.test"),),
        ),
        sentences=tuple(Sentence(span, SentenceRole.OPERATIVE, "sentence.test") for span in sentences),
        dates=(
            DateExpression(
                span_of(text, "4 May 2031"),
                date(2031, 5, 4),
                date(2031, 5, 4),
                DatePrecision.DAY,
                DateRole.EVENT,
                "date.test",
            ),
        ),
        places=(PlaceMention(span_of(text, "Velm"), "Velm", None, "place.test"),),
        actors=(
            Actor("org:MIN", ActorKind.COLLECTIVE, "Ministers"),
            Actor("x:AR", ActorKind.STATE, "Arland", None, ("Republic of Arland",)),
        ),
        actor_mentions=(ActorMention(arland, "x:AR", "actor.test"),),
        instruments=(
            Instrument(
                "name:velm treaty",
                InstrumentType.TREATY,
                "Velm Treaty",
                None,
                None,
                InstrumentStatus.SIGNED,
                Resolution.AMBIGUOUS,
                ("name:velm treaty 1990", "name:velm treaty 1980"),
            ),
        ),
        instrument_mentions=(
            InstrumentMention(
                span_of(text, "Velm Treaty"), "name:velm treaty", InstrumentRole.BASIS, "instrument.test"
            ),
        ),
        links=(
            DocumentLink(span_of(text, "Velm Treaty"), "name:velm treaty", LinkKind.IMPLEMENTS, "link.test"),
        ),
        events=(event(text, participants=(Participation("x:AR", ParticipantRole.PARTICIPANT, arland),)),),
        commitments=(commitment(text),),
        statements=(
            Statement(
                sentences[2], 2, StatementKind.APPRECIATION, span_of(text, "thanked"), "statement.test"
            ),
        ),
        main_event=0,
    )


def commitment(text: str = TEXT) -> Commitment:
    """Return the pledge in TEXT."""
    ministers = span_of(text, "Ministers", text.index(PLEDGE))
    return Commitment(
        span=span_of(text, PLEDGE),
        sentence=1,
        kind=CommitmentKind.PLEDGE,
        strength=4,
        verb_span=span_of(text, "will open"),
        verb_lemma="will",
        actor="Ministers",
        actor_span=ministers,
        actor_key="org:MIN",
        addressee_span=None,
        addressee_key=None,
        action_span=span_of(text, "open a joint office"),
        deadline_span=span_of(text, "by 2033"),
        deadline_date=date(2033, 12, 31),
        deadline_type=DeadlineType.ABSOLUTE,
        status=CommitmentStatus.MADE,
        is_reaffirmation=False,
        condition_span=None,
        targets=(span_of(text, "a joint office"),),
        topics=("cooperation", "administration"),
        compound_group=7,
        event=0,
        rule_id="commitment.test",
        confidence=0.8,
        deadline_rule="deadline_date",
    )


def a_run(second: int = 0, versions: Versions = VERSIONS) -> Run:
    """Return a run of a fixed time long past every file's."""
    return Run(f"20991231T2359{second:02d}Z-test", datetime(2099, 12, 31, 23, 59, second), versions, "0.1.0")


def result(task: ReadTask, versions: Versions = VERSIONS) -> SpoolEntry:
    """Read a task's file as the tests' reader does: files without the pledge are refused."""
    text = task.path.read_bytes().decode("utf-8", "replace")
    if PLEDGE not in text:
        return SpoolEntry.of_refusal(task.sha256, Reason.NOT_A_DOCUMENT, "It holds no pledge.")
    document, found = parsed(text, versions.parser), facts(text, versions.extractor)
    return SpoolEntry.of_result(task.sha256, msgspec.json.encode(document), msgspec.json.encode(found))


def plan_of(paths: WarehousePaths, inboxes: Sequence[Path], versions: Versions = VERSIONS) -> Plan:
    """Plan a run over some inboxes."""
    manifest = read_manifest(paths.warehouse)
    return plan(identify(discover(inboxes, paths.owns), manifest), manifest, versions)


def staged(
    paths: WarehousePaths,
    inbox: Path,
    run: Run,
    batch: int = 2,
    overrides: Sequence[Override] | None = None,
) -> StagedRun:
    """Carry a run out up to the stage file."""
    todo = plan_of(paths, [inbox], run.versions)
    spools = []
    for start in range(0, len(todo.to_read), batch):
        spools.append(paths.work_of(run.run_id) / f"{start:06d}.jsonl")
        write_spool(spools[-1], (result(task, run.versions) for task in todo.to_read[start : start + batch]))
    return stage(paths, run, todo, spools, overrides)


def ingest(paths: WarehousePaths, inbox: Path, run: Run, batch: int = 2) -> StagedRun:
    """Carry a run out and publish it."""
    made = staged(paths, inbox, run, batch)
    publish(paths, made)
    return made


def inbox_with(folder: Path, *texts: str) -> Path:
    """Make an inbox of numbered text files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_bytes(text.encode())
    return folder
