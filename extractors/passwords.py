"""Passwords of encrypted files: which may open a file, and what may be kept of them in an account."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Passwords:
    """Passwords by the SHA-256 of a file or a pattern of its name (`*.pdf`). Printing shows none of them."""

    by_file: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __bool__(self) -> bool:
        return bool(self.by_file)

    def of(self, path: Path, sha256: str) -> tuple[str, ...]:
        """Return those that may open a file, the ones for it alone first."""
        found = [
            (pattern != sha256, password)
            for pattern, password in self.by_file.items()
            if pattern.lower() == sha256 or fnmatchcase(path.name, pattern)
        ]
        return tuple(dict.fromkeys(password for _, password in sorted(found, key=lambda each: each[0])))

    def fingerprint(self, key: bytes) -> str:
        """Return a digest that is another when any of them is, and tells nothing to who has not the key."""
        digest = hmac.new(key, digestmod=hashlib.sha256)
        for pattern, password in sorted(self.by_file.items()):
            for part in (pattern, password):
                encoded = part.encode("utf-8", "surrogatepass")
                digest.update(b"%d:%b" % (len(encoded), encoded))
        return digest.hexdigest()[:32]
