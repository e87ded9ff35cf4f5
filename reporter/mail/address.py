"""Addresses as they go to a server: plain, so that nothing else can stand in them."""

from __future__ import annotations

import re

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?P<local>{_ATOM}(?:\.{_ATOM})*)@(?P<domain>{_LABEL}(?:\.{_LABEL})*)")
_LOCAL, _WHOLE = 64, 254
"""The most characters that RFC 5321 allows before the @, and in all."""


def fault_of(address: str) -> str:
    """Why an address cannot be used; nothing where it can.

    Quoted names and other than ASCII are refused: few servers take them, and a domain in another
    script has a form in ASCII (xn--…).
    """
    match = _ADDRESS.fullmatch(address)
    if not match:
        return f"“{address}” is no address"
    if len(match["local"]) > _LOCAL or len(address) > _WHOLE:
        return f"“{address[:40]}…” is too long for an address"
    return ""


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower()
