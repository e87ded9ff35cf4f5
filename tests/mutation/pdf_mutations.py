"""What may be done to a PDF after it was printed."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from typing import Any

import pikepdf
from mutation import Mutation
from printing import Page, failing, pdf

from reporter.errors import NotOurs
from reporter.languages import Edition
from reporter.manifest import sha256
from reporter.pdf_contents import MANIFEST
from reporter.verify import verify_pdf

_PAGES: tuple[tuple[Page, int], ...] = (
    ((Edition.BILINGUAL, "flash"), 1),
    ((Edition.ZH_HANT, "flash"), 4),
)
_FACTS, _CSV = "facts.json", "facts.csv"
_BRIEF, _TABLE = "kuaishou-2024q4.yaml", "kuaishou-2024q4.facts.csv"
_FIGURE = re.compile(rb"<([0-9a-fA-F]{4})")

Change = Callable[[pikepdf.Pdf], None]


def pdf_mutations() -> Iterator[Mutation]:
    """Every way of tampering in one edition, every fourth in the other."""
    ways = (*_attachments(), *_manifest(), *_claims(), *_tags(), *_fonts())
    for page, step in _PAGES:
        for kind, shown, change in ways[::step]:
            yield Mutation(f"file: {kind}", f"{page[0]}: {shown}", partial(_found, page, change))


def _found(page: Page, change: Change) -> tuple[str, ...]:
    with pikepdf.open(BytesIO(pdf(page))) as document:
        change(document)
        written = BytesIO()
        document.save(written)
    try:
        return failing(verify_pdf(written.getvalue()))
    except NotOurs:
        return ("refused",)


# Attachments


def _content(document: pikepdf.Pdf, name: str) -> bytes:
    return bytes(document.attachments[name].get_file().read_bytes())


def _put(document: pikepdf.Pdf, name: str, content: bytes) -> None:
    document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)


def _put_listed(document: pikepdf.Pdf, name: str, content: bytes) -> None:
    """A file with the digest of the manifest changed along with it."""
    _put(document, name, content)
    said = json.loads(_content(document, MANIFEST))
    said["files"][name] = sha256(content)
    _put(document, MANIFEST, json.dumps(said).encode())


def _attachments() -> Iterator[tuple[str, str, Change]]:
    for name in (_FACTS, _CSV, _BRIEF, _TABLE, MANIFEST):
        yield "an attachment removed", name, partial(_remove, name=name)
        yield "an attachment emptied", name, partial(_put, name=name, content=b"")
        yield "an attachment cut short", name, partial(_cut, name=name)
    for name in (_FACTS, _CSV, _BRIEF, _TABLE):
        yield "a byte more in an attachment", name, partial(_longer, name=name)
    extra = "more.txt"
    yield "an attachment added", extra, partial(_put, name=extra, content=b"more")
    yield "an attachment added", "listed", partial(_put_listed, name=extra, content=b"more")
    for name, old, new in (
        (_TABLE, "1269亿元", "1279亿元"),
        (_TABLE, "72.5%", "75.2%"),
        (_TABLE, "4.01亿人", "4.10亿人"),
        (_TABLE, "超3000万元", "3000万元"),
        (_TABLE, "2025-01,mom", "2025-02,mom"),
        (_TABLE, "FY2024,yoy,up,11.8%", "FY2024,yoy,down,11.8%"),
        (_CSV, "FY2024", "FY2023"),
        (_FACTS, '"126900000000"', '"127900000000"'),
        (_FACTS, '"up"', '"down"'),
        (_FACTS, '"FY2024"', '"FY2023"'),
        (_FACTS, '"over"', '"exact"'),
        (_BRIEF, "远快于", "远慢于"),
        (_BRIEF, "2025-03-26", "2025-03-27"),
        (_BRIEF, "Kuaishou Technology", "Kuaishou Holdings"),
    ):
        change = partial(_reword, name=name, old=old, new=new)
        yield "an attachment changed, manifest with it", f"{name}: {old} → {new}", change


def _remove(document: pikepdf.Pdf, name: str) -> None:
    del document.attachments[name]


def _cut(document: pikepdf.Pdf, name: str) -> None:
    content = _content(document, name)
    _put(document, name, content[: len(content) * 2 // 3])


def _longer(document: pikepdf.Pdf, name: str) -> None:
    _put(document, name, _content(document, name) + b"\n")


def _reword(document: pikepdf.Pdf, name: str, old: str, new: str) -> None:
    content = _content(document, name)
    assert old.encode() in content, (name, old)
    _put_listed(document, name, content.replace(old.encode(), new.encode(), 1))


# The manifest


def _manifest() -> Iterator[tuple[str, str, Change]]:
    said: dict[str, Any] = {
        "format": "reporter/manifest/2",
        "brief": "another",
        "file": "another.yaml",
        "edition": "zh-Hans",
        "template": "brief",
        "build_key": "0" * 64,
        "sources": {},
        "inputs": {},
        "files": {},
    }
    for key, value in said.items():
        yield "the manifest changed", key, partial(_claim, key=key, value=value)
        yield "a part of the manifest removed", key, partial(_claim, key=key, value=None)
    for name in (_FACTS, _CSV, _BRIEF, _TABLE):
        yield "a digest changed", name, partial(_digest, name=name)


def _claim(document: pikepdf.Pdf, key: str, value: Any) -> None:
    said = json.loads(_content(document, MANIFEST))
    if value is None:
        del said[key]
    else:
        assert said[key] != value
        said[key] = value
    _put(document, MANIFEST, json.dumps(said).encode())


def _digest(document: pikepdf.Pdf, name: str) -> None:
    said = json.loads(_content(document, MANIFEST))
    said["files"][name] = said["files"][name][::-1]
    _put(document, MANIFEST, json.dumps(said).encode())


# What the file says about itself


def _claims() -> Iterator[tuple[str, str, Change]]:
    for lang in ("fr", "zh-TW", ""):
        yield "another language", lang, partial(_set_root, key="/Lang", value=lang)
    for key in ("/Lang", "/MarkInfo", "/ViewerPreferences", "/StructTreeRoot", "/Metadata"):
        yield "a claim of the file removed", key, partial(_drop_root, key=key)
    for part in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title"):
        yield "a part of the metadata removed", part, partial(_cut_xmp, part=part)
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="this.dirty = true")
    yield "a script added", "/OpenAction", partial(_set_root, key="/OpenAction", value=script)
    yield "another title", "information", partial(_set_title, title="Profit rose 27.5%")
    yield "a bookmark changed", "11.8% → 18.1%", _rename_bookmark


def _set_root(document: pikepdf.Pdf, key: str, value: Any) -> None:
    document.Root[key] = value


def _drop_root(document: pikepdf.Pdf, key: str) -> None:
    del document.Root[key]


def _cut_xmp(document: pikepdf.Pdf, part: str) -> None:
    packet = bytes(document.Root.Metadata.read_bytes()).decode()
    changed = re.sub(rf"<{part}>.*?</{part}>|{part}=\"[^\"]*\"", "", packet, flags=re.DOTALL)
    assert changed != packet, part
    document.Root.Metadata.write(changed.encode())


def _set_title(document: pikepdf.Pdf, title: str) -> None:
    document.docinfo["/Title"] = title


def _rename_bookmark(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root[0].title = "Profit rose 27.5%"


# Tags


def _tags() -> Iterator[tuple[str, str, Change]]:
    yield "an alt text removed", "", partial(_on_figure, value=None)
    yield "an alt text changed", "", partial(_on_figure, value="A chart.")
    for index in range(4):
        shown = f"number {index}"
        yield "another language of a tag", shown, partial(_tag, index=index, edit=_french)
        yield "a text to be told instead", shown, partial(_tag, index=index, edit=_told_instead)
        yield "a tag emptied", shown, partial(_tag, index=index, edit=_without_content)


def _elements(document: pikepdf.Pdf, kinds: tuple[str, ...]) -> list[Any]:
    return [
        thing
        for thing in document.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") in kinds and "/P" in thing
    ]


def _on_figure(document: pikepdf.Pdf, value: str | None) -> None:
    (figure,) = _elements(document, ("/Figure",))
    if value is None:
        del figure["/Alt"]
    else:
        figure["/Alt"] = value


def _tag(document: pikepdf.Pdf, index: int, edit: Callable[[Any], None]) -> None:
    filled = [one for one in _elements(document, ("/P", "/Span")) if _has_content(one)]
    edit(random.Random(index).choice(filled))


def _has_content(element: Any) -> bool:
    """Whether text stands in an element itself, and not in another one inside of it."""
    kids = element.get("/K")
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    return any(isinstance(kid, int) or "/MCID" in kid for kid in kids if kid is not None)


def _french(element: Any) -> None:
    element["/Lang"] = "fr"


def _told_instead(element: Any) -> None:
    element["/ActualText"] = "another text"


def _without_content(element: Any) -> None:
    del element["/K"]


# Fonts and what they draw


def _fonts() -> Iterator[tuple[str, str, Change]]:
    for index in range(3):
        shown = f"font {index}"
        yield "a font not embedded", shown, partial(_font, index=index, edit=_unembed)
        yield "a font file broken", shown, partial(_font, index=index, edit=_break_program)
        yield "no characters for the glyphs", shown, partial(_font, index=index, edit=_mute)
        yield "characters broken", shown, partial(_font, index=index, edit=_garble)
        yield "another digit for a glyph", shown, partial(_font, index=index, edit=_misread)
    for index in range(8):
        yield "a missing glyph", f"text {index}", partial(_show, index=index, glyph=0)
        yield "another glyph", f"text {index}", partial(_show, index=index, glyph=None)
    yield "text added, untagged", "", partial(_append, begin="", end="")
    yield "text added as a margin", "", partial(_append, begin="/Artifact BMC", end="EMC")
    yield "a page twice", "", _repeat
    yield "a page removed", "", _without_pages


def _font(document: pikepdf.Pdf, index: int, edit: Callable[[Any], None]) -> None:
    fonts = list(document.pages[0].Resources.Font.values())
    edit(fonts[index % len(fonts)])


def _unembed(font: Any) -> None:
    descriptor = font.DescendantFonts[0].FontDescriptor
    del descriptor["/FontFile2" if "/FontFile2" in descriptor else "/FontFile3"]


def _break_program(font: Any) -> None:
    descriptor = font.DescendantFonts[0].FontDescriptor
    program = descriptor["/FontFile2" if "/FontFile2" in descriptor else "/FontFile3"]
    program.write(bytes(program.read_bytes())[:200])


def _mute(font: Any) -> None:
    del font["/ToUnicode"]


def _garble(font: Any) -> None:
    font.ToUnicode.write(b"no map")


def _misread(font: Any) -> None:
    """Each character that the font maps is read as the one after it."""
    text = bytes(font.ToUnicode.read_bytes())
    after = re.sub(
        rb"(<[0-9A-Fa-f]{4}>\s*)<([0-9A-Fa-f]{4})>(?=\s*(?:<|endbf))",
        lambda match: match[1] + b"<%04x>" % (int(match[2], 16) + 1),
        text,
    )
    assert after != text
    font.ToUnicode.write(after)


def _show(document: pikepdf.Pdf, index: int, glyph: int | None) -> None:
    """The first glyph of a shown text as another one of the same font, or as the missing one."""
    page = document.pages[0]
    instructions: list[Any] = list(pikepdf.parse_content_stream(page))
    shown = [place for place, one in enumerate(instructions) if str(one.operator) in ("Tj", "TJ")]
    place = random.Random(f"show {index}").choice(shown)
    operands, operator = instructions[place].operands, instructions[place].operator
    text = operands[0] if isinstance(operands[0], pikepdf.String) else operands[0][0]
    content = bytes(text)
    other = content[2:4] if glyph is None and content[2:4] not in (b"", content[:2]) else b""
    first = b"\0\0" if glyph == 0 else other or (int.from_bytes(content[:2]) + 1).to_bytes(2)
    changed = pikepdf.String(first + content[2:])
    if isinstance(operands[0], pikepdf.String):
        new: Any = [changed]
    else:
        new = [pikepdf.Array([changed, *list(operands[0])[1:]])]
    instructions[place] = pikepdf.ContentStreamInstruction(new, operator)
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(instructions))


def _append(document: pikepdf.Pdf, begin: str, end: str) -> None:
    """Text drawn on top of a finished page, with glyphs of one of its fonts."""
    page = document.pages[0]
    name, font = next(iter(page.Resources.Font.items()))
    code = re.search(rb"<([0-9A-Fa-f]{4})>\s*<00[3-7][0-9A-Fa-f]>", font.ToUnicode.read_bytes())
    assert code
    shown = f"{begin} BT {name} 12 Tf 1 0 0 1 60 60 Tm <{code[1].decode() * 3}> Tj ET {end}"
    page.contents_add(shown.strip().encode())


def _repeat(document: pikepdf.Pdf) -> None:
    document.pages.append(document.pages[0])


def _without_pages(document: pikepdf.Pdf) -> None:
    del document.pages[0]
