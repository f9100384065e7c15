"""The benchmarks measure what they say: comparison, documents, sources and the worker; no peer is needed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import SECTIONS
from benchmarks.comparison import Score, compare
from benchmarks.documents import Document, Element, documents
from benchmarks.layouts import LAYOUTS, Layout, Truth, truth
from benchmarks.processes import OWN, run
from benchmarks.reading import Pass, least_seconds, measure, survey
from benchmarks.recombined import texts, write
from benchmarks.report import REPORT, replaced
from benchmarks.resolutions import counts
from benchmarks.typesetters import latex, libreoffice
from benchmarks.worker import Worker
from extractors.model import Block, BlockKind, MediaType, ParsedDocument, Span
from tests.documents import parsed
from tests.extractors.pdf_files import Pages

PARAGRAPHS = (
    "1. The parties agree to meet again in the spring, and to publish the outcome.",
    "2. They invite the secretariat to prepare a short paper on long-term costs.",
)
NOTE = "See the annex to the report of the second round."
WANTED = Truth(PARAGRAPHS, (NOTE,), ("Union of Lakes", "UL/7"), ("Summary record", "2/3"))


def _parsed(*blocks: tuple[BlockKind, str]) -> ParsedDocument:
    text, made = "", []
    for kind, words in blocks:
        made.append(Block(kind, Span(len(text), len(text) + len(words)), 1))
        text += words + "\n\n"
    return ParsedDocument("d", "0" * 64, 1, MediaType.PDF, text, (), tuple(made), "1")


def _score(*running: str) -> Score:
    return compare(_parsed(*((BlockKind.PARAGRAPH, text) for text in running)), WANTED)


def test_a_perfect_reading_has_no_errors() -> None:
    score = compare(
        _parsed(
            (BlockKind.TITLE, "Union of Lakes UL/7"),
            (BlockKind.PARAGRAPH, PARAGRAPHS[0]),
            (BlockKind.LIST_ITEM, PARAGRAPHS[1].replace(" ", "\n", 3)),
            (BlockKind.FOOTNOTE, "¹ " + NOTE),
            (BlockKind.HEADER, "Summary record"),
            (BlockKind.FOOTER, "2/3"),
        ),
        WANTED,
    )
    assert (score.recall, score.precision, score.notes_found, score.errors) == (1.0, 1.0, 1, [])


@pytest.mark.parametrize(
    ("running", "counts"),
    [
        ((f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}",), {"found": 0, "made": 1}),
        (
            (PARAGRAPHS[0].replace("spring,", "spring, 2/3"), PARAGRAPHS[1]),
            {"found": 1, "leaks": 1, "strays": 0},
        ),
        ((PARAGRAPHS[0], "Summary record", PARAGRAPHS[1]), {"found": 2, "made": 3, "leaks": 0, "strays": 1}),
        (
            (PARAGRAPHS[0], PARAGRAPHS[1].replace("long-term", "longterm")),
            {"hyphens": 1, "spaces": 0, "nearly": 1},
        ),
        ((PARAGRAPHS[0].replace("meet again", "meetagain"), PARAGRAPHS[1]), {"hyphens": 0, "spaces": 1}),
        ((*PARAGRAPHS, NOTE), {"notes_found": 0, "notes_leaked": 1}),
    ],
)
def test_each_sort_of_error_is_counted(running: tuple[str, ...], counts: dict[str, int]) -> None:
    score = _score(*running)
    assert {name: getattr(score, name) for name in counts} == counts


def _corpus(folder: Path) -> Path:
    paragraphs = [
        {"type": "preambular", "text": "Mindful of the lakes\u00a0and rivers,", "italics": ["Mindful"]},
        {"type": "operative", "text": "Invites the members to measure the water level, and to report;"},
        {"type": "sub", "text": "each spring;"},
        {"type": "operative", "text": "Decides to return to the question next year."},
    ]
    record = {
        "symbol": "UL/7",
        "title": "Water levels",
        "adoption_date": "2021-03-04",
        "paragraphs": paragraphs,
    }
    corpus = folder / "corpus.jsonl"
    corpus.write_text("\n".join(json.dumps(record | {"file": f"{name}.txt"}) for name in "abc"))
    return corpus


def test_documents_are_every_second_one_with_numbered_paragraphs(tmp_path: Path) -> None:
    found = documents(_corpus(tmp_path), least=1)
    assert [document.name for document in found] == ["a", "c"]
    assert found[0].day == "4 March 2021"
    assert [element.truth for element in found[0].elements] == [
        "Water levels",
        "Mindful of the lakes and rivers,",
        "1. Invites the members to measure the water level, and to report;",
        "(a) each spring;",
        "2. Decides to return to the question next year.",
    ]


def test_a_note_is_marked_where_the_truth_has_it(tmp_path: Path) -> None:
    document = documents(_corpus(tmp_path), least=1)[0].with_notes()
    layout = next(layout for layout in LAYOUTS if layout.footnotes)
    found = truth(document, layout, pages=2)
    assert found.paragraphs[2] == "1. Invites the members to measure the water level,¹ and to report;"
    assert len(found.notes) == 1
    assert "2/2" in found.furniture


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_sources_hold_every_word(layout: Layout) -> None:
    document = layout.dressed(Document("d", "UL/7", "4 March 2021", (Element("title", "A & B_c"),)))
    flat = libreoffice.source(document, layout)
    assert "A &amp; B_c" in flat
    assert r"A \& B\_c" in latex.source(document, layout)


def test_a_worker_reads_refuses_and_is_started_anew(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(Pages().page().lines(PARAGRAPHS).content())
    bad.write_bytes(b"%PDF-1.4\nnothing")
    found = survey([good, bad], ["ours"], timeout=60)
    assert found[good]["ours"].error is None
    assert found[good]["ours"].characters > 60
    assert "ReadError" in str(found[bad]["ours"].error)
    passed = measure("ours", [good], timeout=60, cores=2)
    assert passed.seconds[good] > 0
    assert passed.peak > 1
    worker = Worker("ours", timeout=0.0)
    try:
        assert "over 0 s" in str(worker.read(good).error)
    finally:
        worker.close()


def test_the_least_time_of_each_file_counts() -> None:
    one, two = Path("one"), Path("two")
    passes = [Pass({one: 1.0, two: 5.0}, 1, 1, 1), Pass({one: 2.0, two: 4.0}, 1, 1, 1)]
    assert least_seconds(passes) == 5.0


def test_operative_paragraphs_are_judged_by_their_italics() -> None:
    resolution = """Resolution 80/900

