from __future__ import annotations

from dataclasses import replace

import pytest
from editions import press

from reporter.languages import Edition, Language
from reporter.mail.names import pdf_name


@pytest.mark.parametrize(
    ("edition", "name"),
    [
        (Edition.ZH_HANS, "快手科技_2024年业绩简报_简体.pdf"),
        (Edition.ZH_HANT, "快手科技_2024年業績簡報_繁體.pdf"),
        (Edition.EN, "Kuaishou_FY2024_earnings_brief.pdf"),
        (Edition.BILINGUAL, "快手科技_2024年业绩简报_中英.pdf"),
        (Edition.BILINGUAL_HANT, "快手科技_2024年業績簡報_中英.pdf"),
    ],
)
def test_a_file_is_called_in_the_language_of_its_reader(edition: Edition, name: str) -> None:
    assert pdf_name(press().brief, edition) == name


def test_another_template_is_told_apart() -> None:
    assert pdf_name(press().brief, Edition.EN, "flash").endswith("brief_flash.pdf")
    assert pdf_name(press().brief, Edition.EN, "mine/short/").endswith("brief_short.pdf")


def test_nothing_stands_in_it_that_a_file_system_refuses() -> None:
    brief = press().brief
    names = dict.fromkeys(Language, '..\\A/S "Ørsted": <x>|?*\u2028 股份')
    odd = replace(brief, issuer=replace(brief.issuer, names=names))
    assert pdf_name(odd, Edition.ZH_HANS) == "A_S_Ørsted_x_股份_2024年业绩简报_简体.pdf"
