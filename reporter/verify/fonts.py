"""Whether every glyph on the pages exists, is embedded, and is read as what it is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
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
_DEPTH = 8


@dataclass(slots=True)
class UsedFont:
    """A font of the file, and the glyphs that the pages draw from it, with their first page."""

    name: str
    font: Any
    used: dict[int, int] = field(default_factory=dict)


def used_fonts(pdf: pikepdf.Pdf) -> list[UsedFont]:
    """Every font that a page shows text in, with the glyph numbers it shows."""
    fonts: dict[Any, UsedFont] = {}
    for number, page in enumerate(pdf.pages, start=1):
        _read_stream(page, page.obj.get("/Resources", {}), number, fonts, 0)
    return list(fonts.values())


def _read_stream(
    stream: Any, resources: Any, page: int, fonts: dict[Any, UsedFont], depth: int
) -> None:
    """Follow the font through a content stream and the forms that it draws."""
    current: UsedFont | None = None
    for instruction in pikepdf.parse_content_stream(stream):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "Tf":
            current = _font(resources, str(operands[0]), fonts)
        elif operator in ("Tj", "'", '"', "TJ") and current:
            for code in _codes(operands[-1]):
                current.used.setdefault(code, page)
        elif operator == "Do" and depth < _DEPTH:
            form = resources.get("/XObject", {}).get(str(operands[0]))
            if form is not None and form.get("/Subtype") == "/Form":
                own = form.get("/Resources", resources)
                _read_stream(form, own, page, fonts, depth + 1)


def _font(resources: Any, name: str, fonts: dict[Any, UsedFont]) -> UsedFont | None:
    font = resources.get("/Font", {}).get(name)
    if font is None:
        return None
    key = font.objgen if font.is_indirect else (name, id(font))
    return fonts.setdefault(key, UsedFont(str(font.get("/BaseFont", name)).lstrip("/"), font))


def _codes(shown: Any) -> Iterator[int]:
    """The two-byte codes of a shown string, or of an array of them."""
    for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(part, pikepdf.String):
            content = bytes(part)
            yield from (int.from_bytes(content[i : i + 2]) for i in range(0, len(content), 2))


def font_failures(pdf: bytes, layers: tuple[PageLayer, ...]) -> tuple[int, list[Failure]]:
    """How many glyphs of how many fonts were looked at, and what is wrong with them."""
    failures = [failure for layer in layers for failure in _unreadable(layer)]
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fonts = used_fonts(document)
        for font in fonts:
            failures += _of_font(font)
    return sum(len(font.used) for font in fonts), failures


def _unreadable(layer: PageLayer) -> Iterator[Failure]:
    for glyph in layer.glyphs():
        if glyph.text == _REPLACEMENT or glyph.unmapped:
            yield Failure(layer.number, glyph.text, "a glyph that stands for no character")


def _of_font(font: UsedFont) -> Iterator[Failure]:
    if font.font.get("/Subtype") != "/Type0" or font.font.get("/Encoding") != "/Identity-H":
        yield Failure(0, font.name, "is not a font whose glyphs are shown by number")
        return
    descendant = font.font.DescendantFonts[0]
    descriptor = descendant.get("/FontDescriptor", {})
    program = next((descriptor[key] for key in _FILES if key in descriptor), None)
    if program is None:
        yield Failure(0, font.name, "is not embedded")
        return
    if str(descendant.get("/CIDToGIDMap", "/Identity")) != "/Identity":
        yield Failure(0, font.name, "numbers its glyphs in its own way")
        return
    characters = _to_unicode(font.font)
    for glyph, page in sorted(font.used.items()):
        text = characters.get(glyph)
        if glyph == 0:
            yield Failure(page, font.name, "shows the box for a missing glyph (.notdef)")
        elif not text or _REPLACEMENT in text or "\0" in text:
            yield Failure(page, font.name, f"does not say which character glyph {glyph} is")
    yield from _outlines(font, bytes(program.read_bytes()), characters)


def _outlines(font: UsedFont, program: bytes, characters: dict[int, str]) -> Iterator[Failure]:
    """A glyph that is used and is not in the embedded program, is empty, or is the box again."""
    try:
        face = TTFont(io.BytesIO(program), lazy=True)
        names, table = face.getGlyphOrder(), face["glyf"]
    except (TTLibError, KeyError, AssertionError):
        yield Failure(0, font.name, "its embedded program cannot be read")
        return
    for glyph, page in sorted(font.used.items()):
        text = characters.get(glyph, "")
        if glyph >= len(names):
            yield Failure(page, text, f"glyph {glyph} is not in the embedded {font.name}")
        elif table[names[glyph]].numberOfContours == 0 and not _is_blank(text):
            yield Failure(page, text, f"is drawn as nothing in {font.name}")


def _is_blank(text: str) -> bool:
    return not text.strip() or text in ("\u200b", "\u00ad", "\u2060", "\u200d")


def _to_unicode(font: Any) -> dict[int, str]:
    """The character that each glyph number is read as."""
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
