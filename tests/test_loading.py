"""A brief is read whole, and every fault in it is told at once, at its own place."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from brief_sample import PATH

from reporter.brief import Audit, Brief, Slot
from reporter.brief_files import BriefFiles
from reporter.errors import BadInput
from reporter.facts import Span
from reporter.languages import Language
from reporter.loading import load_brief, read_brief

BRIEF = """\
brief: acme-2025
issuer: {entity: acme, name: {zh-Hans: 顶点公司, en: Acme}}
period: FY2025
published: "2026-03-18"
facts: facts.csv
entities:
  acme: {zh-Hans: 顶点, en: Acme}
sources:
  release: {kind: release, language: en, publisher: {en: Acme}}
"""
FACTS = """\
id,concept,entity,period,basis,direction,value,source
revenue,revenue,acme,FY2025,level,,84.2亿元,release
revenue_yoy,revenue,acme,FY2025,yoy,up,9.6%,release
"""
INLINE = """\
facts:
  - {id: revenue, concept: revenue, entity: acme, period: FY2025, value: 84.2亿元}
  - id: revenue_yoy
    concept: revenue
    entity: acme
    period: FY2025
    basis: yoy
    direction: up
    value: 9.6%
"""


def files(brief: str = BRIEF, facts: str | bytes = FACTS, name: str = "facts.csv") -> BriefFiles:
    content = facts if isinstance(facts, bytes) else facts.encode()
    return BriefFiles.kept("b.yaml", {"b.yaml": brief.encode(), name: content}, "")


def load(brief: str = BRIEF, facts: str | bytes = FACTS, name: str = "facts.csv") -> Brief:
    made, faults = read_brief(files(brief, facts, name))
    assert faults == []
    assert made is not None
    return made


def faults(brief: str = BRIEF, facts: str | bytes = FACTS, name: str = "facts.csv") -> list[str]:
    made, found = read_brief(files(brief, facts, name))
    assert made is None
    return [str(fault) for fault in sorted(found)]


# What there is


def test_the_shipped_brief_has_no_fault() -> None:
    brief = load_brief(PATH)
    assert sum(not fact.is_derived for fact in brief.facts) == 58
    assert set(brief.files.contents) == {PATH.name, "kuaishou-2024q4.facts.csv"}


def test_facts_are_joined_by_what_follows_from_them() -> None:
    brief = load()
    assert [fact.id for fact in brief.facts][:2] == ["revenue", "revenue_yoy"]
    assert brief.facts["revenue_prior"].is_derived


def test_facts_may_stand_in_the_brief_itself() -> None:
    inline = load(BRIEF.replace("facts: facts.csv\n", INLINE))
    assert inline.facts["revenue"].quantity == load().facts["revenue"].quantity
    assert list(inline.files.contents) == ["b.yaml"]


PLANS = """\
facts:
  - {from: table, file: facts.csv, source: release}
  - {id: margin, concept: gross_margin, entity: acme, period: FY2025, basis: ratio, value: 54%}
"""


def test_facts_of_tables_and_of_the_brief_are_joined_in_order() -> None:
    brief = load(BRIEF.replace("facts: facts.csv\n", PLANS))
    assert [fact.id for fact in brief.facts][:3] == ["revenue", "revenue_yoy", "margin"]
    assert list(brief.files.contents) == ["b.yaml", "facts.csv"]


def test_a_fact_without_a_source_has_that_of_its_plan() -> None:
    brief = load(BRIEF.replace("facts: facts.csv\n", PLANS), FACTS.replace("9.6%,release", "9.6%,"))
    assert brief.facts["revenue_yoy"].source == Span("release")
    assert brief.facts["margin"].source is None


def test_facts_may_stand_in_a_workbook() -> None:
    workbook = io.BytesIO()
    pd.read_csv(io.StringIO(FACTS), dtype=str).to_excel(workbook, index=False)
    brief = load(BRIEF.replace("facts.csv", "facts.xlsx"), workbook.getvalue(), "facts.xlsx")
    assert brief.facts["revenue_yoy"].quantity == load().facts["revenue_yoy"].quantity


def test_what_is_left_unsaid_has_its_usual_value() -> None:
    brief = load()
    assert (brief.currency, brief.audit, brief.look.rise) == ("CNY", Audit.UNSTATED, None)
    assert brief.headline == {}


def test_fiscal_years_end_with_the_month_that_the_issuer_says() -> None:
    text = BRIEF.replace("issuer: {", "issuer: {year_end: 3, ").replace(
        "period: FY2025", "period: FY2025\nperiod_end: 2025-03-29"
    )
    brief = load(text)
    assert (brief.issuer.year_end, brief.period_end) == (3, date(2025, 3, 29))
    assert {brief.period.end, brief.facts["revenue"].period.end} == {date(2025, 3, 31)}


def test_a_day_that_does_not_end_the_period_is_a_fault() -> None:
    (fault,) = faults(BRIEF.replace("period: FY2025", "period: FY2025\nperiod_end: 2025-03-29"))
    assert fault.endswith("2025-03-29 is not the end of FY2025")


def test_a_name_in_one_language_serves_all_and_is_converted() -> None:
    brief = load(BRIEF.replace("顶点, en: Acme}", "顶点公司}"))
    assert brief.entity("acme").names == {
        Language.ZH_HANS: "顶点公司",
        Language.ZH_HANT: "頂點公司",
        Language.EN: "顶点公司",
    }


def test_traditional_chinese_follows_the_issuer_then_the_house() -> None:
    terms = "terms: {revenue: {zh-Hans: 总收益, zh-Hant: 收益總額}}\n"
    headline = "headline: {zh-Hans: 总收益来自视频}\n"
    (segment,) = load(BRIEF + terms + headline).headline[Language.ZH_HANT].segments
    assert segment.text == "收益總額來自視頻"  # type: ignore[union-attr]


def test_charts_and_tables_keep_their_order_and_place() -> None:
    section = """\
