"""A review of a drafted brief: what is open, what answers do, and how it is gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter.articles import Article
from reporter.build import checked
from reporter.drafts import draft_of
from reporter.drafts.files import DraftFiles, write_draft
from reporter.errors import BadInput
from reporter.extract import extract
from reporter.review import EDITS, Correction, Figure, Refused, ReviewDesk, open_review, quoted
from reporter.review.state import state_path

NEWS = "快手2024年营收1269亿元，同比增长11.8%。大楼里有展品1.5万件，造价3.2亿元。净利润177亿元。\n"


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A draft with two open figures, neither of them a fact."""
    path = tmp_path / "news.yaml"
    write_draft(draft_of(Article(NEWS), extract(NEWS)), path)
    return path


def surfaces(figures: list[Figure]) -> list[str]:
    return [NEWS[slice(*figure.extent)] for figure in figures]


def doubt(brief: Path, fact: str) -> None:
    """Mark a fact of the draft as doubtful."""
    table = DraftFiles(brief).facts
    lines = table.read_text("utf-8-sig").splitlines()
    marked = [f"{line}doubtful: so" if line.startswith(f"{fact},") else line for line in lines]
    table.write_text("\n".join(marked) + "\n", "utf-8-sig")


def test_doubtful_facts_and_unbound_figures_are_open_in_the_order_of_the_text(brief: Path) -> None:
    assert surfaces(open_review(brief).undecided) == ["1.5万件", "3.2亿元"]
    doubt(brief, "revenue_yoy")
    assert surfaces(open_review(brief).undecided) == ["11.8%", "1.5万件", "3.2亿元"]


def test_what_is_accepted_is_not_asked_again(brief: Path) -> None:
    doubt(brief, "revenue_yoy")
    desk = open_review(brief)
    desk.accept(desk.undecided[0])
    desk.accept(desk.undecided[0])
    again = open_review(brief)
    assert surfaces(again.undecided) == ["3.2亿元"]
    assert again.figures == desk.figures


def test_an_edit_makes_a_fact_of_a_figure(brief: Path) -> None:
    desk = open_review(brief)
    figure = desk.undecided[1]
    fact = desk.edit(figure, figure.having(concept="capex"))
    assert fact.cells["id"] == "capex"
    read, findings = checked(brief)
    assert read.facts["capex"].quantity.value == 320_000_000
    assert not any(finding.fails for finding in findings)
    assert surfaces(open_review(brief).undecided) == ["1.5万件"]


def test_going_back_puts_everything_back(brief: Path) -> None:
    before = [path.read_bytes() for path in (DraftFiles(brief).facts, DraftFiles(brief).unbound)]
    desk = open_review(brief)
    desk.skip(desk.undecided[0])
    desk.edit(desk.undecided[0], desk.undecided[0].having(concept="revenue"))
    again = open_review(brief)
    assert again.back() is not None
    assert again.back() is not None
    assert again.back() is None
    assert surfaces(again.undecided) == ["1.5万件", "3.2亿元"]
    after = [path.read_bytes() for path in (DraftFiles(brief).facts, DraftFiles(brief).unbound)]
    assert after == before


def test_what_is_skipped_waits_until_it_is_taken_up_again(brief: Path) -> None:
    desk = open_review(brief)
    for figure in desk.undecided:
        desk.skip(figure)
    again = open_review(brief)
    assert (again.undecided, surfaces(again.skipped)) == ([], ["1.5万件", "3.2亿元"])
    again.reopen()
    assert surfaces(open_review(brief).undecided) == ["1.5万件", "3.2亿元"]


def test_rows_without_a_place_are_left_alone(brief: Path) -> None:
    table = DraftFiles(brief).facts
    own = "mine,revenue,kuaishou,FY2023,level,,1135亿元,,,,,actual,,,,,,by hand\n"
    table.write_text(table.read_text("utf-8-sig") + own, "utf-8-sig")
    desk = open_review(brief)
    desk.skip(desk.undecided[0])
    assert table.read_text("utf-8-sig").endswith(own)


