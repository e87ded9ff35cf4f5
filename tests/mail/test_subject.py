from __future__ import annotations

from dataclasses import replace

import pytest
from editions import press

from reporter.brief import Brief
from reporter.languages import Edition
from reporter.mail.subject import subject
from reporter.view import Desk


def desk(edition: Edition, brief: Brief | None = None) -> Desk:
    return Desk.of(brief or press().brief, press().glossary, edition)


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (Edition.ZH_HANS, "快手2024年收入1269亿元，同比增长11.8%；经调整净利润177亿元，增长72.5%"),
        (
            Edition.ZH_HANT,
            "快手2024年收入1,269億元，按年增長11.8%；經調整利潤淨額177億元，增長72.5%",
        ),
        (
            Edition.EN,
            "Kuaishou FY2024: revenue RMB126.9bn, up 11.8%; "
            "adjusted net profit RMB17.7bn, up 72.5%",
        ),
        (
            Edition.BILINGUAL,
            "快手2024年收入1269亿元，同比增长11.8% | Kuaishou FY2024: revenue RMB126.9bn, up 11.8%",
        ),
    ],
)
def test_it_leads_with_the_figures(edition: Edition, said: str) -> None:
    assert subject(desk(edition)) == said


def test_a_correction_says_so_first() -> None:
    assert subject(desk(Edition.ZH_HANS), is_revised=True).startswith("更正：快手2024年收入")
    both = subject(desk(Edition.BILINGUAL), is_revised=True)
    assert both.startswith("更正：")
    assert " | Revised: Kuaishou" in both


def test_a_figure_of_another_period_names_it_and_an_implied_change_is_marked() -> None:
    brief = replace(press().brief, kpis=("dau", "time_per_dau"))
    assert subject(desk(Edition.ZH_HANS, brief)) == (
        "快手2024Q4日活跃用户4.01亿人，同比增长4.8%；"
        "日活跃用户日均使用时长125.6分钟，增长1.0%（推算）"
    )
    assert subject(desk(Edition.EN, brief)).endswith("up 1.0% (implied)")
    brief = replace(press().brief, kpis=("revenue", "dau"))
    assert "；2024Q4日活跃用户" in subject(desk(Edition.ZH_HANS, brief))


def test_a_bound_is_kept() -> None:
    brief = replace(press().brief, kpis=("kling_cumulative_revenue",))
    assert "超1亿元" in subject(desk(Edition.ZH_HANS, brief))
    assert "more than RMB100m" in subject(desk(Edition.EN, brief))


def test_a_brief_without_figures_has_one_all_the_same() -> None:
    brief = replace(press().brief, kpis=())
    assert subject(desk(Edition.EN, brief)) == "Kuaishou FY2024: earnings brief"
