from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from mail_sample import StoppedClock
from schedule_sample import ALL, HOUR, MINUTE, MORNING, occasion, runs_of

from reporter.errors import PastHorizon, TakenOver
from reporter.schedule.due import Due, Skipped
from reporter.schedule.model import Behaviour, CatchUp
from reporter.schedule.run import Outcome, RunState
from reporter.schedule.runs import Runs, fence, name_of


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock(MORNING)


@pytest.fixture
def runs(tmp_path: Path, clock: StoppedClock) -> Iterator[Runs]:
    with runs_of(tmp_path, clock) as found:
        yield found


def take_in(runs: Runs, *hours: int, catch_up: CatchUp = CatchUp.ALL) -> None:
    found = Due(tuple(map(occasion, hours)), ())
    runs.take_in(runs.job().seen, runs.clock.now(), found, catch_up)


def states(runs: Runs) -> list[RunState]:
    return [run.state for run in runs.runs()]


def test_a_new_job_is_known_from_now_on(runs: Runs, clock: StoppedClock) -> None:
    assert runs.job().seen == runs.job().born == MORNING
    clock.time += HOUR
    assert runs.job().seen == MORNING


def test_occasions_are_taken_in_once_and_whoever_comes_late_finds_out(
    runs: Runs, clock: StoppedClock
) -> None:
    seen = runs.job().seen
    clock.time += 2 * HOUR
    found = Due((occasion(9),), (Skipped(occasion(10, about="ten"), "too late"),))
    runs.take_in(seen, clock.now(), found, CatchUp.ALL)
    with pytest.raises(TakenOver):
        runs.take_in(seen, clock.now(), found, CatchUp.ALL)
    take_in(runs, 9)
    assert states(runs) == [RunState.WAITING, RunState.SKIPPED]
    assert runs.runs()[1].reason == "too late"
    assert runs.runs()[1].occasion == occasion(10, about="ten")
    assert runs.known_keys() == {"2026-03-02T09:00Z", "2026-03-02T10:00Z"}


def test_past_the_horizon_the_occasions_are_looked_at_again(
    runs: Runs, clock: StoppedClock
) -> None:
    seen, day = runs.job().seen, date(2026, 3, 2)
    clock.time += HOUR
    unknown = PastHorizon("XHKG", day, day, day)
    runs.take_in(seen, clock.now(), Due((occasion(9),), (), unknown), CatchUp.ALL)
    assert states(runs) == [RunState.WAITING]
    assert runs.job().seen == seen


def test_a_later_one_takes_the_place_of_what_was_not_begun(runs: Runs) -> None:
    take_in(runs, 8)
    take_in(runs, 9, catch_up=CatchUp.LATEST)
    assert states(runs) == [RunState.SKIPPED, RunState.WAITING]
    runs.start(runs.runs()[1])
    runs.recover()
    take_in(runs, 10, catch_up=CatchUp.LATEST)
    assert states(runs) == [RunState.SKIPPED, RunState.WAITING, RunState.WAITING]


def test_an_attempt_is_settled_under_its_token(runs: Runs, clock: StoppedClock) -> None:
    take_in(runs, 8)
    token = runs.start(runs.waiting()[0])
    assert states(runs) == [RunState.RUNNING]
    assert runs.is_running(token)
    clock.time += MINUTE
    runs.settle(token, Outcome(mail={"sent": 3}), ALL)
    (run,) = runs.runs()
    (attempt,) = runs.attempts(run)
    assert (run.state, run.outcome.mail) == (RunState.DONE, {"sent": 3})
    assert (attempt.state, attempt.started, attempt.ended) == ("done", MORNING, clock.now())
    with pytest.raises(TakenOver):
        runs.settle(token, Outcome(), ALL)