sections:
  - section: results
    tables: [{table: results, facts: [revenue]}]
    charts:
      - {chart: level_growth, facts: [revenue, revenue_yoy], slot: full}
      - {chart: waterfall, facts: [revenue]}
"""
    brief = load(BRIEF + section)
    assert [chart.kind for chart in brief.charts()] == ["level_growth", "waterfall"]
    assert [chart.slot for chart in brief.charts()] == [Slot.FULL, Slot.HALF]


def test_a_file_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(BRIEF)
    (tmp_path / "facts.csv").write_text(FACTS)
    kept = BriefFiles.beside(tmp_path / "b.yaml")
    read_brief(kept)
    (tmp_path / "b.yaml").write_text("changed")
    assert kept.content("b.yaml") == BRIEF.encode()


# What is wrong with it


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("period: FY2025", "period: FY20255", "3:9: "),
        ("published: ", "publishd: ", "1:1: “published” is missing"),
        ('"2026-03-18"', "18 March", "4:12: “18 March” is not a date: write it as 2025-03-26"),
        ("facts: facts.csv", "facts: other.csv", "5:8: “other.csv” cannot be read: no such file"),
        ("facts: facts.csv", 'facts: "\\0"', "5:8: “\0” cannot be read: no such file"),
        ("kind: release", "kind: rumour", "9:19: “rumour” will not do for kind"),
        ("{entity: acme,", "{entity: acne,", "2:18: “acne” is not among the entities"),
        ("  acme: {", "  acme: {fr: Acme, ", "7:14: “fr” is not a key here"),
        ("  acme: {zh-Hans: 顶点, en: Acme}", "  acme: {}", "7:9: a name in at least one"),
        ("brief: acme-2025", "brief: acme 2025", "1:8: “acme 2025” will not do for brief"),
        ("brief: acme-2025\n", "brief: acme-2025\naudt: audited\n", "2:7: “audt” is not a key"),
        ("brief: acme-2025\n", "brief: [acme]\n", "1:8: “brief” must be a text"),
        ("brief: acme-2025\n", "brief: acme-2025\ncurrency: XYZ\n", "2:11: no currency “XYZ”"),
        ("brief: acme-2025\n", "brief: acme-2025\nbrief: acme\n", "2:1: “brief” is given twice"),
        ("brief: acme-2025\n", "brief: acme-2025\nkpis: [revenu]\n", "2:8: no fact “revenu” in"),
        (
            "brief: acme-2025\n",
            "brief: acme-2025\nterms: {sales_: {en: sales}}\n",
            "2:17: no concept “sales_” in the glossary",
        ),
        (
            "brief: acme-2025\n",
            "brief: acme-2025\nhero: {chart: pie, facts: [revenue]}\n",
            "2:15: no kind of chart “pie”",
        ),
    ],
)
def test_a_fault_of_the_brief_is_told_at_its_place(old: str, new: str, fault: str) -> None:
    assert old in BRIEF
    found = faults(BRIEF.replace(old, new, 1))
    assert any(one.startswith(f"b.yaml:{fault}") for one in found), found


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ('{{ fact("revenu") }}', 17, "no fact “revenu” in the brief; did you mean revenue"),
        ('up {{ change("revenue") }}', 20, "“revenue” is no change: print it with fact(…)"),
        ('{{ name("acne") }}', 17, "“acne” is not among the entities"),
        ('{{ term("revenu") }}', 17, "no concept “revenu” in the glossary; did you mean revenue"),
        ('{{ date("2025-13-01") }}', 17, "“2025-13-01” is not a date"),
        ('{{ fct("x") }}', 17, "no function “fct”"),
        ("up 5%", 20, "the numeral 5 is printed from no fact"),
    ],
)
def test_a_fault_of_prose_is_told_at_its_character(text: str, column: int, message: str) -> None:
    (found,) = faults(f"{BRIEF}headline: {{en: '{text}'}}\n")
    assert found.startswith(f"b.yaml:10:{column}: {message}")


def test_a_fault_in_folded_prose_is_told_on_its_own_line() -> None:
    text = 'notes:\n  - zh-Hans: >-\n      上行，\n      下行文{{ fact("revenu") }}\n'
    (found,) = faults(BRIEF + text)
    assert found.startswith("b.yaml:13:10: no fact “revenu”")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("84.2亿元", "84.2亿斤两", "2:41: “斤两” does not belong"),
        ("FY2025,level", "FY20255,level", "2:22: "),
        ("9.6%", "9.6亿元吗", "3:45: “吗” does not belong"),
        (",up,", ",,", "3:37: a change needs a direction: up or down"),
        ("acme,FY2025,yoy", "acne,FY2025,yoy", "3:21: the entity “acne” is not known"),
        ("release\nrev", "rumour\nrev", "2:43: the source “rumour” is not known"),
        ("revenue_yoy,", "revenue,", "3:1: the id “revenue” is given twice"),
        ("id,concept", "id,koncept", "1:1: the column “concept” is missing"),
    ],
)
def test_a_fault_of_the_table_is_told_at_its_cell(old: str, new: str, fault: str) -> None:
    assert old in FACTS
    found = faults(facts=FACTS.replace(old, new, 1))
    assert any(one.startswith(f"facts.csv:{fault}") for one in found), found


def test_a_fault_of_an_inline_fact_is_told_at_its_value() -> None:
    inline = INLINE.replace("value: 84.2亿元", "value: 84.2亿斤两").replace("up", "sideways")
    assert [
        fault.split(": ")[0] for fault in faults(BRIEF.replace("facts: facts.csv\n", inline))
    ] == [
        "b.yaml:6:79",
        "b.yaml:12:16",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("from: table", "from: tabel", "6:5: facts are not read from “tabel”; there is table"),
        ("file: facts.csv, ", "", "6:5: “file” is missing"),
        ("file:", "fil:", "6:24: “fil” is not a key here; did you mean file?"),
        ("facts.csv", "other.csv", "6:25: “other.csv” cannot be read: no such file"),
        ("source: release", "source: relase", "6:44: the source “relase” is not known; did you"),
    ],
)
def test_a_fault_of_a_plan_is_told_at_its_key(old: str, new: str, fault: str) -> None:
    found = faults(BRIEF.replace("facts: facts.csv\n", PLANS.replace(old, new, 1)))
    assert any(one.startswith(f"b.yaml:{fault}") for one in found), found


def test_a_plan_that_reads_nothing_hides_no_other_fault() -> None:
    plans = PLANS.replace("facts.csv", "other.csv").replace("54%", "54 shoes!")
    found = faults(BRIEF.replace("facts: facts.csv\n", plans) + "kpis: [revenue]\n")
    assert [fault.split(": ")[0] for fault in found] == ["b.yaml:6:25", "b.yaml:7:94"]


def test_faults_of_all_files_and_kinds_are_told_at_once() -> None:
    brief = BRIEF.replace("period: FY2025", "period: never").replace("kind: release", "kind: x")
    brief += "colour: red\nkpis: [revenu]\nheadline: {en: up 5%}\n"
    found = faults(brief, FACTS.replace("9.6%", "9.6 shoes!"))
    assert [fault.rsplit(": ", 1)[0].split(": ")[0] for fault in found] == [
        "b.yaml:3:9",
        "b.yaml:9:19",
        "b.yaml:10:9",
        "b.yaml:11:8",
        "b.yaml:12:19",
        "facts.csv:3:43",
    ]


def test_the_facts_are_read_even_where_the_brief_is_in_no_shape() -> None:
    found = faults(BRIEF.replace("brief: acme-2025\n", ""), FACTS.replace("9.6%", "9.6 shoes!"))
    assert [fault.split(": ")[0] for fault in found] == ["b.yaml:1:1", "facts.csv:3:43"]


def test_a_fact_with_a_fault_is_not_missed_a_second_time() -> None:
    brief = f"{BRIEF}kpis: [revenue, revenue_prior, other]\n"
    found = faults(brief, FACTS.replace("84.2亿元", "many"))
    assert [fault.split(": ")[0] for fault in found] == ["b.yaml:10:32", "facts.csv:2:36"]


def test_a_table_that_is_not_there_is_one_fault() -> None:
    brief = f"{BRIEF.replace('facts.csv', 'other.csv')}kpis: [revenue]\n"
    assert [fault.split(": ")[0] for fault in faults(brief)] == ["b.yaml:5:8"]


def test_a_file_in_another_encoding_is_told_at_its_byte() -> None:
    content = BRIEF.encode().replace(b"Acme}\n", b"Acm\xe9}\n", 1)
    made, found = read_brief(BriefFiles.kept("b.yaml", {"b.yaml": content}, ""))
    assert made is None
    assert [(fault.line, fault.message) for fault in found] == [(7, "not UTF-8")]


def test_a_brief_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.yaml:1:1: cannot be read: No such file"):
        load_brief(tmp_path / "none.yaml")
