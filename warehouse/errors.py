"""What can be wrong with a warehouse, each said in one line for a person."""

from __future__ import annotations


class WarehouseError(Exception):
    """The warehouse cannot be used; the message is one line and says why."""


class InboxError(Exception):
    """An inbox cannot be used; the message is one line and says why."""


class WarehouseBusy(WarehouseError):
    """Another process is writing to the warehouse."""


class RunFailed(WarehouseError):
    """A run could not be written; the published file stays."""


class AuditRejected(WarehouseError):
    """A critical expectation failed, so the run was set aside and the published file stays."""


class NoSuchVersion(WarehouseError):
    """A version of the warehouse that was asked for is not kept."""


class ExportError(WarehouseError):
    """An export cannot be written where it was asked for."""


class InconsistentExtraction(ValueError):
    """An extraction contradicts its document or itself; the message says where."""


def in_one_line(error: Exception) -> str:
    """Return what an error says; what the system refuses is told by file and reason, without its number."""
    if isinstance(error, OSError) and error.strerror and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return " ".join(str(error).split())
