"""A brief from elsewhere is printed, and printed again from its PDF when elsewhere is gone."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from urllib.parse import quote, quote_plus

import pikepdf
import postgres
import psycopg
import pytest
import web_server

from reporter import paths
from reporter.errors import ReporterError
from reporter.loading import load_brief
from reporter.manifest import sha256
from reporter.pdf_contents import read_contents
from reporter.press import names_inside

EXAMPLE = paths.assets() / "example"
FLASH = ("--edition", "en", "--template", "flash")
WRITINGS = ("s3cret", *(write(postgres.PASSWORD) for write in (str, quote, quote_plus)))
SECRETS = [text.encode(code) for text in WRITINGS for code in ("utf-8", "utf-16-be")]
QUERY = """
  - from: sql
    database: DESK
    query: SELECT * FROM example
"""


def reporter(
    *arguments: object,
    cwd: Path,
    env: Mapping[str, str],
    program: tuple[str, ...] = ("-m", "reporter"),
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, *program, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env=os.environ | env, capture_output=True, check=False)


@pytest.fixture(scope="module")
def desk(cluster: str) -> str:
    """A database with the facts of the example brief."""
    head, *lines = (EXAMPLE / "facts.csv").read_text("utf-8").splitlines()
    columns = ", ".join(f"{column} text" for column in head.split(","))
    with psycopg.connect(cluster) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE example ({columns})")
        with cursor.copy("COPY example FROM STDIN (FORMAT csv)") as copy:
            copy.write("\n".join(lines))
    return cluster


def with_facts(folder: Path, facts: str) -> Path:
    """The example brief with facts from elsewhere."""
    path = folder / "brief.yaml"
    text = (EXAMPLE / "brief.yaml").read_text("utf-8")
    path.write_text(text.replace("facts: facts.csv", f"facts: {facts}", 1), "utf-8")
    return path


def everything_in(pdf: Path) -> Iterator[bytes]:
    """Every object of a PDF, its streams unpacked, and the file as it is."""
    yield pdf.read_bytes()
    with pikepdf.open(pdf) as document:
        for item in document.objects:
            yield item.read_bytes() if isinstance(item, pikepdf.Stream) else item.unparse()


def test_a_password_is_in_no_pdf_and_no_message_and_no_pdf_needs_it_again(
    desk: str, tmp_path: Path
) -> None:
    path = with_facts(tmp_path, QUERY)
    env = {"DESK": desk}
    first = reporter("build", path, *FLASH, "--out", "one", "-v", cwd=tmp_path, env=env)
    assert first.returncode == 0, first.stderr
    assert b"DESK: 7 rows" in first.stderr
    pdf = tmp_path / first.stdout.decode().strip()
    again = reporter("build", pdf, "--out", "two", "-v", cwd=tmp_path, env={"DESK": "gone"})
    assert (tmp_path / again.stdout.decode().strip()).read_bytes() == pdf.read_bytes()
    proof = reporter("verify", pdf, cwd=tmp_path, env={"DESK": "gone"})
    assert proof.returncode == 0, proof.stdout
    told = [first.stderr, again.stderr, proof.stdout, *everything_in(pdf)]
    assert not [piece for piece, secret in product(told, SECRETS) if secret in piece]


BUG = """
from reporter.sources import sql
sql._csv = lambda *_: 1 / 0
from reporter.cli import main
main()
"""


@pytest.mark.parametrize(
    ("old", "new", "query", "code"),
    [
        ("", "", "SELECT * FORM example", 65),
        ("", "", "SELECT :secret", 65),
        ("s3cret", "xs3cret", "SELECT 1", 69),
        ("host=/tmp", "host=/tmp/none", "SELECT 1", 69),
        ("@/postgres?host=/", "@127.0.0.1:1/", "SELECT 1", 69),
        ("%40", "@", "SELECT 1", 69),
        ("postgresql:", "mysql:", "SELECT 1", 78),
        ("@/postgres?", "@:s3cret/postgres?", "SELECT 1", 78),
        ("?host=", "?nope=s3cret&host=", "SELECT 1", 78),
        ("postgresql://", "", "SELECT 1", 78),
    ],
)
def test_a_password_is_in_no_message_of_what_goes_wrong(
    desk: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    old: str,
    new: str,
    query: str,
    code: int,
) -> None:
    path = with_facts(tmp_path, QUERY.replace("SELECT * FROM example", f'"{query}"'))
    monkeypatch.setenv("DESK", desk.replace(old, new, 1))
    caplog.set_level(logging.DEBUG)
    with pytest.raises(ReporterError) as refused:
        load_brief(path)
    assert refused.value.exit_code == code
    chain = "".join(traceback.format_exception(refused.value))
    assert not [secret for secret in WRITINGS if secret in chain + caplog.text]


def test_a_password_is_in_no_log_of_a_bug(desk: str, tmp_path: Path) -> None:
    path = with_facts(tmp_path, QUERY)
    env = {"DESK": desk, "TMPDIR": str(tmp_path)}
    done = reporter("build", path, *FLASH, "-v", cwd=tmp_path, env=env, program=("-c", BUG))
    assert done.returncode == 70, done.stderr
    (log,) = tmp_path.glob("reporter-bug-*.log")
    told = [done.stdout, done.stderr, log.read_bytes()]
    assert b"ZeroDivisionError" in told[-1]
    assert not [piece for piece, secret in product(told, SECRETS) if secret in piece]


def test_a_brief_from_a_web_server_is_printed_to_one_and_again_from_itself(tmp_path: Path) -> None:
    with web_server.server() as server:
        server.holds("/desk/facts.csv", (EXAMPLE / "facts.csv").read_bytes())
        path = with_facts(tmp_path, f"{server.url}/desk/facts.csv")
        env = {"REPORTER_STORES": f"{server.url}/desk", "no_proxy": "127.0.0.1"}
        out = f"{server.url}/out"
        done = reporter("build", path, *FLASH, "--out", out, cwd=tmp_path, env=env)
        assert done.returncode == 0, done.stderr
        ((kept, content),) = server.kept.items()
        assert done.stdout.decode() == f"{server.url}{kept}\n"
        pdf = tmp_path / "kept.pdf"
        pdf.write_bytes(content)
        manifest = read_contents(content, "kept.pdf").manifest
        assert manifest["inputs"][f"{server.url}/desk/facts.csv"] == "source-facts.csv"
        read = sha256((EXAMPLE / "facts.csv").read_bytes())
        assert manifest["files"]["source-facts.csv"] == read
        server.asked.clear()
        again = reporter("build", pdf, cwd=tmp_path, env=env)
        assert (tmp_path / again.stdout.decode().strip()).read_bytes() == content
        assert server.asked == []


def test_a_place_that_cannot_be_written_to_ends_with_73(tmp_path: Path) -> None:
    with web_server.server() as server:
        server.answers["/out/northwharf-2025.en.flash.pdf"] = web_server.answer(405)
        done = reporter(
            *("build", EXAMPLE / "brief.yaml", *FLASH, "--out", f"{server.url}/out/"),
            cwd=tmp_path,
            env={"no_proxy": "127.0.0.1"},
        )
    assert done.returncode == 73
    assert b"the answer is 405" in done.stderr


@pytest.mark.parametrize("out", ["ftp://example.com/", "https://u:s3cret@example.com/out"])
def test_a_place_that_is_none_is_a_mistake_of_use(tmp_path: Path, out: str) -> None:
    done = reporter("build", EXAMPLE / "brief.yaml", "--out", out, cwd=tmp_path, env={})
    assert done.returncode == 2
    assert b"s3cret" not in done.stderr


def test_files_of_one_name_are_attached_under_names_of_their_own() -> None:
    names = ["b.yaml", "facts.csv", "../facts.csv", "https://h/facts.csv", "sql://facts-1.csv"]
    inside = [
        "b.yaml",
        "source-facts.csv",
        "source-2-facts.csv",
        "source-3-facts.csv",
        "facts-1.csv",
    ]
    assert list(names_inside(names).values()) == inside
