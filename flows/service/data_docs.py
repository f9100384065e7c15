"""The Data Docs of the runs, read-only, beside Prefect's UI: browsers follow no link from there to a file."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path

from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from flows.service.places import DATA_DOCS

# Pages of strangers' words beside an API that can do everything: nothing in them may act or reach out.
HEADERS = {
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; img-src data:; style-src-elem 'self'; style-src-attr 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "private, no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def data_docs(folder: Path, auth: str | None) -> Mount:
    """Serve the files below a folder, which need not be there yet; `auth` is the server's `user:password`."""
    return Mount(f"/{DATA_DOCS}", _DataDocs(folder, auth))


class _DataDocs(StaticFiles):
    """Starlette's static files, which lists no folder and follows nothing that leads out of its own."""

    def __init__(self, folder: Path, auth: str | None) -> None:
        super().__init__(directory=folder, check_dir=False)
        self._expected = "Basic " + base64.b64encode(auth.encode()).decode() if auth else None

    async def check_config(self) -> None:
        """Take a folder that is not there yet for an empty one."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer a request, if it says who asks where that is wanted."""
        if self._expected and not secrets.compare_digest(_authorization(scope), self._expected.encode()):
            return Response(status_code=401, headers={"WWW-Authenticate": 'Basic realm="Chancery"'})
        response = await super().get_response(path, scope)
        response.headers.update(HEADERS)
        return response


def _authorization(scope: Scope) -> bytes:
    said: bytes = dict(scope["headers"]).get(b"authorization", b"")
    return said
