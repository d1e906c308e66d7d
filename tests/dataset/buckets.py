"""An object store on this machine, as a thread of the tests, and writers in processes of their own."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import boto3
from moto.moto_server import threaded_moto_server
from moto.moto_server.werkzeug_app import DomainDispatcherApplication
from moto.server import ThreadedMotoServer

from doichieu.dataset import store
from tests.dataset.factories import make_audit

BUCKET = "papers"
PAPERS = 6
SILENT = ("AWS_ENDPOINT_URL", "AZURE_STORAGE_ENDPOINT")
"""Variables that name a store; where they lead nowhere, none answers."""


class _OneAtATime(DomainDispatcherApplication):
    """Answers one request after the other: moto compares and puts in two steps, between which a thread may put as well."""

    def __init__(self, create_app: Callable[..., Any]) -> None:
        super().__init__(create_app)
        self._one = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        with self._one:
            return super().__call__(environ, start_response)


@contextmanager
def server() -> Iterator[dict[str, str]]:
    """A store with an empty bucket: the environment that leads there."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    with mock.patch.object(threaded_moto_server, "DomainDispatcherApplication", _OneAtATime):
        running.start()
    try:
        host, port = running.get_host_and_port()
        environment = {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "us-east-1",
        }
        client = boto3.client(
            "s3",
            endpoint_url=environment["AWS_ENDPOINT_URL"],
            aws_access_key_id="key",
            aws_secret_access_key="secret",  # noqa: S106 - of a store that ends with the test
            region_name="us-east-1",
        )
        client.create_bucket(Bucket=BUCKET)
        client.close()
        yield environment
    finally:
        running.stop()


def write(url: str, number: int) -> None:
    """Ingest every paper anew, in its version of this round, publishing in between."""
    with mock.patch.object(store, "_PUBLISH_AFTER", 3), store.Store(url) as one:
        for paper in range(PAPERS):
            one.put(make_audit(f"{paper} in round {number}", source=f"papers/{paper}.txt"))


def main(url: str, rounds: int) -> None:
    """Write until the rounds are over: what is killed in the tests."""
    for number in range(rounds):
        write(url, os.getpid() * 1000 + number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        time.sleep(0.01)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
