"""Closed lists of the warehouse's own: outcomes of files and runs, weights, and what makes a work."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How a file of the inbox ended."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    QUARANTINED = "quarantined"
    REMOVED = "removed"


class RunStatus(StrEnum):
    """How a run ended; `crashed` was killed, `restored` put a version back, `undone` is taken back."""

    PUBLISHED = "published"
    REJECTED = "rejected"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    CRASHED = "crashed"
    RESTORED = "restored"
    UNDONE = "undone"


class Change(StrEnum):
    """What a run did to a record; `changed` also where its words moved and its id with them."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class OverrideAction(StrEnum):
    """What a reviewer decided on a record."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


class OverrideStatus(StrEnum):
    """What became of a decision; `refused` ones would have broken what must hold."""

    APPLIED = "applied"
    UNMATCHED = "unmatched"
    REFUSED = "refused"


class MatchBasis(StrEnum):
    """What shows that two instruments of different documents are one."""

    NAME = "name"
    SECOND_NAME = "second_name"
    ADOPTION = "adoption"


class SentenceUse(StrEnum):
    """What became of a sentence: the first of these that holds."""

    COMMITMENT = "commitment"
    STATEMENT = "statement"
    EVENT = "event"
    REFERENCE = "reference"
    DOCUMENT_FIELD = "document_field"
    NONE = "none"


class WorkBasis(StrEnum):
    """What shows that two documents are of one work."""

    WORDS = "words"
    FIGURES = "figures"


class Measure(StrEnum):
    """What is counted at every run: what the warehouse then holds, and what the run loaded.

    Pages, sentences and commitments loaded are those of documents in languages that are extracted.
    """

    DOCUMENTS = "documents"
    SENTENCES = "sentences"
    EVENT_REPORTS = "event_reports"
    COMMITMENTS = "commitments"
    LOADED_DOCUMENTS = "loaded_documents"
    LOADED_PAGES = "loaded_pages"
    LOADED_SENTENCES = "loaded_sentences"
    LOADED_ACCOUNTED = "loaded_accounted"
    LOADED_COMMITMENTS = "loaded_commitments"


class Severity(StrEnum):
    """Weight of an expectation: only `critical` ones hold a publication back."""

    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"
