"""What documents say does nothing in the Prefect UI, and stays readable."""

from __future__ import annotations

import pytest

from flows.artifacts.markup import cell, link, plain, short, table
from tests.flows.artifacts.rendering import HOSTILE, rendered


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_it_is_written(text: str) -> None:
    shown, elements = rendered(plain(text))
    assert shown.strip() == short(text)
    assert elements == {"p"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_cell(text: str) -> None:
    page = "\n".join(table(("one", "two"), [(plain(text), "last")]))
    shown, elements = rendered(page)
    assert elements == {"table", "thead", "tbody", "tr", "th", "td"}
    assert [line for line in shown.splitlines() if line] == ["one", "two", short(text), "last"]


@pytest.mark.parametrize("text", HOSTILE)
def test_cells_hold_no_links_but_those_that_can_be_read(text: str) -> None:
    assert "](" not in cell(text)
    assert "\u202e" not in cell(text)
    assert len(cell(text)) <= 330


@pytest.mark.parametrize(
    ("url", "elements"),
    [
        ("https://files.example/a b(1).pdf", {"p", "a"}),
        ("https://files.example/a%20b.pdf", {"p", "a"}),
        ("file:///srv/inbox/a.pdf", {"p"}),
        ("javascript:document.title='taken'", {"p"}),
        (None, {"p"}),
    ],
)
def test_only_what_a_browser_follows_is_a_link(url: str | None, elements: set[str]) -> None:
    assert rendered(link("a [b](c).pdf", url)) == ("a [b](c).pdf\n", elements)
