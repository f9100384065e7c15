"""Exit codes, and how what goes wrong is told: one line, no stack trace."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from flows.console import complain

FAILED = 1
BAD_REQUEST = 2
BUSY = 3
NO_WAREHOUSE = 4
REJECTED = 5

MEANINGS = {
    0: "done (also when files were quarantined)",
    FAILED: "the run failed",
    BAD_REQUEST: "the request cannot be carried out: a wrong path, a wrong setting, bad SQL",
    BUSY: "another run is writing to the warehouse",
    NO_WAREHOUSE: "the warehouse is missing or cannot be read",
    REJECTED: "the audit rejected the run; the published file stays as it was",
}


class BadRequest(Exception):
    """What the user asked for cannot be carried out; the message is one line and says why."""


def exit_codes() -> str:
    """Return the exit codes with their meanings, for the help text."""
    return "Exit codes: " + "; ".join(f"{code} {meaning}" for code, meaning in MEANINGS.items()) + "."


@contextmanager
def explained() -> Iterator[None]:
    """Turn the errors that a user can meet into one line on standard error and an exit code."""
    from tomllib import TOMLDecodeError

    from duckdb import Error as QueryError
    from pydantic import ValidationError
    from pydantic_settings import SettingsError

    from extractors.reader import ChildStartError
    from warehouse.errors import (
        AuditRejected,
        ExportError,
        InboxError,
        NoSuchVersion,
        RunFailed,
        WarehouseBusy,
        WarehouseError,
    )
    from warehouse.overrides import OverridesError

    codes: dict[type[Exception], int] = {
        AuditRejected: REJECTED,
        RunFailed: FAILED,
        WarehouseBusy: BUSY,
        NoSuchVersion: BAD_REQUEST,
        ExportError: BAD_REQUEST,
        OverridesError: BAD_REQUEST,
        WarehouseError: NO_WAREHOUSE,
        InboxError: BAD_REQUEST,
        BadRequest: BAD_REQUEST,
        ChildStartError: FAILED,
        QueryError: FAILED,
        ValidationError: BAD_REQUEST,
        SettingsError: BAD_REQUEST,
        TOMLDecodeError: BAD_REQUEST,
        OSError: FAILED,
    }
    try:
        yield
    except BrokenPipeError:  # who reads the output has gone, and `main` knows what to do
        raise
    except tuple(codes) as error:
        complain(_in_one_line(error))
        sys.exit(next(code for kind, code in codes.items() if isinstance(error, kind)))


def _in_one_line(error: Exception) -> str:
    from tomllib import TOMLDecodeError

    from pydantic import ValidationError

    from warehouse.errors import in_one_line

    if isinstance(error, OSError):
        return in_one_line(error)
    if isinstance(error, TOMLDecodeError):
        return f"chancery.toml is no TOML: {error}"
    if isinstance(error, ValidationError):
        sort = "setting " if error.title == "Settings" else ""
        faults = ((".".join(map(str, fault["loc"])), fault["msg"]) for fault in error.errors())
        return "; ".join(
            f"{sort}{place}: {said}" if place else said.removeprefix("Value error, ")
            for place, said in faults
        )
    return str(error).split("\n\n")[0]
