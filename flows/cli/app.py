"""The `chancery` command. Heavy imports stand inside the commands that need them."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.again import again
from flows.cli.export import export
from flows.cli.options import AsJson, Warehouse
from flows.cli.past import past
from flows.cli.quarantine import quarantine
from flows.cli.review import review
from flows.cli.service import service
from flows.console import Format, complain, print_json
from flows.exits import BAD_REQUEST, exit_codes, explained

app = typer.Typer(
    name="chancery",
    help="Diplomatic documents in, DuckDB tables of documents, events and commitments out.\n\n"
    + exit_codes(),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(export, name="export")
app.add_typer(again)
app.add_typer(quarantine, name="quarantine")
app.add_typer(past)
app.add_typer(review)
app.add_typer(service)


@app.callback(invoke_without_command=True)
def chancery(
    show_version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """Take the options that stand before any command."""
    if show_version:
        print(f"chancery {version('chancery')}")
        raise typer.Exit


@app.command()
def ingest(
    inbox: Annotated[
        list[str] | None,
        typer.Argument(help="Folders or files to read, or URLs such as s3://bucket/inbox.  [default: inbox]"),
    ] = None,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
    examples: Annotated[
        int, typer.Option("--examples", min=0, help="Rows of events and commitments to show at the end.")
    ] = 0,
) -> None:
    """Read every new or changed file of the inboxes, and publish what is in them.

    Each file ends as loaded, unchanged or quarantined with a reason.
    """
    from flows.terminal import ingest as doing

    with explained():
        report = doing.run_ingest(inbox, warehouse)
        if as_json:
            print_json(report.model_dump(mode="json"))
        else:
            doing.show_report(report)
            doing.show_examples(report.warehouse, examples)


@app.command()
def sql(
    query: Annotated[
        str | None,
        typer.Argument(help='The query, such as "SELECT * FROM events"; - reads it from standard input.'),
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", help="A file that holds the query.")] = None,
    warehouse: Warehouse = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to print the result.")] = Format.TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.  [default: standard output]")
    ] = None,
    pager: Annotated[bool, typer.Option(help="Show long tables in the pager.")] = True,
) -> None:
    """Ask the warehouse in SQL. It is opened read-only, and shut off from files and networks."""
    from flows.terminal import asking

    with explained():
        asking.ask(asking.query_from(query, file), warehouse, form, output, paged=pager)


@app.command()
def shell(warehouse: Warehouse = None) -> None:
    """Ask one query after another, read-only."""
    from flows.terminal import asking

    with explained():
        asking.shell(warehouse)


@app.command()
def status(
    warehouse: Warehouse = None,
    runs: Annotated[int, typer.Option("--runs", min=1, help="How many runs to show.")] = 5,
    as_json: AsJson = False,
    watch: Annotated[bool, typer.Option("--watch", help="Keep it in view; q leaves.")] = False,
) -> None:
    """Show the last runs, the files by outcome, and the quarantine with its reasons."""
    from flows.terminal import status as shown

    with explained():
        if watch and not as_json:
            shown.watch_status(warehouse, runs)
        else:
            shown.show_status(warehouse, runs, as_json)


@app.command()
def runs(
    last: Annotated[int, typer.Option("--last", min=1, help="How many runs to list.")] = 20,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """List the last runs, also those that failed or changed nothing, with what they did."""
    from flows.terminal import status as shown

    with explained():
        shown.show_runs(warehouse, last, as_json)


@app.command()
def audit(warehouse: Warehouse = None, as_json: AsJson = False) -> None:
    """Audit the whole published file again, and write its Data Docs."""
    from flows.terminal import auditing

    with explained():
        auditing.audit_published(warehouse, as_json=as_json)


def main() -> None:
    """Run the command that was given; an interrupt and a reader that has gone are no errors to trace."""
    try:
        app()
    except KeyboardInterrupt:
        complain("interrupted; the warehouse is as it was, and the next ingest takes up the rest")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(BAD_REQUEST)
