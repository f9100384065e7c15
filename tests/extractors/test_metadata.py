"""What a document is: mastheads, titles, dates and places of small documents of our own."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.lexicon import Rule, load
from extractors.model import DocType, Structure, VersionStatus
from tests.extractors.reading_documents import metadata_of

RULES = load("rules_documents", Rule)

RESOLUTION = """United Nations
A/RES/81/999
General Assembly
Distr.: General
12 March 2027
Eighty-first session
Agenda item 9
Resolution adopted by the General Assembly on 2 March 2027
[without reference to a Main Committee (A/81/L.99)]
81/999. Bridges across the great lakes and
their upkeep

The General Assembly,

Recalling its resolution 80/12 of 3 December 2025,

1. Notes the bridges.
"""

COUNCIL = """United Nations
S/RES/2999 (2027)
Security Council
Distr.: General
2 March 2027
Resolution 2999 (2027)
Adopted by the Security Council at its 9999th meeting, on2 March 2027

The Security Council,

Reaffirming its resolution 1373 (2001),

1. Decides to remain seized of the matter.
"""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rules_fire_where_their_examples_say(rule: Rule) -> None:
    for example in rule.examples:
        assert rule.id in {e.rule_id for e in metadata_of(example).evidence}, example
    for example in rule.counter_examples:
        assert rule.id not in {e.rule_id for e in metadata_of(example).evidence}, example


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        (RESOLUTION, "symbol", "A/RES/81/999"),
        (RESOLUTION, "title", "Bridges across the great lakes and their upkeep"),
        (RESOLUTION, "doc_type", DocType.RESOLUTION),
        (RESOLUTION, "adopted_date", date(2027, 3, 2)),
        (RESOLUTION, "published_date", date(2027, 3, 12)),
        (RESOLUTION, "issuing_body", "UN General Assembly"),
        (RESOLUTION, "structure", Structure.FORMAL_RESOLUTION),
        (RESOLUTION, "place", None),
        (COUNCIL, "symbol", "S/RES/2999(2027)"),
        (COUNCIL, "title", "Resolution 2999 (2027)"),
        (COUNCIL, "adopted_date", date(2027, 3, 2)),
    ],
)
def test_a_masthead_is_read_by_its_places(text: str, field: str, value: object) -> None:
    assert getattr(metadata_of(text), field) == value


@pytest.mark.parametrize(
    ("text", "doc_type", "adopted", "published"),
    [
        (
            "Nairobi Declaration\n\nWe, the mayors, met in Nairobi on 3-4 May 2027 and agreed.",
            "declaration",
            "2027-05-04",
            None,
        ),
        (
            "Joint Statement of the Mayors\n\n5 May 2027\n\nThe mayors met on 4 May 2027 and were pleased.",
            "joint_statement",
            "2027-05-04",
            "2027-05-05",
        ),
        (
            "Mayors to meet\n\nNairobi, 5 May 2027 - The mayors will meet on 9 May 2027, they said.",
            "press_release",
            None,
            "2027-05-05",
        ),
        (
            "Chair’s Summary\n\nMeeting of Mayors\n\nNairobi, 4 May 2027\n\n1. The mayors met.",
            "chair_summary",
            "2027-05-04",
            None,
        ),
        (
            "Action Plan of the Mayors\n\nThe mayors met on 4 May 2027 and adopted a list of works.",
            "plan_of_action",
            "2027-05-04",
            None,
        ),
    ],
)
def test_adopted_texts_have_the_last_day_and_releases_their_own(
    text: str, doc_type: str, adopted: str | None, published: str | None
) -> None:
    metadata = metadata_of(text)
    assert metadata.doc_type == doc_type
    assert (metadata.adopted_date and metadata.adopted_date.isoformat()) == adopted
    assert (metadata.published_date and metadata.published_date.isoformat()) == published


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        (
            "Joint Statement\n\n(Nairobi, 4 May 2027)\n\nThe mayors met and were pleased with what they saw.",
            "Nairobi",
            "KE",
        ),
        ("Nairobi Declaration\n\nWe, the mayors, agree to share the costs of the bridge.", "Nairobi", "KE"),
        ("Joint Statement\n\nThe mayors spoke by telephone on 4 May 2027 and were pleased.", None, None),
        (
            "Joint Statement\n\nThe mayor received a delegation in Nairobi. They spoke of rafts.",
            "Nairobi",
            "KE",
        ),
        (
            "Joint Statement on the Talks of the Mayors in Nairobi\n\nThe mayors agree to share the costs.",
            "Nairobi",
            "KE",
        ),
        (
            "Joint Statement\n\nThe mayor was honoured to welcome a colleague to Nairobi to speak of rafts.",
            "Nairobi",
            "KE",
        ),
        (
            "Readout of the Mayor's Meeting with her Colleague\n\nThe mayors met in Nairobi today.",
            None,
            None,
        ),
        (
            "Statement on the Mayor's Journey\n\nThe mayor will travel to two lakes. She will attend a "
            "summit in Nairobi on 4 May 2027.\n\nShe will then hold a meeting in Riga on 6 May 2027.",
            None,
            None,
        ),
    ],
)
def test_place_and_country(text: str, place: str | None, country: str | None) -> None:
    metadata = metadata_of(text)
    assert (metadata.place, metadata.country_code) == (place, country)


def test_every_value_has_evidence_within_the_text() -> None:
    for text in (RESOLUTION, COUNCIL):
        metadata = metadata_of(text)
        fields = {evidence.field for evidence in metadata.evidence}
        assert {"symbol", "title", "doc_type", "adopted_date", "published_date", "issuing_body"} <= fields
        assert all(evidence.span.end <= len(text) for evidence in metadata.evidence)
        title = metadata.span_of("title")
        assert title is not None
        assert " ".join(title.of(text).split()) == metadata.title


@pytest.mark.parametrize(
    ("text", "doc_type", "title"),
    [
        (
            "LAKE FORUM\n\nRiga, 4 May 2031\n\nPROGRAMME\n(as of 1 May 2031)\n\n10:00 - 10:45   Opening\n"
            "                - Address by the Minister of Bridges\n",
            DocType.AGENDA,
            "PROGRAMME",
        ),
        (
            "LAKE FORUM BULLETIN\n\nThe forum was opened this morning, and the delegates discussed bridges.",
            DocType.PRESS_RELEASE,
            "LAKE FORUM BULLETIN",
        ),
        (
            "КОММЮНИКЕ\nФорума озёрных городов\n\nг. Рига, 4 мая 2031 года\n\nВ Риге состоялся "
            "форум городов, "
            "стоящих на озере. Участники договорились построить мост и разделить расходы поровну.",
            DocType.COMMUNIQUE,
            "КОММЮНИКЕ Форума озёрных городов",
        ),
        (
            "PRESSEMITTEILUNG\n\nRiga, 4. Mai 2031\n\nStädte am See bauen eine Brücke\n\nDie Städte "
            "am See haben "
            "beschlossen, eine Brücke zu bauen und die Kosten gerecht zu teilen.",
            DocType.PRESS_RELEASE,
            "Städte am See bauen eine Brücke",
        ),
        (
            "MEMORANDUM OF UNDERSTANDING\n\nbetween\n\nthe Bridge Agency of Latvia\n\nand\n\nthe "
            "Lake Office of Peru"
            "\n\nThe Bridge Agency and the Lake Office, hereinafter the Parties, have agreed as follows:",
            DocType.MEMORANDUM,
            "MEMORANDUM OF UNDERSTANDING between the Bridge Agency of Latvia and the Lake Office of Peru",
        ),
    ],
)
def test_types_and_titles(text: str, doc_type: DocType, title: str) -> None:
    made = metadata_of(text)
    assert (made.doc_type, made.title) == (doc_type, title)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "Communiqué of the Lake Forum on Bridges\n\nThe forum was held in Riga on 4 May 2031.",
            "participants of the Lake Forum on Bridges",
        ),
        (
            "Chair’s Summary of the Tenth Lake Summit\n\nThe summit was held in Riga on 4 May 2031.",
            "Chair of the Tenth Lake Summit",
        ),
        (
            "Latvia-Peru Joint Statement on Bridges\n\nBridges were discussed on 4 May 2031.",
            "Latvia-Peru",
        ),
        (
            "Agreement between Latvia and Peru on Bridges\n\nLatvia and Peru have agreed as follows:",
            "Latvia and Peru",
        ),
    ],
)
def test_issuers(text: str, issuer: str) -> None:
    assert metadata_of(text).issuing_body == issuer


def test_drafts_are_marked() -> None:
    assert metadata_of("DRAFT\n\nNairobi Declaration\n\nWe agree.").version_status is VersionStatus.DRAFT
    assert metadata_of("Nairobi Declaration\n\nWe agree.").version_status is VersionStatus.FINAL


@pytest.mark.parametrize(
    ("symbol", "status"),
    [
        ("A/81/L.99", VersionStatus.DRAFT),
        ("A/81/L.99/Rev.1", VersionStatus.DRAFT),
        ("A/81/999/Rev.1", VersionStatus.REVISED),
        ("A/81/999/Add.3", VersionStatus.FINAL),
    ],
)
def test_a_symbol_tells_the_version_by_its_own_words(symbol: str, status: VersionStatus) -> None:
    text = RESOLUTION.replace("A/RES/81/999", symbol)
    metadata = metadata_of(text)
    assert metadata.version_status is status
    span = metadata.span_of("version_status")
    assert (span.of(text) if span else None) == (None if status is VersionStatus.FINAL else symbol)


@pytest.mark.parametrize("text", ["x", "1.", "***", "\n\n:\n", "(2027)", "Resolution", "A/RES/"])
def test_scraps_of_text_do_no_harm(text: str) -> None:
    assert metadata_of(text).symbol is None


def test_the_title_of_a_letter_ends_where_the_letter_begins() -> None:
    text = (
        "S/2031/999\n\nUnited Nations\n\nSecurity Council\n\nDistr.: General\n2 June 2031\n\n"
        "Letter dated 2 June 2031 from the Permanent Representative of\n"
        "Latvia to the United Nations addressed to the Secretary-General\n"
        "I am pleased to send you a paper on the bridges that cross the lakes\nof our region.\n"
    )
    title = (
        "Letter dated 2 June 2031 from the Permanent Representative of Latvia "
        "to the United Nations addressed to the Secretary-General"
    )
    assert metadata_of(text).title == title
    instructed = text.replace("I am pleased", "On instructions from my Government, I wish")
    assert metadata_of(instructed).title == title


def test_the_title_of_a_draft_stands_behind_those_who_submitted_it() -> None:
    text = (
        "E/2031/L.99\n\nUnited Nations\n\nEconomic and Social Council\n\nDistr.: Limited\n\n"
        "Draft resolution submitted by the Vice-President of the Council on the basis of\n"
        "informal talks\n\nBridges across lakes\n\nThe Social Council,\n\n1. Notes the bridges.\n"
    )
    metadata = metadata_of(text)
    assert (metadata.doc_type, metadata.title) == (DocType.RESOLUTION, "Bridges across lakes")
