"""The example brief: what `reporter init` starts a brief from."""

from __future__ import annotations

from pathlib import Path

from reporter import paths
from reporter.archive import write_whole
from reporter.errors import CannotWrite

_NAMES = ("brief.yaml", "facts.csv")


def start_brief(folder: Path) -> tuple[Path, ...]:
    """Copy the example into a folder, the brief first; raises CannotWrite where it is already."""
    targets = tuple(folder / name for name in _NAMES)
    for target in targets:
        if target.exists():
            raise CannotWrite(target, "it exists already")
    for target in targets:
        write_whole(target, (paths.assets() / "example" / target.name).read_bytes())
    return targets
