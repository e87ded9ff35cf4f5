from __future__ import annotations

from pathlib import Path

import pytest

from reporter import paths
from reporter.errors import BadConfiguration


def test_a_checkout_has_its_folders_beside_the_package() -> None:
    checkout = Path(paths.__file__).parent.parent
    assert paths.assets() == checkout / "assets"
    assert paths.templates() == checkout / "templates"


def test_every_typeface_is_found() -> None:
    assert {font.stem for font in paths.fonts().glob("*.ttf")} >= {
        "NotoSansHK-Bold",
        "NotoSansHK-Regular",
        "NotoSansSC-Bold",
        "NotoSansSC-Regular",
        "SourceSans3-Bold",
        "SourceSans3-Light",
        "SourceSans3-Regular",
        "SourceSans3-SemiBold",
    }


def test_a_folder_inside_the_package_wins(tmp_path: Path) -> None:
    inside = tmp_path / "reporter" / "assets"
    inside.mkdir(parents=True)
    (tmp_path / "assets").mkdir()
    assert paths._folder("assets", tmp_path / "reporter") == inside


def test_a_broken_installation_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="install reporter again"):
        paths._folder("assets", tmp_path / "reporter")
