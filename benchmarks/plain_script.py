"""`python -m benchmarks.plain_script WAREHOUSE FOLDER…`: what one would write in an afternoon.

A loop of pdfplumber, a pattern for the verbs that commit, and `executemany` into DuckDB. One file that cannot
be read is skipped; no value knows where it stands, and a run that breaks off leaves half a table.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import duckdb
import pdfplumber

COMMITS = re.compile(
    r"\b(shall|will|(?:undertake|decide|agree|commit|pledge|resolve|request|urge|call|encourage|invite)(?:s|d|ed)?)\b",
    re.I,
)
DATE = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July"
    r"|August|September|October|November|December) \d{4}\b"
)
SENTENCE_END = re.compile(r"(?<=[.;:])\s+")


def text_of(path: Path) -> str:
    """Return the text of a file."""
    if path.suffix != ".pdf":
        return path.read_text(encoding="utf-8", errors="replace")
    with pdfplumber.open(path) as pdf:
        return "\n".join(page.extract_text() or "" for page in pdf.pages)


def main(warehouse: str, folders: list[str]) -> None:
    """Read every file into the tables, and say how many sentences committed to something."""
    con = duckdb.connect(warehouse)
    con.execute("CREATE TABLE documents (path VARCHAR, text VARCHAR)")
    con.execute("CREATE TABLE commitments (path VARCHAR, sentence VARCHAR, verb VARCHAR, date VARCHAR)")
    for path in sorted(file for folder in folders for file in Path(folder).iterdir()):
        try:
            text = text_of(path)
        except Exception as error:  # whatever a library raises: the loop goes on
            print(f"{path}: {error}", file=sys.stderr)
            continue
        con.execute("INSERT INTO documents VALUES (?, ?)", [str(path), text])
        rows = []
        for sentence in SENTENCE_END.split(text):
            if verb := COMMITS.search(sentence):
                date = DATE.search(sentence)
                rows.append((str(path), sentence, verb[0], date and date[0]))
        if rows:
            con.executemany("INSERT INTO commitments VALUES (?, ?, ?, ?)", rows)
    print(con.execute("SELECT count(*) FROM commitments").fetchall()[0][0])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
