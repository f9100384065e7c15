"""How often each rule's commitments are right, against documents coded by hand.

`python -m benchmarks.confidence FOLDER...` reads `FOLDER/texts` and `FOLDER/annotations/*.json` (`file`
and `commitments` with `start`, `end`, `kind` and, where others pass, `kinds_accepted`). A record is right
when it and a coded one of its kind share half of the characters that either holds.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.extraction import document
from extractors.extract import extract
from extractors.lexicon import Rule, load
from extractors.model import Commitment


def is_right(record: Commitment, coded: list[dict[str, Any]]) -> bool:
    """Tell whether a record is one of those coded."""
    return any(
        record.kind.value in one.get("kinds_accepted", [one["kind"]]) and _shared(record, one) >= 0.5
        for one in coded
    )


def _shared(record: Commitment, coded: dict[str, Any]) -> float:
    start, end = int(coded["start"]), int(coded["end"])
    both = max(0, min(record.span.end, end) - max(record.span.start, start))
    return both / (record.span.end - record.span.start + end - start - both)


def judged(folder: Path) -> Iterator[tuple[str, bool]]:
    """Yield rule and verdict of each commitment in the coded documents of a folder."""
    for path in sorted((folder / "annotations").glob("*.json")):
        coded = json.loads(path.read_text(encoding="utf-8"))
        parsed = document(folder / "texts" / Path(coded.get("file") or coded["source_file"]).name)
        for record in extract(parsed).commitments if parsed else ():
            yield record.rule_id, is_right(record, coded["commitments"])


def main() -> None:
    """Print right and found of every rule that has a confidence."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    right, found = Counter[str](), Counter[str]()
    for folder in parser.parse_args().folders:
        for rule, verdict in judged(folder):
            right[rule] += verdict
            found[rule] += 1
    for rule in [rule.id for rule in load("rules_commitments", Rule) if rule.confidence is not None]:
        print(f"{rule:26} {right[rule]} of {found[rule]}")
    print(f"{'all':26} {right.total()} of {found.total()}")


if __name__ == "__main__":
    main()
