"""Settings: their sources, and that the README tells all of them."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from extractors.errors import Reason
from extractors.limits import Limits
from flows.exits import BAD_REQUEST, explained
from flows.settings import Settings
from tests.clone import ROOT
from tests.readme import README


def test_variables_win_over_the_file_and_arguments_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chancery.toml").write_text("workers = 3\nbatch_size = 7\nocr = true\n", encoding="utf-8")
    monkeypatch.setenv("CHANCERY_BATCH_SIZE", "9")
    monkeypatch.setenv("CHANCERY_PAGES_PER_FILE", "11")
    settings = Settings(pages_per_file=13)
    assert (settings.workers, settings.batch_size, settings.limits.pages, settings.limits.ocr) == (
        3,
        9,
        13,
        True,
    )


def test_the_readme_tells_every_setting() -> None:
    told = re.findall(
        r"^\| `([a-z_]+)` \| .* \| .* \|$", README.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    assert [name for name in told if name in Settings.model_fields] == list(Settings.model_fields)


def test_the_manual_tells_every_reason_and_what_to_do() -> None:
    told = re.findall(
        r"^\| `([a-z_]+)` \| (.*) \|$", (ROOT / "docs/reading.md").read_text(encoding="utf-8"), re.M
    )
    assert told == [(reason.value, reason.advice) for reason in Reason]


@pytest.mark.parametrize(
    ("setting", "value", "limit"),
    [
        ("cpu_seconds_per_file", 7.0, "cpu_seconds"),
        ("seconds_per_file", 7.0, "seconds"),
        ("memory_per_file", 7, "memory_bytes"),
        ("bytes_per_file", 7, "byte_count"),
        ("pages_per_file", 7, "pages"),
        ("characters_per_page", 7, "page_characters"),
        ("characters_per_file", 7, "characters"),
        ("decoded_bytes_per_file", 7, "decoded_bytes"),
        ("ocr", True, "ocr"),
    ],
)
def test_every_limit_is_a_setting(setting: str, value: float, limit: str) -> None:
    assert Settings(**{setting: value}).limits == replace(Limits(), **{limit: value})  # type: ignore[arg-type]


def test_no_limit_is_forgotten() -> None:
    names = {name for name in Settings.model_fields if name.endswith(("_per_file", "_per_page", "ocr"))}
    assert len(names) == len(fields(Limits))


@pytest.mark.parametrize(
    ("text", "variable", "says"),
    [
        ("workers = ", "{}", "chancery.toml"),
        ("worker = 3", "{}", "worker"),
        ("workers = 0", "{}", "workers"),
        ("", "sesame", "passwords"),
        ("", '{"*.pdf": ["sesame"]}', "passwords"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line_and_no_password_with_it(
    text: str,
    variable: str,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "chancery.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("CHANCERY_PASSWORDS", variable)
    with pytest.raises(SystemExit) as ended, explained():
        Settings()
    assert ended.value.code == BAD_REQUEST
    (complaint,) = capsys.readouterr().err.splitlines()
    assert says in complaint and "sesame" not in complaint
