"""Mentions of instruments: how far a name reaches, which instrument it means, and what role it has."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.instruments.body_series import find_body_texts
from extractors.instruments.citations import council_year
from extractors.instruments.gazetteer import KnownInstrument, by_name, normalise_name
from extractors.instruments.names import InstrumentTypeEntry, find_named
from extractors.instruments.title_grammar import WordClass, words
from extractors.lexicon import Rule, load
from extractors.mentions.symbols import symbol_year
from extractors.model import InstrumentRole, InstrumentStatus, Resolution
from tests.documents import parsed
from tests.extractors.reading_documents import instruments_of, metadata_of

RULES = load("rules_instruments", Rule)
KNOWN = load("instruments", KnownInstrument)
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def quotes(text: str) -> list[str]:
    return [" ".join(mention.span.of(text).split()) for mention in instruments_of(text)[1]]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rules_fire_where_their_examples_say(rule: Rule) -> None:
    for example in rule.examples:
        assert rule.id in {mention.rule_id for mention in instruments_of(example)[1]}, example
    for example in rule.counter_examples:
        assert rule.id not in {mention.rule_id for mention in instruments_of(example)[1]}, example


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "They rely on the 2031 Treaty on Inland Rafts in Lake Country.",
            ["2031 Treaty on Inland Rafts in Lake Country"],
        ),
        ("They welcomed the Lakeside Declaration (2031) and left.", ["Lakeside Declaration (2031)"]),
        ("the Protocol on Ferries of 2031 was useful", ["Protocol on Ferries of 2031"]),
        (
            "the Agreement between the Republic of Kenya and Uganda on demarcation of the shore line, which",
            ["Agreement between the Republic of Kenya and Uganda on demarcation of the shore line"],
        ),
        (
            "the Joint Statement of the Ninth Kenya-Uganda Summit praising all boats",
            ["Joint Statement of the Ninth Kenya-Uganda Summit"],
        ),
        (
            "the Treaty between Kenya and Uganda on the Kenyan-Ugandan lake shore was signed",
            ["Treaty between Kenya and Uganda on the Kenyan-Ugandan lake shore"],
        ),
        (
            "the Treaty between Kenya, Uganda and the United Republic of Tanzania on Ferries.",
            ["Treaty between Kenya, Uganda and the United Republic of Tanzania on Ferries"],
        ),
        (
            "the Convention on Rafts and the Optional Protocol on Ferries",
            ["Convention on Rafts", "Optional Protocol on Ferries"],
        ),
        (
            "the Mayors’ Plan of Action to prevent raft collisions was read",
            ["Mayors’ Plan of Action to prevent raft collisions"],
        ),
        ("used the Lakeside Charter to defend their rafts", ["Lakeside Charter"]),
        (
            "the International Decade “Rafts for Peace”, 2031–2041",
            ["International Decade “Rafts for Peace”, 2031–2041"],
        ),
        ("the Council of Lakes Convention on Rafts", ["Council of Lakes Convention on Rafts"]),
        (
            "1. A Raft Action Plan for 2031-2033 for implementation of provisions of older rules.",
            ["Raft Action Plan for 2031-2033 for implementation of provisions of older rules"],
        ),
        ("Recalling the Lakeside Agreement, they left", ["Lakeside Agreement"]),
        ("under the Kenya–Uganda inland fishing agreement, boats", ["Kenya–Uganda inland fishing agreement"]),
        ("a Kenya–Uganda fishing agreement may come", []),
        ("read the National Security Strategy", ["National Security Strategy"]),
        (
            "the Treaty, the Declaration, the Joint Statement, a strategy and the Lakes Treaty Organization",
            [],
        ),
        ("the United Nations Environment Programme for all", []),
        ("with the Inland Lakes Agency (ILA) Raft Protocol,", ["Inland Lakes Agency (ILA) Raft Protocol"]),
        ("with the Agency (a body) Raft Protocol,", ["Raft Protocol"]),
        ("read the Guidelines for Safe Rafts", ["Guidelines for Safe Rafts"]),
    ],
)
def test_a_name_is_the_longest_noun_phrase(text: str, names: list[str]) -> None:
    assert [" ".join(named.span.of(text).split()) for named in find_named(text)] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a report (LC-M-12/DEC.3, dated 4 May)", [("LC-M-12/DEC.3", "LC-M-12/DEC.3", None)]),
        ("by LU/Dec.41\n(XII) of May 2031,", [("LU/Dec.41 (XII) of May 2031", "LU/Dec.41(XII)", 2031)]),
        (
            "recalls LM(8).DEC/1 and L-25/DEC.9",
            [("LM(8).DEC/1", "LM(8).DEC/1", None), ("L-25/DEC.9", "L-25/DEC.9", None)],
        ),
        ("LG.4/Res.2 was read", [("LG.4/Res.2", "LG.4/Res.2", None)]),
        ("closes in Dec. 2031, and/or Dec.3; a/DEC.3; LC/DEC.x", []),
    ],
)
def test_texts_of_other_bodies_are_found_by_their_symbols(
    text: str, found: list[tuple[str, str, int | None]]
) -> None:
    assert [
        (" ".join(one.mention.span.of(text).split()), one.mention.symbol, one.year)
        for one in find_body_texts(text)
    ] == found


@pytest.mark.parametrize("entry", load("instrument_types", InstrumentTypeEntry), ids=lambda entry: entry.id)
def test_type_nouns_make_names(entry: InstrumentTypeEntry) -> None:
    for example in entry.examples:
        assert [named.instrument_type for named in find_named(f"They read {example}.")] == [
            entry.instrument_type
        ]
    for example in entry.counter_examples:
        assert find_named(f"They read {example}.") == ()


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.id)
def test_known_instruments_are_found_by_their_full_names(known: KnownInstrument) -> None:
    assert known.id in {found.id for found in by_name(known.name, known.name, known.year)}
    for example in known.examples:
        keys = {instrument.key for instrument in instruments_of(example)[0]}
        assert f"gazetteer:{known.id}" in keys, (example, keys)


@pytest.mark.parametrize("known", [k for k in KNOWN if k.symbol], ids=lambda known: known.id)
def test_symbols_of_known_instruments_agree_with_their_years(known: KnownInstrument) -> None:
    assert known.symbol and known.year
    stated = symbol_year(known.symbol)
    assert stated in (None, known.year)
    council = re.fullmatch(r"S/RES/(\d+)\(\d{4}\)", known.symbol)
    if council:
        assert council_year(int(council[1])) == known.year
    session = re.fullmatch(r"A/(?:RES/)?(\d+)/\d+(?:-S/.*)?", known.symbol)
    if session:
        opened = 1945 + int(session[1])
        assert known.year in (opened, opened + 1)
    old = re.fullmatch(r"A/RES/\d+\(([IVXL]+)\)", known.symbol)
    if old:
        opened = 1945 + sum(
            -value if value < following else value
            for value, following in pairwise([*(ROMAN[letter] for letter in old[1]), 0])
        )
        assert known.year in (opened, opened + 1)


def test_known_instruments_are_distinct_and_sourced() -> None:
    assert all(known.source for known in KNOWN)
    assert len({(known.name.casefold(), known.year) for known in KNOWN}) == len(KNOWN)
    assert [known.id for known in KNOWN if known.year is None] == ["ccit"], "not adopted yet"


def test_one_spelling_for_all() -> None:
    assert normalise_name("The UN Centre’s Programme") == normalise_name(
        "the United Nations Center's Program"
    )


def test_a_name_that_several_bear_stays_ambiguous_until_a_year_decides() -> None:
    (alone,), _ = instruments_of("They recalled the Ashgabat Declaration.")
    assert alone.resolution is Resolution.AMBIGUOUS
    assert alone.symbol is None
    assert alone.candidate_keys == (
        "gazetteer:ashgabat_declaration_2011",
        "gazetteer:ashgabat_declaration_2017",
    )
    (dated,), _ = instruments_of("They recalled the Ashgabat Declaration (2011).")
    assert (dated.key, dated.resolution) == ("gazetteer:ashgabat_declaration_2011", Resolution.NAME_YEAR)


def test_what_is_still_to_come_has_an_identity_at_once() -> None:
    (asked,), (mention,) = instruments_of("They want a new General Assembly resolution on rafts and boats.")
    assert (asked.status, asked.resolution) == (InstrumentStatus.PROPOSED, Resolution.NOT_YET_EXISTING)
    assert mention.instrument_key == asked.key
    (planned,), _ = instruments_of("They will meet to adopt the Lakeside Declaration.")
    assert planned.status is InstrumentStatus.PLANNED


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Recalling its resolutions 2996 (2027) and 2997 (2027),",
            ["Security Council resolution 2996 (2027)", "Security Council resolution 2997 (2027)"],
        ),
        ("Recalling resolution 81/14 of 4 May 2027,", ["General Assembly resolution 81/14"]),
        (
            "It will submit a draft resolution on bridges to the General Assembly.",
            ["draft resolution on bridges"],
        ),
        (
            "They adopted the Raft Strategy for 2031–2033 on the Use of Rafts (the Riga Strategy). "
            "The Riga Strategy will be reviewed.",
            ["Raft Strategy"],
        ),
        ("They asked the host to send this Declaration to the Secretary-General.", ["declaration"]),
    ],
)
def test_names_are_whole_and_one_an_instrument(text: str, names: list[str]) -> None:
    assert [instrument.name for instrument in instruments_of(text)[0]] == names


def test_a_text_has_the_same_identity_in_its_drafts_and_with_or_without_its_topic() -> None:
    texts = (
        "They will adopt the draft Riga Plan of Action for 2031–2033.",
        "They implement the Riga Plan of Action for 2031–2033 on the Use of Rafts.",
        "They recall the Riga Plan of Action of 2031.",
    )
    assert len({instruments_of(text)[0][0].key for text in texts}) == 1


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("the Treaty between Kenya and the Republic of Uganda on Ferries", ("iso:KE", "iso:UG")),
        ("the Agreement among Kenya, Uganda and the African Union", ("iso:KE", "iso:UG", "org:AU")),
        ("the Agreement between Kenya and the lake towns", ()),
        ("the Kenya–Uganda inland fishing agreement", ("iso:KE", "iso:UG")),
        ("the Treaty on Ferries between two shores", ()),
    ],
)
def test_a_name_tells_the_parties(text: str, parties: tuple[str, ...]) -> None:
    (instrument,), _ = instruments_of(f"They recalled {text}.")
    assert instrument.parties == parties


def test_second_names_are_kept() -> None:
    text = "They adopted the Raft Strategy (the Riga Strategy). The Riga Strategy is long."
    (instrument,), _ = instruments_of(text)
    assert instrument.aliases == ("Riga Strategy",)


@pytest.mark.parametrize(
    ("text", "edition", "first"),
    [
        ("They read the Raft Strategy and will adopt the updated Raft Strategy.", 1, "name:raft strategy"),
        ("They will adopt the revised Joint Plan of Action (JPoA).", 0, "gazetteer:jpoa"),
        ("They read A/81/L.9/Rev.1 and A/81/L.9.", 0, "symbol:A/81/L.9"),
        ("They will adopt the updated Raft Strategy.", 0, None),
    ],
)
def test_a_new_edition_names_the_one_it_follows(text: str, edition: int, first: str | None) -> None:
    assert instruments_of(text)[0][edition].edition_of == first


def test_the_new_one_is_there_and_a_new_one_is_to_come() -> None:
    (there,), _ = instruments_of("They read the new Raft Strategy.")
    (to_come,), _ = instruments_of("They need a new Raft Strategy.")
    assert there.status is InstrumentStatus.IN_FORCE_OR_ADOPTED
    assert to_come.status is InstrumentStatus.PLANNED


def test_signed_instruments() -> None:
    (signed,), _ = instruments_of("They welcomed the signing of the Treaty on Inland Rafts.")
    assert signed.status is InstrumentStatus.SIGNED


def test_a_footnote_gives_its_symbol_and_is_no_mention_of_its_own_twice() -> None:
    text = "Recalling the Lakeside Strategy on Rafts, Resolution 80/99. and the boats,\nResolution 80/99.\n"
    instruments, mentions = instruments_of(text)
    assert next(i for i in instruments if i.name.startswith("Lakeside")).symbol == "A/RES/80/99"
    assert [m.span.of(text) for m in mentions].count("Resolution 80/99") == 1


def test_a_body_called_after_a_known_treaty_is_no_mention_of_it() -> None:
    assert quotes("They met the Collective Security Treaty Organization (CSTO).") == []
    assert quotes("They are party to the Collective Security Treaty.") == ["Collective Security Treaty"]


def test_an_instrument_within_the_name_of_another_is_kept() -> None:
    name = "Lakeside Plan of Action for the Implementation of the Raft Safety Strategy"
    assert quotes(f"They adopted the {name}.") == [name, "Raft Safety Strategy"]


def test_acronyms_are_followed() -> None:
    text = "The Lake Raft Agreement (LRA) is old. The lake states (LS) renewed the LRA."
    (instrument,), mentions = instruments_of(text)
    assert [m.span.of(text) for m in mentions] == ["Lake Raft Agreement (LRA)", "LRA"]
    assert {m.instrument_key for m in mentions} == {instrument.key}


def test_roles() -> None:
    text = (
        "Nairobi Declaration on the Rafts Convention\n\nWe, the mayors, met on 4 May 2027.\n\n"
        "Guided by the UN Charter, we support the Lakeside Agreement and publish this declaration."
    )
    roles = {m.span.of(text): m.role for m in instruments_of(text)[1]}
    assert roles["Nairobi Declaration on the Rafts Convention"] is InstrumentRole.SELF
    assert roles["Rafts Convention"] is InstrumentRole.TITLE
    assert roles["UN Charter"] is InstrumentRole.BASIS
    assert roles["Lakeside Agreement"] is InstrumentRole.OBJECT
    assert roles["this declaration"] is InstrumentRole.SELF


@pytest.mark.parametrize("word_class", load("title_words", WordClass), ids=lambda entry: entry.id)
def test_word_classes_are_used_by_their_names(word_class: WordClass) -> None:
    assert words(word_class.id) == frozenset(word_class.words)


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "the ",
                "Treaty ",
                "on ",
                "Rafts",
                ", ",
                "and ",
                "(2031) ",
                "(LRA) ",
                "“A b” ",
                "\n",
                "resolution 72/7 ",
                "A/81/9 ",
                "Lakeside ",
                "Declaration ",
                "UN ",
                "Charter ",
                ". ",
                "of 2031 ",
            ]
        ),
        max_size=40,
    )
)
def test_mentions_are_ordered_distinct_and_known(pieces: list[str]) -> None:
    text = "x" + "".join(pieces)
    instruments, mentions = instruments_of(text)
    keys = [instrument.key for instrument in instruments]
    assert len(keys) == len(set(keys))
    assert {mention.instrument_key for mention in mentions} == set(keys)
    spans = [mention.span for mention in mentions]
    assert spans == sorted(spans, key=lambda span: (span.start, -span.end))
    assert len(spans) == len(set(spans))
    assert all(mention.span.end <= len(parsed(text).text) for mention in mentions)
    assert metadata_of(text).symbol is None or "A/81/9" in text
