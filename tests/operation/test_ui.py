"""What a person sees in Prefect's UI: in a clone, `make up`, three files in the inbox."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.clone import ROOT, copy_checkout, is_set_up, user_environment
from tests.operation.browser import CHROMIUM, Browser, browser_on
from tests.operation.service import Service, until
from warehouse.database import open_reader

pytestmark = [
    pytest.mark.operation,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium"),
    pytest.mark.skipif(not is_set_up(ROOT), reason="make has not set up .venv"),
]
SAMPLES = (
    "2026-03-12_communique_tashkent.pdf",
    "2026-05-22_joint_statement_bishkek.txt",
    "2024-06-06_report_ashgabat.pdf",
)
LONG = 900.0  # seconds that a run may take on a loaded machine
FIRST_RUN = "ingest inbox: 2 loaded, 1 quarantined"
SECOND_RUN = "ingest inbox: 2 unchanged, 2 quarantined"  # the audit takes no title with tags in it
HOSTILE_NAME = "<img src=x onerror=document.title='taken'> [a](javascript:0) \u202excod.txt"
HOSTILE = """Joint Statement <script>document.title='taken'</script> [a](javascript:document.title='taken')
of the Ministers of Transport ![i](http://evil.example/i.png) <img src=x onerror="document.title='taken'">

(Osh, 4 May 2026)

1. The Ministers agreed to open a <b>joint</b> [customs post](http://evil.example) by 1 December 2030.
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A clone in which a new user said `make up` and put three files into the inbox, then a hostile one."""
    folder = tmp_path_factory.mktemp("ui")
    service = Service(copy_checkout(folder), user_environment(folder), starts=("make", "up"))
    try:
        service.up()
        for name in SAMPLES:
            shutil.copy(ROOT / "samples/inbox" / name, service.inbox)
        until(lambda: has_completed(service, FIRST_RUN), FIRST_RUN, LONG)
        (service.inbox / HOSTILE_NAME).write_text(HOSTILE, encoding="utf-8")
        until(lambda: has_completed(service, SECOND_RUN), SECOND_RUN, LONG)
        yield service
    finally:
        service.down()


@pytest.fixture
def browser(service: Service) -> Iterator[Browser]:
    with browser_on(f"http://127.0.0.1:{service.port}") as browser:
        yield browser


def has_completed(service: Service, name: str) -> bool:
    runs = service.api.runs(flow_runs={"name": {"any_": [name]}})
    return [run["state_type"] for run in runs] == ["COMPLETED"]


def run_id(service: Service, name: str) -> str:
    (run,) = service.api.runs(flow_runs={"name": {"any_": [name]}})
    return str(run["id"])


def artifact(service: Service, key: str, run: str) -> str:
    """Return where the UI shows the artifact of a run."""
    wanted = {"artifacts": {"key": {"any_": [key]}, "flow_run_id": {"any_": [run]}}}
    (found,) = service.api.post("artifacts/filter", wanted)
    return f"/artifacts/artifact/{found['id']}"


def test_the_run_its_artifacts_and_the_rows(service: Service, browser: Browser) -> None:
    run = run_id(service, FIRST_RUN)
    browser.opens("/runs", FIRST_RUN, SECOND_RUN, "Completed")
    browser.opens(f"/runs/flow-run/{run}", FIRST_RUN, "Completed", "audit")
    browser.page.get_by_text("Artifacts", exact=True).first.click()
    keys = ("files", "quarantine", "audit", "summary", "news", "progress")
    browser.shows(*(f"chancery-{key}" for key in keys))
    browser.picture("ui-run")
    browser.opens(artifact(service, "chancery-files", run), *SAMPLES, "quarantined", "loaded", "communique")
    browser.opens(
        artifact(service, "chancery-quarantine", run), SAMPLES[2], "truncated", "Fetch the file again"
    )
    browser.opens(artifact(service, "chancery-audit", run), "Audit passed", "expectations")
    (docs,) = {link for link in browser.links() if "/data-docs/" in link}
    browser.page.goto(docs)
    browser.shows("Passed: ")
    browser.page.get_by_role("link", name="commitments", exact=True).click()
    browser.shows("commitments.key_is_unique")
    browser.page.get_by_label("Only what failed").check()
    expect(browser.page.get_by_text("commitments.key_is_unique")).to_be_hidden()
    browser.opens(
        artifact(service, "chancery-summary", run), "Ingest published", "Quarantined (1)", "Loaded (2)"
    )
    news = artifact(service, "chancery-news", run)
    browser.opens(
        news, "What is new", "Changes against the last publication", "Firm commitments that are new"
    )
    browser.picture("ui-news")
    browser.opens("/artifacts/key/chancery-news", FIRST_RUN, SECOND_RUN)
    browser.opens("/artifacts", "chancery-progress", "done")
    assert not browser.foreign
    with open_reader(service.warehouse) as con:
        assert con.execute("SELECT count(*) FROM commitments").fetchall() > [(10,)]


def test_what_can_be_run_and_what_watches_over_it(service: Service, browser: Browser) -> None:
    names = ("ingest", "reextract", "backfill", "export", "maintenance")
    browser.opens("/deployments", *names)
    (backfill,) = (one["id"] for one in service.api.deployments() if one["name"] == "backfill")
    browser.opens(
        f"/deployments/deployment/{backfill}/run", "Quarantined files", "Dry run", "Only list what would"
    )
    browser.picture("ui-form")
    browser.opens("/automations", "Chancery reads what arrives", "Chancery marks runs that fell silent")
    browser.opens("/events", "chancery.run.published", "chancery.files.quarantined")
    assert not browser.foreign


@pytest.mark.parametrize("version", ["", "/v2"], ids=["default", "v2"])
def test_a_hostile_document_does_nothing(version: str, service: Service, browser: Browser) -> None:
    run = run_id(service, SECOND_RUN)
    for key, text in (
        ("files", "<img src=x"),
        ("summary", "<img src=x"),
        ("news", "What is new"),
        ("audit", "expectations"),
    ):
        browser.opens(version + artifact(service, f"chancery-{key}", run), text)
        assert "taken" not in browser.page.title()
        assert not [link for link in browser.links() if "evil" in link or link.startswith("javascript")]
        assert not browser.page.query_selector("main img")
        assert "\u202e" not in browser.page.inner_text("body")
    assert "evil.example" not in browser.foreign
