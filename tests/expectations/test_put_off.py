"""Modules whose import waits until something of them is used."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from expectations.put_off import put_off
from tests.conftest import Runner

ENGINE = """
import sys
import expectations.engine
from expectations.docs import build
print(*sorted(sys.modules))
"""


def test_a_module_is_read_at_the_first_look_at_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tide_table.py").write_text("import sys\nsys.tide_table_was_read = True\nHIGH = 3\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "tide_table_was_read", False, raising=False)
    with put_off("tide_table"):
        import tide_table  # type: ignore[import-not-found]
    try:
        assert not vars(sys)["tide_table_was_read"]
        assert tide_table.HIGH == 3
        assert vars(sys)["tide_table_was_read"]
    finally:
        del sys.modules["tide_table"]


def test_what_is_not_there_is_still_missed() -> None:
    with pytest.raises(ModuleNotFoundError), put_off("no_such_module"):
        import no_such_module  # type: ignore[import-not-found]  # noqa: F401


def test_the_audit_does_without_statistics_and_charts(run: Runner) -> None:
    modules = set(run(sys.executable, "-c", ENGINE).stdout.split())
    assert "great_expectations" in modules
    assert not modules & {"scipy.stats._stats_py", "altair.vegalite", "redis"}
