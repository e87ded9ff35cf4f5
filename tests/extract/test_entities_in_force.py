from __future__ import annotations

import pytest

from reporter.extract import extract


def entities(text: str) -> list[str]:
    return [candidate.entity for candidate in extract(text)]


def entity_of(text: str, surface: str) -> str:
    (found,) = {c.entity for c in extract(text) if c.surface == surface}
    return found


HEAD = "岭上光电（09999.HK）公布2024年全年业绩。"


@pytest.mark.parametrize(
    ("sentence", "entity"),
    [
        ("公司营收30亿元。", "岭上光电"),
        ("本集团毛利率30%。", "岭上光电"),
        ("营收30亿元，与小米合作。", "岭上光电"),
        ("公司营收高于小米，达30亿元。", "岭上光电"),
        ("大和证券料其营收30亿元。", "岭上光电"),
        ("同期小米营收30亿元。", "小米"),
        ("其中，线束业务收入30亿元。", "岭上光电线束"),
        ("线束收入30亿元。", "岭上光电线束"),
        ("恒生指数报30点。", "恒生指数"),
    ],
)
def test_a_figure_is_of_whom_its_clause_speaks_of(sentence: str, entity: str) -> None:
    assert entities(f"{HEAD}\n{sentence}")[-1] == entity


def test_names_in_a_list_take_one_figure_each() -> None:
    text = "小米、特斯拉和阿里巴巴分别上涨5%、3%和1%。"
    assert entities(text) == ["小米", "特斯拉", "阿里巴巴"]
    text = "Tesla and Apple rose 2% and 3%, respectively."
    assert entities(text) == ["Tesla", "Apple"]


def test_clauses_that_begin_with_a_name_are_of_that_name() -> None:
    text = "截至收盘，小米今年以来累计上涨66%，特斯拉上涨7%。"
    assert entities(text) == ["小米", "特斯拉"]


def test_parts_joined_by_slashes_take_one_figure_each() -> None:
    text = f"{HEAD}\n消费/工业/汽车收入占比分别为46%/31%/23%。"
    assert entities(text)[-3:] == ["岭上光电消费", "岭上光电工业", "岭上光电汽车"]


def test_another_company_holds_for_its_sentence_only() -> None:
    text = f"{HEAD}岭上光电营收30亿元。相比之下，小米营收50亿元，毛利率20%。公司员工7000人。"
    assert entities(text) == ["岭上光电", "小米", "小米", "岭上光电"]


def test_a_new_line_is_about_the_issuer_again() -> None:
    text = f"{HEAD}\n小米营收50亿元，特斯拉营收70亿元。\n营收30亿元。"
    assert entities(text)[-1] == "岭上光电"


def test_a_heading_in_brackets_says_whom_the_lines_below_are_about() -> None:
    text = "【岭上光电】中期\n营收30亿元\n毛利率20%\n【远洲电讯】中期\n营收50亿元"
    assert entities(text) == ["岭上光电", "岭上光电", "远洲电讯"]


def test_a_broker_that_speaks_is_not_whom_its_figures_are_about() -> None:
    assert (
        entity_of("小米公布业绩。高盛将目标价上调至30港元，维持小米买入评级。", "30港元") == "小米"
    )


def test_a_part_in_english_has_the_name_of_its_company() -> None:
    head = "Harbour Foods Inc. (NYSE: HFD) reported results."
    assert entities(f"{head}\nThe frozen division earned $3 million.") == ["Harbour Foods Frozen"]
    line = "Quarterly Snack Bars revenue was $30 million."
    assert entities(f"{head}\n{line}") == ["Harbour Foods Snack Bars"]


def test_a_name_behind_its_figure_is_whose_it_is() -> None:
    text = "Harbour Foods Inc. (NYSE: HFD) lost 3% against a 0.5% rise in the FTSE 100."
    assert entities(text)[-1] == "FTSE 100"


def test_a_region_is_a_part_of_the_issuer() -> None:
    text = "嶺上珠寶（09999）公布中期業績，純利3億元。香港同店銷售跌24.5%。"
    assert entities(text)[-1] == "嶺上珠寶香港"


def test_who_is_told_of_among_others_is_spoken_of() -> None:
    text = "The S&P/ASX 200 rose 0.9%. Among the heavyweights, Pelham Resources climbed 3.1%."
    assert entity_of(text, "3.1%") == "Pelham Resources"


def test_a_paragraph_about_another_company_stays_with_it() -> None:
    text = (
        "Harbour Foods Inc. (NYSE: HBF) said sales rose 3%.\n\n"
        "Separately, insurer Pelham said losses halved to $2 million. Its sales rose 4%."
        " Book value per share was $66.13."
    )
    assert entity_of(text, "4%") == entity_of(text, "$66.13") == "Pelham"


@pytest.mark.parametrize(
    ("sentence", "surface", "entity"),
    [
        ("1、外贸油运：收入27.6亿元。", "27.6亿元", "岭上光电外贸油运"),
        ("不过，其奶酪业务收入37亿元。", "37亿元", "岭上光电奶酪"),
        ("社区增值服务收入4.3亿元。", "4.3亿元", "岭上光电社区增值服务"),
        ("1、盈利能力：毛利率20%。", "20%", "岭上光电"),
    ],
)
def test_an_item_tells_of_its_part(sentence: str, surface: str, entity: str) -> None:
    assert entity_of(f"{HEAD}\n{sentence}", surface) == entity


@pytest.mark.parametrize(
    ("sentence", "surface", "entity"),
    [
        ("In Ocean, volumes rose 4%.", "4%", "Harbour Foods Ocean"),
        ("Terminals posted revenue of $3 million.", "$3 million", "Harbour Foods Terminals"),
        ("In France, revenue fell 2%.", "2%", "Harbour Foods France"),
        ("The Deep Water Group saw revenue fall 2%.", "2%", "Harbour Foods Deep Water Group"),
    ],
)
def test_segments_and_regions_are_parts_of_the_issuer(
    sentence: str, surface: str, entity: str
) -> None:
    head = "Harbour Foods Inc. (NYSE: HBF) reported results for 2024.\n"
    assert entity_of(head + sentence, surface) == entity


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (
            "国家统计局公布，8月份全国工业增加值增长5.2%，制造业增长5.7%。",
            ["全国", "制造业"],
        ),
        ("工业机器人产量6万套。", ["工业机器人"]),
        ("广东地区生产总值105亿元；江苏以102亿元紧随其后。", ["广东", "江苏"]),
        ("Exports from China rose 8%. Imports jumped 7%.", ["China", "China"]),
    ],
)
def test_what_is_no_company_s_is_of_a_country_or_a_trade(text: str, owners: list[str]) -> None:
    assert [entity for entity in entities(text) if entity] == owners


def test_what_a_text_is_or_tells_the_time_by_is_no_company() -> None:
    text = "Press Release\n\nHalf-year revenue rose 5% to $2.1 billion.\n"
    assert set(entities(text)) == {""}
