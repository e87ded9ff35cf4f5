from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from reporter.cache import Cache
from reporter.cli import cli


def test_the_cache_is_emptied_and_how_much_was_in_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPORTER_CACHE", str(tmp_path))
    Cache.of_user().put("pdf", "0a", bytes(3 * 2**20 - 32))
    done = CliRunner().invoke(cli, ["clean"])
    assert (done.exit_code, done.stderr) == (0, f"3.0 MB freed in {tmp_path}\n")
    assert Cache.of_user().get("pdf", "0a") is None
    assert CliRunner().invoke(cli, ["clean"]).stderr == f"0.0 MB freed in {tmp_path}\n"


def test_a_cache_that_is_off_has_nothing_to_empty() -> None:
    assert CliRunner().invoke(cli, ["clean"]).stderr == "there is no cache: REPORTER_CACHE is off\n"
