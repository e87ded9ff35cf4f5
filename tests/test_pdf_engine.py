"""The engine's private names that are used here; its next release may move any of them."""

from __future__ import annotations

import inspect
import logging
from typing import Any

import pytest
import weasyprint
from pdf_sample import BODY, DRAWING, METADATA, page
from weasyprint.formatting_structure.boxes import Box, MarginBox, ReplacedBox, TextBox
from weasyprint.pdf.stream import Stream
from weasyprint.text import ffi

from reporter.errors import BadConfiguration, PageFault
from reporter.pdf import lay_out
from reporter.pdf_metadata import ConformingMetadata


def parameters(function: Any) -> list[str]:
    return list(inspect.signature(function).parameters)


def test_the_structure_is_added_by_a_name_that_can_be_replaced() -> None:
    assert parameters(weasyprint.pdf.add_tags) == ["pdf", "document", "pdf_version", "page_streams"]
    assert "add_tags(pdf, document, options['pdf_version'], page_streams)" in inspect.getsource(
        weasyprint.pdf.generate_pdf
    )


def test_marked_content_is_kept_by_box_in_the_stream() -> None:
    source = inspect.getsource(Stream.marked.__wrapped__)
    assert "self._tags[box] = {'tag': tag, 'mcid': mcid}" in source


def test_boxes_carry_their_element_and_link() -> None:
    assert Box.link_annotation is None
    assert Box.link is None
    for kind in (MarginBox, ReplacedBox, TextBox):
        assert issubclass(kind, Box)
    laid_out = lay_out(page(BODY), metadata=METADATA, drawings={"revenue": DRAWING})
    assert laid_out.pages[0].figures[0].name == "chart:revenue"


def test_the_metadata_methods_are_called_with_what_they_take() -> None:
    stock = weasyprint.document.DocumentMetadata
    for name in ("include_in_pdf", "generate_rdf_metadata"):
        assert parameters(getattr(stock, name)) == parameters(getattr(ConformingMetadata, name))


def test_text_is_drawn_by_the_functions_the_charts_call() -> None:
    from weasyprint.draw.text import draw_first_line
    from weasyprint.text.line_break import split_first_line

    assert parameters(draw_first_line) == [
        "stream",
        "textbox",
        "text_overflow",
        "block_ellipsis",
        "matrix",
    ]
    assert parameters(split_first_line)[:5] == [
        "text",
        "style",
        "context",
        "max_width",
        "justification_spacing",
    ]


def test_a_missing_subsetter_is_a_clear_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ffi, "harfbuzz_subset", None)
    with pytest.raises(BadConfiguration, match="libharfbuzz-subset0"):
        lay_out(page("<p>甲</p>"), metadata=METADATA)


def test_the_log_is_left_as_it_was_found() -> None:
    logger = logging.getLogger("weasyprint")
    before = list(logger.handlers)
    with pytest.raises(PageFault):
        lay_out(page("<p>甲</p>", "p { colour: red }"), metadata=METADATA)
    assert logger.handlers == before
