"""What a brief names is read where it stands, kept under a name of its own, and not read twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import web_server

from reporter.brief_files import BriefFiles
from reporter.errors import BadInput, CannotRead, ServiceUnavailable
from reporter.loading import load_brief

BRIEF = """\
brief: acme-2025
issuer: {{entity: acme, name: {{en: Acme}}}}
period: FY2025
published: "2026-03-18"
facts: {facts}
entities: {{acme: {{en: Acme}}}}
"""
FACTS = (
    b"id,concept,entity,period,value\nrevenue,revenue,acme,FY2025,84.2\xe4\xba\xbf\xe5\x85\x83\n"
)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[web_server.Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with web_server.server() as running:
        monkeypatch.setenv("REPORTER_STORES", f"{running.url}/desk/")
        running.holds("/desk/facts.csv?year=2025", FACTS)
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "briefs").mkdir()
    return tmp_path


def written(desk: Path, facts: str) -> Path:
    path = desk / "briefs" / "b.yaml"
    path.write_text(BRIEF.format(facts=facts))
    return path


def fault(path: Path) -> str:
    with pytest.raises(BadInput) as refused:
        load_brief(path)
    (only,) = refused.value.faults
    return f"{only.line}:{only.column}: {only.message}"


@pytest.mark.parametrize("scheme", ["http", "HTTP"])
def test_facts_may_stand_on_a_web_server(
    server: web_server.Server, desk: Path, scheme: str
) -> None:
    url = f"{server.url}/desk/facts.csv?year=2025".replace("http", scheme)
    brief = load_brief(written(desk, f'"{url}"'))
    assert brief.files.contents[url] == FACTS
    assert [fact.id for fact in brief.facts] == ["revenue"]


def test_a_fault_in_a_file_on_a_web_server_is_told_at_its_url(
    server: web_server.Server, desk: Path
) -> None:
    server.holds("/desk/facts.csv", FACTS.replace(b"acme", b"acne"))
    with pytest.raises(BadInput, match=rf"^{server.url}/desk/facts\.csv:2:17: the entity “acne”"):
        load_brief(written(desk, f"{server.url}/desk/facts.csv"))


def test_a_server_that_nobody_listed_is_not_asked(server: web_server.Server, desk: Path) -> None:
    url = f"{server.url}/secret/facts.csv"
    reason = f"5:8: “{url}” cannot be read: REPORTER_STORES does not list it"
    assert fault(written(desk, url)) == reason
    assert server.asked == []


def test_a_server_in_trouble_is_no_fault_of_the_brief(
    server: web_server.Server, desk: Path
) -> None:
    server.answers["/desk/facts.csv"] = web_server.answer(503)
    with pytest.raises(ServiceUnavailable):
        load_brief(written(desk, f"{server.url}/desk/facts.csv"))


def test_a_file_in_a_sibling_folder_is_read_where_that_is_listed(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk / "facts.csv").write_bytes(FACTS)
    path = written(desk, "../facts.csv")
    assert fault(path).startswith("5:8: “../facts.csv” cannot be read: it is outside of the brief")
    monkeypatch.setenv("REPORTER_STORES", str(desk))
    assert len(load_brief(path).facts) == 1


def test_a_brief_may_be_a_link_to_one_elsewhere(desk: Path) -> None:
    (desk / "facts.csv").write_bytes(FACTS)
    (desk / "link.yaml").symlink_to(written(desk, "facts.csv"))
    assert len(load_brief(desk / "link.yaml").facts) == 1


def test_what_is_kept_is_all_that_there_is(server: web_server.Server) -> None:
    files = BriefFiles.kept("b.yaml", {}, "out/x.pdf")
    with pytest.raises(CannotRead, match="no such file"):
        files.content(f"{server.url}/desk/facts.csv?year=2025")
    assert server.asked == []
