"""What each figure measures."""

from __future__ import annotations

import pytest

from reporter.extract import extract


def concepts(raw: str) -> list[str]:
    """The concept of each figure; - where there is none."""
    return [c.concept or "-" for c in extract(raw, published="2025-08-20")]


def test_a_change_is_of_the_level_it_stands_by() -> None:
    said = "三季度营收56.3亿元，同比增长12%；归母净利润6.1亿元，去年同期为4.9亿元。"
    assert concepts(said) == ["revenue"] * 2 + ["net_profit_attributable"] * 2


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "销售/管理/研发费用率分别为11.2%、4.5%、5.1%。",
            "selling_expense_ratio administrative_expense_ratio research_and_development_ratio",
        ),
        ("营收/归母净利61.2/20.5亿元，同比+8%/-3%。", "revenue net_profit_attributable " * 2),
        (
            "日活用户为1.2亿，月活用户为3.1亿，分别同比增长4.8%和5.0%。",
            "dau mau dau mau",
        ),
        (
            "Gross margin and operating margin were 55% and 30%, respectively.",
            "gross_margin operating_margin",
        ),
    ],
)
def test_lists_are_shared_out_one_by_one(raw: str, expected: str) -> None:
    assert concepts(raw) == expected.split()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("直播收入97亿元，占总收入的20%。", "revenue revenue_share"),
        ("研发费用4.2亿元，占营收比例7.5%。",
         "research_and_development_expenses research_and_development_ratio"),
        ("占公司总股本的2.1%。", "shareholding"),
        ("在国内市场占18%。", "market_share"),
        ("SG&A was $148 million, or 18.1% of net sales.",
         "selling_general_and_administrative_expenses sga_ratio"),
        ("Its gross margin widened to 29.8% of sales.", "gross_margin"),
        ("Revenue by region: Asia 34%, Europe 16%.", "revenue_share revenue_share"),
        ("It holds 37.1 percent of the global EV battery market.", "market_share"),
    ],
)  # fmt: skip
def test_a_part_is_told_by_its_whole(raw: str, expected: str) -> None:
    assert concepts(raw) == expected.split()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Net income was $62.5 million, or $2.31 per diluted share, against $54 million.",
         "net_profit eps_diluted net_profit"),
        ("净利润4.8亿元，每股0.35元。", "net_profit eps_basic"),
        ("新業務價值升16%至8.46億元，每股計則增加19%。",
         "new_business_value new_business_value new_business_value_per_share"),
    ],
)  # fmt: skip
def test_amounts_per_share_are_of_what_was_told_before(raw: str, expected: str) -> None:
    assert concepts(raw) == expected.split()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("It posted $5.2 billion in revenue.", "revenue"),
        ("The group reported a 12% increase in net interest income.", "net_interest_income"),
        ("公司宣布20亿元的股份回购。", "share_repurchases"),
        ("市场给予公司25倍市盈率。", "pe_ratio"),
        ("It trades on 3.1 times sales.", "ps_ratio"),
        ("Some 23,400 people work for the group.", "employees"),
        ("It ended the year with 812 stores.", "stores"),
    ],
)
def test_a_term_may_stand_behind_its_figure(raw: str, expected: str) -> None:
    assert concepts(raw) == [expected]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("岚河汽车7月交付新车2.31万辆。", "deliveries"),
        ("房企上半年交付1.2万套。", "properties_delivered"),
        ("晶圆厂当季交付58万片。", "wafer_shipments"),
        ("The company sold 41,230 vehicles.", "vehicle_sales_volume"),
        ("We opened 28 stores.", "new_stores"),
        ("It has built 3,419 swap stations.", "battery_swap_stations"),
        ("The company repurchased 1.3 million shares.", "repurchased_shares"),
        ("The company repurchased $58 million of shares.", "share_repurchases"),
        ("经销商数量净增38家。", "distributors"),
    ],
)
def test_verbs_and_units_tell_what_is_counted(raw: str, expected: str) -> None:
    assert concepts(raw) == [expected]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("预计净利润亏损4.5亿元至5.5亿元。", "net_loss"),
        ("扣非净利润亏损2.2亿元，上年同期亏损3亿元。", "core_net_loss core_net_loss"),
        ("归母净利润9亿元，上年同期亏损3亿元。", "net_profit_attributable net_loss_attributable"),
        ("净亏损487亿元，同比下降338%。", "net_loss net_profit"),
        ("亏损收窄45%。", "net_loss"),
        ("The unit swung to a profit of $74 million from a loss of $20 million.",
         "net_profit net_loss"),
        ("EBIT rose to $42 million, which lifted the margin to 8.1%.", "ebit ebit_margin"),
        ("经调整净利润12亿元，净利率17.1%，去年净利率为15.5%。",
         "adjusted_net_profit net_margin net_margin"),
        ("Excluding one-time items, it earned $1.40 a share.", "adjusted_eps"),
        ("Sales rose 3 percent, or 6 percent at constant exchange rates.",
         "revenue revenue_constant_currency"),
    ],
)  # fmt: skip
def test_a_plain_word_means_what_the_figures_beside_it_do(raw: str, expected: str) -> None:
    assert concepts(raw) == expected.split()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("恒指收跌1.1%，报17651.2点。", "index_level index_level"),
        ("个股方面，云帆智能跌超8%，报21.35元。", "share_price share_price"),
        ("布伦特原油跌1.2%至73.1美元/桶。", "oil_price oil_price"),
        ("Shares of Nordal were up 6.4% to $34.48 in pre-market trading.",
         "share_price share_price"),
        ("海川银行同比增3.5%至862亿元。", "- -"),
        ("恒生指数7日报26241.8点，全周累计上涨1.3%。", "index_level index_level"),
    ],
)  # fmt: skip
def test_moves_of_a_market_need_no_term(raw: str, expected: str) -> None:
    assert concepts(raw) == expected.split()


