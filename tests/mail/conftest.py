"""What the tests of mail share."""

from __future__ import annotations

import pytest
from certificates import Certificates
from faulty_server import PASSWORD


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTER_TEST_PASSWORD", PASSWORD)
