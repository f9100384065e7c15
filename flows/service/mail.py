"""E-mail as a notification block: Prefect has blocks for services on the web, and none for a mail server."""

from __future__ import annotations

from prefect.blocks.notifications import AppriseNotificationBlock
from pydantic import Field, SecretStr


class MailServer(AppriseNotificationBlock):
    """Sends alarms by e-mail, through a mail server of your own."""

    _block_type_name = "Chancery Mail Server"
    _block_type_slug = "chancery-mail-server"

    url: SecretStr = Field(
        default=..., title="Address", description="Apprise's mailto://user:password@host?to=address."
    )
