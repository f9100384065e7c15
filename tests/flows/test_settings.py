"""Settings: their sources, and that the README tells all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.settings import Settings
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
