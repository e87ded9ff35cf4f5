"""Which briefs a batch is of: those in files that are named, and those in folders."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from reporter.batch_item import Item
from reporter.errors import CannotRead
from reporter.sources.yaml_file import read_yaml, top_text
from reporter.stores import is_url, read_file

log = logging.getLogger(__name__)

_SUFFIXES = (".yaml", ".yml")


def find_items(paths: Iterable[Path]) -> tuple[Item, ...]:
    """The files that are named, and the briefs in folders and all that is in them, by name.

    Where several have the same id, each is refused, since one would be written over the other.
    Raises CannotRead where there is no brief in a folder.
    """
    found = {path: name for given in paths for path, name in _found(given)}
    of_id = defaultdict[str, list[Path]](list)
    for path, name in found.items():
        of_id[name].append(path)
    return tuple(Item(path, refused=_clash(name, of_id[name])) for path, name in found.items())


def with_files(item: Item) -> Item:
    """An item together with what it names beside it, for a machine that may not have that.

    What cannot be read is left for the build to tell.
    """
    files = item.files
    with suppress(CannotRead):
        document, _ = read_yaml(
            files.content(files.name).decode("utf-8-sig", "replace"), files.name
        )
        for name in _named(document.data if document else None):
            with suppress(CannotRead):
                files.content(name)
    return replace(item, contents=files.contents)


def _named(brief: Any) -> Iterator[str]:
    """The files on disk that the facts of a brief are read from."""
    facts = brief.get("facts") if isinstance(brief, dict) else None
    plans = facts if isinstance(facts, list) else [{"file": facts}]
    for plan in plans:
        name = plan.get("file") if isinstance(plan, dict) else None
        if isinstance(name, str) and not is_url(name):
            yield name


def _found(given: Path) -> Iterator[tuple[Path, str]]:
    """A file, or the briefs in a folder, each with its id as far as that can be told."""
    if not given.is_dir():
        yield given, (_id(given) or "") if given.suffix.lower() in _SUFFIXES else ""
        return
    none = True
    for path in sorted(given.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(given).parts)
        if hidden or path.suffix.lower() not in _SUFFIXES or not path.is_file():
            continue
        if (name := _id(path)) is None:
            log.info("%s: no brief", path)
        else:
            none = False
            yield path, name
    if none:
        raise CannotRead(str(given), "there is no brief in it")


def _id(path: Path) -> str | None:
    """The id of a brief; empty where it cannot be told yet, None for what is no brief."""
    try:
        content = read_file(path, str(path))
    except CannotRead:
        return ""
    return top_text(content.decode("utf-8-sig", errors="replace"), "brief")


def _clash(name: str, paths: Sequence[Path]) -> str:
    if not name or len(paths) == 1:
        return ""
    return f"“{name}” is the id of several briefs: {', '.join(map(str, paths))}"
