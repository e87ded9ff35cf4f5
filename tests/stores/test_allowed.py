"""A brief reaches its own folder and what the operator lists, by whatever name."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter.errors import BadConfiguration, CannotRead
from reporter.stores.allowed import SETTING, file_name, hold_to_list, local_path, wrong_with

OUTSIDE = "it is outside of the brief's folder, and REPORTER_STORES lists no other"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of briefs beside one of sheets, and a link from the one to the other."""
    for folder in ("briefs/history", "sheets"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "briefs" / "link.csv").symlink_to(tmp_path / "sheets" / "facts.csv")
    (tmp_path / "briefs" / "circle").symlink_to(tmp_path / "briefs" / "circle")
    return tmp_path


def refusal(name: str, folder: Path) -> str:
    with pytest.raises(CannotRead) as refused:
        local_path(name, folder)
    return refused.value.reason


# Files


@pytest.mark.parametrize("name", ["facts.csv", "history/facts.csv", "history/../facts.csv"])
def test_a_file_in_or_below_the_folder_is_read(desk: Path, name: str) -> None:
    assert local_path(name, desk / "briefs") == (desk / "briefs" / name).resolve()


@pytest.mark.parametrize("name", ["../sheets/facts.csv", "/etc/passwd", "link.csv", "../briefs2/x"])
def test_a_file_elsewhere_is_not_even_by_a_link(desk: Path, name: str) -> None:
    assert refusal(name, desk / "briefs") == OUTSIDE


@pytest.mark.parametrize("name", ["\0", "circle"])
def test_a_name_that_no_file_can_have_is_refused_as_such(desk: Path, name: str) -> None:
    assert refusal(name, desk / "briefs") == "no such file"


def test_a_folder_that_is_listed_is_read(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "my sheets").mkdir()
    monkeypatch.setenv(SETTING, f"https://example.com/ '{desk}/my sheets' {desk / 'sheets'}")
    for name in ("../sheets/facts.csv", "link.csv", f"{desk}/my sheets/facts.csv"):
        assert local_path(name, desk / "briefs").name == "facts.csv"
    assert refusal("../secret.csv", desk / "briefs") == OUTSIDE


# URLs


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/results/facts.csv",
        "https://EXAMPLE.com:443/results/2024/facts%20of%20ours.csv?year=2024",
        "s3://desk/briefs/facts.csv",
        "http://127.0.0.1:8080/facts.csv",
    ],
)
def test_a_url_below_a_listed_one_is_read(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    listed = "https://example.com/results/ s3://desk http://127.0.0.1:8080/facts.csv"
    monkeypatch.setenv(SETTING, listed)
    hold_to_list(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/results2/facts.csv",
        "https://example.com/facts.csv",
        "https://example.com:444/results/facts.csv",
        "https://example.com.evil.net/results/facts.csv",
        "http://example.com/results/facts.csv",
        "s3://example.com/results/facts.csv",
    ],
)
def test_any_other_is_not(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv(SETTING, "https://example.com/results/")
    with pytest.raises(CannotRead, match="REPORTER_STORES does not list it"):
        hold_to_list(url)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://example.com/results/../secret.csv", "its way is not straight"),
        ("https://example.com/results/%2e%2E/secret.csv", "its way is not straight"),
        ("https://example.com/results/..%2Fsecret.csv", "its way is not straight"),
        ("https://example.com/results/..%5Csecret.csv", "its way is not straight"),
        ("file:///etc/passwd", "it is no URL of https, http, s3"),
        ("sql://facts-1.csv", "it is no URL of https, http, s3"),
        ("https:///facts.csv", "it is no URL of https, http, s3"),
        ("https://[::1/facts.csv", "it is no URL"),
        ("https://example.com:port/facts.csv", "it is no URL"),
        ("https://u:hunter2@example.com/facts.csv", "a URL is printed, so no password or key may"),
        ("https://example.com/f.csv?X-Amz-Signature=hunter2", "a URL is printed, so no password"),
        ("https://example.com/f.csv?year=1&access_token=hunter2", "a URL is printed, so no passw"),
    ],
)
def test_a_url_that_is_no_good_is_not_even_where_all_are_listed(
    monkeypatch: pytest.MonkeyPatch, url: str, reason: str
) -> None:
    monkeypatch.setenv(SETTING, "https://example.com")
    with pytest.raises(CannotRead) as refused:
        hold_to_list(url)
    assert refused.value.reason.startswith(reason)
    assert "hunter2" not in str(refused.value)


def test_a_key_is_told_by_its_name_not_by_a_part_of_it() -> None:
    assert wrong_with("https://example.com/f.csv?design=1&monkey=2") == ""


@pytest.mark.parametrize(
    ("entry", "reason"),
    [("'", "No closing quotation"), ("ftp://example.com", "ftp://example.com: it is no URL of")],
)
def test_a_list_that_is_none_is_a_bad_setting(
    monkeypatch: pytest.MonkeyPatch, entry: str, reason: str
) -> None:
    monkeypatch.setenv(SETTING, entry)
    with pytest.raises(BadConfiguration, match=reason):
        hold_to_list("https://example.com/facts.csv")


# Names


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("facts.csv", "facts.csv"),
        ("../sheets/facts.csv", "facts.csv"),
        ("https://example.com/a/%E5%BF%AB.csv?year=2024", "快.csv"),
        ("https://example.com/", "example.com"),
        ("sql://facts-1.csv", "facts-1.csv"),
    ],
)
def test_a_file_has_a_name_without_the_way_to_it(name: str, file: str) -> None:
    assert file_name(name) == file
