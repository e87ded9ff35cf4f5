"""A batch on a real cluster: a scheduler and two workers that share no folder with the briefs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

from reporter.example import start_brief

FLASH = ("--edition", "en", "--template", "flash")
SCHEDULER = ("-m", "distributed.cli.dask_scheduler", "--no-dashboard", "--host", "tls://127.0.0.1")
WORKER = ("-m", "distributed.cli.dask_worker", "--no-dashboard", "--nthreads", "1")


@dataclass(frozen=True)
class Cluster:
    address: str
    environment: Mapping[str, str]
    workers: tuple[subprocess.Popen[bytes], ...]

    def build(self, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "reporter", "build", *map(str, arguments)]
        return subprocess.run(
            words, cwd=cwd, env=self.environment, capture_output=True, text=True, check=False
        )


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers that are reached by TLS alone, each in a folder of its own."""
    pytest.importorskip("distributed")
    home = tmp_path_factory.mktemp("cluster")
    environment = os.environ | certificates(home) | {"REPORTER_CACHE": "off"}
    environment["DASK_DISTRIBUTED__WORKER__DAEMON"] = "False"
    with ExitStack() as stack:

        def start(name: str, *words: str) -> subprocess.Popen[bytes]:
            (home / name).mkdir()
            log = stack.enter_context((home / f"{name}.log").open("wb"))
            process = subprocess.Popen(
                [sys.executable, *words], cwd=home / name, env=environment, stdout=log, stderr=log
            )
            stack.callback(process.wait)
            stack.callback(process.terminate)
            return process

        found = home / "scheduler.json"
        scheduler = start("scheduler", *SCHEDULER, "--port", "0", "--scheduler-file", str(found))
        while not found.exists() or not found.read_text().rstrip().endswith("}"):
            assert scheduler.poll() is None, (home / "scheduler.log").read_text()
        address = json.loads(found.read_text())["address"]
        workers = tuple(start(name, *WORKER, address) for name in ("first", "second"))
        yield Cluster(address, environment, workers)


def certificates(home: Path) -> dict[str, str]:
    """The settings by which Dask takes no connection without TLS, and certificates for it."""
    authority = trustme.CA()
    one = authority.issue_cert("127.0.0.1")
    authority.cert_pem.write_to_path(home / "ca.pem")
    one.private_key_and_cert_chain_pem.write_to_path(home / "one.pem")
    settings = {"REQUIRE_ENCRYPTION": "True", "TLS__CA_FILE": str(home / "ca.pem")}
    for role in ("SCHEDULER", "WORKER", "CLIENT"):
        settings |= {f"TLS__{role}__{part}": str(home / "one.pem") for part in ("CERT", "KEY")}
    return {f"DASK_DISTRIBUTED__COMM__{name}": value for name, value in settings.items()}


def briefs(folder: Path, *names: str) -> Path:
    for name in names:
        path, _ = start_brief(folder / name)
        path.write_text(path.read_text("utf-8").replace("northwharf-2025", name), "utf-8")
    return folder


def test_a_cluster_builds_the_same_bytes_and_names_what_fails(
    cluster: Cluster, tmp_path: Path
) -> None:
    folder = briefs(tmp_path / "briefs", "a", "b", "c", "d")
    with (folder / "b" / "brief.yaml").open("a") as file:
        file.write("colour: red\n")
    here = cluster.build("briefs", *FLASH, "--out", "here", cwd=tmp_path)
    there = cluster.build(
        "briefs", *FLASH, "--out", "there", "--cluster", cluster.address, cwd=tmp_path
    )
    assert (here.returncode, there.returncode) == (65, 65), there.stderr
    assert sorted(there.stdout.split()) == [f"there/{name}.en.flash.pdf" for name in "acd"]
    assert "briefs/b/brief.yaml failed:\nbriefs/b/brief.yaml:" in there.stderr
    for name in "acd":
        made = tmp_path / "there" / f"{name}.en.flash.pdf"
        assert made.read_bytes() == (tmp_path / "here" / made.name).read_bytes()
    assert len(list((tmp_path / "there" / "objects").rglob("*.pdf"))) == 3


def test_a_worker_that_is_killed_costs_no_brief(cluster: Cluster, tmp_path: Path) -> None:
    names = [f"b{number}" for number in range(8)]
    briefs(tmp_path / "briefs", *names)
    words = ("briefs", *FLASH, "--json", "--cluster", cluster.address)
    command = [sys.executable, "-m", "reporter", "build", *words]
    with subprocess.Popen(
        command, cwd=tmp_path, env=cluster.environment, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout
        process.stdout.readline()
        nanny = cluster.workers[0].pid
        for pid in Path(f"/proc/{nanny}/task/{nanny}/children").read_text().split():
            os.kill(int(pid), signal.SIGKILL)
        *_, ended = map(json.loads, process.stdout)
        assert process.wait() == 0
    assert (ended["built"], ended["failed"]) == (8, 0)
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 8
    again = cluster.build(*words, "--resume", cwd=tmp_path)
    assert json.loads(again.stdout.splitlines()[-1])["kept"] == 8


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--cluster", "tcp://10.0.0.5:8786"), 78, "by tls:// alone"),
        (("--cluster", "tls://127.0.0.1:1", "--out", "https://desk.example/x"), 2, "in a bucket"),
    ],
)
def test_what_a_cluster_cannot_be_asked_is_refused(
    cluster: Cluster, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    briefs(tmp_path / "briefs", "a")
    done = cluster.build("briefs", *arguments, cwd=tmp_path)
    assert done.returncode == code
    assert said in done.stderr
