from __future__ import annotations

import pytest

from reporter.extract.entities import find_entities, is_about_one, issuer_of
from reporter.extract.prepared import prepare


def names(text: str) -> list[str]:
    return [phrase.meaning.name for phrase in find_entities(prepare(text))]


def issuer(text: str) -> str:
    return issuer_of(find_entities(prepare(text)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("岭上光电（688999）昨晚披露半年报，营收3亿元。", "岭上光电"),
        ("据悉，看好岭上光电(09999.HK)的投资者增多。", "岭上光电"),
        ("岭上光电股份有限公司（以下简称“岭光”）董事会通过议案。岭光将派息。", "岭光"),
        ("深圳市岭上光电股份有限公司董事会通过议案。", "岭上光电"),
        ("深圳岭上光电股份有限公司董事会通过议案。", "岭上光电"),
        ("岭上光电科技股份有限公司董事会通过议案。", "岭上光电科技"),
        ("光電廠嶺上光（49xx）營收3億元。嶺上光指出，嶺上光擴產。", "嶺上光"),
        ("昨晚岭上光电公布净利润3亿元。", "岭上光电"),
        ("NEW YORK--Harbour Foods, Inc. (NASDAQ: HBF) today announced results.", "Harbour Foods"),
        ("OSLO (Agency) - Fine goods group Harbour reported a drop in sales.", "Harbour"),
        ("Harbour Semi sinks\n\nHarbour Semiconductor reported a loss.", "Harbour Semiconductor"),
        ("4月28日，岭上光电发布一季报。", "岭上光电"),
        ("岭上光电：上半年净利增三成", "岭上光电"),
        ("嶺上光電（09999）公布中期業績，純利升兩成。", "嶺上光電"),
        ("Harbour Foods Inc. said revenue rose 3%.", "Harbour Foods"),
        ("Harbour Foods (NYSE: HFD) reported results.", "Harbour Foods"),
        ("HARBOUR FOODS REPORTS THIRD QUARTER RESULTS", "Harbour Foods"),
        (
            "OSLO, May 3 (Agency) - Harbour Foods on Friday posted a loss of $3 million.",
            "Harbour Foods",
        ),
        ("Oslo-based Harbour Foods reported a loss.", "Harbour Foods"),
    ],
)
def test_the_issuer_is_whom_a_text_introduces(text: str, name: str) -> None:
    assert issuer(text) == name


def test_a_known_name_is_printed_as_the_text_writes_it() -> None:
    assert names("中芯（00981）第四季盈利。中芯國際指") == ["中芯國際", "中芯國際"]
    assert names("阿里、小米齊升") == ["阿里", "小米"]
    assert names("国泰航空公布载客量，Cathay Pacific") == ["国泰航空", "国泰航空"]


def test_a_weak_name_needs_the_text_to_make_sure_of_it() -> None:
    assert names("一亩地收了八百斤苹果，比理想的多。") == []
    assert set(names("苹果第一财季营收1243亿美元。苹果预计增长。")) == {"苹果"}


def test_a_short_name_inside_a_word_is_none() -> None:
    assert "国航" not in names("中国国航（601111）公布数据，中国航空业回暖")
    assert names("此后其中行业平均为三成，建设银行（601939）为一成。") == ["建设银行"]


def test_latin_names_need_their_capitals() -> None:
    assert names("Adobe said so; we target a meta study of adobe brick.") == ["Adobe"]


def test_a_short_form_stands_for_the_name_that_was_introduced() -> None:
    text = "Harbour Foods Inc. (NYSE: HFD) reported results. Harbour expects growth; HFD fell 3%."
    assert set(names(text)) == {"Harbour Foods", "NYSE"}
    assert set(
        names("驰远快递8月完成业务量21亿票。1-8月，驰远累计168亿票。驰远快递发布公告。")
    ) == {"驰远快递"}


def test_words_before_a_name_are_no_part_of_it() -> None:
    text = "5月獲利王換人，超車遠洲金（2899）的是嶺上金。遠洲金單月賺80億元。"
    assert names(text)[0] == "遠洲金"


def test_a_newspaper_that_reports_is_no_issuer() -> None:
    assert issuer("大江网5月6日，岭上光电近日发布年报，公司营收3亿元。") == "岭上光电"


def test_a_text_is_about_one_company_where_no_other_is_named_as_often() -> None:
    one = find_entities(prepare("小米集团公布业绩。小米营收增长。同期特斯拉下跌。"))
    two = find_entities(prepare("小米涨5%，阿里巴巴涨3%，特斯拉跌1%。"))
    assert is_about_one(one, "小米")
    assert not is_about_one(two, "小米")


HEADED = "岭上光电（09999.HK）公布业绩，岭上光电营收30亿元。"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (HEADED + "另外两家企业中，润山东去年实现营收20亿元。", "润山东"),
        (HEADED + "友澜7月营收3亿元，友澜股价升1%。", "友澜"),
        (HEADED + "荣岭海运营收3亿元。荣岭、阳岭营收分别为3亿元、2亿元。", "阳岭"),
        (HEADED + "光环讯则月减3.5%至2.1亿元。", "光环讯"),
        ("濠股造好，金砂岭中国升1.9%。", "金砂岭中国"),
        ("南岭货价指数报286点。", "南岭货价指数"),
        ("张三管理的南岭稳健精选规模为3亿元。", "南岭稳健精选"),
        ("Harbour Foods Inc. said sales rose. Sweetleaf shed 6% and Cavara 4.5%.", "Cavara"),
        ("Harbour Foods Inc. said sales rose, while Pier Engine earned $3 million.", "Pier Engine"),
        ("Harbour Foods Inc. said sales rose. Rival Pelham fell 2%.", "Pelham"),
    ],
)
def test_a_peer_is_named_beside_the_issuer(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "澳门博彩监察协调局公布，赌收升1%。",
        "消费方面，零售额升1%。增速方面，升2%。",
        "科技股普遍受压，跌2%。新股首日挂牌，报3元。",
        "Exports rose 3%. Terminals posted revenue of $3 million. EBITDAaL rose 1%.",
    ],
)
def test_offices_trades_and_measures_are_no_companies(text: str) -> None:
    kinds = {phrase.meaning.kind for phrase in find_entities(prepare(text))}
    assert not kinds & {"company", "product"}
