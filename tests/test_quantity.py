from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.quantity import (
    Bound,
    Interval,
    Quantity,
    QuantityError,
    UnitKind,
    parse_quantity,
    unit_kind,
)

EXACT, OVER, UNDER = Bound.EXACT, Bound.OVER, Bound.UNDER
ABOUT, AT_LEAST, AT_MOST = Bound.ABOUT, Bound.AT_LEAST, Bound.AT_MOST

SEED = [
    ("2万点以下", "20000", "points", UNDER),
    ("23300点以上", "23300", "points", OVER),
    ("近20%", "20", "percent", UNDER),
    ("4500点", "4500", "points", EXACT),
    ("5500点以上", "5500", "points", OVER),
    ("22%", "22", "percent", EXACT),
    ("19000点上方", "19000", "points", OVER),
    ("约18000点", "18000", "points", ABOUT),
    ("约5%", "5", "percent", ABOUT),
    ("66%", "66", "percent", EXACT),
    ("73%", "73", "percent", EXACT),
    ("逾60%", "60", "percent", OVER),
    ("约1/3", "33.33333333333333333333333333", "percent", ABOUT),
    ("11.8%", "11.8", "percent", EXACT),
    ("1269亿元", "126900000000", "CNY", EXACT),
    ("177亿元", "17700000000", "CNY", EXACT),
    ("72.5%", "72.5", "percent", EXACT),
    ("14%", "14", "percent", EXACT),
    ("4.01亿", "401000000", "person", EXACT),
    ("7.36亿", "736000000", "person", EXACT),
    ("4.8%", "4.8", "percent", EXACT),
    ("5.0%", "5", "percent", EXACT),
    ("125.6分钟", "125.6", "minute", EXACT),
    ("5.8%", "5.8", "percent", EXACT),
    ("113%", "113", "percent", EXACT),
    ("至少3年", "3", "year", AT_LEAST),
    ("约两周", "2", "week", ABOUT),
    ("两个月", "2", "month", EXACT),
    ("十几次", "10", "count", OVER),
    ("最长2分钟", "2", "minute", AT_MOST),
    ("1080p", "1080", "p", EXACT),
    ("3分钟左右", "3", "minute", ABOUT),
    ("最多20秒", "20", "second", AT_MOST),
    ("全球第二", "2", "rank", EXACT),
    ("近200%", "200", "percent", UNDER),
    ("全球第一", "1", "rank", EXACT),
    ("超5300万次", "53000000", "count", OVER),
    ("超4.3亿", "430000000", "count", OVER),
    ("至少1/4", "25", "percent", AT_LEAST),
    ("超千万元", "10000000", "CNY", OVER),
    ("超1亿元", "100000000", "CNY", OVER),
    ("数千家", "1000", "count", OVER),
    ("40~60亿美元", None, "USD", EXACT),
    ("数百条", "100", "count", OVER),
    ("60~70%甚至更高", None, "percent", AT_LEAST),
    ("2200个以上", "2200", "count", OVER),
    ("24小时", "24", "hour", EXACT),
    ("约22万", "220000", "person", ABOUT),
    ("超3000万元", "30000000", "CNY", OVER),
    ("第一", "1", "rank", EXACT),
    ("234%", "234", "percent", EXACT),
    ("近两倍", "2", "multiple", UNDER),
    ("65.3万亿元", "65300000000000", "CNY", EXACT),
    ("超66%", "66", "percent", OVER),
    ("超7亿", "700000000", "person", OVER),
    ("60.9%", "60.9", "percent", EXACT),
    ("55%", "55", "percent", EXACT),
    ("7亿以上", "700000000", "person", OVER),
]


def test_the_first_brief_has_58_figures() -> None:
    assert len(SEED) == 58


@pytest.mark.parametrize(("text", "value", "unit", "bound"), SEED)
def test_reads_every_figure_of_the_first_brief(
    text: str, value: str | None, unit: str, bound: Bound
) -> None:
    quantity = parse_quantity(text, unit)
    assert quantity.value == (None if value is None else Decimal(value))
    assert (quantity.unit, quantity.bound) == (unit, bound)


