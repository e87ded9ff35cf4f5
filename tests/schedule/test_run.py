from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from schedule_sample import HOUR, MINUTE, MORNING, occasion

from reporter.schedule.model import Behaviour
from reporter.schedule.run import Filed, Outcome, Run, RunState, what_follows

HOW = Behaviour(within=12 * HOUR, retries=2, pause=5 * MINUTE)
RUN = Run(1, occasion(8), RunState.RUNNING, 0, MORNING, MORNING, "", Outcome())


def after(code: int, failures: int = 0, now: datetime = MORNING) -> tuple[RunState, timedelta]:
    state, _, again = what_follows(replace(RUN, failures=failures), Outcome(code), HOW, now)
    return state, again - now


def test_what_went_well_is_done() -> None:
    assert after(0) == (RunState.DONE, timedelta())


@pytest.mark.parametrize("code", [69, 73, 75])
def test_what_may_work_another_time_is_tried_again_after_longer_and_longer_pauses(
    code: int,
) -> None:
    assert [after(code, failures) for failures in range(3)] == [
        (RunState.WAITING, 5 * MINUTE),
        (RunState.WAITING, 10 * MINUTE),
        (RunState.FAILED, timedelta()),
    ]


@pytest.mark.parametrize("code", [1, 65, 70, 76, 78])
def test_what_is_wrong_by_itself_is_not_tried_again(code: int) -> None:
    assert after(code) == (RunState.FAILED, timedelta())


def test_nothing_is_tried_again_when_it_would_be_too_old() -> None:
    assert after(75, now=MORNING + 12 * HOUR - 6 * MINUTE)[0] is RunState.WAITING
    assert after(75, now=MORNING + 12 * HOUR - 4 * MINUTE)[0] is RunState.FAILED


def test_what_a_person_holds_is_no_failure_and_is_asked_for_as_long_as_it_is_not_too_old() -> None:
    held = Outcome(75, "nobody has approved this", held=True)
    for now, state in ((MORNING + 11 * HOUR, RunState.WAITING), (MORNING + 12 * HOUR, "failed")):
        assert what_follows(replace(RUN, failures=2), held, HOW, now)[:2] == (state, 2)


def test_an_outcome_is_kept_whole() -> None:
    files = (Filed("out/快手.pdf", "a" * 64, "bilingual", 4),)
    outcome = Outcome(1, "原因", files, {"sent": 2}, held=True)
    assert Outcome.of_json(outcome.as_json()) == outcome
    assert Outcome.of_json("{}") == Outcome()
