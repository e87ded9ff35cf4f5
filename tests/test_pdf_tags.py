from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pdf_sample import DRAWING, METADATA, STYLE, open_sample, page

from reporter.errors import PageFault
from reporter.pdf import write_pdf


def elements(node: Any) -> Iterator[Any]:
    """The structure elements under a node, depth first."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from elements(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K"))


def outline(node: Any) -> Any:
    """Types only: ("P", ["Span"]) for a paragraph with a span in it."""
    found = [
        outline(kid)
        for kid in (node.get("/K") or [])
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
    ]
    return (str(node.S)[1:], found) if found else str(node.S)[1:]


def tree_of(body: str, style: str = STYLE) -> tuple[pikepdf.Pdf, list[Any]]:
    content = write_pdf(page(body, style), metadata=METADATA, drawings={"revenue": DRAWING})
    pdf = pikepdf.open(BytesIO(content))
    return pdf, list(elements(pdf.Root.StructTreeRoot.K))


def of_type(found: list[Any], kind: str) -> list[Any]:
    return [element for element in found if f"/{kind}" == element.S]


def marks(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str, Any]]:
    """Each marked piece: its page, tag and properties."""
    for number, one in enumerate(pdf.pages):
        for instruction in pikepdf.parse_content_stream(one):
            if str(instruction.operator) == "BDC":
                tag, properties = instruction.operands
                yield number, str(tag), properties


def test_paragraphs_side_by_side_are_no_table() -> None:
    _, found = tree_of('<div class="pair"><p>甲</p><p lang="en">A</p></div>')
    assert outline(found[0]) == ("Document", [("Div", ["P", "P"])])


def test_every_language_arrives() -> None:
    with open_sample() as pdf:
        found = list(elements(pdf.Root.StructTreeRoot.K))
        tagged = [(str(one.S), str(one.Lang)) for one in found if "/Lang" in one]
    assert tagged == [
        ("/Document", "zh-Hans"),
        ("/Span", "en"),
        ("/P", "en"),
        ("/Span", "zh-Hans"),
        ("/Span", "en"),
    ]


def test_a_span_inside_a_span_keeps_its_own_language() -> None:
    _, found = tree_of('<p><span lang="en">a <b><i lang="zh-Hant">乙</i></b></span></p>')
    (outer, inner) = of_type(found, "Span")
    assert (str(outer.Lang), str(inner.Lang)) == ("en", "zh-Hant")
    assert inner.P.objgen == outer.objgen


def test_table_heads_have_scope_and_empty_cells_exist() -> None:
    with open_sample() as pdf:
        found = list(elements(pdf.Root.StructTreeRoot.K))
        scopes = [str(one.A.Scope) for one in of_type(found, "TH")]
        assert scopes == ["/Column", "/Column", "/Row"]
        assert of_type(found, "TH")[1].A.ColSpan == 2
        (table,) = of_type(found, "Table")
        head = ("THead", [("TR", ["TH", "TH"])])
        assert outline(table) == (
            "Table",
            ["Caption", head, ("TBody", [("TR", ["TH", "TD", "TD"])])],
        )


def test_a_table_on_two_pages_is_one_table_and_its_head_counts_once() -> None:
    rows = "".join(f"<tr><th>第{number}行</th><td>{number}</td></tr>" for number in range(80))
    head = "<thead><tr><th>项目</th><th>本期</th></tr></thead>"
    pdf, found = tree_of(f"<table>{head}<tbody>{rows}</tbody></table>")
    assert len(pdf.pages) > 1
    assert len(of_type(found, "Table")) == 1
    assert len(of_type(found, "TR")) == 81
    assert [len(cell.K) for cell in of_type(found, "TH")[:2]] == [1, 1]


def test_a_paragraph_on_two_pages_is_one_paragraph() -> None:
    pdf, found = tree_of("<p>" + "四月的雨下个不停。" * 900 + "</p>")
    assert len(pdf.pages) > 1
    assert len(of_type(found, "P")) == 1


def test_lists_nest_and_their_markers_are_labels() -> None:
    with open_sample() as pdf:
        found = list(elements(pdf.Root.StructTreeRoot.K))
        bullets, _, terms = of_type(found, "L")
    item = ("LI", ["Lbl", "LBody"])
    assert outline(bullets) == ("L", [("LI", ["Lbl", ("LBody", [("L", [item])])])])
    assert str(bullets.A.ListNumbering) == "/Disc"
    assert outline(terms) == ("L", [item, item])


def test_a_figure_has_alt_text_and_a_box_in_page_coordinates() -> None:
    with open_sample() as pdf:
        (figure,) = of_type(list(elements(pdf.Root.StructTreeRoot.K)), "Figure")
        assert str(figure.Alt) == "柱状图：收入1269亿元"
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
        width, height = right - left, top - bottom
        assert (width, height) == pytest.approx((200, 80), abs=0.01)
        assert bottom > 400  # in the upper half of an A4 page, counted from its foot


def test_each_link_has_one_annotation_that_says_where_it_leads() -> None:
    with open_sample() as pdf:
        annotations = list(pdf.pages[0].Annots)
        said = [str(one.Contents) for one in annotations]
        assert said == ["注", "link to the report"]
        assert str(annotations[1].A.URI) == "https://example.com/report"
        links = of_type(list(elements(pdf.Root.StructTreeRoot.K)), "Link")
        assert len(links) == 2


def test_notes_are_notes_with_an_id() -> None:
    _, found = tree_of('<p role="doc-footnote">一</p><p role="doc-endnote">二</p>')
    assert [str(note.ID) for note in of_type(found, "Note")] == ["note-1", "note-2"]


def test_page_headers_and_hidden_content_are_artifacts() -> None:
    with open_sample() as pdf:
        artifacts = [properties for _, tag, properties in marks(pdf) if tag == "/Artifact"]
        assert len(artifacts) == 3  # the header, the page number, and the hidden paragraph
        assert all("/MCID" not in properties for properties in artifacts)


def test_every_marked_piece_belongs_to_one_element() -> None:
    with open_sample() as pdf:
        numbers = [p.MCID for _, tag, p in marks(pdf) if tag != "/Artifact"]
        assert numbers == sorted(set(numbers)) or len(numbers) == len(set(numbers))
        owners = list(pdf.Root.StructTreeRoot.ParentTree.Nums)[1]
        assert len(owners) == len(numbers)
        for number, owner in enumerate(owners):
            assert number in [int(kid) for kid in owner.K if not isinstance(kid, pikepdf.Object)]


def test_loose_text_in_a_group_becomes_a_paragraph() -> None:
    _, found = tree_of('<section>散 <em lang="en">loose</em> 文<p>段</p>尾</section>')
    assert outline(found[0]) == ("Document", [("Sect", [("P", ["Span"]), "P", "P"])])


def test_a_heading_may_be_declared_by_role() -> None:
    _, found = tree_of('<h1>甲</h1><div role="heading" aria-level="2" lang="en">A</div>')
    assert outline(found[0]) == ("Document", ["H1", "H2"])


def test_transparent_text_is_refused() -> None:
    with pytest.raises(PageFault, match="opacity"):
        tree_of('<p style="opacity: .5">淡</p>')


def test_a_definition_needs_a_term() -> None:
    with pytest.raises(PageFault, match="dt"):
        tree_of("<dl><dd>无名</dd></dl>")


def test_a_link_where_nothing_can_be_tagged_is_refused() -> None:
    with pytest.raises(PageFault, match="a link in"):
        tree_of('<p aria-hidden="true"><a href="https://example.com/">甲</a></p>')
