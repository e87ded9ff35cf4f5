from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from reporter import fonts, paths
from reporter.errors import BadConfiguration
from reporter.languages import Language


@pytest.mark.parametrize(
    ("weight", "filename"),
    [
        (300, "SourceSans3-Light.ttf"),
        (400, "SourceSans3-Regular.ttf"),
        (500, "SourceSans3-Regular.ttf"),
        (600, "SourceSans3-SemiBold.ttf"),
        (900, "SourceSans3-Bold.ttf"),
    ],
)
def test_a_weight_finds_its_face(weight: int, filename: str) -> None:
    assert fonts.face(fonts.LATIN, weight).filename == filename


def test_a_weight_without_a_face_goes_where_style_sheets_send_it() -> None:
    assert fonts.face(fonts.SIMPLIFIED, 300).weight == 400
    assert fonts.face(fonts.SIMPLIFIED, 600).weight == 700


def test_an_unknown_family_is_refused() -> None:
    with pytest.raises(BadConfiguration, match="Comic Sans"):
        fonts.face("Comic Sans", 400)


def test_every_face_is_in_the_folder() -> None:
    assert {path.name for path in fonts.files()} == {
        path.name for path in paths.fonts().glob("*.ttf")
    }


def test_each_region_has_its_own_face_first() -> None:
    assert fonts.families(Language.ZH_HANS)[1] == "Noto Sans SC"
    assert fonts.families(Language.ZH_HANT)[1] == "Noto Sans HK"


@pytest.mark.parametrize("language", Language)
def test_the_words_of_the_trade_can_be_set(language: Language) -> None:
    names = "快手 朱镕基 喆堃珺 裏線着 Kling 《书》"
    figures = "1,269億元 +11.8% −3 ▲▼ “引” ——… € £ ¥ ＞60% ㎡\u2009\n"
    text = names + figures
    assert fonts.missing_glyphs(text, language) == ()


def test_a_character_in_no_font_is_found() -> None:
    assert fonts.missing_glyphs("𠮷野家🎉吉", Language.ZH_HANS) == ("🎉", "𠮷")


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=30))
def test_control_characters_need_no_glyph(text: str) -> None:
    missing = fonts.missing_glyphs(text, Language.EN)
    assert all(character.isprintable() for character in missing)


def test_fontconfig_sees_the_bundled_fonts_alone(tmp_path: Path) -> None:
    program = (
        "from reporter import fonts; fonts.activate(); import weasyprint;"
        "from weasyprint.text.ffi import ffi, fontconfig as fc;"
        "config = fc.FcInitLoadConfigAndFonts();"
        "print(fc.FcConfigGetFonts(config, fc.FcSetSystem).nfont)"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert int(run.stdout) == len(fonts.FACES)


def test_the_configuration_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("FONTCONFIG_FILE", "elsewhere.conf")
    first = fonts.activate()
    stamp = first.stat().st_mtime_ns
    assert fonts.activate() == first
    assert first.stat().st_mtime_ns == stamp
    assert os.environ["FONTCONFIG_FILE"] == str(first)
    assert ElementTree.parse(first).findtext("dir") == str(paths.fonts())


def test_a_cache_that_cannot_be_written_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setenv("FONTCONFIG_FILE", "elsewhere.conf")
    assert fonts.activate().is_file()


@pytest.mark.parametrize("face", fonts.FACES, ids=lambda face: face.filename)
def test_what_a_font_covers_is_what_others_read_of_it(face: fonts.Face) -> None:
    with TTFont(face.path, lazy=True) as font:
        font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
        theirs = set(font.getBestCmap())
    ours = {one for one in range(0x110000) if fonts._covers(face.filename, one)}
    assert ours == theirs
