"""The pages and tables of a run, made from its report without Prefect or a warehouse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from expectations.report import AuditReport, ValidationResult
from flows.artifacts.audit import audit_headline, audit_page
from flows.artifacts.files import COLUMNS, MOST_ROWS, file_rows, quarantine_rows
from flows.artifacts.news import Altered, Coming, Count, Listing, News, Promise
from flows.artifacts.news_page import news_headline, news_page, when
from flows.artifacts.summary import outcome, summary_page
from flows.report import IngestReport, LoadedFile, QuarantinedFile
from tests.flows.artifacts.rendering import HOSTILE, rendered
from warehouse.schema import RunStatus, Severity

DAY = date(2033, 11, 1)
BLOCKS = {
    "h1",
    "h2",
    "h3",
    "p",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "ul",
    "li",
    "pre",
    "code",
}


def loaded(name: str = "a.txt", title: str = "Communiqué", replaces: str | None = None) -> LoadedFile:
    return LoadedFile(
        file_name=name, document_id="doc_1", doc_type="communique", language="en", title=title, events=2,
        commitments=3, replaces=replaces,
    )  # fmt: skip


def refused(name: str = "b.pdf", detail: str = "It breaks off.", is_new: bool = True) -> QuarantinedFile:
    return QuarantinedFile(
        file_name=name, reason="truncated", detail=detail, advice="Fetch it again.",
        source_uri="file:///b.pdf", is_new=is_new,
    )  # fmt: skip


def report(
    files: list[LoadedFile], quarantined: list[QuarantinedFile], removed: list[str] | None = None
) -> IngestReport:
    return IngestReport(
        run_id="20331101T060000Z-1f3a5c7e", status=RunStatus.PUBLISHED, warehouse="/data/w.duckdb",
        seconds=4.2, loaded_count=len(files), unchanged_count=7, quarantined_count=len(quarantined),
        removed_count=len(removed or []), docs=None, warnings=[], loaded=files, quarantined=quarantined,
        removed=removed or [],
    )  # fmt: skip


def test_files_that_need_somebody_come_first() -> None:
    made = report([loaded("a.txt"), loaded("c.txt", replaces="doc_0")], [refused()], ["d.txt"])
    rows = file_rows(made)
    assert [(row["outcome"], row["file"]) for row in rows] == [
        ("quarantined", "b.pdf"), ("changed", "c.txt"), ("loaded", "a.txt"), ("removed", "d.txt"),
    ]  # fmt: skip
    assert all(tuple(row) == COLUMNS for row in rows)
    assert rows[0]["title or reason"] == "truncated: It breaks off."
    assert outcome(made) == "1 loaded, 1 changed, 7 unchanged, 1 quarantined, 1 removed"


def test_new_ones_lead_the_quarantine() -> None:
    rows = quarantine_rows([refused("a.pdf", is_new=False), refused("b.pdf")])
    assert [(row["file"], row["new"]) for row in rows] == [("b.pdf", "new"), ("a.pdf", "")]


def test_a_run_of_many_files_makes_a_table_that_a_browser_can_show() -> None:
    made = report([loaded(f"{n}.txt") for n in range(5_000)], [])
    assert len(file_rows(made)) == MOST_ROWS
    assert len(summary_page(made, "ingest", None)) < 50_000
    assert "5000 loaded" in summary_page(made, "ingest", None)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_document_says_acts_on_a_page(text: str) -> None:
    promise = Promise("added", DAY, text, True, "pledge", 4, text, text, text, 2, text, text)
    altered = Altered("changed", "events", text, {text: {"before": text, "after": None}}, text, None)
    news = News(
        DAY,
        (Count("documents", 1, 0, 0),),
        Listing((Coming(None, DAY, DAY, "day", text, text, "planned", text, text),), 1),
        Listing((promise,), 1),
        Listing((promise,), 1),
        Listing((altered,), 1),
    )
    made = report([loaded(text, text)], [refused(text, text)], [text])
    audited = AuditReport("r", (failure(Severity.CRITICAL, observed=text, ids=(text,)),))
    for page in (news_page(news), summary_page(made, "ingest", None), audit_page(audited, None)):
        _, elements = rendered(page)
        assert elements <= BLOCKS


def failure(
    severity: Severity, *, observed: str | None = None, ids: tuple[str, ...] = (), error: str | None = None
) -> ValidationResult:
    return ValidationResult(
        "r", "commitments", f"{severity}_rule", "expect_x", "quote", "Every quote is in its text.", severity,
        False, error, observed, len(ids), ids, "SELECT *\nFROM commitments",
    )  # fmt: skip


def test_the_audit_is_told_by_severity_with_the_rows_that_offend() -> None:
    audited = AuditReport(
        "r", (failure(Severity.WARNING, ids=("cmt_2",)), failure(Severity.CRITICAL, ids=("cmt_1", "cmt_3")))
    )
    shown, _ = rendered(audit_page(audited, None))
    assert audit_headline(audited) == "rejected: 2 expectations, not met: 1 critical, 1 warning"
    assert (
        shown.index("Critical") < shown.index("cmt_1, cmt_3") < shown.index("Warnings") < shown.index("cmt_2")
    )
    assert "SELECT *\nFROM commitments" in shown


def test_what_a_withdrawal_cured_holds_nothing_back() -> None:
    cured = replace(failure(Severity.CRITICAL, ids=("cmt_1",)), withdrawn_ids=("doc_7",))
    told = "passed: 1 expectations, the others met; 1 met without the documents withdrawn"
    assert audit_headline(AuditReport("r", (cured,))) == told
    shown, _ = rendered(audit_page(AuditReport("r", (cured,)), None))
    assert "Critical" not in shown
    assert "Documents withdrawn: doc_7" in shown


def test_an_audit_without_failures_says_so() -> None:
    assert audit_headline(AuditReport("r", ())) == "passed: 0 expectations, all met"


def test_what_could_not_be_evaluated_is_critical() -> None:
    audited = AuditReport("r", (failure(Severity.INFO, error="no such column"),))
    assert "It could not be evaluated: no such column" in rendered(audit_page(audited, None))[0]
    assert "1 critical" in audit_headline(audited)


def test_sections_without_anything_are_left_out() -> None:
    page = news_page(News(DAY, (), Listing(), Listing(), Listing(), Listing()))
    assert page.startswith("# What is new, 1 November 2033\n")
    assert "##" not in page
    assert news_headline(News(DAY, (), Listing(), Listing(), Listing(), Listing())).startswith(
        "This run brought nothing new."
    )


def test_a_listing_says_what_it_leaves_out() -> None:
    event = Coming("added", DAY, DAY, "day", "Lakes Forum", "Velm", "planned", "a.txt", "file:///a.txt")
    shown, _ = rendered(news_page(News(DAY, (), Listing((event,), 40), Listing(), Listing(), Listing())))
    assert "Events coming up (40)" in shown
    assert "new Lakes Forum" in shown
    assert "These are the first 1 of 40." in shown


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        (date(2033, 11, 2), date(2033, 11, 2), "day", "2033-11-02"),
        (date(2033, 11, 2), date(2033, 11, 4), "day_range", "2033-11-02 – 2033-11-04"),
        (date(2033, 11, 1), date(2033, 11, 30), "month", "2033-11"),
        (date(2033, 1, 1), date(2033, 6, 30), "month", "2033-01 – 2033-06"),
        (date(2033, 1, 1), date(2033, 12, 31), "year", "2033"),
        (None, None, "none", ""),
    ],
)
def test_days_are_told_no_more_exactly_than_they_are_known(
    start: date | None, end: date | None, precision: str, shown: str
) -> None:
    assert when(Coming(None, start, end, precision, "x", None, "planned", None, None)) == shown
