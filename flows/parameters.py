"""What each flow can be asked: the form that the Prefect UI shows, and what the commands fill in.

Paths are relative to the folder that the deployment was made in. What is left empty is as the settings
have it, so every flow can be run without filling in anything.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractors.model import DocType
from flows.settings import Inbox, Settings, settings_for
from warehouse.selection import Selection

WarehouseFile = Annotated[
    Path | None,
    Field(
        title="Warehouse",
        description="The published DuckDB file. Empty: the one of the settings.",
        examples=["data/chancery.duckdb"],
    ),
]


class Request(BaseModel):
    """What every flow can be asked."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    warehouse: WarehouseFile = None
    wait_minutes: float = Field(
        default=0,
        ge=0,
        le=1440,
        title="Wait for another run, minutes",
        description="One run writes at a time. How long to wait for the one that does; 0: not at all.",
        examples=[30],
    )

    def settings(self) -> Settings:
        """Return the settings, with what is asked for in place of the configured."""
        return settings_for(self.warehouse)


class IngestRequest(Request):
    """What to read."""

    inbox: list[Inbox] | None = Field(
        default=None,
        title="Inbox",
        description="Folders, files or URLs to read, with all below them. Empty: those of the settings.",
        examples=[["inbox"], ["inbox/2026", "inbox/urgent/statement.pdf"], ["s3://bucket/inbox"]],
    )

    def settings(self) -> Settings:
        """Return the settings, with what is asked for in place of the configured."""
        return settings_for(self.warehouse, self.inbox)


class Selecting(Request):
    """Which documents. All that is filled in must hold of a document; empty: any document."""

    documents: list[str] = Field(
        default=[],
        title="Documents",
        description="Ids of documents, or how they begin.",
        examples=[["doc_3f9a1c"]],
    )
    paths: list[str] = Field(
        default=[],
        title="Files",
        description="Patterns of paths; one that does not begin with a slash is matched from the right.",
        examples=[["2026-*.pdf"], ["resolutions/*.txt"]],
    )
    since: date | None = Field(
        default=None,
        title="Since",
        description="First day of the documents' own dates.",
        examples=["2026-01-01"],
    )
    until: date | None = Field(
        default=None,
        title="Until",
        description="Last day of the documents' own dates.",
        examples=["2026-06-30"],
    )
    doc_types: list[DocType] = Field(default=[], title="Types", description="Types of documents.")
    parser_version: str | None = Field(
        default=None, title="Parser version", description="Only what this version read.", examples=["2"]
    )
    extractor_version: str | None = Field(
        default=None,
        title="Extractor version",
        description="Only what this version extracted; the beginning is enough.",
        examples=["2"],
    )

    @model_validator(mode="after")
    def _days_in_order(self) -> Self:
        if self.since and self.until and self.until < self.since:
            raise ValueError("the last day is before the first")
        return self

    def selection(self) -> Selection:
        """Return what the warehouse is asked for."""
        return Selection(
            tuple(self.documents),
            tuple(self.paths),
            self.since,
            self.until,
            tuple(self.doc_types),
            self.parser_version,
            self.extractor_version,
        )


class ReextractRequest(Selecting):
    """Which documents to extract anew from their kept parses."""

    current_too: bool = Field(
        default=False,
        title="Also what is current",
        description="Extract also from documents whose rows the present extractor and lexicons made.",
    )


class BackfillRequest(Selecting):
    """Which documents or files to process again. Empty: all documents."""

    quarantined: bool = Field(
        default=False,
        title="Quarantined files",
        description="Instead of documents: the files that are in quarantine, for whatever reason.",
    )
    failed: bool = Field(
        default=False,
        title="Failed files",
        description="Instead of documents: the quarantined files where it was our side that failed.",
    )
    dry_run: bool = Field(
        default=True, title="Dry run", description="Only list what would be done, and with which files."
    )

    @model_validator(mode="after")
    def _refused_files_have_no_content(self) -> Self:
        if (self.quarantined or self.failed) and (self.since or self.until or self.doc_types):
            raise ValueError("a file in quarantine has no date and no type to select it by")
        return self


class ExportForm(StrEnum):
    """What tables are written as; a calendar holds events and deadlines only."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"
    ICAL = "ical"


class ExportRequest(BaseModel):
    """What to write for other programs, and where."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: ExportForm = Field(
        default=ExportForm.PARQUET, title="Format", description="What the tables are written as."
    )
    folder: Path = Field(
        default=Path("data/export"),
        title="Folder",
        description="The folder to write. An earlier export there is replaced, any other folder is not.",
        examples=["data/export", "/srv/share/chancery"],
    )
    contacts: bool = Field(
        default=False, title="Contacts", description="Also the contacts of persons found in documents."
    )
    warehouse: WarehouseFile = None


class MaintenanceRequest(Request):
    """What to tidy up."""

    compact: bool = Field(
        default=True,
        title="Compact",
        description="Write the published file anew without the room that deleted rows left in it.",
    )
    tidy: bool = Field(
        default=True,
        title="Tidy up",
        description="Remove what is beyond the settings' bounds: versions, rejected runs, parses.",
    )
    stale_days: float | None = Field(
        default=None,
        ge=0,
        title="Stale after, days",
        description="Stale is a warehouse into which nothing came for longer. Empty: as the audit has it.",
        examples=[7],
    )
