"""Many briefs on the command line: real processes, a folder, a table, kills and interruptions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from reporter.cli import cli
from reporter.example import start_brief

FLASH = ("--edition", "en", "--template", "flash", "--out", "out")
TEMPLATE = """\
brief: "results-{code}"
issuer:
  entity: issuer
  name: {zh-Hans: "{name}", en: "{name}"}
period: "{year}"
published: "2025-03-18"
facts:
  - {id: revenue, concept: revenue, entity: issuer, period: "{year}", value: "{revenue}"}
  - {id: margin, concept: gross_margin, entity: issuer, period: "{year}", basis: ratio, value: 54%}
entities:
  issuer: {zh-Hans: "{name}", en: "{name}"}
"""


@pytest.fixture(autouse=True)
def _cold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTER_CACHE", "off")
    monkeypatch.chdir(tmp_path)


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "reporter", "build", *map(str, arguments)]


def build(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*arguments), capture_output=True, text=True, check=False)


@contextmanager
def building(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A build that runs in a group of processes of its own, of which none is left behind."""
    out = subprocess.PIPE
    with subprocess.Popen(
        command(*arguments), stdout=out, stderr=out, text=True, start_new_session=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def briefs(*names: str) -> Path:
    """A folder with a brief of each name."""
    for name in names:
        path, _ = start_brief(Path("briefs", name))
        path.write_text(path.read_text("utf-8").replace("northwharf-2025", name), "utf-8")
    return Path("briefs")


def table(*rows: str) -> tuple[str, str, str]:
    """A template and a table with those rows, as arguments."""
    Path("template.yaml").write_text(TEMPLATE, "utf-8")
    Path("issuers.csv").write_text("\n".join(("code,name,year,revenue", *rows)) + "\n", "utf-8")
    return "template.yaml", "--table", "issuers.csv"


def pdfs() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path("out").glob("*.pdf")}


def children(process: subprocess.Popen[str]) -> list[int]:
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(pid) for pid in found]


def test_a_folder_is_built_and_a_brief_that_fails_is_named_with_its_reason() -> None:
    folder = briefs("a", "b", "c")
    with (folder / "b" / "brief.yaml").open("a") as file:
        file.write("colour: red\n")
    done = build(folder, *FLASH)
    assert done.returncode == 65
    assert sorted(done.stdout.split()) == ["out/a.en.flash.pdf", "out/c.en.flash.pdf"]
    told = done.stderr.splitlines()
    assert told[0] == "briefs/b/brief.yaml failed:"
    assert told[1].endswith(": “colour” is not a key here")
    assert told[-2].startswith("2 built, 1 failed, in ")
    assert told[-1].startswith("failed: briefs/b/brief.yaml: briefs/b/brief.yaml:")


def test_a_pdf_is_the_same_whether_it_is_built_alone_or_among_many() -> None:
    folder = briefs("a", "b", "c", "d")
    assert build(folder, *FLASH).returncode == 0
    among_many = pdfs()
    assert len(among_many) == 4
    assert build(folder / "c" / "brief.yaml", *FLASH).returncode == 0
    assert pdfs() == among_many


def test_a_table_makes_a_brief_of_each_row_and_a_json_line_for_each() -> None:
    rows = "0700,Alpha,FY2024,1269亿元", "0701,Beta,FY20X4,84亿元"
    done = build(*table(*rows), *FLASH, "--json")
    *told, last = map(json.loads, done.stdout.splitlines())
    first, second = sorted(told, key=lambda line: str(line["row"]))
    assert (first["row"], first["state"]) == ("issuers.csv:2", "built")
    assert [made["path"] for made in first["files"]] == ["out/results-0700.en.flash.pdf"]
    assert (second["row"], second["state"], second["exit_code"]) == ("issuers.csv:3", "failed", 65)
    assert "({year} is “FY20X4” in issuers.csv:3:11)" in second["reason"]
    assert (last["state"], last["built"], last["failed"], last["left"]) == ("ended", 1, 1, 0)
    assert done.returncode == 65


