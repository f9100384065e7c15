"""Commitments: what counts, how strong it is, who is asked, and where a quote begins and ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.extract import extract
from extractors.model import DocType, DocumentMetadata
from tests.documents import parsed
from tests.extractors.clause_reading import NARRATIVE, RESOLUTION, read_text

COUNTED = [
    # text, kind, strength, quotes
    ("In this regard, they will dredge the harbour.", "pledge", 4, ["they will dredge the harbour"]),
    (
        "An agreement was reached to dredge the bay.",
        "pledge",
        4,
        ["An agreement was reached to dredge the bay"],
    ),
    (
        "The decision was taken to close the port.",
        "decision",
        4,
        ["The decision was taken to close the port"],
    ),
    (
        "The envoys took the decision to map the reef.",
        "decision",
        4,
        ["The envoys took the decision to map the reef"],
    ),
    (
        "The ministers gave instructions to the crews to map it.",
        "call",
        4,
        ["The ministers gave instructions to the crews to map it"],
    ),
    (
        "We task the crews with following up.",
        "call",
        4,
        ["We task the crews with following up"],
    ),
    (
        "The Fund was charged with dredging the bay.",
        "call",
        4,
        ["The Fund was charged with dredging the bay"],
    ),
    (
        "The sides came out in favour of dredging the bay.",
        "endorsement",
        2,
        ["The sides came out in favour of dredging the bay"],
    ),
    (
        "The initiative to dredge the bay found broad support.",
        "endorsement",
        2,
        ["The initiative to dredge the bay found broad support"],
    ),
    ("The Fund announced that it intends to fund buoys.", "pledge", 2, ["it intends to fund buoys"]),
    (
        "It was suggested that the Fund map the reef and share the charts.",
        "recommendation",
        1,
        ["It was suggested that the Fund map the reef", "share the charts"],
    ),
    (
        "The ministers set themselves the goal of doubling the fleet.",
        "pledge",
        2,
        ["The ministers set themselves the goal of doubling the fleet"],
    ),
    (
        "The agencies were recommended to map it.",
        "recommendation",
        2,
        ["The agencies were recommended to map it"],
    ),
    (
        "The minister extended an invitation to Norway to visit the port.",
        "call",
        2,
        ["The minister extended an invitation to Norway to visit the port"],
    ),
    ("There was consensus that crews should be trained.", "recommendation", 2, ["crews should be trained"]),
    (
        "The ministers confirmed that their countries will not let rafts pass.",
        "pledge",
        4,
        ["their countries will not let rafts pass"],
    ),
    (
        "The ministers reaffirmed that they will not join alliances.",
        "pledge",
        4,
        ["The ministers reaffirmed that they will not join alliances"],
    ),
    (
        "The sides came to an agreement on the need to map the reef.",
        "recommendation",
        2,
        ["The sides came to an agreement on the need to map the reef"],
    ),
    ("We will each name a pilot.", "pledge", 4, ["We will each name a pilot"]),
    ("We are then prepared to help crews.", "pledge", 3, ["We are then prepared to help crews"]),
    (
        "They call on all parties to open the strait, aid crews, and respect customs.",
        "call",
        3,
        ["They call on all parties to open the strait", "aid crews", "respect customs"],
    ),
    (
        "The sides pledged to dredge ports, taking bold steps to fund it.",
        "pledge",
        4,
        ["The sides pledged to dredge ports, taking bold steps to fund it"],
    ),
    (
        "We will build on the Forum on Ports, Quays and Docks held in May in Riga.",
        "pledge",
        4,
        ["We will build on the Forum on Ports, Quays and Docks held in May in Riga"],
    ),
    (
        "We will train pilots, fight piracy, and build and repair new buoys.",
        "pledge",
        4,
        ["We will train pilots", "fight piracy", "build and repair new buoys"],
    ),
    (
        "We will widen our ties with Riga and increase port patrols.",
        "pledge",
        4,
        ["We will widen our ties with Riga", "increase port patrols"],
    ),
    ("We will work for a free and open sea.", "pledge", 4, ["We will work for a free and open sea"]),
    (
        "The envoys asked the crews to map the reef to guide ships and to map the bay.",
        "call",
        2,
        ["The envoys asked the crews to map the reef to guide ships", "to map the bay"],
    ),
    (
        "We call on Ruritania to free the crews and to swiftly, fully and finally leave the port.",
        "call",
        3,
        ["We call on Ruritania to free the crews", "to swiftly, fully and finally leave the port"],
    ),
    (
        "They agreed to train crews to find and rescue sailors.",
        "pledge",
        4,
        ["They agreed to train crews to find and rescue sailors"],
    ),
    (
        "We commit to raising dykes, to increasing the flow of fish, and to saving marshes.",
        "pledge",
        4,
        ["We commit to raising dykes", "to increasing the flow of fish", "to saving marshes"],
    ),
    (
        "They stressed the importance of building strong dykes.",
        "recommendation",
        1,
        ["They stressed the importance of building strong dykes"],
    ),
    (
        "Ruritania seeks closer ties with all ports.",
        "pledge",
        2,
        ["Ruritania seeks closer ties with all ports"],
    ),
    (
        "The board reminded all pilots that they must report each storm.",
        "recommendation",
        3,
        ["The board reminded all pilots that they must report each storm"],
    ),
    (
        "Today the leaders announced the Pearl Compact, a new fund for ports.",
        "decision",
        4,
        ["the leaders announced the Pearl Compact, a new fund for ports"],
    ),
    (
        "The envoys stressed the need to dredge the bay, and the mayor praised the pilots.",
        "recommendation",
        2,
        ["The envoys stressed the need to dredge the bay"],
    ),
    (
        "Our Harbour Charter, building on the aims of all, affirms our commitment to dredging the bay.",
        "pledge",
        3,
        ["Our Harbour Charter, building on the aims of all, affirms our commitment to dredging the bay"],
    ),
    (
        "Norway has made commitments on guarding eels.",
        "pledge",
        4,
        ["Norway has made commitments on guarding eels"],
    ),
    (
        "The leaders committed their full efforts toward ending the siege.",
        "pledge",
        4,
        ["The leaders committed their full efforts toward ending the siege"],
    ),
    (
        "Norway has agreed to dredge the bay, and has hired two ships.",
        "pledge",
        4,
        ["Norway has agreed to dredge the bay"],
    ),
    (
        "Norway commits to the repair of its quays and docks, including granting extended leave to crews.",
        "pledge",
        4,
        ["Norway commits to the repair of its quays and docks, including granting extended leave to crews"],
    ),
    (
        "We will widen ports for transit and trade promotion, repair the quays, and train pilots.",
        "pledge",
        4,
        ["We will widen ports for transit and trade promotion", "repair the quays", "train pilots"],
    ),
    ("The envoy announced that Norway intends to buy ships.", "pledge", 2, ["Norway intends to buy ships"]),
    ("Toward this end, Norway commits to buy ships.", "pledge", 4, ["Norway commits to buy ships"]),
    ("We will also discuss ways to clear mines.", "pledge", 1, ["We will also discuss ways to clear mines"]),
    (
        "They noted the storm and to this end called on all crews to stay.",
        "call",
        3,
        ["called on all crews to stay"],
    ),
    (
        "The envoys are worried by the storm and call on all ports to open.",
        "call",
        3,
        ["call on all ports to open"],
    ),
    ("Norway has drained the marsh and will fill the ditch.", "pledge", 4, ["will fill the ditch"]),
    ("The sides will continue to trade data.", "pledge", 3, ["The sides will continue to trade data"]),
    ("The sides agreed to consider a toll.", "pledge", 1, ["The sides agreed to consider a toll"]),
    ("Each Party shall keep a register.", "pledge", 5, ["Each Party shall keep a register"]),
    ("We remain firmly committed to open ports.", "pledge", 3, ["We remain firmly committed to open ports"]),
    ("They met in Oslo and vowed to return the ships.", "pledge", 4, ["vowed to return the ships"]),
    (
        "The sides voiced their readiness for opening ports, training pilots, as well as sharing charts.",
        "pledge",
        3,
        ["The sides voiced their readiness for opening ports", "training pilots", "sharing charts"],
    ),
    (
        "The envoys agreed to share charts in the north; to train pilots; and to open a school.",
        "pledge",
        4,
        ["The envoys agreed to share charts in the north", "to train pilots", "to open a school"],
    ),
    (
        "The sides agreed to increase and strengthen patrols.",
        "pledge",
        4,
        ["The sides agreed to increase and strengthen patrols"],
    ),
    (
        "Members noted the need to work together in tracing ships, freezing funds and closing ports.",
        "recommendation",
        2,
        ["Members noted the need to work together in tracing ships, freezing funds and closing ports"],
    ),
    (
        "The importance of deepening ports was underlined.",
        "recommendation",
        1,
        ["The importance of deepening ports was underlined"],
    ),
    (
        "It was stressed that all States must deepen ports.",
        "recommendation",
        3,
        ["all States must deepen ports"],
    ),
    (
        "The envoys urged all States to deepen ports.",
        "call",
        4,
        ["The envoys urged all States to deepen ports"],
    ),
    (
        "The envoys called all States to deepen ports.",
        "call",
        3,
        ["The envoys called all States to deepen ports"],
    ),
    ("The leaders approved the road map.", "decision", 4, ["The leaders approved the road map"]),
    (
        "The leaders welcomed the initiative to meet yearly.",
        "endorsement",
        1,
        ["The leaders welcomed the initiative to meet yearly"],
    ),
    (
        "The leaders supported plans for a canal.",
        "endorsement",
        2,
        ["The leaders supported plans for a canal"],
    ),
    (
        "Noting the rain, the sides pledged to build dams, recalling the flood.",
        "pledge",
        4,
        ["the sides pledged to build dams"],
    ),
    (
        "The sides agreed to train pilots for the coast, to make the ports safer.",
        "pledge",
        4,
        ["The sides agreed to train pilots for the coast, to make the ports safer"],
    ),
    (
        "Members noted the need to dredge the ports, as well as investing in new locks.",
        "recommendation",
        2,
        ["Members noted the need to dredge the ports", "investing in new locks"],
    ),
    (
        "Members noted the importance of opening ports, and all crews sharing charts and meeting yearly.",
        "recommendation",
        1,
        ["Members noted the importance of opening ports", "all crews sharing charts and meeting yearly"],
    ),
    (
        "They are committed to mapping, dredging and guarding the canal.",
        "pledge",
        3,
        ["They are committed to mapping, dredging and guarding the canal"],
    ),
    (
        "We demand that the parties release the crews and swiftly, fully and finally repair the ports.",
        "call",
        5,
        ["We demand that the parties release the crews", "swiftly, fully and finally repair the ports"],
    ),
    (
        "The council demands that the parties allow, secure and support free passage.",
        "call",
        5,
        ["The council demands that the parties allow, secure and support free passage"],
    ),
    (
        "The envoy stated that Norway stands ready to dredge the port.",
        "pledge",
        3,
        ["Norway stands ready to dredge the port"],
    ),
    (
        "The envoy stressed that Norway would always guard the port.",
        "pledge",
        4,
        ["Norway would always guard the port"],
    ),
    (
        "The sides agreed that they will remain in close touch.",
        "pledge",
        3,
        ["The sides agreed that they will remain in close touch"],
    ),
    ("We will stand by the crews.", "pledge", 4, ["We will stand by the crews"]),
    ("We will oppose all raids on the port.", "pledge", 4, ["We will oppose all raids on the port"]),
    ("The ministers will be building the port.", "pledge", 4, ["The ministers will be building the port"]),
    ("The ministers will meet every year.", "pledge", 4, ["The ministers will meet every year"]),
    (
        "They reaffirmed their commitments on guarding the port.",
        "pledge",
        3,
        ["They reaffirmed their commitments on guarding the port"],
    ),
]


@pytest.mark.parametrize(("text", "kind", "strength", "quotes"), COUNTED)
def test_counted(text: str, kind: str, strength: int, quotes: list[str]) -> None:
    document, _, commitments, _ = read_text(text)
    assert [c.span.of(document.text) for c in commitments] == quotes
    assert {(c.kind.value, c.strength) for c in commitments} == {(kind, strength)}
    assert len({c.compound_group for c in commitments}) == 1


def test_targets_of_an_undivided_act() -> None:
    text = "Members noted the need to work together in tracing ships, freezing funds and closing ports."
    document, _, commitments, _ = read_text(text)
    targets = [target.of(document.text) for target in commitments[0].targets]
    assert targets == ["tracing ships", "freezing funds", "closing ports"]


NOT_COUNTED = [
    ("The Conference “Rafts: Joint Ministers” will bring together crews.", "prediction"),
    ("The report found broad support.", "acknowledgement"),
    ("The Council, at its tenth session, adopted a decision entitled “Safe Rafts”.", "assertion"),
    ("The envoys will consider the report at their meeting.", "acknowledgement"),
    ("They supplied the Coast Guard with the boats it needs to defend the bay.", "expectation"),
    ("The talks will ease trade.", "prediction"),
    ("When the pact was signed, the leaders pledged to dredge the bay.", "assertion"),
    ("Two years ago the leaders pledged to dredge the bay.", "assertion"),
    ("We reaffirm our determination that piracy is a crime to all.", "acknowledgement"),
    ("The minister's visit underscores Norway's commitment to open ports.", "acknowledgement"),
    ("We welcomed the decision last May to open the port.", "acknowledgement"),
    ("The summit will be held in May.", "event_announcement"),
    ("The minister will attend the fair.", "event_announcement"),
    ("The sides welcomed the signing of the pact.", "acknowledgement"),
    ("The sides stressed that ports matter.", "acknowledgement"),
    ("The sides agreed that trade remains a priority.", "acknowledgement"),
    ("The sides stressed the role of ports.", "acknowledgement"),
    ("The sides voiced concern at the raids.", "concern"),
    ("The sides condemned the raids.", "condemnation"),
    ("The sides thanked the crews.", "appreciation"),
    ("The sides discussed the need to deepen ports.", "assertion"),
    ("Recalling their commitment to deepen ports.", "preambular_clause"),
]


@pytest.mark.parametrize(("text", "kind"), NOT_COUNTED)
def test_not_counted(text: str, kind: str) -> None:
    _, _, commitments, statements = read_text(text)
    assert not commitments
    assert [statement.kind.value for statement in statements] == [kind]


def test_second_verbs_of_a_paragraph() -> None:
    text = "The General Assembly,\n\n1. Notes the report, and requests the Secretary-General to print it;"
    document, _, commitments, statements = read_text(text, RESOLUTION)
    assert [c.span.of(document.text) for c in commitments] == ["requests the Secretary-General to print it"]
    assert [s.span.of(document.text) for s in statements] == ["Notes the report"]
    assert commitments[0].actor == "The General Assembly"
    assert commitments[0].actor_span is None


def test_chapeau() -> None:
    items = "- open a school of pilotage;\n\n- dredge the old harbour; and\n\n- share charts of the coast."
    text = f"The ministers agreed to:\n\n{items}\n\nThe sun shone."
    document, _, commitments, _ = read_text(text)
    assert [c.span.of(document.text) for c in commitments] == [
        "open a school of pilotage",
        "dredge the old harbour",
        "share charts of the coast",
    ]
    assert {c.actor for c in commitments} == {"The ministers"}


SPEAKERS_CUT_OFF = [
    (
        "We, the Ministers of the Lake, having met in Riga,\n\nRecalling the Lake Charter,\n\n"
        "1. Reaffirm our commitment to dredging the bay;\n\n"
        "2. Resolve to map the reef and urge all crews to help.",
        [
            "Reaffirm our commitment to dredging the bay",
            "Resolve to map the reef",
            "urge all crews to help",
        ],
    ),
    (
        "The Ministers and heads of delegations,\n\nHave agreed as follows:\n\nTo dredge the bay;\n\n"
        "To ask the Fund to pay.",
        ["To dredge the bay", "To ask the Fund to pay"],
    ),
    ("The bay is deep,\n\n1. Reaffirm our commitment to dredging it.", []),
]


def test_a_recital_inserted_before_the_act() -> None:
    text = (
        "The General Assembly,\n\n1. Decides, taking into account the cost of rafts and of the piers that "
        "were built in the last ten years on both of the shores, to map the reef."
    )
    document, _, commitments, _ = read_text(text, RESOLUTION)
    assert [c.span.of(document.text)[-15:] for c in commitments] == ["to map the reef"]


@pytest.mark.parametrize(("text", "quotes"), SPEAKERS_CUT_OFF)
def test_speakers_cut_off_by_a_comma(text: str, quotes: list[str]) -> None:
    document, _, commitments, _ = read_text(text)
    assert [c.span.of(document.text) for c in commitments] == quotes


ADDRESSEES = [
    ("The envoys called on all States of the coast to deepen ports.", "all States of the coast"),
    ("The envoys invited the Fund, within its means, to deepen ports.", "the Fund"),
    ("The envoys called for the opening of ports by the coastal States.", "the coastal States"),
    ("The envoys stressed that all States should deepen ports.", "all States"),
    ("Private firms were invited to deepen ports.", "Private firms"),
    ("The envoys demand that all crews, within their means, quickly deepen ports.", "all crews"),
    ("The envoys called for calm.", None),
]


@pytest.mark.parametrize(("text", "addressee"), ADDRESSEES)
def test_addressee(text: str, addressee: str | None) -> None:
    document, _, commitments, _ = read_text(text)
    span = commitments[0].addressee_span
    assert (span.of(document.text) if span else None) == addressee


def quotes(text: str, metadata: DocumentMetadata = NARRATIVE) -> list[str]:
    document, _, commitments, _ = read_text(text, metadata)
    return [commitment.span.of(document.text) for commitment in commitments]


NESTED = (
    "The General Assembly,\n\n1. Decides that the mission shall have the following mandate:\n\n"
    "Support for the ports:\n\n(h) to dredge the old harbour;\n\n(i) to carry out the following tasks:\n\n"
    "(i) To train pilots for the coast;\n\n(ii) To share charts of the coast;\n\n"
    "(j) to open a school of pilotage;\n\n2. Urges all States to dredge their ports."
)


def test_lists_nest_and_end() -> None:
    _, sentences, commitments, _ = read_text(NESTED, RESOLUTION)
    assert quotes(NESTED, RESOLUTION) == [
        "to dredge the old harbour",
        "To train pilots for the coast",
        "To share charts of the coast",
        "to open a school of pilotage",
        "Urges all States to dredge their ports",
    ]
    assert [c.verb_span.of(NESTED) for c in commitments] == ["Decides"] * 4 + ["Urges"]
    governing = [sentences[c.chapeau].span.of(NESTED) if c.chapeau is not None else None for c in commitments]
    assert governing == ["1. Decides that the mission shall have the following mandate:"] * 4 + [None]


SHARED = [
    ("We begin a new chapter and pledge to dredge the port.", 1),
    ("The envoy echoed this view and stressed the need to dredge the port.", 1),
    ("Norway has dredged, and will continue to dredge, its ports.", 1),
    ("We reaffirm that ports matter, and we intend to dredge them.", 1),
    ("We affirm our commitment to schools that teach pilots, support crews and share charts.", 1),
    ("We stress the role of ports and the need to dredge them.", 1),
    ("We are pleased to announce our intention to open a school.", 1),
    ("We remain steadfast in our support for open ports.", 1),
    ("All countries should support a port that is free of ice and establishes a school.", 1),
    ("The sides will end their feud, which hurts both coasts, open a school and close a mine.", 3),
    ("We are creating thousands of new jobs.", 0),
    ("ACKNOWLEDGING that the envoy announced a plan and will dredge the port;", 0),
    ("The office will then be in the port.", 0),
]


@pytest.mark.parametrize(("text", "count"), SHARED)
def test_clauses_that_share(text: str, count: int) -> None:
    assert len(quotes(text)) == count


FAMILIES = [
    # text, quotes
    (
        "We will reward clean ports in these seas and level the field for our crews.",
        ["We will reward clean ports in these seas", "level the field for our crews"],
    ),
    (
        "They will keep the talks for stable ports and step up the clean shift.",
        ["They will keep the talks for stable ports", "step up the clean shift"],
    ),
    (
        "They urged crews to study wrecks, including those in bays, characterize reefs, and share maps.",
        [
            "They urged crews to study wrecks, including those in bays",
            "characterize reefs",
            "share maps",
        ],
    ),
    (
        "They agreed to strengthen ties in clean fuel, green shipping, and the use of rafts.",
        ["They agreed to strengthen ties in clean fuel, green shipping, and the use of rafts"],
    ),
    (
        "They urged States to give thought to joining the pact, as well as printing it.",
        ["They urged States to give thought to joining the pact, as well as printing it"],
    ),
    (
        "The envoys stressed their commitment to mend the port and their intent to move the silt.",
        [
            "The envoys stressed their commitment to mend the port",
            "their intent to move the silt",
        ],
    ),
    (
        "The envoys expressed the desire that all crews reach the bay.",
        ["The envoys expressed the desire that all crews reach the bay"],
    ),
    ("We will also consider ways to ease trade.", ["We will also consider ways to ease trade"]),
    (
        "Norway announces the termination of its port rules.",
        ["Norway announces the termination of its port rules"],
    ),
    (
        "We support the Harbour Fund opening a port by May.",
        ["We support the Harbour Fund opening a port by May"],
    ),
    (
        "The Presidents reaffirmed that both countries are committed to opening the port.",
        ["both countries are committed to opening the port"],
    ),
    (
        "The sides established the U.S.-Chad Port Board to end delays.",
        ["The sides established the U.S.-Chad Port Board to end delays"],
    ),
    (
        "The envoys stressed the need for U.S.–Chad cooperation in ports.",
        ["The envoys stressed the need for U.S.–Chad cooperation in ports"],
    ),
    ("The crews had tea, and both pledged to return the ships.", ["both pledged to return the ships"]),
    ("They signed two pacts, both adopted this year.", []),
    ("Norway stressed that it stands ready to send pilots.", ["it stands ready to send pilots"]),
    (
        "The Board confirmed that it will pay the crews and repair the ships.",
        ["it will pay the crews", "repair the ships"],
    ),
    ("The Board noted that it is raining in the port.", []),
    (
        "The envoys stressed that it is essential to pay crews.",
        ["The envoys stressed that it is essential to pay crews"],
    ),
    (
        "The sides are committed to opening the port, leveraging the new fund and its ships.",
        ["The sides are committed to opening the port, leveraging the new fund and its ships"],
    ),
    (
        "They reaffirmed their commitment to serving crews – paying them, feeding them, and curing them.",
        ["They reaffirmed their commitment to serving crews – paying them, feeding them, and curing them"],
    ),
    (
        "They reaffirmed their commitment to patrols as a key to guarding the port and paying the crews.",
        ["They reaffirmed their commitment to patrols as a key to guarding the port and paying the crews"],
    ),
    (
        "We commit to opening the port, to paying the crews and to curing the sick.",
        ["We commit to opening the port", "to paying the crews", "to curing the sick"],
    ),
    (
        "We urge all States to join the Coalition to Address Smuggling and to guard their ports.",
        ["We urge all States to join the Coalition to Address Smuggling", "to guard their ports"],
    ),
    ("They stressed the importance of this support to the crews.", []),
    ("They noted the great value of trade among ports.", []),
    ("They noted the value of trading with ports.", ["They noted the value of trading with ports"]),
    (
        "The Council endorsed the report prepared by the Board.",
        ["The Council endorsed the report prepared by the Board"],
    ),
    ("The envoys further agreed to pay the crews.", ["The envoys further agreed to pay the crews"]),
    ("The envoys affirmed they would pay the crews.", ["The envoys affirmed they would pay the crews"]),
    ("The sides noted they were tired.", []),
    ("They cited the need to pay the crews.", ["They cited the need to pay the crews"]),
    ("The ministries will share charts with the crews.", ["The ministries will share charts with the crews"]),
    ("We note the rain and will pay the crews.", ["will pay the crews"]),
    ("We will, by the end of May, pay the crews.", ["We will, by the end of May, pay the crews"]),
    ("Norway shall, where it can, pay the crews.", ["Norway shall, where it can, pay the crews"]),
    (
        "Norway commits to pay crews by 2035 and Chad commits to guard ports.",
        ["Norway commits to pay crews by 2035", "Chad commits to guard ports"],
    ),
    ("The Harbour Initiative will grow.", []),
    ("The Harbour Initiative calls for calm.", ["The Harbour Initiative calls for calm"]),
    ("The Port Compact continues to call for calm.", ["The Port Compact continues to call for calm"]),
    ("It was decided that the ports would close.", ["It was decided that the ports would close"]),
    (
        "They voice concern over raids and reassert their pledge to pay crews.",
        ["reassert their pledge to pay crews"],
    ),
    ("The Council has heard the envoy and urges all parties to stop.", ["urges all parties to stop"]),
    (
        "The sides voiced their devotion to peace and call on Chad to pay crews.",
        ["The sides voiced their devotion to peace", "call on Chad to pay crews"],
    ),
    (
        "We note the need to open ports, reaffirm our resolve to pay crews, and urge calm.",
        ["We note the need to open ports", "reaffirm our resolve to pay crews", "urge calm"],
    ),
    ("The President will begin his trip in Oslo.", []),
    ("The President will begin the repairs in Oslo.", ["The President will begin the repairs in Oslo"]),
    (
        "We are ready to work together and drive action on ports.",
        ["We are ready to work together and drive action on ports"],
    ),
    (
        "The sides will set up a fund and, where needed, repair the ships.",
        ["The sides will set up a fund", "repair the ships"],
    ),
    (
        "They voiced a wish to sign a pact, in which the sides plan to guard ports.",
        ["They voiced a wish to sign a pact, in which the sides plan to guard ports"],
    ),
    ("The Board invited increased trade among ports.", ["The Board invited increased trade among ports"]),
    ("The Board invited envoys from all ports.", []),
    (
        "They stressed the importance of a continued presence of crews.",
        ["They stressed the importance of a continued presence of crews"],
    ),
    ("They stressed the importance of the presence of crews.", []),
    (
        "They reaffirm their readiness, together with the Board, to pay crews.",
        ["They reaffirm their readiness, together with the Board, to pay crews"],
    ),
    ("The minister said Norway would pay crews.", ["Norway would pay crews"]),
    ("Norway announced it would pay crews.", ["it would pay crews"]),
    ("The minister noted steps the port would take.", []),
    ("The sides agreed, in particular, to pay crews.", ["The sides agreed, in particular, to pay crews"]),
    ("The Meeting agreed to pay crews.", ["The Meeting agreed to pay crews"]),
    ("The Board endorses the recommendation on fees.", ["The Board endorses the recommendation on fees"]),
    (
        "They stressed the need for reform of ports by crews, paying pilots, and guarding ships.",
        ["They stressed the need for reform of ports by crews", "paying pilots", "guarding ships"],
    ),
    (
        "They stressed the need for reform of ports, leveraging the new fund.",
        ["They stressed the need for reform of ports, leveraging the new fund"],
    ),
    (
        "The Board continues to call for calm in all ports and encourage crews to rest.",
        ["The Board continues to call for calm in all ports", "encourage crews to rest"],
    ),
    ("They agreed in principle to pay the crews.", ["They agreed in principle to pay the crews"]),
    ("They voiced the view that all States should pay crews.", ["all States should pay crews"]),
    ("They voiced the view that crews matter.", []),
    ("They voiced hope that all States will pay crews.", []),
]


@pytest.mark.parametrize(("text", "quotes"), FAMILIES)
def test_families_of_clauses(text: str, quotes: list[str]) -> None:
    document, _, commitments, _ = read_text(text)
    assert [c.span.of(document.text) for c in commitments] == quotes


@pytest.mark.parametrize("end", ["taking", "aid", "aid crews", "and taking", "and respect", "to", "and"])
def test_a_sentence_may_break_off(end: str) -> None:
    """What is cut short is read as far as it goes: no word is looked for behind the last."""
    for text in (f"We will open ports, aid crews, {end}.", f"We pledge to open ports and quays, and {end}."):
        assert quotes(text)


def test_a_label_with_nothing_behind_it_opens_no_act() -> None:
    """Without a full stop this is no sentence that promises; it used to be looked behind its end."""
    assert quotes("The Ministers agreed to open ports in Osh (3)") == []


def test_implied_actor() -> None:
    _, _, (record,), _ = read_text("The need to dredge the port was stressed.")
    assert record.actor == "(participants)"


@pytest.mark.parametrize(
    ("before", "pronoun", "key"),
    [
        ("Norway will repair the quay", "We", None),
        ("Norway will repair the quay", "They", None),
        ("UNODC will repair the quay", "They", "org:UNODC"),
        ("The Central Asian states will repair the quay", "They", "group:CENTRAL_ASIAN_STATES"),
    ],
)
def test_a_pronoun_stands_for_the_actor_named_before_if_it_can(
    before: str, pronoun: str, key: str | None
) -> None:
    """The speaker's "we" is nobody named before, and one state is no "they"."""
    facts = extract(
        parsed(f"JOINT STATEMENT\n\nOslo, 4 May 2026\n\n{before}. {pronoun} will deepen the port.")
    )
    assert [commitment.actor_key for commitment in facts.commitments][-1] == key


