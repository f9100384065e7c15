"""Acts on instruments that are only described, and statements that a text gives a day."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from tests.documents import parsed

# Text, and of each event: kind, name, first day.
ACTS = [
    (
        "Note\n\nThe Oslo Trade Agreement, signed on 3 May 2024, is expected to come into force in May 2031.",
        [
            "signing | signing of the Oslo Trade Agreement | 2024-05-03",
            "entry_into_force | entry into force of the Oslo Trade Agreement | 2031-05-01",
        ],
    ),
    (
        "Note\n\nThe Oslo Trade Agreement was signed in 2000 and entered into force in 2001.",
        [
            "signing | signing of the Oslo Trade Agreement | 2000-01-01",
            "entry_into_force | entry into force of the Oslo Trade Agreement | 2001-01-01",
        ],
    ),
    (
        "Note\n\nThey hailed the signing of the Oslo Trade Agreement, which entered into force in May 2001.",
        [
            "signing | signing of the Oslo Trade Agreement | -",
            "entry_into_force | entry into force of the Oslo Trade Agreement | 2001-05-01",
        ],
    ),
    (
        "Note\n\nRecalling the adoption of the 2018–2030 Lake Strategy, A/90/5, annex, they left.",
        ["adoption | adoption of the Lake Strategy | -"],
    ),
    (
        "Note\n\nThe Emergency Plan for Fishing on the Trout Lake, adopted on 3 May 2014, is good.",
        ["adoption | adoption of the Emergency Plan for Fishing on the Trout Lake | 2014-05-03"],
    ),
    (
        "Note\n\nNorway acceded to the Lake Convention on 3 May 2013. The Convention entered into force for "
        "Norway on 4 June 2013.",
        [
            "signing | accession to the Lake Convention | 2013-05-03",
            "entry_into_force | entry into force of the Lake Convention | 2013-06-04",
        ],
    ),
    (
        "Note\n\nThey welcomed Norway’s accession to the Lake Convention.",
        ["signing | accession to the Lake Convention | -"],
    ),
    ("Note\n\nNorway’s accession to the Lake Convention would help.", []),
    ("Note\n\nStates that have acceded to the Lake Convention may vote.", []),
    (
        "Note\n\nThey welcomed the entry into force of the Treaty on 22 January 2021.",
        ["entry_into_force | entry into force of the Treaty | 2021-01-22"],
    ),
    ("Note\n\nThey urged the entry into force of the Treaty, and signed the Treaty.", []),
    (
        "Note\n\nThey noted the entry into force on 1 May 2019 of the Trout Amendment to the Lake Treaty.",
        ["entry_into_force | entry into force of the Trout Amendment | 2019-05-01"],
    ),
    (
        "Note\n\nThey noted the signing, on 3 May 2021, of an agreement to protect trout.",
        ["signing | signing of the agreement | 2021-05-03"],
    ),
    (
        "Note\n\nThey recalled the Trout Strategy 2016–2030 of the Lake Organization, adopted in May 2015.",
        ["adoption | adoption of the Trout Strategy 2016–2030 | 2015-05-01"],
    ),
    (
        "Note\n\nNoting the adoption, on 14 June 2006 in Oslo by the lake ministers, of the "
        "Convention on Small Boats, they left.",
        ["adoption | adoption of the Convention on Small Boats | 2006-06-14"],
    ),
    (
        "Note\n\nWelcoming the recent adoption by the Committee on the Peaceful Uses of Lakes of the "
        "Guidelines for the Protection of Trout, they left.",
        ["adoption | adoption of the Guidelines for the Protection of Trout | -"],
    ),
    (
        "Note\n\nThe adoption by the Council of a report on the objectives of the Convention on Small Boats "
        "was late.",
        [],
    ),
    (
        "Note\n\nNoting the adoption, implementation and monitoring of the Lake Plan of Action, they left.",
        ["adoption | adoption of the Lake Plan of Action | -"],
    ),
    ("Note\n\nThey must speed up the adoption and implementation of the Lake Plan of Action.", []),
    (
        "Note\n\nThey adopted a decision entitled “Trout in Winter” (LC-3/DEC.4, dated 3 May 2015).",
        ["adoption | adoption of the decision entitled “Trout in Winter” | 2015-05-03"],
    ),
    (
        "Note\n\nThe Lake Council adopted a decision on trout in winter (LC-3/DEC.4, paragraph 3).",
        [],
    ),
    (
        "Note\n\nThe Charter of the Lake States, which came into force on 15 December 2008, binds them.",
        ["entry_into_force | entry into force of the Charter of the Lake States | 2008-12-15"],
    ),
    (
        "Note\n\nThey welcomed the signing of a memorandum of understanding between Norway and Sweden.",
        ["signing | signing of the memorandum of understanding between Norway and Sweden | -"],
    ),
    (
        "Note\n\nWe signed the Terms of Reference (TOR) on the establishment of the Lake Team.",
        ["signing | signing of the Terms of Reference (TOR) on the establishment of the Lake Team | -"],
    ),
    (
        "Note\n\nThey recalled the joint communiqué signed in Oslo on 9 November 2007.",
        ["signing | signing of the joint communiqué | 2007-11-09"],
    ),
    (
        "Note\n\nIt rests on the Joint Declaration on Salmon Rivers we endorsed in Oslo in May 2021.",
        ["adoption | adoption of the Joint Declaration on Salmon Rivers | 2021-05-01"],
    ),
    (
        "Note\n\nThey recalled the decision on trout fishing, adopted by the 1995 Salmon Conference.",
        [
            "adoption | adoption of the decision on trout fishing | 1995-01-01",
            "conference | 1995 Salmon Conference | 1995-01-01",
        ],
    ),
    (
        "Note\n\nThey welcomed the signing on 6 April 2012 of a framework agreement on trout.",
        ["signing | signing of the framework agreement on trout | 2012-04-06"],
    ),
    (
        "Note\n\nThe ceasefire agreement signed on 9 May 2007 held. An agreement signed on 9 May 2007.",
        ["signing | signing of the ceasefire agreement | 2007-05-09"],
    ),
    (
        "Note\n\nThey recalled the solemn declaration adopted on 26 May 2013.",
        ["adoption | adoption of the solemn declaration | 2013-05-26"],
    ),
    (
        "Note\n\nThey recalled the adoption of the Trout Action Plan at the 6th U.S. Lake Summit "
        "on 15 May 2018.",
        [
            "adoption | adoption of the Trout Action Plan | 2018-05-15",
            "summit | 6th U.S. Lake Summit | 2018-05-15",
        ],
    ),
    (
        "Note\n\nOn 10 January 2024 the Security Council passed resolution 2722 (2024).",
        ["adoption | adoption of the resolution 2722 (2024) | 2024-01-10"],
    ),
    (
        "Note\n\nI congratulate Norway and Sweden on signing a trilateral memorandum on trout.",
        ["signing | signing of the trilateral memorandum on trout | -"],
    ),
    (
        "Note\n\nThey left the day after adopting the Trout Action Plan on 26 May 2013.",
        ["adoption | adoption of the Trout Action Plan | 2013-05-26"],
    ),
    ("Note\n\nTrout would gain by signing a memorandum, and before adopting the Trout Action Plan.", []),
    (
        "Note\n\nThey signed a Memorandum of Understanding on nets and an agreement on visa-free travel.",
        [
            "signing | signing of the Memorandum of Understanding on nets | -",
            "signing | signing of the agreement on visa-free travel | -",
        ],
    ),
    (
        "Note\n\nThey recalled the Council Decision adopted in Oslo on 4 December 2020.",
        ["adoption | adoption of the Council Decision | 2020-12-04"],
    ),
    ("Note\n\nThey left the Lake Treaty Organization after the signing of the treaty.", []),
    (
        "Note\n\nRecalling the adoption of the Lake States Assembly (LSA) resolution 9971/199, they swam.",
        ["adoption | adoption of the resolution 9971/199 | -"],
    ),
    (
        "Note\n\nIts 3 March 2015 unanimous adoption by the Lake Assembly of resolution 9971/199 was noted.",
        ["adoption | adoption of the resolution 9971/199 | 2015-03-03"],
    ),
    (
        "Note\n\n1. In adopting its resolution 9253 (2015), the Security Council spoke of trout.",
        ["adoption | adoption of the resolution 9253 (2015) | 2015-01-01"],
    ),
    (
        "Note\n\nOn 3 May 2024, the Security Council unanimously extended the mandate of the lake force "
        "for a year (resolution 9757 (2024)).",
        ["adoption | adoption of the resolution 9757 (2024) | 2024-05-03"],
    ),
    (
        "Note\n\nThey recalled resolution A/ES-19/L.7, titled “Trout and its Charter”, adopted on 3 May "
        "2024.",
        ["adoption | adoption of the A/ES-19/L.7, titled “Trout and its Charter” | 2024-05-03"],
    ),
    ("Note\n\nThe Security Council extended the mandate by its resolution 9757 (2024).", []),
    ("Note\n\nThere is interest in adopting resolution 9253 (2015).", []),
    ("Note\n\nThe parliament adopted an action plan on trout.", []),
    ("Note\n\nThey thank the countries that have endorsed the Trout Roadmap.", []),
    ("Note\n\nThey look back on the signing of the agreement.", []),
    ("Note\n\nThey support the conclusion of a peace treaty between the lake states.", []),
    ("Note\n\nThey called for the signing of a new treaty on trout.", []),
]

STATEMENTS = [
    (
        "Note\n\nThey noted the launch, on 3 May 2021, of the Lake Action Plan to Save Trout.",
        ["statement | launch of the Lake Action Plan to Save Trout | 2021-05-03"],
    ),
    (
        "Note\n\nThey recalled the launch of the Trout Decade in Oslo on 29 May 2019 by the ministers.",
        ["statement | launch of the Trout Decade | 2019-05-29"],
    ),
    (
        "Note\n\nThey praised the Clean Lake Programme, launched by the Lake Council on 6 June 2006.",
        ["statement | launch of Clean Lake Programme | 2006-06-06"],
    ),
    ("Note\n\nThey spoke of the fish of South Lakeland, launched on 6 June 2006.", []),
    ("Note\n\nThey condemned the launch of Trout missiles on 6 June 2006.", []),
    (
        "Note\n\nIt follows the Lake Commission’s recent River Gateway launch.",
        ["statement | Lake Commission’s recent River Gateway launch | -"],
    ),
    ("Note\n\nThe Lake Rocket launch in Oslo was late, as was the launch of the product.", []),
    ("Note\n\nToday’s Lake Leaders statement is short.", ["statement | Lake Leaders statement | -"]),
    ("Note\n\nToday’s statement is short.", []),
    (
        "Note\n\nThey noted the Joint Declaration on Trout between the Lake Union and Norway, issued on "
        "3 May 2011.",
        ["statement | Joint Declaration on Trout between the Lake Union and Norway | 2011-05-03"],
    ),
    (
        "Note\n\n4 June 2024\n\nThey recalled the statement by the Lake Council on 1 December 2023.",
        ["statement | statement by the Lake Council | 2023-12-01"],
    ),
    (
        "Note\n\n4 June 2024\n\nOur governments issued a joint statement on trout on 3 January 2024.",
        ["statement | joint statement on trout | 2024-01-03"],
    ),
    (
        "Note\n\n4 June 2024\n\nIn March 2023, we stood in Oslo and announced the pathway to clean lakes.",
        ["statement | announcement of the pathway to clean lakes | 2023-03-01"],
    ),
    (
        "Note\n\n4 June 2024\n\nThe Lake Strategy, which was announced in September 2021, goes on.",
        ["statement | announcement of Lake Strategy | 2021-09-01"],
    ),
    (
        "Note\n\nThe President of the Security Council made the following statement:",
        ["statement | statement by the President of the Security Council | -"],
    ),
    (
        "Note\n\n4 June 2024\n\nThey recalled the Lake & River Ministers’ Statement issued on 7 May 2023.",
        ["statement | Lake & River Ministers’ Statement | 2023-05-07"],
    ),
    (
        "Note\n\n4 June 2024\n\nThey recalled the statement of 3 August 2007.",
        ["statement | statement of 3 August 2007 | 2007-08-03"],
    ),
    (
        "Note\n\n4 June 2024\n\nThey recalled the Joint Statement on Trout issued in Oslo on 7 May 2023.",
        ["statement | Joint Statement on Trout | 2023-05-07"],
    ),
    ("Note\n\n4 June 2024\n\nThey issued a joint statement on trout.", []),
    ("Note\n\n4 June 2024\n\nThey announced a plan that will begin on 3 January 2024.", []),
    ("Note\n\n4 June 2024\n\nSince 3 January 2024, they have announced more help for lakes.", []),
    ("Note\n\n4 June 2024\n\nToday, they announced more help for lakes.", []),
]


@pytest.mark.parametrize(("text", "expected"), [*ACTS, *STATEMENTS])
def test_acts(text: str, expected: list[str]) -> None:
    events = extract(parsed(text)).events
    assert [f"{each.kind} | {each.name} | {each.start_date or '-'}" for each in events] == expected
