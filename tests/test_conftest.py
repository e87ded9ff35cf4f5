from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")

SKIPS = {
    "a test": "import pytest\ndef test_it(): pytest.skip('no tool')",
    "a marked test": "import pytest\n@pytest.mark.skip('no tool')\ndef test_it(): pass",
    "a module": "import pytest\npytest.skip('no tool', allow_module_level=True)",
    "an import": "import pytest\npytest.importorskip('no_such_module')",
}


def run(folder: Path, test: str, no_skip: str) -> int:
    shutil.copy(CONFTEST, folder)
    (folder / "test_it.py").write_text(test)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", os.devnull, "."],
        cwd=folder,
        env=os.environ | {"REPORTER_NO_SKIP": no_skip},
        capture_output=True,
        check=False,
    ).returncode


@pytest.mark.parametrize("test", SKIPS.values(), ids=SKIPS.keys())
def test_a_skip_fails_where_every_tool_must_be_there(tmp_path: Path, test: str) -> None:
    assert run(tmp_path, test, no_skip="1") in (1, 2)


def test_a_skip_is_a_skip_elsewhere(tmp_path: Path) -> None:
    assert run(tmp_path, SKIPS["a test"], no_skip="") == 0


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    expected = "import pytest\n@pytest.mark.xfail\ndef test_it(): assert False"
    assert run(tmp_path, expected, no_skip="1") == 0
