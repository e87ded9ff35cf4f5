"""The period of each figure: named for it, compared with, listed, or in force."""

from __future__ import annotations

import pytest

from reporter.extract import extract


def periods(raw: str, published: str | None = "2025-03-26") -> list[str]:
    """Surface and period of each figure."""
    return [f"{c.surface} {c.period}" for c in extract(raw, published=published)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2024年营收1445亿元，较2023年的1239亿元增长16.6%。",
         ["1445亿元 FY2024", "1239亿元 FY2023", "16.6% FY2024"]),
        ("第四季度净利润9亿元，上年同期亏损3亿元。毛利率19%。",
         ["9亿元 2024Q4", "3亿元 2023Q4", "19% 2024Q4"]),
        ("2024年毛利率由20.5%降至19.8%。", ["20.5% FY2023", "19.8% FY2024"]),
        ("2024年净利润12亿元，約為2022年的3倍。", ["12亿元 FY2024", "3倍 FY2024"]),
        ("2024年ROE为11.3%，2023年为11.1%。净利润5亿元。",
         ["11.3% FY2024", "11.1% FY2023", "5亿元 FY2024"]),
        ("截至2024年6月30日止六個月，每股盈利0.63元（2023年：1.12元）。",
         ["0.63元 2024H1", "1.12元 2023H1"]),
        ("Revenue was $39 billion in the fourth quarter, up from $31 billion a year ago.",
         ["$39 billion 2024Q4", "$31 billion 2023Q4"]),
        ("In 2024 profit was $54.9 million, or $0.65 a share, compared with $40.1 million, "
         "or $0.50 a share.",
         ["$54.9 million FY2024", "$0.65 FY2024", "$40.1 million FY2023", "$0.50 FY2023"]),
        ("For 2024, net loss was $2.6 million, or $0.31 per share, for the fourth quarter, and "
         "$8.4 million, or $1.65 per share, for the year.",
         ["$2.6 million 2024Q4", "$0.31 2024Q4", "$8.4 million FY2024", "$1.65 FY2024"]),
        ("For 2024 the margin was 84.7% (84.6% in 2023).", ["84.7% FY2024", "84.6% FY2023"]),
    ],
)  # fmt: skip
def test_a_level_compared_with_is_of_its_own_period(raw: str, expected: list[str]) -> None:
    assert periods(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2022年至2024年，公司营收分别为6.1亿元、8.2亿元和9.3亿元。",
         ["6.1亿元 FY2022", "8.2亿元 FY2023", "9.3亿元 FY2024"]),
        ("2023年、2024年及2025年上半年，净亏损分别为2.2亿元、0.9亿元和0.3亿元。",
         ["2.2亿元 FY2023", "0.9亿元 FY2024", "0.3亿元 2025H1"]),
        ("预计25/26/27年归母净利18.6/23.4/29.0亿元。",
         ["18.6 FY2025", "23.4 FY2026", "29.0亿元 FY2027"]),
        ("2022年至2024年营收2.1亿元；同期净亏损分别为1亿元、3亿元和4亿元。",
         ["2.1亿元 FY2022..FY2024", "1亿元 FY2022", "3亿元 FY2023", "4亿元 FY2024"]),
        ("上调今明两年盈利预测12%及15%。", ["12% FY2025", "15% FY2026"]),
        ("Operating cash flow was $97 million, $83 million and $61 million in 2024, 2023 and 2022.",
         ["$97 million FY2024", "$83 million FY2023", "$61 million FY2022"]),
    ],
)  # fmt: skip
def test_a_list_of_periods_is_shared_out(raw: str, expected: list[str]) -> None:
    assert periods(raw, "2025-09-15") == expected


def test_quarter_and_year_alternate_and_a_part_passes() -> None:
    raw = "2024年全年营收1270亿元，其中第四季度354亿元。毛利率54%。去年第四季度，日活4.01亿。"
    assert periods(raw) == ["1270亿元 FY2024", "354亿元 2024Q4", "54% FY2024", "4.01亿 2024Q4"]


def test_what_is_reported_on_comes_back_after_a_part_of_it() -> None:
    raw = "上半年净亏损6亿元。其中，第二季度净利润3亿元。\n报告期内，客座率84%。"
    assert periods(raw, "2025-08-28") == ["6亿元 2025H1", "3亿元 2025Q2", "84% 2025H1"]


def test_a_month_named_in_english_is_the_last_to_have_begun() -> None:
    raw = "It delivered 30,350 vehicles in January, down 17%. June sales were $5 million."
    assert periods(raw, "2025-02-01") == [
        "30,350 vehicles 2025-01",
        "17% 2025-01",
        "$5 million 2024-06",
    ]


def test_a_heading_sets_the_period_of_what_follows() -> None:
    raw = "一、2024年\n▪ 收入542亿元\n二、2025年一季度\n▪ 收入341亿元，同比+10.2%\n"
    assert periods(raw, "2025-04-29") == [
        "542亿元 FY2024",
        "341亿元 2025Q1",
        "+10.2% 2025Q1",
    ]


def test_a_headline_is_about_the_first_period_of_the_text() -> None:
    assert periods("净利润增长8%\n2024年营收5亿元。")[0] == "8% FY2024"


