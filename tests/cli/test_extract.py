"""reporter extract: an article in, JSON or a brief to review out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reporter.cli import cli
from reporter.errors import BadInput, CannotWrite
from reporter.facts import Status

NEWS = "快手2024年营收1269亿元，同比增长11.8%。2025年预计营收1300~1400亿元。成本约降1/3。\n"
KEYS = (
    *("entity", "concept", "term", "value", "low", "high", "unit", "basis", "direction", "bound"),
    *("period", "status", "start", "end", "surface", "confidence"),
)


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article in the folder that commands are run in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news.txt").write_text(NEWS, "utf-8")
    return Path("news.txt")


def invoke(*arguments: object, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["extract", *map(str, arguments)], input=given)


def facts(result: Result) -> list[dict[str, Any]]:
    return list(json.loads(result.stdout)["facts"])


def test_json_has_every_key_of_the_contract_in_its_order(article: Path) -> None:
    result = invoke(article, "--json")
    assert result.exit_code == 0
    assert result.stderr == ""
    for fact in facts(result):
        assert tuple(fact)[: len(KEYS)] == KEYS
        assert NEWS[fact["start"] : fact["end"]] == fact["surface"]
        assert fact["basis"] in ("yoy", "qoq", "mom", "ytd", "none")
        assert fact["direction"] in ("up", "down", "none")
        assert fact["status"] in [*Status]
        assert 0 <= fact["confidence"] <= 1
    assert not Path("news.yaml").exists()


def test_json_has_values_in_base_units_as_decimals(article: Path) -> None:
    level, change, guided, _ = facts(invoke(article, "--json"))
    assert (level["value"], level["low"], level["unit"]) == ("126900000000", None, "CNY")
    assert (change["value"], change["basis"], change["direction"]) == ("11.8", "yoy", "up")
    assert (guided["value"], guided["low"], guided["high"]) == (
        None,
        "130000000000",
        "140000000000",
    )
    assert (level["entity"], level["concept"], level["period"]) == ("快手", "revenue", "FY2024")


def test_json_has_what_nothing_binds_without_a_concept(article: Path) -> None:
    article.write_text("展品有1.5万件。\n", "utf-8")
    (fact,) = facts(invoke(article, "--json"))
    assert (fact["concept"], fact["surface"]) == ("", "1.5万件")


def test_a_brief_is_written_and_named_after_the_article(article: Path) -> None:
    result = invoke(article)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["news.yaml", "news.facts.csv", "news.unbound.csv"]
    assert "Next: reporter extract --review news.yaml" in result.stderr
    checked = CliRunner().invoke(cli, ["check", "news.yaml", "--source", "news.txt"])
    assert checked.exit_code == 0, checked.output


def test_a_web_page_leaves_its_text_beside_the_brief(article: Path) -> None:
    page = article.with_suffix(".html")
    page.write_text(f"<html><nav>99%</nav><p>{NEWS}</p></html>", "utf-8")
    article.unlink()
    result = invoke(page, "--output", "of/page.yaml")
    assert result.stdout.splitlines()[-1] == "of/page.txt"
    assert Path("of/page.txt").read_text("utf-8") == NEWS
    for source in ("of/page.txt", page):
        checked = CliRunner().invoke(cli, ["check", "of/page.yaml", "--source", str(source)])
        assert checked.exit_code == 0, checked.output


def test_standard_input_is_read(article: Path) -> None:
    assert facts(invoke("-", "--json", given=NEWS)) == facts(invoke(article, "--json"))
    assert invoke("-", given=NEWS).stdout.splitlines()[0] == "article.yaml"


def test_an_old_encoding_is_told(article: Path) -> None:
    article.write_bytes(NEWS.encode("gb18030"))
    result = invoke(article, "--json")
    assert result.stderr == "news.txt: read as GB18030, for it is not UTF-8\n"
    assert len(facts(result)) == 4


def test_what_is_said_of_the_article_is_heeded(article: Path) -> None:
    article.write_text("去年收入500亿元。\n", "utf-8")
    result = invoke(article, "--json", "--published", "2025-03-01", "--entity", "Tesla")
    (fact,) = facts(result)
    assert (fact["period"], fact["entity"]) == ("FY2024", "特斯拉")


def test_an_article_without_a_figure_ends_with_1(article: Path) -> None:
    article.write_text("春天来了。\n", "utf-8")
    result = invoke(article)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "news.txt: no figures in it\n"
    assert facts(invoke(article, "--json")) == []


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0\x10JFIF"])
def test_what_is_no_article_is_bad_input(article: Path, content: bytes) -> None:
    article.write_bytes(content)
    raised = invoke(article).exception
    assert isinstance(raised, BadInput)
    assert str(raised).startswith("news.txt:1:1: ")


def test_a_brief_that_is_there_is_not_overwritten(article: Path) -> None:
    assert invoke(article).exit_code == 0
    assert isinstance(invoke(article).exception, CannotWrite)


@pytest.mark.parametrize(
    "options", [("--output", "news.txt"), ("--review", "--json"), ("--published", "soon")]
)
def test_options_that_make_no_sense_end_with_2(article: Path, options: tuple[str, ...]) -> None:
    assert invoke(article, *options).exit_code == 2
