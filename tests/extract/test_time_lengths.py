"""What a length of time measures."""

from __future__ import annotations

import pytest

from reporter.extract import extract


@pytest.mark.parametrize(
    ("raw", "concept"),
    [
        ("公司将在未来5年甚至更长时间加大研发投入。", "investment_horizon"),
        ("团队大约每三周发布一个新版本。", "release_interval"),
        ("新车上市比对手晚了四个月。", "launch_lag"),
        ("该模型最长可生成90秒的视频。", "max_video_length"),
        ("商家可用虚拟主播24小时直播。", "streaming_hours_per_day"),
        ("模型仅需8秒即可出图。", "generation_time"),
    ],
)
def test_the_words_about_a_length_of_time_say_what_it_is_of(raw: str, concept: str) -> None:
    assert [c.concept for c in extract(raw)] == [concept]


def test_another_length_of_the_same_is_told_by_what_it_can_do() -> None:
    raw = "以视频时长为例，甲模型可以生成最长2分钟的片段；乙模型只能支持20秒。"
    assert [c.concept for c in extract(raw)] == ["max_video_length"] * 2


def test_part_of_what_consumption_grows_by_is_no_part_of_consumption() -> None:
    raw = "到2030年，中国个人消费规模将增长至65万亿元，超六成的增长来自于低线城市。"
    found = extract(raw)[-1]
    assert (found.concept, found.entity) == ("share_of_consumption_growth", "低线城市")
