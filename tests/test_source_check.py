"""Facts are looked up in the text that they were read from."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest
from brief_sample import PATH, brief
from click.testing import CliRunner

from reporter.cli.check import command
from reporter.loading import load_brief
from reporter.source_check import Place, Sighting, check_source
from reporter.source_text import Sourced, source_lines, sourced

ARTICLE = """青柠科技发布2024年全年业绩。
全年收入同比增长12.5%至230亿元,净利润下降约3%。门店超2000家,其中三分之一为新店,单店最多能容纳80人。
青柠2.0版本上线三个月,在第三方评测中排名全球第二,管理层预计成本降低60~70%甚至更高。
"""
FACTS = """
    revenue_yoy revenue yoy up 12.5% 12.5%
    revenue revenue level - 230亿元 230亿元
    profit_yoy net_profit yoy down 约3% 3%
    stores stores level - 超2000家 2000家
    capacity concurrent_digital_humans level - 最多80人 80人
    rank global_rank level - 第2 全球第二
    cost_cut production_cost change down 60~70%甚至更高 60~70%
"""
HEAD = """brief: lime
issuer: {entity: lime, name: {zh-Hans: 青柠, en: Lime}}
period: FY2024
published: "2025-03-01"
entities: {lime: {zh-Hans: 青柠, en: Lime}}
facts: lime.csv
sources:
  article:
    kind: article
    language: zh-Hans
    publisher: {zh-Hans: 晚报, en: Evening News}
    description: {zh-Hans: 报道, en: a report}
