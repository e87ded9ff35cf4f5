from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reporter.formats import (
    BoundForm,
    ChangeForm,
    choose_scale,
    legible,
    parts,
    print_change,
    print_compact,
    print_date,
    print_in_scale,
    print_quantity,
    print_scale,
    print_time,
    sign_of,
)
from reporter.languages import Language
from reporter.quantity import UNITS, Bound, Quantity, UnitKind, find_quantities, parse_quantity
from reporter.quantity.specials import FRACTION_NAMES

HANS, HANT, EN = Language
PROSE = [
    ("1269亿元", "1269亿元", "1,269億元", "RMB126.9 billion"),
    ("13896亿元", "13896亿元", "13,896億元", "RMB1,389.6 billion"),
    ("65.3万亿元", "65.3万亿元", "65.3萬億元", "RMB65.3 trillion"),
    ("超1亿元", "超1亿元", "逾1億元", "more than RMB100 million"),
    ("超千万元", "超1000万元", "逾1,000萬元", "more than RMB10 million"),
    ("40~60亿美元", "40–60亿美元", "40–60億美元", "US$4–6 billion"),
    ("8000万~1.2亿元", "8000万–1.2亿元", "8,000萬–1.2億元", "RMB80–120 million"),
    ("60~70%甚至更高", "60%–70%或以上", "60%–70%或以上", "60–70% or more"),
    ("-5%~-3%", "−5%至−3%", "−5%至−3%", "−5% to −3%"),
    ("-12亿元", "−12亿元", "−12億元", "−RMB1.2 billion"),
    ("HK$0.067", "0.067港元", "0.067港元", "HK$0.067"),
    ("11.8%", "11.8%", "11.8%", "11.8%"),
    ("5.0%", "5.0%", "5.0%", "5.0%"),
    ("近20%", "近20%", "近20%", "nearly 20%"),
    ("不到20%", "不到20%", "不足20%", "less than 20%"),
    ("约1/3", "约三分之一", "約三分之一", "about a third"),
    ("至少1/4", "至少四分之一", "至少四分之一", "at least a quarter"),
    ("近两倍", "近两倍", "近兩倍", "nearly twice"),
    ("3.5倍", "3.5倍", "3.5倍", "3.5 times"),
    ("4.01亿", "4.01亿", "4.01億", "401 million"),
    ("22万", "22万", "22萬", "220,000"),
    ("158696辆", "158696辆", "158,696輛", "158,696 vehicles"),
    ("数千", "数千", "數千", "several thousand"),
    ("数千万元", "数千万元", "數千萬元", "tens of millions of yuan"),
    ("十几次", "十几", "十幾", "a dozen or so"),
    ("23300点以上", "超23300点", "逾23,300點", "more than 23,300 points"),
    ("2万点下方", "不到2万点", "不足2萬點", "less than 20,000 points"),
    ("125.6分钟", "125.6分钟", "125.6分鐘", "125.6 minutes"),
    ("1年", "1年", "1年", "1 year"),
    ("不超过20%", "最多20%", "最多20%", "up to 20%"),
    ("最长2分钟", "最长2分钟", "最長2分鐘", "up to 2 minutes"),
    ("0.5个百分点", "0.5个百分点", "0.5個百分點", "0.5 percentage points"),
    ("50bps", "50个基点", "50個基點", "50 basis points"),
    ("全球第一", "第一", "第一", "first"),
    ("第12", "第12", "第12", "12th"),
    ("1080p", "1080p", "1080p", "1080p"),
]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(("text", "hans", "hant", "en"), PROSE)
def test_prints_a_figure_in_each_language(text: str, hans: str, hant: str, en: str) -> None:
    quantity = parse_quantity(text)
    assert [plain(print_quantity(quantity, language)) for language in Language] == [hans, hant, en]


def test_keeps_an_english_number_and_its_unit_on_one_line() -> None:
    assert print_quantity(parse_quantity("1269亿元"), EN) == "RMB126.9\u00a0billion"
    assert " " not in print_quantity(parse_quantity("约1269亿元"), HANS)


