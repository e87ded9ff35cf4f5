from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import reporter

CHECKOUT = Path(__file__).parent.parent
FOLDERS = ("reporter", "assets", "templates")
LOCKS = ("requirements.lock", "requirements-conformance.lock")
NOT_SHIPPED = shutil.ignore_patterns("__pycache__", ".*")


def listed(section: str, option: str) -> list[str]:
    """The lines of one option in setup.cfg, without its comments."""
    setup = ConfigParser()
    setup.read(CHECKOUT / "setup.cfg", "utf-8")
    return [line for line in setup[section][option].strip().splitlines() if line[0] != "#"]


def locked(lock: str) -> dict[str, list[str]]:
    """Canonical name to the versions pinned, several where platforms differ."""
    versions: dict[str, list[str]] = {}
    for name, version in re.findall(
        r"^([\w.-]+)==([^ ;]+)", (CHECKOUT / lock).read_text("utf-8"), re.MULTILINE
    ):
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built from a copy so that the checkout stays clean."""
    source = tmp_path_factory.mktemp("source")
    for folder in FOLDERS:
        shutil.copytree(CHECKOUT / folder, source / folder, ignore=NOT_SHIPPED)
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(CHECKOUT / name, source)
    build = "import setuptools.build_meta as backend; backend.build_wheel('.')"
    subprocess.run([sys.executable, "-c", build], cwd=source, check=True, capture_output=True)
    return zipfile.ZipFile(next(source.glob("*.whl")))


def shipped_paths() -> set[str]:
    """Where each file of the checkout should stand in the wheel."""
    return {
        (path if folder == "reporter" else Path("reporter") / path).as_posix()
        for folder in FOLDERS
        for path in (file.relative_to(CHECKOUT) for file in (CHECKOUT / folder).rglob("*"))
        if (CHECKOUT / path).is_file() and not NOT_SHIPPED("", list(path.parts))
    }


def test_every_package_is_listed() -> None:
    packages = {
        ".".join(init.parent.relative_to(CHECKOUT).parts)
        for init in (CHECKOUT / "reporter").rglob("__init__.py")
    }
    assert set(listed("options", "packages")) == packages | {
        "reporter.assets",
        "reporter.templates",
    }


def test_the_wheel_holds_every_file(wheel: zipfile.ZipFile) -> None:
    shipped = {name for name in wheel.namelist() if name.startswith("reporter/")}
    assert shipped == shipped_paths()


def test_the_wheel_carries_the_licences(wheel: zipfile.ZipFile) -> None:
    licences = {Path(name).name for name in wheel.namelist() if "/licenses/" in name}
    fonts = {path.name for path in (CHECKOUT / "assets" / "fonts").glob("OFL-*.txt")}
    assert fonts
    assert licences == {"LICENSE", *fonts}


def test_the_wheel_names_the_version_and_the_command(wheel: zipfile.ZipFile) -> None:
    folder = f"reporter-{reporter.__version__}.dist-info"
    assert f"\nVersion: {reporter.__version__}\n" in wheel.read(f"{folder}/METADATA").decode()
    assert "reporter = reporter.cli:main" in wheel.read(f"{folder}/entry_points.txt").decode()


@pytest.mark.parametrize(
    "command", [["reporter"], [sys.executable, "-m", "reporter"]], ids=["command", "module"]
)
def test_the_command_answers_to_both_names(command: list[str]) -> None:
    scripts = Path(sys.executable).parent
    path = os.pathsep.join([str(scripts), os.environ["PATH"]])
    answer = subprocess.run(
        [*command, "--help"], env=os.environ | {"PATH": path}, capture_output=True, check=True
    )
    assert answer.stdout.startswith(b"Usage: reporter ")


def test_pyproject_names_the_build_backend_alone() -> None:
    text = (CHECKOUT / "pyproject.toml").read_text("utf-8")
    assert re.findall(r"^\[.*\]$", text, re.MULTILINE) == ["[build-system]"]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_index(lock: str) -> None:
    text = (CHECKOUT / lock).read_text("utf-8")
    pins = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]
    assert pins
    assert all("==" in pin and "--hash=sha256:" in pin for pin in pins)
    assert "://" not in text


@pytest.mark.parametrize(
    ("lock", "extra"),
    [*zip(LOCKS, ("dev", "conformance"), strict=True)],
    ids=["dev", "conformance"],
)
def test_a_lock_is_within_the_declared_ranges(lock: str, extra: str) -> None:
    declared = [
        *listed("options", "install_requires"),
        *listed("options.extras_require", extra),
    ]
    versions = locked(lock)
    for requirement in map(Requirement, declared):
        pinned = versions[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in pinned), requirement


def test_the_judges_are_no_part_of_the_development_environment() -> None:
    judges = {canonicalize_name(name) for name in listed("options.extras_require", "conformance")}
    assert judges.isdisjoint(locked("requirements.lock"))