def test_presidential_statement() -> None:
    metadata = replace(NARRATIVE, doc_type=DocType.PRESIDENTIAL_STATEMENT)
    text = (
        "Statement by the President\n\n“The Security Council recalls its work on ports.\n\n"
        "“The Security Council requests the Secretary-General to dredge the port."
    )
    _, sentences, commitments, _ = read_text(text, metadata)
    assert [sentence.role.value for sentence in sentences] == ["other", "operative", "operative"]
    assert [commitment.kind.value for commitment in commitments] == ["call"]


def test_a_quote_may_cross_a_false_paragraph_break() -> None:
    document, _, commitments, _ = read_text(
        "The delegates stressed the need to deepen the port of\n\nthe old town."
    )
    assert commitments[0].span.of(document.text).endswith("of\n\nthe old town")


def test_other_languages_hold_no_records() -> None:
    assert read_text("The envoys urged calm.", replace(NARRATIVE, language="fr"))[2:] == ((), ())


PIECES = st.sampled_from(
    [
        "the",
        "delegates",
        "we",
        "they",
        "agreed",
        "to",
        "will",
        "urge",
        "all",
        "States",
        "and",
        ",",
        ";",
        ":",
        "(",
        ")",
        "–",
        "that",
        "which",
        "not",
        "be",
        "need",
        "should",
        "called",
        "on",
        "for",
        "importance",
        "of",
        "committed",
        "ready",
        "their",
        "welcomed",
        "decides",
        "1.",
        "(",
        "a",
        ")",
        "in",
        "as",
        "well",
        "it",
        "is",
        "necessary",
        ".",
        "“",
        "”",
        "\n\n",
        "-",
        "U.S.",
    ]
)


@given(st.lists(PIECES, min_size=1, max_size=60))
def test_any_words_yield_records_inside_their_sentence(words: list[str]) -> None:
    for metadata in (NARRATIVE, RESOLUTION):
        _, sentences, commitments, statements = read_text("x " + " ".join(words), metadata)
        for record in (*commitments, *statements):
            assert sentences[record.sentence].span.covers(record.span)