def test_what_a_dead_process_left_is_taken_over_under_a_new_token(runs: Runs) -> None:
    take_in(runs, 8)
    dead = runs.start(runs.waiting()[0])
    assert [run.occasion for run in runs.recover()] == [occasion(8)]
    assert runs.recover() == ()
    token = runs.start(runs.waiting()[0])
    assert token > dead
    with pytest.raises(TakenOver):
        runs.settle(dead, Outcome(), ALL)
    runs.ledger.guard = fence(dead)
    with pytest.raises(TakenOver), runs.ledger.transaction():
        raise AssertionError
    runs.ledger.guard = None
    runs.settle(token, Outcome(), ALL)
    assert [one.state for one in runs.attempts(runs.runs()[0])] == ["died", "done"]


def test_what_is_begun_by_another_is_not_begun(runs: Runs) -> None:
    take_in(runs, 8)
    (run,) = runs.waiting()
    runs.start(run)
    with pytest.raises(TakenOver):
        runs.start(run)


def test_what_waits_for_its_next_time_is_not_tried_before(runs: Runs, clock: StoppedClock) -> None:
    take_in(runs, 8)
    runs.settle(runs.start(runs.waiting()[0]), Outcome(69, "no server"), ALL)
    assert runs.waiting() == ()
    clock.time += 5 * MINUTE
    assert [(run.failures, run.reason) for run in runs.waiting()] == [(1, "no server")]


@pytest.mark.parametrize(("begun", "state"), [(False, RunState.SKIPPED), (True, RunState.FAILED)])
def test_what_is_too_old_is_given_up(
    begun: bool, state: RunState, runs: Runs, clock: StoppedClock
) -> None:
    take_in(runs, 8)
    if begun:
        runs.start(runs.waiting()[0])
        runs.recover()
    how = Behaviour(within=HOUR)
    assert not runs.give_up(runs.waiting()[0], how)
    clock.time += HOUR + MINUTE
    assert runs.give_up(runs.waiting()[0], how)
    assert states(runs) == [state]


def test_after_a_clock_that_was_ahead_nothing_is_lost_and_nothing_runs_twice(
    runs: Runs, clock: StoppedClock
) -> None:
    clock.time += 5 * HOUR
    take_in(runs, 9, 10, 11)
    runs.settle(runs.start(runs.waiting()[0]), Outcome(), ALL)
    clock.time -= 4.5 * HOUR
    runs.go_back(runs.job().seen, clock.now())
    assert runs.job().seen == clock.now()
    assert [run.occasion.key for run in runs.runs()] == ["2026-03-02T09:00Z"]


def test_since_when_a_job_fails_and_what_was_told_of_it(runs: Runs, clock: StoppedClock) -> None:
    assert runs.note_fault("").failing is None
    assert runs.note_fault("no calendar").failing == MORNING
    clock.time += HOUR
    state = runs.note_fault("no calendar at all")
    assert (state.failing, state.fault) == (MORNING, "no calendar at all")
    runs.note_told(state.failing)
    assert runs.job().told == MORNING
    assert runs.note_fault("").failing is None
    take_in(runs, 8)
    runs.settle(runs.start(runs.waiting()[0]), Outcome(65, "a fault"), ALL)
    assert runs.note_fault("").failing == clock.now()
    take_in(runs, 9)
    runs.settle(runs.start(runs.waiting()[0]), Outcome(), ALL)
    assert runs.note_fault("").failing is None


def test_what_a_person_holds_is_told(runs: Runs) -> None:
    take_in(runs, 8)
    runs.settle(runs.start(runs.waiting()[0]), Outcome(75, "not approved", held=True), ALL)
    assert runs.note_fault("").failing == MORNING


def test_a_schedule_that_moves_together_with_its_ledger_is_the_same(tmp_path: Path) -> None:
    names = [
        name_of(tmp_path / home / "schedule.yaml", tmp_path / home / "out" / "ledger.sqlite")
        for home in ("here", "there")
    ]
    assert names == ["../schedule.yaml"] * 2
