"""All facts of a document: the order of the stages, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from extractors.commitments.commitments import find_commitments
from extractors.commitments.topics import document_topics
from extractors.documents.metadata import describe_document
from extractors.events.events import find_events
from extractors.grammar.roles import assign_roles, settle_roles
from extractors.grammar.sentences import split_sentences
from extractors.instruments.instruments import find_instruments
from extractors.instruments.links import find_links
from extractors.mentions.actors import find_actors
from extractors.mentions.dates import find_dates
from extractors.mentions.places import find_places
from extractors.model import Extraction, ParsedDocument
from extractors.versions import EXTRACTED_BY


def extract(parsed: ParsedDocument) -> Extraction:
    """Return everything the document says, deterministically: same text, same facts.

    The document's own date is known only once its metadata is, and relative dates ("today",
    "March 3-4") need it; so dates are found twice.
    """
    text = parsed.text
    spans = split_sentences(parsed)
    places = find_places(text)
    metadata = describe_document(parsed, spans, find_dates(text, None), places)
    actors, actor_mentions = find_actors(text)
    instruments, instrument_mentions = find_instruments(parsed, metadata)
    links = find_links(text, metadata, instruments, instrument_mentions)
    dates = find_dates(text, metadata.reference_date, instrument_mentions)
    sentences = assign_roles(parsed, spans, metadata)
    events, main_event = find_events(
        parsed,
        metadata,
        sentences,
        dates,
        places,
        (actors, actor_mentions),
        (instruments, instrument_mentions),
    )
    commitments, statements = find_commitments(
        parsed, metadata, sentences, dates, (actors, actor_mentions), events, main_event
    )
    topics = document_topics(metadata.title, [commitment.topics for commitment in commitments])
    return Extraction(
        document_id=parsed.document_id,
        extractor_version=EXTRACTED_BY,
        metadata=replace(metadata, topics=topics),
        sentences=settle_roles(sentences, commitments, statements),
        dates=dates,
        places=places,
        actors=actors,
        actor_mentions=actor_mentions,
        instruments=instruments,
        instrument_mentions=instrument_mentions,
        links=links,
        events=events,
        commitments=commitments,
        statements=statements,
        main_event=main_event,
    )
