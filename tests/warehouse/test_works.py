"""Documents of one work are found by their words, and never against what tells works apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest

from tests.warehouse.builders import TEXT, a_run, inbox_with, ingest
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths
from warehouse.schema import WorkBasis
from warehouse.sketches import (
    aligned_share,
    figures_of,
    numbers_of,
    pairs_alike,
    sketch_of,
    words_id,
    words_of,
)
from warehouse.works import (
    LIKE_FIGURES,
    LIKE_SKETCHES,
    Candidate,
    Writing,
    candidate_pairs,
    confirmed,
    works_of,
)

PLEDGE = "The ministers of lake {} agreed to open harbour {} by the spring."
LAKES = " ".join(PLEDGE.format(n, n * 7) for n in range(40))
EDITED = LAKES.replace("harbour 70", "the old harbour 70").replace("lake 12 agreed", "lake 12 decided")
SHUFFLED = " ".join(reversed(LAKES.split()))
OTHER = " ".join(f"Fishers of bay {n} asked for {n} nets and were given none of them." for n in range(40))


def writing(name: str, text: str, **known: object) -> Writing:
    made: dict[str, object] = dict.fromkeys(
        ("language", "symbol", "adopted_date", "date_end", "published_date")
    )
    made |= {"doc_type": "communique", "is_draft": False, "char_count": len(text)}
    return Writing(name, words_id(text), **{**made, **known})  # type: ignore[arg-type]


def alike(sketches: dict[str, tuple[int, ...]], least: float) -> list[tuple[str, str, float]]:
    names = [name for name, sketch in sketches.items() if sketch]
    rows = np.array([sketches[name] for name in names], dtype=np.uint32).reshape(len(names), -1)
    return [(names[one], names[two], share) for one, two, share in pairs_alike(rows, least)]


def candidates(texts: dict[str, str], writings: list[Writing]) -> list[Candidate]:
    in_words = alike({name: sketch_of(words_of(text)) for name, text in texts.items()}, LIKE_SKETCHES)
    in_figures = alike({name: figures_of(text) for name, text in texts.items()}, LIKE_FIGURES)
    return list(candidate_pairs({one.document_id: one for one in writings}, in_words, in_figures))


def works(texts: dict[str, str], **known: dict[str, object]) -> dict[str, str]:
    writings = [writing(name, text, **known.get(name, {})) for name, text in texts.items()]
    return works_of(writings, confirmed(candidates(texts, writings), texts))


def test_an_edited_text_is_of_the_same_work_and_another_is_not() -> None:
    made = works({"a": LAKES, "b": EDITED, "c": OTHER})
    assert made["a"] == made["b"] == min(words_id(LAKES), words_id(EDITED))
    assert made["c"] == words_id(OTHER)


def test_the_same_words_in_another_order_are_no_version() -> None:
    made = works({"a": LAKES, "b": SHUFFLED})
    assert made["a"] != made["b"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"symbol": "A/RES/90/1"}, {"symbol": "A/RES/91/1"}, False),
        ({"symbol": "A/90/L.1"}, {"symbol": "A/90/L.1/Rev.1"}, True),
        ({"symbol": "A/RES/90/1"}, {"symbol": None}, True),
        ({"adopted_date": date(2031, 5, 4)}, {"adopted_date": date(2032, 5, 4)}, False),
        ({"date_end": date(2031, 5, 4)}, {"date_end": date(2032, 5, 4)}, False),
        ({"published_date": date(2031, 5, 4)}, {"published_date": date(2031, 5, 11)}, True),
        ({"published_date": date(2031, 5, 4)}, {"published_date": date(2032, 5, 4)}, False),
        (
            {"symbol": "A/90/L.1", "is_draft": True, "published_date": date(2031, 5, 4)},
            {"symbol": "A/RES/90/1", "adopted_date": date(2031, 5, 20)},
            True,
        ),
        (
            {"symbol": "A/90/L.1", "is_draft": True, "published_date": date(2030, 5, 4)},
            {"symbol": "A/RES/90/1", "adopted_date": date(2031, 5, 20)},
            False,
        ),
    ],
)
def test_what_tells_works_apart(one: dict[str, object], other: dict[str, object], same: bool) -> None:
    made = works({"a": LAKES, "b": EDITED}, a=one, b=other)
    assert (made["a"] == made["b"]) is same


PROMISE = "Министры озера {} условились открыть гавань {} до весны будущего года."
RUSSIAN = " ".join(PROMISE.format(n, n * 7) for n in range(40))
RETOLD = " ".join(
    f"The heads of water {n} have decided to open port {n * 7} before spring." for n in range(40)
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"language": "en"}, {"language": "ru"}, True),
        ({"language": "en", "symbol": "A/90/1"}, {"language": "ru", "symbol": "A/90/1"}, True),
        ({"language": "en", "symbol": "A/90/1"}, {"language": "ru", "symbol": "A/90/2"}, False),
        ({"language": "en"}, {"language": "ru", "doc_type": "declaration"}, False),
        (
            {"language": "en", "date_end": date(2031, 5, 4)},
            {"language": "ru", "date_end": date(2032, 5, 4)},
            False,
        ),
    ],
)
def test_a_translation_is_known_by_its_numbers(
    one: dict[str, object], other: dict[str, object], same: bool
) -> None:
    made = works({"a": RETOLD, "b": RUSSIAN}, a=one, b=other)
    assert (made["a"] == made["b"]) is same


def test_two_translations_share_numbers_and_some_words() -> None:
    texts = {"a": LAKES, "b": RETOLD}
    writings = [writing(name, text, language="en") for name, text in texts.items()]
    [match] = list(confirmed(candidates(texts, writings), texts))
    assert (match.basis, match.similarity) == (WorkBasis.FIGURES, 1.0)
    assert numbers_of("On 4 May 2031, ٤ and 007") == ["4", "2031", "4", "7"]
    assert figures_of("On 4 May 2031") == ()


def test_other_texts_of_like_numbers_are_no_translations() -> None:
    made = works({"a": LAKES, "b": RUSSIAN.replace("1", "4")}, a={"language": "en"}, b={"language": "ru"})
    assert made["a"] != made["b"]
    made = works({"a": LAKES, "b": OTHER.replace("nets", "7")}, a={"language": "en"}, b={"language": "en"})
    assert made["a"] != made["b"]


def test_a_text_that_fits_two_works_joins_no_two_of_them() -> None:
    made = works(
        {"a": LAKES, "b": EDITED, "c": LAKES + " End."},
        a={"symbol": "A/RES/90/1"},
        c={"symbol": "A/RES/91/1"},
    )
    assert made["a"] != made["c"]


def test_sketches_are_those_that_warehouses_hold() -> None:
    stored = (647067, 226334140, 312394580, 1181224741, 170357096, 1214043059, 65008484, 1042639176)
    assert sketch_of(["the", "states", "parties", "meet", "in", "Geneva"], 8) == stored


def test_sketches_estimate_the_share_of_runs_in_common() -> None:
    texts = {"a": LAKES, "b": EDITED, "c": OTHER}
    [(first, second, share)] = alike({name: sketch_of(words_of(text)) for name, text in texts.items()}, 0.5)
    assert (first, second) == ("a", "b")
    assert 0.8 < share <= 1


def test_words_broken_at_a_line_end_are_whole() -> None:
    assert words_of("inter-\nnational Law") == ["international", "law"]
    assert aligned_share(["a", "b", "c", "d"], ["a", "x", "c", "d"], 0.5) == 0.75
    assert aligned_share(["a", "b"], ["c", "d"], 0.5) == 0


def test_copies_count_once_for_readers(tmp_path: Path) -> None:
    paths = WarehousePaths(tmp_path / "w.duckdb")
    ingest(paths, inbox_with(tmp_path / "inbox", TEXT, f"{TEXT}\n"), a_run())
    with open_reader(paths.warehouse) as con:
        assert con.execute("SELECT document_count FROM works").fetchall() == [(2,)]
        assert con.execute("SELECT count(*) FROM work_matches").fetchone() == (1,)


def test_copies_of_a_text_promise_and_report_once(tmp_path: Path) -> None:
    paths = WarehousePaths(tmp_path / "w.duckdb")
    ingest(paths, inbox_with(tmp_path / "inbox", TEXT, f"{TEXT}\n"), a_run())
    with open_reader(paths.warehouse) as con:
        assert con.execute("SELECT count(*) FROM commitments").fetchone() == (2,)
        assert con.execute("SELECT copies FROM firm_commitments").fetchall() == [(2,)]
        assert con.execute("SELECT copies FROM commitments_due").fetchall() == [(2,)]
        assert con.execute("SELECT DISTINCT report_count FROM events").fetchall() == [(1,)]


def test_a_changed_file_is_a_new_version_of_its_source(tmp_path: Path) -> None:
    paths = WarehousePaths(tmp_path / "w.duckdb")
    inbox = inbox_with(tmp_path / "inbox", TEXT)
    ingest(paths, inbox, a_run())
    (inbox / "0.txt").write_text(f"{TEXT} And then they left.\n")
    ingest(paths, inbox, a_run(1))
    with open_reader(paths.warehouse) as con:
        held = "SELECT version, is_current, text FROM source_versions JOIN document_texts USING (document_id)"
        versions = con.execute(f"{held} ORDER BY version").fetchall()
    assert [(number, is_current) for number, is_current, _ in versions] == [(1, False), (2, True)]
    assert versions[0][2] == TEXT


def test_works_are_found_anew_when_a_document_changes(tmp_path: Path) -> None:
    paths = WarehousePaths(tmp_path / "w.duckdb")
    inbox = inbox_with(tmp_path / "inbox", TEXT, f"{TEXT}\n")
    ingest(paths, inbox, a_run())
    (inbox / "1.txt").write_text(f"{OTHER} {TEXT} {OTHER}")
    ingest(paths, inbox, a_run(1))
    with duckdb.connect(paths.warehouse, read_only=True) as con:
        counts = con.execute("SELECT document_count FROM works ORDER BY 1").fetchall()
    assert counts == [(1,), (1,), (2,)] or counts == [(1,), (2,)]
