"""When what a job waits for is other than it was."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from shutil import copy

import pytest
from web_server import answer, server

from reporter import paths
from reporter.errors import BadInput, CannotRead, ServiceUnavailable
from reporter.schedule.changes import changed
from reporter.schedule.model import BriefQuery, Cron, Job, Occasion, OnChange

NOW = datetime(2025, 3, 20, tzinfo=UTC)


def job(source: Path | str = "", briefs: Path = Path()) -> Job:
    return Job("corrected", BriefQuery((briefs.name,), briefs.parent), OnChange(str(source)))


class Looks:
    """A job looked at again and again, what is known kept between the looks."""

    def __init__(self, watched: Job) -> None:
        self.job, self.known = watched, ""

    def look(self) -> Occasion | None:
        self.known, due = changed(self.job, self.known, NOW)
        return due


def test_what_is_seen_for_the_first_time_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("one")
    looks = Looks(job(tmp_path / "facts.csv"))
    assert [looks.look() for _ in range(3)] == [None] * 3


def test_a_change_is_due_once_it_was_seen_twice(tmp_path: Path) -> None:
    source = tmp_path / "facts.csv"
    source.write_text("one")
    looks = Looks(job(source))
    looks.look()
    source.write_text("tw")
    assert not looks.look()
    source.write_text("two")
    assert not looks.look()
    due = looks.look()
    assert due
    assert (due.job, due.due, due.about) == ("corrected", NOW, f"{source} changed")
    assert not looks.look()


def test_a_change_that_is_taken_back_at_once_is_none(tmp_path: Path) -> None:
    source = tmp_path / "facts.csv"
    source.write_text("one")
    looks = Looks(job(source))
    looks.look()
    source.write_text("two")
    looks.look()
    source.write_text("one")
    assert [looks.look() for _ in range(2)] == [None, None]


def test_every_change_has_a_key_of_its_own_also_one_back(tmp_path: Path) -> None:
    source, keys = tmp_path / "facts.csv", set()
    source.write_text("one")
    looks = Looks(job(source))
    looks.look()
    for text in ("two", "one", "two"):
        source.write_text(text)
        looks.look()
        due = looks.look()
        assert due
        keys.add(due.key)
    assert len(keys) == 3


def test_everything_that_a_brief_reads_is_watched(tmp_path: Path) -> None:
    for file in (paths.assets() / "example").iterdir():
        copy(file, tmp_path)
    looks = Looks(job(briefs=tmp_path / "brief.yaml"))
    looks.look()
    with (tmp_path / "facts.csv").open("a") as facts:
        facts.write("\n")
    assert not looks.look()
    assert looks.look()


def test_a_brief_with_faults_is_watched_as_well(tmp_path: Path) -> None:
    brief = tmp_path / "brief.yaml"
    brief.write_text("brief: b\nissuer: {entity: smic}\nperiod: FY2024\nfacts: none.csv\n")
    looks = Looks(job(briefs=brief))
    looks.look()
    brief.write_text(brief.read_text().replace("none", "other"))
    assert not looks.look()
    assert looks.look()


def test_a_url_is_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    with server() as web:
        monkeypatch.setenv("REPORTER_STORES", web.url)
        web.holds("/facts.csv", b"one")
        looks = Looks(job(f"{web.url}/facts.csv"))
        looks.look()
        web.holds("/facts.csv", b"two")
        assert not looks.look()
        web.answers["/facts.csv"] = answer(503)
        with pytest.raises(ServiceUnavailable):
            looks.look()
        web.holds("/facts.csv", b"two")
        assert looks.look()


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="No such file"):
        changed(job(tmp_path / "gone.csv"), "", NOW)
    with pytest.raises(BadInput):
        changed(job(briefs=tmp_path / "gone.yaml"), "", NOW)


def test_a_job_that_waits_for_no_change_has_none(tmp_path: Path) -> None:
    watched = Job("daily", BriefQuery(("gone.yaml",), tmp_path), Cron("0 8 * * *", "UTC"))
    assert changed(watched, "", NOW) == ("", None)
