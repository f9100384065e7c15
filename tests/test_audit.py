"""What is said of pip-audit's answers: findings fail, and what was not audited is not taken for sound."""

from __future__ import annotations

from subprocess import CompletedProcess
from typing import Any
from unittest import mock

import pytest

from tests.audit import audit, verdict
from tests.clone import ROOT
from tests.conftest import Runner

SOUND: dict[str, Any] = {"name": "sound", "version": "1.0", "vulns": []}
HOLE = {"id": "CVE-1", "fix_versions": ["2.1", "3.0"]}
HOLED = {"name": "holed", "version": "2.0", "vulns": [HOLE, HOLE | {"id": "CVE-2", "fix_versions": []}]}
SKIPPED = {"name": "skipped", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "told", "fails"),
    [
        ([SOUND], ["1 packages audited, 0 holes known in them"], False),
        (
            [SOUND, HOLED],
            [
                "2 packages audited, 2 holes known in them",
                "holed 2.0: CVE-1, mended in 2.1, 3.0",
                "holed 2.0: CVE-2, mended in no version yet",
            ],
            True,
        ),
        (
            [SOUND, SKIPPED],
            ["1 packages audited, 0 holes known in them", "not audited, unknown to PyPI: skipped"],
            False,
        ),
        ([SKIPPED, SKIPPED], ["not audited: PyPI's advisory endpoint cannot be reached"], False),
    ],
)
def test_verdicts(packages: list[dict[str, Any]], told: list[str], fails: bool) -> None:
    assert verdict({"dependencies": packages}) == (told, fails)


@pytest.mark.parametrize(
    ("error", "begins", "fails"),
    [
        ("requests.exceptions.ConnectionError: no such host", "not audited", False),
        ("ERROR:pip_audit._cli:requirement sound has no hash", "pip-audit failed", True),
    ],
)
def test_no_answer_is_no_clean_bill(error: str, begins: str, fails: bool) -> None:
    done = CompletedProcess([], 1, stdout="", stderr=f"Traceback\n{error}\n")
    with mock.patch("tests.audit.subprocess.run", return_value=done):
        told, does = audit()
    assert told[0].startswith(begins) and told[-1] == error and does is fails


def test_bandit_finds_what_it_is_there_for(run: Runner, tmp_path) -> None:
    """The settings that leave some of its checks to ruff do not leave out the others."""
    (tmp_path / "bad.py").write_text("import yaml, subprocess\nyaml.load(x)\nsubprocess.run(x, shell=True)\n")
    done = run("bandit", "--quiet", "--configfile", str(ROOT / "pyproject.toml"), str(tmp_path / "bad.py"))
    assert done.returncode == 1
    assert "B506" in done.stdout and "B602" in done.stdout and "B404" not in done.stdout
