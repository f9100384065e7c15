"""Document symbols and cited resolutions, one by one and in lists."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.instruments.citations import CouncilYear, Organ, council_year, find_citations
from extractors.lexicon import load
from extractors.mentions.symbols import (
    SymbolRoot,
    find_symbols,
    issuing_body,
    normalise_symbol,
    split_symbol,
    symbol_year,
)


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("See A/81/999 and A/81/L.9/Rev.1.", ["A/81/999", "A/81/L.9/Rev.1"]),
        ("S/RES/1373 (2001), A/RES/1514(XV)", ["S/RES/1373(2001)", "A/RES/1514(XV)"]),
        ("in A/71/999–S/2017/999, annex.", ["A/71/999-S/2017/999"]),
        ("of the AssemblyA/81/7. and", ["A/81/7"]),
        (
            "A/C.3/75/SR.12; E/CN.4/1994/45/Add.1; S/PRST/2011/19",
            ["A/C.3/75/SR.12", "E/CN.4/1994/45/Add.1", "S/PRST/2011/19"],
        ),
        ("A/RES/S-10/2 and A/RES/ES-11/1", ["A/RES/S-10/2", "A/RES/ES-11/1"]),
        ("boats and/or rafts, 24/7, A/B, S/he", []),
    ],
)
def test_symbols_in_standard_form(text: str, symbols: list[str]) -> None:
    assert [mention.symbol for mention in find_symbols(text)] == symbols


@pytest.mark.parametrize("root", load("symbol_roots", SymbolRoot), ids=lambda root: root.id)
def test_roots_name_their_bodies(root: SymbolRoot) -> None:
    for example in root.examples:
        assert [mention.symbol for mention in find_symbols(example)] == [example]
        assert issuing_body(example) == root.body


def test_years_that_symbols_state() -> None:
    assert symbol_year("S/2017/600") == 2017
    assert symbol_year("S/RES/1373(2001)") == 2001
    assert symbol_year("A/RES/75/272") is None


@pytest.mark.parametrize(
    ("text", "issuer", "expected"),
    [
        (
            "its resolution 72/7 of 17 November 2017,",
            "A",
            [("resolution 72/7 of 17 November 2017", "A/RES/72/7")],
        ),
        (
            "resolutions 67/1 of 18 December 2012, 68/2 of 9 May 2013 and 69/3",
            "A",
            [
                ("resolutions 67/1 of 18 December 2012", "A/RES/67/1"),
                ("68/2 of 9 May 2013", "A/RES/68/2"),
                ("69/3", "A/RES/69/3"),
            ],
        ),
        ("resolutions on rafts, in particular 1373 (2001)", "S", [("1373 (2001)", "S/RES/1373(2001)")]),
        (
            "UN Security Council resolution 1325",
            None,
            [("UN Security Council resolution 1325", "S/RES/1325(2000)")],
        ),
        ("UNSCR 1540", None, [("UNSCR 1540", "S/RES/1540(2004)")]),
        ("resolution 2200 A (XXI)", "A", [("resolution 2200 A (XXI)", "A/RES/2200(XXI)")]),
        ("resolution S‑10/2", "A", [("resolution S‑10/2", "A/RES/S-10/2")]),
        (
            "Human Rights Council resolution 34/8",
            "A",
            [("Human Rights Council resolution 34/8", "A/HRC/RES/34/8")],
        ),
        (
            "Economic and Social Council resolution 1996/31",
            "A",
            [("Economic and Social Council resolution 1996/31", "E/RES/1996/31")],
        ),
        ("decision 73/546", "A", [("decision 73/546", "A/DEC/73/546")]),
        ("its resolution 1373 (2001)", "S", [("resolution 1373 (2001)", "S/RES/1373(2001)")]),
        (
            "all its previous resolutions 34/8 and 35/9",
            "HRC",
            [("resolutions 34/8", "A/HRC/RES/34/8"), ("35/9", "A/HRC/RES/35/9")],
        ),
        ("Council resolution 5/1", "HRC", [("Council resolution 5/1", "A/HRC/RES/5/1")]),
        ("recalling resolution 60/251", "HRC", [("resolution 60/251", "A/RES/60/251")]),
        ("its resolution 4/10", "UNEA", [("resolution 4/10", "UNEP/EA.4/Res.10")]),
        ("its resolution 2031/7", "E", [("resolution 2031/7", "E/RES/2031/7")]),
        (
            "resolutions 49/75 G and 48/218 B",
            "A",
            [("resolutions 49/75 G", "A/RES/49/75"), ("48/218 B", "A/RES/48/218B")],
        ),
        (
            "resolutions 34/8 of 3 May 2017, See Records. and 35/34 of 9 June 2017",
            "A",
            [("resolutions 34/8 of 3 May 2017", "A/RES/34/8"), ("35/34 of 9 June 2017", "A/RES/35/34")],
        ),
        (
            "Resolution No. 68/218 adopted by the General Assembly in 2013 “On Rafts”",
            None,
            [("Resolution No. 68/218 adopted by the General Assembly in 2013 “On Rafts”", "A/RES/68/218")],
        ),
        ("the resolution of 2013; open 24/7", "A", []),
    ],
)
def test_citations(text: str, issuer: str | None, expected: list[tuple[str, str]]) -> None:
    found = find_citations(text, issuer)
    assert [(citation.span.of(text), citation.symbol) for citation in found] == expected


@pytest.mark.parametrize("organ", load("organs", Organ), ids=lambda organ: organ.id)
def test_organs_number_their_own_series(organ: Organ) -> None:
    for example in organ.examples:
        text, symbol = example.split(" =>")
        assert [citation.symbol or "" for citation in find_citations(text, None)] == [symbol.strip()]
    for example in organ.counter_examples:
        assert find_citations(example, None) == ()


def test_the_councils_numbers_tell_their_years() -> None:
    years = load("council_years", CouncilYear)
    assert [year.first for year in years] == sorted(year.first for year in years)
    assert [council_year(number) for number in (1, 242, 1373, 1540, 2396)] == [1946, 1967, 2001, 2004, 2017]
    assert council_year(9999) is None
    for year in years[:-1]:
        assert [council_year(int(example)) for example in year.examples] == [int(year.id)]


@given(st.text(alphabet="AS/RES0123456789 ()XV.,-resolutions", max_size=200))
def test_spans_are_in_order_and_hold_what_they_say(text: str) -> None:
    found = find_symbols(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    citations = find_citations(text, "A")
    assert all(citation.span.of(text) for citation in citations)


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("A/90/876–S/2035/230", ["A/90/876", "S/2035/230"]),
        ("E/2035/27-E/CN.7/2035/15", ["E/2035/27", "E/CN.7/2035/15"]),
        ("CERD/C/TKM/12-15", ["CERD/C/TKM/12-15"]),
    ],
)
def test_a_text_of_two_bodies_has_two_symbols(text: str, symbols: list[str]) -> None:
    [whole] = find_symbols(text)
    halves = split_symbol(whole)
    assert [half.symbol for half in halves] == symbols
    assert [normalise_symbol(half.span.of(text)) for half in halves] == symbols


def test_an_old_number_has_no_letter_of_its_part() -> None:
    assert [mention.symbol for mention in find_symbols("A/RES/217 A (III)")] == ["A/RES/217(III)"]
