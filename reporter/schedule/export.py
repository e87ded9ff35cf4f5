"""Units for whatever fires a tick: systemd, cron, launchd, Kubernetes.

All of them call `reporter schedule tick` every minute; what is due, and what was missed, the tick
knows by itself.
"""

from __future__ import annotations

import json
import plistlib
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from string import Template
from typing import TypeAlias

from reporter import paths
from reporter.errors import BadConfiguration

_PLAIN = re.compile(r"[^a-z0-9]+")
_MOUNT = PurePosixPath("/briefs")


@dataclass(frozen=True, slots=True)
class Caller:
    """What is to be called: the program, the schedule and its ledger, both as absolute paths.

    `environment` is what the call needs besides. What nobody else may read is in `secrets`: a file
    of NAME=value lines, or the name of a Secret for Kubernetes, whose own `image` and `claim` are.
    """

    program: tuple[str, ...]
    schedule: Path
    ledger: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    secrets: str = ""
    image: str = ""
    claim: str = "reporter"

    @property
    def name(self) -> str:
        """A name for the units, as RFC 1123 has labels."""
        stem = _PLAIN.sub("-", self.schedule.stem.lower()).strip("-")
        return f"reporter-{stem}"[:52].rstrip("-") if stem else "reporter"

    @property
    def command(self) -> tuple[str, ...]:
        return (*self.program, *_tick(str(self.schedule), str(self.ledger)))


Units: TypeAlias = Mapping[str, str]
"""The text of each file by its name."""


def _tick(schedule: str, ledger: str) -> tuple[str, ...]:
    return ("schedule", "tick", schedule, "--ledger", ledger)


def systemd(caller: Caller) -> Units:
    """A service and the timer that starts it, after systemd.service(5) and systemd.timer(5)."""
    said = {
        "schedule": str(caller.schedule).replace("%", "%%"),
        "command": " ".join(_systemd_word(word).replace("$", "$$") for word in caller.command),
        "folder": str(caller.schedule.parent).replace("%", "%%"),
        "environment": "\n".join(_systemd_environment(caller)),
    }
    return {
        f"{caller.name}.service": _filled("systemd.service", said),
        f"{caller.name}.timer": _filled("systemd.timer", said),
    }


def cron(caller: Caller) -> Units:
    """A line for crontab(5), in which a percent sign would end the command."""
    said = {
        "schedule": str(caller.schedule),
        "command": _with_secrets(caller).replace("%", r"\%"),
        "folder": shlex.quote(str(caller.schedule.parent)).replace("%", r"\%"),
        "environment": "\n".join(f"{name}={value}" for name, value in caller.environment.items()),
    }
    return {f"{caller.name}.crontab": _filled("crontab", said)}


def launchd(caller: Caller) -> Units:
    """A property list for launchd.plist(5)."""
    label = caller.name.replace("-", ".", 1)
    agent = {
        "Label": label,
        "ProgramArguments": ["/bin/sh", "-c", _with_secrets(caller)]
        if caller.secrets
        else list(caller.command),
        "WorkingDirectory": str(caller.schedule.parent),
        "EnvironmentVariables": dict(caller.environment),
        "StartInterval": 60,
        "ProcessType": "Background",
        "ExitTimeOut": 1200,
    }
    return {f"{label}.plist": plistlib.dumps(agent, sort_keys=False).decode()}


def k8s(caller: Caller) -> Units:
    """A CronJob; the schedule's folder is a volume, and every pod goes by one machine's name.

    Raises BadConfiguration without an image, or where the ledger is not in the schedule's folder.
    """
    if not caller.image:
        raise BadConfiguration("Kubernetes runs an image: name one with --image")
    home = caller.schedule.parent
    if not caller.ledger.is_relative_to(home):
        reason = "the ledger must be below the schedule's folder, which is the volume: --ledger"
        raise BadConfiguration(reason)
    inside = [str(_MOUNT / one.relative_to(home)) for one in (caller.schedule, caller.ledger)]
    known = {"REPORTER_MACHINE": caller.name, "HOME": "/tmp", **caller.environment}  # noqa: S108
    entries = (f"{_NAME}{json.dumps(name)}\n{_VALUE}{_yaml(known[name])}" for name in known)
    said = {
        "name": caller.name,
        "image": _yaml(caller.image),
        "claim": _yaml(caller.claim),
        "command": _yaml(["reporter", *_tick(*inside)]),
        "folder": _yaml(str(_MOUNT)),
        "mount": _yaml(str(_MOUNT)),
        "environment": "".join(f"\n{entry}" for entry in entries),
        "secrets": f"\n{_SECRET}{_yaml(caller.secrets)}" if caller.secrets else "",
    }
    return {f"{caller.name}.cronjob.yaml": _filled("cronjob.yaml", said)}


_NAME, _VALUE = " " * 16 + "- name: ", " " * 18 + "value: "
_SECRET = " " * 14 + "envFrom:\n" + " " * 16 + "- secretRef:\n" + " " * 20 + "name: "
EXPORTS: Mapping[str, Callable[[Caller], Units]] = {
    "systemd": systemd,
    "cron": cron,
    "k8s": k8s,
    "launchd": launchd,
}
"""The units for each of them, by its name on the command line."""


def _filled(name: str, said: Mapping[str, str]) -> str:
    template = Template((paths.templates() / "schedule" / name).read_text("utf-8"))
    lines = template.substitute(said).splitlines()
    return "\n".join(line for line in lines if line or name != "crontab") + "\n"


def _with_secrets(caller: Caller) -> str:
    """The call for a shell, which takes the secrets into its environment first."""
    call = shlex.join(caller.command)
    return f"set -a; . {shlex.quote(caller.secrets)}; exec {call}" if caller.secrets else call


def _systemd_environment(caller: Caller) -> Iterator[str]:
    for name, value in caller.environment.items():
        yield f"Environment={_systemd_word(f'{name}={value}')}"
    if caller.secrets:
        yield f"EnvironmentFile={caller.secrets.replace('%', '%%')}"


def _yaml(value: object) -> str:
    """A value in YAML's flow style, which JSON is a part of."""
    return json.dumps(value, ensure_ascii=False)


def _systemd_word(word: str) -> str:
    """A word of ExecStart= or Environment=: percent and dollar signs doubled, in double quotes."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"' if re.search(r"[\s\"'\\;]", escaped) else escaped