def test_a_pdf_from_a_table_can_be_built_again_from_itself() -> None:
    build(*table("0700,Alpha,FY2024,1269亿元"), *FLASH)
    before = pdfs()
    again = build("out/results-0700.en.flash.pdf", "--out", "out")
    assert (again.returncode, pdfs()) == (0, before)


def test_briefs_that_are_named_have_one_document() -> None:
    briefs("a", "b")
    done = build("briefs/b/brief.yaml", "briefs/a/brief.yaml", *FLASH, "--json")
    assert [made["path"] for made in json.loads(done.stdout)] == [
        "out/a.en.flash.pdf",
        "out/b.en.flash.pdf",
    ]


def test_a_brief_that_never_ends_is_ended_and_the_rest_is_built() -> None:
    folder = briefs("a", "b", "c")
    (folder / "b" / "facts.csv").unlink()
    os.mkfifo(folder / "b" / "facts.csv")  # nobody ever writes to it
    done = build(folder, *FLASH, "--timeout", "10", "--jobs", "2")
    assert done.returncode == 1
    assert sorted(pdfs()) == ["a.en.flash.pdf", "c.en.flash.pdf"]
    assert "briefs/b/brief.yaml failed:\nit takes more than 10 s\n" in done.stderr


def test_a_brief_that_needs_too_much_memory_is_ended() -> None:
    done = build(briefs("a"), "--memory", "20M")  # the whole brief: longer than a glance
    assert done.returncode == 1
    assert "it needs more than 20 MB of memory" in done.stderr


def test_killed_processes_are_replaced_and_every_brief_is_built() -> None:
    names = [f"b{number}" for number in range(8)]
    with building(briefs(*names), *FLASH, "--jobs", "2", "--json") as process:
        assert process.stdout
        told = [json.loads(process.stdout.readline())]
        for pid in children(process):
            os.kill(pid, signal.SIGKILL)
        told += [json.loads(line) for line in process.stdout]
        assert process.wait() == 0
    assert [line["state"] for line in told] == ["built"] * 8 + ["ended"]
    assert len(pdfs()) == 8


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_whole_files_alone_and_can_be_gone_on_from(by: int) -> None:
    folder = briefs(*(f"b{number}" for number in range(8)))
    with building(folder, *FLASH, "--jobs", "2") as process:
        assert process.stdout
        process.stdout.readline()
        os.killpg(process.pid, by)
        _, told = process.communicate()
        assert process.returncode == 130
    assert "--resume goes on" in told
    done = len(pdfs())
    assert 1 <= done < 8
    assert not [path for path in Path("out").iterdir() if path.suffix == ".part"]
    assert all(content.rstrip().endswith(b"%%EOF") for content in pdfs().values())
    again = build(folder, *FLASH, "--resume", "--json")
    states = [json.loads(line)["state"] for line in again.stdout.splitlines()]
    assert again.returncode == 0
    assert states.count("kept") in (done, done - 1)  # one may have been written and not yet told
    assert len(pdfs()) == 8


def test_processes_end_with_a_batch_that_is_killed() -> None:
    with building(briefs(*"abcdef"), *FLASH, "--jobs", "2") as process:
        assert process.stdout
        process.stdout.readline()
        pids = children(process)
        process.kill()
    assert len(pids) == 2
    while any(_lives(pid) for pid in pids):
        time.sleep(0.01)


def _lives(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["briefs", "--table", "issuers.csv"], "--table goes with one BRIEF"),
        (["template.yaml", "--database", "RESEARCH"], "--database goes with a --table"),
        (["template.yaml", "--table", "issuers.sql"], "--database goes with a --table"),
        (["template.yaml", "--memory", "much"], "“much” is no size"),
        (["template.yaml", "--jobs", "0"], "0 is not in the range"),
    ],
)
def test_options_that_make_no_sense_are_a_wrong_use(arguments: list[str], said: str) -> None:
    table()
    briefs("a")
    Path("issuers.sql").write_text("select 1", "utf-8")
    done = CliRunner().invoke(cli, ["build", *arguments])
    assert done.exit_code == 2
    assert said in done.output
