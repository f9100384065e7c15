"""Every type that passes between the stages, as frozen records and enumerations.

Offsets are Unicode code points, half open, into `ParsedDocument.text`. A record holds spans and
not copies of the text, so a quote is cut from the text at one place only (`warehouse/rows.py`) and
`text[start:end] == quote` holds by construction. A reference from one record to another within a
document is the other's position in its tuple (`ordinal`), never an id: ids are made in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

import msgspec


class MediaType(StrEnum):
    """What the content is, told from the content and not from the file's name."""

    PDF = "application/pdf"
    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
    RICH_TEXT = "application/rtf"
    MAIL = "message/rfc822"


class BlockKind(StrEnum):
    """The layout role of a block of text."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    FOOTNOTE = "footnote"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"


class DocType(StrEnum):
    """Document types (codebook §1)."""

    COMMUNIQUE = "communique"
    DECLARATION = "declaration"
    JOINT_STATEMENT = "joint_statement"
    OUTCOME_DOCUMENT = "outcome_document"
    CHAIR_SUMMARY = "chair_summary"
    RESOLUTION = "resolution"
    DECISION = "decision"
    PRESIDENTIAL_STATEMENT = "presidential_statement"
    TREATY = "treaty"
    AGREEMENT = "agreement"
    PROTOCOL = "protocol"
    CONVENTION = "convention"
    MEMORANDUM = "memorandum"
    PLAN_OF_ACTION = "plan_of_action"
    PROGRAMME = "programme"
    STRATEGY = "strategy"
    ROADMAP = "roadmap"
    PRESS_RELEASE = "press_release"
    SPEECH = "speech"
    INTERVIEW = "interview"
    REPORT = "report"
    RECORD = "record"
    AGENDA = "agenda"
    CONCEPT_NOTE = "concept_note"
    LETTER = "letter"
    UNKNOWN = "unknown"


class Structure(StrEnum):
    """Structure class of a document (codebook D7); the sentence roles depend on it."""

    FORMAL_RESOLUTION = "formal_resolution"
    CHAPEAU_LIST = "chapeau_list"
    NARRATIVE = "narrative"
    PRESS = "press"


class VersionStatus(StrEnum):
    """Where a document stands between draft and revision."""

    DRAFT = "draft"
    FINAL = "final"
    REVISED = "revised"


class SentenceRole(StrEnum):
    """Role of a sentence (codebook §6)."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    OTHER = "other"


class DatePrecision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    DAY_RANGE = "day_range"
    MONTH = "month"
    YEAR = "year"
    YEAR_RANGE = "year_range"
    WITHIN_PARENT = "within_parent"
    ORDINAL_SESSION = "ordinal_session"
    INFERRED = "inferred"
    NONE = "none"


class DateRole(StrEnum):
    """What a date expression dates."""

    EVENT = "event"
    INSTRUMENT = "instrument"
    VALIDITY = "validity"
    DEADLINE = "deadline"
    DOCUMENT = "document"
    OTHER = "other"


class ActorKind(StrEnum):
    """What sort of actor an actor is."""

    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    PERSON = "person"
    COLLECTIVE = "collective"


class EventKind(StrEnum):
    """Kinds of events (codebook §2)."""

    CONFERENCE = "conference"
    SUMMIT = "summit"
    MINISTERIAL_MEETING = "ministerial_meeting"
    MEETING = "meeting"
    DIALOGUE = "dialogue"
    CONSULTATION = "consultation"
    NEGOTIATION_ROUND = "negotiation_round"
    SESSION = "session"
    CEREMONY = "ceremony"
    BREAKOUT_SESSION = "breakout_session"
    SIDE_EVENT = "side_event"
    VISIT = "visit"
    EXERCISE = "exercise"
    SIGNING = "signing"
    ADOPTION = "adoption"
    ENTRY_INTO_FORCE = "entry_into_force"
    STATEMENT = "statement"
    REVIEW_PROCESS = "review_process"
    MEETING_SERIES = "meeting_series"
    ANNIVERSARY = "anniversary"
    OBSERVANCE = "observance"


