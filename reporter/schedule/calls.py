"""Calls to the addresses that a schedule names: of webhooks, and of what watches over it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from reporter.errors import BadConfiguration
from reporter.mail.settings_file import is_loopback
from reporter.stores import call as ask
from reporter.stores import wrong_with

_VARIABLE = re.compile(r"env:([A-Za-z_][A-Za-z0-9_]*)")


def fault_of_url(text: str) -> str:
    """Why a text is neither a URL to call nor the variable of one; nothing where it is."""
    return "" if _VARIABLE.fullmatch(text) else wrong_with(text) or _not_private(text)


def call(text: str, shown: str, record: Mapping[str, Any] | None = None) -> None:
    """Ask for a URL, or for that which a variable has, or POST a record to it as JSON.

    What a variable has is shown nowhere. Raises BadConfiguration or ServiceUnavailable.
    """
    url = text
    if match := _VARIABLE.fullmatch(text):
        url = os.environ.get(match[1], "")
        reason = _not_private(url) if url else "it is not set"
        if reason:
            raise BadConfiguration(f"{shown}, {match[1]}: {reason}")
    ask(url, shown, json.dumps(record, ensure_ascii=False).encode() if record else None)


def _not_private(url: str) -> str:
    """Why others could read what goes to a URL; nothing where it is over TLS or stays here."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "it is no URL"
    host = parts.hostname or ""
    if host and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))):
        return ""
    return "it must be an https: address; http: is for this machine alone"