def test_counts_in_the_words_it_is_given() -> None:
    counter = {HANS: "家", HANT: "家", EN: "companies"}
    several, many = parse_quantity("数千家"), parse_quantity("超5300万次")
    assert print_quantity(several, HANT, counter=counter) == "數千家"
    assert print_quantity(several, EN, counter=counter) == "several thousand companies"
    assert print_quantity(many, HANS, counter="次") == "超5300万次"
    assert plain(print_quantity(many, EN, counter="calls")) == "more than 53 million calls"


def test_leaves_the_bound_to_the_caller_on_request() -> None:
    assert print_quantity(parse_quantity("超60%"), EN, bound=False) == "60%"


def test_shows_no_more_digits_than_were_stated() -> None:
    derived = Quantity("CNY", Decimal("113506261180.6797"), Decimal("1E8"))
    assert print_quantity(derived, HANS) == "1135亿元"
    assert plain(print_quantity(derived, EN)) == "RMB113.5 billion"
    share = Quantity("percent", Decimal("13.948"), Decimal("0.1"))
    assert print_quantity(share, EN) == "13.9%"


def test_rounding_up_to_the_next_magnitude_says_so() -> None:
    almost = Quantity("CNY", Decimal("999960000"), Decimal("1E5"))
    assert plain(print_quantity(almost, EN)) == "RMB1 billion"


def test_never_prints_a_negative_zero() -> None:
    assert print_quantity(Quantity("percent", Decimal("-0.04"), Decimal("0.1")), EN) == "0.0%"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("超1269亿元", HANS, ("超", "1269", "亿元", "")),
        ("超1269亿元", EN, ("more than RMB", "126.9", "billion", "")),
        ("11.8%", HANT, ("", "11.8", "%", "")),
        ("60~70%甚至更高", EN, ("", "60–70", "%", "or more")),
        ("约1/3", HANS, ("约", "三分之一", "", "")),
    ],
)
def test_takes_a_figure_apart(
    text: str, language: Language, expected: tuple[str, str, str, str]
) -> None:
    figure = parts(parse_quantity(text), language)
    assert (figure.before, figure.number, figure.unit, figure.after) == expected
    assert figure.text == print_quantity(parse_quantity(text), language)


@pytest.mark.parametrize(
    ("text", "hans", "hant", "en"),
    [
        ("1269亿元", "1269亿", "1,269億", "RMB126.9bn"),
        ("超60%", "＞60%", "＞60%", ">60%"),
        ("4.01亿", "4.01亿", "4.01億", "401m"),
        ("40~60亿美元", "40–60亿美元", "40–60億美元", "US$4–6bn"),
        ("60~70%甚至更高", "60–70%+", "60–70%+", "60–70%+"),
        ("约1/3", "≈1/3", "≈1/3", "≈1/3"),
        ("至少1/4", "≥1/4", "≥1/4", "≥1/4"),
        ("125.6分钟", "125.6分钟", "125.6分鐘", "125.6 min"),
        ("全球第二", "第2", "第2", "No. 2"),
        ("数千家", "数千", "數千", "several thousand"),
        ("-12亿元", "−12亿", "−12億", "−RMB1.2bn"),
    ],
)
def test_prints_compactly_for_charts(text: str, hans: str, hant: str, en: str) -> None:
    quantity = parse_quantity(text)
    assert [plain(print_compact(quantity, language)) for language in Language] == [hans, hant, en]


@pytest.mark.parametrize(
    ("bound", "expected"), [("sign", "＜20%"), ("word", "近20%"), ("none", "20%")]
)
def test_a_chart_may_say_the_bound_or_draw_it(bound: BoundForm, expected: str) -> None:
    assert print_compact(parse_quantity("近20%"), HANS, bound=bound) == expected


