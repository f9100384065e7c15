"""An S3 store on this machine, and the environment in which it is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest import mock

import httpx
import pytest

SECRET = "hunter2"
BUCKET = "chancery-test"


@contextmanager
def s3() -> Iterator[Mapping[str, str]]:
    """Run a store with an empty bucket; yield the variables by which it is found, which are set here too."""
    s3fs = pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    found_by = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "chancery",
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": host,
    }
    try:
        with mock.patch.dict("os.environ", found_by):
            s3fs.S3FileSystem.clear_instance_cache()
            httpx.post(f"{found_by['AWS_ENDPOINT_URL']}/moto-api/reset")  # what it holds outlives its server
            s3fs.S3FileSystem().mkdir(BUCKET)
            yield found_by
    finally:
        s3fs.S3FileSystem.clear_instance_cache()
        server.stop()