def test_a_term_that_gives_the_cause_is_not_what_grew() -> None:
    said = "毛利率提升2.1个百分点，主要由于净利率较高的业务占优，环比提升0.8个百分点。"
    assert concepts(said)[-1] == "gross_margin"


def test_points_of_a_percentage_are_of_a_rate() -> None:
    assert concepts("毛利499万元，毛利率22.6%，同比提升6.2个百分点。") == [
        "gross_profit",
        "gross_margin",
        "gross_margin",
    ]


def test_a_price_by_the_tonne_is_no_amount() -> None:
    assert concepts("公司营收31亿元，煤炭平均售价每吨482元。") == [
        "revenue",
        "average_selling_price",
    ]


def test_a_measure_of_its_own_stays_without_a_concept_and_keeps_its_words() -> None:
    (first, second) = extract("公司营收5亿元，单店平均客诉量3.2件。", published="2025-08-20")
    assert (first.concept, second.concept, second.term) == ("revenue", "", "单店平均客诉量")


def test_a_sentence_that_names_nothing_goes_on_with_the_last() -> None:
    assert concepts("公司营收5亿元。同比增长3%。") == ["revenue", "revenue"]


def test_a_heading_names_what_stands_under_it() -> None:
    assert concepts("→ Gross margin.\n\n30.7%, up 160 bps.") == ["gross_margin"] * 2


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Operating profit (loss) was $61 million.", "operating_profit"),
        ("A fall in operating profit of 12% was reported.", "operating_profit"),
        ("Diluted earnings per share (EPS) were $0.97.", "eps_diluted"),
        ("Selling expense was 18.9% as a percentage of net sales.", "selling_expense_ratio"),
        ("Operating profit rose from 10.1% to 10.3%.", "operating_margin operating_margin"),
        ("营业收入预计12.3/16.8/21.4亿元 归母净利润预计1.2亿元。",
         "revenue revenue revenue net_profit_attributable"),
        ("公司处置旗下物业，录得收益3.1亿元。", "disposal_gain"),
        ("当前股价对应估值14倍。", "pe_ratio"),
        ("上半年新增专卖店7家。", "new_stores"),
        ("Profit after tax fell to a $1.7bn loss from a $85m profit.", "net_loss net_profit"),
        ("本季宣派了20亿港元的特别股息。", "dividends_paid"),
        ("It has captured a 10% share through February.", "market_share"),
        ("Net income was $0.63 per basic and $0.62 per diluted share.", "eps_basic eps_diluted"),
        ("Net income, which excludes stock-based compensation, was $4.2 billion.", "net_profit"),
        ("Brent crude prices averaged $62.03/bbl.", "oil_price"),
        ("Cash costs per barrel rose 11% to $11.1.", "lifting_cost lifting_cost"),
        ("Loan advances grew 16% to Rs 21.1 trillion.", "total_loans total_loans"),
    ],
)  # fmt: skip
def test_words_beside_the_term_belong_to_it(raw: str, expected: str) -> None:
    assert concepts(raw) == expected.split()


def test_what_follows_an_unknown_measure_is_of_it_too() -> None:
    said = "销售面积27.7万平方米；结算面积19.0万平方米，同比下降60.7%。"
    assert concepts(said) == ["sales_area", "-", "-"]
    assert extract(said, published="2025-08-20")[-1].term == "结算面积"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Rivals also fell. Northgate lost 3% and Pelham dropped 2%.", "share_price share_price"),
        ("沪铜逆势上涨1.6%至86750元/吨。", "market_price market_price"),
        ("离岸人民币兑美元报7.1253，上涨85点。", "exchange_rate exchange_rate"),
    ],
)
def test_what_moves_on_a_market_is_told_by_whose_move_it_is(raw: str, expected: str) -> None:
    assert concepts(raw) == expected.split()
