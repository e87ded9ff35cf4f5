"""A PDF that was changed after it was printed does not pass."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from proof_sample import attachment, failing, tampered, with_file

from reporter.errors import NotOurs
from reporter.verify import verify_pdf

FACTS, BRIEF, TABLE = "facts.json", "kuaishou-2024q4.yaml", "kuaishou-2024q4.facts.csv"


def another_value(content: bytes) -> bytes:
    """facts.json with one figure changed."""
    document = json.loads(content)
    revenue = next(fact for fact in document["facts"] if fact["id"] == "revenue")
    revenue["value"] = "127900000000"
    return json.dumps(document, ensure_ascii=False).encode()


def test_a_changed_attachment_is_found() -> None:
    report = verify_pdf(with_file(FACTS, another_value(attachment(FACTS)), listed=False))
    assert {"manifest", "facts", "numbers"} <= failing(report)


def test_a_changed_attachment_is_found_where_the_manifest_was_changed_with_it() -> None:
    report = verify_pdf(with_file(FACTS, another_value(attachment(FACTS)), listed=True))
    assert {"facts", "numbers", "promises"} <= failing(report)


def test_changed_source_figures_are_found() -> None:
    table = attachment(TABLE).replace("1269亿元".encode(), "1279亿元".encode())
    assert {"facts", "wording"} <= failing(verify_pdf(with_file(TABLE, table, listed=True)))


def test_a_brief_that_cannot_be_read_is_said_and_the_numbers_are_checked_all_the_same() -> None:
    report = verify_pdf(with_file(BRIEF, b"brief: [", listed=True))
    numbers = next(check for check in report.checks if check.name == "numbers")
    assert "facts" in failing(report)
    assert "126.9" not in {number.text for number in report.numbers if number.fault}
    assert numbers.failures  # dates and names are those of the brief


def test_an_attachment_that_nobody_listed_is_found() -> None:
    def add(document: pikepdf.Pdf) -> None:
        document.attachments["more.txt"] = pikepdf.AttachedFileSpec(document, b"more")

    assert failing(verify_pdf(tampered(add))) == {"manifest"}


def test_a_pdf_without_a_manifest_is_no_brief() -> None:
    def remove(document: pikepdf.Pdf) -> None:
        del document.attachments["manifest.json"]

    with pytest.raises(NotOurs):
        verify_pdf(tampered(remove))


def first_font(document: pikepdf.Pdf) -> pikepdf.Object:
    return next(iter(document.pages[0].Resources.Font.values()))


def unembed(document: pikepdf.Pdf) -> None:
    del first_font(document).DescendantFonts[0].FontDescriptor["/FontFile2"]


def replace_characters(document: pikepdf.Pdf) -> None:
    mapping = first_font(document).ToUnicode
    mapping.write(re.sub(rb"> <[0-9a-f]{4}>\n", b"> <fffd>\n", mapping.read_bytes()))


def forget_characters(document: pikepdf.Pdf) -> None:
    del first_font(document)["/ToUnicode"]


def show_boxes(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    instructions = []
    for one in pikepdf.parse_content_stream(page):
        shown = str(one.operator) in ("Tj", "TJ")
        operands = [pikepdf.Array([pikepdf.String(b"\0\0")])] if shown else one.operands
        operator = pikepdf.Operator("TJ") if shown else one.operator
        instructions.append(pikepdf.ContentStreamInstruction(operands, operator))
    page.Contents = document.make_stream(pikepdf.unparse_content_stream(instructions))


@pytest.mark.parametrize(
    "change", [unembed, replace_characters, forget_characters, show_boxes], ids=lambda f: f.__name__
)
def test_a_broken_font_is_found(change: Callable[[pikepdf.Pdf], None]) -> None:
    assert "fonts" in failing(verify_pdf(tampered(change)))


def draw_another_figure(document: pikepdf.Pdf) -> None:
    """Every 4 of the headline's typeface drawn as a 9, and still read as a 4."""
    for font in document.pages[0].Resources.Font.values():
        program = font.DescendantFonts[0].FontDescriptor.FontFile2
        codes = dict(re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]{4})>", font.ToUnicode.read_bytes()))
        glyphs = {text: int(code, 16) for code, text in codes.items()}
        if b"0034" in glyphs and b"0039" in glyphs:
            face = TTFont(BytesIO(program.read_bytes()))
            names = face.getGlyphOrder()
            four, nine = names[glyphs[b"0034"]], names[glyphs[b"0039"]]
            face["glyf"][four] = face["glyf"][nine]
            written = BytesIO()
            face.save(written)
            program.write(written.getvalue())


def test_a_glyph_drawn_as_another_character_is_found() -> None:
    report = verify_pdf(tampered(draw_another_figure))
    assert failing(report) == {"shapes"}
    assert {failure.text for failure in report.failures} == {"4"}


def untag(document: pikepdf.Pdf) -> None:
    del document.Root["/StructTreeRoot"]


def speak_another_language(document: pikepdf.Pdf) -> None:
    document.Root.Lang = pikepdf.String("fr")


def claim_nothing(document: pikepdf.Pdf) -> None:
    packet = document.Root.Metadata.read_bytes()
    document.Root.Metadata.write(packet.replace(b"pdfuaid:part>1", b"pdfuaid:part>2"))


def write_beside_the_tags(document: pikepdf.Pdf) -> None:
    page = document.pages[0]
    name = next(iter(page.Resources.Font.keys()))
    text = f"BT {name} 10 Tf 100 100 Td <05360537> Tj ET".encode()
    page.contents_add(document.make_stream(text))


def run_a_script(document: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS=pikepdf.String("1"))
    document.Root.OpenAction = script


@pytest.mark.parametrize(
    "change",
    [untag, speak_another_language, claim_nothing, write_beside_the_tags, run_a_script],
    ids=lambda change: change.__name__,
)
def test_a_document_that_is_not_what_it_says_is_found(
    change: Callable[[pikepdf.Pdf], None],
) -> None:
    assert "tags" in failing(verify_pdf(tampered(change)))


def test_another_title_is_found() -> None:
    def rename(document: pikepdf.Pdf) -> None:
        document.docinfo["/Title"] = "快手2022年业绩简报"

    assert {"numbers", "wording"} <= failing(verify_pdf(tampered(rename)))
