"""The settings of the service, such as CHANCERY_SERVICE__PORT."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from warehouse.remote import place_of


def _without_secrets(place: str) -> str:
    place_of(place)
    return place


class ServiceOptions(BaseModel):
    """Where `chancery up` listens, how it watches the inboxes, and whom it tells."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    host: str = Field(default="127.0.0.1", description="Address of the server and its UI.")
    port: int = Field(default=4200, ge=1, le=65535, description="Port of the server and its UI.")
    watch: tuple[Annotated[str, AfterValidator(_without_secrets)], ...] = Field(
        default=(), description="Folders and fsspec URLs that are watched; none: the inboxes."
    )
    settle_seconds: float = Field(
        default=3, ge=0, description="How long a file must stay as it is before it counts as whole."
    )
    poll_seconds: float = Field(
        default=10, gt=0, description="How often is looked at URLs; no file system tells of their changes."
    )
    freshness_hours: float = Field(
        default=26, gt=0, description="Without an ingest that ended well in this time, somebody is told."
    )
    webhook: SecretStr | None = Field(default=None, description="URL that alarms are posted to, as JSON.")
    email: SecretStr | None = Field(
        default=None, description="Where alarms are mailed to: mailtos://user:password@host?to=address."
    )
    metrics: bool = Field(default=False, description="Serve the server's Prometheus metrics at /api/metrics.")

    @property
    def address(self) -> str:
        """Where the UI is opened; an address that means every interface is none to open."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::", "") else self.host  # noqa: S104
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"
