"""The Prefect server as a process of the service, without the start of Prefect's command line."""

from __future__ import annotations

from flows.service.lifeline import hold_on_to_starter
from flows.service.ready import say_ready
from flows.settings import Settings
from warehouse.paths import WarehousePaths


def main() -> None:
    """Serve the API, the UI and the Data Docs until told to stop."""
    hold_on_to_starter()
    say_ready()
    import uvicorn
    from prefect.server.api.server import create_app
    from prefect.settings import get_current_settings

    import flows.service.mail  # noqa: F401  (the server can only send by blocks that it knows)
    from flows.service.data_docs import data_docs

    api = get_current_settings().server.api
    app = create_app(final=True)
    auth = api.auth_string.get_secret_value() if api.auth_string else None
    docs = WarehousePaths.of(Settings().warehouse).docs
    app.router.routes.insert(0, data_docs(docs, auth))  # the last is the UI, which takes any path
    uvicorn.run(
        app,
        host=api.host,
        port=api.port,
        timeout_keep_alive=api.keepalive_timeout,
        timeout_graceful_shutdown=3,
        log_level="warning",
    )


if __name__ == "__main__":
    main()