@pytest.mark.parametrize(
    ("text", "unit", "value", "precision"),
    [
        ("RMB126.9bn", "CNY", "126900000000", "1E8"),
        ("RMB 126.9 billion", "CNY", "126900000000", "1E8"),
        ("RMB126.9\u00a0billion", "CNY", "126900000000", "1E8"),
        ("人民币1269亿元", "CNY", "126900000000", "1E8"),
        ("1,269億元人民幣", "CNY", "126900000000", "1E8"),
        ("HK$1.2m", "HKD", "1200000", "1E5"),
        ("12亿港元", "HKD", "1200000000", "1E8"),
        ("港幣12億元", "HKD", "1200000000", "1E8"),
        ("US$1.2 trn", "USD", "1200000000000", "1E11"),
        ("新台幣12億元", "TWD", "1200000000", "1E8"),
        ("NT$12bn", "TWD", "12000000000", "1E9"),
        ("5 million dollars", "USD", "5000000", "1E6"),
        ("6.7 HK cents", "HKD", "0.067", "0.001"),
        ("1.2兆元", "CNY", "1200000000000", "1E11"),
        ("65.3萬億元", "CNY", "65300000000000", "1E11"),
        ("三百二十万", "count", "3200000", "1E4"),
        ("一点五亿", "count", "150000000", "1E7"),
        ("3k", "count", "3000", "1E3"),
        ("１，２３４．５％", "percent", "1234.5", "0.1"),
        ("5.0%", "percent", "5", "0.1"),
        ("−5.3%", "percent", "-5.3", "0.1"),
        ("负5.3%", "percent", "-5.3", "0.1"),
        ("(1,234)", "count", "-1234", "1"),
        ("(5.3)%", "percent", "-5.3", "0.1"),
        ("-RMB1.2 billion", "CNY", "-1200000000", "1E8"),
        ("0.5個百分點", "percentage_point", "0.5", "0.1"),
        ("3.2ppt", "percentage_point", "3.2", "0.1"),
        ("50bps", "basis_point", "50", "1"),
        ("37个基点", "basis_point", "37", "1"),
        ("百分之二十", "percent", "20", "1"),
        ("15.7 per cent", "percent", "15.7", "0.1"),
        ("四成", "percent", "40", "10"),
        ("翻倍", "multiple", "2", "1"),
        ("doubled", "multiple", "2", "1"),
        ("2.5x", "multiple", "2.5", "0.1"),
        ("半年", "year", "0.5", "0.1"),
        ("two months", "month", "2", "1"),
        ("twenty-five days", "day", "25", "1"),
        ("第12名", "rank", "12", "1"),
        ("No. 2", "rank", "2", "1"),
        ("3rd", "rank", "3", "1"),
        ("1810.7万平米", "square_metre", "18107000", "1E3"),
        ("158696辆", "vehicle", "158696", "1"),
        ("5兆瓦时", "MWh", "5", "1"),
        ("12.5 TWh", "MWh", "12500000", "1E5"),
        ("T$12bn", "TWD", "12000000000", "1E9"),
        ("R$2.1 billion", "BRL", "2100000000", "1E8"),
        ("3.2億紐元", "NZD", "320000000", "1E7"),
        ("CHF 4'210 million", "CHF", "4210000000", "1E6"),
        ("₹1,250 crore", "INR", "12500000000", "1E7"),
        ("1½%", "percent", "1.5", "0.1"),
        ("3.2pc", "percent", "3.2", "0.1"),
        ("港幣四角八分", "HKD", "0.48", "0.01"),
        ("1元5角", "CNY", "1.5", "0.1"),
    ],
)
def test_reads_value_unit_and_precision(text: str, unit: str, value: str, precision: str) -> None:
    quantity = parse_quantity(text)
    assert quantity == Quantity(unit, Decimal(value))
    assert quantity.precision == Decimal(precision)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("more than 60%", OVER),
        ("over RMB5 million", OVER),
        ("突破千亿", OVER),
        ("過億元", OVER),
        ("20多家", OVER),
        ("300余万人", OVER),
        ("3年多", OVER),
        ("less than 5%", UNDER),
        ("不到两年", UNDER),
        ("跌破2萬點", UNDER),
        ("nearly 20%", UNDER),
        ("approximately 5 million", ABOUT),
        ("20%左右", ABOUT),
        ("上千家", AT_LEAST),
        ("60% or more", AT_LEAST),
        ("60%+", AT_LEAST),
        ("up to 20 seconds", AT_MOST),
        ("不超过20%", AT_MOST),
        ("≥5%", AT_LEAST),
        ("＞60%", OVER),
        ("≈5%", ABOUT),
    ],
)
def test_reads_bounds(text: str, bound: Bound) -> None:
    assert parse_quantity(text).bound is bound


