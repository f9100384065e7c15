"""A service for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.clone import user_environment
from tests.operation.service import Service, service_in


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """An installation of a new user, that is down yet."""
    with service_in(tmp_path / "installation", user_environment(tmp_path)) as service:
        yield service
