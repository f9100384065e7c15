"""The warehouse's own secret key: for digests that must tell nothing to those who read the warehouse."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from warehouse.errors import WarehouseError

_BYTES = 32


def key_at(path: Path) -> bytes:
    """Return the key kept in a file, made on the first call; nobody else may read it.

    The caller holds the warehouse's lock. Raises WarehouseError where it cannot be read or written.
    """
    try:
        if not path.exists() or path.stat().st_size != _BYTES:
            path.unlink(missing_ok=True)
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
                file.write(secrets.token_bytes(_BYTES))
        return path.read_bytes()
    except OSError as error:
        raise WarehouseError(f"the key {path} cannot be kept: {error.strerror or error}") from error
