"""A schedule file: read whole, every fault told at its place."""

from __future__ import annotations

import re
from datetime import time, timedelta
from pathlib import Path

import pytest

from reporter.languages import Edition
from reporter.schedule.model import (
    Behaviour,
    CatchUp,
    Cron,
    Job,
    MonthEnd,
    OnChange,
    OnDays,
    Owner,
    ResultsDays,
    Schedule,
    SessionTime,
    TradingDays,
    WallTime,
    When,
    WindowTime,
)
from reporter.schedule.schedule_file import load_schedule, parse_schedule

CHECKOUT = Path(__file__).parents[2]
RIGHT = """\
zone: Asia/Hong_Kong
ping: https://ping.example.com/desk
defaults:
  editions: [zh-Hant, en]
  catch_up: all
  owner: {name: Desk, address: desk@example.com}
jobs:
  morning:
    briefs: [one.yaml]
    when: {trading_days: XHKG, at: "07:30"}
  other:
    briefs: [one.yaml]
    editions: [bilingual]
    within: 2 d
    retries: 0
    owner: {webhook: "env:DESK_WEBHOOK"}
    when: {cron: "30 7 * * 1-5", zone: Europe/London}
"""


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("brief: one", "utf-8")
    (tmp_path / "results.csv").write_text("entity,period,date,status\n", "utf-8")


def read(folder: Path, text: str = RIGHT) -> Schedule:
    schedule, faults = parse_schedule(text, folder / "schedule.yaml")
    assert schedule, faults
    assert not faults
    return schedule


def faults_of(folder: Path, text: str) -> list[str]:
    _, faults = parse_schedule(text, folder / "schedule.yaml")
    return [str(fault).removeprefix(f"{folder}/") for fault in faults]


def job(folder: Path, key: str = "morning", text: str = RIGHT) -> Job:
    return next(job for job in read(folder, text).jobs if job.id == key)


def when(folder: Path, text: str) -> When:
    return job(folder, text=RIGHT.replace('{trading_days: XHKG, at: "07:30"}', text)).when


def fault_of(folder: Path, text: str) -> str:
    (fault,) = faults_of(folder, RIGHT.replace('{trading_days: XHKG, at: "07:30"}', text))
    return fault


def test_a_job_has_what_the_schedule_gives_all(tmp_path: Path) -> None:
    morning = job(tmp_path)
    assert morning.editions == (Edition.ZH_HANT, Edition.EN)
    assert morning.behaviour == Behaviour(catch_up=CatchUp.ALL)
    assert morning.owner == Owner("Desk", "desk@example.com")
    assert morning.out == tmp_path / "out"


def test_a_job_has_its_own_where_it_says_so(tmp_path: Path) -> None:
    other = job(tmp_path, "other")
    assert other.editions == (Edition.BILINGUAL,)
    assert other.behaviour == Behaviour(CatchUp.ALL, timedelta(days=2), retries=0)
    assert other.owner == Owner(webhook="env:DESK_WEBHOOK")


def test_mail_is_set_up_beside_the_schedule(tmp_path: Path) -> None:
    assert read(tmp_path).settings == tmp_path / "reporter.yaml"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '{trading_days: XHKG, at: "07:30"}',
            OnDays(TradingDays("XHKG"), WallTime(time(7, 30), "Asia/Hong_Kong")),
        ),
        (
            "{trading_days: XNYS, nth: -1, of: quarter, at: 30 min before open}",
            OnDays(
                TradingDays("XNYS", -1, "quarter"),
                SessionTime("XNYS", "open", -timedelta(minutes=30)),
            ),
        ),
        (
            "{trading_days: XTKS, nth: first, at: close}",
            OnDays(TradingDays("XTKS", 1), SessionTime("XTKS", "close")),
        ),
        (
            "{trading_days: XHKG, at: 1 h after the evening window}",
            OnDays(TradingDays("XHKG"), WindowTime("HKEX", "evening", timedelta(hours=1))),
        ),
        (
            '{month_end: quarter, at: "18:00", zone: Europe/London}',
            OnDays(MonthEnd("quarter"), WallTime(time(18), "Europe/London")),
        ),
        (
            "{month_end: month, exchange: XHKG, at: first window}",
            OnDays(MonthEnd(), WindowTime("HKEX", "first")),
        ),
        ("{cron: 0 8 * * 1-5}", Cron("0 8 * * 1-5", "Asia/Hong_Kong")),
        ("{changed: briefs}", OnChange()),
        (
            "{changed: 'https://example.com/facts.csv'}",
            OnChange("https://example.com/facts.csv"),
        ),
    ],
)
def test_when_a_job_runs(tmp_path: Path, text: str, expected: When) -> None:
    assert when(tmp_path, text) == expected


