"""What the layout engine may fetch: nothing."""

from __future__ import annotations

from typing import Any, NoReturn

from weasyprint.urls import URLFetcher


class RefusingFetcher(URLFetcher):  # type: ignore[misc]
    """Stops the build at whatever the page asks for; drawings are handed over without a fetch."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: Any = None) -> NoReturn:
        """Raises PermissionError for every address."""
        raise PermissionError(f"the page may not fetch {url[:200]}")
