"""Lines joined into text: which hyphens at line ends belong to the word."""

from __future__ import annotations

import pytest

from extractors.lexicon import load
from extractors.pdf.hyphens import HyphenEntry, hyphens_of, join_lines

JOINED = [
    (["the coop-", "eration of states"], "the cooperation of states"),
    (["a long-", "term plan; the long road; a term"], "a long-term plan; the long road; a term"),
    (["the Secretary-", "General met"], "the Secretary-General met"),
    (["non-", "governmental bodies"], "non-governmental bodies"),
    (["de-escalate now, de-", "escalate"], "de-escalate now, de-escalate"),
    (["the up-to-", "date list"], "the up-to-date list"),
    (["the status-of-force, the status-", "of-force"], "the status-of-force, the status-of-force"),
    (["short-", "and long-term plans"], "short- and long-term plans"),
    (["by e-", "mail"], "by e-mail"),
    (["UNOAB met; the UN-", "OAB adjourned"], "UNOAB met; the UNOAB adjourned"),
    (["the UN and the AU; a UN-", "AU force"], "the UN and the AU; a UN-AU force"),
    (["in 2018–", "2019 the"], "in 2018–2019 the"),
    (["and/", "or"], "and/or"),
    (["the Aral -", "a sea"], "the Aral - a sea"),
    (["双方重申将", "继续合作"], "双方重申将继续合作"),
    (["the rivers", "and lakes"], "the rivers and lakes"),
    (["сотрудни-", "чество стран"], "сотрудничество стран"),
    (["www.example.org/long-", "term/plan_", "2030.pdf"], "www.example.org/long-term/plan_2030.pdf"),
    (["as in XY/C.", "4/71/SR.3"], "as in XY/C.4/71/SR.3"),
    (["(A/79/5/Add.", "15)"], "(A/79/5/Add.15)"),
    (["Sales No. E.", "05.II.A.4"], "Sales No. E.05.II.A.4"),
    (["They met. In 7.", "5 agreed."], "They met. In 7. 5 agreed."),
]


@pytest.mark.parametrize(("lines", "expected"), JOINED)
def test_lines_are_joined(lines, expected):
    text, starts = join_lines(lines, hyphens_of(lines))
    assert text == expected
    assert starts == sorted(starts) and starts[-1] <= len(text)


@pytest.mark.parametrize("sign", ["\u00ad", "‐"])
def test_a_sign_that_stands_at_line_ends_alone_is_no_hyphen(sign):
    lines = [f"the rivers of the long{sign}", "term UN", f"AM{sign}", "IX plan, well-", "known"]
    assert join_lines(lines, hyphens_of(lines))[0] == "the rivers of the longterm UN AMIX plan, well-known"


@pytest.mark.parametrize("sign", ["\u00ad", "‐"])
def test_a_sign_that_also_stands_within_lines_is_a_hyphen_like_any_other(sign):
    lines = [
        f"the low{sign}lying land; the troop{sign}",
        "contributing states and coop",
        f"coop{sign}",
        "eration",
    ]
    expected = "the low-lying land; the troop-contributing states and coop cooperation"
    assert join_lines(lines, hyphens_of(lines))[0].replace("‐", "-") == expected


def test_a_document_that_breaks_no_words_keeps_every_hyphen():
    lines = [
        "the lake-",
        "shore, the lake",
        "shore and lake-",
        "lovers, river-",
        "beds, river",
        "and the sea; sea-",
        "farers",
    ]
    assert "sea-farers" in join_lines(lines, hyphens_of(lines))[0]
    assert (
        "seafarers" in join_lines([*lines, "coop-", "eration"], hyphens_of([*lines, "coop-", "eration"]))[0]
    )


ENTRIES = load("hyphens", HyphenEntry)
EXAMPLES = [(entry, example, True) for entry in ENTRIES for example in entry.examples]
COUNTER = [(entry, example, False) for entry in ENTRIES for example in entry.counter_examples]


@pytest.mark.parametrize(
    ("entry", "example", "serves"), EXAMPLES + COUNTER, ids=[example for _, example, _ in EXAMPLES + COUNTER]
)
def test_the_lexicon_of_hyphens(entry, example, serves):
    before, after = example.split("|")
    text, _ = join_lines([before + ("" if before.endswith("-") else "-"), after], hyphens_of([before, after]))
    keeps = text == before + after
    assert keeps == (serves != entry.part.startswith("solid"))
