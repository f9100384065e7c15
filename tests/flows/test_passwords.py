"""Passwords of encrypted files: a new one has its file read again, and none is kept or shown anywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fpdf.enums import EncryptionMethod
from typer.testing import CliRunner

from extractors.errors import Reason
from extractors.identity import content_sha256
from extractors.limits import Limits
from extractors.versions import EXTRACTED_BY, PARSER_VERSION
from flows.cli.app import app
from flows.exits import BAD_REQUEST
from flows.ledger import logged_run
from flows.settings import Settings
from flows.steps import read_batch
from tests.conftest import Runner
from tests.reliability.hostile_pdfs import encrypted
from warehouse.landing import FoundFile
from warehouse.paths import WarehousePaths
from warehouse.plan import ReadTask
from warehouse.run import Versions
from warehouse.spool import read_spool

SECRET = "open sesame 4711"
CONTENT = encrypted(EncryptionMethod.AES_256, SECRET)


def settings(**passwords: str) -> Settings:
    return Settings(passwords=passwords)  # type: ignore[arg-type]


def test_passwords_come_from_the_file_or_a_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chancery.toml").write_text(f'[passwords]\n"minutes *.pdf" = "{SECRET}"\n', encoding="utf-8")
    assert Settings().opened_by.of(Path("minutes 3.pdf"), "") == (SECRET,)
    assert SECRET not in f"{Settings()!r} {Settings().model_dump_json()} {Settings().opened_by!r}"
    monkeypatch.setenv("CHANCERY_PASSWORDS", '{"*": "other"}')
    assert "other" in Settings().opened_by.of(Path("minutes 3.pdf"), "")


@pytest.mark.parametrize(
    "faulty",
    [
        {"CHANCERY_SERVICE": f'{{"webhook": ["{SECRET}"]}}'},
        {"CHANCERY_SERVICE__EMAIL": SECRET, "CHANCERY_SERVICE__PORT": "none"},
        {"CHANCERY_PASSWORDS": f'{{"*": ["{SECRET}"]}}'},
        {"CHANCERY_PASSWORDS": f'{{"*": "{SECRET}"'},
        {"CHANCERY_SERVICE": f'{{"webhok": "{SECRET}"}}'},
    ],
)
def test_a_wrong_setting_is_told_without_its_secret(
    faulty: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in faulty.items():
        monkeypatch.setenv(name, value)
    done = CliRunner().invoke(app, ["status"])
    assert done.exit_code == BAD_REQUEST and done.output.startswith("chancery: ")
    assert SECRET not in done.output


def limits_of_run(tmp_path: Path, **passwords: str) -> str:
    with logged_run(WarehousePaths.of(tmp_path / "w.duckdb"), settings(**passwords)) as ledger:
        return ledger.run.versions.limits


def test_another_password_is_another_try_and_the_same_is_none(tmp_path: Path) -> None:
    terms = [limits_of_run(tmp_path, **given) for given in ({}, {"a": "x"}, {"a": SECRET}, {"b": SECRET})]
    assert len(set(terms)) == 4
    assert limits_of_run(tmp_path, a=SECRET) == terms[2]
    assert limits_of_run(tmp_path / "elsewhere", a=SECRET) != terms[2]
    assert not any(SECRET in each for each in terms)


def test_a_batch_is_read_with_them(tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(CONTENT)
    task = ReadTask(content_sha256(CONTENT), (FoundFile(path, path.as_uri(), path.name),))
    versions = Versions(PARSER_VERSION, EXTRACTED_BY)
    reasons = []
    for number, password in enumerate(("wrong", SECRET)):
        given, spool = settings(**{"*.pdf": password}).opened_by, tmp_path / f"{number}.jsonl"
        (entry,) = read_spool(read_batch.fn([task], versions, Limits(), given, spool, tmp_path / "parses"))
        reasons.append(entry.reason)
        assert SECRET.encode() not in spool.read_bytes()
    assert reasons == [Reason.ENCRYPTED, None]


@pytest.mark.slow
def test_a_quarantined_file_is_read_once_its_password_is_given(
    run: Runner, environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, data = tmp_path / "inbox", tmp_path / "data"
    inbox.mkdir()
    (inbox / "minutes.pdf").write_bytes(CONTENT)
    monkeypatch.setitem(environment, "CHANCERY_SERVICE__WEBHOOK", f"https://example.org/{SECRET}")
    monkeypatch.setitem(environment, "CHANCERY_SERVICE__EMAIL", f"mailtos://me:{SECRET}@example.org")
    command = ("chancery", "ingest", str(inbox), "--warehouse", str(data / "w.duckdb"), "--json")
    ends = []
    for password in ("wrong", "wrong", SECRET):
        monkeypatch.setitem(environment, "CHANCERY_PASSWORDS", f'{{"*.pdf": "{password}"}}')
        done = run(*command)
        assert done.returncode == 0, done.stderr
        ends.append(json.loads(done.stdout))
    (refused,) = ends[0]["quarantined"]
    assert "none of those given for it opens it" in refused["detail"] and "`passwords`" in refused["advice"]
    assert [(end["status"], end["loaded_count"]) for end in ends] == [
        ("published", 0),
        ("unchanged", 0),
        ("published", 1),
    ]
    kept = [*data.rglob("*"), *Path(environment["HOME"]).rglob("*")]
    assert not any(SECRET.encode() in file.read_bytes() for file in kept if file.is_file())
    assert SECRET not in str(ends)
