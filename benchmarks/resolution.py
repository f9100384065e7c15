"""How long matching takes: synthetic reports of events, told by several documents each.

usage: python -m benchmarks.resolution [REPORTS]    (default 100000)

Every event is told by one to six documents, under full and short names, with exact and coarse dates.
What is drawn is drawn with a fixed seed, so that two runs match the same reports.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta

from extractors.model import DatePrecision, EventKind
from warehouse.canonical import events
from warehouse.clustering import cluster
from warehouse.event_ids import assign
from warehouse.matching import Report

FIRST_DAY = date(1995, 1, 1)
DAYS = 31 * 365
CITIES = [f"City {n}" for n in range(300)]
KINDS = [EventKind.CONFERENCE, EventKind.SUMMIT, EventKind.MINISTERIAL_MEETING, EventKind.MEETING]
SUBJECTS = [f"{a}{b}" for a in ("lake", "river", "border", "trade", "water", "energy") for b in range(400)]
BODIES = [f"Council of States {n}" for n in range(120)]


def reports(count: int, seed: int = 5) -> Iterator[Report]:
    """Yield about `count` reports, those of one event one after the other."""
    draw = random.Random(seed)
    made = 0
    for event in range(count):
        told = min(draw.choice((1, 1, 2, 3, 4, 6)), count - made)
        yield from _told(draw, event, made, told)
        made += told
        if made >= count:
            return


def _told(draw: random.Random, event: int, first: int, told: int) -> Iterator[Report]:
    kind = draw.choice(KINDS)
    place = CITIES[min(int(draw.paretovariate(0.7)) - 1, len(CITIES) - 1)]  # some cities host most
    start = FIRST_DAY + timedelta(days=draw.randrange(DAYS))
    topics = draw.sample(SUBJECTS, 3)
    full = f"International {kind.replace('_', ' ')} of the {draw.choice(BODIES)} on {' '.join(topics)}"
    names = (full, full, f"{kind.replace('_', ' ')} on {' '.join(topics[:2])}", f"the {place} {kind}")
    for number in range(told):
        yield _report(draw, (kind, draw.choice(names), place, start), f"{event}-{number}", first + number)


def _report(
    draw: random.Random, event: tuple[EventKind, str, str, date], document: str, number: int
) -> Report:
    kind, name, place, start = event
    end, precision = start + timedelta(days=draw.choice((0, 1))), DatePrecision.DAY_RANGE
    if draw.random() < 0.1:
        start, precision = start.replace(day=1), DatePrecision.MONTH
        end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return Report(
        event_report_id=f"rep_{number:09}",
        document_id=f"doc_{document}",
        work_id=f"wrk_{document}",
        kind=kind,
        name=name,
        start_date=start,
        end_date=end,
        date_precision=precision,
        place=place if draw.random() < 0.8 else None,
        country_code=None,
        status="planned",
        is_generic=False,
        parent_report_id=None,
        char_start=0,
        as_of=start,
    )


def main() -> None:
    """Match the reports and print how many events came of them, and in what time."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    some = list(reports(count))
    started = time.perf_counter()
    made = cluster(some)
    matched = time.perf_counter()
    rows = events(made.groups, assign(made.groups, ()))
    ended = time.perf_counter()
    print(f"{len(some)} reports: {len(rows)} events, {len(made.matches)} matches")
    print(f"{len(made.doubts)} pairs in doubt")
    print(f"matching {matched - started:.1f} s, choosing values {ended - matched:.1f} s")


if __name__ == "__main__":
    main()
