import pytest

from reporter.quantity import Bound, find_quantities


def surfaces(text: str, *, bare: bool = False) -> list[str]:
    return [found.surface for found in find_quantities(text, bare=bare)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年营收增长11.8%至1269亿元人民币", ["11.8%", "1269亿元"]),
        ("每股派息五角,長三角與五角大樓的三角形", ["五角"]),
        ("按年增長逾60%,至人民幣1,269億元", ["60%", "1,269億元"]),
        ("revenue rose 11.8% to RMB126.9 billion", ["11.8%", "RMB126.9 billion"]),
        ("毛利率由5%升至8%,全年预期6%至8%", ["5%", "8%", "6%至8%"]),
        ("from $5 million to $6 million", ["$5 million", "$6 million"]),
        ("估值40~60亿美元,成本降60~70%甚至更高", ["40~60亿美元", "60~70%"]),
        ("数千家企业,十几次迭代,上千万用户", ["数千家", "十几次", "千万"]),
        ("It fell about a third and ranks second worldwide", ["a third", "second"]),
        ("排名全球第二", ["全球第二"]),
        ("up a third year on year, down by half", ["a third", "half"]),
        ("up 22 million year-on-year to 401 million", ["22 million", "401 million"]),
        ("RMB5 more year on year, US$3 million year to date", ["RMB5", "US$3 million"]),
        ("每股盈利HK$0.067", ["HK$0.067"]),
    ],
)
def test_finds_figures_in_three_languages(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2024年第四季度,3月20日,2025年2月",
        "2025-03-20, Q4 2024, FY2024, 20 March 2025, March 20, 2025",
        "the third quarter of 2024 and the second half",
        "5G, H20, A4, 3D, Kling 1.6",
        "一个模型,第一批,第一时间,去年下半年",
        "千万不要,成为,一成为",
        "double standards, a third party",
        "put off by a third party, up by a half year, up first",
    ],
)
def test_passes_over_dates_and_names(text: str) -> None:
    assert surfaces(text) == []


def test_a_bare_number_counts_only_on_request() -> None:
    assert surfaces("Kling 1.6 in 2024") == []
    assert surfaces("Kling 1.6 in 2024", bare=True) == ["1.6"]


def test_offsets_tell_the_figure_from_the_words_that_bound_it() -> None:
    text = "营收超过1269亿元左右"
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == found.surface == "1269亿元"
    assert text[found.outer_start : found.outer_end] == "超过1269亿元左右"
    assert found.quantity.bound is Bound.OVER


def test_an_endless_stream_of_digits_ends() -> None:
    assert surfaces("9" * 10_000) == []
