from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from mail_sample import NOON, server, settings

from reporter.mail.limits import Limits, backoff
from reporter.mail.outbox import Attempt, Due

SECOND = timedelta(seconds=1)
SETTINGS = settings(server(25), first_wait=timedelta(minutes=1), longest_wait=timedelta(hours=1))


def queue(*addresses: str) -> list[Due]:
    return [Due(address, address, 0) for address in addresses]


def upper(_: float, most: float) -> float:
    return most


def test_a_wait_doubles_up_to_the_longest() -> None:
    evenly = [backoff(attempt, SETTINGS, lambda *_: 1.0) for attempt in (1, 2, 3, 6, 7, 8, 10_000)]
    assert [wait / timedelta(minutes=1) for wait in evenly] == [1, 2, 4, 32, 60, 60, 60]


def test_a_wait_is_spread_by_a_quarter() -> None:
    assert backoff(1, SETTINGS, upper) == timedelta(seconds=75)
    assert backoff(1, SETTINGS, min) == timedelta(seconds=45)
    drawn = {backoff(1, SETTINGS) for _ in range(20)}
    assert len(drawn) > 1
    assert all(45 * SECOND <= wait <= 75 * SECOND for wait in drawn)


def test_without_limits_the_first_goes_at_once() -> None:
    limits = Limits(SETTINGS, [Attempt("a@example.org", "127.0.0.1:25", NOON)])
    assert limits.next(queue("a@example.org", "b@example.org"), "127.0.0.1:25", NOON) == (
        Due("a@example.org", "a@example.org", 0),
        timedelta(),
    )


def test_a_server_is_given_its_time() -> None:
    limits = Limits(settings(server(25, per_minute=30)))
    waiting = queue("a@example.org")
    assert limits.next(waiting, "127.0.0.1:25", NOON)[1] == timedelta()
    limits.note(Attempt("a@example.org", "127.0.0.1:25", NOON))
    assert limits.next(waiting, "127.0.0.1:25", NOON + SECOND)[1] == SECOND
    assert limits.next(waiting, "127.0.0.1:25", NOON + 9 * SECOND)[1] == timedelta()
    assert limits.next(waiting, "127.0.0.1:26", NOON + SECOND)[1] == timedelta()


@pytest.mark.parametrize(
    ("addresses", "now", "chosen", "wait"),
    [
        ("a@Gmail.com b@gmail.com c@example.org", NOON, "c@example.org", 0),
        ("a@gmail.com b@gmail.com", NOON, "a@gmail.com", 3),
        ("a@gmail.com b@qq.com", NOON, "b@qq.com", 1),
        ("a@gmail.com b@qq.com", NOON + 3 * SECOND, "a@gmail.com", 0),
    ],
)
def test_a_domain_is_given_its_time_while_others_go_ahead(
    addresses: str, now: datetime, chosen: str, wait: int
) -> None:
    before = [Attempt("x@GMAIL.com", "s", NOON), Attempt("x@qq.com", "s", NOON)]
    limits = Limits(settings(server(25), per_minute={"gmail.com": 20, "*": 60}), before)
    item, waited = limits.next(queue(*addresses.split()), "s", now)
    assert (item.address, waited) == (chosen, wait * SECOND)


def test_what_another_run_sent_within_the_minute_counts() -> None:
    before = [Attempt("x@example.org", "127.0.0.1:25", NOON - 50 * SECOND)]
    limits = Limits(settings(server(25, per_minute=1)), before)
    assert limits.next(queue("a@example.org"), "127.0.0.1:25", NOON)[1] == 10 * SECOND
