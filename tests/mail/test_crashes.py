"""A process that dies loses no message, sends none twice, and says of which it does not know."""

from __future__ import annotations

import logging
import os
import random
import signal
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from crashing import IN_DOUBT, POINTS
from faulty_server import Fault, Plan
from judgement import SERVERS, Trial, aiosmtpd

from reporter.cli import cli
from reporter.mail.model import DeliveryState

log = logging.getLogger(__name__)
KILLS = int(os.environ.get("REPORTER_KILLS", "8"))
"""How often a process is killed at random, for each server; `make kills` has more."""
SEED = int(os.environ.get("REPORTER_SEED", "0")) or random.SystemRandom().randrange(10**6)


@pytest.mark.parametrize("name", SERVERS)
@pytest.mark.parametrize("point", POINTS)
def test_a_process_dies_at_a_point(point: str, name: str, tmp_path: Path) -> None:
    with SERVERS[name](tmp_path) as to:
        trial = Trial(tmp_path / "ledger.sqlite", to)
        trial.hand_in(5)
        assert trial.run("--point", point, "--after", "2") == -signal.SIGKILL
        windows = int(point in IN_DOUBT)
        assert trial.run() == (76 if windows else 0)
        assert trial.breaches(windows) == []
        assert len(trial.deliveries(DeliveryState.UNKNOWN)) == windows


def test_a_doubt_shows_before_anybody_delivers_again(tmp_path: Path) -> None:
    with aiosmtpd(tmp_path) as to:
        trial = Trial(tmp_path / "ledger.sqlite", to)
        trial.hand_in(2)
        trial.run("--point", "dot sent")
        result = CliRunner().invoke(cli, ["email", "status", "--ledger", str(trial.ledger)])
    assert result.exit_code == 76
    assert [line.split()[0] for line in result.stdout.splitlines()[::2]] == ["unknown", "pending"]


@pytest.mark.parametrize(
    ("wrong", "point", "found"),
    [
        ("says sent before the dot", "committing", "called sent, and is not there"),
        ("keeps nothing before the dot", "answer read", "sent 2 times"),
        ("resumes what was in doubt", "answer read", "sent 2 times"),
        ("skips what was under way", "claimed", "called sent, and is not there"),
        ("forgets what was under way", "claimed", "left claimed"),
        ("forgets what was under way", "committing", "left committing"),
    ],
)
def test_a_wrong_outbox_is_found_out(wrong: str, point: str, found: str, tmp_path: Path) -> None:
    with SERVERS["aiosmtpd"](tmp_path) as to:
        trial = Trial(tmp_path / "ledger.sqlite", to, wrong)
        trial.hand_in(5)
        assert trial.run("--point", point, "--after", "2") == -signal.SIGKILL
        trial.run()
        assert any(breach.startswith(found) for breach in trial.breaches(1))


def test_a_doubt_that_is_taken_for_a_refusal_is_found_out(tmp_path: Path) -> None:
    plan = Plan(tmp_path, {"DOT": Fault.DROP}, keeps=True)
    with aiosmtpd(tmp_path, plan) as to:
        trial = Trial(tmp_path / "ledger.sqlite", to, "takes a doubt for a refusal")
        trial.hand_in(1)
        trial.run()
        assert trial.breaches(1) == ["called failed, and is there: <0.briefs@example.com>"]


@pytest.mark.parametrize("name", SERVERS)
def test_processes_die_at_random(name: str, tmp_path: Path) -> None:
    chance = random.Random(f"{SEED}{name}")
    log.info("REPORTER_SEED=%d", SEED)
    killed, windows = 0, set[str]()
    with SERVERS[name](tmp_path) as to:
        trial = Trial(tmp_path / "ledger.sqlite", to)
        while killed < KILLS:
            trial.hand_in(20)
            process = trial.start()
            time.sleep(chance.uniform(0, 0.3))
            process.kill()
            process.communicate()
            killed += process.returncode == -signal.SIGKILL
            windows |= {item.message_id for item in trial.deliveries(DeliveryState.COMMITTING)}
        code = trial.run()
        assert trial.breaches(len(windows)) == []
        doubts = {item.message_id for item in trial.deliveries(DeliveryState.UNKNOWN)}
        assert doubts == windows
        assert len(doubts) <= killed
        assert code == (76 if doubts else 0)
        arrived = len(to.received())
    log.info(
        "%s: %d kills, %d messages, %d arrived, %d in doubt",
        name,
        killed,
        trial.handed_in,
        arrived,
        len(windows),
    )