@pytest.mark.parametrize(("words", "offset"), [("after: 1", 1), ("before: 2", -2)])
def test_results_are_waited_for(tmp_path: Path, words: str, offset: int) -> None:
    found = when(tmp_path, f"{{results: results.csv, exchange: XHKG, days_{words}, at: close}}")
    days = ResultsDays(tmp_path / "results.csv", "XHKG", offset)
    assert found == OnDays(days, SessionTime("XHKG", "close"))


def test_results_are_those_of_the_issuers_that_a_job_is_about(tmp_path: Path) -> None:
    text = "{results: results.csv, exchange: XHKG, at: open}\n    issuers: [kuaishou]"
    found = when(tmp_path, text)
    assert isinstance(found, OnDays)
    assert isinstance(found.days, ResultsDays)
    assert found.days.entities == ("kuaishou",)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{at: close}", "10:11: a job runs by one of trading_days, month_end, results, cron"),
        ("{cron: 0 8 * * *, at: close}", "10:33: “at” does not go with cron"),
        (
            "{trading_days: XKHG, at: close}",
            "10:26: “XKHG” is no exchange; did you mean XSHG or",
        ),
        ("{trading_days: xhkg, at: close}", "10:26: “xhkg” is no exchange; did you mean XHKG?"),
        ("{trading_days: XHKG}", "10:11: at what time is missing: at: 07:30, close"),
        ("{trading_days: XHKG, at: '7:30'}", "10:36: “7:30” is no time: at: 07:30"),
        ("{trading_days: XHKG, at: '24:00'}", "10:36: “24:00” is no time"),
        ("{trading_days: XHKG, at: noon window}", "10:36: “noon” is no window; there is first,"),
        ("{trading_days: XNYS, at: first window}", "10:36: no publication windows of XNYS"),
        ("{trading_days: XHKG, at: close, zone: UTC}", "10:49: a zone is of a time such as 07:30"),
        ("{trading_days: XHKG, nth: 24, at: close}", "10:37: “24” is none of 1 to 23"),
        ("{trading_days: XHKG, of: quarter, at: close}", "10:36: say which day of it: nth"),
        ("{trading_days: XHKG, of: year, nth: 1, at: close}", "10:36: “year” is no period"),
        ("{month_end: week, at: '18:00'}", "10:23: “week” is no period; there is month, quarter"),
        (
            "{month_end: month, exchange: XHKG, at: close}",
            "10:50: a month may end on no trading day: trading_days with nth: last",
        ),
        ("{month_end: month, at: '18:00', zone: Asia/HongKong}", "10:49: “Asia/HongKong” is no"),
        ("{month_end: month, at: '18:00', exchange: XHKG}", "10:53: a time of day needs no"),
        ("{results: resutls.csv, exchange: XHKG, at: open}", "10:21: there is no file"),
        ("{results: results.csv, at: open}", "10:11: of which exchange is missing: exchange"),
        (
            "{results: results.csv, exchange: XHKG, days_after: 1, days_before: 1, at: open}",
            "10:78: a day is after the results or before them",
        ),
        ("{results: results.csv, exchange: XHKG, days_after: x, at: open}", "10:62: “x” is no num"),
        ("{cron: 0 8 * *}", "10:18: cron text has five fields"),
        ("{cron: 0 25 * * *}", "10:18: cron text “0 25 * * *”"),
        ("{changed: gone.csv}", "10:21: there is no file"),
        ("{changed: 'ftp://example.com/a'}", "10:21: it is no URL of https, http, s3"),
        ("{trading_day: XHKG}", "10:25: “trading_day” is not a key here; did you mean trading_da"),
    ],
)
def test_what_is_no_time_is_a_fault(tmp_path: Path, text: str, fault: str) -> None:
    assert fault_of(tmp_path, text).startswith(f"schedule.yaml:{fault}")


