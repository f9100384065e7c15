"""Options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.console import Format

# `readable=False`: what cannot be read is told in one line where it is opened, and not by the parser.
Warehouse = Annotated[
    Path | None,
    typer.Option(
        "--warehouse", "-w", readable=False, help="The DuckDB file.  [default: data/chancery.duckdb]"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Form = Annotated[Format, typer.Option("--format", "-f", help="How to print the result.")]
