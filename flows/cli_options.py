"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.console import Format

Warehouse = Annotated[
    Path | None, typer.Option("--warehouse", "-w", help="The DuckDB file.  [default: data/chancery.duckdb]")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Form = Annotated[Format, typer.Option("--format", "-f", help="How to print the result.")]
