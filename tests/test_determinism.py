"""The samples give the same facts in every order of the files and with any number of workers."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from extractors.errors import ReadError
from extractors.extract import extract
from extractors.files.media_type import media_type_of
from extractors.identity import content_sha256, document_id
from extractors.model import ParsedDocument, RawFile
from extractors.read import read
from samples.make_pdfs import INBOX


def fingerprint(document: ParsedDocument) -> str:
    return hashlib.sha256(repr(extract(document)).encode()).hexdigest()


def sample_documents() -> list[ParsedDocument]:
    """Read the samples that can be read, in the order of their names."""
    made = []
    for path in sorted(INBOX.iterdir()):
        content = path.read_bytes()
        sha256 = content_sha256(content)
        with suppress(ReadError):
            made.append(
                read(RawFile(document_id(sha256), sha256, content, media_type_of(content, path.name)))
            )
    return made


@pytest.fixture(scope="module")
def documents() -> list[ParsedDocument]:
    return sample_documents()


@pytest.fixture(scope="module")
def expected(documents: list[ParsedDocument]) -> list[str]:
    return [fingerprint(document) for document in documents]


def test_order_of_files(documents: list[ParsedDocument], expected: list[str]) -> None:
    assert [fingerprint(document) for document in reversed(documents)] == expected[::-1]


@pytest.mark.parametrize("workers", [2, 5])
def test_number_of_workers(documents: list[ParsedDocument], expected: list[str], workers: int) -> None:
    with ThreadPoolExecutor(workers) as pool:
        assert list(pool.map(fingerprint, documents)) == expected


@pytest.mark.parametrize("seed", ["1", "2"])
def test_hash_seed(expected: list[str], seed: str) -> None:
    """Sets are walked in another order by a process with another seed; no fact may show it."""
    script = (
        "from tests.test_determinism import fingerprint, sample_documents\n"
        "print(*map(fingerprint, sample_documents()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(INBOX.parents[1]), "PATH": ""},
        cwd=INBOX.parents[1],
    )
    assert done.stdout.split() == expected
