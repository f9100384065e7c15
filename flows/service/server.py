"""The Prefect server as a process of the service, without the start of Prefect's command line."""

from __future__ import annotations

from flows.service.lifeline import hold_on_to_starter
from flows.service.ready import say_ready


def main() -> None:
    """Serve the API and the UI until told to stop."""
    hold_on_to_starter()
    say_ready()
    import uvicorn
    from prefect.server.api.server import create_app
    from prefect.settings import get_current_settings

    import flows.service.mail  # noqa: F401  (the server can only send by blocks that it knows)

    api = get_current_settings().server.api
    uvicorn.run(
        create_app(final=True),
        host=api.host,
        port=api.port,
        timeout_keep_alive=api.keepalive_timeout,
        timeout_graceful_shutdown=3,
        log_level="warning",
    )


if __name__ == "__main__":
    main()
