"""Events: what is read as one, when, where, in what state, and which mentions are of the same."""

from __future__ import annotations

import json
from datetime import date

import pytest

from extractors.events.coreference import join_mentions
from extractors.events.drafts import Draft
from extractors.events.phrases import ModifierEntry, NounEntry
from extractors.events.status import status_of_session
from extractors.extract import extract
from extractors.grammar.word_groups import WordGroupEntry
from extractors.lexicon import Rule, load
from extractors.model import EventKind, EventReport, EventStatus, Extraction, ParticipantRole, Span
from tests.documents import parsed
from tests.shared import SHARED, needs_shared


def _events(text: str) -> tuple[EventReport, ...]:
    return extract(parsed(text)).events


def _brief(text: str) -> list[tuple[str, str | None, str | None, str]]:
    """Return kind, first day, place and status of each event."""
    return [
        (event.kind, event.start_date.isoformat() if event.start_date else None, event.place, event.status)
        for event in _events(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The third Glacier Summit was held in Bishkek on 4 May 2021.",
            [("summit", "2021-05-04", "Bishkek", "held")],
        ),
        (
            "On 4 May 2021, the city of Bishkek hosted the International Conference on Glaciers.",
            [("conference", "2021-05-04", "Bishkek", "held")],
        ),
        (
            "OSLO, 3 May 2021 - On 5 May 2021 a regional conference on salmon will be held in Bergen.",
            [("conference", "2021-05-05", "Bergen", "planned")],
        ),
        (
            "The Salmon Summit, scheduled for 9 June 2021 in Bergen, was postponed.",
            [("summit", "2021-06-09", "Bergen", "postponed")],
        ),
        (
            "They welcomed the proposal to hold regular meetings of the water ministers.",
            [("meeting_series", None, None, "proposed")],
        ),
        (
            "They recalled the river talks held in Oslo in 2019 and the lake meetings held in Bergen in 2020 "
            "and Bishkek in 2021.",
            [("meeting", "2019-01-01", "Oslo", "held"), ("meeting", "2020-01-01", "Bergen", "held"),
             ("meeting", "2021-01-01", "Bishkek", "held")],
        ),
        (
            "Note on the 2023 Lake Summit\n\nNorway will host the fourth Lake Summit in Bergen on "
            "Saturday, June 10.",
            [("summit", "2023-06-10", "Bergen", "planned")],
        ),
        (
            "12 May 2022\n\nThey look forward to the 2023 Lake Summit in Bergen on 11-13 June.",
            [("summit", "2023-06-11", "Bergen", "planned")],
        ),
        (
            "They recalled the Lake Summit in June 2021. The Lake Summit was held from 11 to 13 June 2021.",
            [("summit", "2021-06-11", None, "held")],
        ),
        (
            "At the third Lake Summit, held in Oslo on 3 May 2021, they spoke. The next Lake Summit will "
            "be in Finland.",
            [("summit", "2021-05-03", "Oslo", "held"), ("summit", None, None, "planned")],
        ),
        (
            "They committed at the Salmon Summit to reduce emissions by half below 2005 levels in 2030.",
            [("summit", None, None, "held")],
        ),
        (
            "The third Lake Summit was held in Oslo. As they said at their meeting in July 2019, lakes "
            "matter.",
            [("summit", None, "Oslo", "held"), ("meeting", "2019-07-01", None, "held")],
        ),
        (
            "They took part in a special water session of the Lake Council in Bergen.",
            [("session", None, "Bergen", "held")],
        ),
        (
            "We met on the occasion of the 10th Norway-Sweden (N.S.) Summit in Bergen, on 12 May 2021.",
            [("summit", "2021-05-12", "Bergen", "held")],
        ),
        (
            "We welcome the first meeting of the water ministers in Bergen and look forward to Dialogue "
            "Relations.",
            [("ministerial_meeting", None, "Bergen", "held")],
        ),
        (
            "In May 2021 the trilateral exercise Silver Trout was held.",
            [("exercise", "2021-05-01", None, "held")],
        ),
        (
            "The two sides signed, on 3 May 2022, the Agreement on Trout. Resolution 72/7, dated 2 March "
            "2021, as adopted by a vote, stands.",
            [("signing", "2022-05-03", None, "held"), ("adoption", "2021-03-02", None, "held")],
        ),
        (
            "They welcomed the 27 June 2021 signing of a bilateral Memorandum of Understanding on Trout, "
            "and the Pact on Carp, which the ministers signed in May 2020.",
            [("signing", "2021-06-27", None, "held"), ("signing", "2020-05-01", None, "held")],
        ),
        (
            "At the Lake Summit they announced that trout will be counted. The Trout Summit will be held "
            "later this year.",
            [("summit", None, None, "held"), ("summit", None, None, "planned")],
        ),
        (
            "Lake Statement\n\nBergen, Norway\nNovember 16-17, 2023\n\nWe spoke of trout at the Lake Summit.",
            [("summit", "2023-11-16", "Bergen", "held")],
        ),
        (
            "Note on the Lake Summit\n\nOlav will host leaders of the Lake States in Oslo on 3 May 2023. "
            "The summit will speak of trout.",
            [("summit", "2023-05-03", "Oslo", "planned")],
        ),
        ("Dialogue and consultations matter, and so does meeting the needs of farmers.", []),
        ("They recalled the 2006 Treaty on Lakes and resolution 72/7 of 17 November 2017.", []),
        ("They stressed the need for the adoption of a new Treaty on Lakes.", []),
    ],
)  # fmt: skip
def test_reads_events(text: str, expected: list[tuple[str, str | None, str | None, str]]) -> None:
    assert _brief(text) == expected


