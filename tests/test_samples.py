"""The samples: the PDFs are what the script makes, and the README tells of every file."""

from __future__ import annotations

import hashlib
import re

import pytest

from samples.make_pdfs import INBOX, SAMPLES, make

PDFS = sorted(path.name for path in INBOX.glob("*.pdf"))


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return make()


def test_every_pdf_is_made_by_the_script(made: dict[str, bytes]) -> None:
    assert sorted(made) == PDFS


@pytest.mark.parametrize("name", PDFS)
def test_pdf_is_reproduced_byte_for_byte(name: str, made: dict[str, bytes]) -> None:
    assert made[name] == (INBOX / name).read_bytes(), "make samples, then look at the changed PDF"


def test_readme_names_every_sample_and_no_other() -> None:
    readme = (SAMPLES / "README.md").read_text("utf-8")
    named = re.findall(r"^\| `([^`]+)` \|", readme, re.MULTILINE)
    assert named == sorted(path.name for path in INBOX.iterdir())


def test_no_two_samples_have_the_same_content() -> None:
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in INBOX.iterdir()]
    assert len(set(digests)) == len(digests)


@pytest.mark.parametrize(
    ("name", "encoding", "opening"),
    [
        ("Joint statement Brussels 9 Dec 2025 (final).txt", "utf-16", "JOINT STATEMENT\r\n"),
        ("2026-03-12_kommyunike_tashkent_ru.txt", "cp1251", "КОММЮНИКЕ\r\n"),
        ("2026-03-12_communique_tashkent.txt", "utf-8", "COMMUNIQUÉ\n"),
    ],
)
def test_texts_keep_their_encoding_and_line_ends(name: str, encoding: str, opening: str) -> None:
    assert (INBOX / name).read_bytes().decode(encoding).startswith(opening)