@pytest.mark.parametrize(
    ("was", "wrong", "fault"),
    [
        (
            "zone: Asia/H",
            "zone: Asia/h",
            "1:7: “Asia/hong_Kong” is no time zone; did you",
        ),
        ("https://ping", "http://ping", "2:7: it must be an https: address; http: is for this"),
        ("https://ping", "ping", "2:7: it is no URL"),
        ("zh-Hant, en", "zh-HK, en", "4:14: “zh-HK” is no edition; did you mean zh-H"),
        ("catch_up: all", "catch_up: every", "5:13: “every” is no way to catch up; there is all,"),
        ("desk@example.com", "desk", "6:32: “desk” is no address"),
        ("name: Desk", 'name: "a\\tb"', "6:17: a name has no control characters"),
        ("  morning:", "  Morning Call:", "9:5: an id has letters, digits, “_”, “.” and “-”"),
        ("[one.yaml]\n    when", "[on.yaml]\n    when", "9:14: there is no file"),
        ("within: 2 d", "within: 2 days", "14:13: “2 days” is no length of time such as 12 h"),
        ("retries: 0", "retries: -1", "15:14: “-1” is no number from 0 to 99"),
        ("retries: 0", "mailing: m.yaml", "15:14: there is no file"),
        ("retries: 0", "template: flsh", "15:15: “flsh” is no template, nor a folder of one; did"),
        ("retries: 0", "periods: [latest, soon]", "15:23: not a period such as FY2024"),
        ("retries: 0", "out: ftp://example.com/", "15:10: it is no URL of https, http, s3"),
        ("retries: 0", "retires: 0", "15:14: “retires” is not a key here; did you mean retries?"),
    ],
)
def test_what_will_not_do_is_a_fault(tmp_path: Path, was: str, wrong: str, fault: str) -> None:
    assert RIGHT.count(was)
    (found,) = faults_of(tmp_path, RIGHT.replace(was, wrong))
    assert found.startswith(f"schedule.yaml:{fault}")


def test_all_faults_are_told_at_once_and_none_twice(tmp_path: Path) -> None:
    text = RIGHT.replace("catch_up: all", "catch_up: every").replace("2 d", "2 days")
    places = [fault.split(": ")[0] for fault in faults_of(tmp_path, text)]
    assert places == ["schedule.yaml:5:13", "schedule.yaml:14:13"]


def test_a_fault_of_one_job_leaves_the_others(tmp_path: Path) -> None:
    text = RIGHT.replace("XHKG", "XXXX")
    schedule, faults = parse_schedule(text, tmp_path / "schedule.yaml")
    assert schedule
    assert [job.id for job in schedule.jobs] == ["other"]
    assert len(faults) == 1


def test_a_fault_of_what_they_share_leaves_none(tmp_path: Path) -> None:
    schedule, _ = parse_schedule(
        RIGHT.replace("Asia/Hong_Kong", "Mars"), tmp_path / "schedule.yaml"
    )
    assert schedule is None


def test_a_folder_may_be_a_template(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    text = RIGHT.replace("retries: 0", "template: own")
    assert job(tmp_path, "other", text).template == str(tmp_path / "own")


def test_the_schedule_of_the_data_is_one() -> None:
    assert [job.id for job in load_schedule(CHECKOUT / "data" / "schedule.yaml").jobs]


def test_what_the_document_shows_is_right(tmp_path: Path) -> None:
    text = (CHECKOUT / "docs" / "schedule-file.md").read_text("utf-8")
    (whole,) = re.findall(r"^```yaml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    for name in ("closings.csv", "reporter.yaml", "mailing.yaml", "facts.csv"):
        (tmp_path / name).write_text("")
    (tmp_path / "briefs").mkdir()
    assert [job.id for job in read(tmp_path, whole).jobs] == ["morning", "results"]
    shown = re.findall(r"^\| `(\{.*?\})` \|", text, re.MULTILINE)
    assert len(shown) == 6
    for said in shown:
        when(tmp_path, said)
    for times in re.findall(r"^\| (`(?:\"07|open|first).*?) \|", text, re.MULTILINE):
        for at in re.findall(r"`(.*?)`", times):
            when(tmp_path, f"{{trading_days: XHKG, at: {at}}}")