@pytest.mark.parametrize(
    ("text", "direction", "form", "hans", "hant", "en"),
    [
        ("11.8%", "up", "phrase", "同比增长11.8%", "按年增長11.8%", "up 11.8% year on year"),
        ("约5%", "down", "phrase", "同比下降约5%", "按年下降約5%", "down about 5% year on year"),
        ("11.8%", "up", "verb", "增长11.8%", "增長11.8%", "rose 11.8%"),
        ("约1/3", "down", "verb", "下降约三分之一", "下降約三分之一", "fell about a third"),
        ("1/2", "up", "phrase", "同比增长一半", "按年增長一半", "up by half year on year"),
        ("5%", "down", "signed", "−5%", "−5%", "−5%"),
        ("超60%", "up", "signed", "＞+60%", "＞+60%", ">+60%"),
        ("超5%", "down", "signed", "＜−5%", "＜−5%", "<−5%"),
        ("11.8%", "up", "marked", "▲11.8%", "▲11.8%", "▲11.8%"),
        ("约1/3", "down", "marked", "▼≈1/3", "▼≈1/3", "▼≈1/3"),
        ("0.5个百分点", "up", "verb", "上升0.5个百分点", "上升0.5個百分點",
         "rose 0.5 percentage points"),
        ("0.5个百分点", "down", "signed", "−0.5个百分点", "−0.5個百分點", "−0.5 ppt"),
        ("-5%", "none", "verb", "下降5%", "下降5%", "fell 5%"),
        ("0%", "none", "phrase", "同比持平", "按年持平", "flat year on year"),
        ("2倍", "up", "verb", "增长两倍", "增長兩倍", "rose 200%"),
        ("60~70%甚至更高", "down", "verb", "下降60%–70%或以上", "下降60%–70%或以上",
         "fell 60–70% or more"),
        ("-100元~-1万元", "down", "signed", "−100至−10000", "−100至−10,000",
         "−RMB100 to −RMB10,000"),
        ("60~70%甚至更高", "down", "signed", "−60%至−70%或以上", "−60%至−70%或以上",
         "−60% to −70% or more"),
    ],
)  # fmt: skip
def test_prints_changes(
    text: str, direction: str, form: ChangeForm, hans: str, hant: str, en: str
) -> None:
    quantity = parse_quantity(text)
    printed = [print_change(quantity, direction, "yoy", lang, form=form) for lang in Language]
    assert [plain(change) for change in printed] == [hans, hant, en]


def test_prices_go_up_and_down_by_other_verbs() -> None:
    over = parse_quantity("超60%")
    printed = [print_change(over, "up", "ytd", lang, of_price=True) for lang in Language]
    assert printed == ["年初至今上涨超60%", "年初至今上漲逾60%", "up more than 60% year to date"]
    assert print_change(over, "down", "change", HANS, of_price=True) == "下跌超60%"


def test_an_issuer_has_its_own_word_for_a_basis() -> None:
    growth = parse_quantity("11.8%")
    assert print_change(growth, "up", "yoy", HANT, basis_words={"yoy": "同比"}) == "同比增長11.8%"


@pytest.mark.parametrize(
    ("column", "language", "head", "cells"),
    [
        (["1269亿元", "177.3亿元"], HANS, "亿元", ["1269", "177.3"]),
        (["1269亿元", "177.3亿元"], HANT, "億元", ["1,269", "177.3"]),
        (["1269亿元", "177.3亿元"], EN, "RMB bn", ["126.9", "17.73"]),
        (["31.00亿元", "10.46亿元"], HANS, "亿元", ["31.00", "10.46"]),
        (["22.073亿美元", "1.076亿美元"], HANS, "亿美元", ["22.073", "1.076"]),
        (["22.073亿美元", "1.076亿美元"], EN, "US$ m", ["2,207.3", "107.6"]),
        (["4.01亿", "7.36亿"], EN, "million", ["401", "736"]),
        (["5.0%", "-24.4%"], EN, "%", ["5.0", "−24.4"]),
        (["超60%", "约1/3"], EN, "%", [">60", "≈1/3"]),
        (["23300点", "18000点"], EN, "points", ["23,300", "18,000"]),
        (["125.6分钟"], HANT, "分鐘", ["125.6"]),
        (["40~60亿美元"], EN, "US$ bn", ["4–6"]),
        (["60~70%甚至更高"], HANS, "%", ["60–70+"]),
        (["数千家"], EN, "", ["several thousand"]),
        (["第1", "第12"], HANS, "", ["第一", "第12"]),
        (["第1", "第12"], EN, "", ["first", "12th"]),
    ],
)
def test_a_column_has_one_unit_and_magnitude(
    column: list[str], language: Language, head: str, cells: list[str]
) -> None:
    quantities = [parse_quantity(text) for text in column]
    scale = choose_scale(quantities, language)
    assert print_scale(scale, language) == head
    assert [print_in_scale(quantity, language, scale) for quantity in quantities] == cells


