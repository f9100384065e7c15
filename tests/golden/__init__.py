"""What the samples say, with quotes: one JSON file a sample, which `python -m tests.golden` writes.

The files show what a change gains and loses; they are the project's own output and no hand-coded truth.
"""

from __future__ import annotations

import json
from pathlib import Path

from extractors.errors import ReadError
from extractors.extract import extract
from extractors.files.media_type import media_type_of
from extractors.identity import content_sha256, document_id
from extractors.model import Commitment, EventReport, Extraction, RawFile, Span
from extractors.read import read
from samples.make_pdfs import INBOX

FOLDER = Path(__file__).parent
SAMPLES = tuple(sorted(path.name for path in INBOX.iterdir()))
_FIELDS = (
    "language",
    "doc_type",
    "title",
    "symbol",
    "issuing_body",
    "adopted_date",
    "published_date",
    "date_start",
    "date_end",
    "place",
    "country_code",
    "version_status",
    "structure",
    "topics",
)


def golden_path(name: str) -> Path:
    """Return where the facts of a sample are kept."""
    return FOLDER / f"{name}.json"


def facts_of(name: str) -> str:
    """Return a sample's facts as JSON, or why it cannot be read."""
    content = (INBOX / name).read_bytes()
    sha256 = content_sha256(content)
    try:
        parsed = read(RawFile(document_id(sha256), sha256, content, media_type_of(content, name)))
    except ReadError as error:
        facts: dict[str, object] = {"refused": error.reason}
    else:
        facts = _facts(parsed.text, extract(parsed))
    return json.dumps(facts, ensure_ascii=False, indent=1, default=str) + "\n"


def _facts(text: str, extraction: Extraction) -> dict[str, object]:
    fields = {name: getattr(extraction.metadata, name) for name in _FIELDS}
    return {
        "metadata": {name: value for name, value in fields.items() if value not in (None, ())},
        "events": [_event(text, event) for event in extraction.events],
        "commitments": [_commitment(text, commitment) for commitment in extraction.commitments],
    }


def _event(text: str, event: EventReport) -> str:
    days = " to ".join(dict.fromkeys(str(day) for day in (event.start_date, event.end_date) if day))
    return " | ".join((event.kind, event.status, days or "-", event.place or "-", _words(text, event.span)))


def _commitment(text: str, made: Commitment) -> str:
    asked = f" -> {_words(text, made.addressee_span)}" if made.addressee_span else ""
    due = "" if made.deadline_span is None else f" | due {made.deadline_date or made.deadline_type}"
    head = f"{made.kind} {made.strength} | {' '.join((made.actor or '-').split())}{asked}{due}"
    return f"{head} | {_words(text, made.span)}"


def _words(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())
