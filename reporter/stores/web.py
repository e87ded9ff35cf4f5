"""Files on a web server: one request, to that server alone, within a time and a size.

The library that reads buckets is of no use here: it follows a redirect to any server, and takes no
answer that does not tell its length.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from reporter import __version__
from reporter.errors import CannotRead, CannotWrite, ServiceUnavailable

TIME_OUT = 30.0
"""Seconds that a server may be silent, and that a whole file may take."""
_TIME_OUT_OF_CALL = 10.0
MAX_BYTES = 64 * 2**20
_CHUNK = 2**16
_BUSY = 429


class _Stay(HTTPRedirectHandler):
    """Takes a redirect for the answer: it could lead to a server that nobody has listed."""

    def redirect_request(self, *_: Any) -> None:
        return None


def get(url: str) -> bytes:
    """The bytes at a URL; raises CannotRead or ServiceUnavailable."""
    try:
        with _answer(url) as response:
            return _content(response, url)
    except HTTPError as error:
        raise CannotRead(url, _REFUSALS.get(error.code, f"the answer is {error.code}")) from error


def put(url: str, content: bytes) -> None:
    """Write bytes to a URL; raises CannotWrite or ServiceUnavailable."""
    try:
        with _answer(url, method="PUT", data=content, headers={"Content-Type": "application/pdf"}):
            pass
    except HTTPError as error:
        reason = _REFUSALS.get(error.code, f"the answer is {error.code}")
        raise CannotWrite(url, reason) from error


def call(url: str, shown: str, content: bytes | None = None) -> None:
    """Ask for a URL, or POST JSON to it, and drop the answer; it is named as `shown`.

    Raises ServiceUnavailable where that is not a good one.
    """
    how = {"data": content, "headers": {"Content-Type": "application/json"}} if content else {}
    try:
        with _answer(url, shown, _TIME_OUT_OF_CALL, **how):
            pass
    except HTTPError as error:
        reason = _REFUSALS.get(error.code, f"the answer is {error.code}")
        raise ServiceUnavailable(shown, reason) from error


_REFUSALS = {
    **dict.fromkeys((301, 302, 303, 307, 308), "it has moved, and a redirect is not followed"),
    **dict.fromkeys((401, 403), "the server lets nobody in without a password"),
    **dict.fromkeys((404, 410), "no such file"),
}


@contextmanager
def _answer(
    url: str, shown: str = "", wait: float = TIME_OUT, **how: Any
) -> Iterator[HTTPResponse]:
    """A good answer, closed after use; HTTPError is raised for another."""
    shown = shown or url
    address = quote(url, safe="%/:?#[]@!$&'()*+,;=~")
    request = Request(address, **how)  # noqa: S310 # stores.allowed holds the scheme
    request.add_header("User-Agent", f"reporter/{__version__}")
    try:
        with build_opener(_Stay).open(request, timeout=wait) as response:
            yield response
    except HTTPError as error:
        error.close()
        if error.code >= 500 or error.code == _BUSY:
            raise ServiceUnavailable(shown, f"the answer is {error.code}") from error
        raise
    except (URLError, OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        said = getattr(reason, "strerror", None) or "no answer, or half of one"
        raise ServiceUnavailable(shown, said) from error


def _content(response: HTTPResponse, url: str) -> bytes:
    """All that is sent, as long as it comes in time and is not too much."""
    over, content = time.monotonic() + TIME_OUT, bytearray()
    while chunk := response.read1(_CHUNK):
        content += chunk
        if len(content) > MAX_BYTES:
            raise CannotRead(url, f"it is larger than {MAX_BYTES} bytes")
        if time.monotonic() > over:
            raise ServiceUnavailable(url, f"it takes more than {TIME_OUT:g} s")
    if response.length:
        raise ServiceUnavailable(url, "no answer, or half of one")
    return bytes(content)
