from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pdf_sample
import pikepdf
import pypdfium2
import pytest
from pdf_sample import METADATA, STYLE, open_sample, page, sample

from reporter.errors import BadConfiguration, PageFault
from reporter.pdf import Attachment, lay_out, write_pdf


def text_of(pdf: bytes) -> str:
    """What a reader that did not write the file finds in it."""
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(one.get_textpage().get_text_bounded() for one in document)


@pytest.mark.parametrize(
    ("seed", "zone", "locale"), [("1", "Asia/Hong_Kong", "C.UTF-8"), ("77", "America/Lima", "C")]
)
def test_the_bytes_are_the_same_in_another_process(
    seed: str, zone: str, locale: str, tmp_path: Path
) -> None:
    program = (
        "import hashlib, sys, pdf_sample;"
        "print(hashlib.sha256(pdf_sample.write_sample()).hexdigest())"
    )
    environment = os.environ | {
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "LC_ALL": locale,
        "XDG_CACHE_HOME": str(tmp_path),
        "PYTHONPATH": str(Path(pdf_sample.__file__).parent),
    }
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == hashlib.sha256(sample()).hexdigest()


def test_both_standards_are_claimed_in_plain_sight() -> None:
    for claim in (b"<pdfaid:part>3<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert claim in sample()


def test_the_metadata_is_in_the_document_language() -> None:
    with open_sample() as pdf:
        xmp = pdf.open_metadata()
        assert str(xmp["dc:title"]) == METADATA.title
        assert list(xmp["dc:language"]) == ["zh-Hans"]
        assert xmp["xmp:CreateDate"] == "2025-03-25T10:30:00+00:00"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20250325103000+00'00"
        assert str(pdf.docinfo["/Title"]) == METADATA.title
        assert str(pdf.Root.Lang) == "zh-Hans"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_headings_are_bookmarks() -> None:
    with open_sample() as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        assert top.title == "收入同比增长11.8% Revenue up 11.8%"
        assert [child.title for child in top.children] == ["业绩"]


def test_every_font_is_embedded_and_cut_down() -> None:
    with open_sample() as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        described = [item for item in fonts if item.get("/Type") == "/FontDescriptor"]
        assert len(described) >= 4
        assert all("/FontFile2" in item or "/FontFile3" in item for item in described)
    assert len(sample()) < 80_000


def test_another_reader_finds_the_words_of_page_and_chart() -> None:
    text = text_of(sample())
    for words in ("全年收入1269亿元", "RMB126.9 billion", "图中1269亿元", "Upright", "4.01亿"):
        assert words in text


def test_attachments_keep_their_type_relationship_and_date() -> None:
    with open_sample() as pdf:
        names = pdf.Root.Names.EmbeddedFiles.Names
        assert [str(name) for name in list(names)[::2]] == ["brief.yaml", "copy.yaml", "facts.json"]
        specifications = list(pdf.Root.AF)
        assert [str(one.UF) for one in specifications] == ["brief.yaml", "copy.yaml", "facts.json"]
        relationships = [str(one.AFRelationship) for one in specifications]
        assert relationships == ["/Source", "/Supplement", "/Data"]
        facts = specifications[2].EF.F
        assert str(facts.Subtype) == "/application/json"
        assert facts.read_bytes() == b'{"revenue": "126900000000"}'
        assert str(facts.Params.ModDate) == "D:20250325103000Z"


def test_two_attachments_of_one_name_are_refused() -> None:
    twins = [Attachment("a.txt", b"1", "text/plain"), Attachment("a.txt", b"2", "text/plain")]
    with pytest.raises(BadConfiguration, match=r"a\.txt"):
        write_pdf(page("<p>甲</p>"), metadata=METADATA, attachments=twins)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(BadConfiguration, match="time zone"):
        replace(METADATA, created=datetime(2025, 3, 25))


def test_a_missing_glyph_is_named_before_layout() -> None:
    with pytest.raises(PageFault, match=r"𠮷 \(U\+20BB7\)"):
        lay_out(page("<p>𠮷野家</p>"), metadata=METADATA)


def test_a_missing_glyph_in_a_page_header_is_named() -> None:
    style = STYLE + '@page { @top-right { content: "𠮷" } }'
    with pytest.raises(PageFault, match=r"U\+20BB7"):
        write_pdf(page("<p>甲</p>", style), metadata=METADATA)


def test_every_complaint_of_the_engine_fails_the_page() -> None:
    style = STYLE + "p { colour: red; text-autospace: normal }"
    with pytest.raises(PageFault) as fault:
        lay_out(page('<p>甲 <a href="#nowhere">乙</a></p>', style), metadata=METADATA)
    assert len(fault.value.problems) == 2
    assert "colour" in str(fault.value)
    with pytest.raises(PageFault, match="nowhere"):
        write_pdf(page('<p>甲 <a href="#nowhere">乙</a></p>'), metadata=METADATA)


def test_the_page_and_its_metadata_agree_on_the_language() -> None:
    with pytest.raises(PageFault, match=r"'en'.*'zh-Hans'"):
        lay_out(page("<p>甲</p>", language="en"), metadata=METADATA)


def test_only_charts_are_images() -> None:
    with pytest.raises(PageFault, match=r"logo\.png"):
        lay_out(page('<img src="logo.png" alt="logo">'), metadata=METADATA)
    with pytest.raises(PageFault, match="chart:margin"):
        lay_out(page('<img src="chart:margin" alt="margin">'), metadata=METADATA)


def test_an_image_without_alt_text_fails() -> None:
    body = page('<img src="chart:revenue">')
    with pytest.raises(PageFault, match="alt text"):
        write_pdf(body, metadata=METADATA, drawings={"revenue": pdf_sample.DRAWING})


def test_importing_the_writer_does_not_load_the_engine() -> None:
    program = "import sys, reporter.pdf; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_written_file_opens_without_repair() -> None:
    with pikepdf.open(BytesIO(sample())) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_pages_can_be_written_more_than_once() -> None:
    laid_out = lay_out(
        page(pdf_sample.BODY), metadata=METADATA, drawings={"revenue": pdf_sample.DRAWING}
    )
    assert laid_out.write() == laid_out.write()