def test_what_is_looked_forward_to_does_not_stay() -> None:
    raw = "第四季度营收22亿元。预计2025年一季度营收增长6%至8%，毛利率19%。第四季度毛利率22%。"
    assert periods(raw, "2025-02-11") == [
        "22亿元 2024Q4",
        "6%至8% 2025Q1",
        "19% 2025Q1",
        "22% 2024Q4",
    ]


def test_a_balance_is_of_the_day_its_period_ends() -> None:
    raw = "2024年净利润5亿元。截至年末，总资产98亿元，较年初增长5%。不良贷款率1.2%，去年同期1.3%。"
    assert periods(raw) == [
        "5亿元 FY2024",
        "98亿元 2024-12-31",
        "5% 2024-12-31",
        "1.2% 2024-12-31",
        "1.3% 2023-12-31",
    ]


def test_a_price_is_of_the_day_and_not_of_the_quarter() -> None:
    raw = "7月22日，公司公布第二季营收15亿元。受消息带动，股价上涨8%，收报46元。"
    assert periods(raw, "2025-07-22") == [
        "15亿元 2025Q2",
        "8% 2025-07-22",
        "46元 2025-07-22",
    ]


def test_a_change_since_the_start_of_the_year_ends_on_the_day_stated() -> None:
    raw = "截至3月20日收盘，甲公司股价今年以来累计上涨66%。"
    assert periods(raw) == ["66% 2025-03-20"]


def test_the_price_of_goods_is_of_the_day_in_a_report_of_a_market() -> None:
    raw = "7月21日夜盘，期货多数收跌。铁矿石期货跌0.9%。\n碳酸锂价格报6.2万元/吨。"
    assert periods(raw, "2025-07-21") == ["0.9% 2025-07-21", "6.2万元 2025-07-21"]


def test_a_year_named_right_behind_a_multiple_is_its_own() -> None:
    raw = "Profit rose 5% in 2024. The stock trades at 12.6x FY25E P/E."
    assert periods(raw)[-1] == "12.6x FY2025"


@pytest.mark.parametrize(
    ("raw", "last"),
    [
        ("2024年末移动客户6亿户，净增35万户。", "35万户 FY2024"),
        ("In 2024 profit rose 5%. It declared a quarterly dividend of $1.70 a share for the fourth "
         "quarter.", "$1.70 2024Q4"),
        ("2月净利润5亿元。甲金控则亏损3亿元，累计亏损9亿元。", "9亿元 2025-01..2025-02"),
        ("Revenue was $5 million between January and February.", "$5 million 2025-01..2025-02"),
        ("3月25日收盘，原油11月合约跌2%。", "2% 2025-03-25"),
        ("2024年营收5亿元。另外两家企业中，甲公司去年营收2亿元。", "2亿元 FY2024"),
        ("Profit rose 5% in 2024, sending its shares down 7%.", "7% 2025-03-26"),
        ("Profit rose 5% in 2024. The shares had gained 9% this year.", "9% 2025-03-26"),
    ],
)  # fmt: skip
def test_words_by_a_figure_say_what_its_period_is(raw: str, last: str) -> None:
    assert periods(raw)[-1] == last


def test_now_is_the_month_of_the_text() -> None:
    assert periods("2024年营收5亿元。目前，平台每天服务约22万用户。")[-1] == "22万 2025-03"


def test_a_fiscal_quarter_stays_fiscal() -> None:
    raw = (
        "公司公布2026财年第三财季（截至2025年10月26日）业绩。\n"
        "第三财季营收57亿美元，上年同期为35亿美元；库存19亿美元。\n"
        "展望第四财季，公司预计营收65亿美元。"
    )
    assert periods(raw, "2025-11-20") == [
        "57亿美元 FY2026Q3",
        "35亿美元 FY2025Q3",
        "19亿美元 2025-10-26",
        "65亿美元 FY2026Q4",
    ]


def test_a_year_that_ends_early_has_the_name_the_text_gives_it() -> None:
    raw = (
        "MARLOW REPORTS FISCAL 2024 RESULTS\n"
        "Sales were $9 billion in the year ended February 1, 2025.\n"
        "For the 52 weeks ending January 31, 2026, it expects sales of $10 billion."
    )
    assert periods(raw, "2025-03-06") == ["$9 billion FY2024", "$10 billion FY2025"]


def test_what_adds_up_runs_to_its_month() -> None:
    raw = "业务至2025年2月累计营业收入1亿元。2月交付3万辆，累计交付7万辆。"
    assert periods(raw, "2025-03-01")[0] == "1亿元 through 2025-02"


def test_a_plan_and_a_case_that_is_only_supposed_have_no_time() -> None:
    raw = "2024年营收5亿元。原材料每上涨10%，毛利率下降2个百分点。目标价由7元下调至6元。"
    assert periods(raw)[2:] == [
        "2个百分点 unspecified",
        "7元 unspecified",
        "6元 unspecified",
    ]


def test_a_text_without_a_year_leaves_its_periods_open() -> None:
    assert periods("第四季度营收98亿元，同比增长63%。", None) == [
        "98亿元 unspecified",
        "63% unspecified",
    ]


def test_without_a_day_the_text_s_own_years_say_which_quarter() -> None:
    raw = "公司2024年全年营收5亿元。第四季度营收2亿元，三季度为1亿元。"
    assert periods(raw, None) == ["5亿元 FY2024", "2亿元 2024Q4", "1亿元 2024Q3"]
