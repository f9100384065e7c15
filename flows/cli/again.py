"""The commands that work on what is in the warehouse already: reextract, backfill, maintenance."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from extractors.model import DocType
from flows.cli.options import AsJson, Warehouse
from flows.exits import explained

again = typer.Typer()

Documents = Annotated[
    list[str] | None, typer.Option("--document", "-d", help="Ids of documents, or how they begin.")
]
Paths = Annotated[
    list[str] | None,
    typer.Option("--path", "-p", help="Patterns of paths, such as '2026-*.pdf'; matched from the right."),
]
Since = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of the documents' own dates.")
]
Until = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day of the documents' own dates.")
]
Types = Annotated[list[DocType] | None, typer.Option("--type", "-t", help="Types of documents.")]
Parser = Annotated[str | None, typer.Option("--parser", help="Only what this parser version read.")]
Extractor = Annotated[
    str | None, typer.Option("--extractor", help="Only what this extractor version found, or how it begins.")
]


@again.command()
def reextract(
    document: Documents = None,
    path: Paths = None,
    since: Since = None,
    until: Until = None,
    doc_type: Types = None,
    parser: Parser = None,
    extractor: Extractor = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Also documents that the present extractor and lexicons made.")
    ] = False,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Extract anew from what was read before, without reading any file.

    By default from all documents that another extractor, or another state of the lexicons, was used on.
    """
    from flows.parameters import ReextractRequest
    from flows.terminal import again as doing

    with explained():
        chosen = doing.selectors(document, path, since, until, doc_type, parser, extractor)
        doing.reextract_documents(
            ReextractRequest(warehouse=warehouse, current_too=everything, **chosen), as_json=as_json
        )


@again.command()
def backfill(
    document: Documents = None,
    path: Paths = None,
    since: Since = None,
    until: Until = None,
    doc_type: Types = None,
    parser: Parser = None,
    extractor: Extractor = None,
    failed: Annotated[
        bool, typer.Option("--failed", help="Quarantined files where our side failed, instead of documents.")
    ] = False,
    quarantined: Annotated[
        bool, typer.Option("--quarantined", help="All quarantined files, instead of documents.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="All documents.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Only list what would be done, and with what.")
    ] = False,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Process chosen documents or quarantined files again.

    What the present parser has read is extracted anew; the rest is read again from its file.
    """
    from flows.parameters import BackfillRequest
    from flows.terminal import again as doing

    with explained():
        chosen = doing.selectors(document, path, since, until, doc_type, parser, extractor)
        request = BackfillRequest(
            warehouse=warehouse, failed=failed, quarantined=quarantined, dry_run=dry_run, **chosen
        )
        doing.backfill_documents(request, everything=everything, as_json=as_json)


@again.command()
def maintenance(
    compact: Annotated[bool, typer.Option(help="Write the published file anew, without dead room.")] = True,
    tidy: Annotated[bool, typer.Option(help="Remove what is beyond the settings' bounds.")] = True,
    stale_days: Annotated[
        float | None, typer.Option(min=0, help="Days after which a warehouse without news is stale.")
    ] = None,
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """Compact the published file, remove what is kept too long, and tell when something new came in."""
    from flows.parameters import MaintenanceRequest
    from flows.terminal import again as doing

    with explained():
        request = MaintenanceRequest(warehouse=warehouse, compact=compact, tidy=tidy, stale_days=stale_days)
        doing.maintain(request, as_json=as_json)
