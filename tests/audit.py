"""`python -m tests.audit`: holes known in what users install, asked of PyPI, package by package.

Findings fail. Packages that PyPI's advisories cannot be asked about, where only a mirror of its files is
reached, are no findings, but are told: nobody takes them for audited.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from tests.clone import ROOT

LOCK = ROOT / "requirements.lock"
# The lock is complete, so nothing has to be resolved.
COMMAND = ("-m", "pip_audit", "--vulnerability-service", "pypi", "--format", "json", "--progress-spinner")
GIVEN = ("off", "--disable-pip", "--require-hashes", "--requirement", str(LOCK))
UNREACHABLE = ("ConnectionError", "ServiceError", "Timeout", "ProxyError", "SSLError")


def verdict(report: Mapping[str, Any]) -> tuple[list[str], bool]:
    """Return what is to be said of pip-audit's report, and whether it has findings."""
    packages = report["dependencies"]
    found = [
        f"{package['name']} {package['version']}: {hole['id']}, mended in {_listed(hole['fix_versions'])}"
        for package in packages
        for hole in package.get("vulns", ())
    ]
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    if skipped and len(skipped) == len(packages):
        return ["not audited: PyPI's advisory endpoint cannot be reached"], False
    told = [f"{len(packages) - len(skipped)} packages audited, {len(found)} holes known in them", *found]
    return told + ([f"not audited, unknown to PyPI: {', '.join(skipped)}"] if skipped else []), bool(found)


def _listed(versions: list[str]) -> str:
    return ", ".join(versions) or "no version yet"


def audit() -> tuple[list[str], bool]:
    """Ask, and return what is to be said and whether it fails."""
    done = subprocess.run(
        (sys.executable, *COMMAND, *GIVEN), cwd=ROOT, capture_output=True, text=True, check=False
    )
    try:
        return verdict(json.loads(done.stdout))
    except ValueError:
        last = done.stderr.strip().splitlines()[-1:]
        if any(name in "".join(last) for name in UNREACHABLE):
            return ["not audited: PyPI's advisory endpoint cannot be reached", *last], False
        return ["pip-audit failed", *last], True


def main() -> None:
    """Print the verdict; exit with 1 where there are findings."""
    told, fails = audit()
    print(*told, sep="\n")
    sys.exit(fails)


if __name__ == "__main__":
    main()
