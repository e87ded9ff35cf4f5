"""What is told of a batch while it runs: on a terminal, and in a log."""

from __future__ import annotations

import io

import pytest

from reporter.cli.progress import Progress, duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Time:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def counted(stream: io.StringIO, built: int, failed: int, every: float) -> Progress:
    """A batch of 100 of which so many have ended, one every so many seconds."""
    time = Time()
    progress = Progress(100, stream, time)
    for state in ["failed"] * failed + ["built"] * built:
        time.seconds += every
        progress.count(state)
    return progress


def test_the_line_tells_the_rate_and_the_time_left() -> None:
    progress = counted(io.StringIO(), built=24, failed=1, every=0.5)
    assert progress.line() == "25 of 100, 1 failed, 2.0 a second, 38 s left"


def test_a_slow_rate_is_told_by_the_minute() -> None:
    progress = counted(io.StringIO(), built=10, failed=0, every=4)
    assert progress.line() == "10 of 100, 15.0 a minute, 6 min 0 s left"


def test_what_was_kept_does_not_count_for_the_rate() -> None:
    time = Time()
    progress = Progress(100, io.StringIO(), time)
    for _ in range(50):
        progress.count("kept")
    time.seconds = 10
    progress.count("built")
    assert progress.line() == "51 of 100, 6.0 a minute, 8 min 10 s left"


def test_a_terminal_has_one_line_that_is_drawn_again() -> None:
    stream = Terminal()
    counted(stream, built=3, failed=0, every=1)
    assert stream.getvalue().count("\r\x1b[2K") == 3
    assert "\n" not in stream.getvalue()


def test_a_log_has_a_plain_line_now_and_then() -> None:
    stream = io.StringIO()
    counted(stream, built=20, failed=0, every=4)
    lines = stream.getvalue().splitlines()
    assert lines == [
        "8 of 100, 15.0 a minute, 6 min 8 s left",
        "16 of 100, 15.0 a minute, 5 min 36 s left",
    ]


def test_a_message_stands_above_the_line_on_a_terminal() -> None:
    stream = Terminal()
    progress = counted(stream, built=1, failed=0, every=1)
    progress.say("b.yaml failed")
    line = "1 of 100, 1.0 a second, 1 min 39 s left"
    assert stream.getvalue().endswith(f"{line}\r\x1b[2Kb.yaml failed\n\r\x1b[2K{line}")


def test_when_it_has_ended_the_line_is_gone() -> None:
    stream = Terminal()
    progress = counted(stream, built=1, failed=0, every=1)
    progress.end()
    progress.say("1 built")
    assert stream.getvalue().endswith("left\r\x1b[2K1 built\n")


def test_the_summary_counts_everything() -> None:
    progress = counted(io.StringIO(), built=3, failed=1, every=30)
    assert progress.summary() == "3 built, 1 failed, 96 left, in 2 min 0 s, 2.0 a minute"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (280, "4 min 40 s"), (7500, "2 h 5 min")],
)
def test_a_time_is_told_in_its_two_largest_units(seconds: float, text: str) -> None:
    assert duration(seconds) == text
