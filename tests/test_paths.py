from __future__ import annotations

import os
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


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The user's own folder for caches, and the temporary one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    return tmp_path / "own" / "reporter", tmp_path / "temporary" / f"reporter-{os.getuid()}"


def test_a_cache_is_the_users_alone(homes: tuple[Path, Path]) -> None:
    before = os.umask(0)
    try:
        folder = paths.cache("builds")
    finally:
        os.umask(before)
    assert folder == homes[0] / "builds"
    assert [one.stat().st_mode & 0o777 for one in (folder.parent, folder)] == [0o700] * 2


def test_a_folder_that_others_may_write_to_is_no_cache(homes: tuple[Path, Path]) -> None:
    (homes[0] / "builds").mkdir(parents=True)
    homes[0].chmod(0o777)
    assert paths.cache("builds") == homes[1] / "builds"


def test_where_no_folder_is_ones_own_there_is_no_cache(homes: tuple[Path, Path]) -> None:
    for folder in homes:
        (folder / "builds").mkdir(parents=True)
        (folder / "builds").chmod(0o770)
    with pytest.raises(BadConfiguration, match="no folder to keep builds in"):
        paths.cache("builds")