@pytest.mark.parametrize(
    ("text", "close"), [("近20%", True), ("不到20%", False), ("nearly 20%", True)]
)
def test_tells_nearly_from_less_than(text: str, close: bool) -> None:
    assert parse_quantity(text).close is close


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("40~60亿美元", "USD", "4E9", "6E9"),
        ("US$4–6 billion", "USD", "4E9", "6E9"),
        ("1.6亿元至2.4亿元", "CNY", "1.6E8", "2.4E8"),
        ("12.5亿元到18.7亿元", "CNY", "12.5E8", "18.7E8"),
        ("8000万~1.2亿元", "CNY", "8E7", "1.2E8"),
        ("100元~1万元", "CNY", "100", "1E4"),
        ("between 40 and 42 per cent", "percent", "40", "42"),
        ("介于5%与8%之间", "percent", "5", "8"),
        ("六至七成", "percent", "60", "70"),
        ("-5%~-3%", "percent", "-5", "-3"),
    ],
)
def test_reads_ranges(text: str, unit: str, low: str, high: str) -> None:
    quantity = parse_quantity(text)
    assert (quantity.unit, quantity.low, quantity.high) == (unit, Decimal(low), Decimal(high))
    assert quantity.is_range


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("约1/3", (1, 3)),
        ("三分之一", (1, 3)),
        ("about a third", (1, 3)),
        ("a quarter", (1, 4)),
        ("two-thirds", (2, 3)),
        ("三分之二", (2, 3)),
        ("过半", (1, 2)),
        ("逾半", (1, 2)),
        ("逾一半", (1, 2)),
        ("more than half", (1, 2)),
    ],
)
def test_reads_fractions_as_percent(text: str, fraction: tuple[int, int]) -> None:
    quantity = parse_quantity(text)
    assert quantity.fraction == fraction
    assert quantity.value == Decimal(100 * fraction[0]) / fraction[1]


@pytest.mark.parametrize(
    ("text", "value", "low", "high"),
    [
        ("十几次", "10", "10", "20"),
        ("a dozen or so", "10", "10", "20"),
        ("二十几家", "20", "20", "30"),
        ("数千家", "1000", "1000", "10000"),
        ("several thousand companies", "1000", "1000", "10000"),
        ("几十亿元", "1E9", "1E9", "1E10"),
        ("tens of millions of yuan", "1E7", "1E7", "1E8"),
        ("dozens of stores", "10", "10", "100"),
    ],
)
def test_vague_figures_reach_from_the_least_they_can_mean(
    text: str, value: str, low: str, high: str
) -> None:
    quantity = parse_quantity(text)
    assert quantity.vague
    assert quantity.value == Decimal(value)
    assert quantity.interval == Interval(Decimal(low), Decimal(high), True, True)


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1.08億元", "USD", "USD"),
        ("$12 million", "HKD", "HKD"),
        ("0.5点", "percentage_point", "percentage_point"),
        ("5300万次", "person", "person"),
        ("53 million times", "count", "count"),
        ("2200", "digital_human", "digital_human"),
    ],
)
def test_takes_the_given_unit_where_the_word_may_mean_it(
    text: str, unit: str, expected: str
) -> None:
    assert parse_quantity(text, unit).unit == expected


