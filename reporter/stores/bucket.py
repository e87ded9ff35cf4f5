"""Files in a bucket of S3 or a store like it, by the AWS_… settings of the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from reporter.errors import (
    BadConfiguration,
    CannotRead,
    CannotWrite,
    ReporterError,
    ServiceUnavailable,
)
from reporter.stores.web import MAX_BYTES, TIME_OUT

if TYPE_CHECKING:
    from obstore import Attributes
    from obstore.store import ClientConfig, RetryConfig, S3Store


def get(url: str) -> bytes:
    """The bytes of an object; raises CannotRead, BadConfiguration or ServiceUnavailable."""
    with _place(url, CannotRead) as (store, key):
        answer = store.get(key)
        if answer.meta["size"] > MAX_BYTES:
            raise CannotRead(url, f"it is larger than {MAX_BYTES} bytes")
        return bytes(answer.bytes())


def put(url: str, content: bytes) -> None:
    """Write an object whole; raises CannotWrite, BadConfiguration or ServiceUnavailable."""
    with _place(url, CannotWrite) as (store, key):
        store.put(key, content, attributes=_PDF)


def create(url: str, content: bytes) -> None:
    """Write an object unless it is there; raises as put does."""
    with _place(url, CannotWrite) as (store, key):
        from obstore.exceptions import AlreadyExistsError

        with suppress(AlreadyExistsError):
            store.put(key, content, attributes=_PDF, mode="create")


def copy(source: str, url: str) -> None:
    """Give an object another name in its bucket; raises as put does."""
    with _place(url, CannotWrite) as (store, key):
        store.copy(source.partition("://")[2].partition("/")[2], key)


_PDF: Attributes = {"Content-Type": "application/pdf"}


@contextmanager
def _place(url: str, refusal: Callable[[str, str], ReporterError]) -> Iterator[tuple[S3Store, str]]:
    """The bucket of s3://bucket/key and the key; what goes wrong there is told in our words."""
    try:
        from obstore import exceptions
        from obstore.store import S3Store
    except ImportError:
        raise BadConfiguration("s3: needs obstore: reporter[stores]") from None
    name, _, key = url.partition("://")[2].partition("/")
    limits: ClientConfig = {
        "timeout": timedelta(seconds=TIME_OUT),
        "allow_http": os.environ.get("AWS_ALLOW_HTTP", "") == "true",
    }
    try:
        yield S3Store(name, client_options=limits, retry_config=_RETRY), key
    except (FileNotFoundError, exceptions.NotFoundError, ValueError) as error:
        raise refusal(url, "no such file") from error
    except (exceptions.PermissionDeniedError, exceptions.UnauthenticatedError) as error:
        raise refusal(url, "the AWS_… settings of the environment do not open it") from error
    except exceptions.BaseError as error:
        raise ServiceUnavailable(url, _reason(error)) from error


_RETRY: RetryConfig = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}
_ADDRESS_OF_ROLES = "//169.254."
"""Where a machine in a cloud is asked who it is, for want of a key in the environment."""


def _reason(error: Exception) -> str:
    """What happened, from a message that goes on to tell how it was found out."""
    said = str(error).partition("\n")[0]
    if _ADDRESS_OF_ROLES in said:
        return "the environment has no AWS_ACCESS_KEY_ID"
    return said.rpartition(" - ")[2].partition("<")[0].rstrip(": ")
