"""Objects of a store like S3 are read and written, or it is told why not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import web_server
from moto.server import ThreadedMotoServer
from obstore.store import S3Store

from reporter import stores
from reporter.errors import BadConfiguration, CannotRead, CannotWrite, ServiceUnavailable
from reporter.stores import bucket

SECRET = "hunter2/hunter2"


@pytest.fixture(scope="session")
def store() -> Iterator[str]:
    """The address of a store with the bucket `desk`."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with urlopen(Request(f"http://{host}:{port}/desk", method="PUT")) as answer:
        assert answer.status == 200
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def keys(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {
        "AWS_ENDPOINT_URL": store,
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "desk",
        "AWS_SECRET_ACCESS_KEY": SECRET,
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)


def test_what_is_written_is_read_again() -> None:
    bucket.put("s3://desk/briefs/快手 2024.csv", b"id\n")
    assert bucket.get("s3://desk/briefs/快手 2024.csv") == b"id\n"
    bucket.put("s3://desk/briefs/快手 2024.csv", b"id\nrevenue\n")
    assert bucket.get("s3://desk/briefs/快手 2024.csv") == b"id\nrevenue\n"


def test_what_is_there_is_not_created_again() -> None:
    for content in (b"first", b"second"):
        stores.create("s3://desk/objects/1.pdf", content)
    assert bucket.get("s3://desk/objects/1.pdf") == b"first"


def test_a_file_is_given_another_name() -> None:
    stores.create("s3://desk/objects/2.pdf", b"%PDF")
    stores.copy("s3://desk/objects/2.pdf", "s3://desk/快手.pdf")
    assert bucket.get("s3://desk/快手.pdf") == b"%PDF"


def test_nothing_is_created_on_a_web_server() -> None:
    with pytest.raises(BadConfiguration, match="it is in no bucket"):
        stores.create("https://desk.example/1.pdf", b"%PDF")


def test_a_bucket_is_read_by_a_brief_where_it_is_listed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stores.put("s3://desk/facts.csv", b"id\n")
    with pytest.raises(CannotRead, match="REPORTER_STORES does not list it"):
        stores.fetch("s3://desk/facts.csv", tmp_path)
    monkeypatch.setenv("REPORTER_STORES", "s3://desk")
    assert stores.fetch("s3://desk/facts.csv", tmp_path) == b"id\n"


def test_a_browser_is_told_that_it_is_a_pdf() -> None:
    bucket.put("s3://desk/out/brief.pdf", b"%PDF")
    kept = S3Store("desk", client_options={"allow_http": True}).get("out/brief.pdf")
    assert kept.attributes["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("url", ["s3://desk/none.csv", "s3://none/facts.csv", "s3://desk/../a.csv"])
def test_what_is_not_there_is_a_fault(url: str) -> None:
    with pytest.raises(CannotRead, match="no such file"):
        bucket.get(url)
    with pytest.raises(CannotWrite, match=r"cannot write s3://none/brief\.pdf: no such file"):
        bucket.put("s3://none/brief.pdf", b"%PDF")


def test_an_object_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bucket.put("s3://desk/large.csv", b"12345678901")
    monkeypatch.setattr(bucket, "MAX_BYTES", 10)
    with pytest.raises(CannotRead, match="it is larger than 10 bytes"):
        bucket.get("s3://desk/large.csv")


def test_a_store_is_not_asked_in_the_clear_unless_that_is_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("AWS_ALLOW_HTTP")
    with web_server.server() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.url)
        with pytest.raises(ServiceUnavailable):
            bucket.get("s3://desk/facts.csv")
    assert server.asked == []


@pytest.mark.parametrize(
    ("status", "error", "reason"),
    [
        (401, CannotRead, "the AWS_… settings of the environment do not open it"),
        (403, CannotRead, "the AWS_… settings of the environment do not open it"),
        (400, ServiceUnavailable, "Server returned non-2xx status code: 400"),
        (503, ServiceUnavailable, "Server returned non-2xx status code: 503"),
    ],
)
def test_a_refusal_and_trouble_are_told_apart_and_without_the_key(
    monkeypatch: pytest.MonkeyPatch, status: int, error: type[Exception], reason: str
) -> None:
    with web_server.server() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.url)
        body = f"<Error>{SECRET}</Error>".encode()
        server.answers["/desk/facts.csv"] = web_server.answer(
            status, body, f"Content-Length: {len(body)}"
        )
        with pytest.raises(error) as refused:
            bucket.get("s3://desk/facts.csv")
    assert reason in str(refused.value)
    assert SECRET not in str(refused.value)


def test_nobody_there_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    with web_server.server() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL", server.url)
    with pytest.raises(ServiceUnavailable, match="error sending request"):
        bucket.get("s3://desk/facts.csv")


def test_a_library_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    with pytest.raises(BadConfiguration, match=r"s3: needs obstore: reporter\[stores\]"):
        bucket.get("s3://desk/facts.csv")
