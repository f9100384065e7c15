"""What one document leaves open about an instrument is told by others, and never where two could be meant."""

from __future__ import annotations

from datetime import date

import pytest

from warehouse.instrument_identity import Identity, Known, canonical_ids, identities, keys_of
from warehouse.vocabulary import MatchBasis

MAY, JUNE, YEARS_LATER = date(2031, 5, 1), date(2031, 6, 1), date(2038, 5, 1)
OPEN, TO_COME = "unresolved", "not_yet_existing"


def known(made: str, name: str, resolution: str = "name_year", **facts: object) -> Known:
    named = facts.pop("named", MAY)
    values = {"kind": "declaration", "symbol": None, "year": None, "aliases": (), "edition_of_id": None}
    values |= {"first_named": named, "last_named": named, "adopted": None, "titles": ()}
    return Known(instrument_id=made, name=name, resolution=resolution, **{**values, **facts})  # type: ignore[arg-type]


def found(*instruments: Known) -> dict[str, tuple[tuple[str, ...], MatchBasis]]:
    return {one.instrument_id: (one.other_ids, one.basis) for one in matched(*instruments)}


def matched(*instruments: Known) -> list[Identity]:
    """Match, and make sure that what proves to be one shares a key: only such instruments are compared."""
    by_id = {one.instrument_id: one for one in instruments}
    identified = list(identities(instruments, by_id))
    for one in identified:
        keys = set(keys_of(by_id[one.instrument_id]))
        assert all(keys & set(keys_of(by_id[other])) for other in one.other_ids)
    return identified


def ends(*instruments: Known) -> dict[str, str]:
    certain = [one for one in matched(*instruments) if len(one.other_ids) == 1]
    return canonical_ids([(one.instrument_id, one.other_ids[0]) for one in certain])


def test_a_name_without_a_year_is_the_one_that_bears_it() -> None:
    dated = known("b", "Lakeside Declaration on Inland Rafts", year=2029)
    undated = known("a", "Lakeside Declaration on Inland Rafts", OPEN)
    assert found(undated, dated) == {"a": (("b",), MatchBasis.NAME)}


def test_of_several_none_is_picked() -> None:
    several = [known(f"b{year}", "Lakeside Raft Declaration", year=year) for year in (2021, 2029)]
    undated = known("a", "Lakeside Raft Declaration", OPEN)
    assert found(undated, *several) == {"a": (("b2021", "b2029"), MatchBasis.NAME)}
    assert ends(undated, *several) == {}


def test_a_document_does_not_speak_of_what_came_after_it() -> None:
    later = known("b", "Lakeside Raft Declaration", year=2033)
    assert found(known("a", "Lakeside Raft Declaration", OPEN), later) == {}


def test_a_short_name_means_only_what_is_fresh() -> None:
    adopted = known("b", "Lakeside Declaration on Rafts", "self", year=2031, adopted=MAY)
    assert found(known("a", "Lakeside Declaration", OPEN, named=JUNE), adopted) == {
        "a": (("b",), MatchBasis.NAME)
    }
    assert found(known("a", "Lakeside Declaration", OPEN, named=YEARS_LATER), adopted) == {}


def test_a_second_name_is_followed_across_documents() -> None:
    introduced = known("b", "Strategy on Inland Rafts", OPEN, aliases=("Riga Strategy", "SIR"))
    assert found(known("a", "Riga Strategy", OPEN), introduced) == {"a": (("b",), MatchBasis.SECOND_NAME)}


def test_another_kind_of_text_is_another() -> None:
    dated = known("b", "Lakeside Raft Charter", year=2029, kind="treaty")
    assert found(known("a", "Lakeside Raft Charter", OPEN), dated) == {}


@pytest.mark.parametrize(
    ("adopted", "other", "same"),
    [
        (JUNE, {}, True),
        (date(2030, 6, 1), {}, False),
        (YEARS_LATER, {}, False),
        (JUNE, {"kind": "treaty"}, False),
    ],
)
def test_what_was_planned_is_what_was_adopted_later(
    adopted: date, other: dict[str, object], same: bool
) -> None:
    later = known("b", "Riga Declaration", "self", adopted=adopted, year=adopted.year, **other)
    made = found(known("a", "Riga Declaration", TO_COME), later)
    assert made == ({"a": (("b",), MatchBasis.ADOPTION)} if same else {})


def test_a_proposal_is_followed_by_the_text_on_its_topic() -> None:
    asked = known(
        "a",
        "draft resolution on enhancing ferry safety and inland navigation in the northern lakes",
        TO_COME,
        kind="resolution",
    )
    later = known(
        "b",
        "Strengthening ferry safety and inland navigation in the northern lakes",
        "symbol",
        kind="resolution",
        symbol="A/RES/90/7",
        adopted=JUNE,
        titles=("Strengthening ferry safety and inland navigation in the northern lakes",),
    )
    other = known(
        "c",
        "Fishing and inland navigation in the southern seas of the world",
        "symbol",
        kind="resolution",
        adopted=JUNE,
    )
    assert found(asked, later, other) == {"a": (("b",), MatchBasis.ADOPTION)}
    assert found(asked, other) == {}


def test_a_new_edition_is_not_the_first_one() -> None:
    first = known("b", "Lakeside Raft Plan", year=2031, kind="plan_of_action")
    new = known("a", "updated Lakeside Raft Plan", TO_COME, kind="plan_of_action", edition_of_id="b")
    assert found(new, first) == {}
    adopted = known("c", "Lakeside Raft Plan", year=2032, kind="plan_of_action")
    assert found(new, first, adopted) == {"a": (("c",), MatchBasis.ADOPTION)}


def test_identities_are_followed_over_several_steps() -> None:
    last = known("c", "Strategy on Inland Rafts", year=2029)
    middle = known("b", "Strategy on Inland Rafts", OPEN, aliases=("Riga Strategy",))
    first = known("a", "Riga Strategy", OPEN)
    assert ends(first, middle, last) == {"a": "c", "b": "c"}
