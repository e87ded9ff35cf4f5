"""Whether every glyph on the pages exists, is embedded, and is read as a character."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont, TTLibError

from reporter.verify.layer import PageLayer
from reporter.verify.report import Failure

_REPLACEMENT = "\ufffd"
_FILES = ("/FontFile2", "/FontFile3")
_CODE = rb"\s*<([0-9A-Fa-f]+)>"
_PAIR, _TRIPLE = re.compile(_CODE * 2), re.compile(_CODE * 3)
_BLOCKS = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_INVISIBLE = frozenset("\u00ad\u200b\u200d\u2060")
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class UsedFont:
    """A font of the file: its embedded program, the glyphs shown with their first page, and the
    character that each glyph is read as. `fault` says why it cannot be judged."""

    name: str
    program: bytes
    used: Mapping[int, int]
    characters: Mapping[int, str]
    fault: str = ""


def read_fonts(pdf: bytes) -> tuple[UsedFont, ...]:
    """Every font that a page shows text in."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        shown = _Shown()
        for number, page in enumerate(document.pages, start=1):
            shown.read(page, page.obj.get("/Resources", {}), number)
        return tuple(_used_font(font, used) for font, used in shown.fonts.values())


@dataclass(slots=True)
class _Shown:
    """The fonts of a file, each with the glyphs that content streams show in it."""

    fonts: dict[Any, tuple[Any, dict[int, int]]] = field(default_factory=dict)

    def read(self, stream: Any, resources: Any, page: int, depth: int = 0) -> None:
        """Follow the font through a content stream and the forms that it draws."""
        current: dict[int, int] | None = None
        saved: list[dict[int, int] | None] = []
        for instruction in pikepdf.parse_content_stream(stream):
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "q":
                saved.append(current)
            elif operator == "Q" and saved:
                current = saved.pop()
            elif operator == "Tf":
                current = self._font(resources, str(operands[0]))
            elif operator in ("Tj", "'", '"', "TJ") and current is not None:
                for code in _codes(operands[-1]):
                    current.setdefault(code, page)
            elif operator == "Do" and depth < _DEPTH:
                self._form(resources, str(operands[0]), page, depth)

    def _form(self, resources: Any, name: str, page: int, depth: int) -> None:
        form = resources.get("/XObject", {}).get(name)
        if form is not None and form.get("/Subtype") == "/Form":
            self.read(form, form.get("/Resources", resources), page, depth + 1)

    def _font(self, resources: Any, name: str) -> dict[int, int] | None:
        font = resources.get("/Font", {}).get(name)
        if font is None:
            return None
        key = font.objgen if font.is_indirect else name
        return self.fonts.setdefault(key, (font, {}))[1]


def _codes(shown: Any) -> Iterator[int]:
    """The two-byte codes of a shown string, or of an array of them."""
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(part, pikepdf.String):
            content = bytes(part)
            yield from (int.from_bytes(content[i : i + 2]) for i in range(0, len(content), 2))


def _used_font(font: Any, used: Mapping[int, int]) -> UsedFont:
    name = str(font.get("/BaseFont", "a font without a name")).lstrip("/")
    program, fault = _program(font)
    return UsedFont(name, program, used, _to_unicode(font), fault)


def _program(font: Any) -> tuple[bytes, str]:
    """The embedded program, and why glyph numbers cannot be looked up in it."""
    if font.get("/Subtype") != "/Type0" or font.get("/Encoding") != "/Identity-H":
        return b"", "is not a font whose glyphs are shown by number"
    descendant = font.DescendantFonts[0]
    descriptor = descendant.get("/FontDescriptor", {})
    program = next((descriptor[key] for key in _FILES if key in descriptor), None)
    if program is None:
        return b"", "is not embedded"
    if descendant.get("/CIDToGIDMap", pikepdf.Name.Identity) != "/Identity":
        return b"", "numbers its glyphs in its own way"
    return bytes(program.read_bytes()), ""


def _to_unicode(font: Any) -> dict[int, str]:
    """The characters that each glyph number is read as."""
    found: dict[int, str] = {}
    if "/ToUnicode" not in font:
        return found
    for kind, body in _BLOCKS.findall(bytes(font.ToUnicode.read_bytes())):
        if kind == b"bfchar":
            found |= {int(code, 16): _utf16(text) for code, text in _PAIR.findall(body)}
            continue
        for first, last, text in _TRIPLE.findall(body):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(ord(_utf16(text)[-1]) + offset)
    return found


def _utf16(code: bytes) -> str:
    return bytes.fromhex(code.decode()).decode("utf-16-be", "replace")


def font_failures(fonts: Iterable[UsedFont], layers: Iterable[PageLayer]) -> Iterator[Failure]:
    """Glyphs that are missing, empty, or read as nothing; fonts that are not embedded."""
    for layer in layers:
        for glyph in layer.glyphs():
            if glyph.text == _REPLACEMENT or glyph.unmapped:
                yield Failure(layer.number, glyph.text, "a glyph that stands for no character")
    for font in fonts:
        if font.fault:
            yield Failure(0, font.name, font.fault)
        yield from _unread(font)
        if font.program:
            yield from _undrawn(font)


def _unread(font: UsedFont) -> Iterator[Failure]:
    for glyph, page in sorted(font.used.items()):
        text = font.characters.get(glyph)
        if glyph == 0:
            yield Failure(page, font.name, "shows the box for a missing glyph (.notdef)")
        elif not text or _REPLACEMENT in text or "\0" in text:
            yield Failure(page, font.name, f"does not say which character glyph {glyph} is")


def _undrawn(font: UsedFont) -> Iterator[Failure]:
    """Glyphs that the embedded program has no outline for."""
    try:
        face = TTFont(io.BytesIO(font.program), lazy=True)
        count, outlines = face["maxp"].numGlyphs, face["glyf"]
    except (TTLibError, KeyError, AssertionError):
        yield Failure(0, font.name, "its embedded program cannot be read")
        return
    for glyph, page in sorted(font.used.items()):
        text = font.characters.get(glyph, "")
        if glyph >= count:
            yield Failure(page, text, f"is not in the embedded {font.name}")
        elif outlines[face.getGlyphName(glyph)].numberOfContours == 0 and not _is_blank(text):
            yield Failure(page, text, f"is drawn as nothing in {font.name}")


def _is_blank(text: str) -> bool:
    return not text.strip() or text in _INVISIBLE