def test_one_signing_for_each_of_coordinated_instruments() -> None:
    text = (
        "Note on rivers\n\nThey greeted the signing of the Treaty between Norway and Sweden on salmon, "
        "the Agreement between Norway and Finland on trout, and the Protocol on pike."
    )
    assert [event.kind for event in _events(text)] == ["signing"] * 3


def test_date_in_an_instruments_name_is_not_its_adoption() -> None:
    text = (
        "Note on rivers\n\nThey recalled the Oslo Declaration of 26 March 1998. "
        "They adopted the Bergen Declaration on Trout."
    )
    events = _events(text)
    assert [(event.kind, event.start_date, event.place) for event in events] == [("adoption", None, "Bergen")]


def test_mentions_of_one_event_are_joined() -> None:
    text = (
        "A high-level conference closed in Oslo on 4 May 2021.\n\nThe conference, entitled “Rivers without "
        "Borders”, was organized by Norway in cooperation with the OSCE.\n\nThe Oslo conference was "
        "attended by Sweden. This event was the first of its kind."
    )
    events = _events(text)
    assert len(events) == 1
    assert len(events[0].mentions) == 4
    assert "Rivers without Borders" in events[0].name
    roles = {(part.actor_key, part.role) for part in events[0].participants}
    assert ("iso:NO", ParticipantRole.ORGANISER) in roles
    assert ("org:OSCE", ParticipantRole.CO_ORGANISER) in roles
    assert ("iso:SE", ParticipantRole.PARTICIPANT) in roles


def test_an_event_called_by_its_city_is_the_one_that_is_named_there() -> None:
    text = "They leave for the Oslo Summit. As we begin this historic Salmon Summit in Oslo, we are one."
    assert len(_events(text)) == 1
    assert len(_events(text.replace("in Oslo,", "in Bergen,"))) == 2


def test_a_headline_in_capitals_goes_on_in_its_next_line() -> None:
    text = "INTERNATIONAL CONFERENCE\nON COOPERATION IN TROUT\n\nOslo, 4-5 May 2021\n\nPROGRAMME\n"
    assert [event.name for event in _events(text)][:1] == ["INTERNATIONAL CONFERENCE ON COOPERATION IN TROUT"]


def test_numbers_keep_events_apart() -> None:
    text = "The Tenth Salmon Summit was held on 4 May 2021. They recalled the Ninth Salmon Summit."
    assert [event.name for event in _events(text)] == ["Tenth Salmon Summit", "Ninth Salmon Summit"]


def test_a_numbered_summit_is_not_the_one_of_a_year_looked_back_to() -> None:
    """A text without a day tells of the third; "issued at the 2021 Summit" speaks of another."""
    filling = "The lakes are clean and the rivers are full of trout.\n\n" * 20
    text = (
        "Joint Statement\n\nToday, we met for the third Lake Summit in Oslo.\n\n"
        f"{filling}Reflecting the Lake Vision issued at the 2021 Lake Summit, we are and will be open."
    )
    found = [(event.name, event.place, event.status) for event in extract(parsed(text)).events]
    assert found == [("third Lake Summit", "Oslo", "held"), ("2021 Lake Summit", None, "held")]


