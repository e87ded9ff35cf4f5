"""Statements are read as analysts and filings lay them out, and nothing is dropped in silence."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from statement_sample import as_csv, facts, read

from reporter.sources.rows import Vocabulary, facts_of
from reporter.terms import load_glossary

ANALYST = [
    ["中芯国际 主要数据"],
    ["单位：百万美元"],
    ["项目", "2023Q4", "2024Q3", "2024Q4", "同比(%)", "环比(%)"],
    ["营业收入", "1,678.3", "2,171.2", "2,207.3", "31.5", "1.7"],
    ["  同比", "—", "34.0", "", "", ""],
    ["毛利率(%)", "16.4", "20.5", "22.6", "6.2", "2.1"],
    ["归属于上市公司股东的净利润(1)", "174.7", "148.8", "107.6", "(38.4)", "-27.7%"],
    [],
    ["经营数据"],
    ["产能利用率", "76.8%", "90.4%", "85.5%", "8.7个百分点", "减少4.9个百分点"],
    ["晶圆出货量（千片）", "1,675", "2,122", "1,992", "18.9%", "n.m."],
    ["基本每股收益（美元/股）", "0.02", "0.02", "0.01", "N/A", "不适用"],
]


def test_items_stand_down_and_periods_across() -> None:
    assert facts(ANALYST) == {
        "revenue_2023q4": "1,678.3百万 USD",
        "revenue_2024q3": "2,171.2百万 USD",
        "revenue_2024q4": "2,207.3百万 USD",
        "revenue_2024q4_yoy": "up 31.5 percent",
        "revenue_2024q4_qoq": "up 1.7 percent",
        "revenue_2024q3_yoy": "up 34.0 percent",
        "gross_margin_2023q4": "16.4 percent",
        "gross_margin_2024q3": "20.5 percent",
        "gross_margin_2024q4": "22.6 percent",
        "gross_margin_2024q4_yoy": "up 6.2 percentage_point",
        "gross_margin_2024q4_qoq": "up 2.1 percentage_point",
        "net_profit_attributable_2023q4": "174.7百万 USD",
        "net_profit_attributable_2024q3": "148.8百万 USD",
        "net_profit_attributable_2024q4": "107.6百万 USD",
        "net_profit_attributable_2024q4_yoy": "down 38.4 percent",
        "net_profit_attributable_2024q4_qoq": "down 27.7% percent",
        "capacity_utilization_2023q4": "76.8% percent",
        "capacity_utilization_2024q3": "90.4% percent",
        "capacity_utilization_2024q4": "85.5% percent",
        "capacity_utilization_2024q4_yoy": "up 8.7个百分点 percentage_point",
        "capacity_utilization_2024q4_qoq": "down 4.9个百分点 percentage_point",
        "wafer_shipments_2023q4": "1,675千 wafer",
        "wafer_shipments_2024q3": "2,122千 wafer",
        "wafer_shipments_2024q4": "1,992千 wafer",
        "wafer_shipments_2024q4_yoy": "up 18.9% percent",
        "eps_basic_2023q4": "0.02 USD",
        "eps_basic_2024q3": "0.02 USD",
        "eps_basic_2024q4": "0.01 USD",
    }


def test_a_csv_gives_the_same_facts() -> None:
    assert facts(as_csv(ANALYST)) == facts(ANALYST)


def test_every_row_is_a_fact_to_the_rest_of_the_program() -> None:
    rows, _ = read(ANALYST)
    words = Vocabulary(load_glossary(), frozenset({"smic"}), frozenset())
    found, faults = facts_of(rows, words)
    assert (len(found), faults) == (len(rows), [])
    revenue = found[0].quantity
    assert revenue.value == 1_678_300_000
    assert revenue.precision == 100_000


def test_a_fact_knows_the_cells_that_it_came_from() -> None:
    rows, _ = read(ANALYST)
    margin = next(row for row in rows if row.get("id") == "gross_margin_2024q4")
    found = {c: margin.fault(c, "").cell for c in ("value", "concept", "period")}
    assert found == {"value": "Income!D6", "concept": "Income!A6", "period": "Income!D3"}


FILING = """SMIC,,,
"(In millions of US dollars, except per share data and percentages)",,,
,Three months ended,,Year ended
,"December 31,","December 31,","December 31,"
,2024,2023,2024
,(Unaudited),(Unaudited),(Unaudited)
Revenue,"2,207.3","1,678.3","8,029.9"
Cost of sales,"(1,708.3)","(1,403.3)","(6,582.0)"
Gross margin,22.6%,16.4%,18.0%
Income tax expense,12.0,(3.0),—
Earnings per share (basic),$0.01,$0.02,$0.06
"""


def test_a_filing_says_its_periods_and_units_over_several_rows() -> None:
    labels = {"Earnings per share (basic)": "eps_basic"}
    assert facts(FILING, plan={"labels": labels}) == {
        "revenue_2024q4": "2,207.3百万 USD",
        "revenue_2023q4": "1,678.3百万 USD",
        "revenue_fy2024": "8,029.9百万 USD",
        "cost_of_revenue_2024q4": "1,708.3百万 USD",
        "cost_of_revenue_2023q4": "1,403.3百万 USD",
        "cost_of_revenue_fy2024": "6,582.0百万 USD",
        "gross_margin_2024q4": "22.6% percent",
        "gross_margin_2023q4": "16.4% percent",
        "gross_margin_fy2024": "18.0% percent",
        "income_tax_expense_2024q4": "12.0百万 USD",
        "income_tax_expense_2023q4": "-3.0百万 USD",
        "eps_basic_2024q4": "$0.01 USD",
        "eps_basic_2023q4": "$0.02 USD",
        "eps_basic_fy2024": "$0.06 USD",
    }


def test_a_hong_kong_announcement_has_notes_and_years_in_words() -> None:
    rows = [
        ["", "", "截至十二月三十一日止年度", ""],
        ["", "附註", "二零二四年", "二零二三年"],
        ["", "", "人民幣千元", "人民幣千元"],
        ["收入", 4, "126,898", "113,470"],
        ["銷售及營銷開支", 5, "(41,105)", "(36,496)"],
    ]
    assert facts(rows) == {
        "revenue_fy2024": "126,898千 CNY",
        "revenue_fy2023": "113,470千 CNY",
        "selling_and_marketing_expenses_fy2024": "41,105千 CNY",
        "selling_and_marketing_expenses_fy2023": "36,496千 CNY",
    }


def test_labels_may_be_in_two_languages_and_units_in_a_column() -> None:
    rows = [
        ["项目", "Item", "单位", "4Q24", "3Q24", "变动"],
        ["营业收入", "Revenue", "百万美元", 2207.3, 2171.2, "1.7%"],
        ["月产能", "Capacity", "片", 947625, 884250, "7.2%"],
        ["毛利率", "Gross margin", "%", 22.6, 20.5, 2.1],
    ]
    found = facts(rows)
    assert found["revenue_2024q4"] == "2207.3百万 USD"
    assert found["monthly_capacity_2024q3"] == "884250 wafer"
    assert found["gross_margin_2024q4_qoq"] == "up 2.1 percentage_point"


def test_days_over_columns_are_the_ends_of_periods_as_long_as_they_are_apart() -> None:
    quarters = [date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30)]
    formats = {"B1:D1": "mmm-yy", "B3:D3": "0.0%"}
    rows = [["RMB million", *quarters], ["营业收入", 1, 2, 3], ["毛利率", 0.208, 0.203, 0.198]]
    assert facts(rows, formats=formats) == {
        "revenue_2024q1": "1百万 CNY",
        "revenue_2024q2": "2百万 CNY",
        "revenue_2024q3": "3百万 CNY",
        "gross_margin_2024q1": "20.8% percent",
        "gross_margin_2024q2": "20.3% percent",
        "gross_margin_2024q3": "19.8% percent",
    }


def test_a_single_day_does_not_say_how_long_its_period_is() -> None:
    rows = [["RMB million", date(2024, 12, 31)], ["营业收入", 1]]
    message = "how long is the period up to 2024-12-31? say it here, or in the plan (length)"
    assert read(rows)[1] == [f"1:2: Income!B1: {message}"]
    assert list(facts(rows, plan={"length": "quarter"})) == ["revenue_2024q4"]
    assert list(facts(rows, plan={"length": "day"})) == ["revenue_2024_12_31"]


def test_years_reach_over_the_quarters_below_them() -> None:
    rows = [
        ["人民币百万元", 2023, None, 2024, None],
        [None, "Q3", "Q4", "Q1", "Q2"],
        ["收入", 1, 2, 3, 4],
    ]
    ids = [f"revenue_{quarter}" for quarter in ("2023q3", "2023q4", "2024q1", "2024q2")]
    assert list(facts(rows)) == ids
    assert list(facts(rows, merged=["B1:C1", "D1:E1"])) == ids


def test_blocks_have_heads_and_units_of_their_own() -> None:
    rows = [
        ["利润表（百万美元）"],
        ["", "4Q24"],
        ["营业收入", 2207.3],
        ["运营数据"],
        ["千片"],
        ["", "3Q24"],
        ["晶圆出货量", 2122],
        ["按地区占收入（%）"],
        ["海外收入占比", 13.6],
    ]
    assert facts(rows) == {
        "revenue_2024q4": "2207.3百万 USD",
        "wafer_shipments_2024q3": "2122千 wafer",
        "overseas_revenue_share_2024q3": "13.6 percent",
    }


def test_quarters_of_a_year_that_ends_in_march_are_fiscal() -> None:
    rows = [["RMB million", "1Q25", "截至2024年6月30日止三个月"], ["收入", 1, 1]]
    assert list(facts(rows, year_end=3)) == ["revenue_fy2025q1"]


def test_forecasts_are_told_from_what_happened() -> None:
    rows, _ = read([["US$m", "2023A", "2024E"], ["Revenue", 6321.6, 8030], ["YoY (%)", "", 27.0]])
    assert [(row.get("id"), row.get("status")) for row in rows] == [
        ("revenue_fy2023", "actual"),
        ("revenue_forecast_fy2024", "forecast"),
        ("revenue_forecast_fy2024_yoy", "forecast"),
    ]


PLANNED = [
    ["百万美元", "4Q24", "1Q25"],
    ["毛利率指引", "18%–20%", "19%–21%"],
    ["Smartphones", "24.2%", ""],
    ["在册员工", "1,000", ""],
]


def test_a_plan_says_what_its_own_labels_are() -> None:
    labels = {
        "毛利率指引": {"concept": "gross_margin", "status": "guidance"},
        "smartphones": {"concept": "revenue_share", "id": "smartphones"},
        "在冊員工": "leave",
    }
    rows, faults = read(PLANNED, {"labels": labels})
    assert faults == []
    assert [(row.get("id"), row.get("basis"), row.get("status")) for row in rows] == [
        ("gross_margin_guidance_2024q4", "ratio", "guidance"),
        ("gross_margin_guidance_2025q1", "ratio", "guidance"),
        ("smartphones_2024q4", "share", "actual"),
    ]


def test_a_row_may_be_called_by_what_it_is_counted_in() -> None:
    rows = [["US$m", "4Q24"], ["Employees", "—"], ["Stores", 6], ["Employees", "19,186人"]]
    assert facts([*rows, ["Revenue", 1]]) == {
        "stores_2024q4": "6 count",
        "employees_2024q4": "19,186人 person",
        "revenue_2024q4": "1百万 USD",
    }


def test_figures_right_under_a_head_may_say_their_units_themselves() -> None:
    rows = [["", "4Q24"], ["", "(unaudited)"], ["营业收入", "12.69亿元"], ["毛利率", "22.6%"]]
    assert facts(rows) == {
        "revenue_2024q4": "12.69亿元 CNY",
        "gross_margin_2024q4": "22.6% percent",
    }


def test_a_plan_says_what_a_row_is_counted_in() -> None:
    rows = [["US$ millions", "4Q24"], ["Employees", "19,186人"], ["Wafers out", 1992]]
    labels = {"Wafers out": {"concept": "wafer_shipments", "unit": "千片"}}
    assert facts(rows, plan={"labels": labels}) == {
        "employees_2024q4": "19,186人 person",
        "wafer_shipments_2024q4": "1992千 wafer",
    }


def test_what_is_no_fact_is_a_fault_unless_the_plan_leaves_it_out() -> None:
    rows = [["百万美元", "4Q24", "CAGR"], ["营业收入", 1, 2], ["在册员工", 3, 4], ["", 5, ""]]
    passed = "(others: leave passes over such things)"
    assert read(rows)[1] == [
        f"1:3: Income!C1: “CAGR” is no period and no change {passed}",
        "3:1: Income!A3: “在册员工” is no concept of the glossary: name one under labels " + passed,
        f"4:2: Income!B4: a figure without a name {passed}",
    ]
    assert facts(rows, plan={"others": "leave"}) == {"revenue_2024q4": "1百万 USD"}


def test_the_change_of_a_row_that_is_left_out_is_left_out_with_it() -> None:
    rows = [["百万美元", "4Q24"], ["在册员工", 3], ["同比", "3%"], ["营业收入", 1]]
    assert list(facts(rows, plan={"others": "leave"})) == ["revenue_2024q4"]


def test_a_plan_that_fits_no_row_or_no_concept_is_told_at_its_key() -> None:
    labels = {
        "nothere": {"concept": "revenue", "unit": "furlongs"},
        "收入": "revenu",
        "毛利": {"concept": "gros_profit"},
    }
    rows = [["百万美元", "4Q24"], ["收入", 1], ["毛利", 1]]
    faults = read(rows, {"labels": labels, "unit": "furlongs"})[1]
    assert faults[0] == "brief.yaml:1:1: unit: “furlongs” is no unit such as USD million"
    assert [fault.split(";")[0] for fault in faults[1:]] == [
        "brief.yaml:1:1: labels.nothere.unit: “furlongs” is no unit such as USD million",
        "brief.yaml:1:1: labels.收入: the concept “revenu” is not known",
        "brief.yaml:1:1: labels.毛利.concept: the concept “gros_profit” is not known",
        "brief.yaml:1:1: labels.nothere: no row is called “nothere”",
    ]


def test_units_that_nobody_says_are_asked_for() -> None:
    rows = [["", "4Q24"], ["营业收入", 2207.3], ["毛利率", 0.226]]
    assert read(rows)[1] == [
        "2:2: Income!B2: in which currency? say it in the sheet, or in the plan (unit)",
        "3:2: Income!B3: per cent, or a part of one? say % in the cell, the label or the head",
    ]
    assert facts(rows[:2], plan={"unit": "USD million"}) == {"revenue_2024q4": "2207.3百万 USD"}


def test_cells_that_cannot_be_read_are_all_told() -> None:
    rows = [
        ["百万元", "4Q24", "3Q24"],
        ["营业收入", "#REF!", "abc"],
        ["净利润", "=B2*2", True],
    ]
    assert read(rows)[1] == [
        "2:2: Income!B2: #REF!: the formula has no value",
        "2:3: Income!C2: no number begins here",
        "3:2: Income!B3: a formula without its value: open and save the workbook",
        "3:3: Income!C3: no number begins here",
    ]


def test_a_figure_in_merged_cells_is_of_no_period() -> None:
    rows = [["百万元", "4Q24", "3Q24"], ["营业收入", 1, None]]
    assert read(rows, merged=["B2:C2"])[1] == [
        "2:3: Income!C2: stands in merged cells: of which period?"
    ]


def test_a_figure_that_is_stated_again_must_be_the_same() -> None:
    head, again = ["百万元", "4Q24"], ["亿元", "4Q24"]
    assert list(facts([head, ["营业收入", 1], head, ["营业收入", 1]])) == ["revenue_2024q4"]
    assert read([head, ["营业收入", 1], again, ["营业收入", 1]])[1] == [
        "4:2: Income!B4: 1亿 here, 1百万 in Income!B2"
    ]
    other = [["百万元", "4Q24"], ["营业收入", 1], ["百万美元", "4Q24"], ["营业收入", 1]]
    assert read(other)[1] == ["4:2: Income!B4: is in another unit elsewhere in the sheet"]


def test_a_growth_that_does_not_say_against_what_is_only_sure_of_a_year() -> None:
    assert facts([["US$m", "2024"], ["Revenue", 1], ["Growth (%)", 27.0]]) == {
        "revenue_fy2024": "1百万 USD",
        "revenue_fy2024_yoy": "up 27 percent",
    }
    quarter = [["US$m", "4Q24"], ["Revenue", 1], ["Growth (%)", 27.0]]
    message = "a change against what? say 同比 or 环比, YoY or QoQ"
    assert read(quarter)[1] == [f"3:2: Income!B3: {message}"]


def test_a_number_of_stores_is_no_year() -> None:
    rows = [["", "4Q24", "3Q24"], ["门店数", 2024, 2019]]
    assert facts(rows) == {"stores_2024q4": "2024 count", "stores_2024q3": "2019 count"}


def test_a_sheet_without_periods_is_no_statement() -> None:
    assert read([["a", "b"], ["c", 1]])[1] == [
        "1:1: no row of “Income” names periods above figures: 4Q24, 2024年第四季度, FY2024"
    ]


_WORDS = [
    "",
    "营业收入",
    "毛利率(%)",
    "4Q24",
    "2024",
    "同比",
    "百万元",
    "1,234",
    "(5)",
    "—",
    "%",
    "x1",
]


@given(st.lists(st.lists(st.sampled_from(_WORDS) | st.text(max_size=6), max_size=5), max_size=6))
def test_no_sheet_is_too_strange_to_read(rows: list[list[str]]) -> None:
    found, _ = read(as_csv([[cell.replace("\r", "") for cell in row] for row in rows]))
    assert len({row.get("id") for row in found}) == len(found)
