"""The layout engine loaded without what its import does in vain.

It looks for each of its seven libraries by names of other systems first, for which Python starts
four programs a name, and it imports what cuts down and rewrites fonts in Python, which is used for
fonts that vary, have colours or cannot be cut down otherwise: none of those that stand here.
"""

from __future__ import annotations

import ctypes.util
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from importlib import import_module
from io import StringIO
from types import ModuleType
from typing import Any

_ENGINE = "weasyprint"
_SELDOM_USED = ("fontTools.subset", "fontTools.ttLib", "fontTools.varLib.instancer")


def load_engine() -> None:
    """Import the layout engine, if that was not done yet."""
    if _ENGINE in sys.modules:
        return
    with uncollected(), _later(_SELDOM_USED):
        # Where libraries stand in unusual places they are searched for after all.
        with suppress(OSError), _unsearched(), redirect_stdout(StringIO()):
            import_module(_ENGINE)
        import_module(_ENGINE)


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the garbage collector, where what is made stays."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def _unsearched() -> Iterator[None]:
    """Let a library be found by the name of its file alone, as the loader of Linux does at once."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _unfound
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _unfound(name: str) -> str | None:
    del name
    return None


@contextmanager
def _later(names: tuple[str, ...]) -> Iterator[None]:
    """Let modules be imported meanwhile that are loaded when something of them is used."""
    stand_ins = {name: _StandIn(name) for name in names if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


class _StandIn(ModuleType):
    """A module whose every name is a promise."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Exception if name.endswith("Error") else _Promise(self.__name__, name)


class _Promise:
    """Something of a module that is loaded when it is called or looked into."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def __call__(self, *given: Any, **named: Any) -> Any:
        return self._kept()(*given, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kept(), name)

    def _kept(self) -> Any:
        return getattr(import_module(self._module), self._name)
