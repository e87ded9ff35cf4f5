"""A file on a web server is read from that server alone, whole, in time and in bounds."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
import web_server

from reporter.errors import CannotRead, CannotWrite, ServiceUnavailable
from reporter.stores import web

CHUNKED = "Transfer-Encoding: chunked"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[web_server.Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with web_server.server() as running:
        yield running


def test_a_file_is_read_as_it_is(server: web_server.Server) -> None:
    server.holds("/a%20%E5%BF%AB.csv?year=2024", b"id\r\nrevenue\r\n")
    assert web.get(f"{server.url}/a 快.csv?year=2024") == b"id\r\nrevenue\r\n"
    assert web.get(f"{server.url}/a%20%E5%BF%AB.csv?year=2024") == b"id\r\nrevenue\r\n"


def test_a_file_that_comes_in_chunks_is_read_whole(server: web_server.Server) -> None:
    body = b"3\r\nid\n\r\n8\r\nrevenue\n\r\n0\r\n\r\n"
    server.answers["/facts.csv"] = web_server.answer(200, body, CHUNKED)
    assert web.get(f"{server.url}/facts.csv") == b"id\nrevenue\n"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(server: web_server.Server, status: int) -> None:
    with web_server.server() as other:
        other.holds("/facts.csv", b"id\n")
        moved = web_server.answer(status, b"", f"Location: {other.url}/facts.csv")
        server.answers["/facts.csv"] = moved
        with pytest.raises(CannotRead, match="it has moved, and a redirect is not followed"):
            web.get(f"{server.url}/facts.csv")
        assert other.asked == []


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "no such file"), (403, "lets nobody in without a password"), (418, "the answer is 418")],
)
def test_an_answer_without_the_file_is_a_fault(
    server: web_server.Server, status: int, reason: str
) -> None:
    server.answers["/facts.csv"] = web_server.answer(status)
    with pytest.raises(CannotRead, match=reason):
        web.get(f"{server.url}/facts.csv")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_is_unavailable(server: web_server.Server, status: int) -> None:
    server.answers["/facts.csv"] = web_server.answer(status)
    with pytest.raises(ServiceUnavailable, match=f"cannot be reached: the answer is {status}"):
        web.get(f"{server.url}/facts.csv")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no HTTP at all\r\n\r\n",
        web_server.answer(200, b"half", "Content-Length: 8"),
        web_server.answer(200, b"8\r\nhalf", CHUNKED),
    ],
)
def test_half_an_answer_is_none(server: web_server.Server, answer: bytes) -> None:
    server.answers["/facts.csv"] = answer
    with pytest.raises(ServiceUnavailable, match="no answer, or half of one"):
        web.get(f"{server.url}/facts.csv")


def test_nobody_there_is_unavailable(server: web_server.Server) -> None:
    server.server_close()
    with pytest.raises(ServiceUnavailable, match=r"facts\.csv cannot be reached: "):
        web.get(f"{server.url}/facts.csv")


@pytest.mark.parametrize("head", ["Content-Length: 11", CHUNKED])
def test_a_file_that_is_too_large_is_refused(
    server: web_server.Server, monkeypatch: pytest.MonkeyPatch, head: str
) -> None:
    monkeypatch.setattr(web, "MAX_BYTES", 10)
    body = b"b\r\n12345678901\r\n0\r\n\r\n" if head == CHUNKED else b"12345678901"
    server.answers["/facts.csv"] = web_server.answer(200, body, head)
    with pytest.raises(CannotRead, match="it is larger than 10 bytes"):
        web.get(f"{server.url}/facts.csv")


@pytest.mark.parametrize(
    "answer", [b"...", web_server.answer(200, b"id\n...", "Content-Length: 9")]
)
def test_a_server_that_falls_silent_is_unavailable(
    server: web_server.Server, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    monkeypatch.setattr(web, "TIME_OUT", 0.2)
    server.answers["/facts.csv"] = answer
    with pytest.raises(ServiceUnavailable, match="no answer, or half of one"):
        web.get(f"{server.url}/facts.csv")


def test_a_server_that_goes_on_and_on_is_stopped(
    server: web_server.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.holds("/facts.csv", b"id\n" * 100_000)
    clock = iter([0.0, 31.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with pytest.raises(ServiceUnavailable, match="it takes more than 30 s"):
        web.get(f"{server.url}/facts.csv")


def test_a_finished_file_is_put(server: web_server.Server) -> None:
    web.put(f"{server.url}/out/brief.pdf", b"%PDF")
    assert server.kept == {"/out/brief.pdf": b"%PDF"}


@pytest.mark.parametrize(
    ("status", "reason"), [(403, "lets nobody in"), (405, "the answer is 405")]
)
def test_a_file_that_is_not_taken_cannot_be_written(
    server: web_server.Server, status: int, reason: str
) -> None:
    server.answers["/brief.pdf"] = web_server.answer(status)
    with pytest.raises(CannotWrite, match=rf"cannot write {server.url}/brief\.pdf: .*{reason}"):
        web.put(f"{server.url}/brief.pdf", b"%PDF")
