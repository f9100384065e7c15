"""A copy of the checkout and the environment of a new user, to try things as they would."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns(".venv", ".git", "data", "__pycache__", "*.egg-info", ".*_cache")
FOREIGN = ("PREFECT_", "CHANCERY_", "MAKE", "MFLAGS")


def is_set_up(checkout: Path) -> bool:
    """Tell whether `make` would find nothing to install: in a copy it would install the copy."""
    mark = checkout / ".venv/.runtime"
    inputs = [checkout / name for name in ("pyproject.toml", "requirements.lock")]
    return mark.exists() and all(file.stat().st_mtime <= mark.stat().st_mtime for file in inputs)


def copy_checkout(folder: Path) -> Path:
    """Copy the checkout into a folder, with its virtual environment linked; return the copy."""
    copy = folder / "chancery"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    if (ROOT / ".venv").is_dir():
        (copy / ".venv").symlink_to(ROOT / ".venv")
    return copy


def user_environment(folder: Path) -> dict[str, str]:
    """Return an environment with an empty home, a terminal 118 columns wide and no settings."""
    home = folder / "home"
    home.mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    return kept | {"HOME": str(home), "COLUMNS": "118", "PATH": path, "NO_COLOR": "1", "PYTHONUTF8": "1"}
