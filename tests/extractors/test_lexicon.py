"""Lexicons decide what is extracted, so any change of theirs shows in the extractor's version."""

from __future__ import annotations

from pathlib import Path

from extractors.extract import extract
from extractors.lexicon import fingerprint
from extractors.versions import EXTRACTED_BY, EXTRACTOR_VERSION
from tests.documents import parsed


def test_any_change_changes_the_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "verbs.toml").write_text("pledge", encoding="utf-8")
    states = {fingerprint(tmp_path)}
    (tmp_path / "notes.txt").write_text("no lexicon", encoding="utf-8")
    assert fingerprint(tmp_path) in states
    (tmp_path / "nouns.toml").write_text("", encoding="utf-8")
    states.add(fingerprint(tmp_path))
    (tmp_path / "verbs.toml").write_text("pledges", encoding="utf-8")
    states.add(fingerprint(tmp_path))
    (tmp_path / "nouns.toml").rename(tmp_path / "adverbs.toml")
    states.add(fingerprint(tmp_path))
    assert len(states) == 4


def test_what_is_extracted_tells_both() -> None:
    assert f"{EXTRACTOR_VERSION}.{fingerprint()}" == EXTRACTED_BY
    assert extract(parsed("We agreed.")).extractor_version == EXTRACTED_BY
