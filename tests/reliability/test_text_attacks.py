"""Whatever words stand in a warehouse: what prints them shows them, and nothing of them acts."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from unittest import mock

import duckdb
import pytest
from typer.testing import CliRunner

from flows.cli.app import app
from flows.console import Format, print_json, print_rows
from flows.report import IngestReport, LoadedFile, QuarantinedFile
from flows.terminal.ingest import show_report
from tests.warehouse import builders
from tests.warehouse.builders import TEXT, VERSIONS, a_run, commitment, facts, inbox_with, ingest
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths
from warehouse.run import Counts
from warehouse.runlog import append, record_of
from warehouse.schema import RunStatus

ATTACK = (
    "=HYPERLINK(1)\x1b]0;owned\x07\x1b[2J\x9b31m\u202etxt.exe\u2066\r\n| <script>alert(1)</script> "
    "[link](javascript:alert(1)) '; DROP TABLE core.documents; -- ${HOME} [bold red]rich[/] \x00"
)
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# What names another row, is a digest, or is asked for by its value, stays as it is.
KEPT = re.compile(r"(^|_)(ids?|uri|sha256|uris)$|^(run|change|outcome|status|reason|table_name|state|limits)")
TABLES = """
SELECT schema_name || '.' || table_name, list(column_name)
FROM duckdb_columns() JOIN duckdb_tables() USING (database_name, schema_name, table_name)
WHERE NOT duckdb_tables.internal AND data_type = 'VARCHAR' AND schema_name IN ('core', 'audit', 'raw')
    AND table_name <> 'schema_migrations'
GROUP BY ALL ORDER BY ALL
"""
COMMANDS = (
    ("status",),
    ("status", "--json"),
    ("runs",),
    ("runs", "--json"),
    ("quarantine", "list"),
    ("quarantine", "list", "--json"),
    ("quarantine", "show", "{refused}"),
    ("diff",),
    ("diff", "--format", "json"),
    ("diff", "--format", "markdown"),
    ("history", "{document}"),
    ("history", "{document}", "--format", "json"),
    ("versions",),
    *(
        ("sql", f"SELECT {columns} FROM {table}", "--format", form)
        for columns, table in (
            ("title", "documents"),
            ("quote", "commitments"),
            ("detail", "quarantined_files"),
        )
        for form in ("table", "json", "markdown")
    ),
    ("sql", "SELECT error(title) FROM documents"),
    ("sql", "PIVOT (SELECT title, 1 AS one FROM documents) ON title USING count(*)"),
    ("backfill", "--dry-run", "--document", "{document}"),
    (
        "override",
        "{document}",
        "--accept",
        "--reason",
        ATTACK.replace("\0", ""),
        "--author",
        "\u202eHYPERLINK",
    ),
)
SILENT = {"versions", "backfill"}  # print no words of documents


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> WarehousePaths:
    """A warehouse of two runs and a refusal, in every text of which the attack stands."""
    folder = tmp_path_factory.mktemp("attacked")
    made = WarehousePaths.of(folder / "w.duckdb")
    inbox = inbox_with(folder / "in", TEXT, "Nothing is promised here.")
    ingest(made, inbox, a_run())
    newer = replace(facts(version="e2"), commitments=(replace(commitment(), strength=3),))
    with mock.patch.object(builders, "facts", lambda *_: newer):
        ingest(made, inbox, a_run(1, replace(VERSIONS, extractor="e2")))
    with duckdb.connect(made.warehouse) as con:
        for table, columns in con.execute(TABLES).fetchall():
            changed = [f"{name} = $attack || {name}" for name in columns if not KEPT.search(name)]
            if changed:
                con.execute(f"UPDATE {table} SET {', '.join(changed)}", {"attack": ATTACK})
    failed = record_of(a_run(2), RunStatus.FAILED, Counts(), ATTACK)
    append(made.run_log, failed)
    return made


def said(paths: WarehousePaths, command: tuple[str, ...]) -> str:
    with open_reader(paths.warehouse) as con:
        (names,) = con.execute(
            "SELECT (SELECT any_value(sha256) FROM audit.quarantine), "
            "(SELECT any_value(document_id) FROM core.documents)"
        ).fetchall()
    arguments = [
        part.format(refused=names[0], document=names[1]) if "{" in part[:1] else part for part in command
    ]
    done = CliRunner().invoke(app, [*arguments, "--warehouse", str(paths.warehouse)], env={"COLUMNS": "200"})
    assert done.exit_code in (0, 2), done.output
    return str(done.output)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command)[:60])
def test_no_command_prints_what_acts_on_a_terminal(paths: WarehousePaths, command: tuple[str, ...]) -> None:
    output = said(paths, command)
    assert not ACTS.search(output)
    if command[0] not in SILENT:
        assert "HYPERLINK" in output and ("\\x1b" in output or "\\u001b" in output)


class Terminal(io.StringIO):
    """A terminal that shows what is written to it."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def test_csv_acts_on_no_terminal_and_is_exact_elsewhere() -> None:
    terminal, file = Terminal(), io.StringIO()
    for target in (terminal, file):
        print_rows(["title", "list"], [(ATTACK, [ATTACK])], Format.CSV, target)
    assert not ACTS.search(terminal.getvalue()) and "\\x1b" in terminal.getvalue()
    (_, (title, listed)) = csv.reader(io.StringIO(file.getvalue(), newline=""))
    assert title == f"'{ATTACK}" and json.loads(listed) == [ATTACK]


def test_json_keeps_every_character(paths: WarehousePaths) -> None:
    (row,) = json.loads(said(paths, ("sql", "SELECT title FROM documents", "--format", "json")))
    assert row["title"].startswith(ATTACK)


def test_a_report_says_nothing_that_acts(capsys: pytest.CaptureFixture[str]) -> None:
    file = LoadedFile(
        file_name=ATTACK, document_id="doc_1", doc_type="communique", language="en", title=ATTACK, events=1,
        commitments=1, replaces=None,
    )  # fmt: skip
    refused = QuarantinedFile(
        file_name=ATTACK, reason=ATTACK, detail=ATTACK, advice="", source_uri=ATTACK, is_new=True
    )
    report = IngestReport(
        run_id="run", status=RunStatus.PUBLISHED, warehouse=ATTACK, seconds=1, loaded_count=1,
        unchanged_count=0, quarantined_count=1, removed_count=0, docs=ATTACK, warnings=[ATTACK],
        loaded=[file], quarantined=[refused], removed=[ATTACK],
    )  # fmt: skip
    show_report(report)
    print_json(report.model_dump(mode="json"))
    shown = capsys.readouterr().out
    assert not ACTS.search(shown) and shown.count("HYPERLINK") > 8
