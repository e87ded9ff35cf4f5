"""What every test may rely on."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from editions import Editions

NO_SKIP = "REPORTER_NO_SKIP"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So does a shell start what is to run in the background; programs under test are to hear it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("long", max_examples=10_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(autouse=True)
def _cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test builds anew; those of the cache give it a folder."""
    monkeypatch.setenv("REPORTER_CACHE", "off")


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> Editions:
    """The shipped brief in print; the workers of a run share what each of them makes."""
    from editions import Editions

    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "editions"
    folder.mkdir(exist_ok=True)
    return Editions(folder)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The URL of a PostgreSQL of the tests' own."""
    import postgres

    programs = postgres.programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (make tools)")
    with postgres.server(programs) as home:
        yield postgres.url(home)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where every tool is said to be there, a test that skips for want of one has failed."""
    report = yield
    if os.environ.get(NO_SKIP) == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and {NO_SKIP}=1 forbids it: {call.excinfo}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A whole module that skips itself is no better."""
    report = yield
    if os.environ.get(NO_SKIP) == "1" and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, and {NO_SKIP}=1 forbids it"
    return report
