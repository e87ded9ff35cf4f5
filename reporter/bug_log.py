"""Where what is told of a bug is kept, whole."""

from __future__ import annotations

import sys
import tempfile
import traceback

from reporter import __version__


def bug_log(error: Exception | str) -> str:
    """The name of a new file with what leads to mending a bug: an error, or its traceback."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="reporter-bug-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"reporter {__version__}, python {sys.version}\n")
        file.writelines([error] if isinstance(error, str) else traceback.format_exception(error))
    return file.name