@pytest.mark.parametrize(
    ("text", "unit", "column", "part"),
    [
        ("", None, 1, "nothing"),
        ("   ", None, 1, "nothing"),
        ("abc", None, 1, "no number"),
        ("  12 apples", None, 5, "apples"),
        ("1,23", None, 2, ",23"),
        ("12亿美元元", None, 6, "元"),
        ("12亿美元", "CNY", 1, "USD"),
        ("超12%", "CNY", 2, "percent"),
        ("US$12亿港元", None, 1, "two units"),
        ("1/3", "CNY", 1, "percent"),
        ("70~60%", None, 3, "~60%"),
        ("1" * 30, None, 1, "no number"),
    ],
)
def test_says_where_and_why_a_text_is_no_figure(
    text: str, unit: str | None, column: int, part: str
) -> None:
    with pytest.raises(QuantityError) as fault:
        parse_quantity(text, unit)
    assert fault.value.column == column
    assert part in fault.value.reason
    assert fault.value.exit_code == 65


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    fault = None
    try:
        parse_quantity(text)
    except QuantityError as refused:
        fault = refused
    assert fault is None or 1 <= fault.column <= len(text) + 1


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("11.8%", ["11.75", "11.85"], ["11.74", "11.86"]),
        ("1269亿元", ["126850000000", "126949999999"], ["126800000000"]),
        ("超60%", ["60.1", "600"], ["60", "59"]),
        ("至少60%", ["60", "600"], ["59.9"]),
        ("近20%", ["19", "19.9"], ["20", "18.9", "16.5"]),
        ("不到20%", ["0", "19.9"], ["20"]),
        ("约5%", ["4.5", "5.5"], ["4.4", "5.6"]),
        ("约1269亿元", ["121000000000", "133000000000"], ["120000000000"]),
        ("最多20秒", ["0", "20"], ["20.1"]),
        ("40~60亿美元", ["3950000000", "6050000000"], ["3900000000"]),
        ("60~70%甚至更高", ["59.5", "95"], ["59"]),
        ("约1/3", ["31", "35.8"], ["30", "36"]),
    ],
)
def test_a_figure_stands_for_what_rounds_to_it(
    text: str, inside: list[str], outside: list[str]
) -> None:
    interval = parse_quantity(text).interval
    assert all(Decimal(value) in interval for value in inside)
    assert not any(Decimal(value) in interval for value in outside)


def test_intervals_that_touch_overlap_only_where_both_have_the_end() -> None:
    five = Decimal(5)
    assert Interval(None, five).overlaps(Interval(five, None))
    assert not Interval(None, five, without_high=True).overlaps(Interval(five, None))
    assert not Interval(five, None).overlaps(Interval(None, Decimal(4)))


def test_equality_is_about_what_is_stated_not_how_finely() -> None:
    assert parse_quantity("5.0%") == parse_quantity("5%")
    assert parse_quantity("1亿元") == parse_quantity("RMB100 million")
    assert parse_quantity("近20%") != parse_quantity("不到20%")


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": None},
        {"value": Decimal(1), "precision": Decimal(0)},
        {"value": None, "low": Decimal(2), "high": Decimal(1)},
        {"value": Decimal(1), "close": True},
        {"value": Decimal(1), "low": Decimal(0), "high": Decimal(1)},
    ],
)
def test_refuses_quantities_that_make_no_sense(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Quantity("percent", **wrong)  # type: ignore[arg-type]


def test_rounds_half_up_to_its_precision() -> None:
    derived = Quantity("CNY", Decimal("113506261180.7"), Decimal("1E8"))
    assert derived.stated == (Decimal("113500000000"),)


def test_an_unknown_unit_counts() -> None:
    assert unit_kind("store") is UnitKind.COUNT
    assert unit_kind("CNY") is UnitKind.MONEY
