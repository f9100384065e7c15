"""Clauses descend from the nearest earlier wording of another work."""

from __future__ import annotations

from datetime import date

from warehouse.lineage import SHORTEST, Clause, Descent, lineage, wording_of

WORDS = "Decides to open a joint office for the rational and integrated use of the northern lakes and rivers"
LIKE = WORDS.replace("joint", "permanent")
OTHER = "Invites the fishers of all bays to count their nets and to report it to the old harbour master"


def clause(name: str, year: int, text: str, work: str | None = None) -> Clause:
    return Clause(f"s{name}", f"d{name}", work or f"w{name}", date(year, 1, 1), text, 0, len(text))


def descents(*clauses: Clause) -> dict[str, tuple[str, float]]:
    bearers: dict[str, list[Clause]] = {}
    for clause in sorted(clauses, key=lambda c: (c.day, c.sentence_id)):
        if len(words := wording_of(clause.text)) >= SHORTEST:
            bearers.setdefault(" ".join(words), []).append(clause)
    near = {wording: list(bearers) for wording in bearers}
    made: list[Descent] = list(lineage([c.sentence_id for c in clauses], near, bearers))
    return {d.sentence_id: (d.earlier_sentence_id, d.similarity) for d in made}


def test_the_later_clause_descends_from_the_earlier() -> None:
    assert descents(clause("a", 2030, WORDS), clause("b", 2031, LIKE)) == {"sb": ("sa", 0.9444)}


def test_the_same_words_are_nearer_than_like_ones() -> None:
    made = descents(clause("a", 2030, WORDS), clause("b", 2031, LIKE), clause("c", 2032, f"7. {WORDS}"))
    assert made["sc"] == ("sa", 1.0)


def test_the_latest_of_the_same_words_is_the_nearest() -> None:
    made = descents(clause("a", 2030, WORDS), clause("b", 2031, WORDS), clause("c", 2032, WORDS))
    assert made == {"sb": ("sa", 1.0), "sc": ("sb", 1.0)}


def test_nothing_descends_from_its_own_work_or_from_the_same_day() -> None:
    assert descents(clause("a", 2030, WORDS, "w"), clause("b", 2031, WORDS, "w")) == {}
    assert descents(clause("a", 2030, WORDS), clause("b", 2030, WORDS)) == {}


def test_other_and_short_clauses_have_no_lineage() -> None:
    assert descents(clause("a", 2030, WORDS), clause("b", 2031, OTHER)) == {}
    assert descents(clause("a", 2030, "Takes note of it."), clause("b", 2031, "Takes note of it.")) == {}
