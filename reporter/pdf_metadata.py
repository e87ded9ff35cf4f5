"""The XMP packet: what a PDF says about itself, for PDF/A-3a and PDF/UA-1 at once."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pydyf
from weasyprint import __version__ as engine_version
from weasyprint.pdf.metadata import DocumentMetadata

_PACKET = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{}\n<?xpacket end="r"?>'

_NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

# PDF/A knows nothing of PDF/UA's one property: ISO 19005-3, 6.6.2.3 wants it described.
_EXTENSION = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""


class ConformingMetadata(DocumentMetadata):  # type: ignore[misc]
    """Document metadata that claims both standards and is readable without inflating it."""

    def include_in_pdf(
        self, pdf: Any, variant: str, version: int, conformance: str, compress: bool
    ) -> None:
        del compress  # other programs find an uncompressed packet by scanning the file
        rdf = self.generate_rdf_metadata(variant, version, conformance).decode()
        packet = _PACKET.format(f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf}</x:xmpmeta>')
        stream = pydyf.Stream([packet.encode()], {"Type": "/Metadata", "Subtype": "/XML"})
        pdf.add_object(stream)
        pdf.catalog["Metadata"] = stream.reference

    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes:
        """One rdf:RDF with everything in it; `version` and `conformance` are those of PDF/A."""
        del variant
        namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
        properties = "\n".join(
            (
                f"<pdfaid:part>{version}</pdfaid:part>",
                f"<pdfaid:conformance>{conformance}</pdfaid:conformance>",
                "<pdfuaid:part>1</pdfuaid:part>",
                _EXTENSION,
                *self._description(),
            )
        )
        description = f'<rdf:Description rdf:about="">\n{properties}\n</rdf:Description>'
        return f"<rdf:RDF {namespaces}>\n{description}\n</rdf:RDF>".encode()

    def _description(self) -> list[str]:
        return [
            _alternatives("dc:title", self.title, self.lang),
            _alternatives("dc:description", self.description, self.lang),
            _items("dc:creator", "Seq", self.authors),
            _items("dc:language", "Bag", [self.lang]),
            _items("dc:subject", "Bag", self.keywords),
            _text("pdf:Keywords", ", ".join(self.keywords)),
            _text("pdf:Producer", f"WeasyPrint {engine_version}"),
            _text("xmp:CreatorTool", self.generator),
            _text("xmp:CreateDate", self.created),
            _text("xmp:ModifyDate", self.modified),
            _text("xmp:MetadataDate", self.modified),
        ]


def _text(name: str, value: str | None) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _items(name: str, container: str, values: list[str]) -> str:
    if not any(values):
        return ""
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{container}>{items}</rdf:{container}></{name}>"


def _alternatives(name: str, value: str | None, language: str) -> str:
    """The one text there is, as the default and under its language."""
    if not value:
        return ""
    items = "".join(
        f"<rdf:li xml:lang={quoteattr(tag)}>{escape(value)}</rdf:li>"
        for tag in ("x-default", language)
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"
