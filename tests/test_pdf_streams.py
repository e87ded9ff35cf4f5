"""Where a stream ends is beyond doubt, whatever its last byte."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pydyf
import pytest
from pdf_sample import METADATA, page

from reporter.pdf import Attachment, write_pdf
from reporter.pdf_streams import set_ends_apart


@pytest.mark.parametrize(
    ("content", "end"), [(b"a", b"a\nendstream"), (b"a\r", b"a\r\r\nendstream")]
)
def test_the_last_byte_is_kept_from_the_end_of_its_line(content: bytes, end: bytes) -> None:
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Stream([content]))
    set_ends_apart(pdf)
    assert pdf.objects[-1].data.endswith(end)
    assert f"/Length {len(content)}>>".encode() in pdf.objects[-1].data
    assert not pdf.objects[-1].compressible


def test_every_stream_of_a_written_pdf_is_as_long_as_it_says() -> None:
    files = [Attachment(f"{n}.txt", b"%d" % n, "text/plain") for n in range(400)]
    written = write_pdf(page("<p>一</p>"), metadata=METADATA, attachments=files)
    lengths = re.findall(rb"/Length (\d+)[^>]*>>\nstream\n(.*?)\r?\nendstream", written, re.DOTALL)
    assert len(lengths) > 400
    assert [length for length, content in lengths if int(length) != len(content)] == []
    with pikepdf.open(BytesIO(written)) as pdf:
        assert pdf.attachments["7.txt"].get_file().read_bytes() == b"7"
