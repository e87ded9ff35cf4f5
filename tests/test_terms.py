"""The glossary's data is right, an issuer's wording wins, and Hong Kong Chinese reads as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reporter import paths
from reporter.concepts import Favourability, UnitKind
from reporter.errors import BadInput, UnknownConcept, UnknownWord
from reporter.languages import Language
from reporter.terms import Glossary, groups, hant_wording, load_glossary, to_hant, words
from reporter.wordlists import WordList

HANS, HANT, EN = Language.ZH_HANS, Language.ZH_HANT, Language.EN


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary()


def _word_keys() -> list[str]:
    return [row["key"] for row in WordList(paths.assets() / "words.csv", ["key"]).rows()]


def _said(glossary: Glossary, language: Language) -> Iterator[str]:
    """Every name, short form, counter and word of the page in one language."""
    for term in glossary:
        yield from (term.name(language), term.short(language), term.counter(language))
    yield from (words(key, language) for key in _word_keys())


# The data file


def test_covers_the_language_of_earnings(glossary: Glossary) -> None:
    assert len(glossary) >= 250
    assert {term.group for term in glossary} == set(groups())


@pytest.mark.parametrize(
    "concept",
    "revenue adjusted_net_profit adjusted_net_margin dau mau daily_time_spent_per_dau "
    "total_time_spent monthly_visiting_users index_level share_price investment_horizon "
    "release_interval launch_lag model_iterations max_video_length video_resolution valuation "
    "aigc_daily_spend lower_tier_city_user_share fully_automated_ad_share".split(),
)
def test_holds_the_concepts_of_the_first_brief(glossary: Glossary, concept: str) -> None:
    assert concept in glossary


def test_concepts_are_snake_case(glossary: Glossary) -> None:
    assert [t.concept for t in glossary if not re.fullmatch(r"[a-z][a-z0-9_]*", t.concept)] == []


def test_simplified_words_hold_no_traditional_character(glossary: Glossary) -> None:
    """GB 2312 has no traditional forms, so what it can write is simplified."""
    allowed = str.maketrans("", "", "’—")
    outside = {
        said for said in _said(glossary, HANS) if not _fits(said.translate(allowed), "gb2312")
    }
    assert outside == set()


def test_traditional_words_hold_no_simplified_character(glossary: Glossary) -> None:
    outside = {said for said in _said(glossary, HANT) if not _fits(said, "big5hkscs")}
    assert outside == set()


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def test_english_words_hold_no_chinese(glossary: Glossary) -> None:
    assert [
        said for said in _said(glossary, EN) if re.search(r"[\u3000-\u9fff\uff00-\uffef]", said)
    ] == []


def test_traditional_words_are_already_as_hong_kong_writes_them(glossary: Glossary) -> None:
    assert {said for said in _said(glossary, HANT) if to_hant(said) != said} == set()


def test_short_forms_are_no_longer_than_the_names(glossary: Glossary) -> None:
    longer = [
        term.concept
        for term in glossary
        for language in Language
        if _width(term.short(language)) > _width(term.name(language))
    ]
    assert longer == []


def _width(text: str) -> int:
    """In halves of a Chinese character."""
    return sum(1 if character.isascii() else 2 for character in text)


def test_no_name_or_sure_alias_means_two_concepts(glossary: Glossary) -> None:
    meant: dict[str, set[str]] = {}
    for term in glossary:
        for surface in term.surfaces:
            meant.setdefault(surface.casefold(), set()).add(term.concept)
    assert {surface: terms for surface, terms in meant.items() if len(terms) > 1} == {}


def test_what_is_counted_has_a_noun_in_english(glossary: Glossary) -> None:
    counted = {UnitKind.COUNT, UnitKind.PERSON}
    assert [t.concept for t in glossary if t.unit in counted and not t.counter(EN)] == []


def test_xbrl_names_carry_their_taxonomy(glossary: Glossary) -> None:
    names = [(term.ifrs or "", term.us_gaap or "") for term in glossary]
    assert all(re.fullmatch(r"(ifrs-full:[A-Z][A-Za-z0-9]+)?", ifrs) for ifrs, _ in names)
    assert all(re.fullmatch(r"(us-gaap:[A-Z][A-Za-z0-9]+)?", us_gaap) for _, us_gaap in names)


def test_no_xbrl_name_stands_for_two_concepts(glossary: Glossary) -> None:
    for names in ([t.ifrs for t in glossary if t.ifrs], [t.us_gaap for t in glossary if t.us_gaap]):
        assert sorted(names) == sorted(set(names))


def test_only_levels_the_market_sets_are_prices(glossary: Glossary) -> None:
    assert glossary["share_price"].price
    assert glossary["index_level"].price
    assert not glossary["average_selling_price"].price
    assert {term.group for term in glossary if term.price} == {"markets"}


def test_costs_and_losses_are_good_when_they_fall(glossary: Glossary) -> None:
    for concept in ("cost_of_revenue", "finance_costs", "net_loss", "npl_ratio", "net_gearing"):
        assert glossary[concept].favourability is Favourability.DOWN_GOOD


# Reading a term


def test_revenue_in_every_language(glossary: Glossary) -> None:
    revenue = glossary["revenue"]
    assert [revenue.name(language) for language in Language] == ["营收", "收入", "revenue"]
    assert revenue.label(EN) == "Revenue"
    assert (revenue.unit, revenue.ifrs) == (UnitKind.MONEY, "ifrs-full:Revenue")


def test_an_amount_per_share_is_money_too(glossary: Glossary) -> None:
    assert glossary["share_price"].unit.is_money
    assert not glossary["gross_margin"].unit.is_money


def test_tight_labels_use_the_short_form(glossary: Glossary) -> None:
    assert [glossary["dau"].short(language) for language in Language] == ["日活", "日活用戶", "DAU"]
    assert glossary["gross_margin"].short(EN) == "Gross margin"


def test_counters_follow_the_language(glossary: Glossary) -> None:
    deliveries = glossary["deliveries"]
    assert [deliveries.counter(language) for language in Language] == ["辆", "輛", "vehicles"]


@pytest.mark.parametrize(
    ("surface", "concept"),
    [
        ("营业收入", "revenue"),
        ("Turnover", "revenue"),
        ("公司擁有人應佔利潤", "net_profit_attributable"),
        ("平均日活跃用户", "dau"),
        ("市占率", "market_share"),
        ("non-GAAP net income", "adjusted_net_profit"),
    ],
)
def test_a_surface_is_traced_to_its_concept(glossary: Glossary, surface: str, concept: str) -> None:
    assert [term.concept for term in glossary.meanings(surface)] == [concept]


def test_a_doubtful_surface_is_known_to_be_weak(glossary: Glossary) -> None:
    assert "EPS" in glossary["eps_basic"].weak_aliases
    assert "EPS" not in glossary["eps_basic"].surfaces


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("revnue", "revenue"),
        ("日活", "dau"),
        ("turnover", "revenue"),
        ("net_margins", "net_margin"),
    ],
)
def test_an_unknown_concept_suggests_the_nearest(
    glossary: Glossary, asked: str, nearest: str
) -> None:
    with pytest.raises(UnknownConcept) as caught:
        glossary[asked]
    assert caught.value.nearest[0] == nearest
    assert caught.value.exit_code == 65


# An issuer's wording


def test_an_issuers_wording_wins() -> None:
    own = load_glossary({"adjusted_net_profit": {HANT: "經調整利潤淨額"}})["adjusted_net_profit"]
    assert own.name(HANT) == own.short(HANT) == "經調整利潤淨額"
    assert own.name(HANS) == "经调整净利润"
    assert load_glossary()["adjusted_net_profit"].name(HANT) == "經調整溢利淨額"


def test_an_issuers_short_form_wins_over_its_long_one() -> None:
    own = load_glossary({"dau": {EN: "average DAUs"}}, shorts={"dau": {EN: "DAUs"}})["dau"]
    assert (own.name(EN), own.short(EN)) == ("average DAUs", "DAUs")


def test_an_override_of_an_unknown_concept_is_an_error() -> None:
    with pytest.raises(UnknownConcept, match="did you mean revenue"):
        load_glossary({"revenues": {EN: "sales"}})


def test_a_bad_file_is_reported_with_every_fault(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    head, first, *_ = (paths.assets() / "terms.csv").read_text("utf-8-sig").splitlines()
    cells = first.split(",")
    cells[7:10] = ["gold", "up_good", "maybe"]
    path.write_text("\n".join([head, ",".join(cells), first]), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        load_glossary(path=path)
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [
        (2, 8),
        (2, 10),
        (3, 1),
    ]


# Words of the page


def test_words_of_the_page_in_every_language() -> None:
    assert [words("results", language) for language in Language] == ["业绩", "業績", "results"]


def test_placeholders_agree_between_languages() -> None:
    for key in _word_keys():
        found = {frozenset(re.findall(r"{\w+}", words(key, language))) for language in Language}
        assert len(found) == 1, key


def test_an_unknown_word_suggests_the_nearest() -> None:
    with pytest.raises(UnknownWord, match="disclaimer"):
        words("disclaimers", EN)


# Hong Kong Chinese


@pytest.mark.parametrize(
    ("hans", "hant"),
    [
        ("发展、头发、发行、理发", "發展、頭髮、發行、理髮"),
        ("皇后、售后、然后", "皇后、售後、然後"),
        ("这里、里面、里程、公里", "這裏、裏面、里程、公里"),
        ("干预、干净、骨干、若干", "干預、乾淨、骨幹、若干"),
        ("面积、面粉、方便面、面向", "面積、麵粉、即食麵、面向"),
        ("平台、台湾、台风、柜台", "平台、台灣、颱風、櫃枱"),
        ("只有、三只股票、一只", "只有、三隻股票、一隻"),
        ("关系、系列、系统、联系、系数", "關係、系列、系統、聯繫、係數"),
        ("云计算、云南", "雲計算、雲南"),
        ("批准、准时、标准、不准", "批准、準時、標準、不准"),
        ("制造、控制、体制、制作", "製造、控制、體制、製作"),
        ("复合、恢复、重复、复牌", "複合、恢復、重複、復牌"),
        ("历史、日历、经历", "歷史、日曆、經歷"),
        ("余额、盈余、余承东", "餘額、盈餘、余承東"),
        ("宽松、放松、松下", "寬鬆、放鬆、松下"),
        ("冲击、对冲、冲销", "衝擊、對沖、沖銷"),
        ("于是、由于、于东来", "於是、由於、于東來"),
        ("并购、合并、并且", "併購、合併、並且"),
        ("征收、特征、长征", "徵收、特徵、長征"),
    ],
)
def test_one_simplified_character_has_many_traditional_ones(hans: str, hant: str) -> None:
    assert to_hant(hans) == hant


@pytest.mark.parametrize(
    ("hans", "hant"),
    [
        ("营收同比增长11.8%", "收入按年增長11.8%"),
        ("用户信息与网络软件", "用戶資訊與網絡軟件"),
        ("短视频直播的数据", "短視頻直播的數據"),
        ("财报电话会议", "財報電話會議"),
        ("互联网、人工智能、渠道、季度", "互聯網、人工智能、渠道、季度"),
        ("归母净利润，每股收益", "公司擁有人應佔溢利，每股盈利"),
        ("占比超过55%", "佔比超過55%"),
    ],
)
def test_phrases_are_worded_as_in_hong_kong(hans: str, hant: str) -> None:
    assert to_hant(hans) == hant


def test_forms_are_those_of_filings() -> None:
    assert (
        to_hant("税、说、阅、户、启、群、床、峰、脱、锐")
        == "稅、說、閱、戶、啟、群、床、峰、脫、銳"
    )
    assert to_hant("里、卫、着、线、台") == "裏、衞、着、線、台"


@pytest.mark.parametrize(
    ("bases", "hant"),
    [
        ({"yoy", "qoq"}, "收入按季增長"),
        ({"mom"}, "收入按月增長"),
        ({"qoq", "mom"}, "收入環比增長"),
        (set(), "收入環比增長"),
    ],
)
def test_facts_that_have_one_period_before_say_which_it_is(bases: set[str], hant: str) -> None:
    assert to_hant("收入环比增长", hant_wording((), bases)) == hant


@pytest.mark.parametrize(
    ("hans", "hant"),
    [
        ("1月环比增长113%", "1月按月增長113%"),
        ("第四季度环比下降", "第四季按季下降"),
        ("第四季度收入", "第四季收入"),
        ("环比上升", "環比上升"),
        ("截至3月止三个月环比上升", "截至3月止三個月環比上升"),
    ],
)
def test_a_change_on_the_period_before_is_given_a_length_only_where_it_has_one(
    hans: str, hant: str
) -> None:
    assert to_hant(hans) == hant


def test_an_issuers_phrases_come_first() -> None:
    assert to_hant("营收同比增长", {"同比": "同比"}) == "收入同比增長"
    assert to_hant("营收同比增长", {"营收": "營業額"}) == "營業額按年增長"
    assert to_hant("經調整溢利淨額", {"經調整溢利": "經調整利潤"}) == "經調整利潤淨額"


def test_protected_names_are_left_alone() -> None:
    assert to_hant("可灵与磁力开创", protected=["可灵", "磁力开创"]) == "可灵與磁力开创"


def test_digits_and_latin_stay_as_they_are() -> None:
    text = "RMB126.9 billion, −5.3%, 1080p, AIGC, 4–6, “DAU” (2024Q4)\n\t"
    assert to_hant(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "本公司擁有人應佔溢利按年增長11.8%至1,269億元。",
        "於二零二四年第四季度，日活躍用戶達4.01億，並無重大變動。",
        "裏程碑式的系統發佈後，里昂上調目標價；台灣、颱風、皇后大道。",
        "除稅前溢利、說明、審閱、啟動、戶均、衞生、群組、兌換、鋒銳",
        "準備、批准、製造、控制、餘額、鬆綁、衝擊、沖銷、乾淨、幹部、干預",
    ],
)
def test_traditional_text_stays_as_it_is(text: str) -> None:
    assert to_hant(text) == text


def test_conversion_settles_at_once() -> None:
    text = "这里发布的营收同比增长，余额、系统、云计算与方便面"
    assert to_hant(to_hant(text)) == to_hant(text)


def test_surfaces_begin_with_the_longest_so_that_a_search_finds_whole_names() -> None:
    capex = load_glossary()["capex"].surfaces
    assert [len(surface) for surface in capex] == sorted(map(len, capex), reverse=True)
