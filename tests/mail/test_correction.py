from __future__ import annotations

import json
from typing import Any

import pytest
from editions import press

from reporter.errors import NotOurs
from reporter.exchange import facts_json
from reporter.facts import FactSet
from reporter.languages import Edition
from reporter.mail.correction import changed_figures, facts_before
from reporter.mail.words import said
from reporter.view import Desk
from reporter.view.model import Label


def earlier(**changed: dict[str, Any]) -> FactSet:
    """The facts of the brief as they were, by id what was otherwise."""
    document = json.loads(facts_json(press().brief))
    for record in document["facts"]:
        record.update(changed.get(record["id"], {}))
    return facts_before(json.dumps(document).encode(), 12)


def plain(label: Label) -> str:
    return said(label).replace("\u00a0", " ")


def rows(before: FactSet, edition: Edition = Edition.ZH_HANS) -> list[tuple[str, str, str]]:
    changed = changed_figures(Desk.of(press().brief, press().glossary, edition), before)
    return [(said(row.name), plain(row.old), plain(row.new)) for row in changed]


def test_what_was_written_down_reads_back_the_same() -> None:
    assert rows(earlier()) == []
    for fact, old in zip(press().brief.facts, earlier(), strict=True):
        assert (old.id, old.quantity, old.period) == (fact.id, fact.quantity, fact.period)


def test_a_figure_that_reads_otherwise_is_told_old_and_new() -> None:
    before = earlier(revenue={"value": "127900000000"}, dau_yoy={"direction": "down"})
    assert rows(before) == [
        ("收入", "1279亿元", "1269亿元"),
        ("日活，同比，2024Q4", "−4.8%", "+4.8%"),
    ]
    assert rows(before, Edition.BILINGUAL) == [
        ("收入 Revenue", "1279亿元 RMB127.9 billion", "1269亿元 RMB126.9 billion"),
        ("日活，同比，2024Q4 DAU, year on year, Q4 2024", "−4.8%", "+4.8%"),
    ]


def test_a_bound_that_was_not_there_is_a_change() -> None:
    ((_, old, new),) = rows(earlier(kling_cumulative_revenue={"bound": "exact"}), Edition.EN)
    assert (old, new) == ("RMB100 million", "more than RMB100 million")


def test_a_derived_figure_is_marked_and_stands_last() -> None:
    before = earlier(revenue_prior={"value": "110000000000"}, sora_clip={"value": "90"})
    names = [name for name, _, _ in rows(before)]
    assert names[0].startswith("Sora")
    assert names[1] == "收入，2023年，推算"


def test_a_figure_that_is_gone_is_withdrawn_but_not_what_followed_from_it() -> None:
    document = json.loads(facts_json(press().brief))
    stated, derived = document["facts"][0], document["facts"][-1]
    document["facts"] += [{**stated, "id": "gone"}, {**derived, "id": "gone_prior"}]
    ((_, _, new),) = rows(facts_before(json.dumps(document).encode(), 12))
    assert new == "撤回"


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"format": "reporter/facts/2"}'])
def test_any_other_file_is_refused(content: bytes) -> None:
    with pytest.raises(NotOurs):
        facts_before(content, 12)


def test_a_change_in_money_keeps_its_currency() -> None:
    before = earlier(adjusted_net_profit_from_margin={"value": "6000000000"})
    assert rows(before) == [("利润率贡献，变动，推算", "增长60亿元", "增长62.3亿元")]