class EventStatus(StrEnum):
    """Status of an event as of its document's date."""

    HELD = "held"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    UNKNOWN = "unknown"


class AttendanceMode(StrEnum):
    """How an event is attended."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class ParticipantRole(StrEnum):
    """Role of an actor in an event."""

    ORGANISER = "organiser"
    CO_ORGANISER = "co_organiser"
    HOST = "host"
    CHAIR = "chair"
    SPEAKER = "speaker"
    PARTICIPANT = "participant"
    AUSPICES = "auspices"


class CommitmentKind(StrEnum):
    """Kinds of commitments (codebook §3.2)."""

    PLEDGE = "pledge"
    DECISION = "decision"
    CALL = "call"
    RECOMMENDATION = "recommendation"
    ENDORSEMENT = "endorsement"

    @property
    def tier(self) -> Tier:
        """`strict` for pledges, decisions and calls; `soft` for the rest."""
        soft = (CommitmentKind.RECOMMENDATION, CommitmentKind.ENDORSEMENT)
        return Tier.SOFT if self in soft else Tier.STRICT


class Tier(StrEnum):
    """Whether a record is a commitment in the narrow sense."""

    STRICT = "strict"
    SOFT = "soft"


class CommitmentStatus(StrEnum):
    """How a commitment comes into the document (codebook §3.4)."""

    MADE = "made"
    REAFFIRMED = "reaffirmed"
    ANNOUNCED = "announced"
    REPORTED = "reported"


class DeadlineType(StrEnum):
    """Kinds of deadlines."""

    ABSOLUTE = "absolute"
    BY_EVENT = "by_event"
    RELATIVE = "relative"
    RECURRING = "recurring"
    VAGUE = "vague"
    NONE = "none"


class Frequency(StrEnum):
    """How often a recurring act is due."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    BIENNIAL = "biennial"
    TRIENNIAL = "triennial"
    EVERY_SESSION = "every_session"
    REGULAR = "regular"


class StatementKind(StrEnum):
    """Speech acts that are no commitments."""

    ACKNOWLEDGEMENT = "acknowledgement"
    ASSERTION = "assertion"
    APPRECIATION = "appreciation"
    CONDEMNATION = "condemnation"
    CONCERN = "concern"
    PREAMBULAR_CLAUSE = "preambular_clause"
    PREDICTION = "prediction"
    EXPECTATION = "expectation"
    OPPORTUNITY = "opportunity"
    EVENT_ANNOUNCEMENT = "event_announcement"
    TOPIC_LIST = "topic_list"
    IMPERATIVE_BOILERPLATE = "imperative_boilerplate"


class InstrumentType(StrEnum):
    """Types of instruments (codebook §4)."""

    TREATY = "treaty"
    AGREEMENT = "agreement"
    PROTOCOL = "protocol"
    RESOLUTION = "resolution"
    DECISION = "decision"
    DECLARATION = "declaration"
    COMMUNIQUE = "communique"
    STRATEGY = "strategy"
    PLAN_OF_ACTION = "plan_of_action"
    PROGRAMME = "programme"
    DECADE = "decade"
    COMPACT = "compact"
    MANDATE = "mandate"
    BACKGROUND_DOCUMENT = "background_document"


class InstrumentStatus(StrEnum):
    """Legal state of an instrument as its mentions show it."""

    IN_FORCE_OR_ADOPTED = "in_force_or_adopted"
    SIGNED = "signed"
    PLANNED = "planned"
    PROPOSED = "proposed"
    DRAFT = "draft"


class Resolution(StrEnum):
    """How an instrument's identity was established."""

    SELF = "self"
    SYMBOL = "symbol"
    NAME_YEAR = "name_year"
    GAZETTEER = "gazetteer"
    CROSS_DOCUMENT = "cross_document"
    AMBIGUOUS = "ambiguous"
    NOT_YET_EXISTING = "not_yet_existing"
    UNRESOLVED = "unresolved"


