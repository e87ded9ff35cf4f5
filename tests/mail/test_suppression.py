"""Addresses that get nothing any more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reporter.errors import BadInput
from reporter.mail.suppression import Suppressed, read_suppressed, suppress

GONE = Suppressed("Zhang@example.com", "5.1.1 no such user", date(2025, 3, 26))


def test_no_file_suppresses_nobody(tmp_path: Path) -> None:
    assert read_suppressed(tmp_path / "suppressed.csv") == {}


def test_an_address_is_kept_and_found_in_any_case(tmp_path: Path) -> None:
    path = tmp_path / "suppressed.csv"
    assert suppress(path, [GONE]) == (GONE,)
    assert read_suppressed(path) == {"zhang@example.com": GONE}


def test_who_is_suppressed_already_stays_for_the_first_reason(tmp_path: Path) -> None:
    path = tmp_path / "suppressed.csv"
    suppress(path, [GONE])
    again = Suppressed("zhang@EXAMPLE.com", "asked", date(2025, 4, 1))
    assert suppress(path, [again]) == ()
    assert read_suppressed(path)["zhang@example.com"].reason == GONE.reason


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("who,why\n", ":1:1: the columns are"),
        ("address,reason,since\nzhang,gone,2025-03-26\n", ":2:1: “zhang” is no address"),
        ("address,reason,since\na@example.com,gone,26.3.\n", ":2:1: “26.3.” is not a date"),
    ],
)
def test_a_wrong_file_is_told_by_line(tmp_path: Path, content: str, where: str) -> None:
    path = tmp_path / "suppressed.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(BadInput, match=where.replace(".", r"\.")):
        read_suppressed(path)