The General Assembly,

Recalling its earlier work on ports,

1. Requests the Secretary-General to survey the ports;

2. Stresses that the parties must keep the ports open;

Part two

3. Decides to meet again."""
    labelled = [
        {"type": "preambular", "text": "Recalling its earlier work on ports,", "italics": ["Recalling"]},
        {
            "type": "operative",
            "text": "Requests the Secretary-General to survey the ports;",
            "italics": ["Requests"],
        },
        {
            "type": "operative",
            "text": "Stresses that the parties must keep the ports open;",
            "italics": ["Stresses"],
        },
        {"type": "operative", "text": "Part two"},
        {"type": "operative", "text": "Decides to meet again.", "italics": ["Decides"]},
    ]
    misses: list[str] = []
    found = counts(parsed(resolution), labelled, misses)
    assert (found["operative"], found["operative opening"], found["operative record"]) == (3, 2, 1)
    assert (found["plain nothing"], found["preambular"], found["preambular commitment"]) == (1, 1, 0)
    assert len(misses) == 2


def test_a_section_of_the_report_is_replaced_and_the_others_stay() -> None:
    before = REPORT.read_text(encoding="utf-8")
    after = replaced(before, "start", "| new |")
    assert "written by `make bench` -->\n\n| new |\n\n<!-- end of start -->" in after
    assert replaced(after, "start", before.split("-->")[1].split("<!--")[0]) == before
    with pytest.raises(KeyError):
        replaced(before, "no such section", "")


def test_every_section_has_its_place_in_the_report() -> None:
    report = REPORT.read_text(encoding="utf-8")
    assert all(replaced(report, section, "x") != report for section in SECTIONS)


def test_documents_are_put_together_the_same_each_time_and_no_two_alike(tmp_path: Path) -> None:
    source = tmp_path / "source.txt"
    paragraphs = (
        f"{n}. In 2024 the council met for the {n}th time, {'and spoke at length, ' * 8}" for n in range(40)
    )
    source.write_text("\n\n".join(("Resolution 2417 (2018)", *paragraphs)), encoding="utf-8")
    made = list(texts([source], 200, seed=1))
    assert made == list(texts([source], 200, seed=1))
    assert len(set(made)) == 200
    assert write([source], 3, tmp_path / "inbox") == sum(
        p.stat().st_size for p in tmp_path.glob("inbox/*/*.txt")
    )


def test_a_command_costs_what_it_and_its_children_use() -> None:
    worker = "x = bytearray(80 << 20); sum(range(3 * 10**6)); import time; time.sleep(1)"
    cost = run(
        [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {worker!r}])"]
    )
    assert cost.wall > 1
    assert 0.01 < cost.cpu < 60
    assert cost.peaks[OWN] > 80
