from __future__ import annotations

import logging

from reporter.heard import heard


def test_what_is_logged_meanwhile_is_heard() -> None:
    log = logging.getLogger("reporter.tests")
    with heard("reporter.tests", logging.WARNING) as messages:
        log.warning("%d pages", 4)
        log.info("not this")
    log.warning("nor this")
    assert messages == ["4 pages"]
