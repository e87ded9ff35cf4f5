from __future__ import annotations

from datetime import date

import pytest
from chart_cases import EDITIONS, canvas, dots, draws_cleanly, say, words

from reporter.charts import plot
from reporter.charts.timeline import Event, Timeline
from reporter.errors import ChartFault
from reporter.languages import Edition


def _kling(edition: Edition) -> Timeline:
    def event(when: date, *label: str, note: tuple[str, str, str], last: bool = False) -> Event:
        hans, hant, en = label
        return Event(when, say(edition, hans, hant, en), say(edition, *note), last)

    return Timeline(
        (
            event(
                date(2024, 6, 6),
                *("2024年6月 上线", "2024年6月 上線", "June 2024: launch"),
                note=("每两周约一个新版", "約每兩周一個新版", "about a release every two weeks"),
            ),
            event(
                date(2024, 7, 13),
                *("7月 首部AI短剧", "7月 首部AI短劇", "July: first AI drama"),
                note=("播放超5300万次", "播放逾5,300萬次", "more than 53 million plays"),
            ),
            event(
                date(2024, 9, 19),
                *("9月 1.5版", "9月 1.5版", "September: 1.5"),
                note=("第三方评测全球第二", "第三方評測全球第二", "second in third-party tests"),
            ),
            event(
                date(2024, 12, 19),
                *("12月 1.6版", "12月 1.6版", "December: 1.6"),
                note=("提升近200%", "提升近200%", "nearly +200%"),
            ),
            event(
                date(2025, 2, 28),
                *("2025年2月", "2025年2月", "February 2025"),
                note=("累计收入超1亿元", "累計收入逾1億元", "over RMB100 million earned"),
                last=True,
            ),
        )
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(504, 110), (375, 130)])
def test_every_edition_fits_every_slot(edition: Edition, width: float, height: float) -> None:
    draws_cleanly(_kling(edition), canvas(width, height, edition))


def test_time_is_to_scale() -> None:
    figure = plot(_kling(Edition.EN), canvas(504, 110, Edition.EN))
    first, second, *_, last = (x for x, _ in dots(figure))
    days = (date(2024, 7, 13) - date(2024, 6, 6)) / (date(2025, 2, 28) - date(2024, 6, 6))
    assert (second - first) / (last - first) == pytest.approx(days)


def test_long_words_are_broken_and_none_is_lost() -> None:
    drawn = "".join(words(plot(_kling(Edition.EN), canvas(375, 130, Edition.EN))))
    assert "aboutareleaseeverytwoweeks" in drawn.replace(" ", "")


def test_a_sheet_too_low_for_the_words_is_a_fault() -> None:
    with pytest.raises(ChartFault, match="cut"):
        plot(_kling(Edition.BILINGUAL), canvas(504, 50))