def test_a_figure_in_both_tables_is_a_fact(brief: Path) -> None:
    files = DraftFiles(brief)
    twice = files.unbound.read_text("utf-8-sig").splitlines()[1].replace(",", "cap,", 1)
    files.facts.write_text(files.facts.read_text("utf-8-sig") + twice + "\n", "utf-8-sig")
    files.facts.write_text(
        files.facts.read_text("utf-8-sig").replace("cap,,", "cap,stores,"), "utf-8-sig"
    )
    assert surfaces(open_review(brief).undecided) == ["3.2亿元"]


def test_another_text_cannot_be_reviewed(brief: Path) -> None:
    DraftFiles(brief).text.write_text(f"{NEWS}又", "utf-8")
    with pytest.raises(BadInput, match="not the text that the brief was drafted from"):
        open_review(brief)
    DraftFiles(brief).text.unlink()
    with pytest.raises(BadInput, match=r"news\.txt.*No such file"):
        open_review(brief)


def test_a_record_that_is_none_is_refused_and_that_of_another_text_forgotten(brief: Path) -> None:
    desk = open_review(brief)
    desk.skip(desk.undecided[0])
    state = state_path(brief)
    state.write_text(state.read_text("utf-8").replace(desk.sha256, "0" * 64), "utf-8")
    assert open_review(brief).decisions == []
    state.write_text("{", "utf-8")
    with pytest.raises(BadInput, match=r"news\.review\.json"):
        open_review(brief)


# Corrections


def correction(desk: ReviewDesk, number: int = 1) -> Correction:
    return Correction(desk.undecided[number], desk.brief, NEWS)


@pytest.mark.parametrize(
    ("key", "said", "cells"),
    [
        ("v", "3.5亿元", {"value": "3.5亿元"}),
        ("v", "HK$350 million", {"value": "HK$350 million"}),
        ("c", "资本开支", {"concept": "capex"}),
        ("c", "revenue", {"concept": "revenue"}),
        ("n", "Kuaishou", {"entity": "kuaishou"}),
        ("p", "2024年第四季度", {"period": "2024Q4"}),
        ("b", "yoy", {"basis": "yoy"}),
        ("d", "up", {"direction": "up"}),
        ("o", "at least", {"value": "至少3.2亿元"}),
        ("o", "nearly", {"value": "近3.2亿元"}),
        ("s", "target", {"status": "target"}),
        ("d", "2", {"direction": "down"}),
    ],
)
def test_an_answer_corrects_its_cell(
    brief: Path, key: str, said: str, cells: dict[str, str]
) -> None:
    after = EDITS[key].corrected(correction(open_review(brief)), said).figure.cells
    assert {column: after[column] for column in cells} == cells


@pytest.mark.parametrize(
    ("key", "said", "reason"),
    [
        ("v", "many", "no number begins here"),
        ("c", "造价开支", "no one concept"),
        ("n", "谁", "not among the entities"),
        ("p", "lately", "not a period"),
        ("b", "now", "one of level, yoy"),
        ("o", "so", "one of exact, over"),
    ],
)
def test_an_answer_that_will_not_do_says_what_would(
    brief: Path, key: str, said: str, reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        EDITS[key].corrected(correction(open_review(brief)), said)


def test_concepts_that_the_sentence_names_can_be_chosen(brief: Path) -> None:
    edit = EDITS["c"]
    here = correction(open_review(brief))
    assert "revenue" in edit.choices(here)
    first = edit.corrected(here, "1").figure.cells["concept"]
    assert first == edit.choices(here)[0]


def test_a_correction_says_what_keeps_it_from_being_a_fact(brief: Path) -> None:
    here = correction(open_review(brief))
    assert any("concept" in fault for fault in here.faults())
    assert EDITS["c"].corrected(here, "revenue").faults() == ()
    wrong = EDITS["c"].corrected(here, "gross_margin")
    assert wrong.faults() == ("gross_margin is percent, not CNY",)


def test_a_sentence_is_quoted_as_far_as_it_goes() -> None:
    assert quoted(NEWS, 8, 14).after.endswith("同比增长11.8%。")
    middle = quoted(NEWS, *(NEWS.index("3.2亿元"), NEWS.index("3.2亿元") + 5))
    assert (middle.before, middle.figure) == ("大楼里有展品1.5万件，造价", "3.2亿元")
    long = quoted("长" * 500 + "5亿" + "文" * 500, 500, 502)
    assert long.before.startswith("…")
    assert long.after.endswith("…")
    assert len(long.before) == len(long.after)