class LinkKind(StrEnum):
    """What a document does with an instrument that it names."""

    CITES = "cites"
    ADOPTS = "adopts"
    IMPLEMENTS = "implements"
    SUPERSEDES = "supersedes"
    AMENDS = "amends"
    ANNOUNCES = "announces"


class InstrumentRole(StrEnum):
    """What an instrument is to the text that mentions it."""

    BASIS = "basis"
    OBJECT = "object"
    TITLE = "title"
    SELF = "self"


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A non-empty stretch of a document's text, `[start, end)` in code points.

    A struct, which is made four times as fast as a dataclass: a megabyte of text has fifty thousand.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """Return the words the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page in PDF points, measured from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file's bytes and identity. `document_id` is derived from `sha256` alone."""

    document_id: str
    sha256: str
    content: bytes
    media_type: MediaType


@dataclass(frozen=True, slots=True)
class Page:
    """A page. A page without text has `char_start == char_end`. Sizes are in points."""

    number: int
    char_start: int
    char_end: int
    width: float
    height: float
    has_text_layer: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A layout block; `page_number` and `box` are those of its first line, None for text files.

    `anchor_start` is the offset of a footnote's mark in the running text, None where it cannot be told.
    """

    kind: BlockKind
    span: Span
    page_number: int | None = None
    box: Box | None = None
    anchor_start: int | None = None


class TextLine(NamedTuple):
    """A line of a page: the code points `[start, end)` of the text and its rectangle, as in Box."""

    start: int
    end: int
    page_number: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """What reading makes of a file; blocks are in text order and do not overlap, nor do lines.

    For plain text and Markdown `text` is the file exactly as decoded from `encoding` (byte order mark
    removed, nothing else changed); for the rest it is the canonical text that reading built, for a PDF
    with its `lines`. `is_partial` marks a damaged PDF of which some pages could not be had, `is_ocr` one
    whose text was recognised from images.
    """

    document_id: str
    sha256: str
    byte_count: int
    media_type: MediaType
    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    parser_version: str
    encoding: str | None = None
    lines: tuple[TextLine, ...] = ()
    is_partial: bool = False
    is_ocr: bool = False


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """The span and the rule that a metadata field's value rests on."""

    field: str
    value: str
    span: Span
    rule_id: str


@dataclass(frozen=True, slots=True)
class DocumentMetadata:
    """What the document is (codebook §1). Unknown values are None, never guessed."""

    language: str | None = None
    doc_type: DocType = DocType.UNKNOWN
    title: str | None = None
    symbol: str | None = None
    issuing_body: str | None = None
    adopted_date: date | None = None
    published_date: date | None = None
    date_start: date | None = None
    date_end: date | None = None
    place: str | None = None
    country_code: str | None = None
    version_status: VersionStatus = VersionStatus.FINAL
    structure: Structure = Structure.NARRATIVE
    topics: tuple[str, ...] = ()
    evidence: tuple[FieldEvidence, ...] = ()

    @property
    def reference_date(self) -> date | None:
        """The day from which "today", statuses and missing years are reckoned."""
        is_announced = any(each.rule_id == "occasion_ahead" for each in self.evidence)
        return self.published_date or self.adopted_date or (None if is_announced else self.date_end)

    def span_of(self, field: str) -> Span | None:
        """Return the evidence span of a field, or None where it has none."""
        return next((e.span for e in self.evidence if e.field == field), None)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; together a document's sentences hold every non-space character exactly once."""

    span: Span
    role: SentenceRole
    rule_id: str
    page_number: int | None = None
    paragraph_label: str | None = None


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date in words, as its first and last day (both None where it names no calendar day)."""

    span: Span
    start: date | None
    end: date | None
    precision: DatePrecision
    role: DateRole
    rule_id: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in the text, under its standard name."""

    span: Span
    place: str
    country_code: str | None
    rule_id: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organisation, group or person. `key` is stable, such as `iso:UZ` or `org:UNODC`."""

    key: str
    kind: ActorKind
    name: str
    country_code: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named in the text; `actor_key` is the key of one of `Extraction.actors`."""

    span: Span
    actor_key: str
    rule_id: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as this document knows it.

    `key` identifies it across documents (a symbol, a gazetteer entry, or its normalised name with
    the year); `candidate_keys` holds the possible identities of an ambiguous one. `aliases` are its
    second names and acronyms, `parties` the keys of the actors that its name calls so, and
    `edition_of` the key of the instrument that it is a new edition of ("the updated …", "Rev.1").
    """

    key: str
    instrument_type: InstrumentType
    name: str
    symbol: str | None
    year: int | None
    status: InstrumentStatus
    resolution: Resolution
    candidate_keys: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    edition_of: str | None = None


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """An instrument named in the text; `instrument_key` is a key of `Extraction.instruments`."""

    span: Span
    instrument_key: str
    role: InstrumentRole
    rule_id: str


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """What the document does with an instrument; `instrument_key` is a key of `Extraction.instruments`."""

    span: Span
    instrument_key: str
    kind: LinkKind
    rule_id: str


@dataclass(frozen=True, slots=True)
class Participation:
    """An actor's part in an event, with the words that name the actor."""

    actor_key: str
    role: ParticipantRole
    span: Span


