from __future__ import annotations

from pathlib import Path

import pytest

from reporter.mail.mta_log import read_log

SAMPLES = Path(__file__).parent / "samples"
ONE, TWO, FOUR, FIVE = (f"<{number}.briefs@example.com>" for number in (1, 2, 4, 5))


@pytest.mark.parametrize(
    ("name", "sent", "failed"),
    [("postfix.log", {ONE, FIVE}, {FOUR}), ("exim.log", {ONE}, {FOUR, FIVE})],
)
def test_a_log_tells_what_was_taken_and_what_came_back(
    name: str, sent: set[str], failed: set[str]
) -> None:
    traces = read_log((SAMPLES / name).read_text().splitlines())
    ours = {key: trace for key, trace in traces.items() if key.endswith(".briefs@example.com>")}
    assert {key for key, trace in ours.items() if trace.failed} >= failed
    assert {key for key, trace in ours.items() if not trace.failed} == sent
    assert all(" <= " in trace.taken or "queue active" in trace.taken for trace in ours.values())


def test_a_message_that_was_cut_off_was_not_taken_though_the_log_names_it() -> None:
    text = (SAMPLES / "postfix.log").read_text()
    assert TWO in text
    assert TWO not in read_log(text.splitlines())


def test_a_name_in_the_queue_is_that_of_the_last_message_to_bear_it() -> None:
    lines = (SAMPLES / "postfix.log").read_text().splitlines()
    first = next(line for line in lines if ONE in line)
    queue = first.split()[5].rstrip(":")
    again = f"Nov 25 00:00:00 mail postfix/cleanup[1]: {queue}: message-id={TWO}"
    bounced = f"Nov 25 00:00:01 mail postfix/smtp[1]: {queue}: to=<a@b>, status=bounced (no)"
    traces = read_log([*lines, again, bounced])
    assert not traces[ONE].failed
    assert TWO not in traces


def test_other_lines_are_passed_over() -> None:
    assert not read_log(
        ["", "\ufffd", "Nov 25 00:00:00 host cron[1]: (root) CMD (true)", "a" * 9999]
    )
