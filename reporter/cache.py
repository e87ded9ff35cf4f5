"""What was built, by the digest of all that went into it: the same again is not built again.

Nothing heavy is imported here: that a brief is unchanged is found out without what makes a page.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from reporter import paths, program
from reporter.archive import Artifact, write_whole
from reporter.errors import CannotWrite
from reporter.languages import Edition
from reporter.template_files import template_files

SETTING = "REPORTER_CACHE"
"""The variable that names another folder for the cache, or is “off”."""
LIMIT = 2**30
"""The most bytes that are kept; what was not used for longest goes first."""
_SHELVES = "0123456789abcdef"
_PROGRAM: dict[Path, str] = {}
"""The digest of the program by the folder of a cache; what runs does not change on the way."""


def digest(*parts: object) -> str:
    """One digest of several things, each told by its repr; not of sets or of what has an id."""
    return sha256(repr(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a PDF is made from beside the program: a brief's file name, and all files it is read
    from by their name in it.
    """

    name: str
    contents: Mapping[str, bytes]
    edition: Edition
    template: str

    def key(self, program_digest: str) -> str:
        files = sorted((name, sha256(content).digest()) for name, content in self.contents.items())
        shapes = sorted(template_files(self.template).items())
        return digest(program_digest, self.name, files, str(self.edition), self.template, shapes)


class Cache:
    """A folder of finished PDFs and parts of them; what is damaged there is as good as absent."""

    def __init__(self, folder: Path | None, limit: int = LIMIT) -> None:
        self.folder = folder
        self._limit = limit

    @classmethod
    def of_user(cls) -> Cache:
        """The cache in the user's own folder, or where REPORTER_CACHE says."""
        setting = os.environ.get(SETTING, "")
        if setting == "off":
            return cls(None)
        return cls(Path(setting).expanduser() if setting else paths.cache("builds"))

    def lookup(self, recipe: Recipe) -> Artifact | None:
        """The PDF that this recipe once gave; None where it must be made."""
        kept = self.get("pdf", self._key(recipe))
        return _unpacked(kept) if kept else None

    def keep(self, recipe: Recipe, artifact: Artifact) -> None:
        """Remember what a recipe gave."""
        self.put("pdf", self._key(recipe), _packed(artifact))

    def names_read(self, name: str, brief: bytes) -> tuple[str, ...] | None:
        """The names of all files that this very brief is read from; None where that is not known,
        or where one of them is no file and must be asked for anew.
        """
        kept = self.get("names", digest(self.program, name, brief))
        return tuple(json.loads(kept)) if kept else None

    def keep_names(self, name: str, brief: bytes, names: tuple[str, ...]) -> None:
        self.put("names", digest(self.program, name, brief), json.dumps(names).encode())

    @property
    def program(self) -> str:
        """The digest of the program that runs; its files are read only where one has changed."""
        if self.folder is None:
            return ""
        if self.folder not in _PROGRAM:
            stamp = program.stamp()
            found = self.get("program", stamp)
            if found is None:
                found = program.digest().encode()
                self.put("program", stamp, found)
            _PROGRAM[self.folder] = found.decode()
        return _PROGRAM[self.folder]

    def get(self, kind: str, key: str) -> bytes | None:
        """What is kept under a key, which counts as used now."""
        if self.folder is None:
            return None
        path = self.folder / key[0] / f"{key}.{kind}"
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        seal, body = content[:32], content[32:]
        return body if sha256(body).digest() == seal else None

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keep something under a key; where that cannot be, nothing is kept."""
        if self.folder is None:
            return
        path = self.folder / key[0] / f"{key}.{kind}"
        with suppress(CannotWrite):
            write_whole(path, sha256(content).digest() + content, lasting=False)
        self._prune(path.parent)

    def clear(self) -> int:
        """Forget everything; the number of bytes that this frees."""
        return sum(self._drop(path) for shelf in self._shelves() for path in _entries(shelf))

    def _key(self, recipe: Recipe) -> str:
        return recipe.key(self.program)

    def _shelves(self) -> list[Path]:
        return [self.folder / name for name in _SHELVES] if self.folder else []

    def _prune(self, shelf: Path) -> None:
        """Hold one shelf to its part of the limit: what was used last stays."""
        room = self._limit // len(_SHELVES)
        entries = sorted(((*_stat(path), path) for path in _entries(shelf)), reverse=True)
        for _, size, path in entries:
            room -= size
            if room < 0:
                self._drop(path)

    @staticmethod
    def _drop(path: Path) -> int:
        size = _stat(path)[1]
        path.unlink(missing_ok=True)
        return size


def _entries(shelf: Path) -> list[Path]:
    with suppress(OSError):
        return list(shelf.iterdir())
    return []


def _stat(path: Path) -> tuple[int, int]:
    """When an entry was last used, and its size; nothing of one that is gone meanwhile."""
    with suppress(OSError):
        found = path.stat()
        return found.st_mtime_ns, found.st_size
    return 0, 0


def _packed(artifact: Artifact) -> bytes:
    told = asdict(artifact)
    content: bytes = told.pop("content")
    return json.dumps(told).encode() + b"\n" + content


def _unpacked(kept: bytes) -> Artifact:
    head, _, content = kept.partition(b"\n")
    told = json.loads(head)
    told |= {"edition": Edition(told["edition"]), "faults": tuple(told["faults"])}
    return Artifact(**told | {"content": content, "cached": True})
