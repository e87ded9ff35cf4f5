"""The briefs that a job is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter.errors import BadInput, CannotRead
from reporter.schedule.briefs import briefs_of
from reporter.schedule.model import BriefQuery


@pytest.fixture(autouse=True)
def _briefs(tmp_path: Path) -> None:
    for name, entity, period in (
        ("k-3q", "kuaishou", "2024Q3"),
        ("k-4q", "kuaishou", "2024Q4"),
        ("s-4q", "smic", "2024Q4"),
        ("n-fy", "nvidia", "FY2025"),
    ):
        year_end = ', year_end: "1"' if entity == "nvidia" else ""
        text = f"brief: {name}\nissuer: {{entity: {entity}{year_end}}}\nperiod: {period}\n"
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    (tmp_path / "mailing.yaml").write_text("recipients: {}\n", "utf-8")
    (tmp_path / "facts.csv").write_text("id\n", "utf-8")


def found(folder: Path, *paths: str, issuers: str = "", periods: str = "") -> list[str]:
    query = BriefQuery(paths, folder, tuple(issuers.split()), tuple(periods.split()))
    return [path.stem for path in briefs_of(query)]


@pytest.mark.parametrize("path", [".", "*", "*.yaml", "**/*.yaml"])
def test_a_folder_or_a_pattern_is_the_briefs_in_it(tmp_path: Path, path: str) -> None:
    assert found(tmp_path, path) == ["k-3q", "k-4q", "n-fy", "s-4q"]


def test_a_pattern_may_be_a_whole_path(tmp_path: Path) -> None:
    assert found(Path("elsewhere"), f"{tmp_path}/k-*.yaml") == ["k-3q", "k-4q"]


def test_a_pattern_may_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "schedules").mkdir()
    assert found(tmp_path / "schedules", "../s*.yaml") == ["s-4q"]


def test_a_file_is_taken_once_where_it_is_named_first(tmp_path: Path) -> None:
    assert found(tmp_path, "s-4q.yaml", ".", "s-4q.yaml")[0] == "s-4q"
    assert len(found(tmp_path, "s-4q.yaml", ".", "s-4q.yaml")) == 4


def test_issuers_and_periods_choose(tmp_path: Path) -> None:
    assert found(tmp_path, ".", issuers="kuaishou nvidia") == ["k-3q", "k-4q", "n-fy"]
    assert found(tmp_path, ".", periods="2024Q4") == ["k-4q", "s-4q"]
    assert found(tmp_path, ".", issuers="smic", periods="2024Q4 2024Q3") == ["s-4q"]


def test_the_latest_period_is_that_of_each_issuer(tmp_path: Path) -> None:
    assert found(tmp_path, ".", periods="latest") == ["k-4q", "n-fy", "s-4q"]


def test_results_have_the_briefs_of_their_entity_and_period(tmp_path: Path) -> None:
    everything = BriefQuery((".",), tmp_path)
    assert [path.stem for path in briefs_of(everything, "kuaishou", "2024Q3")] == ["k-3q"]
    assert [path.stem for path in briefs_of(everything, "nvidia", "fiscal 2025")] == ["n-fy"]


def test_a_period_is_the_same_by_another_name(tmp_path: Path) -> None:
    assert found(tmp_path, ".", periods="2024年第四季度") == ["k-4q", "s-4q"]


def test_no_brief_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="there is no brief of smic 2024Q3"):
        briefs_of(BriefQuery((".",), tmp_path), "smic", "2024Q3")


def test_a_file_that_is_named_and_no_brief_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"mailing.yaml:1:1: it does not say whose"):
        found(tmp_path, "mailing.yaml")
    with pytest.raises(BadInput, match=r"gone.yaml:1:1: cannot be read: No such file"):
        found(tmp_path, "gone.yaml")


def test_every_file_that_cannot_be_told_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("brief: [", "utf-8")
    (tmp_path / "b.yaml").write_text("brief: b\nissuer: {entity: smic}\nperiod: soon", "utf-8")
    with pytest.raises(BadInput) as told:
        found(tmp_path, ".")
    assert [fault.line for fault in told.value.faults] == [2, 3]
