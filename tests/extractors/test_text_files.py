"""Hundreds of text files: each is read as it was written, or refused; none is read wrong."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

import pytest

from extractors.errors import ReadError
from extractors.files.media_type import media_type_of
from extractors.identity import content_sha256
from extractors.model import RawFile
from extractors.read import read
from tests.extractors.text_files import UNICODE, TextFile, text_files

FILES = sorted(text_files(), key=lambda file: file.encoding)
BY_ENCODING = {encoding: list(files) for encoding, files in groupby(FILES, key=lambda file: file.encoding)}
WELL_KNOWN = (*UNICODE, "cp1251", "cp1252", "latin-1")
ENOUGH = 40  # characters from which no encoding may be taken for another


def outcome(file: TextFile) -> str:
    """Return "right", "wrong" or "refused"."""
    sha256 = content_sha256(file.content)
    try:
        parsed = read(RawFile(sha256, sha256, file.content, media_type_of(file.content, "a.txt")))
    except ReadError:
        return "refused"
    return "right" if parsed.text == file.text else "wrong"


def test_there_are_enough_files():
    assert len(FILES) >= 1000
    assert {file.shape for file in FILES} == {
        "one line",
        "wrapped",
        "paragraphs",
        "markdown",
        "list",
        "table",
    }


@pytest.mark.parametrize("encoding", BY_ENCODING)
def test_text_is_right_or_refused(encoding):
    for file in BY_ENCODING[encoding]:
        if encoding in WELL_KNOWN or len(file.text) >= ENOUGH:
            assert outcome(file) != "wrong", (file.language, file.text[:60])


def test_common_encodings_are_read_and_not_only_refused():
    """Tables of short fields are refused as data."""
    prose = [file for file in FILES if file.shape != "table"]
    common = [file for file in prose if file.encoding in WELL_KNOWN]
    assert [
        (file.encoding, file.language, file.text[:60]) for file in common if outcome(file) != "right"
    ] == []


def test_most_old_encodings_are_read_and_not_only_refused():
    """What is left: texts of a line, and Uzbek and Tajik in a code page that nobody tells from others."""
    prose = [file for file in FILES if file.shape != "table" and file.encoding not in UNICODE]
    outcomes = Counter(outcome(file) for file in prose if len(file.text) >= ENOUGH)
    assert outcomes.total() >= 190
    assert outcomes["wrong"] == 0
    assert outcomes["right"] >= 0.9 * outcomes.total()