@dataclass(frozen=True, slots=True)
class EventReport:
    """What one document says of one event. `parent` is a position in `Extraction.events`.

    `instrument` is the key of the instrument that an act is done on, `participant_count` a number with
    its bound (">600"), whose words `count_span` covers.
    """

    span: Span
    kind: EventKind
    name: str
    start_date: date | None
    end_date: date | None
    date_precision: DatePrecision
    date_span: Span | None
    place: str | None
    country_code: str | None
    status: EventStatus
    is_generic: bool
    mentions: tuple[Span, ...]
    participants: tuple[Participation, ...]
    parent: int | None
    rule_id: str
    confidence: float
    attendance_mode: AttendanceMode | None = None
    participant_count: str | None = None
    count_span: Span | None = None
    instrument: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A governing verb and one top-level act (codebook §3).

    `sentence`, `chapeau` (the line that governs a list's item) and `event` are positions in
    `Extraction.sentences` and `.events`; `actor` names who speaks when no words in this sentence do
    (`actor_span` is None then). `deadline_rule` is the rule that told `deadline_date`; `qualifiers`
    are adverbs of the verb and hedges of the act; `is_negative` marks an act not to be done.
    """

    span: Span
    sentence: int
    kind: CommitmentKind
    strength: int
    verb_span: Span
    verb_lemma: str
    actor: str | None
    actor_span: Span | None
    actor_key: str | None
    addressee_span: Span | None
    addressee_key: str | None
    action_span: Span
    deadline_span: Span | None
    deadline_date: date | None
    deadline_type: DeadlineType
    status: CommitmentStatus
    is_reaffirmation: bool
    condition_span: Span | None
    targets: tuple[Span, ...]
    topics: tuple[str, ...]
    compound_group: int | None
    event: int | None
    rule_id: str
    confidence: float
    chapeau: int | None = None
    deadline_rule: str | None = None
    frequency: Frequency | None = None
    qualifiers: tuple[Span, ...] = ()
    is_negative: bool = False

    @property
    def is_binding(self) -> bool:
        """Pledges and decisions of strength 4 or more (the G7 Research Group's high binding)."""
        return self.kind in (CommitmentKind.PLEDGE, CommitmentKind.DECISION) and self.strength >= 4


@dataclass(frozen=True, slots=True)
class Statement:
    """A speech act that is no commitment; `sentence` is a position in `Extraction.sentences`."""

    span: Span
    sentence: int
    kind: StatementKind
    verb_span: Span | None
    rule_id: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All facts of one document, each tuple ordered by span."""

    document_id: str
    extractor_version: str
    metadata: DocumentMetadata
    sentences: tuple[Sentence, ...] = ()
    dates: tuple[DateExpression, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[Actor, ...] = ()
    actor_mentions: tuple[ActorMention, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    instrument_mentions: tuple[InstrumentMention, ...] = ()
    links: tuple[DocumentLink, ...] = ()
    events: tuple[EventReport, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    statements: tuple[Statement, ...] = ()
    main_event: int | None = None