def test_a_column_refuses_a_second_unit() -> None:
    percent, yuan = parse_quantity("5%"), parse_quantity("5元")
    with pytest.raises(ValueError, match="one unit"):
        choose_scale([percent, yuan], EN)
    with pytest.raises(ValueError, match="none"):
        choose_scale([], EN)
    with pytest.raises(ValueError, match="CNY"):
        print_in_scale(yuan, EN, choose_scale([percent], EN))


def test_prints_dates() -> None:
    day = date(2025, 3, 20)
    assert [print_date(day, language) for language in Language] == [
        "2025年3月20日",
        "2025年3月20日",
        "20 March 2025",
    ]
    assert print_date(day, EN, "short") == "20 Mar"
    assert print_date(day, HANT, "weekday") == "2025年3月20日星期四"
    assert print_time(datetime(2025, 3, 20, 7, 30), EN) == "20 March 2025 07:30"


def test_a_sign_is_a_true_minus_or_nothing_for_zero() -> None:
    assert [sign_of(Decimal(value)) for value in (1, -1, 0)] == ["+", "−", ""]


amounts = st.tuples(st.integers(1, 99_999), st.integers(-2, 10)).map(
    lambda pair: (Decimal(pair[0]).scaleb(pair[1]), Decimal(1).scaleb(pair[1]))
)
whole = st.integers(1, 9_999).map(lambda value: (Decimal(value), Decimal(1)))
WORDLESS = {UnitKind.RANK, UnitKind.RESOLUTION}
units = st.sampled_from([code for code, unit in UNITS.items() if unit.kind not in WORDLESS])
bounds = st.sampled_from(Bound)


@st.composite
def stated(draw: st.DrawFn) -> Quantity:
    """A figure with a value, as a document may state it."""
    unit, bound = draw(units), draw(bounds)
    value, step = draw(amounts)
    if not UNITS[unit].is_scaled:
        assume(value < 10**6 and step <= 1)
    negative = bound is Bound.EXACT and draw(st.booleans())
    close = bound is Bound.UNDER and draw(st.booleans())
    return Quantity(unit, -value if negative else value, step, bound, close=close)


@st.composite
def ranges(draw: st.DrawFn) -> Quantity:
    quantity = draw(stated())
    assume(quantity.value is not None and quantity.value > 0)
    assert quantity.value is not None
    wider = quantity.value + draw(st.integers(1, 500)) * quantity.precision
    return Quantity(
        quantity.unit, None, quantity.precision, quantity.bound, quantity.value, wider,
        close=quantity.close,
    )  # fmt: skip


fractions = st.builds(
    lambda pair, bound: Quantity(
        "percent", Decimal(100 * pair[0]) / pair[1], Decimal(5), bound, fraction=pair
    ),
    st.sampled_from([*FRACTION_NAMES, (2, 7), (5, 12)]),
    bounds,
)
vague_money = st.sampled_from(["count", "person", "CNY", "USD", "HKD"])
several = st.builds(
    lambda power, unit: Quantity(
        unit, Decimal(10) ** power, Decimal(10) ** power, Bound.OVER, vague=True
    ),
    st.integers(1, 13),
    vague_money,
)
odd = st.builds(
    lambda tens, power: Quantity(
        "count", Decimal(tens * 10) * 10**power, Decimal(10) ** power, Bound.OVER, vague=True
    ),
    st.integers(1, 9),
    st.sampled_from([0, 4, 8, 12]),
)
ranks = st.builds(lambda rank: Quantity("rank", Decimal(rank)), st.integers(1, 120))
lines = st.sampled_from([720, 1080, 2160]).map(lambda n: Quantity("p", Decimal(n)))
quantities = st.one_of(stated(), ranges(), fractions, several, odd, ranks, lines)


every_language = pytest.mark.parametrize("language", Language)


@every_language
@given(quantity=quantities)
def test_what_is_printed_reads_back_as_the_same_figure(
    quantity: Quantity, language: Language
) -> None:
    assert parse_quantity(print_quantity(quantity, language), quantity.unit) == quantity


