"""What turns a tagged PDF/A-3a into one that is PDF/UA-1 as well."""

from collections.abc import MutableMapping, Sequence
from typing import Any

# PDF/A allows the PDF/UA identification only when its schema is described beside it.
_UA_IDENTIFICATION = b"""\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_END = b"</rdf:RDF>"
_TABLE_PARTS = frozenset({"/THead", "/TBody", "/TFoot", "/Table"})

PdfObject = MutableMapping[str, Any]


def with_ua_identification(rdf: bytes) -> bytes:
    """The metadata with the PDF/UA-1 identification added to its end."""
    before, end, after = rdf.rpartition(_END)
    return before + _UA_IDENTIFICATION + end + after


def add_header_scopes(objects: Sequence[Any]) -> None:
    """Say of every table header cell whether it heads a row or a column.

    `objects` are all objects of the PDF in the order of their numbers. Header cells in the body of
    a table head rows, all others columns.
    """
    for element in objects:
        if _structure_type(element) == "/TH":
            part = element
            while _structure_type(part) not in _TABLE_PARTS:
                part = objects[_object_number(part["P"])]
            scope = "/Row" if _structure_type(part) == "/TBody" else "/Column"
            element["A"]["Scope"] = scope


def leave_metadata_readable(objects: Sequence[Any]) -> None:
    """Store the metadata uncompressed, as archives and plain text searches expect it."""
    for item in objects:
        if (getattr(item, "extra", None) or {}).get("Type") == "/Metadata":
            item.compress = False


def _structure_type(item: Any) -> str | None:
    if isinstance(item, MutableMapping) and item.get("Type") == "/StructElem":
        return str(item["S"])
    return None


def _object_number(reference: Any) -> int:
    text = reference.decode() if isinstance(reference, bytes) else str(reference)
    return int(text.split()[0])
