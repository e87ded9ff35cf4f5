from __future__ import annotations

import pytest
from chart_cases import canvas

from reporter.charts import lettering, plot, style
from reporter.charts.marks import Mark
from reporter.charts.ranked_bars import RankedBars
from reporter.charts.rows import NamedMark
from reporter.errors import ChartFault
from reporter.fonts import families
from reporter.languages import Edition, Language

HANS = families(Language.ZH_HANS)


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("快手AI短剧", "快手\u2009AI\u2009短剧"),
        ("1269亿元", "1269\u2009亿元"),
        ("超60%", "超\u200960%"),
        ("Adjusted net profit", "Adjusted net profit"),
    ],
)
def test_scripts_that_meet_are_parted_by_a_thin_space(plain: str, set_: str) -> None:
    assert lettering.spaced(plain) == set_


def test_digits_are_as_wide_as_each_other() -> None:
    ones, eights = (lettering.width(digit * 4, HANS, 8.2, 400) for digit in "18")
    assert ones == eights


def test_lines_are_broken_within_their_width() -> None:
    lines = lettering.wrapped("about a release every two weeks", 60, HANS, 8.2, 400)
    assert " ".join(lines) == "about a release every two weeks"
    assert all(lettering.width(line, HANS, 8.2, 400) <= 60 for line in lines)


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = lettering.wrapped("每两周约一个新版，每月一次。", 33, HANS, 8.2, 400)
    assert len(lines) > 1
    assert all(line[0] not in "，。" for line in lines)


def test_a_number_keeps_its_unit() -> None:
    lines = lettering.wrapped("累计收入超1亿元", 45, HANS, 8.2, 400)
    assert any("1亿元" in line for line in lines)


def test_a_glyph_in_no_font_is_a_fault_that_shows_the_text() -> None:
    spec = RankedBars((NamedMark(("快手\U0001f600",), Mark(60, "60%")),))
    with pytest.raises(ChartFault, match=r"快手.*missing"):
        plot(spec, canvas(246, 40, Edition.ZH_HANS))


def test_a_dollar_sign_is_a_dollar_sign() -> None:
    spec = RankedBars((NamedMark(("US$4 bn and US$6 bn",), Mark(6, "US$6")),))
    plot(spec, canvas(246, 40, Edition.EN))


@pytest.mark.parametrize("language", list(Language))
def test_only_the_bundled_files_are_used(language: Language) -> None:
    for weight in (style.REGULAR, style.SEMIBOLD, style.BOLD):
        assert "assets/fonts" in style.face(families(language), weight).fname
