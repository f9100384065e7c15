"""What is new by a run, as a page for an analyst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from extractors.model import DatePrecision
from flows.artifacts.markup import link, page, plain, table
from flows.artifacts.news import DAYS, Altered, Coming, Count, Listing, News, Promise

MARKS = {"added": "**new** ", "changed": "**changed** "}


def news_page(news: News) -> str:
    """Return the page: deadlines, events to come, firm commitments, changes, each with its source.

    Lists, because the UI does not fold the cells of a table, and what documents say is long.
    """
    return page(
        (
            f"# What is new, {_long(news.day)}",
            *_section(f"Deadlines within {DAYS} days", news.deadlines, _deadlines(news)),
            *_section("Events coming up", news.events, _events(news.events.rows)),
            *_section("Firm commitments that are new", news.firm, _firm(news.firm.rows)),
            *_counts(news.counts),
            *_section("Changed or removed", news.altered, _altered(news.altered.rows)),
        )
    )


def news_headline(news: News) -> str:
    """Return in a sentence what the run brought, and what is coming."""
    came = ", ".join(f"{count.added} {count.table}" for count in news.counts if count.added)
    return (
        f"This run brought {came or 'nothing new'}. "
        f"Deadlines within {DAYS} days: {news.deadlines.total}; events coming up: {news.events.total}."
    )


def _section(title: str, listing: Listing[object], lines: Sequence[str]) -> Iterator[str]:
    """Yield a section, or nothing where nothing was found."""
    if listing.total:
        shown = len(listing.rows)
        yield from ("", f"## {title} ({listing.total})", "")
        yield from lines
        if shown < listing.total:
            yield from ("", f"These are the first {shown} of {listing.total}.")


def _counts(counts: Sequence[Count]) -> list[str]:
    if not counts:
        return []
    title = ["", "## Changes against the last publication"]
    return title + table(("", "added", "changed", "removed"), counts)


def _deadlines(news: News) -> list[str]:
    return [
        f"- **{promise.deadline}** ({_left(promise, news.day)}) {MARKS.get(promise.change or '', '')}"
        f"{_who(promise)}: {plain(promise.quote)}{' (expires)' if promise.is_expiry else ''} "
        f"– {_source(promise.file_name, promise.source_uri, promise.page)}"
        for promise in news.deadlines.rows
    ]


def _events(events: Sequence[Coming]) -> list[str]:
    return [
        f"- **{when(event)}** {MARKS.get(event.change or '', '')}{plain(event.name)}"
        f"{f', {plain(event.place)}' if event.place else ''} ({event.status}) "
        f"– {_source(event.file_name, event.source_uri)}"
        for event in events
    ]


def _firm(promises: Sequence[Promise]) -> list[str]:
    return [
        f"- **{_who(promise)}**: {plain(promise.quote)} ({promise.kind}, strength {promise.strength}) "
        f"– {_source(promise.file_name, promise.source_uri, promise.page)}"
        for promise in promises
    ]


def _altered(records: Sequence[Altered]) -> list[str]:
    return [
        f"- **{record.change}** in {record.table}: {plain(record.quote_after or record.quote_before)} "
        f"{_differences(record)} – {plain(record.file_name) or 'several documents'}"
        for record in records
    ]


def _differences(record: Altered) -> str:
    told = (
        f"{plain(column)}: {plain(values['before'], 80) or '–'} → {plain(values['after'], 80) or '–'}"
        for column, values in (record.differences or {}).items()
    )
    return f"({'; '.join(told)})" if record.differences else ""


def when(event: Coming) -> str:
    """Return the days of an event no more exactly than they are known."""
    start, end = event.start or event.end, event.end or event.start
    if start is None or end is None:
        return ""
    if event.precision == DatePrecision.YEAR:
        return f"{start:%Y}" if start.year == end.year else f"{start:%Y} – {end:%Y}"
    if event.precision == DatePrecision.MONTH:
        return (
            f"{start:%Y-%m}"
            if (start.year, start.month) == (end.year, end.month)
            else f"{start:%Y-%m} – {end:%Y-%m}"
        )
    return f"{start}" if start == end else f"{start} – {end}"


def _left(promise: Promise, day: date) -> str:
    days = (promise.deadline - day).days if promise.deadline else 0
    return f"in {days} days" if days > 1 else "tomorrow" if days else "today"


def _who(promise: Promise) -> str:
    asked = f" → {plain(promise.addressee, 80)}" if promise.addressee else ""
    return f"{plain(promise.actor, 80)}{asked}"


def _source(file_name: str | None, uri: str | None, page_number: int | None = None) -> str:
    number = f", page {page_number}" if page_number else ""
    return f"{link(file_name or '', uri)}{number}"


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
