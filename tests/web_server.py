"""A web server of the tests' own, on loopback: what it answers is set, what it is asked is kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server(ThreadingHTTPServer):
    """Answers each path with the bytes that are set for it, and keeps what is PUT or POSTed."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.kept: dict[str, bytes] = {}
        self.pause = threading.Event()
        """Where `…` stands in an answer, the rest waits for this."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def holds(self, path: str, body: bytes) -> None:
        self.answers[path] = answer(200, body, f"Content-Length: {len(body)}")


def answer(status: int, body: bytes = b"", *heads: str) -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status} -", *heads, "", "")).encode() + body


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        before, stop, after = self.server.answers.get(self.path, answer(404)).partition(b"...")
        self.wfile.write(before)
        if stop:
            self.wfile.flush()
            self.server.pause.wait()
            self.wfile.write(after)

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(self.path)
        if self.path not in self.server.answers:
            self.server.kept[self.path] = body
        self.wfile.write(self.server.answers.get(self.path, answer(201)))

    def do_POST(self) -> None:
        self.do_PUT()

    def log_message(self, *_: object) -> None:
        """Nothing is told: what was asked is in the list."""


@contextmanager
def server() -> Iterator[Server]:
    """A server, as long as it runs."""
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield running
        finally:
            running.pause.set()
            running.shutdown()
            thread.join()
