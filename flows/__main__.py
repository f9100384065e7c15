"""The entry point that is installed as `chancery`: the version is told without importing any command."""

from __future__ import annotations

import gc
import sys
from importlib.metadata import version


def main() -> None:
    """Run the command."""
    if sys.argv[1:] == ["--version"]:
        print(f"chancery {version('chancery')}")
        return
    # Half a million objects are imported for good: looking for garbage among them took a fifth of the start.
    gc.set_threshold(100_000, 20, 20)
    from flows.cli import app

    app.main()


if __name__ == "__main__":
    main()