@every_language
@given(quantity=quantities, bound=st.sampled_from(["sign", "word"]))
def test_what_stands_in_a_chart_reads_back(
    quantity: Quantity, bound: BoundForm, language: Language
) -> None:
    printed = print_compact(quantity, language, bound=bound)
    close = quantity.close and bound == "word"
    assert parse_quantity(printed, quantity.unit) == replace(quantity, close=close)


@every_language
@given(
    quantity=st.one_of(stated(), ranges(), fractions),
    direction=st.sampled_from(["up", "down"]),
    form=st.sampled_from(get_args(ChangeForm)),
)
def test_a_change_reads_back_in_every_form(
    quantity: Quantity, direction: str, form: ChangeForm, language: Language
) -> None:
    assume(quantity.unit != "multiple" and min(quantity.ends) > 0)
    printed = print_change(quantity, direction, "yoy", language, form=form)
    (found,) = find_quantities(printed, bare=True)
    assert {abs(end) for end in found.quantity.ends} == set(quantity.ends)


@every_language
@given(quantity=st.one_of(stated(), fractions, ranks))
def test_a_cell_reads_back_under_its_head(quantity: Quantity, language: Language) -> None:
    assume(quantity.unit != "points" or quantity.ends[0] < 10**9)
    scale = choose_scale([quantity], language)
    cell = print_in_scale(quantity, language, scale)
    if not quantity.fraction:
        cell = _headed(cell, print_scale(scale, language), language)
    read = parse_quantity(cell, quantity.unit)
    assert (read.ends, read.bound) == (quantity.ends, quantity.bound)


def _headed(cell: str, head: str, language: Language) -> str:
    """A cell with the head of its column: >1.2 under RMB bn is >RMB1.2bn, 1.2 under % is 1.2 %."""
    unit = next((u.en for u in UNITS.values() if u.kind is UnitKind.MONEY and u.en in head), "")
    if language.is_chinese or not unit:
        return f"{cell}{'' if language.is_chinese else ' '}{head}".strip()
    number = cell.lstrip("<>≈≥≤−")
    return f"{cell.removesuffix(number)}{unit}{number}{head.removeprefix(unit).strip()}"


@given(stated(), st.sampled_from(Language))
def test_a_number_is_printed_no_finer_than_it_was_stated(
    quantity: Quantity, language: Language
) -> None:
    printed = parse_quantity(print_quantity(quantity, language), quantity.unit)
    decimals = Decimal(1) if printed.precision >= 1 else printed.precision
    assert printed.value is not None
    assert printed.value % quantity.precision == 0
    assert decimals >= min(quantity.precision, Decimal(1))


@given(st.one_of(stated(), ranges(), fractions), st.sampled_from(Language))
def test_what_is_printed_is_found_again_in_a_sentence(
    quantity: Quantity, language: Language
) -> None:
    printed = print_quantity(quantity, language)
    number_alone = UNITS[quantity.unit].kind is UnitKind.COUNT
    before, after = ("营收为", "。") if language.is_chinese else ("It was ", " of it.")
    found = list(find_quantities(f"{before}{printed}{after}", bare=number_alone))
    assert len(found) == 1
    assert found[0].quantity.ends == quantity.ends
    assert found[0].quantity.bound is quantity.bound


@pytest.mark.parametrize(
    ("text", "hans", "english"),
    [
        ("US$130,497 million", "1305亿美元", "US$130.5 billion"),
        ("US$72,880 million", "728.8亿美元", "US$72.88 billion"),
        ("US$834 million", "8.34亿美元", "US$834 million"),
        ("13896亿元", "13896亿元", "RMB1,389.6 billion"),
        ("3.994亿人", "3.994亿", "399.4 million"),
        ("158696辆", "158696辆", "158,696 vehicles"),
        ("114.203%", "114.2%", "114.2%"),
        ("77.944%", "77.94%", "77.94%"),
        ("0.1234%", "0.12%", "0.12%"),
        ("0.067港元", "0.067港元", "HK$0.067"),
    ],
)
def test_a_sentence_has_no_more_digits_than_are_read(text: str, hans: str, english: str) -> None:
    quantity = parse_quantity(text)
    said = [print_quantity(legible(quantity, language), language) for language in (HANS, EN)]
    assert [text.replace("\u00a0", " ") for text in said] == [hans, english]
