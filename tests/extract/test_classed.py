"""Products, works and parts, by the sort of thing that they are said to be."""

from __future__ import annotations

import pytest

from reporter.extract import extract

HEAD = "岭上光电（09999.HK）公布2024年全年业绩，营收30亿元。\n"


@pytest.mark.parametrize(
    ("raw", "entity"),
    [
        ("公司推出微短剧《归途》，播放量超3000万次。", "微短剧《归途》"),
        ("公司推出微短剧《归途》，播放量超3000万次。此后，短剧制作成本降低两成。", "微短剧"),
        ("公司上线“听雨数字人直播”，可支持300个数字人同时开播。", "听雨数字人直播"),
        ("数字客服产品“小满”接入平台。目前，这些数字客服每天服务约8万用户。", "数字客服(小满)"),
        ("岭上光电平台上的智能投放素材和直播解决方案的日均消耗超过2亿元。",
         "岭上光电智能投放素材和直播解决方案"),
        ("公司推出一系列营销工具，包括全域推、一键投等。全域推的投放占比已达六成。",
         "岭上光电全域推"),
        ("春节期间，新线城市日均支付用户数增长34%。", "岭上光电新线城市"),
        ("其中新线城市用户占比40%。", "岭上光电"),
    ],
)  # fmt: skip
def test_a_figure_is_of_the_thing_it_is_told_of(raw: str, entity: str) -> None:
    assert extract(HEAD + raw, published="2025-03-26")[-1].entity == entity