def test_same_city_and_day_do_not_make_one_event() -> None:
    text = (
        "The third Salmon Ministerial Meeting was held in Oslo on 4 May 2021. "
        "The International Conference on Glaciers was held in Oslo on 4 May 2021."
    )
    assert len(_events(text)) == 2


def test_parts_of_a_list_have_the_main_event_as_parent() -> None:
    text = (
        "Salmon Conference\n\nThe International Salmon Conference will be held in Oslo on 4 May 2031.\n\n"
        "Two side events will be held on the margins of the Conference: "
        "1) trout and its uses, 2) the life of pike."
    )
    found = extract(parsed(text))
    parts = [event for event in found.events if event.kind == "side_event"]
    assert [event.name for event in parts] == ["trout and its uses", "the life of pike"]
    assert {event.parent for event in parts} == {found.main_event}
    assert {event.place for event in parts} == {"Oslo"}


def test_frame_of_a_resolution() -> None:
    text = (
        "United Nations\nA/RES/70/900\nGeneral Assembly\nDistr.: General\n9 May 2016\nSeventieth session\n"
        "Resolution adopted by the General Assembly on 3 May 2016\n70/900. Rivers\n\n"
        "The General Assembly,\n\n1. Decides to study rivers.\n\n90th plenary meeting\n3 May 2016"
    )
    found = extract(parsed(text))
    names = {event.kind: event for event in found.events}
    assert names[EventKind.ADOPTION].name == "adoption of UN General Assembly resolution 70/900"
    assert names[EventKind.SESSION].status is EventStatus.ONGOING
    assert str(names[EventKind.MEETING].start_date) == "2016-05-03"
    assert found.main_event == found.events.index(names[EventKind.ADOPTION])


def test_session_of_a_letterhead() -> None:
    text = (
        "A/79/999\n\nUnited Nations\n\nGeneral Assembly\n\nDistr.: General\n13 January 2025\n\n"
        "General Assembly\nSeventy-ninth session\nAgenda item 98\nRivers\n\nLetter dated 13 January 2025 "
        "from the Permanent Representative of Norway\n\nI write to you of rivers."
    )
    assert [(event.kind, event.name, event.status) for event in _events(text)] == [
        ("session", "seventy-ninth session of the UN General Assembly", "ongoing")
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Three sessions of the Committee on Salmon will be held before the Conference.",
            ["session | Three sessions of the Committee on Salmon | planned"],
        ),
        (
            "Two preparatory meetings of experts were held in 2021.",
            ["meeting | Two preparatory meetings of experts | held"],
        ),
        ("Three meetings would be too many.", []),
        (
            "The Conference on Interaction and Confidence-building Measures in Asia has a secretariat. The "
            "Conference on Interaction and Confidencebuilding Measures in Asia has ten rivers.",
            [],
        ),
    ],
)
def test_counted_and_misspelt(sentence: str, expected: list[str]) -> None:
    found = _events(f"Note on rivers\n\n{sentence}")
    assert [f"{event.kind} | {event.name} | {event.status}" for event in found] == expected


def test_other_languages_have_no_events() -> None:
    text = "La troisième conférence internationale sur les glaciers a eu lieu à Oslo le 4 mai 2021. " * 4
    assert _events(text) == ()


@pytest.mark.parametrize(
    ("number", "status"), [(74, EventStatus.HELD), (75, EventStatus.ONGOING), (76, EventStatus.PLANNED)]
)
def test_status_of_a_session_of_the_general_assembly(number: int, status: EventStatus) -> None:
    assert status_of_session(number, date(2021, 4, 16)) is status


def _draft(name: str, noun: str = "conference", determiner: str = "the", place: str | None = None) -> Draft:
    span = Span(0, 5)
    return Draft(
        span, EventKind.CONFERENCE, name, "event_conference", noun=noun, determiner=determiner, place=place,
        mentions=[span],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (["Conference on Glaciers and Rivers", "conference on glaciers"], 2),
        (["Conference on Glaciers and Rivers in Asia", "conference on glaciers and rivers"], 1),
        (["Conference on Glaciers", "conference"], 1),
        (["Conference on Glaciers", "Conference on Salmon"], 2),
    ],
)
def test_joins_names_that_share_most_words(names: list[str], count: int) -> None:
    drafts = [_draft(name) for name in names]
    assert len(join_mentions("", drafts, [True] * len(drafts))) <= count


@pytest.mark.parametrize("rule", load("rules_events", Rule), ids=lambda rule: rule.id)
def test_examples_of_rules(rule: Rule) -> None:
    for text in rule.examples:
        assert rule.id in [event.rule_id for event in _events(text)], text
    for text in rule.counter_examples:
        assert rule.id not in [event.rule_id for event in _events(text)], text


