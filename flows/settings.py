"""Settings, read here and nowhere else: defaults, `chancery.toml`, then `CHANCERY_…` variables."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, SecretStr, WithJsonSchema
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from expectations.occasion import Thresholds
from extractors.limits import Limits
from extractors.passwords import Passwords
from flows.service.options import ServiceOptions
from warehouse.overrides import Override, OverridesError, read_overrides
from warehouse.remote import place_of
from warehouse.versions import Retention

Inbox = Annotated[Path | str, BeforeValidator(place_of), WithJsonSchema({"type": "string", "format": "path"})]
"""A folder or a file, or the URL of one in another store."""


class RunnerKind(StrEnum):
    """Where batches of files are read."""

    LOCAL = "local"
    DASK = "dask"


class Settings(BaseSettings):
    """What an installation may want otherwise. Every field is a variable, such as CHANCERY_WORKERS."""

    model_config = SettingsConfigDict(
        env_prefix="CHANCERY_",
        env_nested_delimiter="__",
        toml_file="chancery.toml",
        extra="forbid",
        hide_input_in_errors=True,
    )

    inbox: list[Inbox] = Field(default=[Path("inbox")], description="Folders or files to read, or URLs.")
    warehouse: Path = Field(default=Path("data/chancery.duckdb"), description="The published DuckDB file.")
    overrides: Path | None = Field(default=None, description="Reviewers' decisions, a TOML file.")
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, description="Files read at once.")
    batch_size: int = Field(default=100, ge=1, le=250, description="Files a task reads, if not too many.")
    runner: RunnerKind = Field(default=RunnerKind.LOCAL, description="Where files are read: local or dask.")
    dask_address: str | None = Field(
        default=None,
        description="The Dask scheduler, such as tcp://host:8786; none: one of this machine.",
    )
    cpu_seconds_per_file: float = Field(
        default=Limits().cpu_seconds, gt=0, description="Processor time limit of a file."
    )
    seconds_per_file: float = Field(default=Limits().seconds, gt=0, description="Time limit by the clock.")
    memory_per_file: int = Field(default=Limits().memory_bytes, gt=0, description="Memory limit, bytes.")
    bytes_per_file: int = Field(default=Limits().byte_count, gt=0, description="Largest file, bytes.")
    pages_per_file: int = Field(default=Limits().pages, gt=0, description="Most pages of a file.")
    characters_per_page: int = Field(
        default=Limits().page_characters, gt=0, description="Most characters of a PDF's page."
    )
    characters_per_file: int = Field(default=Limits().characters, gt=0, description="Longest text.")
    decoded_bytes_per_file: int = Field(
        default=Limits().decoded_bytes, gt=0, description="Most bytes that a compressed file unpacks to."
    )
    ocr: bool = Field(default=Limits().ocr, description="Recognise the text of scans, with ocrmypdf.")
    passwords: dict[str, SecretStr] = Field(
        default={}, description="Passwords of encrypted PDFs, by a pattern of the name or the SHA-256."
    )
    keep_versions: int = Field(default=5, ge=0, description="Published versions kept for a rollback.")
    keep_versions_bytes: int = Field(default=0, ge=0, description="Most bytes of them; 0: no bound.")
    keep_versions_days: float = Field(default=0, ge=0, description="Greatest age of them; 0: no bound.")
    keep_rejected: int = Field(default=5, ge=0, description="Rejected runs kept to be looked at.")
    keep_changes: int = Field(default=100, ge=1, description="Runs whose changes are kept.")
    docs_kept: int = Field(
        default=10, ge=0, description="Runs whose Data Docs are kept; none are made for 0."
    )
    audit: Thresholds = Field(
        default=Thresholds(), description="What the audit judges by, such as CHANCERY_AUDIT__STALE_DAYS."
    )
    service: ServiceOptions = Field(
        default=ServiceOptions(), description="What `chancery up` does, such as CHANCERY_SERVICE__PORT."
    )

    @property
    def watched(self) -> tuple[str, ...]:
        """The folders and URLs that the service watches."""
        inboxes = (inbox if isinstance(inbox, str) else str(inbox.absolute()) for inbox in self.inbox)
        return self.service.watch or tuple(inboxes)

    @property
    def overrides_file(self) -> Path | None:
        """The file of overrides that is set, else overrides.toml in the first inbox or beside it, if any.

        Raises OverridesError where it is in both: one of them would go unheard.
        """
        found = [path for path in dict.fromkeys(self._overrides_places) if path.exists()]
        if self.overrides is None and len(found) > 1:
            raise OverridesError(f"there are both {found[0]} and {found[1]}; join them in one")
        return self.overrides or (found[0] if found else None)

    @property
    def overrides_target(self) -> Path:
        """Where a decision is written down: the file of overrides, which need not be there yet."""
        return self.overrides_file or self._overrides_places[1]

    @property
    def _overrides_places(self) -> tuple[Path, Path]:
        inbox = self.inbox[0]
        if isinstance(inbox, str):  # what reviewers decide is no business of another store
            return (self.warehouse.absolute().parent / "overrides.toml",) * 2
        inbox = inbox.absolute()
        return inbox / "overrides.toml", inbox.parent / "overrides.toml"

    @property
    def decisions(self) -> tuple[Override, ...] | None:
        """The overrides, or None where there is no file of them. Raises OverridesError."""
        return read_overrides(self.overrides_file) if self.overrides_file else None

    @property
    def retention(self) -> Retention:
        """Which published versions and changes are kept."""
        return Retention(
            self.keep_versions, self.keep_versions_bytes, self.keep_versions_days, self.keep_changes
        )

    @property
    def limits(self) -> Limits:
        """The limits under which a single file is read."""
        return Limits(
            cpu_seconds=self.cpu_seconds_per_file,
            seconds=self.seconds_per_file,
            memory_bytes=self.memory_per_file,
            byte_count=self.bytes_per_file,
            pages=self.pages_per_file,
            page_characters=self.characters_per_page,
            characters=self.characters_per_file,
            decoded_bytes=self.decoded_bytes_per_file,
            ocr=self.ocr,
        )

    @property
    def opened_by(self) -> Passwords:
        """The passwords, ready for use."""
        return Passwords({name: password.get_secret_value() for name, password in self.passwords.items()})

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let arguments win over variables, and variables over `chancery.toml`."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def settings_for(warehouse: Path | None, inbox: Sequence[Path | str] | None = None) -> Settings:
    """Return the settings, with what the command line gives in place of the configured."""
    given: dict[str, Any] = {"warehouse": warehouse, "inbox": list(inbox) if inbox else None}
    return Settings(**{name: value for name, value in given.items() if value is not None})
