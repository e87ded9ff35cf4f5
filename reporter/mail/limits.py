"""How fast messages may go out: to a server, to a domain, and again after one was put off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from secrets import SystemRandom

from reporter.mail.address import domain_of
from reporter.mail.outbox import Attempt, Due
from reporter.mail.settings import OTHERS, MailSettings

_MINUTE = timedelta(minutes=1)
_SPREAD = 0.25
"""Of a wait, either way, so that what was put off together does not come back together."""

Random = Callable[[float, float], float]
"""A number between two others, evenly."""
_random: Random = SystemRandom().uniform


def backoff(attempt: int, settings: MailSettings, random: Random = _random) -> timedelta:
    """How long to wait after an attempt: twice as long each time, up to the longest wait."""
    doubled = settings.first_wait * (1 << min(attempt - 1, 30))
    return min(doubled, settings.longest_wait) * random(1 - _SPREAD, 1 + _SPREAD)


class Limits:
    """When the next message may go to a server or a domain, evenly spaced over each minute."""

    def __init__(self, settings: MailSettings, before: Iterable[Attempt] = ()) -> None:
        """`before` is what went out within the last minute, whoever sent it."""
        self._per_server = {server.name: server.per_minute for server in settings.servers}
        self._per_domain = settings.per_minute
        self._last: dict[str, datetime] = {}
        for attempt in before:
            self.note(attempt)

    def note(self, attempt: Attempt) -> None:
        self._last[attempt.server] = self._last[domain_of(attempt.address)] = attempt.at

    def next(self, queue: Sequence[Due], server: str, now: datetime) -> tuple[Due, timedelta]:
        """Which message is to go next to a server, and how long it has to wait first.

        It is the first that need not wait, or the one that has to wait the least.
        """
        waits = ((self._wait(item, server, now), item) for item in queue)
        best_wait, best = next(waits)
        for wait, item in waits:
            if best_wait <= timedelta():
                break
            if wait < best_wait:
                best_wait, best = wait, item
        return best, max(best_wait, timedelta())

    def _wait(self, item: Due, server: str, now: datetime) -> timedelta:
        domain = domain_of(item.address)
        per_domain = self._per_domain.get(domain, self._per_domain.get(OTHERS))
        limits = ((server, self._per_server.get(server)), (domain, per_domain))
        ready = [
            self._last[name] + _MINUTE / rate
            for name, rate in limits
            if rate and name in self._last
        ]
        return max(ready, default=now) - now
