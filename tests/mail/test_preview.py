from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

from composed_sample import DATE, composed, composer, recipient

from reporter.languages import Edition
from reporter.mail.preview import PAGE, preview, write_preview


def test_files_are_the_messages_and_the_page_shows_each_letter_once(tmp_path: Path) -> None:
    one = composed(Edition.EN)
    other = composer().compose(recipient(Edition.EN, who="li"), DATE)
    chinese = composed(Edition.ZH_HANS)
    page = write_preview((one, other, chinese), tmp_path / "new")
    assert page == tmp_path / "new" / PAGE
    files = {path.name: path.read_bytes() for path in page.parent.glob("*.eml")}
    assert files == {
        "zhang.en.eml": one.raw,
        "li.en.eml": other.raw,
        "zhang.zh-Hans.eml": chinese.raw,
    }
    assert page.read_text("utf-8").count("<article>") == 2


def test_two_recipients_never_share_a_file(tmp_path: Path) -> None:
    odd = [replace(composed(Edition.EN), recipient=name) for name in ("../a/b", "../a?b", "/etc")]
    write_preview(odd, tmp_path)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [".._a_b.en.2.eml", ".._a_b.en.eml", "_etc.en.eml", PAGE]


def test_the_page_runs_nothing_and_fetches_nothing(tmp_path: Path) -> None:
    page = write_preview((composed(Edition.BILINGUAL),), tmp_path).read_text("utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert page.count('<iframe sandbox=""') == 5
    assert "cid:" not in unescape(page)


def test_a_message_is_shown_light_and_dark_as_it_was_sent() -> None:
    shown = preview(composed(Edition.ZH_HANS).raw)
    assert shown.headers["Subject"] == composed(Edition.ZH_HANS).subject
    assert [file.name for file in shown.attached] == ["快手科技_2024年业绩简报_简体.pdf"]
    assert [one.width for one in shown.shown] == [375, 375, 375, 800, 800]
    light, dark, turned, *_ = (one.html for one in shown.shown)
    assert "@media not all {" in light
    assert "@media all {" in dark
    assert re.search(r"img \{ filter: invert\(1\)", turned)
    assert "data:image/png;base64,iVBOR" in light
