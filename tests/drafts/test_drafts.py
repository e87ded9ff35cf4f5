"""Briefs drafted from articles: what is a fact in them, what is held back, how they are written."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from labelled import PATHS, text_of

from reporter.articles import Article
from reporter.build import checked
from reporter.drafts import Draft, draft_of
from reporter.drafts.files import DraftFiles, write_draft
from reporter.errors import CannotWrite
from reporter.extract import extract
from reporter.languages import Language
from reporter.loading import load_brief
from reporter.source_check import Place
from reporter.source_text import sourced

NEWS = (
    "海拓汽车（02777.HK）2025年3月26日公布2024年全年业绩。2024年，公司营业收入412.6亿元，同比增长28.7%；"
    "净利润9.2亿元。毛利率为18.5%。公司预计2025年营业收入超500亿元。\n"
)


def draft_from(text: str) -> Draft:
    return draft_of(Article(text), extract(text))


def drafted(text: str, folder: Path) -> tuple[Draft, DraftFiles]:
    """The draft of a text, written in a folder."""
    draft = draft_from(text)
    write_draft(draft, folder / "news.yaml")
    return draft, DraftFiles(folder / "news.yaml")


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_draft_is_a_brief_that_ties_out(path: Path, tmp_path: Path) -> None:
    draft, files = drafted(text_of(path), tmp_path)
    brief, findings = checked(files.brief)
    assert not [finding for finding in findings if finding.fails]
    stated = [fact.id for fact in brief.facts.where(derived=False)]
    assert stated == [entry.id for entry in draft.facts]
    assert all(re.fullmatch("[a-z][a-z0-9_]*", own) for own in stated)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_no_figure_is_dropped_and_each_has_its_place(path: Path) -> None:
    text = text_of(path)
    draft = draft_from(text)
    entries = (*draft.facts, *draft.held_back)
    assert sorted(e.candidate.start for e in entries) == [c.start for c in extract(text)]
    for group in (draft.facts, draft.held_back):
        starts = [int(entry.cells["start"]) for entry in group]
        assert starts == sorted(starts)
    for entry in entries:
        cells = entry.cells
        assert text[int(cells["start"]) : int(cells["end"])] == entry.candidate.surface
        assert int(cells["paragraph"]) == text.count("\n", 0, int(cells["start"])) + 1
    assert all(entry.cells["note"] and not entry.id for entry in draft.held_back)


@pytest.mark.parametrize("path", PATHS[::6], ids=lambda path: path.stem)
def test_the_facts_of_a_draft_stand_in_its_text(path: Path, tmp_path: Path) -> None:
    _, files = drafted(text_of(path), tmp_path)
    held = sourced(load_brief(files.brief), files.brief, files.text)
    assert held.check.is_same_text
    assert {sighting.place for sighting in held.check.sightings} == {Place.THERE}


def test_a_draft_says_who_when_and_in_which_words(tmp_path: Path) -> None:
    draft, files = drafted(NEWS, tmp_path)
    brief = load_brief(files.brief)
    assert (brief.issuer.names[Language.ZH_HANS], str(brief.period)) == ("海拓汽车", "FY2024")
    assert (brief.published, brief.currency) == (date(2025, 3, 26), "CNY")
    (source,) = brief.sources
    assert (source.language, source.sha256) == ("zh-Hans", draft.article.sha256)
    values = {row["id"]: row["value"] for row in rows(files.facts)}
    assert values["revenue"] == "412.6亿元"
    assert values["revenue_yoy"] == "28.7%"
    assert [value for own, value in values.items() if "fy2025" in own] == ["超500亿元"]


def test_what_is_given_wins_over_what_the_article_says() -> None:
    draft = draft_of(Article(NEWS), extract(NEWS), published=date(2025, 4, 1), issuer="快手")
    assert draft.published == date(2025, 4, 1)
    assert draft.naming.issuer == "快手"
    assert draft.undated == ""


def test_a_day_that_had_to_be_reckoned_is_told(tmp_path: Path) -> None:
    draft, files = drafted("快手2024年全年营收1269亿元。", tmp_path)
    assert draft.undated
    assert f"# {draft.undated}" in files.brief.read_text("utf-8")


def test_what_is_said_twice_is_one_fact() -> None:
    draft = draft_from("快手2024年营收超1200亿元。\n2024年，快手营收1269亿元。\n")
    assert [entry.cells["value"] for entry in draft.facts] == ["1269亿元"]
    (repeat,) = draft.held_back
    assert repeat.reason == "says the same as revenue_2"


def test_of_what_contradicts_itself_one_is_held_back() -> None:
    draft = draft_from("快手2024年营收1269亿元。\n快手2024年营收1300亿元。\n")
    assert [entry.cells["value"] for entry in draft.facts] == ["1269亿元"]
    assert draft.held_back[0].reason.startswith("does not agree with revenue")


def test_a_figure_that_measures_nothing_known_is_kept_with_its_reason(tmp_path: Path) -> None:
    _, files = drafted("快手2024年营收1269亿元。造价不明的展品有1.5万件。", tmp_path)
    assert [row["id"] for row in rows(files.facts)] == ["revenue"]
    (other,) = rows(files.unbound)
    assert (other["value"], other["note"]) == (
        "1.5万件",
        "nothing in the text says what it measures",
    )


def test_nothing_is_overwritten_but_the_same_text_may_be_there(tmp_path: Path) -> None:
    draft = draft_of(Article(NEWS), extract(NEWS))
    (tmp_path / "news.txt").write_text(NEWS, "utf-8")
    write_draft(draft, tmp_path / "news.yaml")
    with pytest.raises(CannotWrite, match="exists already"):
        write_draft(draft, tmp_path / "news.yaml")
    (tmp_path / "other.txt").write_text("mine", "utf-8")
    with pytest.raises(CannotWrite, match=r"other\.txt"):
        write_draft(draft, tmp_path / "other.yaml")
    assert not (tmp_path / "other.yaml").exists()


def test_the_same_article_makes_the_same_draft(tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        _, files = drafted(NEWS, tmp_path / name)
        contents.append([p.read_bytes() for p in (files.brief, files.facts, files.unbound)])
    assert contents[0] == contents[1]
