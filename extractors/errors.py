"""Why a file could not be read: the closed list of reasons, each with advice for the user."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Short codes of `audit.quarantine.reason`."""

    ENCRYPTED = "encrypted"
    TRUNCATED = "truncated"
    NO_TEXT_LAYER = "no_text_layer"
    GARBLED = "garbled"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    MALFORMED = "malformed"
    EMPTY = "empty"
    NOT_A_DOCUMENT = "not_a_document"
    UNDECODABLE = "undecodable"
    UNREADABLE = "unreadable"
    CHANGED = "changed"
    NOT_A_FILE = "not_a_file"
    OUTSIDE_INBOX = "outside_inbox"
    FAILED_AUDIT = "failed_audit"
    INTERNAL = "internal"

    @property
    def advice(self) -> str:
        """What the user can do about it, in a sentence."""
        return _ADVICE[self]


_ADVICE = {
    Reason.ENCRYPTED: "Save a copy without a password, or give that of a PDF in the settings (`passwords`).",
    Reason.TRUNCATED: "Fetch the file again: its end is missing.",
    Reason.NO_TEXT_LAYER: "It is a scan: turn OCR on in the settings (it needs ocrmypdf).",
    Reason.GARBLED: "Its text layer is not readable text: turn OCR on in the settings, or find another copy.",
    Reason.TOO_LARGE: "Split the file, or raise the limit in the settings.",
    Reason.TIMED_OUT: "Look whether it is a real document; if so, raise the time limit in the settings.",
    Reason.OUT_OF_MEMORY: "Look whether it is a real document; if so, raise the memory limit.",
    Reason.CRASHED: "Open it in a PDF viewer and save a copy; that often mends it.",
    Reason.MALFORMED: "Open it in a PDF viewer and save a copy; that often mends it.",
    Reason.EMPTY: "Nothing to do: the file holds no text.",
    Reason.NOT_A_DOCUMENT: "Convert it to PDF or plain text, or remove it from the inbox.",
    Reason.UNDECODABLE: "Save it as UTF-8 text.",
    Reason.UNREADABLE: "Check the file's permissions.",
    Reason.CHANGED: "Nothing to do: it changed while it was read, and the next run takes it again.",
    Reason.NOT_A_FILE: "Remove it from the inbox: it is a device, a pipe or a socket.",
    Reason.OUTSIDE_INBOX: "Copy the file itself into the inbox: the link leads out of it.",
    Reason.FAILED_AUDIT: "Please report this: what was extracted contradicts itself or the document.",
    Reason.INTERNAL: "Please report this, with the file if you may share it.",
}


class ReadError(Exception):
    """A file cannot be read; `detail` says what happened in one sentence, for a person."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
