"""What a brief may be read from: files below its folder, and what the operator lists besides.

A brief may come from somebody else, and what is read for it is attached to a PDF that is sent
around: it reaches no further than that, whatever it names.
"""

from __future__ import annotations

import os
import re
import shlex
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from reporter.errors import BadConfiguration, CannotRead

SETTING = "REPORTER_STORES"
_PORTS = {"https": 443, "http": 80, "s3": None}
_SECRET = re.compile(r"(?:^|[-_])(?:sig|signature|token|key|secret|password|credential)$", re.I)
_LEAVES_ITS_FOLDER = re.compile(r"\.\.?|.*[/\\].*", re.DOTALL)


def is_url(name: str) -> bool:
    return "://" in name


def file_name(name: str) -> str:
    """The name of a file without the way to it: facts.csv."""
    if not is_url(name):
        return Path(name).name
    parts = urlsplit(name)
    return unquote(parts.path).rpartition("/")[2] or parts.netloc


def local_path(name: str, folder: Path) -> Path:
    """The file that a brief in a folder names; raises CannotRead where it is out of bounds."""
    try:
        path = (folder / name).resolve()
    except (OSError, ValueError, RuntimeError) as error:  # no name for a file, a circle of links
        raise CannotRead(name, "no such file") from error
    roots = [folder, *(Path(entry).expanduser() for entry in _listed() if not is_url(entry))]
    if not any(path.is_relative_to(root.resolve()) for root in roots):
        raise CannotRead(name, f"it is outside of the brief's folder, and {SETTING} lists no other")
    return path


def hold_to_list(url: str) -> None:
    """Raise CannotRead for a URL that is no good, or is not below one that is listed."""
    reason = wrong_with(url)
    if reason:
        raise CannotRead(without_secrets(url), reason)
    if not any(_is_below(urlsplit(url), urlsplit(entry)) for entry in _listed() if is_url(entry)):
        raise CannotRead(url, f"{SETTING} does not list it")


def wrong_with(url: str) -> str:
    """Why a URL is not one to read from or write to; nothing where it is."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "it is no URL"
    if parts.scheme not in _PORTS or not parts.hostname:
        return f"it is no URL of {', '.join(_PORTS)}"
    if "@" in parts.netloc or any(_SECRET.search(key) for key, _ in parse_qsl(parts.query)):
        return "a URL is printed, so no password or key may stand in it"
    if any(_LEAVES_ITS_FOLDER.fullmatch(unquote(name)) for name in parts.path.split("/")):
        return "its way is not straight"
    return ""


def without_secrets(url: str) -> str:
    """A URL cut down to what can be shown."""
    return re.sub(r"//[^/]*@|\?.*", lambda cut: cut[0][0] + "…", url)


def _listed() -> list[str]:
    """The folders and URLs that the operator lists; raises BadConfiguration."""
    try:
        entries = shlex.split(os.environ.get(SETTING, ""))
    except ValueError as error:
        raise BadConfiguration(f"{SETTING}: {error}") from error
    for entry in filter(is_url, entries):
        if wrong_with(entry):
            raise BadConfiguration(f"{SETTING}: {without_secrets(entry)}: {wrong_with(entry)}")
    return entries


def _is_below(url: SplitResult, entry: SplitResult) -> bool:
    """Whether a URL is that of the entry, or one in the folder that it names."""
    same_server = (url.scheme, url.hostname, url.port or _PORTS[url.scheme]) == (
        entry.scheme,
        entry.hostname,
        entry.port or _PORTS[entry.scheme],
    )
    way, folder = unquote(url.path), unquote(entry.path).rstrip("/")
    return same_server and (way == folder or way.startswith(f"{folder}/"))
