"""Loading of lexicons: the facts that the grammar works with, kept as data in `lexicons/*.toml`.

A lexicon file is a list of `[[entry]]` tables. Every entry has an `id`, `examples` that it must
serve and `counter_examples` that it must leave alone; the tests run them all.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every lexicon entry has; each lexicon adds its own fields in a subclass."""

    id: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()


class Rule(Entry, frozen=True, kw_only=True):
    """A rule of extraction, as `rule_id` in the tables names it. `source` is a codebook section.

    `confidence` is the share of the rule's records that are right, where that was measured.
    """

    description: str
    source: str = ""
    confidence: float | None = None


class LexiconError(ValueError):
    """A lexicon file is not what it should be; the message names the file and the entry."""


E = TypeVar("E", bound=Entry)


FOLDER = resources.files("extractors") / "lexicons"


def fingerprint(folder: Traversable = FOLDER) -> str:
    """Return eight characters that change with any word of any lexicon."""
    digest = hashlib.sha256()
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            digest.update(f"{file.name} ".encode() + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:8]


@cache
def load(name: str, entry_type: type[E]) -> tuple[E, ...]:
    """Return the entries of `lexicons/<name>.toml`, in the file's order.

    Raises LexiconError where the file does not parse, an entry lacks or misspells a field, has no
    example, or repeats an id.
    """
    file = FOLDER / f"{name}.toml"
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8")).get("entry", [])
        entries: tuple[E, ...] = msgspec.convert(tables, tuple[entry_type, ...])  # type: ignore[valid-type]
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LexiconError(f"lexicons/{name}.toml: {error}") from error
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen or not entry.examples:
            fault = "repeats an id" if entry.id in seen else "has no example"
            raise LexiconError(f"lexicons/{name}.toml: entry {entry.id!r} {fault}")
        seen.add(entry.id)
    return entries
