"""The values chosen from several records of one thing."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from tests.warehouse.test_matching import report
from warehouse.canonical import (
    ActorVariant,
    InstrumentVariant,
    actor_row,
    chosen_value,
    events,
    instrument_row,
)


@pytest.mark.parametrize(
    ("values", "chosen"),
    [
        (["a", "b", "b"], "b"),
        (["a", "bb"], "bb"),
        (["b", "a"], "a"),
        ([None, None, "a"], "a"),
        ([None], None),
        ([], None),
    ],
)
def test_chosen_value(values: list[str | None], chosen: str | None) -> None:
    assert {chosen_value(order) for order in itertools.permutations(values)} == {chosen}


def test_chosen_value_weighs_records() -> None:
    assert chosen_value(["a", "bb"], [3, 1]) == "a"


@pytest.mark.parametrize(
    ("reports", "status", "as_of"),
    [
        ([("planned", 1), ("cancelled", 2)], "cancelled", 2),
        ([("held", 1), ("planned", 2)], "held", 1),
        ([("held", 1), ("held", 3), ("planned", 2)], "held", 3),
        ([("planned", None), ("postponed", 2)], "postponed", 2),
        ([("planned", None)], "planned", None),
    ],
)
def test_status(reports: list[tuple[str, int | None]], status: str, as_of: int | None) -> None:
    def day(number: int | None) -> date | None:
        return date(2031, 1, number) if number else None

    group = [report(n, status=said, as_of=day(when)) for n, (said, when) in enumerate(reports)]
    [event] = events([group])
    assert (event.status, event.status_as_of) == (status, day(as_of))


def test_place_and_country_come_from_the_same_reports() -> None:
    group = [
        report(0, place="Velm", country_code="VE"),
        report(1, place=None, country_code="OR"),
        report(2, place=None, country_code="OR"),
    ]
    [event] = events([group])
    assert (event.place, event.country_code, event.report_count) == ("Velm", "VE", 3)


def test_parent_is_the_parents_event() -> None:
    whole, part = report(0), report(1, parent_report_id="rep_000")
    first, second = events([[whole], [part]])
    part_event, whole_event = (first, second) if first.parent_event_id else (second, first)
    assert part_event.parent_event_id == whole_event.event_id


def test_actor_keeps_every_name() -> None:
    variants = [
        ActorVariant("x", "state", "Arland", None, ["Republic of Arland"], 5),
        ActorVariant("x", "state", "ARLAND", "AR", ["Arland"], 1),
    ]
    row = ("x", "state", "Arland", "AR", ["ARLAND", "Republic of Arland"])
    assert actor_row(variants) == actor_row(variants[::-1]) == row


def test_instrument_takes_what_is_known_and_firmest() -> None:
    variants = [
        InstrumentVariant(
            "i", "treaty", "Velm Treaty", None, None, "planned", "unresolved", ["b"], [], [], None, 2
        ),
        InstrumentVariant(
            "i", "treaty", "Treaty", "V/1", 1990, "signed", "symbol", ["a"], ["VT"], ["p", "q"], "e", 1
        ),
    ]
    known = ("i", "treaty", "Velm Treaty", "V/1", 1990, "signed", "symbol", ["a", "b"])
    row = (*known, ["Treaty", "VT"], ["p", "q"], "e", "i")
    assert instrument_row(variants) == instrument_row(variants[::-1]) == row
