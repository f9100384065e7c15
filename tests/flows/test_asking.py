"""Where a query comes from and where its answer goes; what documents say does nothing on the way."""

from __future__ import annotations

import io
import json
from pathlib import Path

import duckdb
import pytest

from flows.console import Format
from flows.exits import BadRequest
from flows.terminal import asking
from tests.expectations.small_warehouse import publish


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("asking") / "w.duckdb")


def answer(
    small: Path, query: str, form: Format, capsys: pytest.CaptureFixture[str], output: Path | None = None
) -> str:
    asking.ask(query, small, form, output, paged=True)
    return capsys.readouterr().out


def test_query_comes_from_one_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "q.sql"
    file.write_text("SELECT 2", encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT 3"))
    assert asking.query_from("SELECT 1", None) == "SELECT 1"
    assert asking.query_from(None, file) == "SELECT 2"
    assert asking.query_from("-", None) == "SELECT 3"


@pytest.mark.parametrize(
    ("query", "file", "says"),
    [
        (None, None, "give one query"),
        ("SELECT 1", Path("q.sql"), "give one query"),
        (None, Path("missing.sql"), "cannot read missing.sql: No such file"),
    ],
)
def test_no_query_is_said_in_a_line(query: str | None, file: Path | None, says: str) -> None:
    with pytest.raises(BadRequest, match=says):
        asking.query_from(query, file)


def test_formats(small: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    query = "SELECT '=1+1|<b>' AS a, ['x'] AS b, NULL AS c"
    assert answer(small, query, Format.CSV, capsys) == 'a,b,c\n\'=1+1|<b>,"[""x""]",\n'
    assert json.loads(answer(small, query, Format.JSON, capsys)) == [{"a": "=1+1|<b>", "b": ["x"], "c": None}]
    marked = "| a | b | c |\n| --- | --- | --- |\n| =1+1\\|\\<b\\> | \\['x'\\] |  |\n"
    assert answer(small, query, Format.MARKDOWN, capsys) == marked
    assert "=1+1|<b>" in answer(small, query, Format.TABLE, capsys)
    assert answer(small, query, Format.PARQUET, capsys, tmp_path / "a.parquet") == ""
    assert duckdb.execute(f"FROM '{tmp_path}/a.parquet'").fetchall() == [("=1+1|<b>", ["x"], None)]


def test_an_answer_goes_to_a_file(small: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert answer(small, "SELECT 'ä' AS a", Format.CSV, capsys, tmp_path / "a.csv") == ""
    assert (tmp_path / "a.csv").read_bytes() == "a\nä\n".encode()


def test_parquet_needs_a_file(small: Path) -> None:
    with pytest.raises(BadRequest, match="--output"):
        asking.ask("SELECT 1", small, Format.PARQUET, None, paged=False)


def test_a_file_that_cannot_be_written_is_said(small: Path, tmp_path: Path) -> None:
    for form in (Format.CSV, Format.PARQUET):
        with pytest.raises(BadRequest, match="cannot write"):
            asking.ask("SELECT 1", small, form, tmp_path / "no/folder/x", paged=False)


def test_shell_answers_until_the_end(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = (
        ".tables",
        "SELECT count(*) AS found",
        "FROM documents;",
        "SELEKT;",
        ".nonsense",
        ".columns events",
    )
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*said, ".quit", "SELECT 9;"])))
    asking.shell(small)
    shown = capsys.readouterr()
    assert "who_promised(topic)" in shown.out
    assert "found" in shown.out
    assert "status_as_of" in shown.out
    assert "SELEKT" in shown.err
    assert "there is no command .nonsense" in shown.err
    assert "9" not in shown.out.split("status_as_of")[1].splitlines()[-1]


def test_errors_that_quote_a_document_do_nothing_to_the_terminal(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT (chr(27) || '[2J' || chr(8238) || 'x')::INT;"))
    asking.shell(small)
    errors = capsys.readouterr().err
    assert "\\x1b[2J\\u202ex" in errors
    assert "\x1b" not in errors and "\u202e" not in errors


def test_shell_is_read_only(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("DELETE FROM core.documents;\nCOPY documents TO 'x.csv'"))
    asking.shell(small)
    errors = capsys.readouterr().err
    assert "read-only" in errors
    assert "disabled" in errors
