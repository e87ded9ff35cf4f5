"""Units that fire a tick, judged by the tools that read them."""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from reporter.errors import BadConfiguration
from reporter.schedule.export import EXPORTS, Caller

FOLDERS = ("briefs", "50% of “briefs”, $HOME's", "季报 2025")


@pytest.fixture(params=FOLDERS)
def caller(request: pytest.FixtureRequest, tmp_path: Path) -> Caller:
    """A call whose program writes down what it was given, from folders of every sort."""
    folder = tmp_path / request.param
    folder.mkdir()
    echo = folder / "say it"
    echo.write_text('#!/bin/sh\nprintf "%s\\n" "$0" "$@" "$GREETING" "$PASSWORD" > said\n')
    echo.chmod(0o755)
    secrets = folder / "mail.env"
    secrets.write_text("PASSWORD=open\n")
    return Caller(
        (str(echo),),
        folder / "schedule.yaml",
        folder / "ledger.sqlite",
        {"GREETING": "good morning"},
        str(secrets),
        "registry.example/reporter:1",
    )


def test_every_export_calls_the_tick_once_a_minute(caller: Caller) -> None:
    for name, export in EXPORTS.items():
        text = "\n".join(export(caller).values())
        assert "tick" in text, name


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd: make tools")
def test_systemd_finds_nothing_wrong(caller: Caller, tmp_path: Path) -> None:
    files = []
    for name, text in EXPORTS["systemd"](caller).items():
        files.append(tmp_path / name)
        files[-1].write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SYSTEMD_LOG_LEVEL": "warning"},
    )
    ours = [line for line in done.stderr.splitlines() if caller.name in line]
    assert (done.returncode, ours) == (0, []), done.stderr


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd: make tools")
def test_systemd_finds_what_is_wrong(caller: Caller, tmp_path: Path) -> None:
    service = EXPORTS["systemd"](caller)[f"{caller.name}.service"]
    wrong = tmp_path / f"{caller.name}.service"
    wrong.write_text(service.replace("Type=oneshot", "Type=one shot"), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(wrong)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "one shot" in done.stderr


def test_a_line_of_cron_runs_as_a_shell_takes_it(caller: Caller) -> None:
    (text,) = EXPORTS["cron"](caller).values()
    *settings, line = [line for line in text.splitlines() if not line.startswith("#")]
    assert settings == ["GREETING=good morning"]
    assert line.startswith("* * * * * ")
    command = line.removeprefix("* * * * * ").replace(r"\%", "%")  # as crontab(5) does
    subprocess.run(
        ["/bin/sh", "-c", command], check=True, env={**os.environ, "GREETING": "good morning"}
    )
    said = (caller.schedule.parent / "said").read_text().splitlines()
    assert said == [*caller.command, "good morning", "open"]


def test_launchd_reads_its_property_list(caller: Caller) -> None:
    (text,) = EXPORTS["launchd"](caller).values()
    agent = plistlib.loads(text.encode())
    assert agent["StartInterval"] == 60
    assert agent["WorkingDirectory"] == str(caller.schedule.parent)
    subprocess.run(
        agent["ProgramArguments"],
        check=True,
        cwd=agent["WorkingDirectory"],
        env={**os.environ, **agent["EnvironmentVariables"]},
    )
    said = (caller.schedule.parent / "said").read_text().splitlines()
    assert said == [*caller.command, "good morning", "open"]


def cron_job(caller: Caller) -> dict[str, Any]:
    (text,) = EXPORTS["k8s"](caller).values()
    document = yaml.safe_load(text)
    assert isinstance(document, dict)
    return document


def test_kubernetes_takes_its_cron_job(caller: Caller) -> None:
    validate = pytest.importorskip("kubernetes_validate")
    validate.validate(cron_job(caller), "1.31", strict=True)


def test_kubernetes_refuses_what_it_does_not_know(caller: Caller) -> None:
    validate = pytest.importorskip("kubernetes_validate")
    document = cron_job(caller)
    document["spec"]["concurrency"] = "Forbid"
    with pytest.raises(validate.ValidationError):
        validate.validate(document, "1.31", strict=True)


def test_a_cron_job_never_overlaps_and_goes_by_one_name(caller: Caller) -> None:
    spec = cron_job(caller)["spec"]
    assert spec["concurrencyPolicy"] == "Forbid"
    (container,) = spec["jobTemplate"]["spec"]["template"]["spec"]["containers"]
    assert {"name": "REPORTER_MACHINE", "value": caller.name} in container["env"]
    assert container["envFrom"] == [{"secretRef": {"name": caller.secrets}}]
    assert container["command"][:3] == ["reporter", "schedule", "tick"]


def test_a_ledger_beside_the_volume_is_refused(caller: Caller) -> None:
    outside = Caller(caller.program, caller.schedule, Path("/var/lib/ledger.sqlite"), image="x")
    with pytest.raises(BadConfiguration, match="volume"):
        EXPORTS["k8s"](outside)


@pytest.mark.parametrize("stem", ["schedule", "季报", "Q4 — results", "x" * 90, "--"])
def test_names_are_labels(stem: str) -> None:
    name = Caller((sys.executable,), Path(f"/briefs/{stem}.yaml"), Path("/briefs/l")).name
    assert len(name) <= 52
    assert shlex.quote(name) == name == name.strip("-").lower()