"""


def row(line: str, article: str) -> str:
    """One fact with the place of its surface in the article."""
    name, concept, basis, direction, value, surface = line.split()
    start = article.index(surface)
    paragraph = article.count("\n", 0, start) + 1
    way = direction.strip("-")
    places = f"article,{paragraph},{start},{start + len(surface)}"
    return f"{name},{concept},lime,FY2024,{basis},{way},{value},{places}"


def read(folder: Path, article: str = ARTICLE, *changes: tuple[str, str]) -> Sourced:
    """A brief of the article whose table was changed, held against the article as it is."""
    table = "id,concept,entity,period,basis,direction,value,source,paragraph,start,end\n"
    table += "\n".join(row(line, ARTICLE) for line in FACTS.strip().splitlines()) + "\n"
    for old, new in changes:
        assert table.count(old) == 1
        table = table.replace(old, new)
    digest = hashlib.sha256(ARTICLE.encode()).hexdigest()
    path, text = folder / "lime.yaml", folder / "article.txt"
    path.write_text(f"{HEAD}    sha256: {digest}\n", "utf-8")
    (folder / "lime.csv").write_text(table, "utf-8")
    text.write_text(article, "utf-8")
    return sourced(load_brief(path), path, text)


def only(found: Sourced) -> Sighting:
    """The one fact that the text does not bear out."""
    (sighting,) = [sighting for sighting in found.check.sightings if sighting.problems]
    return sighting


def test_facts_that_stand_in_the_text_are_all_there(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found.check.holds
    assert [sighting.place for sighting in found.check.sightings] == [Place.THERE] * 7


@pytest.mark.parametrize(
    ("old", "new", "fact", "said"),
    [
        ("230亿元", "239亿元", "revenue", "says “230亿元” there"),
        ("230亿元", "230万元", "revenue", "says “230亿元” there"),
        ("230亿元", "230亿美元", "revenue", "says “230亿元” there"),
        ("230亿元", "230.0亿元", "revenue", "more digits"),
        ("230亿元", "超230亿元", "revenue", "the fact is over, the text says exact"),
        ("超2000家", "2000家", "stores", "the fact is exact, the text says over"),
        ("最多80人", "80人", "capacity", "the fact is exact, the text says at most"),
        ("约3%", "近3%", "profit_yoy", "the fact is nearly, the text says about"),
        ("yoy,up,12.5%", "yoy,down,12.5%", "revenue_yoy", "the text says up"),
        ("60~70%甚至更高", "60~80%甚至更高", "cost_cut", "says “60~70%” there"),
        ("第2,", "第3,", "rank", "says “全球第二” there"),
    ],
)
def test_a_fact_that_says_something_else(
    tmp_path: Path, old: str, new: str, fact: str, said: str
) -> None:
    found = only(read(tmp_path, ARTICLE, (old, new)))
    assert found.fact.id == fact
    assert said in found.problems[0]


def test_a_place_that_is_off_is_told_the_right_one(tmp_path: Path) -> None:
    start = ARTICLE.index("230亿元")
    found = only(read(tmp_path, ARTICLE, (f"2,{start},{start + 5}", f"2,{start + 1},{start + 5}")))
    assert (found.place, found.start) == (Place.THERE, start)
    assert found.problems == (
        f"“230亿元” stands in paragraph 2, characters {start} to {start + 5}",
    )


def test_a_figure_that_moved_is_found_where_it_is(tmp_path: Path) -> None:
    start = ARTICLE.index("230亿元")
    found = only(read(tmp_path, ARTICLE, (f"article,2,{start},{start + 5}", "article,1,0,3")))
    assert (found.place, found.start) == (Place.ELSEWHERE, start)


def test_another_text_is_a_fault_at_the_digest(tmp_path: Path) -> None:
    found = read(tmp_path, ARTICLE.replace("230亿元", "320亿元"))
    digest, figure = found.faults()
    assert (digest.path, digest.line) == (str(tmp_path / "lime.yaml"), 13)
    assert "another text" in digest.message
    assert (figure.path, figure.line) == (str(tmp_path / "lime.csv"), 3)
    assert figure.message == "revenue: says “320亿元” there, and the figure of the fact nowhere"


def test_facts_in_the_brief_itself_have_places_too(tmp_path: Path) -> None:
    start = ARTICLE.index("230亿元")
    fact = "id: revenue, concept: revenue, entity: lime, period: FY2024, value: 231亿元"
    inline = f"facts:\n  - {{{fact}, source: article, start: '{start}', end: '{start + 5}'}}\n"
    path, text = tmp_path / "lime.yaml", tmp_path / "article.txt"
    path.write_text(HEAD.replace("facts: lime.csv\n", inline), "utf-8")
    text.write_text(ARTICLE, "utf-8")
    (fault,) = sourced(load_brief(path), path, text).faults()
    line = path.read_text("utf-8").splitlines()[fault.line - 1]
    assert line[fault.column - 1 :].startswith("231亿元")


def test_numbers_that_no_fact_covers_are_listed_with_the_reason(tmp_path: Path) -> None:
    numbers = {u.surface: str(u.reason) for u in read(tmp_path).check.uncovered}
    assert numbers == {
        "2024年": "a date or period",
        "三分之一": "None",
        "2.0": "a version",
        "三个月": "a count in words",
    }


def test_the_text_itself_is_not_printed(tmp_path: Path) -> None:
    said = "\n".join(source_lines(read(tmp_path, ARTICLE, ("230亿元", "239亿元"))))
    assert not any(clause in said for clause in ("发布", "同比增长", "门店超", "上线"))


def test_an_english_text_is_read_as_well(tmp_path: Path) -> None:
    text = "Lime's revenue rose 12.5% to RMB23 billion. Profit fell by about 3%.\n"
    table = "id,concept,entity,period,basis,direction,value,source,start,end\n"
    for name, basis, way, value, surface in (
        ("revenue_yoy", "yoy", "up", "12.5%", "12.5%"),
        ("revenue", "level", "", "RMB23 billion", "RMB23 billion"),
        ("profit_yoy", "yoy", "up", "about 3%", "3%"),
    ):
        start = text.index(surface)
        end = start + len(surface)
        table += f"{name},revenue,lime,FY2024,{basis},{way},{value},article,{start},{end}\n"
    (tmp_path / "lime.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "lime.csv").write_text(table, "utf-8")
    check = check_source(load_brief(tmp_path / "lime.yaml"), text.encode())
    assert check is not None
    assert check.is_same_text is None
    wrong = [(s.fact.id, s.problems) for s in check.sightings if s.problems]
    assert wrong == [("profit_yoy", ("the fact goes up, the text says down",))]


def test_what_only_the_whole_text_tells_is_read_from_the_whole_text(tmp_path: Path) -> None:
    text = "國泰航空（293）公布全年業績。去年收入814.1億元，高於市場預期的800億港元。\n"
    table = "id,concept,entity,period,basis,value,unit,source,start,end\n"
    for name, surface in (("revenue", "814.1億元"), ("expected", "800億港元")):
        start = text.index(surface)
        end = start + len(surface)
        table += f"{name},revenue,lime,FY2024,level,{surface},HKD,article,{start},{end}\n"
    (tmp_path / "lime.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "lime.csv").write_text(table, "utf-8")
    check = check_source(load_brief(tmp_path / "lime.yaml"), text.encode())
    assert check is not None
    assert [sighting.problems for sighting in check.sightings] == [(), ()]


def test_a_web_page_is_held_by_its_text(tmp_path: Path) -> None:
    page = tmp_path / "article.html"
    lines = "".join(f"<p>{line}</p>" for line in ARTICLE.splitlines())
    page.write_text(f"<html><nav>99%</nav>{lines}</html>", "utf-8")
    read(tmp_path)
    assert sourced(load_brief(tmp_path / "lime.yaml"), page, page).check.holds


def test_the_command_fails_on_a_fault_and_tells_its_place(tmp_path: Path) -> None:
    read(tmp_path, ARTICLE, ("230亿元", "239亿元"))
    arguments = [str(tmp_path / "lime.yaml"), "--source", str(tmp_path / "article.txt")]
    answer = CliRunner().invoke(command, arguments)
    assert answer.exit_code == 1
    assert f"{tmp_path / 'lime.csv'}:3:" in answer.output
    told = json.loads(CliRunner().invoke(command, [*arguments, "--json"]).output)
    assert told[0]["source"]["holds"] is False
    assert told[0]["source"]["is_same_text"] is True


def test_a_brief_that_cites_no_text_cannot_be_looked_up(tmp_path: Path) -> None:
    release = PATH.with_name("kuaishou-2024q4-release.yaml")
    (tmp_path / "text.txt").write_text("7", "utf-8")
    answer = CliRunner().invoke(command, [str(release), "--source", str(tmp_path / "text.txt")])
    assert answer.exit_code == 65


@pytest.fixture
def article() -> bytes:
    path = os.environ.get("REPORTER_ARTICLE")
    if not path:
        pytest.skip("REPORTER_ARTICLE names no copy of the article")
    return Path(path).read_bytes()


def test_the_facts_of_the_kuaishou_brief_stand_in_the_article(article: bytes) -> None:
    check = check_source(brief(), article)
    assert check is not None
    assert check.is_same_text
    assert [s.fact.id for s in check.sightings if s.problems] == []
    assert len(check.sightings) == 58
    assert [u.surface for u in check.uncovered if u.reason is None] == []