@pytest.mark.parametrize("entry", load("event_nouns", NounEntry), ids=lambda entry: entry.id)
def test_examples_of_nouns(entry: NounEntry) -> None:
    for text in entry.examples:
        assert entry.kind in [event.kind for event in _events(text)], text
    for text in entry.counter_examples:
        assert _events(text) == (), text


@pytest.mark.parametrize("entry", load("event_modifiers", ModifierEntry), ids=lambda entry: entry.id)
def test_examples_of_modifiers(entry: ModifierEntry) -> None:
    for text in entry.examples:
        assert entry.kind in [event.kind for event in _events(text)], text
    for text in entry.counter_examples:
        assert entry.kind not in [event.kind for event in _events(text)], text


@pytest.mark.parametrize("entry", load("event_words", WordGroupEntry), ids=lambda entry: entry.id)
def test_examples_of_word_groups(entry: WordGroupEntry) -> None:
    for text in entry.examples:
        assert len(_events(text)) == 1, text


def _extractions() -> list[tuple[str, Extraction]]:
    folder = SHARED / "gold"
    return [
        (path.name, extract(parsed(path.read_text("utf-8")))) for path in sorted(folder.glob("*/texts/*"))
    ]


@needs_shared
def test_every_event_of_the_reference_texts_is_sound() -> None:
    for name, found in _extractions():
        spans = [(event.span, event.kind) for event in found.events]
        assert len(spans) == len(set(spans)), name
        assert spans == sorted(spans), name
        for index, event in enumerate(found.events):
            assert event.parent != index, name
            assert event.start_date is None or event.end_date is None or event.start_date <= event.end_date


@needs_shared
def test_most_events_of_the_reference_texts_are_found() -> None:
    wanted = hit = 0
    for path in sorted((SHARED / "gold").glob("*/annotations/*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = (path.parents[1] / "texts" / (gold.get("file") or gold["source_file"])).read_text("utf-8")
        spans = [event.span for event in _events(text)]
        required = [event for event in gold["events"] if event.get("required", True)]
        wanted += len(required)
        hit += sum(
            any(Span(each["start"], each["end"]).overlaps(span) for span in spans) for each in required
        )
    assert hit >= 0.85 * wanted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They spoke of the visit to Oslo for the N8 and LAKES Summits.",
            [("N8 Summit", "summit"), ("LAKES Summit", "summit")],
        ),
        ("They spoke of the East and West Summits.", []),
        (
            "They will participate in a quadrilateral (hybrid) meeting, together with others.",
            [("quadrilateral (hybrid) meeting", "meeting")],
        ),
        (
            "They noted the success of the Lakeside Declaration Ministerial held in Norway.",
            [("Lakeside Declaration Ministerial", "ministerial_meeting")],
        ),
        ("They focus on the next Lake Leaders’ Meeting.", [("next Lake Leaders’ Meeting", "summit")]),
        (
            "They renewed their support for the Lake-River Strategic Dialogue.",
            [("Lake-River Strategic Dialogue", "dialogue")],
        ),
        ("They spoke of a dialogue and of meetings.", []),
        ("The King will host the Together We Grow Summit.", [("Together We Grow Summit", "summit")]),
        (
            "The Minister will hold bilateral meetings with her counterparts.",
            [("bilateral meetings with her counterparts", "meeting")],
        ),
        (
            "Building upon last year’s historic Lake Summit, the King will host the second Lake Summit.",
            [("last year’s historic Lake Summit", "summit"), ("second Lake Summit", "summit")],
        ),
        (
            "The King will attend the State Funeral of former President Dahl.",
            [("State Funeral of former President Dahl", "ceremony")],
        ),
        ("The group held a table-top-exercise on floods.", [("table-top-exercise on floods", "exercise")]),
        (
            "The Lake Summit was good. They welcome the meeting held in Bergen, Norway on 4 May 2021.",
            [("Lake Summit", "summit"), ("meeting", "meeting")],
        ),
    ],
)
def test_events_that_a_name_or_a_clause_tells_apart(text: str, expected: list[tuple[str, str]]) -> None:
    filler = "It is so. " * 100  # beyond the head, where names are freely worded
    found = extract(parsed(f"Note\n\n{filler}{text}")).events
    assert sorted((event.name, event.kind.value) for event in found) == sorted(expected)
